/** 讨论决定与任前公示: from the decision on the inspection objects to the public notice. */
import { z } from 'zod';
import { AppointmentDecided } from '../../events/appointment.ts';
import { CivilDate, firstDay, type PartialDate } from '../../events/dates.ts';
import type { Finding } from '../../events/define.ts';
import { OpenSelectionDecided, OpenSelectionNoticePosted } from '../../events/open-selection.ts';
import { ProposalRevoked } from '../../events/open-selection-application.ts';
import { CadreId, Count, PostId, Remark } from '../../events/values.ts';
import { inOrder } from './chronology.ts';
import { accept, citing, finding, obstacles, refuse } from './command.ts';
import {
  about,
  afterAll,
  applicantObstacles,
  type Campaign,
  campaignCommand,
  listObstacles,
  liveApplicants,
  stepAgain,
} from './open-selection-campaign.ts';
import { sanctionJudgement } from './open-selection-eligibility.ts';
import { gatesOutstanding } from './open-selection-gates.ts';
import { notObjects } from './open-selection-inspection.ts';
import { type Proposed, proposalGround, revokeDecision } from './open-selection-proposals.ts';
import { cadreStream } from './people.ts';
import { type Judgement, judge } from './rules/judge.ts';
import { numberOf } from './rules/rule-set.ts';
import { workingDaysFrom } from './rules/working-days.ts';

/** Proposals of one decision: each is judged against posts, quota and the person's own postings. */
const proposalsMax = 40;

/** The committee's decision: whom to appoint or promote; other objects are finalists not selected. */
export const DecideOpenSelection = campaignCommand({
  name: 'DecideOpenSelection',
  label: { zh: '公开选拔讨论决定', en: 'decide an open selection' },
  phases: ['INSPECTION'],
  input: {
    /** `postId` only for an item that names no post of its own. */
    proposals: z
      .array(z.strictObject({ cadreId: CadreId, postId: PostId.nullable() }))
      .max(proposalsMax),
    expected: Count.min(1),
    present: Count,
    votesFor: Count,
  },
  decide: function* (campaign, { openSelectionId, proposals, ...votes }, context) {
    const again = stepAgain(campaign, 'DECISION', context, isSameDecision(campaign, proposals));
    if (again !== null) return again;
    const decidedOn = CivilDate.safeParse(context.effectiveOn);
    const cadreIds = proposals.map(({ cadreId }) => cadreId);
    const proposed = proposals.flatMap(({ cadreId, postId }): Proposed[] => {
      const applicant = campaign.applicants.get(cadreId);
      const item = applicant && campaign.items.get(applicant.itemId);
      return applicant && item ? [{ applicant, item, postId: item.postId ?? postId }] : [];
    });
    const base = yield* proposalGround(proposed, context);
    const barred = yield* sanctionJudgement(campaign, cadreIds, context);
    const judged = judgeVotes(campaign, votes);
    const refusals = [
      ...obstacles([!decidedOn.success, () => finding('DayNeeded', { on: context.effectiveOn })]),
      ...listObstacles(campaign, cadreIds),
      ...readiness(campaign),
      ...proposedObstacles(campaign, proposed),
      ...base.refusals,
      ...barred.refusals,
      ...judged.refusals,
      ...obstacles(...campaign.gates.map((gate) => inOrder(context.effectiveOn, gate))),
      ...afterAll(liveApplicants(campaign), context),
    ];
    if (refusals.length > 0 || !decidedOn.success) return refuse(refusals);
    const decisions = base.places.map(({ cadreId, held }) => ({
      cadreId,
      event: context.event(cadreStream(cadreId), AppointmentDecided, {
        ...held,
        cadreId,
        caseId: null,
        channel: 'OPEN_SELECTION',
        decidedOn: decidedOn.data,
        noticeStartsOn: null,
      }),
    }));
    const others = liveApplicants(campaign).filter(({ cadreId }) => !cadreIds.includes(cadreId));
    const decided = context.event(campaign.stream, OpenSelectionDecided, {
      openSelectionId,
      ...votes,
      proposals: proposed.map(({ applicant: { cadreId, itemId }, postId }) => {
        const decisionId = decisions.find((one) => one.cadreId === cadreId)?.event.id ?? null;
        return { cadreId, itemId, postId, decisionId };
      }),
      notSelectedIds: others.map(({ cadreId }) => cadreId),
    });
    return accept(
      [decided, ...decisions.map(({ event }) => event)],
      [...base.advisories, ...barred.advisories, ...judged.advisories],
    );
  },
});

/** Posts the public notice; it runs at least the working days of the rule, the first day counted. */
export const PostOpenSelectionNotice = campaignCommand({
  name: 'PostOpenSelectionNotice',
  label: { zh: '发布任前公示', en: 'post the public notice of an open selection' },
  phases: ['DECISION'],
  input: { endsOn: CivilDate.nullable() },
  decide: (campaign, { openSelectionId, endsOn }, context) => {
    const isSame = endsOn === null || endsOn === campaign.noticeEndsOn;
    const again = stepAgain(campaign, 'PUBLIC_NOTICE', context, isSame);
    if (again !== null) return again;
    const proposedIds = liveApplicants(campaign).map(({ cadreId }) => cadreId);
    const judged = judgeNotice(campaign, context.effectiveOn, endsOn);
    const refusals = [
      ...obstacles(dayKnown(context.effectiveOn), [
        proposedIds.length === 0,
        () => finding('NobodyProposed'),
      ]),
      ...judged.refusals,
    ];
    if (refusals.length > 0) return refuse(refusals);
    const startsOn = firstDay(context.effectiveOn);
    const data = { openSelectionId, startsOn, endsOn: judged.endsOn, proposedIds };
    return accept(
      [context.event(campaign.stream, OpenSelectionNoticePosted, data)],
      judged.advisories,
    );
  },
});

/** When a public notice ends, as asked or else as early as the rule allows. */
export function judgeNotice(
  { rules }: Campaign,
  on: PartialDate,
  asked: CivilDate | null,
): Judgement & { readonly endsOn: CivilDate } {
  const workingDays = numberOf(rules, 'P2.PUBLIC_NOTICE', 'workingDays');
  const { lastDay: earliest, advisories } = workingDaysFrom(firstDay(on), workingDays);
  const endsOn = asked ?? earliest;
  const judged = judge(rules, [
    {
      rule: 'P2.PUBLIC_NOTICE',
      broken: endsOn < earliest,
      code: 'NoticeTooShort',
      params: { endsOn, earliest, workingDays },
    },
  ]);
  return {
    endsOn,
    refusals: judged.refusals,
    advisories: [...advisories, ...judged.advisories],
  };
}

/** That a decision, or a notice, is known to the month or year only. */
export function dayKnown(on: PartialDate) {
  return [!CivilDate.safeParse(on).success, () => finding('DayNeeded', { on })] as const;
}

/** Drops somebody proposed, after objections as a rule; the decision on them is revoked too. */
export const RevokeProposal = campaignCommand({
  name: 'RevokeProposal',
  label: { zh: '撤销拟任人选', en: 'revoke a proposal of an open selection' },
  phases: ['DECISION', 'PUBLIC_NOTICE'],
  input: { cadreId: CadreId, grounds: Remark },
  decide: function* (campaign, { openSelectionId, cadreId, grounds }, context) {
    const applicant = campaign.applicants.get(cadreId);
    if (applicant?.proposal && applicant.end === 'FINALIST_NOT_SELECTED') return accept();
    const refusals = [
      ...applicantObstacles(applicant, context),
      ...about('NotProposed', applicant && applicant.proposal === null ? [applicant] : []),
    ];
    if (refusals.length > 0 || applicant === undefined) return refuse(refusals);
    const revoked = yield* revokeDecision(applicant, context);
    const data = { openSelectionId, cadreId };
    const personal = { grounds };
    return accept([
      context.event(campaign.stream, ProposalRevoked, data, { personal }),
      ...revoked,
    ]);
  },
});

function isSameDecision(
  campaign: Campaign,
  proposals: readonly { readonly cadreId: CadreId; readonly postId: PostId | null }[],
): boolean {
  const before = [...campaign.applicants.values()].filter(({ proposal }) => proposal !== null);
  return (
    before.length === proposals.length &&
    proposals.every(({ cadreId, postId }) => {
      const proposal = campaign.applicants.get(cadreId)?.proposal;
      return proposal != null && (postId === null || proposal.postId === postId);
    })
  );
}

/** That all gates are passed and every object inspected. */
function readiness(campaign: Campaign): Finding[] {
  const outstanding = gatesOutstanding(campaign);
  const failed = campaign.gates.filter(({ gate }) => outstanding.includes(gate));
  const uninspected = liveApplicants(campaign).filter(({ inspection }) => inspection === null);
  return [
    ...obstacles([
      outstanding.length > 0,
      () => finding('GatesNotPassed', { count: outstanding.length }, citing(...failed)),
    ]),
    ...about('NotYetInspected', uninspected),
  ];
}

function proposedObstacles(campaign: Campaign, proposed: readonly Proposed[]): Finding[] {
  const applicants = proposed.map(({ applicant }) => applicant);
  const overfull = [...campaign.items.values()].filter(
    ({ itemId, postCount }) =>
      proposed.filter(({ item }) => item.itemId === itemId).length > postCount,
  );
  const placeless = proposed.filter(({ item, postId }) => item.kind !== 'RANK' && postId === null);
  return [
    ...about(
      'ApplicationsEnded',
      applicants.filter(({ end }) => end !== null),
    ),
    ...about('NotInspectionObjects', notObjects(applicants)),
    ...about(
      'NotFoundFit',
      applicants.filter(({ inspection }) => inspection?.fit === false),
    ),
    ...overfull.map(({ title, postCount, added }) =>
      finding('MoreProposedThanOffered', { item: title, postCount }, { evidence: [added.eventId] }),
    ),
    ...about(
      'PostNotNamed',
      placeless.map(({ applicant }) => applicant),
    ),
  ];
}

function judgeVotes(
  { rules }: Campaign,
  { expected, present, votesFor }: { expected: number; present: number; votesFor: number },
): Judgement {
  const share = (rule: string, param: string) => numberOf(rules, rule, param);
  const quorum = 'P2.DECISION_QUORUM';
  const majority = 'P2.DECISION_MAJORITY';
  const judged = judge(rules, [
    {
      rule: quorum,
      broken: present * share(quorum, 'denominator') < expected * share(quorum, 'numerator'),
      code: 'QuorumMissed',
      params: { present, expected },
    },
    {
      rule: majority,
      broken: votesFor * share(majority, 'denominator') <= expected * share(majority, 'numerator'),
      code: 'MajorityMissed',
      params: { votesFor, expected },
    },
  ]);
  const sums = obstacles(
    [present > expected, () => finding('MorePresentThanExpected', { present, expected })],
    [votesFor > present, () => finding('VotesExceedPresent', { votes: votesFor, present })],
  );
  return { refusals: [...sums, ...judged.refusals], advisories: judged.advisories };
}
