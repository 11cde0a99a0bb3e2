/** Postings in villages as deciders read them; each is named by the event that assigned it. */
import type { CivilDate } from '../../events/dates.ts';
import { endOfTime, firstDay } from '../../events/dates.ts';
import {
  PovertyReliefPostingAssigned,
  PovertyReliefPostingCompleted,
  PovertyReliefPostingEvaluated,
  PovertyReliefPostingRecalled,
  PovertyReliefPostingVoided,
} from '../../events/relief-posting.ts';
import type { CadreId, CountyCode, EventId, OrganizationId } from '../../events/values.ts';
import { type Step, step } from './chronology.ts';
import { fold, type StreamRef, when } from './fold.ts';
import { cadreStream } from './people.ts';

export type ReliefPosting = Step & {
  readonly county: CountyCode | null;
  readonly organizationId: OrganizationId;
  readonly role: string;
  readonly ruleSetVersion: number;
  /** `grade` is null when it was erased. */
  readonly evaluated: (Step & { readonly grade: string | null }) | null;
  readonly ended: (Step & { readonly recalled: string | null }) | null;
  readonly voided: boolean;
};
const change = (
  state: readonly ReliefPosting[],
  id: EventId,
  changes: Partial<ReliefPosting>,
): readonly ReliefPosting[] =>
  state.map((posting) => (posting.eventId === id ? { ...posting, ...changes } : posting));

const reliefPostingsFold = fold<readonly ReliefPosting[]>(
  'reliefPostings',
  [],
  [
    when(PovertyReliefPostingAssigned, (state, event) => [
      ...state,
      {
        ...event.data,
        ...step(event),
        county: event.meta.county,
        evaluated: null,
        ended: null,
        voided: false,
      },
    ]),
    when(PovertyReliefPostingEvaluated, (state, event) =>
      change(state, event.data.reliefPostingId, {
        evaluated: { ...step(event), grade: event.personal?.grade ?? null },
      }),
    ),
    when(PovertyReliefPostingCompleted, (state, event) =>
      change(state, event.data.reliefPostingId, { ended: { ...step(event), recalled: null } }),
    ),
    when(PovertyReliefPostingRecalled, (state, event) =>
      change(state, event.data.reliefPostingId, {
        ended: { ...step(event), recalled: event.data.reason },
      }),
    ),
    when(PovertyReliefPostingVoided, (state, { data }) =>
      change(state, data.reliefPostingId, { voided: true }),
    ),
  ],
);
export const reliefPostings = (id: CadreId): StreamRef<readonly ReliefPosting[]> => ({
  stream: cadreStream(id),
  fold: reliefPostingsFold,
});

/** The relief posting that covers a day. */
export function reliefPostingOn(
  state: readonly ReliefPosting[],
  on: CivilDate,
): ReliefPosting | null {
  return (
    state.find((one) => {
      const end = one.ended === null ? endOfTime : firstDay(one.ended.on);
      return !one.voided && firstDay(one.on) <= on && on < end;
    }) ?? null
  );
}

/** The next one that begins after a day: one that is entered late must end before it. */
export function nextAfter(state: readonly ReliefPosting[], on: CivilDate): ReliefPosting | null {
  return (
    state
      .filter((one) => !one.voided && firstDay(one.on) > on)
      .sort((a, b) => (firstDay(a.on) < firstDay(b.on) ? -1 : 1))[0] ?? null
  );
}
