/** 规则集: thresholds as data, each with article and confidence; procedures pin a version. */
import { z } from 'zod';
import { CivilDate } from './dates.ts';
import { defineEvent } from './define.ts';
import { CountyCode, text } from './values.ts';

/** One rule: what it is called, where it stands, how sure that is, and its numbers. */
export const RuleRecord = z.strictObject({
  id: z.string().regex(/^[A-Z][A-Z0-9_.-]{0,39}$/),
  title: z.strictObject({ zh: text(120), en: text(200) }),
  basis: z.strictObject({
    document: text(120),
    article: text(40).nullable(),
    /** V verified, D derived, G general knowledge, L local choice. */
    confidence: z.enum(['V', 'D', 'G', 'L']),
  }),
  params: z.record(
    z.string().max(60),
    z.union([z.number(), z.string(), z.boolean(), z.array(z.string())]),
  ),
  severity: z.enum(['BLOCK', 'WARN', 'INFO']),
  effectiveFrom: CivilDate,
  effectiveTo: CivilDate.nullable(),
});
export type RuleRecord = z.infer<typeof RuleRecord>;

/** 规则集发布 */
export const RuleSetIssued = defineEvent({
  type: 'RuleSetIssued',
  category: 'ruleSet',
  label: { zh: '规则集发布', en: 'Rule set issued' },
  data: { county: CountyCode, version: z.int().min(1), rules: z.array(RuleRecord).min(1).max(200) },
  sample: {
    data: {
      county: '419998',
      version: 1,
      rules: [
        {
          id: 'P1.INTERVAL',
          title: { zh: '每两年公开推荐一次', en: 'a public recommendation every two years' },
          basis: { document: '方城县做法', article: null, confidence: 'V' },
          params: { years: 2 },
          severity: 'WARN',
          effectiveFrom: '2019-01-01',
          effectiveTo: null,
        },
      ],
    },
  },
});

export const ruleSetEvents = [RuleSetIssued];
