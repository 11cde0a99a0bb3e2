/**
 * 招录(招聘): recruitment into the service and into institutions, from the plan to each applicant's
 * one end state. What makes somebody a civil servant or a contract holder is on the cadre's stream.
 */
import { z } from 'zod';
import {
  RecruitmentBasis,
  RecruitmentCheckStep,
  RecruitmentEndState,
  RecruitmentExamStep,
  RecruitmentKind,
  RecruitmentTrack,
  StaffingKind,
  UnitType,
} from './code-tables.ts';
import { defineEvent, p1 } from './define.ts';
import { Origin } from './posting.ts';
import { recruitmentCorrectionEvents } from './recruitment-correction.ts';
import {
  CadreId,
  Code,
  Count,
  EventId,
  Name,
  OrganizationId,
  RecruitmentId,
  RecruitmentPositionId,
} from './values.ts';

const recruitment = '0190a5c0-0000-7000-8000-000000000071';
const position = '0190a5c0-0000-7000-8000-000000000072';
const organization = '0190a5c0-0000-7000-8000-000000000073';
const cadre = '0190a5c0-0000-7000-8000-000000000074';
const event = '0190a5c0-0000-7000-8000-000000000075';

/** What is asked of applicants, and for how many. */
export const PositionTerms = z.strictObject({
  title: Name,
  headcount: Count.min(1),
  /** 要求基层工作经历 */
  requiresGrassroots: z.boolean(),
  minGrassrootsYears: z.int().min(0).max(40),
  /** Honours or groups that qualify; empty: anybody may apply. */
  bases: z.array(RecruitmentBasis).max(5),
});
export type PositionTerms = z.infer<typeof PositionTerms>;
const sampleTerms = {
  title: '综合岗位',
  headcount: 1,
  requiresGrassroots: true,
  minGrassrootsYears: 2,
  bases: [],
};

/** 招录计划 */
export const RecruitmentPlanned = defineEvent({
  type: 'RecruitmentPlanned',
  category: 'recruitment',
  label: { zh: '招录计划', en: 'Recruitment planned' },
  data: {
    recruitmentId: RecruitmentId,
    kind: RecruitmentKind,
    title: Name,
    year: z.int().min(1950).max(2199),
    ruleSetVersion: z.int().min(0),
  },
  sample: {
    data: {
      recruitmentId: recruitment,
      kind: 'CIVIL_SERVANT_EXAM',
      title: '考录乡镇公务员',
      year: 2022,
      ruleSetVersion: 1,
    },
  },
});

/** 招录职位 */
export const RecruitmentPositionPlanned = defineEvent({
  type: 'RecruitmentPositionPlanned',
  category: 'recruitment',
  label: { zh: '招录职位', en: 'Recruitment position planned' },
  data: {
    recruitmentId: RecruitmentId,
    positionId: RecruitmentPositionId,
    kind: RecruitmentKind,
    year: z.int().min(1950).max(2199),
    code: Code,
    organizationId: OrganizationId,
    unitType: UnitType,
    track: RecruitmentTrack,
    staffing: StaffingKind,
    terms: PositionTerms,
  },
  sample: {
    data: {
      recruitmentId: recruitment,
      positionId: position,
      kind: 'CIVIL_SERVANT_EXAM',
      year: 2022,
      code: '001',
      organizationId: organization,
      unitType: 'TOWNSHIP',
      track: 'VILLAGE_CADRE',
      staffing: 'ADMIN',
      terms: sampleTerms,
    },
  },
});

/** 招录职位更正: what was recorded of a position in error. */
export const RecruitmentPositionCorrected = defineEvent({
  type: 'RecruitmentPositionCorrected',
  category: 'recruitment',
  label: { zh: '招录职位更正', en: 'Recruitment position corrected' },
  data: {
    recruitmentId: RecruitmentId,
    positionId: RecruitmentPositionId,
    eventId: EventId,
    was: PositionTerms,
    is: PositionTerms,
  },
  sample: {
    data: {
      recruitmentId: recruitment,
      positionId: position,
      eventId: event,
      was: sampleTerms,
      is: { ...sampleTerms, requiresGrassroots: false, minGrassrootsYears: 0 },
    },
  },
});

/** 发布公告 */
export const RecruitmentAnnounced = defineEvent({
  type: 'RecruitmentAnnounced',
  category: 'recruitment',
  label: { zh: '发布招录公告', en: 'Recruitment announced' },
  data: {
    recruitmentId: RecruitmentId,
    positionIds: z.array(RecruitmentPositionId).min(1).max(100),
  },
  sample: { data: { recruitmentId: recruitment, positionIds: [position] } },
});

const applicant = {
  recruitmentId: RecruitmentId,
  positionId: RecruitmentPositionId,
  cadreId: CadreId,
};
const sampleApplicant = { recruitmentId: recruitment, positionId: position, cadreId: cadre };

/** 报名 */
export const RecruitmentApplicantRegistered = defineEvent({
  type: 'RecruitmentApplicantRegistered',
  category: 'recruitment',
  label: { zh: '报名', en: 'Recruitment applicant registered' },
  data: { ...applicant, recruitmentBasis: RecruitmentBasis, origin: Origin.nullable() },
  sample: {
    data: {
      ...sampleApplicant,
      recruitmentBasis: 'NONE',
      origin: { organizationId: organization, unitType: 'VILLAGE', role: 'VILLAGE_SECRETARY' },
    },
  },
});

/** 资格审查通过 */
export const RecruitmentApplicantQualified = defineEvent({
  type: 'RecruitmentApplicantQualified',
  category: 'recruitment',
  label: { zh: '资格审查通过', en: 'Recruitment applicant qualified' },
  data: {
    ...applicant,
    /** 脱贫村: the higher age limit was applied. */
    liftedVillage: z.boolean(),
  },
  sample: { data: { ...sampleApplicant, liftedVillage: false } },
});

/** 笔试、面试成绩 */
export const RecruitmentScored = defineEvent({
  type: 'RecruitmentScored',
  category: 'recruitment',
  label: { zh: '招录考试成绩', en: 'Recruitment exam scored' },
  data: {
    ...applicant,
    step: RecruitmentExamStep,
    passed: z.boolean(),
  },
  personal: { score: p1(z.number().min(0).max(1000)) },
  subject: 'cadreId',
  sample: {
    data: { ...sampleApplicant, step: 'WRITTEN', passed: true },
    personal: { score: 82.5 },
  },
});

/** 体检、考察结果; the findings themselves stay in the paper file. */
export const RecruitmentChecked = defineEvent({
  type: 'RecruitmentChecked',
  category: 'recruitment',
  label: { zh: '招录体检(考察)', en: 'Recruitment applicant examined' },
  data: {
    ...applicant,
    step: RecruitmentCheckStep,
    passed: z.boolean(),
  },
  sample: { data: { ...sampleApplicant, step: 'INSPECTION', passed: true } },
});

/** 拟录用(聘用)公示 */
export const RecruitmentPublicized = defineEvent({
  type: 'RecruitmentPublicized',
  category: 'recruitment',
  label: { zh: '拟录用公示', en: 'Intended recruits publicized' },
  data: { recruitmentId: RecruitmentId, cadreIds: z.array(CadreId).min(1).max(200) },
  sample: { data: { recruitmentId: recruitment, cadreIds: [cadre] } },
});

/** 报考终结: an applicant's one end state. */
export const RecruitmentApplicantConcluded = defineEvent({
  type: 'RecruitmentApplicantConcluded',
  category: 'recruitment',
  label: { zh: '报考终结', en: 'Recruitment applicant concluded' },
  data: {
    ...applicant,
    endState: RecruitmentEndState,
    /** The event that made the applicant a civil servant or signed the contract. */
    appointmentId: EventId.nullable(),
  },
  sample: { data: { ...sampleApplicant, endState: 'APPOINTED', appointmentId: event } },
});

/** 招录结束 */
export const RecruitmentConcluded = defineEvent({
  type: 'RecruitmentConcluded',
  category: 'recruitment',
  label: { zh: '招录结束', en: 'Recruitment concluded' },
  data: { recruitmentId: RecruitmentId },
  sample: { data: { recruitmentId: recruitment } },
});

const probation = { ...applicant, appointmentId: EventId };
const sampleProbation = { ...sampleApplicant, appointmentId: event };

/** 试用期满合格 */
export const RecruitmentProbationPassed = defineEvent({
  type: 'RecruitmentProbationPassed',
  category: 'cadre',
  label: { zh: '试用期满合格', en: 'Probation after recruitment passed' },
  data: probation,
  sample: { data: sampleProbation },
});

/** 试用不合格,取消录用 */
export const RecruitmentProbationFailed = defineEvent({
  type: 'RecruitmentProbationFailed',
  category: 'cadre',
  label: { zh: '试用不合格取消录用', en: 'Probation failed, appointment cancelled' },
  data: probation,
  sample: { data: sampleProbation },
});

export const recruitmentEvents = [
  RecruitmentPlanned,
  RecruitmentPositionPlanned,
  RecruitmentPositionCorrected,
  RecruitmentAnnounced,
  RecruitmentApplicantRegistered,
  RecruitmentApplicantQualified,
  RecruitmentScored,
  RecruitmentChecked,
  RecruitmentPublicized,
  RecruitmentApplicantConcluded,
  RecruitmentConcluded,
  RecruitmentProbationPassed,
  RecruitmentProbationFailed,
  ...recruitmentCorrectionEvents,
];
