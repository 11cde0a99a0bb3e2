/** A step of a campaign as it should have been recorded, wherever it is part of a row. */
import { firstDay } from '../../events/dates.ts';
import type { Recorded } from '../../events/define.ts';
import { OpenSelectionAnnounced, OpenSelectionNoticePosted } from '../../events/open-selection.ts';
import type { OpenSelectionStepCorrected } from '../../events/open-selection-correction.ts';
import { movedTo } from './projection.ts';

export function correctedStep(
  fact: Recorded,
  { data: { is } }: Recorded<typeof OpenSelectionStepCorrected>,
): Recorded {
  const span: Readonly<Record<string, object>> = {
    [OpenSelectionAnnounced.type]: { registrationUntil: is.until },
    [OpenSelectionNoticePosted.type]: { startsOn: firstDay(is.on), endsOn: is.until },
  };
  return movedTo({ ...fact, data: { ...fact.data, ...span[fact.type] } }, is.on);
}
