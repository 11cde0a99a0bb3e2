import type { CivilDate } from '../../../../events/dates.ts';
import type { RuleRecord } from '../../../../events/rule-set.ts';
import { titleOf } from '../sources.ts';

const civilServantLaw = titleOf('CSL');
const institutionRules = titleOf('INSTITUTIONS');
const villageNotices = '各地从优秀村干部中考录乡镇公务员公告';
const from = '2019-01-01' as CivilDate;

/** What recruitment goes by (domain.md §3.3, §3.4). Ages and years in post are local choices. */
export const recruitmentRules: readonly RuleRecord[] = [
  {
    id: 'P4.YEARS_IN_POST',
    title: {
      zh: '现任村党支部书记、村委会主任满规定年限',
      en: 'an incumbent village secretary or director with enough time in post',
    },
    basis: { document: villageNotices, article: null, confidence: 'V' },
    params: { months: 36, roles: ['VILLAGE_SECRETARY', 'VILLAGE_DIRECTOR'] },
    severity: 'BLOCK',
    effectiveFrom: from,
    effectiveTo: null,
  },
  {
    id: 'P4.AGE',
    title: {
      zh: '年龄上限,脱贫村可放宽',
      en: 'an upper age, higher for villages lifted out of poverty',
    },
    basis: { document: villageNotices, article: null, confidence: 'V' },
    params: { ageMax: 40, liftedAgeMax: 45 },
    severity: 'BLOCK',
    effectiveFrom: from,
    effectiveTo: null,
  },
  {
    id: 'P4.TOWNSHIP',
    title: {
      zh: '优秀村干部考录到乡镇(街道)',
      en: 'village cadres are recruited into townships and subdistricts',
    },
    basis: { document: villageNotices, article: null, confidence: 'V' },
    params: { unitTypes: ['TOWNSHIP', 'SUBDISTRICT'] },
    severity: 'BLOCK',
    effectiveFrom: from,
    effectiveTo: null,
  },
  {
    id: 'P4.SCORE_ORDER',
    title: {
      zh: '按笔试成绩从高到低进入面试,末位同分一并进入',
      en: 'by written score, ties at the last place included',
    },
    basis: { document: '招录公告', article: null, confidence: 'G' },
    params: {},
    severity: 'BLOCK',
    effectiveFrom: from,
    effectiveTo: null,
  },
  {
    id: 'P4.ENTRY_LEVEL',
    title: {
      zh: '考录限于一级主任科员以下及相当层次职级',
      en: 'exams fill ranks up to chief clerk 1, no leading posts',
    },
    basis: { document: civilServantLaw, article: '23', confidence: 'V' },
    params: {},
    severity: 'BLOCK',
    effectiveFrom: from,
    effectiveTo: null,
  },
  {
    id: 'P4.SANCTION',
    title: { zh: '处分影响期内', en: 'a sanction still has effect' },
    basis: { document: civilServantLaw, article: '26', confidence: 'L' },
    params: {},
    severity: 'WARN',
    effectiveFrom: from,
    effectiveTo: null,
  },
  {
    id: 'P4.STEPS',
    title: { zh: '考录公务员的环节与顺序', en: 'steps of an exam for civil servants, in order' },
    basis: { document: civilServantLaw, article: '30-31', confidence: 'V' },
    params: { steps: ['WRITTEN', 'INTERVIEW', 'PHYSICAL', 'INSPECTION'] },
    severity: 'BLOCK',
    effectiveFrom: from,
    effectiveTo: null,
  },
  {
    id: 'P4.INTERVIEW_RATIO',
    title: {
      zh: '面试人数与招录人数之比',
      en: 'how many are interviewed for one to be recruited',
    },
    basis: { document: villageNotices, article: null, confidence: 'V' },
    params: { ratioMax: 3 },
    severity: 'WARN',
    effectiveFrom: from,
    effectiveTo: null,
  },
  {
    id: 'P4.PUBLICITY',
    title: { zh: '拟录用公示不少于五个工作日', en: 'intended recruits are publicized' },
    basis: { document: civilServantLaw, article: '32', confidence: 'V' },
    params: { workingDays: 5 },
    severity: 'BLOCK',
    effectiveFrom: from,
    effectiveTo: null,
  },
  {
    id: 'P4.PROBATION',
    title: { zh: '新录用公务员试用期一年', en: 'probation of a new civil servant' },
    basis: { document: civilServantLaw, article: '34', confidence: 'V' },
    params: { months: 12 },
    severity: 'BLOCK',
    effectiveFrom: from,
    effectiveTo: null,
  },
  {
    id: 'P4.TOWNSHIP_SERVICE',
    title: { zh: '在乡镇最低服务年限', en: 'years a recruit must serve in the township' },
    basis: { document: villageNotices, article: null, confidence: 'V' },
    params: { months: 60 },
    severity: 'WARN',
    effectiveFrom: from,
    effectiveTo: null,
  },
  {
    id: 'P5.STEPS',
    title: {
      zh: '事业单位招聘的环节与顺序',
      en: 'steps of recruitment by institutions, in order',
    },
    basis: { document: institutionRules, article: '9', confidence: 'V' },
    params: { steps: ['WRITTEN', 'INTERVIEW', 'INSPECTION', 'PHYSICAL'] },
    severity: 'BLOCK',
    effectiveFrom: from,
    effectiveTo: null,
  },
  {
    id: 'P5.PUBLICITY',
    title: { zh: '拟聘人员公示', en: 'intended employees are publicized' },
    basis: { document: institutionRules, article: '9', confidence: 'L' },
    params: { workingDays: 5 },
    severity: 'BLOCK',
    effectiveFrom: from,
    effectiveTo: null,
  },
  {
    id: 'P5.CONTRACT',
    title: { zh: '聘用合同期限一般不低于三年', en: 'a contract generally runs three years' },
    basis: { document: institutionRules, article: '12', confidence: 'V' },
    params: { yearsMin: 3 },
    severity: 'WARN',
    effectiveFrom: from,
    effectiveTo: null,
  },
  {
    id: 'P5.PROBATION',
    title: {
      zh: '初次就业且合同三年以上的试用期',
      en: 'probation in a first job with a contract of three years or more',
    },
    basis: { document: institutionRules, article: '13', confidence: 'V' },
    params: { months: 12, contractYearsMin: 3 },
    severity: 'BLOCK',
    effectiveFrom: from,
    effectiveTo: null,
  },
  {
    id: 'P5.BASIS',
    title: {
      zh: '以荣誉或五星支部为招聘依据的须有记录',
      en: 'an honour or five-star branch that qualifies must be on record',
    },
    basis: { document: '本县做法', article: null, confidence: 'L' },
    params: { starsMin: 5 },
    severity: 'BLOCK',
    effectiveFrom: from,
    effectiveTo: null,
  },
  {
    id: 'P6.GRASSROOTS',
    title: {
      zh: '岗位要求的基层工作经历年限',
      en: 'years of grassroots work a position asks for',
    },
    basis: { document: '招录公告', article: null, confidence: 'L' },
    params: { secondmentMonthsMin: 6 },
    severity: 'BLOCK',
    effectiveFrom: from,
    effectiveTo: null,
  },
];
