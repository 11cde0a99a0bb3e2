import { describe, expect, test } from '@jest/globals';
import {
  VoidOpenSelectionConclusion,
  VoidOpenSelectionWin,
} from '../../src/domain/open-selection-correction.ts';
import { VoidPosting } from '../../src/domain/posting-correction.ts';
import { openSelectionModel, openSelections } from '../../src/read-models/open-selection.ts';
import { openSelectionApplications } from '../../src/read-models/open-selection-application.ts';
import { offeredItems } from '../../src/read-models/open-selection-item.ts';
import { columnsOf } from '../../src/read-models/projection.ts';
import { campaignConcluded } from '../domain/given-corrections.ts';
import { recordedLater, rowsOf } from '../rows.ts';

const because = { reason: '误录' };

/** The rows of a campaign concluded in 2022, before and since its winner was taken back in 2024-12. */
function takenBack() {
  const { given, campaign, winner, posting, ...won } = campaignConcluded();
  const [voided] = given.accepted(VoidPosting, posting, because);
  given.accepted(VoidOpenSelectionConclusion, campaign, because);
  given.accepted(VoidOpenSelectionWin, winner, because);
  const events = recordedLater(given.all(), voided, '2024-12-01');
  const { openSelectionId, itemId, a } = won;
  return {
    ...won,
    at: (knownAt: string) => ({
      campaign: rowsOf(openSelectionModel, openSelections, events, { knownAt }).get(
        openSelectionId,
      ),
      item: rowsOf(openSelectionModel, offeredItems, events, { knownAt }).get(itemId),
      winner: rowsOf(openSelectionModel, openSelectionApplications, events, { knownAt }).get(
        `${openSelectionId}.${a}`,
      ),
    }),
  };
}

describe('a winner taken back', () => {
  test('stands on public notice and has not won, for whoever knows', () => {
    const { at, appointmentId } = takenBack();
    expect(at('2024-11').winner).toMatchObject({
      endState: 'APPOINTED_ON_PROBATION',
      appointmentId,
    });
    const { winner } = at('2025');
    expect(winner).toMatchObject({
      stage: 'NOTICED',
      endState: null,
      endedOn: null,
      endEventId: null,
      appointmentId: null,
      probationEndsOn: null,
    });
    expect(columnsOf(openSelectionApplications as never, winner as never)).toMatchObject({
      won: 0,
    });
  });

  test('leaves the item open again and the campaign where it stood, for whoever knows', () => {
    const { at, itemEndId } = takenBack();
    const before = at('2024-11');
    expect(before.campaign).toMatchObject({ phase: 'CONCLUDED', concludedOn: '2022-09-05' });
    expect(before.item).toMatchObject({ status: 'FILLED', filledCount: 1, endEventId: itemEndId });
    const since = at('2025');
    expect(since.campaign).toMatchObject({ phase: 'PUBLIC_NOTICE', concludedOn: null });
    expect(since.campaign?.steps.map(({ phase }) => phase)).not.toContain('CONCLUDED');
    expect(since.item).toMatchObject({
      status: 'OFFERED',
      filledCount: null,
      endedOn: null,
      endEventId: null,
    });
  });
});
