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
import { type CivilDate, firstDay, lastDay, type PartialDate } from '../../events/dates.ts';
import type { Finding } from '../../events/define.ts';
import type { Origin } from '../../events/posting.ts';
import type { CadreId, EventId, PostId } from '../../events/values.ts';
import {
  type Appointment,
  type AppointmentDecision,
  type AppointmentsState,
  appointments,
} from './appointment-state.ts';
import { type Context, finding, type NewEvent, obstacles, type Reading, read } from './command.ts';
import { cadreStream, mainPostingOn, type PostingsState, postings, postingsOn } from './people.ts';
import { type Ground, ground, type Held } from './placement.ts';
import { type Check, judge } from './rules/judge.ts';
import {
  currentVersion,
  numberOf,
  type Rules,
  ruleSet,
  rulesAt,
  textsOf,
} from './rules/rule-set.ts';
import { workingDaysFrom } from './rules/working-days.ts';
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
  const days = numberOf(rules, 'APPOINT.NOTICE', 'workingDays');
  const notice = startsOn === null ? null : workingDaysFrom(startsOn, days);
  const judged = judge(rules, [
    ...checks(order, { rules, held, seat, base, context }),
    noticeCheck(order, notice?.lastDay ?? null, context.today),
  ]);
  return {
    refusals: [
      ...base.refusals,
      ...dateObstacles(order, context),
      ...decisionObstacles(order, state, decision),
      ...judged.refusals,
    ],
    advisories: [...base.advisories, ...judged.advisories, ...(notice?.advisories ?? [])],
    stands: state.appointments.find((one) => sameAppointment(one, order))?.eventId ?? null,
    origin: base.origin,
    fromGrassroots: base.fromGrassroots,
    held: base.held,
    record: () => record(order, base, seat, context),
  };
}

/** The rules in force on a day, for what follows no procedure that pinned a version. */
export function* rulesInForce(context: Context, on: PartialDate | CivilDate): Reading<Rules> {
  const state = yield* read(ruleSet(context.county));
  return rulesAt(state, currentVersion(state, on as PartialDate));
}

/** Nobody may appoint whom villagers elect; asked of a decision and of the appointment. */
export function villageElectionCheck(rules: Rules, seat: PostState): Check {
  const rule = 'APPOINT.VILLAGE_ELECTION';
  const mode = seat.attributes?.mode;
  const broken = mode !== undefined && textsOf(rules, rule, 'modes').includes(mode);
  return { rule, broken, code: 'ElectedByVillagers' };
}

type Known = {
  readonly rules: Rules;
  readonly held: PostingsState;
  readonly seat: PostState;
  readonly base: Ground;
  readonly context: Context;
};

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

function checks(order: AppointmentOrder, { rules, held, seat, base, context }: Known): Check[] {
  const { lawfulRoute, decidedOn, tenureFrom } = order;
  const inTeam =
    seat.attributes?.teamMember === true &&
    textsOf(rules, 'APPOINT.FIVE_KINDS', 'unitTypes').includes(base.unitType);
  const transferred = lawfulRoute === 'TRANSFER_IN' || order.channel === 'TRANSFER_IN';
  const refusedTypes = textsOf(rules, 'APPOINT.TRANSFER_IN', 'refusedUnitTypes');
  const { broken, evidence } = comesFrom(held, firstDay(tenureFrom), refusedTypes);
  return [
    {
      rule: 'APPOINT.TRANSFER_IN',
      broken: transferred && broken,
      code: 'TransferInNotOpenToUnit',
      evidence,
    },
    {
      rule: 'APPOINT.FIVE_KINDS',
      broken: lawfulRoute === 'FIVE_KINDS' && !inTeam,
      code: 'FiveKindsElsewhere',
    },
    villageElectionCheck(rules, seat),
    {
      rule: 'APPOINT.DOCUMENT',
      broken:
        context.basis === null &&
        textsOf(rules, 'APPOINT.DOCUMENT', 'postKinds').includes(base.held.postKind),
      code: 'DocumentNeeded',
    },
    {
      rule: 'APPOINT.TENURE',
      broken: lawfulRoute !== 'ELECTION' && lastDay(tenureFrom) < decidedOn,
      code: 'TenureBeforeDecision',
      params: { decidedOn },
    },
  ];
}

/** Whether somebody's place of work on a day is of one of the types; null when none is known. */
function comesFrom(held: PostingsState, on: CivilDate, unitTypes: readonly string[]) {
  const main = mainPostingOn(held, on);
  const places = main === null ? postingsOn(held, on) : [main];
  const found = places.filter(({ unitType }) => unitTypes.includes(unitType));
  return {
    broken: places.length === 0 ? null : found.length > 0,
    evidence: found.map(({ id }) => id),
  };
}

/** The document may be issued once the notice has ended; not issued yet, today counts. */
function noticeCheck(order: AppointmentOrder, endsOn: CivilDate | null, today: CivilDate): Check {
  return {
    rule: 'APPOINT.NOTICE',
    broken: endsOn !== null && (order.documentIssuedOn ?? today) <= endsOn,
    code: 'NoticeStillRunning',
    params: { endsOn: endsOn ?? '' },
    evidence: order.decisionId === null ? [] : [order.decisionId],
  };
}

function dateObstacles(order: AppointmentOrder, { today }: Context): Finding[] {
  const { decidedOn, documentIssuedOn } = order;
  return obstacles(
    [
      decidedOn > today || (documentIssuedOn !== null && documentIssuedOn > today),
      () => finding('DateAhead', { today }),
    ],
    [
      documentIssuedOn !== null && documentIssuedOn < decidedOn,
      () => finding('DocumentBeforeDecision', { decidedOn }),
    ],
  );
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
      () => finding('DecisionNotNamed', {}, { evidence: pending ? [pending.eventId] : [] }),
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
