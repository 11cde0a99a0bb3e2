/** Corrections of postings: typed, with what was and what is; a posting or its end taken back. */
import { z } from 'zod';
import { GrassrootsRole } from '../../events/code-tables.ts';
import { firstDay, lastDay, PartialDate } from '../../events/dates.ts';
import type { Finding } from '../../events/define.ts';
import { QuotaTaken } from '../../events/organization.ts';
import { nothingResting, PostingCorrected, PostingVoided } from '../../events/posting.ts';
import { CadreId, EventId, Name } from '../../events/values.ts';
import { rulesInForce } from './appointment-rules.ts';
import type { AppointmentsState } from './appointment-state.ts';
import {
  accept,
  type Context,
  citing,
  defineCorrection,
  finding,
  obstacles,
  type Reading,
  read,
  refuse,
} from './command.ts';
import { leftOrganization, leftSeat, vacate } from './leaving.ts';
import { cadreStream, type Posting, type PostingsState } from './people.ts';
import { overQuota, takesQuota } from './placement-rules.ts';
import { exitTakenBack } from './pool-exit.ts';
import { PostingId, roleFits } from './posting.ts';
import { decisionOf, procedureStays, recordOf, restingOn } from './posting-basis.ts';
import { datesOf, holdingFollows, quotaFollows, spanObstacles } from './posting-span.ts';
import { judge } from './rules/judge.ts';
import { organization, organizationStream } from './structure.ts';

const Facts = z.strictObject({
  on: PartialDate,
  title: Name.nullable(),
  role: GrassrootsRole.nullable(),
});
type Facts = z.infer<typeof Facts>;

/** 任职更正: of a posting's start (date, title, role) or of its end (date; title and role null). */
export const CorrectPosting = defineCorrection({
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
        ...citing(decision),
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
    const dates = datesOf(corrected);
    const follows = [
      ...holdingFollows(context, cadreId, posting, dates),
      ...(yield* quotaFollows(context, cadreId, posting, dates, seat)),
    ];
    const left = isStart && is.on !== posting.from ? leftFor(posting, held) : [];
    const apart = left.map((evidence) =>
      finding('EarlierPostingEndsApart', {}, { evidence: [evidence] }),
    );
    return accept([event, ...follows], [...tenure.advisories, ...apart]);
  },
});

/**
 * 撤销任职记录: the posting never was, and with it what rests on it: appointment, hire, intake, and
 * the exit from the reserve pool by that appointment.
 */
export const VoidPosting = defineCorrection({
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
    const never = { from: posting.from, to: posting.from };
    const quota = yield* quotaFollows(context, cadreId, posting, never, seat);
    const exit = yield* exitTakenBack(cadreId, [posting.basedOn, postingId], context);
    return accept(
      [voided, ...vacated, ...quota, ...exit.events],
      [...endsItCaused(posting, held), ...procedureStays(state, posting), ...exit.advisories],
    );
  },
});

/** 撤销任职结束: the end was recorded in error and the posting goes on; seat and quota are taken again. */
export const VoidPostingEnd = defineCorrection({
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
    const events = [
      voided,
      ...holdingFollows(context, cadreId, posting, datesOf(reopened)),
      ...quota,
    ];
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
  const { isOurs, held, state } = yield* recordOf(cadreId, context);
  const posting = isOurs ? held.postings.find(({ id }) => id === postingId) : undefined;
  const refusals = [finding(isOurs ? 'PostingUnknown' : 'CadreUnknown')];
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

/** The main posting left for one that never was stays ended until that end is taken back too. */
function endsItCaused(posting: Posting, held: PostingsState): Finding[] {
  return leftFor(posting, held).map((evidence) =>
    finding('EarlierPostingStaysEnded', {}, { evidence: [evidence] }),
  );
}

/** The end of the main posting somebody left for this one, when it began. */
function leftFor(posting: Posting, held: PostingsState): readonly EventId[] {
  const left = held.postings.find(
    ({ id, kind, end }) =>
      id !== posting.id &&
      kind === 'MAIN' &&
      posting.kind === 'MAIN' &&
      end?.reason === 'NEW_POST' &&
      end.on === posting.from,
  );
  return left?.end ? [left.end.eventId] : [];
}
