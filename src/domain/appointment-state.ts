/** Decisions to appoint somebody and what became of them, as deciders read them. */
import {
  AppointmentCorrected,
  AppointmentDecided,
  AppointmentDecisionCorrected,
  AppointmentRevoked,
  AppointmentStepVoided,
  AppointmentTookEffect,
} from '../../events/appointment.ts';
import type { LawfulRoute, PostingKind, SelectionChannel } from '../../events/code-tables.ts';
import type { CivilDate, PartialDate } from '../../events/dates.ts';
import {
  CivilServantAppointed,
  InstitutionContractSigned,
  PostingCorrected,
  PostingVoided,
} from '../../events/posting.ts';
import type { CadreId, CommandId, EventId, PostId } from '../../events/values.ts';
import { fold, type StreamRef, when } from './fold.ts';
import { cadreStream } from './people.ts';

export type AppointmentDecision = {
  readonly eventId: EventId;
  readonly postId: PostId | null;
  readonly channel: SelectionChannel;
  readonly caseId: string | null;
  readonly decidedOn: CivilDate;
  readonly noticeStartsOn: CivilDate | null;
  /** The event that revoked it or by which it took effect; null while it is pending. */
  readonly settled: {
    readonly eventId: EventId;
    readonly revoked: boolean;
    /** What it was recorded by, with whatever else that did. */
    readonly commandId: CommandId;
  } | null;
};
export type Appointment = {
  readonly eventId: EventId;
  readonly postId: PostId | null;
  readonly kind: PostingKind;
  readonly channel: SelectionChannel;
  readonly lawfulRoute: LawfulRoute;
  readonly caseId: string | null;
  readonly decisionId: EventId | null;
  readonly decidedOn: CivilDate;
  readonly documentIssuedOn: CivilDate | null;
  readonly tenureFrom: PartialDate;
};
export type AppointmentsState = {
  readonly decisions: readonly AppointmentDecision[];
  /** Appointments in effect; voided ones are gone. */
  readonly appointments: readonly Appointment[];
  /** Hires into the service or an institution. */
  readonly hireIds: readonly EventId[];
  /** Decisions and revocations recorded in error and taken back. */
  readonly voided: readonly EventId[];
};

const settle = (
  state: AppointmentsState,
  decisionId: EventId | null,
  settled: AppointmentDecision['settled'],
): AppointmentsState => ({
  ...state,
  decisions: state.decisions.map((decision) =>
    decision.eventId === decisionId ? { ...decision, settled } : decision,
  ),
});
const none: AppointmentsState = { decisions: [], appointments: [], hireIds: [], voided: [] };
const appointmentsFold = fold<AppointmentsState>('appointments', none, [
  when(AppointmentDecided, (state, { id, data }) => ({
    ...state,
    decisions: [...state.decisions, { ...data, eventId: id, settled: null }],
  })),
  when(AppointmentRevoked, (state, { id, data, meta: { commandId } }) =>
    settle(state, data.decisionId, { eventId: id, revoked: true, commandId }),
  ),
  when(AppointmentDecisionCorrected, (state, { data }) => ({
    ...state,
    decisions: state.decisions.map((one) =>
      one.eventId === data.decisionId ? { ...one, decidedOn: data.is } : one,
    ),
  })),
  when(AppointmentStepVoided, (state, { data: { decisionId, eventId } }) => {
    const voided = [...state.voided, eventId];
    if (eventId !== decisionId) return { ...settle(state, decisionId, null), voided };
    const decisions = state.decisions.filter((one) => one.eventId !== decisionId);
    return { ...state, decisions, voided };
  }),
  when(AppointmentTookEffect, (state, { id, data, meta: { commandId } }) => ({
    ...settle(state, data.decisionId, { eventId: id, revoked: false, commandId }),
    appointments: [...state.appointments, { ...data, eventId: id }],
  })),
  when(AppointmentCorrected, (state, { data: { appointmentId, decisionId, is } }) => ({
    ...state,
    appointments: state.appointments.map((one) =>
      one.eventId === appointmentId ? { ...one, ...is } : one,
    ),
    decisions: state.decisions.map((one) =>
      one.eventId === decisionId ? { ...one, channel: is.channel, decidedOn: is.decidedOn } : one,
    ),
  })),
  when(CivilServantAppointed, (state, { id }) => ({ ...state, hireIds: [...state.hireIds, id] })),
  when(InstitutionContractSigned, (state, { id }) => ({
    ...state,
    hireIds: [...state.hireIds, id],
  })),
  when(PostingCorrected, (state, { data }) => ({
    ...state,
    appointments: state.appointments.map((one) =>
      one.eventId === data.appointmentId ? { ...one, tenureFrom: data.is.on } : one,
    ),
  })),
  when(PostingVoided, (state, { data }) => ({
    ...settle(state, data.decisionId, null),
    appointments: state.appointments.filter(({ eventId }) => eventId !== data.appointmentId),
    hireIds: state.hireIds.filter((eventId) => eventId !== data.hireId),
  })),
]);
export const appointments = (id: CadreId): StreamRef<AppointmentsState> => ({
  stream: cadreStream(id),
  fold: appointmentsFold,
});
