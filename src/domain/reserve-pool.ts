/** 后备干部库: entering the pool, being trained and rated, suspended, and leaving it. */
import { z } from 'zod';
import {
  EntryChannel,
  ReserveExitReason,
  ReserveMaturity,
  ReserveRating,
  ReserveTarget,
  ReserveTrack,
  TrainingMode,
} from '../../events/code-tables.ts';
import { CivilDate, firstDay } from '../../events/dates.ts';
import {
  ReserveMemberAdmitted,
  ReserveMemberExited,
  ReserveMemberRated,
  ReserveMemberReinstated,
  ReserveMemberSuspended,
  TrainingAssigned,
  TrainingCompleted,
} from '../../events/reserve-pool.ts';
import { CadreId, EventId, Remark, ReserveRoundId } from '../../events/values.ts';
import { accept, defineCommand, finding, obstacles, read, refuse } from './command.ts';
import { cadreStream, originOn, person, postings, sanctionInForce } from './people.ts';
import { member, openMembership, reservePool } from './reserve-pool-state.ts';
import { reserveRound } from './reserve-round-state.ts';
import { currentVersion, numberOf, ruleSet, rulesAt } from './rules/rule-set.ts';

/** Enters somebody: recommended in a round and approved, or by another channel with its source. */
export const AdmitReserveMember = defineCommand({
  name: 'AdmitReserveMember',
  label: { zh: '后备干部入库', en: 'admit a reserve member' },
  input: z.strictObject({
    cadreId: CadreId,
    entryChannel: EntryChannel,
    maturity: ReserveMaturity,
    target: ReserveTarget,
    track: ReserveTrack,
    roundId: ReserveRoundId.nullable(),
  }),
  decide: function* (input, context) {
    const who = yield* read(person(input.cadreId));
    const pool = yield* read(reservePool(input.cadreId));
    const held = yield* read(postings(input.cadreId));
    const round = input.roundId === null ? null : yield* read(reserveRound(input.roundId));
    const open = openMembership(pool);
    if (open !== null && open.roundId !== null && open.roundId === input.roundId) return accept();
    const sanction = sanctionInForce(who, firstDay(context.effectiveOn));
    const isApproved = round?.approved?.cadreIds.includes(input.cadreId) === true;
    const until = round?.publicNotice?.endsOn ?? null;
    const refusals = obstacles(
      [who.registered?.county !== context.county, () => finding('CadreUnknown')],
      [
        open !== null,
        () =>
          finding(
            'ReserveMemberAlready',
            { from: open?.from ?? '' },
            { evidence: open ? [open.id] : [] },
          ),
      ],
      [
        sanction !== null,
        () => finding('SanctionInForce', {}, { evidence: sanction ? [sanction.eventId] : [] }),
      ],
      [
        (input.entryChannel === 'PUBLIC_RECOMMENDATION') !== (input.roundId !== null),
        () => finding('EntryChannelNeedsRound'),
      ],
      [
        round !== null && round.opened?.county !== context.county,
        () => finding('ReserveRoundUnknown'),
      ],
      [round?.opened != null && !isApproved, () => finding('CandidateNotApproved')],
      [
        isApproved && (until === null || firstDay(context.effectiveOn) <= until),
        () => finding('ReserveRoundNoticeOpen', { endsOn: until ?? '—' }, { rule: 'P1.NOTICE' }),
      ],
    );
    if (refusals.length > 0) return refuse(refusals);
    const origin = originOn(held, firstDay(context.effectiveOn));
    return accept(
      [
        context.event(cadreStream(input.cadreId), ReserveMemberAdmitted, {
          ...input,
          sourceId: input.roundId,
          origin,
        }),
      ],
      obstacles([
        origin?.unitType === 'PRIVATE_ENTERPRISE',
        () => finding('PrivateFirmRouteLimited', {}, { basis: 'CSL/70' }),
      ]),
    );
  },
});

export const AssignTraining = defineCommand({
  name: 'AssignTraining',
  label: { zh: '下达培养任务', en: 'assign training' },
  input: z.strictObject({
    cadreId: CadreId,
    mode: TrainingMode,
    plannedUntil: CivilDate.nullable(),
  }),
  decide: function* (input, context) {
    const { refusals, membership } = yield* member(input.cadreId, context);
    const running = membership?.trainings.find(
      ({ mode, completed }) => mode === input.mode && !completed,
    );
    if (running !== undefined && refusals.length === 0) return accept();
    refusals.push(
      ...obstacles([membership?.suspended === true, () => finding('ReserveMemberIsSuspended')]),
    );
    if (refusals.length > 0 || membership === null) return refuse(refusals);
    return accept([
      context.event(cadreStream(input.cadreId), TrainingAssigned, {
        ...input,
        membershipId: membership.id,
      }),
    ]);
  },
});

export const CompleteTraining = defineCommand({
  name: 'CompleteTraining',
  label: { zh: '完成培养任务', en: 'complete training' },
  input: z.strictObject({
    cadreId: CadreId,
    mode: TrainingMode,
    hours: z.int().min(0).max(10_000),
  }),
  decide: function* ({ cadreId, mode, hours }, context) {
    const { refusals, membership } = yield* member(cadreId, context);
    const training = membership?.trainings.find((one) => one.mode === mode && !one.completed);
    refusals.push(
      ...obstacles([training === undefined, () => finding('NoSuchTraining', { mode })]),
    );
    if (refusals.length > 0 || !membership || !training) return refuse(refusals);
    return accept([
      context.event(cadreStream(cadreId), TrainingCompleted, {
        cadreId,
        membershipId: membership.id,
        trainingId: training.eventId,
        hours,
      }),
    ]);
  },
});

/** The yearly rating; rated poor as often as the rule says, the member leaves in the same act. */
export const RateReserveMember = defineCommand({
  name: 'RateReserveMember',
  label: { zh: '后备干部年度评定', en: 'rate a reserve member' },
  input: z.strictObject({
    cadreId: CadreId,
    year: z.int().min(1990).max(2199),
    rating: ReserveRating,
    evidence: Remark.nullable(),
  }),
  decide: function* ({ cadreId, year, rating, evidence }, context) {
    const { refusals, membership } = yield* member(cadreId, context);
    const rules = yield* read(ruleSet(context.county));
    const before = membership?.ratings.find((one) => one.year === year);
    if (before?.rating === rating) return accept();
    refusals.push(...obstacles([before !== undefined, () => finding('RatedAlready', { year })]));
    if (refusals.length > 0 || membership === null) return refuse(refusals);
    const stream = cadreStream(cadreId);
    const membershipId = membership.id;
    const rated = context.event(
      stream,
      ReserveMemberRated,
      { cadreId, membershipId, year },
      { personal: { rating, evidence } },
    );
    const poor = [...membership.ratings, { year, rating }].filter((one) => one.rating === 'C');
    const poorMax = numberOf(
      rulesAt(rules, currentVersion(rules, context.effectiveOn)),
      'P1.RATING',
      'poorRatings',
    );
    if (poor.length < poorMax) return accept([rated]);
    const exit = { cadreId, membershipId, exitReason: 'ASSESSMENT_LOW' as const };
    return accept([
      rated,
      context.event(stream, ReserveMemberExited, { ...exit, appointmentId: null }),
    ]);
  },
});

export const SuspendReserveMember = defineCommand({
  name: 'SuspendReserveMember',
  label: { zh: '暂停后备资格', en: 'suspend a reserve member' },
  input: z.strictObject({ cadreId: CadreId }),
  decide: function* ({ cadreId }, context) {
    const { refusals, membership } = yield* member(cadreId, context);
    const who = yield* read(person(cadreId));
    if (membership?.suspended === true) return accept();
    if (refusals.length > 0 || membership === null) return refuse(refusals);
    return accept([
      context.event(cadreStream(cadreId), ReserveMemberSuspended, {
        cadreId,
        membershipId: membership.id,
        sanctionId: sanctionInForce(who, firstDay(context.effectiveOn))?.eventId ?? null,
      }),
    ]);
  },
});

export const ReinstateReserveMember = defineCommand({
  name: 'ReinstateReserveMember',
  label: { zh: '恢复后备资格', en: 'reinstate a reserve member' },
  input: z.strictObject({ cadreId: CadreId }),
  decide: function* ({ cadreId }, context) {
    const { refusals, membership } = yield* member(cadreId, context);
    const who = yield* read(person(cadreId));
    if (membership?.suspended === false) return accept();
    const sanction = sanctionInForce(who, firstDay(context.effectiveOn));
    refusals.push(
      ...obstacles([
        sanction !== null,
        () => finding('SanctionInForce', {}, { evidence: sanction ? [sanction.eventId] : [] }),
      ]),
    );
    if (refusals.length > 0 || membership === null) return refuse(refusals);
    return accept([
      context.event(cadreStream(cadreId), ReserveMemberReinstated, {
        cadreId,
        membershipId: membership.id,
      }),
    ]);
  },
});

export const ExitReserveMember = defineCommand({
  name: 'ExitReserveMember',
  label: { zh: '后备干部出库', en: 'end a reserve membership' },
  input: z.strictObject({
    cadreId: CadreId,
    exitReason: ReserveExitReason,
    appointmentId: EventId.nullable(),
  }),
  decide: function* (input, context) {
    const { refusals, membership } = yield* member(input.cadreId, context);
    refusals.push(
      ...obstacles([
        (input.exitReason === 'APPOINTED') !== (input.appointmentId !== null),
        () => finding('ExitByAppointmentNeedsIt'),
      ]),
    );
    if (refusals.length > 0 || membership === null) return refuse(refusals);
    return accept([
      context.event(cadreStream(input.cadreId), ReserveMemberExited, {
        ...input,
        membershipId: membership.id,
      }),
    ]);
  },
});

export const reservePoolCommands = [
  AdmitReserveMember,
  AssignTraining,
  CompleteTraining,
  RateReserveMember,
  SuspendReserveMember,
  ReinstateReserveMember,
  ExitReserveMember,
];
