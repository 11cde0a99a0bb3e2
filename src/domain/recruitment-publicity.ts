/** 拟录用(聘用)公示: who is to be recruited is made public before anybody is. */
import { z } from 'zod';
import type { Finding } from '../../events/define.ts';
import { RecruitmentPublicized } from '../../events/recruitment.ts';
import { CadreId, RecruitmentId } from '../../events/values.ts';
import { inOrder } from './chronology.ts';
import { accept, defineCommand, finding, obstacles, read, refuse } from './command.ts';
import { about, byPosition, pinned } from './recruitment-results.ts';
import {
  type Applicant,
  latestStep,
  nextStep,
  type Position,
  type RecruitmentState,
  recruitment,
  recruitmentStream,
  running,
  stepsOf,
} from './recruitment-state.ts';
import type { Rules } from './rules/rule-set.ts';

const applicantsMax = 200;

/** 拟录用(聘用)公示: those who passed every step, no more than there are places. */
export const PublicizeRecruits = defineCommand({
  name: 'PublicizeRecruits',
  label: { zh: '公示拟录用人员', en: 'Publicize intended recruits' },
  input: z.strictObject({
    recruitmentId: RecruitmentId,
    cadreIds: z.array(CadreId).min(1).max(applicantsMax),
  }),
  decide: function* ({ recruitmentId, cadreIds }, context) {
    const state = yield* read(recruitment(recruitmentId));
    const rules = yield* pinned(state, context);
    const all = [...new Set(cadreIds)].map((id) => state.applicants.get(id));
    const there = all.filter((one) => one !== undefined);
    const todo = there.filter(({ publicized }) => publicized?.on !== context.effectiveOn);
    if (rules !== null && todo.length === 0 && there.length === all.length) return accept();
    const positionOf = ({ positionId }: Applicant) => state.positions.get(positionId) as Position;
    const refusals = [
      ...running(state, context),
      ...obstacles([there.length < all.length, () => finding('ApplicantUnknown')]),
      ...about(
        'ApplicantsEnded',
        todo.filter(({ end }) => end !== null),
      ),
      ...about(
        'ApplicantPublicizedBefore',
        todo.filter(({ publicized }) => publicized !== null),
      ),
      ...about(
        'StepsNotPassed',
        todo.filter((one) => rules !== null && !passedAll(one, positionOf(one), rules)),
      ),
      ...obstacles(...todo.map((one) => inOrder(context.effectiveOn, latestStep(one)))),
      ...crowded(state, todo),
    ];
    if (refusals.length > 0) return refuse(refusals);
    return accept([
      context.event(recruitmentStream(recruitmentId), RecruitmentPublicized, {
        recruitmentId,
        cadreIds: todo.map(({ cadreId }) => cadreId),
      }),
    ]);
  },
});

function passedAll(applicant: Applicant, position: Position, rules: Rules): boolean {
  return applicant.qualified !== null && nextStep(applicant, stepsOf(position, rules)) === null;
}

/** More are to be recruited for a position than it has places. */
function crowded(state: RecruitmentState, more: readonly Applicant[]): Finding[] {
  return byPosition(more.map((applicant) => ({ applicant }))).flatMap(([positionId, those]) => {
    const headcount = state.positions.get(positionId)?.terms.headcount ?? 0;
    const chosen = [...state.applicants.values()].filter(
      (one) =>
        one.positionId === positionId &&
        one.publicized !== null &&
        (one.end === null || one.end.endState === 'APPOINTED') &&
        !those.some(({ applicant }) => applicant.cadreId === one.cadreId),
    ).length;
    return obstacles([
      chosen + those.length > headcount,
      () => finding('HeadcountExceeded', { headcount }),
    ]);
  });
}
