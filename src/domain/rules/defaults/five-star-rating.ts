import type { CivilDate } from '../../../../events/dates.ts';
import type { RuleRecord } from '../../../../events/rule-set.ts';

/** The stars a branch may win (domain.md §3.4). */
export const fiveStarRatingRules: readonly RuleRecord[] = [
  {
    id: 'P5.FIVE_STAR',
    title: { zh: '“五星”支部的五个方面', en: 'the five fields of a five-star branch' },
    basis: { document: '河南省“五星”支部创建(2022年5月起)', article: null, confidence: 'V' },
    params: {
      village: ['支部过硬', '产业兴旺', '生态宜居', '平安法治', '文明幸福'],
      community: ['支部过硬', '共建共享', '平安法治', '幸福和谐', '宜业兴业'],
    },
    severity: 'BLOCK',
    effectiveFrom: '2022-05-01' as CivilDate,
    effectiveTo: null,
  },
];
