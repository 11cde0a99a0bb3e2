/** 成绩登记: scores of the written exam and the interview, and their correction. */
import { z } from 'zod';
import type { OpenSelectionPhase } from '../../events/open-selection.ts';
import {
  ApplicationScoreCorrected,
  ApplicationScored,
  Score,
  SelectionExam,
} from '../../events/open-selection-application.ts';
import { CadreId } from '../../events/values.ts';
import { accept, citing, finding, obstacles, refuse } from './command.ts';
import type { Applicant, Scored } from './open-selection-applicant.ts';
import {
  about,
  afterAll,
  type Campaign,
  campaignCommand,
  campaignCorrection,
  listObstacles,
} from './open-selection-campaign.ts';
import { listMax } from './open-selection-registration.ts';

const phaseOf = { WRITTEN: 'WRITTEN_EXAM', INTERVIEW: 'INTERVIEW' } as const;
const examPhases: readonly OpenSelectionPhase[] = ['WRITTEN_EXAM', 'INTERVIEW'];
const takers = { WRITTEN: 'QUALIFIED', INTERVIEW: 'SHORTLISTED' } as const;

/** Records scores of one exam; a score of null means that the applicant was absent. */
export const RecordExamScores = campaignCommand({
  name: 'RecordExamScores',
  label: { zh: '登记考试成绩', en: 'record exam scores' },
  phases: examPhases,
  input: {
    exam: SelectionExam,
    scores: z
      .array(z.strictObject({ cadreId: CadreId, score: Score.nullable() }))
      .min(1)
      .max(listMax),
  },
  decide: (campaign, { openSelectionId, exam, scores }, context) => {
    const of = (cadreId: CadreId) => campaign.applicants.get(cadreId);
    const scored = scores.flatMap(({ cadreId, score }) => {
      const applicant = of(cadreId);
      const before = applicant ? scoreOf(applicant, exam) : null;
      return applicant && before ? [{ applicant, isSame: isScore(before, score) }] : [];
    });
    const open = scores.filter(({ cadreId }) => {
      const applicant = of(cadreId);
      return applicant !== undefined && scoreOf(applicant, exam) === null;
    });
    const applicants = open.flatMap(({ cadreId }) => of(cadreId) ?? []);
    const live = applicants.filter(({ end }) => end === null);
    const refusals = [
      ...(open.length > 0 ? otherExam(campaign, exam) : []),
      ...listObstacles(
        campaign,
        scores.map(({ cadreId }) => cadreId),
      ),
      ...about(
        'ScoredOtherwise',
        scored.filter(({ isSame }) => !isSame).map(({ applicant }) => applicant),
      ),
      ...about(
        'ApplicationsEnded',
        applicants.filter(({ end }) => end !== null),
      ),
      ...about(
        'NotAdmittedToExam',
        live.filter(({ stage }) => stage !== takers[exam]),
      ),
      ...afterAll(live, context),
    ];
    if (refusals.length > 0) return refuse(refusals);
    return accept(
      open.map(({ cadreId, score }) =>
        context.event(
          campaign.stream,
          ApplicationScored,
          { openSelectionId, cadreId, exam, absent: score === null },
          { personal: { score } },
        ),
      ),
    );
  },
});

/** Corrects a score until the ranking that uses it. */
export const CorrectExamScore = campaignCorrection({
  name: 'CorrectExamScore',
  label: { zh: '更正考试成绩', en: 'correct an exam score' },
  phases: examPhases,
  input: { exam: SelectionExam, cadreId: CadreId, score: Score.nullable() },
  decide: (campaign, { openSelectionId, exam, cadreId, score }, context) => {
    const applicant = campaign.applicants.get(cadreId);
    const before = applicant ? scoreOf(applicant, exam) : null;
    if (!applicant || !before) return refuse([finding('ApplicationNotScored')]);
    if (isScore(before, score)) return accept();
    const item = campaign.items.get(applicant.itemId);
    const used = exam === 'WRITTEN' ? item?.shortlisted : item?.objectsNamed;
    const refusals = obstacles([used != null, () => finding('ScoreAlreadyUsed', {}, citing(used))]);
    if (refusals.length > 0) return refuse(refusals);
    const absent = score === null;
    return accept([
      context.event(
        campaign.stream,
        ApplicationScoreCorrected,
        { openSelectionId, cadreId, eventId: before.eventId, exam, absent },
        { personal: { was: before.score, is: score } },
      ),
    ]);
  },
});

export const scoreOf = (applicant: Applicant, exam: SelectionExam): Scored | null =>
  exam === 'WRITTEN' ? applicant.written : applicant.interview;

/** A score erased equals none: it cannot be told whether it was the same. */
const isScore = (before: Scored, score: number | null) =>
  before.absent === (score === null) && before.score === score;

function otherExam(campaign: Campaign, exam: SelectionExam) {
  return obstacles([
    examPhases.includes(campaign.phase) && campaign.phase !== phaseOf[exam],
    () => finding('OtherExamRuns', { exam }),
  ]);
}
