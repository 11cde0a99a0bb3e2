/** The pool as its deciders read it: a person's memberships. */
import { firstDay, type PartialDate } from '../../events/dates.ts';
import type { Finding } from '../../events/define.ts';
import {
  ReserveMemberAdmitted,
  ReserveMemberExited,
  ReserveMemberRated,
  ReserveMemberReinstated,
  ReserveMemberSuspended,
  TrainingAssigned,
  TrainingCompleted,
} from '../../events/reserve-pool.ts';
import type { CadreId, EventId, ReserveRoundId } from '../../events/values.ts';
import { type Context, finding, obstacles, read } from './command.ts';
import { fold, type StreamRef, when } from './fold.ts';
import { cadreStream, person } from './people.ts';

export type Training = {
  readonly eventId: EventId;
  readonly mode: string;
  readonly completed: boolean;
};
export type Membership = {
  readonly id: EventId;
  readonly from: PartialDate;
  readonly entryChannel: string;
  readonly roundId: ReserveRoundId | null;
  readonly suspended: boolean;
  readonly exited: { readonly on: PartialDate; readonly eventId: EventId } | null;
  readonly trainings: readonly Training[];
  readonly ratings: readonly { readonly year: number; readonly rating: string | null }[];
};
export type PoolState = { readonly memberships: readonly Membership[] };

const change = (
  state: PoolState,
  id: EventId,
  make: (membership: Membership) => Membership,
): PoolState => ({
  memberships: state.memberships.map((one) => (one.id === id ? make(one) : one)),
});
const poolFold = fold<PoolState>('reservePool', { memberships: [] }, [
  when(ReserveMemberAdmitted, (state, { id, data, meta }) => ({
    memberships: [
      ...state.memberships,
      {
        id,
        from: meta.effectiveOn,
        entryChannel: data.entryChannel,
        roundId: data.roundId,
        suspended: false,
        exited: null,
        trainings: [],
        ratings: [],
      },
    ],
  })),
  when(TrainingAssigned, (state, { id, data }) =>
    change(state, data.membershipId, (one) => ({
      ...one,
      trainings: [...one.trainings, { eventId: id, mode: data.mode, completed: false }],
    })),
  ),
  when(TrainingCompleted, (state, { data }) =>
    change(state, data.membershipId, (one) => ({
      ...one,
      trainings: one.trainings.map((training) =>
        training.eventId === data.trainingId ? { ...training, completed: true } : training,
      ),
    })),
  ),
  when(ReserveMemberRated, (state, { data, personal }) =>
    change(state, data.membershipId, (one) => ({
      ...one,
      ratings: [...one.ratings, { year: data.year, rating: personal?.rating ?? null }],
    })),
  ),
  when(ReserveMemberSuspended, (state, { data }) =>
    change(state, data.membershipId, (one) => ({ ...one, suspended: true })),
  ),
  when(ReserveMemberReinstated, (state, { data }) =>
    change(state, data.membershipId, (one) => ({ ...one, suspended: false })),
  ),
  when(ReserveMemberExited, (state, { id, data, meta }) =>
    change(state, data.membershipId, (one) => ({
      ...one,
      exited: { on: meta.effectiveOn, eventId: id },
    })),
  ),
]);
export const reservePool = (id: CadreId): StreamRef<PoolState> => ({
  stream: cadreStream(id),
  fold: poolFold,
});

/** The membership that is open; a person has at most one. */
export function openMembership(state: PoolState): Membership | null {
  return state.memberships.find(({ exited }) => exited === null) ?? null;
}

/** The open membership of a person of this county, or why there is none to act on. */
export function* member(
  cadreId: CadreId,
  context: Context,
): Generator<
  readonly StreamRef<unknown>[],
  { refusals: Finding[]; membership: Membership | null },
  readonly unknown[]
> {
  const who = yield* read(person(cadreId));
  const membership = openMembership(yield* read(reservePool(cadreId)));
  const isKnown = who.registered?.county === context.county;
  const refusals = obstacles(
    [!isKnown, () => finding('CadreUnknown')],
    [isKnown && membership === null, () => finding('NotInReservePool')],
    [
      membership !== null && firstDay(context.effectiveOn) < firstDay(membership.from),
      () => finding('BeforeReserveEntry', { from: membership?.from ?? '' }),
    ],
  );
  return { refusals, membership };
}
