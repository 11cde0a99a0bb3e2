import type { CivilDate } from '../../../../events/dates.ts';
import type { RuleRecord } from '../../../../events/rule-set.ts';
import { titleOf } from '../sources.ts';

const regulation = titleOf('REGULATION');
const civilServantLaw = titleOf('CSL');
const from = '2019-01-01' as CivilDate;

/** What exchanges go by (domain.md §2.9, §3.3). */
export const exchangeRules: readonly RuleRecord[] = [
  {
    id: 'P7.LEVEL',
    title: { zh: '交流不提高职务层次', en: 'an exchange raises nobody’s level' },
    basis: { document: regulation, article: '50', confidence: 'D' },
    params: {},
    severity: 'BLOCK',
    effectiveFrom: from,
    effectiveTo: null,
  },
  {
    id: 'P7.TRANSFER_IN',
    title: {
      zh: '调任对象:国有企业、高校、科研院所等事业单位中从事公务的人员',
      en: 'who may be transferred into the service: staff of state enterprises and institutions',
    },
    basis: { document: civilServantLaw, article: '70', confidence: 'V' },
    params: { unitTypes: ['STATE_ENTERPRISE', 'INSTITUTION', 'SCHOOL', 'HOSPITAL'] },
    severity: 'BLOCK',
    effectiveFrom: from,
    effectiveTo: null,
  },
  {
    id: 'P7.STAFFING',
    title: {
      zh: '转任、轮岗须为在编人员',
      en: 'transfer and rotation are for established staff',
    },
    basis: { document: civilServantLaw, article: '71', confidence: 'D' },
    params: { staffing: ['ADMIN', 'INSTITUTION_CS', 'INSTITUTION'] },
    severity: 'BLOCK',
    effectiveFrom: from,
    effectiveTo: null,
  },
  {
    id: 'P7.PROBATION',
    title: { zh: '试用期内一般不交流', en: 'nobody is exchanged during probation as a rule' },
    basis: { document: '本县做法', article: null, confidence: 'L' },
    params: {},
    severity: 'WARN',
    effectiveFrom: from,
    effectiveTo: null,
  },
  {
    id: 'P7.TOWNSHIP_SERVICE',
    title: {
      zh: '最低服务年限内一般不调离乡镇',
      en: 'nobody leaves the township before the years of service are over',
    },
    basis: {
      document: '各地从优秀村干部中考录乡镇公务员公告',
      article: null,
      confidence: 'V',
    },
    params: {},
    severity: 'WARN',
    effectiveFrom: from,
    effectiveTo: null,
  },
  {
    id: 'P7.LONG_TENURE',
    title: {
      zh: '同一职位任职满十年必须交流',
      en: 'ten years in one post: an exchange is mandatory',
    },
    basis: { document: regulation, article: '50', confidence: 'D' },
    params: { years: 10 },
    severity: 'INFO',
    effectiveFrom: from,
    effectiveTo: null,
  },
];
