/** 考察: what the inspection team found of each object, and its correction until the decision. */
import { z } from 'zod';
import {
  ApplicantInspected,
  ApplicantInspectionCorrected,
} from '../../events/open-selection-inspection.ts';
import { CadreId, Count } from '../../events/values.ts';
import { accept, citing, finding, obstacles, refuse } from './command.ts';
import type { Applicant } from './open-selection-applicant.ts';
import {
  about,
  applicantObstacles,
  type Campaign,
  campaignCommand,
  campaignCorrection,
} from './open-selection-campaign.ts';
import { type Judgement, judge } from './rules/judge.ts';
import { numberOf } from './rules/rule-set.ts';

const inspection = { cadreId: CadreId, fit: z.boolean(), teamSize: Count };
type Found = { readonly fit: boolean; readonly teamSize: number };

/** Records what the inspection team found. */
export const RecordApplicantInspection = campaignCommand({
  name: 'RecordApplicantInspection',
  label: { zh: '登记考察结论', en: 'record the inspection of an applicant' },
  phases: ['INSPECTION'],
  input: inspection,
  decide: (campaign, input, context) => {
    const applicant = campaign.applicants.get(input.cadreId);
    const before = applicant?.inspection;
    if (before && isSame(before, input)) return accept();
    const judged = judgeTeam(campaign, input.teamSize);
    const refusals = [
      ...applicantObstacles(applicant, context),
      ...about('NotInspectionObjects', notObjects(applicant ? [applicant] : [])),
      ...about('InspectedOtherwise', applicant && before ? [applicant] : []),
      ...judged.refusals,
    ];
    if (refusals.length > 0) return refuse(refusals);
    return accept([context.event(campaign.stream, ApplicantInspected, input)], judged.advisories);
  },
});

/** Corrects an inspection until the decision rests on it: whoever is proposed, or passed over. */
export const CorrectApplicantInspection = campaignCorrection({
  name: 'CorrectApplicantInspection',
  label: { zh: '更正考察结论', en: 'correct the inspection of an applicant' },
  phases: ['INSPECTION', 'DECISION', 'PUBLIC_NOTICE'],
  input: inspection,
  decide: (campaign, { openSelectionId, cadreId, fit, teamSize }, context) => {
    const applicant = campaign.applicants.get(cadreId);
    const before = applicant?.inspection;
    if (!applicant || !before) return refuse([finding('ApplicationNotInspected')]);
    const is = { fit, teamSize };
    if (isSame(before, is)) return accept();
    const judged = judgeTeam(campaign, teamSize);
    const decision = campaign.steps.DECISION;
    const refusals = [
      ...obstacles([
        isDecidedOn(applicant),
        () => finding('InspectionAlreadyUsed', {}, citing(decision)),
      ]),
      ...judged.refusals,
    ];
    if (refusals.length > 0) return refuse(refusals);
    const was = { fit: before.fit, teamSize: before.teamSize };
    const data = { openSelectionId, cadreId, eventId: before.eventId, was, is };
    return accept(
      [context.event(campaign.stream, ApplicantInspectionCorrected, data)],
      judged.advisories,
    );
  },
});

export const notObjects = (applicants: readonly Applicant[]) =>
  applicants.filter(({ stage, end }) => end === null && stage !== 'INSPECTION_OBJECT');

/** Whoever was inspected ends as a finalist not selected by the decision only. */
const isDecidedOn = ({ proposal, end }: Applicant) =>
  proposal !== null || end === 'FINALIST_NOT_SELECTED';

const isSame = (before: Found, { fit, teamSize }: Found) =>
  before.fit === fit && before.teamSize === teamSize;

function judgeTeam({ rules }: Campaign, members: number): Judgement {
  const membersMin = numberOf(rules, 'P2.INSPECTION_TEAM', 'membersMin');
  return judge(rules, [
    {
      rule: 'P2.INSPECTION_TEAM',
      broken: members < membersMin,
      code: 'InspectionTeamTooSmall',
      params: { members, membersMin },
    },
  ]);
}
