/** 招录更正: days put right; steps, appointments, conclusions and probations taken back. */
import { z } from 'zod';
import { PartialDate } from './dates.ts';
import { defineEvent } from './define.ts';
import { CadreId, EventId, RecruitmentId, RecruitmentPositionId } from './values.ts';

const recruitment = '0190a5c0-0000-7000-8000-000000000071';
const position = '0190a5c0-0000-7000-8000-000000000072';
const cadre = '0190a5c0-0000-7000-8000-000000000074';
const event = '0190a5c0-0000-7000-8000-000000000075';
/** A step of the whole recruitment, and the positions whose own records it is part of. */
const ofCourse = {
  recruitmentId: RecruitmentId,
  eventId: EventId,
  positionIds: z.array(RecruitmentPositionId).max(100),
};
const sampleOfCourse = { recruitmentId: recruitment, eventId: event, positionIds: [position] };

/** 招录日期更正: of the plan with its positions, of the announcement, or of the conclusion. */
export const RecruitmentDateCorrected = defineEvent({
  type: 'RecruitmentDateCorrected',
  category: 'recruitment',
  label: { zh: '招录日期更正', en: 'Date of a recruitment corrected' },
  data: { ...ofCourse, was: PartialDate, is: PartialDate },
  sample: { data: { ...sampleOfCourse, was: '2022-03-01', is: '2022-03-02' } },
});

/** 招录进程撤销: an announcement, or a plan with its positions, recorded in error. */
export const RecruitmentCourseStepVoided = defineEvent({
  type: 'RecruitmentCourseStepVoided',
  category: 'recruitment',
  label: { zh: '招录进程记录撤销', en: 'Step of a recruitment’s course voided' },
  data: ofCourse,
  sample: { data: sampleOfCourse },
});

/** 试用期结论撤销: passed, or failed, was recorded in error. */
export const RecruitmentProbationVoided = defineEvent({
  type: 'RecruitmentProbationVoided',
  category: 'cadre',
  label: { zh: '试用期结论撤销', en: 'Outcome of a probation voided' },
  data: {
    recruitmentId: RecruitmentId,
    cadreId: CadreId,
    appointmentId: EventId,
    eventId: EventId,
  },
  sample: {
    data: { recruitmentId: recruitment, cadreId: cadre, appointmentId: event, eventId: position },
  },
});

/** 撤销录用(聘用)记录: the applicant was not appointed, and stands publicized as before. */
export const RecruitmentAppointmentVoided = defineEvent({
  type: 'RecruitmentAppointmentVoided',
  category: 'recruitment',
  label: { zh: '撤销录用(聘用)记录', en: 'Appointment of a recruit voided' },
  data: {
    recruitmentId: RecruitmentId,
    positionId: RecruitmentPositionId,
    cadreId: CadreId,
    /** The event that concluded the application as appointed. */
    eventId: EventId,
  },
  sample: {
    data: {
      recruitmentId: recruitment,
      positionId: position,
      cadreId: cadre,
      eventId: event,
    },
  },
});

/** 撤销招录结束记录: recorded as concluded in error, or before all was right. */
export const RecruitmentConclusionVoided = defineEvent({
  type: 'RecruitmentConclusionVoided',
  category: 'recruitment',
  label: { zh: '撤销招录结束记录', en: 'Conclusion of a recruitment voided' },
  data: { recruitmentId: RecruitmentId, eventId: EventId },
  sample: { data: { recruitmentId: recruitment, eventId: event } },
});

/** 撤销招录环节记录: a result, a publicity, a qualification or the registration of one applicant. */
export const RecruitmentStepVoided = defineEvent({
  type: 'RecruitmentStepVoided',
  category: 'recruitment',
  label: { zh: '撤销招录环节记录', en: 'Step of a recruitment applicant voided' },
  data: { recruitmentId: RecruitmentId, cadreId: CadreId, eventId: EventId },
  sample: {
    data: {
      recruitmentId: recruitment,
      cadreId: cadre,
      eventId: event,
    },
  },
});

export const recruitmentCorrectionEvents = [
  RecruitmentDateCorrected,
  RecruitmentCourseStepVoided,
  RecruitmentProbationVoided,
  RecruitmentStepVoided,
  RecruitmentAppointmentVoided,
  RecruitmentConclusionVoided,
];
