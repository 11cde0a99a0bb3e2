/** Results as they come in for a list of applicants: which are new, and what forbids recording them. */
import type { RecruitmentStep } from '../../events/code-tables.ts';
import type { Finding } from '../../events/define.ts';
import type { CadreId, RecruitmentId, RecruitmentPositionId } from '../../events/values.ts';
import { inOrder } from './chronology.ts';
import { type Context, finding, obstacles, type Reading, read } from './command.ts';
import {
  type Applicant,
  latestStep,
  nextStep,
  type Position,
  type RecruitmentState,
  recruitment,
  running,
  stepsOf,
} from './recruitment-state.ts';
import { type Rules, ruleSet, rulesAt } from './rules/rule-set.ts';

export type Outcome = {
  readonly cadreId: CadreId;
  readonly passed: boolean;
  readonly score?: number;
};
export type Todo<R> = { readonly applicant: Applicant; readonly result: R };

/** The results that are new, and what forbids recording them. */
export function* take<R extends Outcome>(
  recruitmentId: RecruitmentId,
  step: RecruitmentStep,
  results: readonly R[],
  context: Context,
): Reading<{
  state: RecruitmentState;
  rules: Rules | null;
  refusals: Finding[];
  todo: readonly Todo<R>[];
}> {
  const state = yield* read(recruitment(recruitmentId));
  const rules = yield* pinned(state, context);
  const refusals = running(state, context);
  if (rules === null) return { state, rules, refusals, todo: [] };
  const known = results.flatMap((result) => {
    const applicant = state.applicants.get(result.cadreId);
    return applicant === undefined ? [] : [{ applicant, result }];
  });
  const todo = known.filter(({ applicant, result }) => !sameAs(applicant.results[step], result));
  const those = (holds: (one: Todo<R>) => boolean) =>
    todo.filter(holds).map(({ applicant }) => applicant);
  const upheld = ({ applicant, result }: Todo<R>) =>
    step === 'INSPECTION' && !result.passed && applicant.publicized !== null;
  refusals.push(
    ...obstacles([known.length < results.length, () => finding('ApplicantUnknown')]),
    ...about(
      'ApplicantsEnded',
      those(({ applicant }) => applicant.end !== null),
    ),
    ...about(
      'ApplicantNotQualified',
      those(({ applicant }) => applicant.end === null && applicant.qualified === null),
    ),
    ...about(
      'StepOutOfTurn',
      those((one) => {
        const position = state.positions.get(one.applicant.positionId) as Position;
        const { end, qualified } = one.applicant;
        if (end !== null || qualified === null || upheld(one)) return false;
        return nextStep(one.applicant, stepsOf(position, rules)) !== step;
      }),
      { step },
    ),
    ...obstacles(...todo.map((one) => inOrder(context.effectiveOn, latestStep(one.applicant)))),
  );
  return { state, rules, refusals, todo };
}

export function* pinned(state: RecruitmentState, context: Context): Reading<Rules | null> {
  const issued = yield* read(ruleSet(context.county));
  return state.planned?.county === context.county
    ? rulesAt(issued, state.planned.ruleSetVersion)
    : null;
}

function sameAs(before: Applicant['results'][RecruitmentStep], result: Outcome): boolean {
  return before?.passed === result.passed && before.score === (result.score ?? null);
}

/** One finding for all it is about; the registrations are the evidence. */
export function about(
  code: string,
  applicants: readonly Applicant[],
  params: Finding['params'] = {},
): Finding[] {
  const evidence = applicants.map(({ registered }) => registered.eventId);
  return obstacles([
    evidence.length > 0,
    () => finding(code, { count: evidence.length, ...params }, { evidence }),
  ]);
}

/** What concerns one position each. */
export function byPosition<T extends { readonly applicant: Applicant }>(
  todo: readonly T[],
): [RecruitmentPositionId, T[]][] {
  return [...Map.groupBy(todo, ({ applicant }) => applicant.positionId)];
}
