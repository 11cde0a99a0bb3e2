/** 后备干部公开推荐, from inspection to the end of a round. */
import { z } from 'zod';
import { ReserveRoundSlotReleased } from '../../events/county.ts';
import { firstDay } from '../../events/dates.ts';
import {
  ReserveCandidateInspected,
  ReserveRoundCancelled,
  ReserveRoundClosed,
  ReserveRoundDeliberated,
  ReserveRoundPublicized,
} from '../../events/reserve-round.ts';
import { CadreId, Count, Remark, ReserveRoundId } from '../../events/values.ts';
import {
  accept,
  type Context,
  defineCommand,
  finding,
  obstacles,
  read,
  refuse,
} from './command.ts';
import { AnnounceReserveRound, isOurs, OpenReserveRound, standing } from './reserve-round.ts';
import {
  NominateReserveCandidate,
  QualifyReserveCandidate,
  RejectReserveCandidate,
} from './reserve-round-candidate.ts';
import {
  HoldReserveRecommendation,
  RecommendReserveCandidates,
  VoidReserveRecommendation,
} from './reserve-round-recommendation.ts';
import { type ReserveRoundState, reserveRound, reserveRoundStream } from './reserve-round-state.ts';
import { basisOf } from './rules/judge.ts';
import { numberOf, ruleSet, rulesAt } from './rules/rule-set.ts';
import { workingDaysFrom } from './rules/working-days.ts';
import { county, countyStream } from './structure.ts';

export const InspectReserveCandidate = defineCommand({
  name: 'InspectReserveCandidate',
  label: { zh: '登记后备人选考察', en: 'record the inspection of a reserve candidate' },
  input: z.strictObject({
    roundId: ReserveRoundId,
    cadreId: CadreId,
    fit: z.boolean(),
    teamSize: Count,
  }),
  decide: function* (input, context) {
    const round = yield* read(reserveRound(input.roundId));
    const rules = yield* read(ruleSet(context.county));
    const candidate = round.candidates.get(input.cadreId);
    if (isOurs(round, context) && candidate?.inspected?.fit === input.fit) return accept();
    const teamMin =
      round.opened === null
        ? 0
        : numberOf(rulesAt(rules, round.opened.ruleSetVersion), 'P1.INSPECTION_TEAM', 'members');
    const refusals = [
      ...standing(round, context),
      ...obstacles(
        [candidate?.recommended == null, () => finding('CandidateNotRecommended')],
        [candidate?.inspected != null, () => finding('CandidateInspectedAlready')],
        [
          input.teamSize < teamMin,
          () =>
            finding(
              'InspectionTeamTooSmall',
              { members: input.teamSize, membersMin: teamMin },
              { rule: 'P1.INSPECTION_TEAM' },
            ),
        ],
      ),
    ];
    if (refusals.length > 0) return refuse(refusals);
    return accept([
      context.event(reserveRoundStream(input.roundId), ReserveCandidateInspected, input),
    ]);
  },
});

/** The committee's decision on whom to admit: quorum and majority by the pinned rules. */
export const DeliberateReserveRound = defineCommand({
  name: 'DeliberateReserveRound',
  label: { zh: '登记后备人选集体讨论', en: 'record the deliberation of a reserve round' },
  input: z.strictObject({
    roundId: ReserveRoundId,
    expected: Count,
    present: Count,
    votesFor: Count,
    approvedIds: z.array(CadreId).max(300),
  }),
  decide: function* (input, context) {
    const round = yield* read(reserveRound(input.roundId));
    const rules = yield* read(ruleSet(context.county));
    if (isOurs(round, context) && isSame(round.approved, input, context)) return accept();
    const unfit = input.approvedIds.filter(
      (cadreId) => round.candidates.get(cadreId)?.inspected?.fit !== true,
    ).length;
    const refusals = [
      ...standing(round, context),
      ...obstacles(
        [round.approved !== null, () => finding('ReserveRoundDeliberatedAlready')],
        [
          input.present > input.expected,
          () =>
            finding('MorePresentThanExpected', {
              present: input.present,
              expected: input.expected,
            }),
        ],
        [
          input.votesFor > input.present,
          () => finding('MoreVotesThanPresent', { count: 1, present: input.present }),
        ],
        [unfit > 0, () => finding('CandidatesNotFoundFit', { count: unfit })],
      ),
    ];
    if (round.opened !== null) {
      const pinned = rulesAt(rules, round.opened.ruleSetVersion);
      const quorum = numberOf(pinned, 'P1.DELIBERATION', 'quorumShare');
      const majority = numberOf(pinned, 'P1.DELIBERATION', 'majorityOver');
      refusals.push(
        ...obstacles(
          [
            input.present < input.expected * quorum,
            () =>
              finding(
                'QuorumMissed',
                { present: input.present, expected: input.expected },
                { rule: 'P1.DELIBERATION', basis: basisOf(pinned, 'P1.DELIBERATION') },
              ),
          ],
          [
            input.votesFor <= input.expected * majority,
            () =>
              finding(
                'MajorityMissed',
                { votesFor: input.votesFor, expected: input.expected },
                { rule: 'P1.DELIBERATION', basis: basisOf(pinned, 'P1.DELIBERATION') },
              ),
          ],
        ),
      );
    }
    if (refusals.length > 0) return refuse(refusals);
    return accept([
      context.event(reserveRoundStream(input.roundId), ReserveRoundDeliberated, input),
    ]);
  },
});

/** Posts the public notice; its last day is counted in working days, the first day included. */
export const PublicizeReserveRound = defineCommand({
  name: 'PublicizeReserveRound',
  label: { zh: '发布后备人选公示', en: 'publicize a reserve round' },
  input: z.strictObject({ roundId: ReserveRoundId }),
  decide: function* ({ roundId }, context) {
    const round = yield* read(reserveRound(roundId));
    const rules = yield* read(ruleSet(context.county));
    const startsOn = firstDay(context.effectiveOn);
    const notice = round.publicNotice;
    if (isOurs(round, context) && notice && firstDay(notice.startsOn) === startsOn) return accept();
    const refusals = [
      ...standing(round, context),
      ...obstacles(
        [round.approved === null, () => finding('ReserveRoundNotDeliberated')],
        [round.publicNotice !== null, () => finding('ReserveRoundPublicizedAlready')],
        [
          round.approved !== null && startsOn < firstDay(round.approved.on),
          () => finding('NoticeBeforeDecision', { decidedOn: round.approved?.on ?? '' }),
        ],
      ),
    ];
    if (refusals.length > 0 || round.opened === null) return refuse(refusals);
    const days = numberOf(rulesAt(rules, round.opened.ruleSetVersion), 'P1.NOTICE', 'workingDays');
    const counted = workingDaysFrom(startsOn, days);
    return accept(
      [
        context.event(reserveRoundStream(roundId), ReserveRoundPublicized, {
          roundId,
          endsOn: counted.lastDay,
        }),
      ],
      counted.advisories,
    );
  },
});

export const CloseReserveRound = defineCommand({
  name: 'CloseReserveRound',
  label: { zh: '结束后备干部推荐轮次', en: 'close a reserve round' },
  input: z.strictObject({ roundId: ReserveRoundId }),
  decide: function* ({ roundId }, context) {
    const round = yield* read(reserveRound(roundId));
    yield* read(county(context.county));
    if (round.stage === 'CLOSED' && round.opened?.county === context.county) return accept();
    const until = round.publicNotice?.endsOn ?? null;
    const refusals = [
      ...standing(round, context),
      ...obstacles(
        [until === null, () => finding('ReserveRoundNotPublicized')],
        [
          until !== null && firstDay(context.effectiveOn) <= until,
          () => finding('ReserveRoundNoticeOpen', { endsOn: until ?? '' }, { rule: 'P1.NOTICE' }),
        ],
      ),
    ];
    if (refusals.length > 0 || round.opened === null) return refuse(refusals);
    return accept([
      context.event(reserveRoundStream(roundId), ReserveRoundClosed, { roundId }),
      context.event(countyStream(context.county), ReserveRoundSlotReleased, {
        roundId,
        year: round.opened.year,
        held: true,
      }),
    ]);
  },
});

export const CancelReserveRound = defineCommand({
  name: 'CancelReserveRound',
  label: { zh: '取消后备干部推荐轮次', en: 'cancel a reserve round' },
  input: z.strictObject({ roundId: ReserveRoundId, grounds: Remark }),
  decide: function* ({ roundId, grounds }, context) {
    const round = yield* read(reserveRound(roundId));
    yield* read(county(context.county));
    if (round.cancelled && round.opened?.county === context.county) return accept();
    const refusals = standing(round, context);
    if (refusals.length > 0 || round.opened === null) return refuse(refusals);
    return accept([
      context.event(reserveRoundStream(roundId), ReserveRoundCancelled, { roundId, grounds }),
      context.event(countyStream(context.county), ReserveRoundSlotReleased, {
        roundId,
        year: round.opened.year,
        held: false,
      }),
    ]);
  },
});

type Deliberation = {
  readonly expected: number;
  readonly present: number;
  readonly votesFor: number;
  readonly approvedIds: readonly CadreId[];
};
function isSame(
  approved: ReserveRoundState['approved'],
  input: Deliberation,
  { effectiveOn }: Context,
): boolean {
  return (
    approved !== null &&
    approved.on === effectiveOn &&
    approved.expected === input.expected &&
    approved.present === input.present &&
    approved.votesFor === input.votesFor &&
    [...approved.cadreIds].sort().join() === [...input.approvedIds].sort().join()
  );
}

export const reserveRoundCommands = [
  OpenReserveRound,
  AnnounceReserveRound,
  NominateReserveCandidate,
  QualifyReserveCandidate,
  RejectReserveCandidate,
  HoldReserveRecommendation,
  RecommendReserveCandidates,
  VoidReserveRecommendation,
  InspectReserveCandidate,
  DeliberateReserveRound,
  PublicizeReserveRound,
  CloseReserveRound,
  CancelReserveRound,
];
