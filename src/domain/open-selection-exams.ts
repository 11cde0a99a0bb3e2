/** 笔试与面试: when they begin, and who goes on by their scores. The weights and ratios are those the campaign pinned. */
import {
  OpenSelectionInspectionBegun,
  OpenSelectionInterviewBegun,
  OpenSelectionWrittenExamBegun,
} from '../../events/open-selection.ts';
import {
  ApplicationsShortlisted,
  InspectionObjectsNamed,
  type SelectionExam,
} from '../../events/open-selection-application.ts';
import { OfferedItemId } from '../../events/values.ts';
import { accept, type Context, citing, finding, obstacles, refuse } from './command.ts';
import type { Applicant, Scored } from './open-selection-applicant.ts';
import {
  about,
  afterAll,
  type Campaign,
  campaignCommand,
  itemObstacles,
  liveApplicants,
  liveItems,
  stepAgain,
} from './open-selection-campaign.ts';
import { qualifiedShortfall } from './open-selection-eligibility.ts';
import type { OfferedItem } from './open-selection-item.ts';
import { hundredths, placings } from './open-selection-ranking.ts';
import { unscreened } from './open-selection-registration.ts';
import { scoreOf } from './open-selection-scores.ts';
import { judge } from './rules/judge.ts';
import { numberOf } from './rules/rule-set.ts';

/** Begins the written exam: everybody is screened, and each item has enough applicants or a waiver. */
export const BeginWrittenExam = campaignCommand({
  name: 'BeginWrittenExam',
  label: { zh: '组织笔试', en: 'begin the written exam of an open selection' },
  phases: ['REGISTRATION_CLOSED'],
  input: {},
  decide: (campaign, input, context) => {
    const again = stepAgain(campaign, 'WRITTEN_EXAM', context);
    if (again !== null) return again;
    const judged = judge(
      campaign.rules,
      liveItems(campaign).map((item) => {
        const shortfall = item.waived === null ? qualifiedShortfall(campaign, item) : null;
        return {
          rule: 'P2.APPLICANT_RATIO',
          broken: shortfall !== null,
          code: 'TooFewApplicants',
          params: { item: item.title, ...shortfall },
          evidence: [item.added.eventId],
        };
      }),
    );
    const refusals = [
      ...nothingLeft(campaign),
      ...about('ApplicationsUnscreened', unscreened(liveApplicants(campaign))),
      ...judged.refusals,
    ];
    if (refusals.length > 0) return refuse(refusals);
    return accept(
      [context.event(campaign.stream, OpenSelectionWrittenExamBegun, input)],
      judged.advisories,
    );
  },
});

/** Ranks an item's applicants by written score; so many per post go on, ties at the last place too. */
export const ShortlistApplications = campaignCommand({
  name: 'ShortlistApplications',
  label: { zh: '确定面试人选', en: 'shortlist the applicants of an item' },
  phases: ['WRITTEN_EXAM'],
  input: { itemId: OfferedItemId },
  decide: (campaign, input, context) => {
    const item = campaign.items.get(input.itemId);
    if (item?.shortlisted) return accept();
    const applicants = liveApplicants(campaign, input.itemId);
    const refusals = rankingObstacles(campaign, input.itemId, applicants, ['WRITTEN'], context);
    if (refusals.length > 0 || item === undefined) return refuse(refusals);
    const contenders = applicants.map(({ cadreId, written }) => ({
      cadreId,
      points: written?.score == null ? null : hundredths(written.score),
    }));
    const seats = numberOf(campaign.rules, 'P2.INTERVIEW_RATIO', 'ratio') * item.postCount;
    return accept([
      context.event(campaign.stream, ApplicationsShortlisted, {
        ...input,
        placings: placings(contenders, seats),
      }),
    ]);
  },
});

export const BeginInterview = campaignCommand({
  name: 'BeginInterview',
  label: { zh: '组织面试', en: 'begin the interviews of an open selection' },
  phases: ['WRITTEN_EXAM'],
  input: {},
  decide: (campaign, input, context) => {
    const again = stepAgain(campaign, 'INTERVIEW', context);
    if (again !== null) return again;
    const refusals = [
      ...nothingLeft(campaign),
      ...unranked(liveItems(campaign).filter(({ shortlisted }) => shortlisted === null)),
    ];
    if (refusals.length > 0) return refuse(refusals);
    return accept([context.event(campaign.stream, OpenSelectionInterviewBegun, input)]);
  },
});

/** Ranks those interviewed for an item by weighted total; so many per post are inspected. */
export const NameInspectionObjects = campaignCommand({
  name: 'NameInspectionObjects',
  label: { zh: '确定考察对象', en: 'name the inspection objects of an item' },
  phases: ['INTERVIEW'],
  input: { itemId: OfferedItemId },
  decide: (campaign, input, context) => {
    const item = campaign.items.get(input.itemId);
    if (item?.objectsNamed) return accept();
    const applicants = liveApplicants(campaign, input.itemId);
    const exams = ['WRITTEN', 'INTERVIEW'] as const;
    const refusals = rankingObstacles(campaign, input.itemId, applicants, exams, context);
    if (refusals.length > 0 || item === undefined) return refuse(refusals);
    const weight = (param: string) => numberOf(campaign.rules, 'P2.SCORE_WEIGHTS', param);
    const [ofWritten, ofInterview] = [weight('writtenPercent'), weight('interviewPercent')];
    const contenders = applicants.map(({ cadreId, written, interview }) => ({
      cadreId,
      points:
        written?.score == null || interview?.score == null
          ? null
          : ofWritten * hundredths(written.score) + ofInterview * hundredths(interview.score),
    }));
    const seats = numberOf(campaign.rules, 'P2.INSPECTION_RATIO', 'ratio') * item.postCount;
    return accept([
      context.event(campaign.stream, InspectionObjectsNamed, {
        ...input,
        placings: placings(contenders, seats),
      }),
    ]);
  },
});

export const BeginInspection = campaignCommand({
  name: 'BeginInspection',
  label: { zh: '组织考察', en: 'begin the inspection of an open selection' },
  phases: ['INTERVIEW'],
  input: {},
  decide: (campaign, input, context) => {
    const again = stepAgain(campaign, 'INSPECTION', context);
    if (again !== null) return again;
    const refusals = [
      ...nothingLeft(campaign),
      ...unranked(liveItems(campaign).filter(({ objectsNamed }) => objectsNamed === null)),
    ];
    if (refusals.length > 0) return refuse(refusals);
    return accept([context.event(campaign.stream, OpenSelectionInspectionBegun, input)]);
  },
});

function nothingLeft(campaign: Campaign) {
  return obstacles([liveItems(campaign).length === 0, () => finding('NoItemLeft')]);
}

function unranked(items: readonly OfferedItem[]) {
  const { evidence } = citing(...items.map(({ added }) => added));
  return obstacles([
    items.length > 0,
    () => finding('ItemsNotRanked', { count: items.length }, { evidence }),
  ]);
}

function rankingObstacles(
  campaign: Campaign,
  itemId: OfferedItemId,
  applicants: readonly Applicant[],
  exams: readonly SelectionExam[],
  context: Context,
) {
  const lacking = (test: (score: Scored | null) => boolean) =>
    applicants.filter((applicant) => exams.some((exam) => test(scoreOf(applicant, exam))));
  return [
    ...itemObstacles(campaign, itemId),
    ...about(
      'ScoresMissing',
      lacking((score) => score === null),
    ),
    ...about(
      'ScoresErased',
      lacking((score) => score !== null && !score.absent && score.score === null),
    ),
    ...afterAll(applicants, context),
  ];
}
