/** 考试、体检、考察: recorded for lists of applicants, each step in its turn. */
import { z } from 'zod';
import {
  RecruitmentCheckStep,
  type RecruitmentEndState,
  RecruitmentExamStep,
} from '../../events/code-tables.ts';
import {
  RecruitmentApplicantConcluded,
  RecruitmentChecked,
  RecruitmentScored,
} from '../../events/recruitment.ts';
import { CadreId, RecruitmentId } from '../../events/values.ts';
import { accept, type Context, defineCommand, type NewEvent, refuse } from './command.ts';
import { byPosition, type Outcome, type Todo, take } from './recruitment-results.ts';
import { type Applicant, type RecruitmentState, recruitmentStream } from './recruitment-state.ts';
import { type Check, judge } from './rules/judge.ts';
import { numberOf, type Rules } from './rules/rule-set.ts';

const applicantsMax = 200;
const named = <S extends z.ZodType<{ readonly cadreId: CadreId }>>(result: S) =>
  z
    .array(result)
    .min(1)
    .max(applicantsMax)
    .refine((all) => new Set(all.map(({ cadreId }) => cadreId)).size === all.length, {
      error: 'names somebody twice',
    });

/** 笔试、面试成绩; `passed` says who goes on to the next step. */
export const RecordRecruitmentScores = defineCommand({
  name: 'RecordRecruitmentScores',
  label: { zh: '登记招录考试成绩', en: 'Record exam scores' },
  input: z.strictObject({
    recruitmentId: RecruitmentId,
    step: RecruitmentExamStep,
    results: named(
      z.strictObject({
        cadreId: CadreId,
        score: z.number().min(0).max(1000),
        passed: z.boolean(),
      }),
    ),
  }),
  decide: function* ({ recruitmentId, step, results }, context) {
    const { state, rules, refusals, todo } = yield* take(recruitmentId, step, results, context);
    if (rules === null) return refuse(refusals);
    const judged = judge(
      rules,
      step === 'WRITTEN' ? [...orderChecks(todo), ...ratioChecks(state, todo, rules)] : [],
    );
    refusals.push(...judged.refusals);
    if (refusals.length > 0) return refuse(refusals);
    const stream = recruitmentStream(recruitmentId);
    const events = todo.flatMap(({ applicant, result: { cadreId, score, passed } }) => {
      const { positionId } = applicant;
      const data = { recruitmentId, positionId, cadreId, step, passed };
      const scored = context.event(stream, RecruitmentScored, data, { personal: { score } });
      return passed ? [scored] : [scored, ended(recruitmentId, applicant, 'FAILED_EXAM', context)];
    });
    return accept(events, judged.advisories);
  },
});

/** 体检、考察结果; an objection upheld during publicity is a failed inspection. */
export const RecordRecruitmentChecks = defineCommand({
  name: 'RecordRecruitmentChecks',
  label: { zh: '登记体检(考察)结果', en: 'Record physical examinations or inspections' },
  input: z.strictObject({
    recruitmentId: RecruitmentId,
    step: RecruitmentCheckStep,
    results: named(z.strictObject({ cadreId: CadreId, passed: z.boolean() })),
  }),
  decide: function* ({ recruitmentId, step, results }, context) {
    const { refusals, todo } = yield* take(recruitmentId, step, results, context);
    if (refusals.length > 0) return refuse(refusals);
    const failed = step === 'PHYSICAL' ? 'FAILED_PHYSICAL' : 'FAILED_INSPECTION';
    const stream = recruitmentStream(recruitmentId);
    return accept(
      todo.flatMap(({ applicant, result: { cadreId, passed } }) => {
        const { positionId } = applicant;
        const data = { recruitmentId, positionId, cadreId, step, passed };
        const checked = context.event(stream, RecruitmentChecked, data);
        return passed ? [checked] : [checked, ended(recruitmentId, applicant, failed, context)];
      }),
    );
  },
});

/** Nobody is passed over who scored as much as somebody who goes on. */
function orderChecks(
  todo: readonly Todo<{ readonly score: number; readonly passed: boolean }>[],
): Check[] {
  return byPosition(todo).map(([, results]) => {
    const scores = (passed: boolean) =>
      results.filter(({ result }) => result.passed === passed).map(({ result }) => result.score);
    const lowest = Math.min(...scores(true));
    const over = results.filter(({ result }) => !result.passed && result.score >= lowest);
    return {
      rule: 'P4.SCORE_ORDER',
      broken: over.length > 0,
      code: 'HigherScorePassedOver',
      params: { count: over.length },
      evidence: over.map(({ applicant }) => applicant.registered.eventId),
    };
  });
}

function ratioChecks(
  state: RecruitmentState,
  todo: readonly Todo<Outcome>[],
  rules: Rules,
): Check[] {
  const ratioMax = numberOf(rules, 'P4.INTERVIEW_RATIO', 'ratioMax');
  return byPosition(todo).map(([positionId, results]) => {
    const before = [...state.applicants.values()].filter(
      (one) => one.positionId === positionId && one.results.WRITTEN?.passed === true,
    ).length;
    const count = before + results.filter(({ result }) => result.passed).length;
    const headcount = state.positions.get(positionId)?.terms.headcount ?? 0;
    return {
      rule: 'P4.INTERVIEW_RATIO',
      broken: count > headcount * ratioMax,
      code: 'InterviewedManyForOne',
      params: { count, headcount, ratioMax },
    };
  });
}

function ended(
  recruitmentId: RecruitmentId,
  { positionId, cadreId }: Applicant,
  endState: RecruitmentEndState,
  context: Context,
): NewEvent {
  return context.event(recruitmentStream(recruitmentId), RecruitmentApplicantConcluded, {
    recruitmentId,
    positionId,
    cadreId,
    endState,
    appointmentId: null,
  });
}
