import type { CivilDate } from '../../../../events/dates.ts';
import type { RuleRecord } from '../../../../events/rule-set.ts';
import { titleOf } from '../sources.ts';

const civilServantLaw = titleOf('CSL');
const from = '2015-01-01' as CivilDate;

/** What postings in villages go by (domain.md §1.4 P10). */
export const reliefPostingRules: readonly RuleRecord[] = [
  {
    id: 'P10.CAMPAIGN',
    title: {
      zh: '脱贫攻坚结束后选派的为乡村振兴驻村',
      en: 'postings that begin after the campaign serve rural revitalization',
    },
    basis: { document: '全国脱贫攻坚总结(2021年2月)', article: null, confidence: 'G' },
    params: { endsOn: '2021-02' },
    severity: 'INFO',
    effectiveFrom: from,
    effectiveTo: null,
  },
  {
    id: 'P10.VILLAGE',
    title: { zh: '选派到行政村', en: 'postings are to villages' },
    basis: { document: '本县做法', article: null, confidence: 'L' },
    params: { unitTypes: ['VILLAGE'] },
    severity: 'BLOCK',
    effectiveFrom: from,
    effectiveTo: null,
  },
  {
    id: 'P10.PERSONNEL_RELATION',
    title: {
      zh: '挂职期间不改变人事关系',
      en: 'the personnel relation stays where it is during a secondment',
    },
    basis: { document: civilServantLaw, article: '72', confidence: 'V' },
    params: {},
    severity: 'BLOCK',
    effectiveFrom: from,
    effectiveTo: null,
  },
  {
    id: 'P10.TERM',
    title: { zh: '驻村任期一般不少于两年', en: 'a posting generally lasts two years' },
    basis: {
      document: '选派第一书记和驻村工作队有关规定',
      article: null,
      confidence: 'G',
    },
    params: { monthsMin: 24 },
    severity: 'WARN',
    effectiveFrom: from,
    effectiveTo: null,
  },
];
