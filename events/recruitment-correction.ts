/** 招录结果更正: appointments and conclusions recorded in error are taken back. */
import { defineEvent } from './define.ts';
import { CadreId, EventId, RecruitmentId, RecruitmentPositionId } from './values.ts';

const recruitment = '0190a5c0-0000-7000-8000-000000000071';
const event = '0190a5c0-0000-7000-8000-000000000075';

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
      positionId: '0190a5c0-0000-7000-8000-000000000072',
      cadreId: '0190a5c0-0000-7000-8000-000000000074',
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
      cadreId: '0190a5c0-0000-7000-8000-000000000074',
      eventId: event,
    },
  },
});

export const recruitmentCorrectionEvents = [
  RecruitmentStepVoided,
  RecruitmentAppointmentVoided,
  RecruitmentConclusionVoided,
];
