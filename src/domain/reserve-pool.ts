/** 后备干部库: entering the pool, being suspended, and leaving it. */
import { z } from 'zod';
import {
  EntryChannel,
  ReserveExitReason,
  ReserveMaturity,
  ReserveTarget,
  ReserveTrack,
} from '../../events/code-tables.ts';
import { firstDay } from '../../events/dates.ts';
import {
  ReserveMemberAdmitted,
  ReserveMemberExited,
  ReserveMemberReinstated,
  ReserveMemberSuspended,
} from '../../events/reserve-pool.ts';
import { CadreId, EventId, ReserveRoundId } from '../../events/values.ts';
import {
  accept,
  type Context,
  citing,
  defineCommand,
  finding,
  obstacles,
  read,
  refuse,
} from './command.ts';
import { cadreStream, originOn, person, postings, sanctionInForce } from './people.ts';
import { hasLeft } from './placement-rules.ts';
import { poolCorrectionCommands } from './pool-correction.ts';
import { VoidReserveExit } from './pool-exit.ts';
import {
  laterFacts,
  type Membership,
  member,
  membershipOn,
  openMembership,
  reservePool,
  servingMember,
  suspendedOn,
} from './reserve-pool-state.ts';
import { reserveTrainingCommands } from './reserve-pool-training.ts';
import { reserveRound } from './reserve-round-state.ts';
import { article } from './rules/sources.ts';

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
    const on = firstDay(context.effectiveOn);
    const isKnown = who.registered?.county === context.county;
    const standing = membershipOn(pool, on) ?? openMembership(pool);
    if (isKnown && standing !== null && isSame(standing, input, context)) return accept();
    const sanction = sanctionInForce(who, on);
    const candidate = round?.candidates.get(input.cadreId);
    const isApproved = round?.approved?.cadreIds.includes(input.cadreId) === true;
    const until = round?.publicNotice?.endsOn ?? null;
    const refusals = obstacles(
      [!isKnown, () => finding('CadreUnknown')],
      hasLeft(held, on),
      [
        standing !== null,
        () => finding('ReserveMemberAlready', { from: standing?.from ?? '' }, citing(standing)),
      ],
      [sanction !== null, () => finding('SanctionInForce', {}, citing(sanction))],
      [
        (input.entryChannel === 'PUBLIC_RECOMMENDATION') !== (input.roundId !== null),
        () => finding('EntryChannelNeedsRound'),
      ],
      [
        round !== null && round.opened?.county !== context.county,
        () => finding('ReserveRoundUnknown'),
      ],
      [round?.cancelled === true, () => finding('ReserveRoundOver')],
      [round?.opened != null && !isApproved, () => finding('CandidateNotApproved')],
      [isApproved && candidate?.recommended == null, () => finding('CandidateNotRecommended')],
      [isApproved && until === null, () => finding('ReserveRoundNotPublicized')],
      [
        isApproved && until !== null && on <= until,
        () =>
          finding(
            'ReserveRoundNoticeOpen',
            { endsOn: until ?? '' },
            { rule: 'P1.NOTICE', ...citing(round?.publicNotice) },
          ),
      ],
    );
    if (refusals.length > 0) return refuse(refusals);
    const origin = originOn(held, on);
    const data = { ...input, sourceId: input.roundId, origin };
    return accept(
      [context.event(cadreStream(input.cadreId), ReserveMemberAdmitted, data)],
      obstacles([
        origin?.unitType === 'PRIVATE_ENTERPRISE',
        () => finding('PrivateFirmRouteLimited', {}, { basis: article('CSL', 70) }),
      ]),
    );
  },
});

export const SuspendReserveMember = defineCommand({
  name: 'SuspendReserveMember',
  label: { zh: '暂停后备资格', en: 'suspend a reserve member' },
  input: z.strictObject({ cadreId: CadreId }),
  decide: function* ({ cadreId }, context) {
    const { refusals, membership } = yield* member(cadreId, context);
    const who = yield* read(person(cadreId));
    if (refusals.length > 0 || membership === null) return refuse(refusals);
    if (suspendedOn(membership, firstDay(context.effectiveOn))) return accept();
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
    const { refusals, membership } = yield* servingMember(cadreId, context);
    const who = yield* read(person(cadreId));
    const on = firstDay(context.effectiveOn);
    if (membership !== null && !suspendedOn(membership, on)) return accept();
    const sanction = sanctionInForce(who, on);
    refusals.push(
      ...obstacles([sanction !== null, () => finding('SanctionInForce', {}, citing(sanction))]),
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
    const { isKnown, refusals, membership, pool } = yield* member(input.cadreId, context);
    const on = firstDay(context.effectiveOn);
    if (isKnown && pool.memberships.some((one) => leftSo(one, input, context))) return accept();
    const later = membership === null ? [] : laterFacts(membership, on);
    refusals.push(
      ...later,
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

type Entry = Pick<Membership, 'entryChannel' | 'maturity' | 'target' | 'track' | 'roundId'>;
/** By one round somebody enters once; by another way, what is entered twice is the same in all. */
function isSame(standing: Membership, input: Entry, { effectiveOn }: Context): boolean {
  if (standing.roundId !== null) return standing.roundId === input.roundId;
  return (
    input.roundId === null &&
    standing.from === effectiveOn &&
    standing.entryChannel === input.entryChannel &&
    standing.maturity === input.maturity &&
    standing.target === input.target &&
    standing.track === input.track
  );
}

type Exit = { readonly exitReason: string; readonly appointmentId: EventId | null };
function leftSo({ exited }: Membership, input: Exit, { effectiveOn }: Context): boolean {
  return (
    exited?.on === effectiveOn &&
    exited.reason === input.exitReason &&
    exited.appointmentId === input.appointmentId
  );
}

export const reservePoolCommands = [
  AdmitReserveMember,
  ...poolCorrectionCommands,
  ...reserveTrainingCommands,
  SuspendReserveMember,
  ReinstateReserveMember,
  ExitReserveMember,
  VoidReserveExit,
];
