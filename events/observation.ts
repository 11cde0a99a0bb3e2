/** 经常性选拔考察识别: people noticed at work, verified, and linked to the pool. */
import { codes } from './code-tables.ts';
import { defineEvent, p1 } from './define.ts';
import { CadreId, EventId, OrganizationId, Remark, text } from './values.ts';

const cadre = '0190a5c0-0000-7000-8000-000000000091';
const unit = '0190a5c0-0000-7000-8000-000000000092';
const event = '0190a5c0-0000-7000-8000-000000000093';
/** An observation is named by the event that noted it. */
export const ObservationId = EventId.meta({ id: 'ObservationId', globalId: 'Observation' });
const observation = { cadreId: CadreId, observationId: EventId };
const sampleObservation = { cadreId: cadre, observationId: event };

/** 识别场合 */
export const ObservationArea = codes('ObservationArea', {
  CENTRAL_WORK: '中心工作|central work',
  MAJOR_PROJECT: '重大项目|major project',
});

/** 考察识别: what somebody was seen to do, where, and by which organization. */
export const ObservationNoted = defineEvent({
  type: 'ObservationNoted',
  category: 'cadre',
  label: { zh: '经常性考察识别', en: 'Observation noted' },
  data: {
    cadreId: CadreId,
    /** The organization that observed. */
    organizationId: OrganizationId,
    area: ObservationArea,
    /** The work or project, and the place. */
    where: text(120),
  },
  personal: { what: p1(Remark) },
  subject: 'cadreId',
  sample: {
    data: {
      cadreId: cadre,
      organizationId: unit,
      area: 'MAJOR_PROJECT',
      where: '虚构水库移民安置',
    },
    personal: { what: '按期完成搬迁协议签订' },
  },
});

/** 识别情况核实 */
export const ObservationVerified = defineEvent({
  type: 'ObservationVerified',
  category: 'cadre',
  label: { zh: '识别情况核实', en: 'Observation verified' },
  data: { ...observation, verifiedById: OrganizationId },
  sample: { data: { ...sampleObservation, verifiedById: unit } },
});

/** 识别记录撤销: noted in error. */
export const ObservationVoided = defineEvent({
  type: 'ObservationVoided',
  category: 'cadre',
  label: { zh: '识别记录撤销', en: 'Observation voided' },
  data: observation,
  sample: { data: sampleObservation },
});

/** 纳入后备人才库 */
export const PoolLinked = defineEvent({
  type: 'PoolLinked',
  category: 'cadre',
  label: { zh: '识别情况与后备库关联', en: 'Observation linked to the pool' },
  data: { ...observation, membershipId: EventId },
  sample: { data: { ...sampleObservation, membershipId: event } },
});

/** 识别环节撤销: the verification, or the link to the pool, was recorded in error. */
export const ObservationStepVoided = defineEvent({
  type: 'ObservationStepVoided',
  category: 'cadre',
  label: { zh: '识别环节撤销', en: 'Observation step voided' },
  data: { ...observation, eventId: EventId },
  sample: { data: { ...sampleObservation, eventId: '0190a5c0-0000-7000-8000-000000000094' } },
});

export const observationEvents = [
  ObservationNoted,
  ObservationVerified,
  ObservationVoided,
  PoolLinked,
  ObservationStepVoided,
];
