/** 更正招录结果: an appointment or the conclusion was recorded in error, and the recruitment goes on. */
import { z } from 'zod';
import {
  RecruitmentAppointmentVoided,
  RecruitmentConclusionVoided,
  RecruitmentStepVoided,
} from '../../events/recruitment-correction.ts';
import { CadreId, EventId, RecruitmentId } from '../../events/values.ts';
import { accept, citing, defineCorrection, finding, obstacles, read, refuse } from './command.ts';
import { postingStands } from './posting-basis.ts';
import { latestStep, recruitment, recruitmentStream } from './recruitment-state.ts';

/** 撤销录用(聘用)记录: the posting it brought about must have been voided before. */
export const VoidRecruitmentAppointment = defineCorrection({
  name: 'VoidRecruitmentAppointment',
  label: { zh: '撤销录用(聘用)记录', en: 'Void the appointment of a recruit' },
  input: z.strictObject({ recruitmentId: RecruitmentId, cadreId: CadreId }),
  decide: function* ({ recruitmentId, cadreId }, context) {
    const { planned, applicants, concluded } = yield* read(recruitment(recruitmentId));
    if (planned?.county !== context.county) return refuse([finding('RecruitmentUnknown')]);
    const applicant = applicants.get(cadreId);
    if (applicant?.appointmentVoided) return accept();
    const appointed = applicant?.end?.endState === 'APPOINTED' ? applicant.end : null;
    const refusals = [
      ...obstacles(
        [applicant === undefined, () => finding('ApplicantUnknown')],
        [applicant !== undefined && appointed === null, () => finding('ApplicantNotAppointed')],
        [
          concluded !== null,
          () =>
            finding('RecruitmentConclusionStands', { on: concluded?.on ?? '' }, citing(concluded)),
        ],
      ),
      ...(yield* postingStands(cadreId, appointed?.appointmentId ?? null)),
    ];
    if (refusals.length > 0 || applicant === undefined || appointed === null) {
      return refuse(refusals);
    }
    const { positionId } = applicant;
    const data = { recruitmentId, positionId, cadreId, eventId: appointed.eventId };
    return accept([
      context.event(recruitmentStream(recruitmentId), RecruitmentAppointmentVoided, data),
    ]);
  },
});

/**
 * 撤销招录环节记录: the latest step of one applicant; what went before it can be taken back then. A
 * result that ended the application is taken back with that end.
 */
export const VoidRecruitmentStep = defineCorrection({
  name: 'VoidRecruitmentStep',
  label: { zh: '撤销招录环节记录', en: 'Void the latest step of a recruitment applicant' },
  input: z.strictObject({
    recruitmentId: RecruitmentId,
    cadreId: CadreId,
    eventId: EventId.meta({
      description: 'Their latest: the registration, qualification, result, publicity, or the end.',
    }),
  }),
  decide: function* ({ recruitmentId, cadreId, eventId }, context) {
    const state = yield* read(recruitment(recruitmentId));
    if (state.planned?.county !== context.county) return refuse([finding('RecruitmentUnknown')]);
    if (state.voided.includes(eventId)) return accept();
    const { concluded } = state;
    const applicant = state.applicants.get(cadreId);
    if (applicant === undefined) return refuse([finding('ApplicantUnknown')]);
    const { end } = applicant;
    const step = latestStep(applicant);
    const failed = Object.values(applicant.results).some(({ passed }) => !passed);
    const gone = [...(end ? [end] : []), ...(end === null || failed ? [step] : [])];
    const isLatest = gone.some((one) => one.eventId === eventId);
    const refusals = obstacles(
      [
        concluded !== null,
        () =>
          finding('RecruitmentConclusionStands', { on: concluded?.on ?? '' }, citing(concluded)),
      ],
      [end?.endState === 'APPOINTED', () => finding('ApplicantsEnded', { count: 1 }, citing(end))],
      [!isLatest, () => finding('StepNotLatest', {}, citing(end ?? step))],
    );
    if (refusals.length > 0) return refuse(refusals);
    return accept(
      gone.map((one) =>
        context.event(recruitmentStream(recruitmentId), RecruitmentStepVoided, {
          ...{ recruitmentId, cadreId },
          eventId: one.eventId,
        }),
      ),
    );
  },
});

/** 撤销招录结束记录 */
export const VoidRecruitmentConclusion = defineCorrection({
  name: 'VoidRecruitmentConclusion',
  label: { zh: '撤销招录结束记录', en: 'Void the conclusion of a recruitment' },
  input: z.strictObject({ recruitmentId: RecruitmentId }),
  decide: function* ({ recruitmentId }, context) {
    const state = yield* read(recruitment(recruitmentId));
    const { planned, concluded, conclusionVoided } = state;
    if (planned?.county !== context.county) return refuse([finding('RecruitmentUnknown')]);
    if (conclusionVoided) return accept();
    const refusals = obstacles([concluded === null, () => finding('RecruitmentNotConcluded')]);
    if (refusals.length > 0 || concluded === null) return refuse(refusals);
    const data = { recruitmentId, eventId: concluded.eventId };
    return accept([
      context.event(recruitmentStream(recruitmentId), RecruitmentConclusionVoided, data),
    ]);
  },
});
