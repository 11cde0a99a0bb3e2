/** Postings in villages (驻村帮扶): who is stationed where, since when, and how it ended. */
import type {
  ReliefPostingKind,
  ReliefPostingRole,
  ReliefPostingStatus,
  UnitType,
} from '../../events/code-tables.ts';
import { firstDay, monthsBetween, type PartialDate, yearOf } from '../../events/dates.ts';
import {
  PovertyReliefPostingAssigned,
  PovertyReliefPostingCompleted,
  PovertyReliefPostingEvaluated,
  PovertyReliefPostingRecalled,
  PovertyReliefPostingVoided,
  PovertyReliefStepVoided,
} from '../../events/relief-posting.ts';
import { collection, handle, readModel } from './projection.ts';

export type ReliefPostingRow = {
  readonly county: string | null;
  readonly reliefPostingId: string;
  readonly cadreId: string;
  readonly kind: ReliefPostingKind;
  readonly role: ReliefPostingRole;
  readonly organizationId: string;
  readonly unitType: UnitType;
  readonly homeOrganizationId: string;
  readonly homeType: UnitType;
  readonly ruleSetVersion: number;
  readonly status: ReliefPostingStatus;
  readonly startedOn: PartialDate;
  readonly evaluatedOn: PartialDate | null;
  readonly grade: string | null;
  readonly evaluationId: string | null;
  readonly completedOn: PartialDate | null;
  readonly recalledOn: PartialDate | null;
  readonly recalledFor: string | null;
  /** Whole months from start to end; null while it lasts. */
  readonly months: number | null;
  readonly endId: string | null;
  /** Of the completion or recall, before it of the start. */
  readonly year: number;
  readonly eventId: string;
  readonly document: string | null;
};
const posting = handle<ReliefPostingRow>();
const key = (event: { data: { reliefPostingId: string } }) => event.data.reliefPostingId;

export const reliefPostings = collection<ReliefPostingRow>({
  name: 'reliefPostings',
  columns: {
    county: (row) => row.county,
    cadreId: (row) => row.cadreId,
    kind: (row) => row.kind,
    role: (row) => row.role,
    status: (row) => row.status,
    organizationId: (row) => row.organizationId,
    homeOrganizationId: (row) => row.homeOrganizationId,
    homeType: (row) => row.homeType,
    startedOn: (row) => firstDay(row.startedOn),
    completedOn: (row) => firstDay(row.completedOn),
    year: (row) => row.year,
  },
  indexes: [
    ['county', 'status', 'completedOn'],
    ['cadreId', 'startedOn'],
    ['organizationId', 'status'],
  ],
  on: [
    posting.begins(
      PovertyReliefPostingAssigned,
      ({ id }) => id,
      ({ id, data, meta }) => ({
        ...data,
        county: meta.county,
        reliefPostingId: id,
        status: 'IN_POST',
        startedOn: meta.effectiveOn,
        evaluatedOn: null,
        grade: null,
        evaluationId: null,
        completedOn: null,
        recalledOn: null,
        recalledFor: null,
        months: null,
        endId: null,
        year: yearOf(meta.effectiveOn),
        eventId: id,
        document: meta.basis,
      }),
    ),
    posting.continues(PovertyReliefPostingEvaluated, key, (state, { id, personal, meta }) => ({
      ...state,
      status: state.status === 'IN_POST' ? 'EVALUATED' : state.status,
      evaluatedOn: meta.effectiveOn,
      grade: personal?.grade ?? null,
      evaluationId: id,
    })),
    posting.continues(PovertyReliefPostingCompleted, key, (state, { id, meta }) => ({
      ...state,
      status: 'COMPLETED',
      completedOn: meta.effectiveOn,
      months: monthsBetween(state.startedOn, meta.effectiveOn),
      endId: id,
      year: yearOf(meta.effectiveOn),
    })),
    posting.continues(PovertyReliefPostingRecalled, key, (state, { id, data, meta }) => ({
      ...state,
      status: 'RECALLED',
      recalledOn: meta.effectiveOn,
      recalledFor: data.reason,
      months: monthsBetween(state.startedOn, meta.effectiveOn),
      endId: id,
      year: yearOf(meta.effectiveOn),
    })),
    posting.voids(PovertyReliefPostingVoided, key, ({ data }) => data.reliefPostingId),
    posting.voids(PovertyReliefStepVoided, key, ({ data }) => data.eventId),
  ],
});

export const reliefPostingModel = readModel('reliefPosting', 3, [reliefPostings]);
