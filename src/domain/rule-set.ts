/** 规则集发布: a county changes its rules by issuing a whole new version; procedures keep theirs. */
import { z } from 'zod';
import { firstDay } from '../../events/dates.ts';
import type { Finding } from '../../events/define.ts';
import { RuleRecord, RuleSetIssued } from '../../events/rule-set.ts';
import { text } from '../../events/values.ts';
import { accept, citing, defineCommand, finding, obstacles, read, refuse } from './command.ts';
import { shippedRules } from './rules/defaults/index.ts';
import { ruleSet } from './rules/rule-set.ts';
import { county } from './structure.ts';

const rulesMax = 200;
const paramsMax = 40;

/** A parameter as clients give it: exactly one of the four values. */
const RuleParam = z
  .strictObject({
    name: text(60),
    number: z.number().nullable().default(null),
    text: text(200).nullable().default(null),
    flag: z.boolean().nullable().default(null),
    texts: z.array(text(60)).max(40).nullable().default(null),
  })
  .refine(({ name: _name, ...values }) => count(Object.values(values)) === 1, {
    error: 'must have exactly one of number, text, flag and texts',
  });
const count = (values: readonly unknown[]) => values.filter((value) => value !== null).length;

const Rule = z.strictObject({ ...RuleRecord.shape, params: z.array(RuleParam).max(paramsMax) });

export const IssueRuleSet = defineCommand({
  name: 'IssueRuleSet',
  label: { zh: '发布规则集', en: 'Issue a rule set' },
  input: z.strictObject({ rules: z.array(Rule).min(1).max(rulesMax) }),
  decide: function* (input, context) {
    const rules = input.rules.map(recordOf);
    const { opened } = yield* read(county(context.county));
    const ref = ruleSet(context.county);
    const last = (yield* read(ref)).versions.at(-1);
    if (last !== undefined && isSame(last.rules, rules)) return accept();
    const refusals = [
      ...obstacles(
        [opened === null, () => finding('CountyNotOpen')],
        [
          last !== undefined && firstDay(context.effectiveOn) < firstDay(last.on),
          () => finding('RuleSetOutOfOrder', { on: last?.on ?? '' }, citing(last)),
        ],
      ),
      ...repeated(input.rules),
      ...shippedRules.flatMap((shipped) => departures(shipped, rules)),
    ];
    if (refusals.length > 0) return refuse(refusals);
    const version = (last?.version ?? 0) + 1;
    return accept([
      context.event(ref.stream, RuleSetIssued, { county: context.county, version, rules }),
    ]);
  },
});

function recordOf({ params, ...rule }: z.output<typeof Rule>): RuleRecord {
  const named = params.map((param) => {
    const { name, number, text, flag, texts } = param;
    return [name, number ?? text ?? flag ?? texts ?? []] as const;
  });
  return { ...rule, params: Object.fromEntries(named) };
}

/** Ids, and parameters of one rule, that stand twice. */
function repeated(rules: readonly z.output<typeof Rule>[]): Finding[] {
  const twice = (names: readonly string[]) =>
    new Set(names.filter((name, index) => names.indexOf(name) !== index));
  const ids = [...twice(rules.map(({ id }) => id))].map((id) => finding('RuleTwice', { id }));
  const params = rules.flatMap(({ id, params }) =>
    [...twice(params.map(({ name }) => name))].map((param) =>
      finding('RuleParamTwice', { id, param }),
    ),
  );
  return [...ids, ...params];
}

/** Where a shipped rule is missing, or a parameter it is read by is missing or of another type. */
function departures(shipped: RuleRecord, rules: readonly RuleRecord[]): Finding[] {
  const own = rules.find(({ id }) => id === shipped.id);
  if (own === undefined) return [finding('ShippedRuleMissing', { id: shipped.id })];
  return Object.entries(shipped.params)
    .filter(([param, value]) => typeName(own.params[param]) !== typeName(value))
    .map(([param]) => finding('RuleParamOfOtherType', { id: shipped.id, param }));
}

function typeName(value: unknown): string {
  return Array.isArray(value) ? 'texts' : typeof value;
}

/** Rules in the same order with the same content; the order of parameters says nothing. */
function isSame(before: readonly RuleRecord[], after: readonly RuleRecord[]): boolean {
  const plain = (rules: readonly RuleRecord[]) =>
    JSON.stringify(
      rules.map((rule) => [
        rule.id,
        rule.title.zh,
        rule.title.en,
        rule.basis.document,
        rule.basis.article,
        rule.basis.confidence,
        Object.entries(rule.params).sort(([a], [b]) => (a < b ? -1 : 1)),
        rule.severity,
        rule.effectiveFrom,
        rule.effectiveTo,
      ]),
    );
  return plain(before) === plain(after);
}

export const ruleSetCommands = [IssueRuleSet];
