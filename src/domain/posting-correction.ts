/** Corrections of postings: typed, with what was and what is; a posting or its end taken back. */
import { z } from 'zod';
import { GrassrootsRole } from '../../events/code-tables.ts';
import { firstDay, lastDay, PartialDate } from '../../events/dates.ts';
import type { Finding } from '../../events/define.ts';
import { QuotaTaken } from '../../events/organization.ts';
import { PostHoldingCorrected } from '../../events/post.ts';
import { nothingResting, PostingCorrected, PostingVoided } from '../../events/posting.ts';
import { CadreId, EventId, Name } from '../../events/values.ts';
import { rulesInForce } from './appointment-grounds.ts';
import { type AppointmentsState, appointments } from './appointment-state.ts';
import {
  accept,
  type Context,
  defineCommand,
  finding,
  type NewEvent,
  obstacles,
  type Reading,
  read,
  refuse,
} from './command.ts';
import { leftOrganization, leftSeat, vacate } from './leaving.ts';
import {
  cadreStream,
  type Posting,
  type PostingsState,
  person,
  postings,
  spanOf,
} from './people.ts';
import { overlaps, overQuota, seatConflict, takesQuota } from './placement-rules.ts';
import { PostingId, roleFits } from './posting.ts';
import { judge } from './rules/judge.ts';
import { organization, organizationStream, type PostState, postStream } from './structure.ts';

const Facts = z.strictObject({
  on: PartialDate,
  title: Name.nullable(),
  role: GrassrootsRole.nullable(),
});
type Facts = z.infer<typeof Facts>;

/** 任职更正: of a posting's start (date, title, role) or of its end (date; title and role null). */
export const CorrectPosting = defineCommand({
  name: 'CorrectPosting',
  label: { zh: '更正任职', en: 'Correct a posting' },
  input: z.strictObject({
    cadreId: CadreId,
    postingId: PostingId,
    eventId: EventId.meta({ description: 'The event corrected: the posting’s start or its end.' }),
    was: Facts,
    is: Facts,
  }),
  *decide({ cadreId, postingId, eventId, was, is }, context) {
    const known = yield* postingOf(cadreId, postingId, context);
    if (known.posting === null) return refuse(known.refusals);
    const { posting, held, state } = known;
    const stands = standing(posting, eventId);
    if (stands === null) return refuse([finding('PostingUnknown')]);
    if (same(stands, is)) return accept();
    const corrected = correctedBy(posting, eventId, is);
    const seat = yield* read(leftSeat(posting));
    const unit = yield* read(organization(posting.organizationId));
    const rules = yield* rulesInForce(context, is.on);
    const decision = decisionOf(state, posting);
    const isStart = eventId === postingId;
    const tenure = judge(rules, [
      {
        rule: 'APPOINT.TENURE',
        broken: isStart && decision !== null && lastDay(is.on) < decision.decidedOn,
        code: 'TenureBeforeDecision',
        params: { decidedOn: decision?.decidedOn ?? '' },
        evidence: decision ? [decision.eventId] : [],
      },
    ]);
    const { today } = context;
    const refusals = [
      ...obstacles(
        [!same(stands, was), () => finding('PostingDiffers', {}, { evidence: [eventId] })],
        [
          firstDay(is.on) > today && firstDay(stands.on) <= today,
          () => finding('DateAhead', { today }),
        ],
        [isStart && is.title === null, () => finding('PostOrTitleMissing')],
        [!isStart && (is.title !== null || is.role !== null), () => finding('PostingDiffers')],
        [isStart && !roleFits(is.role, posting.unitType), () => finding('RoleOutOfPlace')],
        [
          unit.opened !== null && lastDay(corrected.from) < firstDay(unit.opened.on),
          () => finding('OrganizationNotYetOpen', { on: unit.opened?.on ?? '' }),
        ],
      ),
      ...spanObstacles(cadreId, corrected, held, seat),
      ...tenure.refusals,
    ];
    if (refusals.length > 0) return refuse(refusals);
    const resting = isStart ? restingOn(state, held, posting) : nothingResting;
    const data = { cadreId, postingId, eventId, was: stands, is, ...resting };
    const event = context.event(cadreStream(cadreId), PostingCorrected, data);
    return accept([event, ...seatFollows(context, cadreId, posting, corrected)], tenure.advisories);
  },
});

/** 撤销任职记录: the posting never was, and with it the appointment, hire and intake resting on it. */
export const VoidPosting = defineCommand({
  name: 'VoidPosting',
  label: { zh: '撤销任职记录', en: 'Void a posting recorded in error' },
  input: z.strictObject({ cadreId: CadreId, postingId: PostingId }),
  *decide({ cadreId, postingId }, context) {
    const known = yield* postingOf(cadreId, postingId, context);
    if (known.held.voided.includes(postingId)) return accept();
    if (known.posting === null) return refuse(known.refusals);
    const { posting, held, state } = known;
    const seat = yield* read(leftSeat(posting));
    const unit = yield* read(leftOrganization(posting, seat));
    const resting = restingOn(state, held, posting);
    const data = { cadreId, postingId, eventId: postingId, ...resting };
    const voided = context.event(cadreStream(cadreId), PostingVoided, data);
    const vacated = vacate(context, cadreId, posting, posting.from, 'REVOKED', seat, unit);
    return accept([voided, ...vacated], endsItCaused(posting, held));
  },
});

/** 撤销任职结束: the end was recorded in error and the posting goes on; seat and quota are taken again. */
export const VoidPostingEnd = defineCommand({
  name: 'VoidPostingEnd',
  label: { zh: '撤销任职结束记录', en: 'Void the end of a posting' },
  input: z.strictObject({ cadreId: CadreId, postingId: PostingId }),
  *decide({ cadreId, postingId }, context) {
    const known = yield* postingOf(cadreId, postingId, context);
    if (known.posting === null) return refuse(known.refusals);
    const { posting, held } = known;
    if (posting.end === null) return accept();
    const reopened = { ...posting, end: null };
    const seat = yield* read(leftSeat(posting));
    const unit = yield* read(leftOrganization(posting, seat));
    const placement = { cadreId, kind: posting.kind, until: null };
    const over = posting.postId === null ? null : overQuota(placement, seat, unit, null);
    const blocked = over !== null && !posting.openingBalance;
    const refusals = [...spanObstacles(cadreId, reopened, held, seat), ...(blocked ? [over] : [])];
    if (refusals.length > 0) return refuse(refusals);
    const organizationId = seat.organizationId ?? posting.organizationId;
    const principal = seat.attributes?.principal ?? false;
    const { postId, openingBalance } = posting;
    const quota =
      postId !== null && takesQuota(placement, seat)
        ? [
            context.event(
              organizationStream(organizationId),
              QuotaTaken,
              { organizationId, postId, cadreId, principal, openingBalance },
              { effectiveOn: posting.end.on },
            ),
          ]
        : [];
    const data = { cadreId, postingId, eventId: posting.end.eventId, ...nothingResting };
    const voided = context.event(cadreStream(cadreId), PostingVoided, data);
    const events = [voided, ...seatFollows(context, cadreId, posting, reopened), ...quota];
    return accept(events, over === null ? [] : [over]);
  },
});

export const postingCorrectionCommands = [CorrectPosting, VoidPosting, VoidPostingEnd];

type Known = {
  readonly posting: Posting | null;
  readonly refusals: readonly Finding[];
  readonly held: PostingsState;
  readonly state: AppointmentsState;
};

function* postingOf(cadreId: CadreId, postingId: EventId, context: Context): Reading<Known> {
  const { registered } = yield* read(person(cadreId));
  const held = yield* read(postings(cadreId));
  const state = yield* read(appointments(cadreId));
  const ours = registered?.county === context.county;
  const posting = ours ? held.postings.find(({ id }) => id === postingId) : undefined;
  const refusals = [finding(ours ? 'PostingUnknown' : 'CadreUnknown')];
  return { posting: posting ?? null, refusals, held, state };
}

/** What stands of the fact to be corrected; null when the event is not the posting's. */
function standing({ id, from, title, role, end }: Posting, eventId: EventId): Facts | null {
  if (eventId === id) return { on: from, title, role };
  return end?.eventId === eventId ? { on: end.on, title: null, role: null } : null;
}

function same(one: Facts, other: Facts): boolean {
  return one.on === other.on && one.title === other.title && one.role === other.role;
}

function correctedBy(posting: Posting, eventId: EventId, is: Facts): Posting {
  if (eventId === posting.id) {
    return { ...posting, from: is.on, title: is.title ?? posting.title, role: is.role };
  }
  return { ...posting, end: posting.end && { ...posting.end, on: is.on } };
}

/** Nobody has two main postings, no post more holders than seats, nothing ends before it begins. */
function spanObstacles(
  cadreId: CadreId,
  posting: Posting,
  held: PostingsState,
  seat: PostState,
): Finding[] {
  const { from, to } = spanOf(posting);
  const others = held.postings.filter(
    ({ id, kind }) => id !== posting.id && kind === 'MAIN' && posting.kind === 'MAIN',
  );
  const other = others.find((one) => overlaps(spanOf(one), from, to));
  const backwards = posting.end !== null && lastDay(posting.end.on) < from;
  const seats =
    posting.postId === null
      ? []
      : seatConflict({ cadreId, kind: posting.kind, until: posting.end }, seat, from);
  return [
    ...obstacles(
      [backwards, () => finding('EndBeforeStart', {}, { evidence: [posting.id] })],
      [
        other !== undefined,
        () =>
          finding(
            'MainPostingOverlaps',
            { from: other?.from ?? '' },
            { evidence: other ? [other.id] : [] },
          ),
      ],
    ),
    ...seats,
  ];
}

function seatFollows(context: Context, cadreId: CadreId, was: Posting, is: Posting): NewEvent[] {
  const { postId, id: postingId } = was;
  const holding = ({ from, end }: Posting) => ({ from, to: end?.on ?? null });
  if (postId === null || (was.from === is.from && was.end?.on === is.end?.on)) return [];
  const data = { postId, cadreId, postingId, was: holding(was), is: holding(is) };
  return [context.event(postStream(postId), PostHoldingCorrected, data)];
}

/** The facts that are corrected or taken back together with a posting's start. */
function restingOn(state: AppointmentsState, held: PostingsState, { id, basedOn }: Posting) {
  const appointment = state.appointments.find(({ eventId }) => eventId === basedOn);
  return {
    appointmentId: appointment?.eventId ?? null,
    decisionId: appointment?.decisionId ?? null,
    intakeId: held.intakes.find(({ postingId }) => postingId === id)?.eventId ?? null,
    hireId: state.hireIds.find((hireId) => hireId === basedOn) ?? null,
  };
}

/** The decision a tenure may not precede: that of its appointment, unless by election. */
function decisionOf(state: AppointmentsState, { basedOn }: Posting) {
  const appointment = state.appointments.find(({ eventId }) => eventId === basedOn);
  return appointment === undefined || appointment.lawfulRoute === 'ELECTION' ? null : appointment;
}

/** The main posting left for one that never was stays ended until that end is taken back too. */
function endsItCaused(posting: Posting, held: PostingsState): Finding[] {
  const left = held.postings.find(
    ({ id, kind, end }) =>
      id !== posting.id &&
      kind === 'MAIN' &&
      posting.kind === 'MAIN' &&
      end?.reason === 'NEW_POST' &&
      end.on === posting.from,
  );
  if (!left?.end) return [];
  return [finding('EarlierPostingStaysEnded', {}, { evidence: [left.end.eventId] })];
}
