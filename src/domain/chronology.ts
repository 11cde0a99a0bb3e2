/** The order of steps in a procedure; dates are compared as far as they are known. */
import { firstDay, lastDay, type PartialDate } from '../../events/dates.ts';
import type { EventId } from '../../events/values.ts';
import { citing, finding } from './command.ts';

export type Step = { readonly eventId: EventId; readonly on: PartialDate };

/** A fact as a step of a procedure. */
export const step = (event: { id: EventId; meta: { effectiveOn: PartialDate } }): Step => ({
  eventId: event.id,
  on: event.meta.effectiveOn,
});

/** An obstacle when a step would surely lie before the one it follows; none when either may be first. */
export function inOrder(
  on: PartialDate,
  earlier: Step | null | undefined,
): readonly [boolean, () => ReturnType<typeof finding>] {
  return [
    earlier != null && lastDay(on) < firstDay(earlier.on),
    () => finding('StepBeforeEarlierStep', { on, earlier: earlier?.on ?? '' }, citing(earlier)),
  ];
}
