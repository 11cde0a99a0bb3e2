/**
 * What comes of a rule: kept, broken or undecided. A broken rule that blocks is a refusal, any
 * other an advisory; what cannot be known is said and left to people, never guessed.
 */
import type { Finding } from '../../../events/define.ts';
import type { EventId } from '../../../events/values.ts';
import { finding } from '../command.ts';
import { type Rules, ruleOf } from './rule-set.ts';
import { basisText } from './sources.ts';

export type Check = {
  readonly rule: string;
  /** null: what it needs is not known. */
  readonly broken: boolean | null;
  /** The finding's code when broken; undecided rules share `RuleUndecided`. */
  readonly code: string;
  readonly params?: Finding['params'];
  readonly evidence?: readonly EventId[];
};
export type Judgement = {
  readonly refusals: readonly Finding[];
  readonly advisories: readonly Finding[];
};

export function judge(rules: Rules, checks: readonly Check[]): Judgement {
  const refusals: Finding[] = [];
  const advisories: Finding[] = [];
  for (const { rule, broken, code, params = {}, evidence = [] } of checks) {
    if (broken === false) continue;
    const options = { rule, basis: basisOf(rules, rule), evidence };
    if (broken === null) advisories.push(finding('RuleUndecided', { rule }, options));
    else if (ruleOf(rules, rule).severity === 'BLOCK')
      refusals.push(finding(code, params, options));
    else advisories.push(finding(code, params, options));
  }
  return { refusals, advisories };
}

/** Where a rule of a rule set stands. */
export function basisOf(rules: Rules, id: string): string {
  return basisText(ruleOf(rules, id).basis);
}
