/** Corrections of an appointment: channel, route and days; and of the document a posting rests on. */
import { z } from 'zod';
import { AppointmentCorrected } from '../../events/appointment.ts';
import { LawfulRoute, SelectionChannel } from '../../events/code-tables.ts';
import { addDays, CivilDate, firstDay } from '../../events/dates.ts';
import { nothingResting, PostingDocumentCorrected } from '../../events/posting.ts';
import { CadreId, DocumentNumber, EventId } from '../../events/values.ts';
import {
  dateObstacles,
  documentCheck,
  groundsOf,
  noticeCheck,
  rulesInForce,
} from './appointment-rules.ts';
import type { Appointment, AppointmentsState } from './appointment-state.ts';
import {
  accept,
  type Context,
  defineCorrection,
  finding,
  type NewEvent,
  obstacles,
  type Reading,
  read,
  refuse,
} from './command.ts';
import { leftSeat } from './leaving.ts';
import { cadreStream, type Posting, type PostingsState } from './people.ts';
import { PostingId } from './posting.ts';
import { recordOf, restingOn } from './posting-basis.ts';
import { type Judgement, judge } from './rules/judge.ts';

const Facts = z.strictObject({
  channel: SelectionChannel,
  lawfulRoute: LawfulRoute,
  decidedOn: CivilDate,
  documentIssuedOn: CivilDate.nullable(),
});
type Facts = z.infer<typeof Facts>;

/** 更正任命: judged as if it were decided so; when the tenure began is the posting’s to correct. */
export const CorrectAppointment = defineCorrection({
  name: 'CorrectAppointment',
  label: { zh: '更正任命', en: 'Correct an appointment' },
  input: z.strictObject({
    cadreId: CadreId,
    appointmentId: EventId.meta({ globalId: 'Appointment' }),
    was: Facts,
    is: Facts,
  }),
  *decide({ cadreId, appointmentId, was, is }, context) {
    const { isOurs, held, state } = yield* recordOf(cadreId, context);
    const appointment = state.appointments.find(({ eventId }) => eventId === appointmentId);
    const posting = held.postings.find(({ basedOn }) => basedOn === appointmentId);
    if (!isOurs) return refuse([finding('CadreUnknown')]);
    if (!appointment || !posting) return refuse([finding('AppointmentUnknown')]);
    const stands = Facts.strip().parse(appointment);
    if (same(stands, is)) return accept();
    const judged = yield* judgedAnew(appointment, posting, is, { state, held, context });
    const evidence = [appointmentId];
    const refusals = [
      ...obstacles(
        [!same(stands, was), () => finding('AppointmentDiffers', {}, { evidence })],
        [
          isOpenSelection(stands) !== isOpenSelection(is),
          () => finding('ChannelOfProcedure', {}, { evidence }),
        ],
      ),
      ...judged.refusals,
    ];
    if (refusals.length > 0) return refuse(refusals);
    const known = { state, held, context };
    return accept([corrected(cadreId, appointment, posting, is, known)], judged.advisories);
  },
});

/** 更正任职依据文号: of the posting’s start (with appointment, hire and intake) or of its end. */
export const CorrectPostingDocument = defineCorrection({
  name: 'CorrectPostingDocument',
  label: { zh: '更正任职依据文号', en: 'Correct the document a posting rests on' },
  input: z.strictObject({
    cadreId: CadreId,
    postingId: PostingId,
    eventId: EventId.meta({ description: 'The event corrected: the posting’s start or its end.' }),
    was: DocumentNumber.nullable(),
    is: DocumentNumber.nullable(),
  }),
  *decide({ cadreId, postingId, eventId, was, is }, context) {
    const { isOurs, held, state } = yield* recordOf(cadreId, context);
    if (!isOurs) return refuse([finding('CadreUnknown')]);
    const posting = held.postings.find(({ id }) => id === postingId);
    const isStart = eventId === postingId;
    const fact = isStart ? posting : posting?.end;
    if (!posting || !fact || (!isStart && posting.end?.eventId !== eventId)) {
      return refuse([finding('PostingUnknown')]);
    }
    if (fact.document === is) return accept();
    const resting = isStart ? restingOn(state, held, posting) : nothingResting;
    const rules = yield* rulesInForce(context, posting.from);
    const isAppointed = resting.appointmentId !== null;
    const judged = judge(rules, isAppointed ? [documentCheck(rules, posting.postKind, is)] : []);
    const differs = obstacles([
      fact.document !== was,
      () => finding('PostingDiffers', {}, { evidence: [eventId] }),
    ]);
    const refusals = [...differs, ...judged.refusals];
    if (refusals.length > 0) return refuse(refusals);
    const data = { cadreId, postingId, eventId, was: fact.document, is, ...resting };
    return accept(
      [context.event(cadreStream(cadreId), PostingDocumentCorrected, data)],
      judged.advisories,
    );
  },
});

export const appointmentCorrectionCommands = [CorrectAppointment, CorrectPostingDocument];

/** An appointment whose procedure decided it on another day; nothing when there is none. */
export function* decidedAnew(
  cadreId: CadreId,
  appointmentId: EventId,
  decidedOn: CivilDate,
  context: Context,
): Reading<Judgement & { readonly events: readonly NewEvent[] }> {
  const { held, state } = yield* recordOf(cadreId, context);
  const appointment = state.appointments.find(({ eventId }) => eventId === appointmentId);
  const posting = held.postings.find(({ basedOn }) => basedOn === appointmentId);
  if (!appointment || !posting) return { refusals: [], advisories: [], events: [] };
  const known = { state, held, context };
  const is = { ...Facts.strip().parse(appointment), decidedOn };
  const judged = yield* judgedAnew(appointment, posting, is, known);
  return { ...judged, events: [corrected(cadreId, appointment, posting, is, known)] };
}

function corrected(
  cadreId: CadreId,
  appointment: Appointment,
  posting: Posting,
  is: Facts,
  { state, held, context }: Known,
): NewEvent {
  const { decisionId, intakeId } = restingOn(state, held, posting);
  const was = Facts.strip().parse(appointment);
  const appointmentId = appointment.eventId;
  const data = { cadreId, appointmentId, decisionId, intakeId, was, is };
  return context.event(cadreStream(cadreId), AppointmentCorrected, data);
}

type Known = {
  readonly state: AppointmentsState;
  readonly held: PostingsState;
  readonly context: Context;
};

/** What stands in the way of an appointment by such a decision; its own posting does not. */
function* judgedAnew(
  { decisionId, tenureFrom }: Appointment,
  posting: Posting,
  is: Facts,
  { state, held, context }: Known,
): Reading<Judgement> {
  const rules = yield* rulesInForce(context, is.decidedOn);
  const seat = yield* read(leftSeat(posting));
  const decision = state.decisions.find(({ eventId }) => eventId === decisionId);
  const before = { ...held, postings: held.postings.filter(({ id }) => id !== posting.id) };
  const known = { rules, held: before, seat, unitType: posting.unitType };
  const notice = noticeCheck(
    { ...is, decisionId },
    decision?.noticeStartsOn ?? null,
    rules,
    context.today,
  );
  const dayBefore = addDays(firstDay(tenureFrom), -1);
  const judged = judge(rules, [
    ...groundsOf({ ...is, tenureFrom }, known, dayBefore),
    notice.check,
  ]);
  return {
    refusals: [...dateObstacles({ ...is, decisionId }, context), ...judged.refusals],
    advisories: [...judged.advisories, ...notice.advisories],
  };
}

function same(one: Facts, other: Facts): boolean {
  return (
    one.channel === other.channel &&
    one.lawfulRoute === other.lawfulRoute &&
    one.decidedOn === other.decidedOn &&
    one.documentIssuedOn === other.documentIssuedOn
  );
}

/** An open selection says itself whom it appointed. */
const isOpenSelection = ({ channel }: Facts) => channel === 'OPEN_SELECTION';
