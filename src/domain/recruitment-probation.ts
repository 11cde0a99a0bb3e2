/** 试用期: confirmed when it is over, or the appointment is cancelled. */
import { z } from 'zod';
import { lastDay } from '../../events/dates.ts';
import type { Finding } from '../../events/define.ts';
import {
  RecruitmentProbationFailed,
  RecruitmentProbationPassed,
} from '../../events/recruitment.ts';
import { RecruitmentProbationVoided } from '../../events/recruitment-correction.ts';
import { CadreId, RecruitmentId } from '../../events/values.ts';
import { inOrder } from './chronology.ts';
import {
  accept,
  type Context,
  citing,
  defineCommand,
  defineCorrection,
  finding,
  obstacles,
  read,
  refuse,
} from './command.ts';
import { leave, leftOrganization, leftSeat } from './leaving.ts';
import { cadreStream, postings } from './people.ts';
import { hires } from './recruitment-hires.ts';
import { recruitment } from './recruitment-state.ts';

const input = z.strictObject({ recruitmentId: RecruitmentId, cadreId: CadreId });
type Named = z.output<typeof input>;

/** 试用期满合格 */
export const ConfirmRecruitmentProbation = defineCommand({
  name: 'ConfirmRecruitmentProbation',
  label: { zh: '试用期满合格', en: 'Confirm after probation' },
  input,
  decide: function* (named, context) {
    const { hire, data, refusals } = yield* judged(named, context);
    if (hire?.outcome?.passed === true) return accept();
    const until = hire?.probationEndsOn ?? null;
    refusals.push(
      ...obstacles([
        until !== null && lastDay(context.effectiveOn) < until,
        () => finding('ProbationStillRuns', { until: until ?? '' }, citing(hire)),
      ]),
    );
    if (refusals.length > 0 || data === null) return refuse(refusals);
    return accept([context.event(cadreStream(named.cadreId), RecruitmentProbationPassed, data)]);
  },
});

/** 试用不合格,取消录用: the posting it began ends, unless it ended before. */
export const CancelRecruitmentAppointment = defineCommand({
  name: 'CancelRecruitmentAppointment',
  label: { zh: '取消录用', en: 'Cancel an appointment after failed probation' },
  input,
  decide: function* (named, context) {
    const { hire, data, refusals } = yield* judged(named, context);
    if (hire?.outcome?.passed === false) return accept();
    if (refusals.length > 0 || data === null) return refuse(refusals);
    const { cadreId } = named;
    const failed = context.event(cadreStream(cadreId), RecruitmentProbationFailed, data);
    const held = yield* read(postings(cadreId));
    const posting = held.postings.find(
      ({ basedOn, end }) => basedOn === data.appointmentId && end === null,
    );
    if (posting === undefined) return accept([failed]);
    const seat = yield* read(leftSeat(posting));
    const unit = yield* read(leftOrganization(posting, seat));
    const { effectiveOn } = context;
    return accept([
      failed,
      ...leave(context, cadreId, posting, effectiveOn, 'REVOKED', seat, unit),
    ]);
  },
});

/** 撤销试用期结论: a posting that ended with a failed probation stays ended until that is voided. */
export const VoidRecruitmentProbation = defineCorrection({
  name: 'VoidRecruitmentProbation',
  label: { zh: '撤销试用期结论', en: 'Void the outcome of a probation' },
  input,
  decide: function* ({ recruitmentId, cadreId }, context) {
    const { planned } = yield* read(recruitment(recruitmentId));
    if (planned?.county !== context.county) return refuse([finding('RecruitmentUnknown')]);
    const hire = (yield* read(hires(cadreId))).find((one) => one.recruitmentId === recruitmentId);
    if (hire === undefined) return refuse([finding('ApplicantNotAppointed')]);
    const { outcome, eventId: appointmentId } = hire;
    if (hire.outcomeVoided) return accept();
    if (outcome === null) return refuse([finding('ProbationNotJudged', {}, citing(hire))]);
    const held = yield* read(postings(cadreId));
    const ended = held.postings.find(
      ({ basedOn, end }) => basedOn === appointmentId && end?.reason === 'REVOKED',
    );
    const data = { recruitmentId, cadreId, appointmentId, eventId: outcome.eventId };
    return accept(
      [context.event(cadreStream(cadreId), RecruitmentProbationVoided, data)],
      obstacles([
        !outcome.passed && ended !== undefined,
        () => finding('ProbationPostingStaysEnded', {}, citing(ended?.end)),
      ]),
    );
  },
});

function* judged({ recruitmentId, cadreId }: Named, context: Context) {
  const state = yield* read(recruitment(recruitmentId));
  const applicant = state.applicants.get(cadreId);
  const hire = (yield* read(hires(cadreId))).find((one) => one.recruitmentId === recruitmentId);
  const refusals: Finding[] = obstacles(
    [state.planned?.county !== context.county, () => finding('RecruitmentUnknown')],
    [hire === undefined, () => finding('ApplicantNotAppointed')],
    [hire !== undefined && hire.probationEndsOn === null, () => finding('NoProbation')],
    [
      hire !== undefined && hire.outcome !== null,
      () => finding('ProbationJudgedBefore', {}, citing(hire?.outcome)),
    ],
    inOrder(context.effectiveOn, hire),
  );
  const data =
    hire === undefined || applicant === undefined
      ? null
      : {
          recruitmentId,
          positionId: applicant.positionId,
          cadreId,
          appointmentId: hire.eventId,
        };
  return { hire, data, refusals };
}
