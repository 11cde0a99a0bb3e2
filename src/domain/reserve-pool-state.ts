/** The pool as its deciders read it: a person's memberships. */
import { type CivilDate, firstDay, type PartialDate } from '../../events/dates.ts';
import type { EventDefinition, Finding, Recorded } from '../../events/define.ts';
import {
  ReserveMemberAdmitted,
  ReserveMemberExited,
  ReserveMemberExitVoided,
  ReserveMemberFactVoided,
  ReserveMemberRated,
  ReserveMemberReinstated,
  ReserveMemberSuspended,
  TrainingAssigned,
  TrainingCompleted,
} from '../../events/reserve-pool.ts';
import type { CadreId, EventId, ReserveRoundId } from '../../events/values.ts';
import { type Step, step } from './chronology.ts';
import { type Context, citing, finding, obstacles, type Reading, read } from './command.ts';
import { dated, holdingOn, nextAfter, type Timeline, withFact } from './dated.ts';
import { fold, type StreamRef, when } from './fold.ts';
import { cadreStream, person, postings } from './people.ts';
import { hasLeft } from './placement-rules.ts';

export type Training = Step & {
  readonly mode: string;
  readonly plannedUntil: CivilDate | null;
  readonly completed: (Step & { readonly hours: number }) | null;
};
export type Membership = {
  readonly id: EventId;
  readonly from: PartialDate;
  readonly entryChannel: string;
  readonly maturity: string;
  readonly target: string;
  readonly track: string;
  readonly roundId: ReserveRoundId | null;
  /** The observation, open selection or round they come from. */
  readonly sourceId: string | null;
  readonly exited: {
    readonly on: PartialDate;
    readonly eventId: EventId;
    readonly reason: string;
    readonly appointmentId: EventId | null;
  } | null;
  /** Recorded as exited in error, and not exited since. */
  readonly exitVoided: boolean;
  /** Whether it was suspended (true) or reinstated (false), and everything else, by date. */
  readonly suspensions: Timeline<boolean>;
  readonly facts: Timeline<null>;
  readonly trainings: readonly Training[];
  readonly ratings: readonly Rating[];
};
export type Rating = {
  readonly eventId: EventId;
  readonly year: number;
  readonly rating: string | null;
};
export type PoolState = {
  readonly memberships: readonly Membership[];
  /** Facts recorded in error and taken back. */
  readonly voided: readonly EventId[];
};

const change = (
  state: PoolState,
  id: EventId,
  make: (membership: Membership) => Membership,
): PoolState => ({
  ...state,
  memberships: state.memberships.map((one) => (one.id === id ? make(one) : one)),
});
const during = <D extends EventDefinition>(
  definition: D,
  make: (membership: Membership, event: Recorded<D>) => Membership,
) =>
  when<PoolState, D>(definition, (state, event) => {
    const fact = event as unknown as Recorded;
    const { membershipId } = fact.data as { membershipId: EventId };
    return change(state, membershipId, (one) =>
      make({ ...one, facts: withFact(one.facts, dated(fact, null)) }, event),
    );
  });
const poolFold = fold<PoolState>('reservePool', { memberships: [], voided: [] }, [
  when(ReserveMemberAdmitted, (state, { id, data, meta }) => ({
    ...state,
    memberships: [
      ...state.memberships,
      {
        id,
        from: meta.effectiveOn,
        entryChannel: data.entryChannel,
        maturity: data.maturity,
        target: data.target,
        track: data.track,
        roundId: data.roundId,
        sourceId: data.sourceId,
        exited: null,
        exitVoided: false,
        suspensions: [],
        facts: [],
        trainings: [],
        ratings: [],
      },
    ],
  })),
  during(TrainingAssigned, (one, event) => ({
    ...one,
    trainings: [
      ...one.trainings,
      {
        ...step(event),
        mode: event.data.mode,
        plannedUntil: event.data.plannedUntil,
        completed: null,
      },
    ],
  })),
  during(TrainingCompleted, (one, { id, data, meta }) => ({
    ...one,
    trainings: one.trainings.map((training) =>
      training.eventId === data.trainingId
        ? {
            ...training,
            completed: { eventId: id, on: meta.effectiveOn, hours: data.hours },
          }
        : training,
    ),
  })),
  during(ReserveMemberRated, (one, { id, data, personal }) => ({
    ...one,
    ratings: [...one.ratings, { eventId: id, year: data.year, rating: personal?.rating ?? null }],
  })),
  during(ReserveMemberSuspended, (one, event) => ({
    ...one,
    suspensions: withFact(one.suspensions, dated(event as unknown as Recorded, true)),
  })),
  during(ReserveMemberReinstated, (one, event) => ({
    ...one,
    suspensions: withFact(one.suspensions, dated(event as unknown as Recorded, false)),
  })),
  during(ReserveMemberExited, (one, { id, data, meta }) => ({
    ...one,
    exited: {
      on: meta.effectiveOn,
      eventId: id,
      reason: data.exitReason,
      appointmentId: data.appointmentId,
    },
    exitVoided: false,
  })),
  when(ReserveMemberFactVoided, (state, { data: { membershipId, eventId } }) => {
    const known =
      eventId === membershipId
        ? { memberships: state.memberships.filter(({ id }) => id !== membershipId) }
        : change(state, membershipId, (one) => without(one, eventId));
    return { ...known, voided: [...state.voided, eventId] };
  }),
  when(ReserveMemberExitVoided, (state, { data }) =>
    change(state, data.membershipId, (one) => ({
      ...one,
      exited: null,
      exitVoided: true,
      facts: one.facts.filter(({ eventId }) => eventId !== data.eventId),
    })),
  ),
]);

/** The membership as if the fact had not been recorded. */
function without(membership: Membership, gone: EventId): Membership {
  const stays = ({ eventId }: { eventId: EventId }) => eventId !== gone;
  return {
    ...membership,
    facts: membership.facts.filter(stays),
    suspensions: membership.suspensions.filter(stays),
    ratings: membership.ratings.filter(stays),
    trainings: membership.trainings
      .filter(stays)
      .map((one) => (one.completed?.eventId === gone ? { ...one, completed: null } : one)),
  };
}

export const reservePool = (id: CadreId): StreamRef<PoolState> => ({
  stream: cadreStream(id),
  fold: poolFold,
});

/** The membership that is open; a person has at most one. */
export function openMembership(state: PoolState): Membership | null {
  return state.memberships.find(({ exited }) => exited === null) ?? null;
}

/** The membership somebody had on a day; what is entered later belongs to the one of its date. */
export function membershipOn(state: PoolState, on: CivilDate): Membership | null {
  return (
    state.memberships.find(
      ({ from, exited }) => firstDay(from) <= on && (exited === null || on < firstDay(exited.on)),
    ) ?? null
  );
}

export function suspendedOn(membership: Membership, on: CivilDate): boolean {
  return holdingOn(membership.suspensions, on)?.value ?? false;
}

/** What stands after a day: the membership cannot have ended by then. */
export function laterFacts(membership: Membership, on: CivilDate): Finding[] {
  const later = nextAfter(membership.facts, on);
  if (later === null) return [];
  return [finding('LaterFactsStand', { on: later.on }, { evidence: [later.eventId] })];
}

type Member = {
  readonly isKnown: boolean;
  readonly refusals: Finding[];
  readonly membership: Membership | null;
  readonly pool: PoolState;
};

/** The membership of a person of this county on the date of the record, or why there is none. */
export function* member(cadreId: CadreId, context: Context): Reading<Member> {
  const who = yield* read(person(cadreId));
  const pool = yield* read(reservePool(cadreId));
  const isKnown = who.registered?.county === context.county;
  if (!isKnown) return { isKnown, refusals: [finding('CadreUnknown')], membership: null, pool };
  const on = firstDay(context.effectiveOn);
  const membership = membershipOn(pool, on);
  const later = pool.memberships.find(({ from }) => on < firstDay(from));
  const refusals = obstacles(
    [membership === null && later === undefined, () => finding('NotInReservePool')],
    [
      membership === null && later !== undefined,
      () => finding('BeforeReserveEntry', { from: later?.from ?? '' }, citing(later)),
    ],
  );
  return { isKnown, refusals, membership, pool };
}

/** The same of somebody who serves: the dead and the retired are neither trained nor rated. */
export function* servingMember(cadreId: CadreId, context: Context): Reading<Member> {
  const found = yield* member(cadreId, context);
  const held = yield* read(postings(cadreId));
  if (!found.isKnown) return found;
  const gone = obstacles(hasLeft(held, firstDay(context.effectiveOn)));
  return { ...found, refusals: [...found.refusals, ...gone] };
}
