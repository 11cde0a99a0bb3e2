/** 任职年限: how service is counted (domain.md §2.3). */
import { type RuleRecord, RuleRecord as Shape } from '../../../../events/rule-set.ts';

export const tenureRules: readonly RuleRecord[] = [
  Shape.parse({
    id: 'TENURE.SECONDED',
    title: {
      zh: '挂职、借调连续满六个月的计入基层工作经历',
      en: 'Secondments and loans of six months on end count as grassroots work',
    },
    basis: { document: '本县做法', article: null, confidence: 'L' },
    params: { monthsMin: 6 },
    severity: 'INFO',
    effectiveFrom: '1990-01-01',
    effectiveTo: null,
  }),
];
