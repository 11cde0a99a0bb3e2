/** 招录(招聘): planned with its positions, announced, and concluded when every applicant is. */
import { z } from 'zod';
import { RecruitmentAnnounced, RecruitmentConcluded } from '../../events/recruitment.ts';
import { RecruitmentId } from '../../events/values.ts';
import { inOrder } from './chronology.ts';
import {
  accept,
  type CommandDefinition,
  citing,
  defineCommand,
  finding,
  obstacles,
  read,
  refuse,
} from './command.ts';
import {
  QualifyRecruitmentApplicant,
  RegisterRecruitmentApplicant,
  RejectRecruitmentApplicant,
  WithdrawRecruitmentApplicant,
} from './recruitment-applicant.ts';
import { AppointCivilServant, SignInstitutionContract } from './recruitment-appointment.ts';
import {
  VoidRecruitmentAppointment,
  VoidRecruitmentConclusion,
  VoidRecruitmentStep,
} from './recruitment-correction.ts';
import { recruitmentCourseCommands } from './recruitment-course.ts';
import { RecordRecruitmentChecks, RecordRecruitmentScores } from './recruitment-exam.ts';
import { CorrectRecruitmentPosition, PlanRecruitment } from './recruitment-plan.ts';
import {
  CancelRecruitmentAppointment,
  ConfirmRecruitmentProbation,
  VoidRecruitmentProbation,
} from './recruitment-probation.ts';
import { PublicizeRecruits } from './recruitment-publicity.ts';
import { recruitment, recruitmentStream, running } from './recruitment-state.ts';

/** 发布招录公告 */
export const AnnounceRecruitment = defineCommand({
  name: 'AnnounceRecruitment',
  label: { zh: '发布招录公告', en: 'Announce a recruitment' },
  input: z.strictObject({ recruitmentId: RecruitmentId }),
  decide: function* ({ recruitmentId }, context) {
    const state = yield* read(recruitment(recruitmentId));
    const { announced, planned, positions } = state;
    if (announced?.on === context.effectiveOn) return accept();
    const refusals = [
      ...running(state, context),
      ...obstacles(
        [
          announced !== null,
          () =>
            finding('RecruitmentAnnouncedBefore', { on: announced?.on ?? '' }, citing(announced)),
        ],
        inOrder(context.effectiveOn, planned),
      ),
    ];
    if (refusals.length > 0) return refuse(refusals);
    return accept([
      context.event(recruitmentStream(recruitmentId), RecruitmentAnnounced, {
        recruitmentId,
        positionIds: [...positions.keys()],
      }),
    ]);
  },
});

/** 招录结束: every applicant has come to an end state. */
export const ConcludeRecruitment = defineCommand({
  name: 'ConcludeRecruitment',
  label: { zh: '结束招录', en: 'Conclude a recruitment' },
  input: z.strictObject({ recruitmentId: RecruitmentId }),
  decide: function* ({ recruitmentId }, context) {
    const state = yield* read(recruitment(recruitmentId));
    if (state.concluded?.on === context.effectiveOn) return accept();
    const applicants = [...state.applicants.values()];
    const open = applicants.filter(({ end }) => end === null);
    const latest = applicants.find(({ end }) => inOrder(context.effectiveOn, end)[0]);
    const refusals = [
      ...running(state, context),
      ...obstacles(
        [state.announced === null, () => finding('RecruitmentNotAnnounced')],
        inOrder(context.effectiveOn, state.announced),
        inOrder(context.effectiveOn, latest?.end),
        [
          open.length > 0,
          () =>
            finding(
              'ApplicantsWithoutEndState',
              { count: open.length },
              { evidence: open.map(({ registered }) => registered.eventId) },
            ),
        ],
      ),
    ];
    if (refusals.length > 0) return refuse(refusals);
    return accept([
      context.event(recruitmentStream(recruitmentId), RecruitmentConcluded, { recruitmentId }),
    ]);
  },
});

export const recruitmentCommands: readonly CommandDefinition[] = [
  PlanRecruitment,
  CorrectRecruitmentPosition,
  AnnounceRecruitment,
  RegisterRecruitmentApplicant,
  QualifyRecruitmentApplicant,
  RejectRecruitmentApplicant,
  WithdrawRecruitmentApplicant,
  RecordRecruitmentScores,
  RecordRecruitmentChecks,
  PublicizeRecruits,
  AppointCivilServant,
  SignInstitutionContract,
  ConfirmRecruitmentProbation,
  CancelRecruitmentAppointment,
  ConcludeRecruitment,
  VoidRecruitmentAppointment,
  VoidRecruitmentConclusion,
  VoidRecruitmentStep,
  VoidRecruitmentProbation,
  ...recruitmentCourseCommands,
];
