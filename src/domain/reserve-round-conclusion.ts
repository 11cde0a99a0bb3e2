/** 后备干部公开推荐, from the deliberation to the end of a round. */
import { z } from 'zod';
import { ReserveRoundSlotReleased } from '../../events/county.ts';
import { CivilDate } from '../../events/dates.ts';
import type { Finding } from '../../events/define.ts';
import {
  ReserveRoundCancelled,
  ReserveRoundClosed,
  ReserveRoundDeliberated,
  ReserveRoundPublicized,
} from '../../events/reserve-round.ts';
import { CadreId, Count, Remark } from '../../events/values.ts';
import { inOrder } from './chronology.ts';
import { accept, type Context, citing, finding, obstacles, read, refuse } from './command.ts';
import {
  AnnounceReserveRound,
  CorrectReserveAnnouncement,
  OpenReserveRound,
} from './reserve-round.ts';
import {
  NominateReserveCandidate,
  QualifyReserveCandidate,
  RejectReserveCandidate,
} from './reserve-round-candidate.ts';
import { afterAll, naming, type Round, roundStep, stepsOf } from './reserve-round-command.ts';
import {
  VoidReserveDeliberation,
  VoidReserveNomination,
  VoidReserveNotice,
  VoidReserveScreening,
} from './reserve-round-correction.ts';
import {
  CorrectReserveInspection,
  InspectReserveCandidate,
  VoidReserveInspection,
} from './reserve-round-inspection.ts';
import {
  CorrectReserveMeetingOrTalks,
  HoldReserveRecommendation,
  VoidReserveMeetingOrTalks,
} from './reserve-round-meeting.ts';
import { noticeFrom, noticeOpen } from './reserve-round-notice.ts';
import {
  RecommendReserveCandidates,
  VoidReserveRecommendation,
} from './reserve-round-recommendation.ts';
import type { ReserveRoundState } from './reserve-round-state.ts';
import { reserveRoundStepCommands } from './reserve-round-step.ts';
import { basisOf } from './rules/judge.ts';
import { numberOf } from './rules/rule-set.ts';
import { county, countyStream } from './structure.ts';

/** The committee's decision on whom to admit, maybe nobody: quorum and majority by the pinned rules. */
export const DeliberateReserveRound = roundStep({
  name: 'DeliberateReserveRound',
  label: { zh: '登记后备人选集体讨论', en: 'record the deliberation of a reserve round' },
  input: {
    expected: Count,
    present: Count,
    votesFor: Count,
    approvedIds: z.array(CadreId).max(300),
  },
  decide: (round, input, context) => {
    if (isSame(round.approved, input, context)) return accept();
    const { approved, candidates } = round;
    const { expected, present, votesFor, approvedIds } = input;
    const inspections = [...new Set(approvedIds)].map(
      (cadreId) => candidates.get(cadreId)?.inspected,
    );
    const unfit = [...new Set(approvedIds)].filter(
      (cadreId) => candidates.get(cadreId)?.inspected?.fit !== true,
    );
    const refusals = [
      ...obstacles(
        [approved !== null, () => finding('ReserveRoundDeliberatedAlready', {}, citing(approved))],
        [present > expected, () => finding('MorePresentThanExpected', { present, expected })],
        [votesFor > present, () => finding('VotesExceedPresent', { votes: votesFor, present })],
        [inspections.length < approvedIds.length, () => finding('CandidateApprovedTwice')],
        [
          unfit.length > 0,
          () => finding('CandidatesNotFoundFit', { count: unfit.length }, naming(round, unfit)),
        ],
      ),
      ...afterAll(context.effectiveOn, inspections),
      ...voteObstacles(round, input),
    ];
    if (refusals.length > 0) return refuse(refusals);
    return accept([context.event(round.stream, ReserveRoundDeliberated, input)]);
  },
});

/** Posts the public notice; its last day is counted in working days, the first day included. */
export const PublicizeReserveRound = roundStep({
  name: 'PublicizeReserveRound',
  label: { zh: '发布后备人选公示', en: 'publicize a reserve round' },
  input: {},
  decide: ({ approved, publicNotice, rules, stream }, { roundId }, context) => {
    const on = context.effectiveOn;
    if (publicNotice?.on === on) return accept();
    const refusals = obstacles(
      [!CivilDate.safeParse(on).success, () => finding('DayNeeded', { on })],
      [approved === null, () => finding('ReserveRoundNotDeliberated')],
      [
        publicNotice !== null,
        () => finding('ReserveRoundPublicizedAlready', {}, citing(publicNotice)),
      ],
      inOrder(on, approved),
    );
    if (refusals.length > 0) return refuse(refusals);
    const counted = noticeFrom(rules, on);
    const data = { roundId, endsOn: counted.lastDay };
    return accept([context.event(stream, ReserveRoundPublicized, data)], counted.advisories);
  },
});

export const CloseReserveRound = roundStep({
  name: 'CloseReserveRound',
  label: { zh: '结束后备干部推荐轮次', en: 'close a reserve round' },
  input: {},
  decide: function* (round, { roundId }, context) {
    yield* read(county(context.county));
    if (round.ended !== null && !round.cancelled) return accept();
    const { publicNotice } = round;
    const refusals = [
      ...obstacles([publicNotice === null, () => finding('ReserveRoundNotPublicized')]),
      ...noticeOpen(publicNotice, context.effectiveOn),
      ...afterAll(context.effectiveOn, stepsOf(round)),
    ];
    if (refusals.length > 0) return refuse(refusals);
    const released = { roundId, year: round.opened.year, held: true };
    return accept([
      context.event(round.stream, ReserveRoundClosed, { roundId }),
      context.event(countyStream(context.county), ReserveRoundSlotReleased, released),
    ]);
  },
});

export const CancelReserveRound = roundStep({
  name: 'CancelReserveRound',
  label: { zh: '取消后备干部推荐轮次', en: 'cancel a reserve round' },
  input: { grounds: Remark },
  decide: function* (round, { roundId, grounds }, context) {
    yield* read(county(context.county));
    if (round.cancelled) return accept();
    const refusals = afterAll(context.effectiveOn, stepsOf(round));
    if (refusals.length > 0) return refuse(refusals);
    const released = { roundId, year: round.opened.year, held: false };
    return accept([
      context.event(round.stream, ReserveRoundCancelled, { roundId, grounds }),
      context.event(countyStream(context.county), ReserveRoundSlotReleased, released),
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

function voteObstacles({ rules }: Round, { expected, present, votesFor }: Deliberation): Finding[] {
  const quorum = numberOf(rules, 'P1.DELIBERATION', 'quorumShare');
  const majority = numberOf(rules, 'P1.DELIBERATION', 'majorityOver');
  const rule = { rule: 'P1.DELIBERATION', basis: basisOf(rules, 'P1.DELIBERATION') };
  return obstacles(
    [present < expected * quorum, () => finding('QuorumMissed', { present, expected }, rule)],
    [
      votesFor <= expected * majority,
      () => finding('MajorityMissed', { votesFor, expected }, rule),
    ],
  );
}

export const reserveRoundCommands = [
  OpenReserveRound,
  AnnounceReserveRound,
  CorrectReserveAnnouncement,
  NominateReserveCandidate,
  VoidReserveNomination,
  QualifyReserveCandidate,
  RejectReserveCandidate,
  VoidReserveScreening,
  HoldReserveRecommendation,
  CorrectReserveMeetingOrTalks,
  VoidReserveMeetingOrTalks,
  RecommendReserveCandidates,
  VoidReserveRecommendation,
  InspectReserveCandidate,
  CorrectReserveInspection,
  VoidReserveInspection,
  DeliberateReserveRound,
  VoidReserveDeliberation,
  PublicizeReserveRound,
  VoidReserveNotice,
  CloseReserveRound,
  CancelReserveRound,
  ...reserveRoundStepCommands,
];
