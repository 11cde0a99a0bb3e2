/** Postings in villages as deciders read them; each is named by the event that assigned it. */
import { type CivilDate, endOfTime, firstDay } from '../../events/dates.ts';
import type { Finding } from '../../events/define.ts';
import {
  PovertyReliefPostingAssigned,
  PovertyReliefPostingCompleted,
  PovertyReliefPostingEvaluated,
  PovertyReliefPostingRecalled,
  PovertyReliefPostingVoided,
  PovertyReliefStepVoided,
} from '../../events/relief-posting.ts';
import { CadreId, type CountyCode, EventId, type OrganizationId } from '../../events/values.ts';
import { type Step, step } from './chronology.ts';
import { type Context, finding, obstacles, type Reading, read } from './command.ts';
import { fold, type StreamRef, when } from './fold.ts';
import { cadreStream, type Posting, type PostingsState, postings } from './people.ts';

export type ReliefPosting = Step & {
  readonly county: CountyCode | null;
  readonly organizationId: OrganizationId;
  readonly role: string;
  readonly ruleSetVersion: number;
  /** `grade` is null when it was erased. */
  readonly evaluated: (Step & { readonly grade: string | null }) | null;
  readonly ended: (Step & { readonly recalled: string | null }) | null;
  readonly voided: boolean;
  /** Steps recorded in error and taken back. */
  readonly voidedSteps: readonly EventId[];
};
const change = (
  state: readonly ReliefPosting[],
  id: EventId,
  changes: Partial<ReliefPosting>,
): readonly ReliefPosting[] =>
  state.map((posting) => (posting.eventId === id ? { ...posting, ...changes } : posting));

const withoutStep = (one: ReliefPosting, eventId: EventId): ReliefPosting => ({
  ...one,
  evaluated: one.evaluated?.eventId === eventId ? null : one.evaluated,
  ended: one.ended?.eventId === eventId ? null : one.ended,
  voidedSteps: [...one.voidedSteps, eventId],
});

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
        voidedSteps: [],
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
    when(PovertyReliefStepVoided, (state, { data: { reliefPostingId, eventId } }) =>
      state.map((one) => (one.eventId === reliefPostingId ? withoutStep(one, eventId) : one)),
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

/** Which one: its cadre, and the event that assigned it. */
export const named = {
  cadreId: CadreId,
  reliefPostingId: EventId.meta({ globalId: 'ReliefPosting' }),
};

type Found = {
  readonly one: ReliefPosting | null;
  readonly next: ReliefPosting | null;
  /** The secondment it rests in; null when that was voided. */
  readonly posting: Posting | null;
  readonly held: PostingsState;
};

export function* find(cadreId: CadreId, id: EventId): Reading<Found> {
  const all = yield* read(reliefPostings(cadreId));
  const held = yield* read(postings(cadreId));
  const one = all.find(({ eventId }) => eventId === id) ?? null;
  return {
    one,
    next: one === null ? null : nextAfter(all, firstDay(one.on)),
    posting: held.postings.find(({ basedOn }) => basedOn === id) ?? null,
    held,
  };
}

export function known(one: ReliefPosting | null, context: Context): Finding[] {
  return obstacles([
    one?.county !== context.county || one.voided,
    () => finding('ReliefPostingUnknown'),
  ]);
}
