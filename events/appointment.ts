/** 任命: decided, perhaps revoked, in effect; what came of it is a posting that rests on it. */
import { z } from 'zod';
import { LawfulRoute, PostingKind, SelectionChannel } from './code-tables.ts';
import { CivilDate, PartialDate } from './dates.ts';
import { defineEvent } from './define.ts';
import { held, Origin, sampleHeld } from './posting.ts';
import { CadreId, DocumentNumber, EventId } from './values.ts';

const cadre = '0190a5c0-0000-7000-8000-000000000041';
const organization = '0190a5c0-0000-7000-8000-000000000043';
const event = '0190a5c0-0000-7000-8000-000000000044';

/** 任命决定: decided, not yet in effect (its public notice may still run). */
export const AppointmentDecided = defineEvent({
  type: 'AppointmentDecided',
  category: 'cadre',
  label: { zh: '任命决定', en: 'Appointment decided' },
  data: {
    ...held,
    cadreId: CadreId,
    caseId: z.uuid().nullable(),
    channel: SelectionChannel,
    decidedOn: CivilDate,
    noticeStartsOn: CivilDate.nullable(),
  },
  sample: {
    data: {
      ...sampleHeld,
      cadreId: cadre,
      caseId: null,
      channel: 'REGULAR',
      decidedOn: '2023-05-10',
      noticeStartsOn: '2023-05-11',
    },
  },
});

/** 任命撤销: a decided appointment that does not take effect, after objections as a rule. */
export const AppointmentRevoked = defineEvent({
  type: 'AppointmentRevoked',
  category: 'cadre',
  label: { zh: '任命撤销', en: 'Appointment revoked' },
  data: { cadreId: CadreId, decisionId: EventId },
  sample: { data: { cadreId: cadre, decisionId: event } },
});

/** 任命生效 */
export const AppointmentTookEffect = defineEvent({
  type: 'AppointmentTookEffect',
  category: 'cadre',
  label: { zh: '任命生效', en: 'Appointment took effect' },
  data: {
    ...held,
    cadreId: CadreId,
    kind: PostingKind,
    /** 班子成员: whether the post was in the leading team then. */
    teamMember: z.boolean(),
    caseId: z.uuid().nullable(),
    decisionId: EventId.nullable(),
    channel: SelectionChannel,
    lawfulRoute: LawfulRoute,
    origin: Origin.nullable(),
    decidedOn: CivilDate,
    documentIssuedOn: CivilDate.nullable(),
    document: DocumentNumber.nullable(),
    tenureFrom: PartialDate,
  },
  sample: {
    data: {
      ...sampleHeld,
      cadreId: cadre,
      kind: 'MAIN',
      teamMember: true,
      caseId: null,
      decisionId: null,
      channel: 'OTHER_ORGANIZATIONAL',
      lawfulRoute: 'FIVE_KINDS',
      origin: { organizationId: organization, unitType: 'VILLAGE', role: 'VILLAGE_SECRETARY' },
      decidedOn: '2021-05-10',
      documentIssuedOn: '2021-05-20',
      document: '虚干〔2021〕5号',
      tenureFrom: '2021-05',
    },
  },
});

const chosen = z.strictObject({
  channel: SelectionChannel,
  lawfulRoute: LawfulRoute,
  decidedOn: CivilDate,
  documentIssuedOn: CivilDate.nullable(),
});

/** 任命信息更正: channel, route or days; when the tenure began is corrected with the posting. */
export const AppointmentCorrected = defineEvent({
  type: 'AppointmentCorrected',
  category: 'cadre',
  label: { zh: '任命信息更正', en: 'Appointment corrected' },
  data: {
    cadreId: CadreId,
    appointmentId: EventId,
    /** The decision and the intake that say the same and are corrected with it. */
    decisionId: EventId.nullable(),
    intakeId: EventId.nullable(),
    was: chosen,
    is: chosen,
  },
  sample: {
    data: {
      cadreId: cadre,
      appointmentId: event,
      decisionId: null,
      intakeId: null,
      was: {
        channel: 'OTHER_ORGANIZATIONAL',
        lawfulRoute: 'FIVE_KINDS',
        decidedOn: '2021-05-10',
        documentIssuedOn: '2021-05-20',
      },
      is: {
        channel: 'REGULAR',
        lawfulRoute: 'FIVE_KINDS',
        decidedOn: '2021-05-12',
        documentIssuedOn: '2021-05-20',
      },
    },
  },
});

/** 任命决定更正: a decision not in effect was taken on another day, with the selection it is of. */
export const AppointmentDecisionCorrected = defineEvent({
  type: 'AppointmentDecisionCorrected',
  category: 'cadre',
  label: { zh: '任命决定更正', en: 'Appointment decision corrected' },
  data: { cadreId: CadreId, decisionId: EventId, was: CivilDate, is: CivilDate },
  sample: {
    data: { cadreId: cadre, decisionId: event, was: '2023-05-10', is: '2023-05-09' },
  },
});

/** 任命决定(撤销)记录撤回: a decision not in effect, or its revocation, was recorded in error. */
export const AppointmentStepVoided = defineEvent({
  type: 'AppointmentStepVoided',
  category: 'cadre',
  label: { zh: '任命环节记录撤销', en: 'Step of an appointment voided' },
  data: { cadreId: CadreId, decisionId: EventId, eventId: EventId },
  sample: { data: { cadreId: cadre, decisionId: event, eventId: organization } },
});

export const appointmentEvents = [
  AppointmentCorrected,
  AppointmentDecisionCorrected,
  AppointmentStepVoided,
  AppointmentDecided,
  AppointmentRevoked,
  AppointmentTookEffect,
];
