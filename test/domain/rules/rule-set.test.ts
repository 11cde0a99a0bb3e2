import { describe, expect, test } from '@jest/globals';
import { type RuleRecord, RuleSetIssued } from '../../../events/rule-set.ts';
import { IssueRuleSet } from '../../../src/domain/rule-set.ts';
import { shippedRules } from '../../../src/domain/rules/defaults/index.ts';
import {
  currentVersion,
  numberOf,
  ruleOf,
  ruleSet,
  rulesAt,
  textOf,
  textsOf,
} from '../../../src/domain/rules/rule-set.ts';
import { hasSentence } from '../../../src/domain/sentences/index.ts';
import { scenario, testCounty } from '../../scenario.ts';
import { openCounty } from '../given-structure.ts';

type Input = (typeof IssueRuleSet)['input']['_input']['rules'][number];

/** A rule as clients give it. */
function ruleInput({ params, ...rule }: RuleRecord): Input {
  const named = Object.entries(params).map(([name, value]) => ({
    name,
    ...(Array.isArray(value)
      ? { texts: value }
      : typeof value === 'number'
        ? { number: value }
        : typeof value === 'string'
          ? { text: value }
          : { flag: value }),
  }));
  return { ...rule, params: named } as Input;
}
const shipped = shippedRules.map(ruleInput);
const stars = shipped.find(({ id }) => id === 'P5.FIVE_STAR') as Input;
const others = shipped.filter((rule) => rule !== stars);
const local: Input = {
  ...stars,
  id: 'X.LOCAL',
  params: [
    { name: 'years', number: 3 },
    { name: 'word', text: '词' },
    { name: 'yes', flag: true },
  ],
};
const stateOf = (given: ReturnType<typeof scenario>) => {
  const { stream, fold } = ruleSet(testCounty);
  return (given.streams.get(stream) ?? []).reduce(fold.evolve, fold.initial);
};

describe('issuing a rule set', () => {
  test('makes the next version, and the first stays readable', () => {
    const { given } = openCounty();
    const fewer = {
      ...stars,
      params: [{ name: 'village', texts: ['支部过硬'] }, ...stars.params.slice(1)],
    };
    const [issued] = given.accepted(IssueRuleSet, { rules: [...others, fewer, local] });
    expect(issued?.data.version).toBe(2);
    const state = stateOf(given);
    expect(textsOf(rulesAt(state, 2), 'P5.FIVE_STAR', 'village')).toEqual(['支部过硬']);
    expect(textsOf(rulesAt(state, 1), 'P5.FIVE_STAR', 'village')).toHaveLength(5);
    expect(numberOf(rulesAt(state, 2), 'X.LOCAL', 'years')).toBe(3);
    expect(textOf(rulesAt(state, 2), 'X.LOCAL', 'word')).toBe('词');
    expect(ruleOf(rulesAt(state, 2), 'X.LOCAL').params).toEqual({
      years: 3,
      word: '词',
      yes: true,
    });
  });

  test('with the rules that already hold changes nothing', () => {
    const { given } = openCounty();
    expect(given.accepted(IssueRuleSet, { rules: shipped })).toEqual([]);
  });

  test('is refused with every rule that is missing, doubled or of another type, at once', () => {
    const { given } = openCounty();
    const [first, ...rest] = others as [Input, ...Input[]];
    const mistyped = {
      ...stars,
      params: [{ name: 'village', number: 5 }, ...stars.params.slice(1)],
    };
    const twice = { ...local, params: [...local.params, { name: 'years', number: 4 }] };
    const codes = given.refused(IssueRuleSet, { rules: [...rest, mistyped, local, twice] });
    expect(codes).toEqual([
      'RuleParamOfOtherType',
      'RuleParamTwice',
      'RuleTwice',
      'ShippedRuleMissing',
    ]);
    expect(codes.every(hasSentence)).toBe(true);
    expect(first.id).not.toBe('');
  });

  test('is refused before the county is open, and before the version that holds', () => {
    expect(scenario().refused(IssueRuleSet, { rules: shipped })).toEqual(['CountyNotOpen']);
    const { given } = openCounty();
    const rules = [...shipped, local];
    expect(given.refused(IssueRuleSet, { rules }, { effectiveOn: '2018-12-31' })).toEqual([
      'RuleSetOutOfOrder',
    ]);
  });

  test('a parameter has exactly one value', () => {
    const param = { name: 'years', number: 3, text: '三' };
    const parse = () => IssueRuleSet.input.parse({ rules: [{ ...local, params: [param] }] });
    expect(parse).toThrow('exactly one');
  });
});

describe('the rules in force', () => {
  test('are those of the version that held on the day, the first one before it', () => {
    const { given } = openCounty();
    given.accepted(IssueRuleSet, { rules: [...shipped, local] }, { effectiveOn: '2022-01-01' });
    const state = stateOf(given);
    expect(currentVersion(state)).toBe(2);
    expect(currentVersion(state, '2021-12-31' as never)).toBe(1);
    expect(currentVersion(state, '2022-01' as never)).toBe(2);
    expect(currentVersion(state, '2010' as never)).toBe(1);
  });

  test('are the shipped ones where none were issued, and where an old version lacks them', () => {
    const given = scenario();
    expect(currentVersion(stateOf(given))).toBe(0);
    expect(rulesAt(stateOf(given), 0).byId.size).toBe(shippedRules.length);
    const old = { ...(shippedRules[0] as RuleRecord), id: 'OLD', params: {} };
    const bare = {
      ...(shippedRules.find(({ id }) => id === 'P5.FIVE_STAR') as RuleRecord),
      params: {},
    };
    given.given(ruleSet(testCounty).stream, RuleSetIssued, {
      county: testCounty,
      version: 1,
      rules: [old, bare],
    });
    const rules = rulesAt(stateOf(given), 1);
    expect(ruleOf(rules, 'OLD').id).toBe('OLD');
    expect(textsOf(rules, 'P5.FIVE_STAR', 'community')).toHaveLength(5);
  });

  test('a rule nobody shipped, a version nobody issued and a wrong type are defects', () => {
    const rules = rulesAt({ versions: [] }, 0);
    expect(() => ruleOf(rules, 'NONE')).toThrow('never shipped');
    expect(() => rulesAt({ versions: [] }, 7)).toThrow('never issued');
    expect(() => numberOf(rules, 'P5.FIVE_STAR', 'village')).toThrow('number');
    expect(() => textsOf(rules, 'P5.FIVE_STAR', 'none')).toThrow('list');
  });

  test('shipped rules have ids of their own', () => {
    const ids = shippedRules.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
