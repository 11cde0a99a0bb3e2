/** The pool: one row a membership, from entry to exit. */
import { grassrootsOrigins } from '../../events/code-tables.ts';
import { firstDay, type PartialDate, yearOf } from '../../events/dates.ts';
import type { Origin } from '../../events/posting.ts';
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
import { collection, handle, readModel } from './projection.ts';

export type TrainingEntry = {
  readonly eventId: string;
  readonly mode: string;
  readonly assignedOn: PartialDate;
  readonly plannedUntil: string | null;
  readonly completedOn: PartialDate | null;
  readonly hours: number | null;
};
export type RatingEntry = {
  readonly eventId: string;
  readonly year: number;
  readonly rating: string | null;
  readonly evidence: string | null;
};
export type ReserveMembershipRow = {
  readonly county: string | null;
  readonly cadreId: string;
  readonly status: 'IN_POOL' | 'SUSPENDED' | 'EXITED';
  readonly entryChannel: string;
  readonly maturity: string;
  readonly target: string;
  readonly track: string;
  readonly roundId: string | null;
  readonly sourceId: string | null;
  readonly origin: Origin | null;
  readonly admittedOn: PartialDate;
  readonly trainings: readonly TrainingEntry[];
  readonly ratings: readonly RatingEntry[];
  readonly exitedOn: PartialDate | null;
  readonly exitReason: string | null;
  readonly appointmentId: string | null;
  readonly exitEventId: string | null;
  readonly eventId: string;
  readonly document: string | null;
};
const row = handle<ReserveMembershipRow>();
const key = (event: { data: { membershipId: string } }) => event.data.membershipId;

export const reserveMemberships = collection<ReserveMembershipRow>({
  name: 'reserveMemberships',
  columns: {
    county: (state) => state.county,
    cadreId: (state) => state.cadreId,
    status: (state) => state.status,
    entryChannel: (state) => state.entryChannel,
    maturity: (state) => state.maturity,
    target: (state) => state.target,
    track: (state) => state.track,
    roundId: (state) => state.roundId,
    sourceId: (state) => state.sourceId,
    originType: (state) => state.origin?.unitType ?? null,
    grassroots: (state) => state.origin !== null && grassrootsOrigins.has(state.origin.unitType),
    admittedOn: (state) => firstDay(state.admittedOn),
    year: (state) => yearOf(state.admittedOn),
    exitedOn: (state) => firstDay(state.exitedOn),
    exitReason: (state) => state.exitReason,
  },
  indexes: [
    ['county', 'status', 'admittedOn'],
    ['cadreId', 'admittedOn'],
    ['roundId', 'admittedOn'],
    ['county', 'entryChannel', 'admittedOn'],
  ],
  on: [
    row.begins(
      ReserveMemberAdmitted,
      (event) => event.id,
      ({ id, data, meta }) => ({
        county: meta.county,
        ...data,
        status: 'IN_POOL',
        admittedOn: meta.effectiveOn,
        trainings: [],
        ratings: [],
        exitedOn: null,
        exitReason: null,
        appointmentId: null,
        exitEventId: null,
        eventId: id,
        document: meta.basis,
      }),
    ),
    row.continues(TrainingAssigned, key, (state, { id, data, meta }) => ({
      ...state,
      trainings: [
        ...state.trainings,
        {
          eventId: id,
          mode: data.mode,
          assignedOn: meta.effectiveOn,
          plannedUntil: data.plannedUntil,
          completedOn: null,
          hours: null,
        },
      ],
    })),
    row.continues(TrainingCompleted, key, (state, { data, meta }) => ({
      ...state,
      trainings: state.trainings.map((training) =>
        training.eventId === data.trainingId
          ? { ...training, completedOn: meta.effectiveOn, hours: data.hours }
          : training,
      ),
    })),
    row.continues(ReserveMemberRated, key, (state, { id, data, personal }) => ({
      ...state,
      ratings: [
        ...state.ratings,
        {
          eventId: id,
          year: data.year,
          rating: personal?.rating ?? null,
          evidence: personal?.evidence ?? null,
        },
      ],
    })),
    row.continues(ReserveMemberSuspended, key, (state) => ({ ...state, status: 'SUSPENDED' })),
    row.continues(ReserveMemberReinstated, key, (state) => ({ ...state, status: 'IN_POOL' })),
    row.continues(ReserveMemberExited, key, (state, { id, data, meta }) => ({
      ...state,
      status: 'EXITED',
      exitedOn: meta.effectiveOn,
      exitReason: data.exitReason,
      appointmentId: data.appointmentId,
      exitEventId: id,
    })),
    row.voids(ReserveMemberFactVoided, key, ({ data }) => data.eventId),
    row.voids(ReserveMemberExitVoided, key, ({ data }) => data.eventId),
  ],
});

export const reservePoolModel = readModel('reservePool', 2, [reserveMemberships]);
