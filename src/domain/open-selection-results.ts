/** 公开选拔结果: winners take leading posts on probation or receive ranks; the campaign concludes. */
import type { AppointmentMode, StaffingKind as Staffing } from '../../events/code-tables.ts';
import { StaffingKind } from '../../events/code-tables.ts';
import { addDays, addMonths, CivilDate, firstDay, PartialDate } from '../../events/dates.ts';
import type { Finding } from '../../events/define.ts';
import { OpenSelectionConcluded } from '../../events/open-selection.ts';
import {
  OpenSelectionRankConferred,
  OpenSelectionWinnerAppointed,
} from '../../events/open-selection-application.ts';
import { OfferedItemConcluded } from '../../events/open-selection-item.ts';
import { CadreId } from '../../events/values.ts';
import { appoint } from './appointment-grounds.ts';
import { accept, type Context, citing, finding, obstacles, read, refuse } from './command.ts';
import { type Applicant, awaitsReserve, hasWon } from './open-selection-applicant.ts';
import {
  about,
  afterAll,
  applicantObstacles,
  type Campaign,
  campaignCommand,
  liveApplicants,
  liveItems,
  stepAgain,
} from './open-selection-campaign.ts';
import { sanctionJudgement } from './open-selection-eligibility.ts';
import { numberOf } from './rules/rule-set.ts';
import { post } from './structure.ts';

type Mode = (typeof AppointmentMode.options)[number];
const electiveModes: ReadonlySet<Mode> = new Set<Mode>([
  'PARTY_ELECTION',
  'CONGRESS_ELECTION',
  'STANDING_COMMITTEE',
]);

/**
 * Appoints a winner once the public notice has ended: on the campaign, on the person's stream, with
 * posting, seat, quota and intake. Elective posts carry no probation.
 */
export const AppointOpenSelectionWinner = campaignCommand({
  name: 'AppointOpenSelectionWinner',
  label: { zh: '任命公开选拔人选', en: 'appoint the winner of an open selection' },
  phases: ['PUBLIC_NOTICE'],
  input: {
    cadreId: CadreId,
    staffing: StaffingKind,
    documentIssuedOn: CivilDate.nullable(),
    tenureFrom: PartialDate.nullable().meta({
      description: 'When the tenure begins; by default when the record takes effect.',
    }),
  },
  decide: function* (campaign, { openSelectionId, ...input }, context) {
    const { cadreId } = input;
    const applicant = campaign.applicants.get(cadreId);
    const { postId = null, decisionId = null } = applicant?.proposal ?? {};
    const barred = yield* sanctionJudgement(campaign, [cadreId], context);
    const own = [
      ...noticeObstacles(campaign, applicant, input.documentIssuedOn, context),
      ...about('WonOtherKind', applicant?.proposal && postId === null ? [applicant] : []),
      ...barred.refusals,
    ];
    if (applicant === undefined || postId === null) return refuse(own);
    const seat = yield* read(post(postId));
    const isElective = electiveModes.has(seat.attributes?.mode ?? 'APPOINTED');
    const order = orderOf(campaign, applicant, input, context);
    const appointing = yield* appoint(
      { ...order, postId, decisionId, lawfulRoute: isElective ? 'ELECTION' : 'ORDINARY' },
      context,
      campaign.rules,
    );
    if (applicant.end !== null && appointing.stands !== null) return accept();
    const refusals = appointing.stands === null ? [...own, ...appointing.refusals] : own;
    if (refusals.length > 0) return refuse(refusals);
    const months = numberOf(campaign.rules, 'P2.PROBATION', 'months');
    const { appointmentId, events } = appointing.stands
      ? { appointmentId: appointing.stands, events: [] }
      : appointing.record();
    const appointed = context.event(campaign.stream, OpenSelectionWinnerAppointed, {
      openSelectionId,
      cadreId,
      itemId: applicant.itemId,
      appointmentId,
      probationEndsOn: isElective ? null : addMonths(firstDay(order.tenureFrom), months),
    });
    return accept([...events, appointed], [...appointing.advisories, ...barred.advisories]);
  },
});

/** Confers a rank: a recorded result, no leading post and no posting. */
export const ConferOpenSelectionRank = campaignCommand({
  name: 'ConferOpenSelectionRank',
  label: { zh: '公开选拔晋升职级', en: 'confer the rank won in an open selection' },
  phases: ['PUBLIC_NOTICE'],
  input: { cadreId: CadreId },
  decide: function* (campaign, input, context) {
    const applicant = campaign.applicants.get(input.cadreId);
    if (applicant?.end === 'RANK_CONFERRED') return accept();
    const item = applicant && campaign.items.get(applicant.itemId);
    const barred = yield* sanctionJudgement(campaign, [input.cadreId], context);
    const refusals = [
      ...noticeObstacles(campaign, applicant, null, context),
      ...about('WonOtherKind', applicant && item?.kind !== 'RANK' ? [applicant] : []),
      ...barred.refusals,
    ];
    if (refusals.length > 0 || applicant === undefined) return refuse(refusals);
    const data = { ...input, itemId: applicant.itemId };
    return accept(
      [context.event(campaign.stream, OpenSelectionRankConferred, data)],
      barred.advisories,
    );
  },
});

/** Concludes a campaign in which everybody has come to an end and every finalist has an answer. */
export const ConcludeOpenSelection = campaignCommand({
  name: 'ConcludeOpenSelection',
  label: { zh: '结束公开选拔', en: 'conclude an open selection' },
  phases: [
    'ANNOUNCED',
    'REGISTRATION_CLOSED',
    'WRITTEN_EXAM',
    'INTERVIEW',
    'INSPECTION',
    'DECISION',
    'PUBLIC_NOTICE',
  ],
  input: {},
  decide: (campaign, { openSelectionId }, context) => {
    const again = stepAgain(campaign, 'CONCLUDED', context);
    if (again !== null) return again;
    const applicants = [...campaign.applicants.values()];
    const isOver = campaign.phase === 'PUBLIC_NOTICE' || campaign.phase === 'DECISION';
    const refusals = [
      ...obstacles([
        !isOver && liveItems(campaign).length > 0,
        () => finding('ItemsStillOnOffer', { count: liveItems(campaign).length }),
      ]),
      ...about('ApplicantsWithoutEnd', liveApplicants(campaign)),
      ...about('FinalistsWithoutAnswer', applicants.filter(awaitsReserve)),
      ...afterAll(applicants, context),
    ];
    if (refusals.length > 0) return refuse(refusals);
    const ends = liveItems(campaign).map(({ itemId, postCount }) => {
      const won = applicants.filter((one) => one.itemId === itemId && hasWon(one)).length;
      return context.event(campaign.stream, OfferedItemConcluded, {
        openSelectionId,
        itemId,
        outcome: won === postCount ? 'FILLED' : 'UNFILLED',
        filledCount: won,
      });
    });
    return accept([
      ...ends,
      context.event(campaign.stream, OpenSelectionConcluded, { openSelectionId }),
    ]);
  },
});

/** That somebody is not on public notice, or the notice still runs. */
function noticeObstacles(
  campaign: Campaign,
  applicant: Applicant | undefined,
  documentIssuedOn: CivilDate | null,
  context: Context,
): Finding[] {
  const endsOn = campaign.noticeEndsOn;
  const day = documentIssuedOn ?? firstDay(context.effectiveOn);
  const first = day < firstDay(context.effectiveOn) ? day : firstDay(context.effectiveOn);
  const params = { endsOn: endsOn ?? '', earliest: endsOn === null ? '' : addDays(endsOn, 1) };
  return [
    ...applicantObstacles(applicant, context),
    ...about('NotProposed', applicant && applicant.proposal === null ? [applicant] : []),
    ...obstacles([
      endsOn !== null && first <= endsOn,
      () =>
        finding('NoticeStillRunning', params, {
          rule: 'P2.PUBLIC_NOTICE',
          ...citing(campaign.steps.PUBLIC_NOTICE),
        }),
    ]),
  ];
}

/** The appointment as the campaign decided it; its public notice is judged by the campaign itself. */
function orderOf(
  campaign: Campaign,
  { cadreId }: Applicant,
  input: {
    readonly staffing: Staffing;
    readonly documentIssuedOn: CivilDate | null;
    readonly tenureFrom: PartialDate | null;
  },
  context: Context,
) {
  // A decision is only recorded with the day it was taken.
  const decidedOn = firstDay(campaign.steps.DECISION?.on ?? context.effectiveOn);
  return {
    cadreId,
    staffing: input.staffing,
    documentIssuedOn: input.documentIssuedOn,
    tenureFrom: input.tenureFrom ?? context.effectiveOn,
    decidedOn,
    kind: 'MAIN' as const,
    role: null,
    channel: 'OPEN_SELECTION' as const,
    caseId: null,
    noticeStartsOn: null,
  };
}
