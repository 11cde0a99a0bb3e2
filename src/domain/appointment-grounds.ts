/**
 * Appointing somebody, whatever selected them: open or regular selection, recommendation or
 * election. A feature that ends in an appointment calls `appoint`, adds its own obstacles to the
 * refusals and, if there are none, its own events to those of `record`.
 */
import { AppointmentTookEffect } from '../../events/appointment.ts';
import type {
  GrassrootsRole,
  LawfulRoute,
  PostingKind,
  SelectionChannel,
  StaffingKind,
} from '../../events/code-tables.ts';
import { type CivilDate, firstDay, type PartialDate } from '../../events/dates.ts';
import type { Finding } from '../../events/define.ts';
import type { Origin } from '../../events/posting.ts';
import type { CadreId, EventId, PostId } from '../../events/values.ts';
import {
  dateObstacles,
  documentCheck,
  groundsOf,
  noticeCheck,
  rulesInForce,
} from './appointment-rules.ts';
import {
  type Appointment,
  type AppointmentDecision,
  type AppointmentsState,
  appointments,
} from './appointment-state.ts';
import {
  type Context,
  citing,
  finding,
  type NewEvent,
  obstacles,
  type Reading,
  read,
} from './command.ts';
import { cadreStream, postings } from './people.ts';
import { type Ground, ground, type Held } from './placement.ts';
import { judge } from './rules/judge.ts';
import type { Rules } from './rules/rule-set.ts';
import { type PostState, post } from './structure.ts';

export type AppointmentOrder = {
  readonly cadreId: CadreId;
  readonly postId: PostId;
  readonly kind: PostingKind;
  readonly staffing: StaffingKind;
  readonly role: GrassrootsRole | null;
  readonly channel: SelectionChannel;
  readonly lawfulRoute: LawfulRoute;
  readonly caseId: string | null;
  readonly decisionId: EventId | null;
  readonly decidedOn: CivilDate;
  readonly documentIssuedOn: CivilDate | null;
  /** When the posting begins; all events of the appointment take effect then. */
  readonly tenureFrom: PartialDate;
  /** A public notice recorded by the procedure itself; a decision named brings its own. */
  readonly noticeStartsOn: CivilDate | null;
};
export type Appointing = {
  readonly refusals: readonly Finding[];
  readonly advisories: readonly Finding[];
  /** The very same appointment is recorded already: nothing is to be done. */
  readonly stands: EventId | null;
  readonly origin: Origin | null;
  readonly fromGrassroots: boolean;
  readonly held: Held;
  /** The appointment, the posting that rests on it, seats, quota and intake; call it once. */
  readonly record: () => {
    readonly appointmentId: EventId;
    readonly events: readonly NewEvent[];
  };
};

/** Judges an appointment by the rules given, or else by those in force; nothing is decided yet. */
export function* appoint(
  order: AppointmentOrder,
  context: Context,
  pinned: Rules | null = null,
): Reading<Appointing> {
  const rules = pinned ?? (yield* rulesInForce(context, order.decidedOn));
  const state = yield* read(appointments(order.cadreId));
  const held = yield* read(postings(order.cadreId));
  const seat = yield* read(post(order.postId));
  const base = yield* ground(placementOf(order), context);
  const decision = state.decisions.find(({ eventId }) => eventId === order.decisionId) ?? null;
  const startsOn = decision?.noticeStartsOn ?? order.noticeStartsOn;
  const notice = noticeCheck(order, startsOn, rules, context.today);
  const known = { rules, held, seat, unitType: base.unitType };
  const judged = judge(rules, [
    ...groundsOf(order, known, firstDay(order.tenureFrom)),
    documentCheck(rules, base.held.postKind, context.basis),
    notice.check,
  ]);
  return {
    refusals: [
      ...base.refusals,
      ...dateObstacles(order, context),
      ...decisionObstacles(order, state, decision),
      ...judged.refusals,
    ],
    advisories: [...base.advisories, ...judged.advisories, ...notice.advisories],
    stands: state.appointments.find((one) => sameAppointment(one, order))?.eventId ?? null,
    origin: base.origin,
    fromGrassroots: base.fromGrassroots,
    held: base.held,
    record: () => record(order, base, seat, context),
  };
}

function placementOf(order: AppointmentOrder) {
  const { cadreId, postId, kind, staffing, role, channel, tenureFrom } = order;
  return {
    cadreId,
    postId,
    organizationId: null,
    title: null,
    kind,
    staffing,
    role,
    from: tenureFrom,
    until: null,
    openingBalance: false,
    channel,
  };
}

function decisionObstacles(
  order: AppointmentOrder,
  state: AppointmentsState,
  decision: AppointmentDecision | null,
): Finding[] {
  const pending = state.decisions.find(
    ({ postId, settled }) => postId === order.postId && settled === null,
  );
  const evidence = decision ? [decision.settled?.eventId ?? decision.eventId] : [];
  const differs =
    decision !== null &&
    (decision.postId !== order.postId ||
      decision.channel !== order.channel ||
      decision.caseId !== order.caseId ||
      decision.decidedOn !== order.decidedOn);
  return obstacles(
    [order.decisionId !== null && decision === null, () => finding('DecisionUnknown')],
    [decision?.settled?.revoked === true, () => finding('DecisionRevoked', {}, { evidence })],
    [decision?.settled?.revoked === false, () => finding('DecisionInEffect', {}, { evidence })],
    [differs, () => finding('DecisionDiffers', {}, { evidence })],
    [
      order.decisionId === null && pending !== undefined,
      () => finding('DecisionNotNamed', {}, citing(pending)),
    ],
  );
}

function sameAppointment(one: Appointment, order: AppointmentOrder): boolean {
  return (
    one.postId === order.postId &&
    one.kind === order.kind &&
    one.channel === order.channel &&
    one.lawfulRoute === order.lawfulRoute &&
    one.caseId === order.caseId &&
    one.decisionId === order.decisionId &&
    one.decidedOn === order.decidedOn &&
    one.documentIssuedOn === order.documentIssuedOn &&
    one.tenureFrom === order.tenureFrom
  );
}

function record(order: AppointmentOrder, base: Ground, seat: PostState, context: Context) {
  const appointed = context.event(
    cadreStream(order.cadreId),
    AppointmentTookEffect,
    {
      ...base.held,
      cadreId: order.cadreId,
      kind: order.kind,
      teamMember: seat.attributes?.teamMember ?? false,
      caseId: order.caseId,
      decisionId: order.decisionId,
      channel: order.channel,
      lawfulRoute: order.lawfulRoute,
      origin: base.origin,
      decidedOn: order.decidedOn,
      documentIssuedOn: order.documentIssuedOn,
      document: context.basis,
      tenureFrom: order.tenureFrom,
    },
    { effectiveOn: order.tenureFrom },
  );
  return { appointmentId: appointed.id, events: [appointed, ...base.events(appointed.id)] };
}
