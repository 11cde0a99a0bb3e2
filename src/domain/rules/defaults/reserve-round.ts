/** 后备干部: the thresholds of rounds and of the pool (domain: P1). */
import { type RuleRecord, RuleRecord as Shape } from '../../../../events/rule-set.ts';
import { titleOf } from '../sources.ts';

const rule = (record: unknown): RuleRecord => Shape.parse(record);
const always = { effectiveFrom: '1990-01-01', effectiveTo: null };
const local = '县管后备干部公开推荐办法';
const regulation = titleOf('REGULATION');

export const reserveRoundRules: readonly RuleRecord[] = [
  rule({
    id: 'P1.INTERVAL',
    title: { zh: '每两年公开推荐一次', en: 'A public recommendation every two years' },
    basis: { document: local, article: null, confidence: 'V' },
    params: { years: 2 },
    severity: 'WARN',
    ...always,
  }),
  rule({
    id: 'P1.ELIGIBLE_ROLES',
    title: {
      zh: '农村(社区)、企业人员放宽任职资格的职务',
      en: 'Roles by which people of villages, communities and enterprises are eligible',
    },
    basis: { document: local, article: null, confidence: 'V' },
    params: {
      roles: [
        'ENTERPRISE_DEPUTY_MANAGER_UP',
        'VILLAGE_SECRETARY',
        'VILLAGE_DIRECTOR',
        'COMMUNITY_SECRETARY',
        'COMMUNITY_DIRECTOR',
      ],
    },
    severity: 'BLOCK',
    ...always,
  }),
  rule({
    id: 'P1.ATTENDANCE',
    title: { zh: '参加推荐人数不少于应到的三分之二', en: 'Two thirds of those expected attend' },
    basis: { document: regulation, article: '16-20', confidence: 'D' },
    // A little under two thirds, so that 2 of 3 is enough whatever the rounding.
    params: { share: 0.6666 },
    severity: 'BLOCK',
    ...always,
  }),
  rule({
    id: 'P1.INSPECTION_TEAM',
    title: { zh: '考察组由两名以上成员组成', en: 'An inspection team has two members or more' },
    basis: { document: regulation, article: '33', confidence: 'V' },
    params: { members: 2 },
    severity: 'BLOCK',
    ...always,
  }),
  rule({
    id: 'P1.DELIBERATION',
    title: {
      zh: '三分之二以上成员到会,应到会成员过半数同意',
      en: 'Two thirds present, more than half of those who should attend agree',
    },
    basis: { document: regulation, article: '38', confidence: 'V' },
    params: { quorumShare: 0.6666, majorityOver: 0.5 },
    severity: 'BLOCK',
    ...always,
  }),
  rule({
    id: 'P1.NOTICE',
    title: { zh: '公示不少于五个工作日', en: 'A public notice of five working days or more' },
    basis: { document: regulation, article: '42', confidence: 'V' },
    params: { workingDays: 5 },
    severity: 'BLOCK',
    ...always,
  }),
  rule({
    id: 'P1.RATING',
    title: {
      zh: '评为差达到规定次数的应当出库',
      en: 'Rated poor as often as this, a member leaves the pool',
    },
    basis: { document: local, article: null, confidence: 'G' },
    params: { poorRatings: 2 },
    severity: 'BLOCK',
    ...always,
  }),
];
