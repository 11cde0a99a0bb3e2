/** 公开选拔报名: the way of one applicant through a campaign, from registration to one end. */
import { z } from 'zod';
import { codes } from './code-tables.ts';
import { CivilDate } from './dates.ts';
import { defineEvent, p1 } from './define.ts';
import { Origin } from './posting.ts';
import { CadreId, Count, EventId, OfferedItemId, OpenSelectionId, Remark } from './values.ts';

const id = '0190a5c0-0000-7000-8000-000000000081';
const item = '0190a5c0-0000-7000-8000-000000000082';
const cadre = '0190a5c0-0000-7000-8000-000000000083';
const event = '0190a5c0-0000-7000-8000-000000000084';
const applicant = { openSelectionId: OpenSelectionId, cadreId: CadreId };
const sampleApplicant = { openSelectionId: id, cadreId: cadre };

/** 考试科目 */
export const SelectionExam = codes('SelectionExam', {
  WRITTEN: '笔试|written exam',
  INTERVIEW: '面试|interview',
});
export type SelectionExam = z.infer<typeof SelectionExam>;

/** 报名进展: how far an applicant came, in order. */
export const ApplicationStage = codes('ApplicationStage', {
  REGISTERED: '已报名|registered',
  QUALIFIED: '资格合格|qualified',
  WRITTEN_SCORED: '已笔试|written exam scored',
  SHORTLISTED: '面试人选|shortlisted',
  INTERVIEWED: '已面试|interviewed',
  INSPECTION_OBJECT: '考察对象|inspection object',
  PROPOSED: '拟任人选|proposed',
  NOTICED: '已公示|on public notice',
});
export type ApplicationStage = z.infer<typeof ApplicationStage>;

/** 报名结局: exactly one for every applicant. */
export const ApplicationEnd = codes('ApplicationEnd', {
  DISQUALIFIED: '资格不合格|disqualified',
  ELIMINATED: '淘汰|eliminated',
  FINALIST_NOT_SELECTED: '入围未选|finalist not selected',
  APPOINTED_ON_PROBATION: '试用任职|appointed on probation',
  APPOINTED: '任职(选任制,无试用期)|appointed to an elective post, no probation',
  RANK_CONFERRED: '晋升职级|rank conferred',
  WITHDRAWN: '本人放弃|withdrawn by the applicant',
  ITEM_WITHDRAWN: '职位取消|item withdrawn',
});
export type ApplicationEnd = z.infer<typeof ApplicationEnd>;

/** 入围未选人员入库 */
export const FinalistReserve = codes('FinalistReserve', {
  NONE: '未征求|not asked',
  OFFERED: '征求意见|offered',
  ADMITTED: '入库|admitted',
  DECLINED: '本人放弃|declined by the finalist',
  REFUSED: '组织部不同意|refused by the organization department',
});
export type FinalistReserve = z.infer<typeof FinalistReserve>;

/** 不入库的决定方: who said no to the pool. */
export const ReserveDecliner = codes('ReserveDecliner', {
  FINALIST: '本人放弃|the finalist',
  ORG_DEPT: '组织部不同意|the organization department',
});

/** A score of 100, at most two decimals. */
export const Score = z
  .number()
  .min(0)
  .max(100)
  .refine((score) => Math.abs(score * 100 - Math.round(score * 100)) < 1e-6, {
    error: 'has more than two decimals',
  });

/** 报名: where the applicant comes from is recorded as it was on that day. */
export const ApplicationSubmitted = defineEvent({
  type: 'ApplicationSubmitted',
  category: 'openSelection',
  label: { zh: '公开选拔报名', en: 'Application submitted' },
  data: {
    ...applicant,
    itemId: OfferedItemId,
    year: z.int(),
    itemKind: z.enum(['LEADING_POST', 'RANK']),
    origin: Origin.nullable(),
  },
  sample: {
    data: {
      ...sampleApplicant,
      itemId: item,
      year: 2022,
      itemKind: 'LEADING_POST',
      origin: { organizationId: item, unitType: 'INSTITUTION', role: 'INSTITUTION_STAFF' },
    },
  },
});

/** 报名录入撤销: entered in error; the person never applied. */
export const ApplicationVoided = defineEvent({
  type: 'ApplicationVoided',
  category: 'openSelection',
  label: { zh: '报名录入撤销', en: 'Application voided' },
  data: { ...applicant, eventId: EventId },
  sample: { data: { ...sampleApplicant, eventId: event } },
});

/** 资格审查 */
export const ApplicationScreened = defineEvent({
  type: 'ApplicationScreened',
  category: 'openSelection',
  label: { zh: '报名资格审查', en: 'Application screened' },
  data: { ...applicant, qualified: z.boolean() },
  personal: { grounds: p1(Remark).nullable() },
  subject: 'cadreId',
  sample: {
    data: { ...sampleApplicant, qualified: false },
    personal: { grounds: '任职年限不足' },
  },
});

/** 资格审查更正 */
export const ApplicationScreeningCorrected = defineEvent({
  type: 'ApplicationScreeningCorrected',
  category: 'openSelection',
  label: { zh: '资格审查结果更正', en: 'Screening of an application corrected' },
  data: { ...applicant, eventId: EventId, was: z.boolean(), is: z.boolean() },
  personal: { grounds: p1(Remark).nullable() },
  subject: 'cadreId',
  sample: {
    data: { ...sampleApplicant, eventId: event, was: false, is: true },
    personal: { grounds: '补交证明' },
  },
});

/** 成绩: null with absence, or when the person's values were erased. */
export const ApplicationScored = defineEvent({
  type: 'ApplicationScored',
  category: 'openSelection',
  label: { zh: '公开选拔成绩', en: 'Application scored' },
  data: { ...applicant, exam: SelectionExam, absent: z.boolean() },
  personal: { score: p1(Score).nullable() },
  subject: 'cadreId',
  sample: {
    data: { ...sampleApplicant, exam: 'WRITTEN', absent: false },
    personal: { score: 78.5 },
  },
});

/** 成绩更正 */
export const ApplicationScoreCorrected = defineEvent({
  type: 'ApplicationScoreCorrected',
  category: 'openSelection',
  label: { zh: '公开选拔成绩更正', en: 'Score of an application corrected' },
  data: { ...applicant, eventId: EventId, exam: SelectionExam, absent: z.boolean() },
  personal: { was: p1(Score).nullable(), is: p1(Score).nullable() },
  subject: 'cadreId',
  sample: {
    data: { ...sampleApplicant, eventId: event, exam: 'WRITTEN', absent: false },
    personal: { was: 78.5, is: 87.5 },
  },
});

/** Places of one item: 1 is the best; equal scores share a place. */
const placings = z
  .array(z.strictObject({ cadreId: CadreId, rank: Count.min(1).nullable(), chosen: z.boolean() }))
  .max(2_000);
const samplePlacings = [{ cadreId: cadre, rank: 1, chosen: true }];
const ranked = { openSelectionId: OpenSelectionId, itemId: OfferedItemId, placings };

/** 确定面试人选: by written score; the others of the item are eliminated. */
export const ApplicationsShortlisted = defineEvent({
  type: 'ApplicationsShortlisted',
  category: 'openSelection',
  label: { zh: '确定面试人选', en: 'Applications shortlisted for the interview' },
  data: ranked,
  sample: { data: { openSelectionId: id, itemId: item, placings: samplePlacings } },
});

/** 确定考察对象: by weighted total; the others interviewed are finalists not selected. */
export const InspectionObjectsNamed = defineEvent({
  type: 'InspectionObjectsNamed',
  category: 'openSelection',
  label: { zh: '确定考察对象', en: 'Inspection objects named' },
  data: ranked,
  sample: { data: { openSelectionId: id, itemId: item, placings: samplePlacings } },
});

/** 拟任人选撤销: a proposed applicant is not appointed, after objections as a rule. */
export const ProposalRevoked = defineEvent({
  type: 'ProposalRevoked',
  category: 'openSelection',
  label: { zh: '拟任人选撤销', en: 'Proposal revoked' },
  data: applicant,
  personal: { grounds: p1(Remark) },
  subject: 'cadreId',
  sample: { data: sampleApplicant, personal: { grounds: '公示期间反映问题经查属实' } },
});

/** 放弃: the applicant's own decision, at any stage. */
export const ApplicationWithdrawn = defineEvent({
  type: 'ApplicationWithdrawn',
  category: 'openSelection',
  label: { zh: '放弃公开选拔', en: 'Application withdrawn' },
  data: applicant,
  personal: { grounds: p1(Remark).nullable() },
  subject: 'cadreId',
  sample: { data: sampleApplicant, personal: { grounds: null } },
});

/** 公开选拔任职: rests on the appointment named; elected posts have no probation. */
export const OpenSelectionWinnerAppointed = defineEvent({
  type: 'OpenSelectionWinnerAppointed',
  category: 'openSelection',
  label: { zh: '公开选拔任职', en: 'Winner of an open selection appointed' },
  data: {
    ...applicant,
    itemId: OfferedItemId,
    appointmentId: EventId,
    probationEndsOn: CivilDate.nullable(),
  },
  sample: {
    data: {
      ...sampleApplicant,
      itemId: item,
      appointmentId: event,
      probationEndsOn: '2023-10-20',
    },
  },
});

/** 公开选拔晋升职级: a rank, which is no leading post. */
export const OpenSelectionRankConferred = defineEvent({
  type: 'OpenSelectionRankConferred',
  category: 'openSelection',
  label: { zh: '公开选拔晋升职级', en: 'Rank conferred after an open selection' },
  data: { ...applicant, itemId: OfferedItemId },
  sample: { data: { ...sampleApplicant, itemId: item } },
});

/** 入围未任用人选征求入库意见 */
export const FinalistReserveOffered = defineEvent({
  type: 'FinalistReserveOffered',
  category: 'openSelection',
  label: { zh: '入围人选征求入库意见', en: 'Reserve pool offered to a finalist' },
  data: applicant,
  sample: { data: sampleApplicant },
});

/** 入围未任用人选入库: with the membership that began with it, or stood before. */
export const FinalistReserveAccepted = defineEvent({
  type: 'FinalistReserveAccepted',
  category: 'openSelection',
  label: { zh: '入围人选入库', en: 'Finalist accepted into the reserve pool' },
  data: { ...applicant, membershipId: EventId },
  sample: { data: { ...sampleApplicant, membershipId: event } },
});

/** 入围未任用人选不入库 */
export const FinalistReserveDeclined = defineEvent({
  type: 'FinalistReserveDeclined',
  category: 'openSelection',
  label: { zh: '入围人选不入库', en: 'Finalist’s reserve entry declined' },
  data: { ...applicant, by: ReserveDecliner },
  personal: { grounds: p1(Remark) },
  subject: 'cadreId',
  sample: { data: { ...sampleApplicant, by: 'FINALIST' }, personal: { grounds: '本人意愿' } },
});

export const openSelectionApplicationEvents = [
  ApplicationSubmitted,
  ApplicationVoided,
  ApplicationScreened,
  ApplicationScreeningCorrected,
  ApplicationScored,
  ApplicationScoreCorrected,
  ApplicationsShortlisted,
  InspectionObjectsNamed,
  ProposalRevoked,
  ApplicationWithdrawn,
  OpenSelectionWinnerAppointed,
  OpenSelectionRankConferred,
  FinalistReserveOffered,
  FinalistReserveAccepted,
  FinalistReserveDeclined,
];
