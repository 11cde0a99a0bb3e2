/**
 * 任命: decisions and what became of them, appointments in effect, and intakes from the grassroots.
 * A posting that is corrected or taken back corrects or takes back the rows resting on it.
 */
import {
  AppointmentCorrected,
  AppointmentDecided,
  AppointmentDecisionCorrected,
  AppointmentRevoked,
  AppointmentStepVoided,
  AppointmentTookEffect,
} from '../../events/appointment.ts';
import { grassrootsOrigins } from '../../events/code-tables.ts';
import { firstDay, type PartialDate, yearOf } from '../../events/dates.ts';
import type { DataOf, Recorded } from '../../events/define.ts';
import {
  GrassrootsIntakeCompleted,
  type Origin,
  PostingCorrected,
  PostingDocumentCorrected,
  PostingVoided,
} from '../../events/posting.ts';
import type { EventId } from '../../events/values.ts';
import { collection, handle, movedTo, readModel, withDocument } from './projection.ts';

export type AppointmentRow = DataOf<typeof AppointmentTookEffect> & {
  readonly county: string | null;
  readonly eventId: EventId;
};
export type AppointmentDecisionRow = DataOf<typeof AppointmentDecided> & {
  readonly county: string | null;
  readonly status: 'DECIDED' | 'REVOKED' | 'IN_EFFECT';
  readonly revokedOn: PartialDate | null;
  readonly revokedEventId: EventId | null;
  readonly tookEffectOn: PartialDate | null;
  readonly appointmentId: EventId | null;
  readonly eventId: EventId;
  readonly document: string | null;
};
export type IntakeRow = DataOf<typeof GrassrootsIntakeCompleted> & {
  readonly county: string | null;
  readonly on: PartialDate;
  readonly eventId: EventId;
  readonly document: string | null;
};

type Resting = 'appointmentId' | 'decisionId' | 'intakeId';
type OfPosting = { data: Readonly<Record<Resting, EventId | null>> };
const ownKey = (event: { id: string }) => event.id;
const keyedBy = (field: Resting) => (event: OfPosting) => event.data[field];
/** Asked only of events whose key is not null; a decision's is not without an appointment. */
const targeting = (field: Resting) => (event: OfPosting) => event.data[field] as EventId;

const appointment = handle<AppointmentRow>();
export const appointments = collection<AppointmentRow>({
  name: 'appointments',
  columns: {
    county: (state) => state.county,
    cadreId: (state) => state.cadreId,
    organizationId: (state) => state.organizationId,
    unitType: (state) => state.unitType,
    postId: (state) => state.postId,
    postKind: (state) => state.postKind,
    level: (state) => state.level,
    managementLevel: (state) => state.managementLevel,
    kind: (state) => state.kind,
    teamMember: (state) => state.teamMember,
    channel: (state) => state.channel,
    lawfulRoute: (state) => state.lawfulRoute,
    caseId: (state) => state.caseId,
    decisionId: (state) => state.decisionId,
    document: (state) => state.document,
    ...originColumns<AppointmentRow>(({ origin }) => origin),
    decidedOn: (state) => firstDay(state.decidedOn),
    tenureFrom: (state) => firstDay(state.tenureFrom),
    year: (state) => yearOf(state.tenureFrom),
  },
  indexes: [
    ['cadreId', 'tenureFrom'],
    ['county', 'tenureFrom'],
    ['county', 'channel', 'tenureFrom'],
    ['organizationId', 'tenureFrom'],
    ['caseId'],
  ],
  on: [
    appointment.begins(AppointmentTookEffect, ownKey, ({ id, data, meta }) => ({
      ...data,
      county: meta.county,
      eventId: id,
    })),
    appointment.amends(
      PostingCorrected,
      keyedBy('appointmentId'),
      targeting('appointmentId'),
      (fact, { data: { is } }) => {
        const taken = fact.data as DataOf<typeof AppointmentTookEffect>;
        const data = { ...taken, tenureFrom: is.on, title: is.title ?? taken.title };
        return movedTo({ ...fact, data } as Recorded, is.on);
      },
    ),
    appointment.amends(
      AppointmentCorrected,
      ({ data }) => data.appointmentId,
      ({ data }) => data.appointmentId,
      (fact, { data }) => ({ ...fact, data: { ...fact.data, ...data.is } }),
    ),
    appointment.amends(
      PostingDocumentCorrected,
      keyedBy('appointmentId'),
      targeting('appointmentId'),
      (fact, { data }) => ({ ...fact, data: { ...fact.data, document: data.is } }),
    ),
    appointment.voids(PostingVoided, keyedBy('appointmentId'), targeting('appointmentId')),
  ],
});

const decision = handle<AppointmentDecisionRow>();
export const appointmentDecisions = collection<AppointmentDecisionRow>({
  name: 'appointmentDecisions',
  columns: {
    county: (state) => state.county,
    cadreId: (state) => state.cadreId,
    organizationId: (state) => state.organizationId,
    unitType: (state) => state.unitType,
    postId: (state) => state.postId,
    postKind: (state) => state.postKind,
    level: (state) => state.level,
    managementLevel: (state) => state.managementLevel,
    channel: (state) => state.channel,
    caseId: (state) => state.caseId,
    status: (state) => state.status,
    appointmentId: (state) => state.appointmentId,
    decidedOn: (state) => firstDay(state.decidedOn),
    noticeStartsOn: (state) => firstDay(state.noticeStartsOn),
    year: (state) => yearOf(state.decidedOn),
  },
  indexes: [
    ['cadreId', 'decidedOn'],
    ['county', 'status', 'decidedOn'],
    ['postId', 'decidedOn'],
  ],
  on: [
    decision.begins(AppointmentDecided, ownKey, ({ id, data, meta }) => ({
      ...data,
      county: meta.county,
      status: 'DECIDED',
      revokedOn: null,
      revokedEventId: null,
      tookEffectOn: null,
      appointmentId: null,
      eventId: id,
      document: meta.basis,
    })),
    decision.continues(
      AppointmentRevoked,
      ({ data }) => data.decisionId,
      (state, { id, meta }) => ({
        ...state,
        status: 'REVOKED',
        revokedOn: meta.effectiveOn,
        revokedEventId: id,
      }),
    ),
    decision.continues(
      AppointmentTookEffect,
      ({ data }) => data.decisionId,
      (state, { id, meta }) => ({
        ...state,
        status: 'IN_EFFECT',
        tookEffectOn: meta.effectiveOn,
        appointmentId: id,
      }),
    ),
    decision.amends(
      PostingCorrected,
      keyedBy('decisionId'),
      targeting('appointmentId'),
      (fact, { data }) => movedTo(fact, data.is.on),
    ),
    decision.amends(
      AppointmentCorrected,
      ({ data }) => data.decisionId,
      ({ data }) => data.decisionId as EventId,
      (fact, { data: { is } }) =>
        movedTo(
          {
            ...fact,
            data: { ...fact.data, channel: is.channel, decidedOn: is.decidedOn },
          } as Recorded,
          is.decidedOn,
        ),
    ),
    decision.amends(
      AppointmentDecisionCorrected,
      ({ data }) => data.decisionId,
      ({ data }) => data.decisionId,
      (fact, { data: { is } }) =>
        movedTo({ ...fact, data: { ...fact.data, decidedOn: is } } as Recorded, is),
    ),
    decision.voids(
      AppointmentStepVoided,
      ({ data }) => data.decisionId,
      ({ data }) => data.eventId,
    ),
    decision.voids(PostingVoided, keyedBy('decisionId'), targeting('appointmentId')),
  ],
});

const intake = handle<IntakeRow>();
export const intakes = collection<IntakeRow>({
  name: 'intakes',
  columns: {
    county: (state) => state.county,
    cadreId: (state) => state.cadreId,
    ...originColumns<IntakeRow>(({ origin }) => origin),
    destinationType: (state) => state.destinationType,
    destinationId: (state) => state.destinationId,
    channel: (state) => state.channel,
    postingId: (state) => state.postingId,
    on: (state) => firstDay(state.on),
    year: (state) => yearOf(state.on),
  },
  indexes: [
    ['county', 'on'],
    ['cadreId', 'on'],
    ['county', 'channel', 'on'],
  ],
  on: [
    intake.begins(GrassrootsIntakeCompleted, ownKey, ({ id, data, meta }) => ({
      ...data,
      county: meta.county,
      on: meta.effectiveOn,
      eventId: id,
      document: meta.basis,
    })),
    intake.amends(PostingCorrected, keyedBy('intakeId'), targeting('intakeId'), (fact, { data }) =>
      movedTo(fact, data.is.on),
    ),
    intake.amends(
      AppointmentCorrected,
      ({ data }) => data.intakeId,
      ({ data }) => data.intakeId as EventId,
      (fact, { data }) => ({ ...fact, data: { ...fact.data, channel: data.is.channel } }),
    ),
    intake.amends(
      PostingDocumentCorrected,
      keyedBy('intakeId'),
      targeting('intakeId'),
      (fact, { data }) => withDocument(fact, data.is),
    ),
    intake.voids(PostingVoided, keyedBy('intakeId'), targeting('intakeId')),
  ],
});

export const appointmentModel = readModel('appointment', 3, [
  appointments,
  appointmentDecisions,
  intakes,
]);

/** Where somebody came from, as decided when they were selected. */
function originColumns<S>(originOf: (state: S) => Origin | null) {
  return {
    originType: (state: S) => originOf(state)?.unitType ?? null,
    originOrganizationId: (state: S) => originOf(state)?.organizationId ?? null,
    originRole: (state: S) => originOf(state)?.role ?? null,
    fromGrassroots: (state: S) => grassrootsOrigins.has(originOf(state)?.unitType ?? 'OTHER'),
  };
}
