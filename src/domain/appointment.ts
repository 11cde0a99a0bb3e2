/** Appointments: decided, perhaps with a public notice; revoked, or in effect as a posting. */
import { z } from 'zod';
import { AppointmentDecided, AppointmentRevoked } from '../../events/appointment.ts';
import {
  LawfulRoute,
  PostingKind,
  SelectionChannel,
  StaffingKind,
} from '../../events/code-tables.ts';
import { CivilDate, PartialDate } from '../../events/dates.ts';
import { CadreId, EventId, PostId } from '../../events/values.ts';
import { appointmentCorrectionCommands } from './appointment-correction.ts';
import { appoint } from './appointment-grounds.ts';
import { rulesInForce, villageElectionCheck } from './appointment-rules.ts';
import { appointments } from './appointment-state.ts';
import { VoidAppointmentStep } from './appointment-step.ts';
import { inOrder } from './chronology.ts';
import {
  accept,
  type CommandDefinition,
  citing,
  defineCommand,
  finding,
  obstacles,
  read,
  refuse,
} from './command.ts';
import { cadreStream, person } from './people.ts';
import { ground } from './placement.ts';
import { judge } from './rules/judge.ts';
import { post } from './structure.ts';

/** A decision, by its event; clients name it by the id of its row. */
const DecisionId = EventId.meta({ globalId: 'AppointmentDecision' });

/** What may still change between the decision and its taking effect: who holds the post now leaves. */
const settledLater: ReadonlySet<string> = new Set(['PostOccupied', 'QuotaExceeded']);

/** 任命决定: on the day of the record; the public notice may start with it. */
export const DecideAppointment = defineCommand({
  name: 'DecideAppointment',
  label: { zh: '决定任命', en: 'Decide an appointment' },
  input: z.strictObject({
    cadreId: CadreId,
    postId: PostId,
    channel: SelectionChannel,
    caseId: z.uuid().nullable(),
    noticeStartsOn: CivilDate.nullable(),
  }),
  *decide(input, context) {
    const { cadreId, postId, channel, caseId, noticeStartsOn } = input;
    const decidedOn = CivilDate.safeParse(context.effectiveOn);
    if (!decidedOn.success) return refuse([finding('DayNeeded', { on: context.effectiveOn })]);
    const { decisions } = yield* read(appointments(cadreId));
    const seat = yield* read(post(postId));
    const placement = { cadreId, postId, organizationId: null, title: null, role: null, channel };
    const base = yield* ground(
      {
        ...placement,
        kind: 'MAIN',
        staffing: 'OTHER',
        from: context.effectiveOn,
        until: null,
        openingBalance: false,
      },
      context,
    );
    const rules = yield* rulesInForce(context, decidedOn.data);
    const pending = decisions.find((one) => one.postId === postId && one.settled === null);
    const same =
      pending?.decidedOn === decidedOn.data &&
      pending.channel === channel &&
      pending.caseId === caseId &&
      pending.noticeStartsOn === noticeStartsOn;
    if (same) return accept();
    const judged = judge(rules, [villageElectionCheck(rules, seat)]);
    const refusals = [
      ...base.refusals.filter(({ code }) => !settledLater.has(code)),
      ...judged.refusals,
      ...obstacles(
        [
          noticeStartsOn !== null && noticeStartsOn < decidedOn.data,
          () => finding('NoticeBeforeDecision', { decidedOn: decidedOn.data }),
        ],
        [pending !== undefined, () => finding('DecisionPending', {}, citing(pending))],
      ),
    ];
    if (refusals.length > 0) return refuse(refusals);
    const decided = context.event(cadreStream(cadreId), AppointmentDecided, {
      ...base.held,
      cadreId,
      caseId,
      channel,
      decidedOn: decidedOn.data,
      noticeStartsOn,
    });
    const later = base.refusals.filter(({ code }) => settledLater.has(code));
    return accept([decided], [...base.advisories, ...judged.advisories, ...later]);
  },
});

/** 任命撤销: of a decision that has not taken effect. */
export const RevokeAppointment = defineCommand({
  name: 'RevokeAppointment',
  label: { zh: '撤销任命决定', en: 'Revoke a decided appointment' },
  input: z.strictObject({ cadreId: CadreId, decisionId: DecisionId }),
  *decide({ cadreId, decisionId }, context) {
    const { registered } = yield* read(person(cadreId));
    const { decisions } = yield* read(appointments(cadreId));
    if (registered?.county !== context.county) return refuse([finding('CadreUnknown')]);
    const decision = decisions.find(({ eventId }) => eventId === decisionId);
    if (decision === undefined) return refuse([finding('DecisionUnknown')]);
    if (decision.settled?.revoked === true) return accept();
    const evidence = decision.settled ? [decision.settled.eventId] : [];
    const refusals = obstacles(
      [decision.settled !== null, () => finding('DecisionInEffect', {}, { evidence })],
      inOrder(context.effectiveOn, {
        eventId: decisionId,
        on: decision.decidedOn as unknown as PartialDate,
      }),
    );
    if (refusals.length > 0) return refuse(refusals);
    return accept([
      context.event(cadreStream(cadreId), AppointmentRevoked, { cadreId, decisionId }),
    ]);
  },
});

/** 任命生效: the posting, seats, quota and intake in the same decision. */
export const AppointCadre = defineCommand({
  name: 'AppointCadre',
  label: { zh: '任命', en: 'Appoint somebody to a post' },
  planned: true,
  input: z.strictObject({
    cadreId: CadreId,
    postId: PostId,
    kind: PostingKind,
    staffing: StaffingKind,
    channel: SelectionChannel,
    lawfulRoute: LawfulRoute,
    caseId: z.uuid().nullable(),
    decisionId: DecisionId.nullable(),
    decidedOn: CivilDate,
    documentIssuedOn: CivilDate.nullable(),
    tenureFrom: PartialDate.nullable().meta({
      description: 'When the tenure begins; by default when the record takes effect.',
    }),
  }),
  *decide(input, context) {
    const tenureFrom = input.tenureFrom ?? context.effectiveOn;
    const order = { ...input, tenureFrom, role: null, noticeStartsOn: null };
    const appointing = yield* appoint(order, context);
    if (appointing.stands !== null) return accept();
    if (appointing.refusals.length > 0) return refuse(appointing.refusals);
    return accept(appointing.record().events, appointing.advisories);
  },
});

export const appointmentCommands: readonly CommandDefinition[] = [
  DecideAppointment,
  RevokeAppointment,
  AppointCadre,
  VoidAppointmentStep,
  ...appointmentCorrectionCommands,
];
