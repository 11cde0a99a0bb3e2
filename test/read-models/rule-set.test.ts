import { describe, expect, test } from '@jest/globals';
import { RuleSetIssued } from '../../events/rule-set.ts';
import { shippedRules } from '../../src/domain/rules/defaults/index.ts';
import { ruleSetStream } from '../../src/domain/rules/rule-set.ts';
import { ruleSetModel, ruleSets } from '../../src/read-models/rule-set.ts';
import { openCounty } from '../domain/given-structure.ts';
import { rowsOf } from '../rows.ts';
import { testCounty } from '../scenario.ts';

describe('rule sets', () => {
  test('are one row a version, and the old one stays', () => {
    const { given } = openCounty();
    const data = { county: testCounty, version: 2, rules: shippedRules.slice(0, 1) };
    given.given(ruleSetStream(testCounty), RuleSetIssued, data, { effectiveOn: '2022-01-01' });
    const rows = rowsOf(ruleSetModel, ruleSets, given.all());
    const versions = [...rows.values()].sort((a, b) => a.version - b.version);
    expect(versions.map(({ version, issuedOn }) => [version, issuedOn])).toEqual([
      [1, '2019-01-01'],
      [2, '2022-01-01'],
    ]);
    expect(versions[0]?.rules).toEqual(shippedRules);
    expect(rowsOf(ruleSetModel, ruleSets, given.all(), { asOf: '2021-12-31' }).size).toBe(1);
  });
});
