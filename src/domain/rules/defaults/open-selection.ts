import type { CivilDate } from '../../../../events/dates.ts';
import type { RuleRecord } from '../../../../events/rule-set.ts';
import { titleOf } from '../sources.ts';

const regulation = titleOf('REGULATION');
const civilServantLaw = titleOf('CSL');
const notices = '各地公开选拔公告';
const from = '2019-01-01' as CivilDate;
const rule = (
  id: string,
  title: RuleRecord['title'],
  basis: RuleRecord['basis'],
  params: RuleRecord['params'],
  severity: RuleRecord['severity'] = 'BLOCK',
): RuleRecord => ({ id, title, basis, params, severity, effectiveFrom: from, effectiveTo: null });

/** What an open selection goes by (domain.md §2.4, §2.7, §2.8). */
export const openSelectionRules: readonly RuleRecord[] = [
  rule(
    'P2.APPLICANT_RATIO',
    { zh: '合格报考人数与职位数之比', en: 'qualified applicants per post' },
    { document: notices, article: null, confidence: 'V' },
    { ratio: 10 },
  ),
  rule(
    'P2.INTERVIEW_RATIO',
    { zh: '面试人选与职位数之比', en: 'applicants interviewed per post' },
    { document: notices, article: null, confidence: 'V' },
    { ratio: 5 },
  ),
  rule(
    'P2.INSPECTION_RATIO',
    { zh: '考察对象与职位数之比', en: 'inspection objects per post' },
    { document: notices, article: null, confidence: 'V' },
    { ratio: 3 },
  ),
  rule(
    'P2.SCORE_WEIGHTS',
    { zh: '笔试与面试成绩权重', en: 'weights of written exam and interview' },
    { document: notices, article: null, confidence: 'V' },
    { writtenPercent: 40, interviewPercent: 60 },
  ),
  rule(
    'P2.GATE_ATTENDANCE',
    { zh: '三道关口到会人数', en: 'attendance at the three gates' },
    { document: '青海省民主推荐办法', article: null, confidence: 'V' },
    { numerator: 2, denominator: 3 },
  ),
  rule(
    'P2.GATE_APPROVAL',
    {
      zh: '过关须超过到会人数的规定比例同意',
      en: 'a gate needs more than this share of those present',
    },
    { document: '方城县做法', article: null, confidence: 'L' },
    { numerator: 1, denominator: 2 },
  ),
  rule(
    'P2.INSPECTION_TEAM',
    { zh: '考察组人数', en: 'members of an inspection team' },
    { document: regulation, article: '33', confidence: 'V' },
    { membersMin: 2 },
  ),
  rule(
    'P2.DECISION_QUORUM',
    { zh: '讨论决定到会人数', en: 'members present at the decision' },
    { document: regulation, article: '36', confidence: 'D' },
    { numerator: 2, denominator: 3 },
  ),
  rule(
    'P2.DECISION_MAJORITY',
    { zh: '应到会成员超过半数同意', en: 'more than half of those who should attend agree' },
    { document: regulation, article: '38', confidence: 'D' },
    { numerator: 1, denominator: 2 },
  ),
  rule(
    'P2.PUBLIC_NOTICE',
    { zh: '任前公示不少于五个工作日', en: 'at least five working days of public notice' },
    { document: regulation, article: '42', confidence: 'V' },
    { workingDays: 5 },
  ),
  rule(
    'P2.PROBATION',
    { zh: '任职试用期', en: 'probation after an appointment' },
    { document: regulation, article: '43', confidence: 'D' },
    { months: 12 },
  ),
  rule(
    'P2.DEPUTY_POSTS',
    { zh: '公开选拔一般适用于副职', en: 'open selection is generally for deputy posts' },
    { document: regulation, article: '15', confidence: 'D' },
    {},
    'WARN',
  ),
  rule(
    'P2.RANK_ITEMS',
    {
      zh: '职级逐级晋升,一般不公开选拔',
      en: 'ranks are promoted step by step, not openly selected',
    },
    { document: civilServantLaw, article: '49', confidence: 'V' },
    {},
    'WARN',
  ),
  rule(
    'P2.PRIVATE_FIRMS',
    {
      zh: '非公企业人员只可选拔任领导职务',
      en: 'people of private firms may only take leading posts',
    },
    { document: civilServantLaw, article: '47', confidence: 'V' },
    {},
  ),
  rule(
    'P2.SANCTION',
    { zh: '处分影响期内不得提拔', en: 'no promotion while a sanction has effect' },
    { document: civilServantLaw, article: '64', confidence: 'V' },
    {},
  ),
];
