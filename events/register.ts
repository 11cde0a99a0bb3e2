/** 登记事项: education, honours, assessments, rewards, sanctions and family members of a person. */
import { z } from 'zod';
import { AssessmentGrade, EducationLevel, Honour } from './code-tables.ts';
import { PartialDate } from './dates.ts';
import { defineEvent, p1, p2 } from './define.ts';
import { CadreId, EventId, Name, text } from './values.ts';

const cadre = '0190a5c0-0000-7000-8000-000000000031';
const event = '0190a5c0-0000-7000-8000-000000000032';

/** 学历登记 */
export const EducationRecorded = defineEvent({
  type: 'EducationRecorded',
  category: 'cadre',
  label: { zh: '学历登记', en: 'Education recorded' },
  data: { cadreId: CadreId, fullTime: z.boolean() },
  personal: {
    level: p1(EducationLevel),
    degree: p1(text(54)).nullable(),
    school: p1(text(90)).nullable(),
  },
  subject: 'cadreId',
  sample: {
    data: { cadreId: cadre, fullTime: true },
    personal: { level: 'UNDERGRADUATE', degree: null, school: '虚构大学' },
  },
});

/** 荣誉授予 */
export const PoliticalHonourGranted = defineEvent({
  type: 'PoliticalHonourGranted',
  category: 'cadre',
  label: { zh: '荣誉授予', en: 'Honour granted' },
  data: { cadreId: CadreId, honour: Honour, title: text(60), grantedBy: text(60) },
  sample: {
    data: { cadreId: cadre, honour: 'GOOD_SECRETARY', title: '惠民好书记', grantedBy: '虚构县委' },
  },
});

/** 年度考核 */
export const AssessmentRecorded = defineEvent({
  type: 'AssessmentRecorded',
  category: 'cadre',
  label: { zh: '年度考核', en: 'Annual assessment recorded' },
  data: { cadreId: CadreId, year: z.int().min(1950).max(2199) },
  personal: { grade: p1(AssessmentGrade) },
  subject: 'cadreId',
  sample: { data: { cadreId: cadre, year: 2023 }, personal: { grade: 'EXCELLENT' } },
});

/** 奖励 */
export const RewardGranted = defineEvent({
  type: 'RewardGranted',
  category: 'cadre',
  label: { zh: '奖励', en: 'Reward granted' },
  data: { cadreId: CadreId },
  personal: { title: p1(text(120)), grantedBy: p1(text(60)) },
  subject: 'cadreId',
  sample: { data: { cadreId: cadre }, personal: { title: '嘉奖', grantedBy: '虚构县委' } },
});

/** 处分 (details are sensitive; that one is in force, and until when, is what rules need). */
export const SanctionImposed = defineEvent({
  type: 'SanctionImposed',
  category: 'cadre',
  label: { zh: '处分', en: 'Sanction imposed' },
  data: { cadreId: CadreId, effectEndsOn: PartialDate },
  personal: { kind: p2(text(40)), detail: p2(text(500)).nullable() },
  subject: 'cadreId',
  sample: {
    data: { cadreId: cadre, effectEndsOn: '2024-06' },
    personal: { kind: '警告', detail: null },
  },
});

/** 处分影响期满 */
export const SanctionExpired = defineEvent({
  type: 'SanctionExpired',
  category: 'cadre',
  label: { zh: '处分影响期满', en: 'Sanction expired' },
  data: { cadreId: CadreId, sanctionId: EventId },
  sample: { data: { cadreId: cadre, sanctionId: event } },
});

/** 家庭成员登记 */
export const FamilyMemberRecorded = defineEvent({
  type: 'FamilyMemberRecorded',
  category: 'cadre',
  label: { zh: '家庭成员登记', en: 'Family member recorded' },
  data: { cadreId: CadreId, relativeCadreId: CadreId.nullable() },
  personal: {
    relation: p2(z.string().regex(/^\d{2}[A-Z]?$/, 'is no relation code (GB/T 4761)')),
    name: p2(Name),
    birthMonth: p2(PartialDate).nullable(),
    unitAndPost: p2(text(124)).nullable(),
  },
  subject: 'cadreId',
  sample: {
    data: { cadreId: cadre, relativeCadreId: null },
    personal: { relation: '13', name: '某乙', birthMonth: '1986-01', unitAndPost: '虚构小学教师' },
  },
});

/** 登记事项撤销: an honour, assessment, reward, education or family entry made in error. */
export const RegisterEntryVoided = defineEvent({
  type: 'RegisterEntryVoided',
  category: 'cadre',
  label: { zh: '登记事项撤销', en: 'Register entry voided' },
  data: {
    cadreId: CadreId,
    eventId: EventId,
    entryType: z.string().max(60),
    /** The sanction that stands again, when it was its expiry that is voided. */
    sanctionId: EventId.nullable(),
  },
  sample: {
    data: {
      cadreId: cadre,
      eventId: event,
      entryType: 'PoliticalHonourGranted',
      sanctionId: null,
    },
  },
});

export const registerEvents = [
  EducationRecorded,
  PoliticalHonourGranted,
  AssessmentRecorded,
  RewardGranted,
  SanctionImposed,
  SanctionExpired,
  FamilyMemberRecorded,
  RegisterEntryVoided,
];
