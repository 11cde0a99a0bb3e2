import { describe, expect, test } from '@jest/globals';
import { OpenCounty } from '../../src/domain/county.ts';
import { shippedRules } from '../../src/domain/rules/defaults/index.ts';
import { hasSentence } from '../../src/domain/sentences/index.ts';
import { scenario, testCounty } from '../scenario.ts';

describe('opening a county', () => {
  test('brings its root organization, the root’s code and the shipped rules in one decision', () => {
    const given = scenario();
    const events = given.accepted(OpenCounty, { name: '虚构县' }, { effectiveOn: '2019-01-01' });
    expect(events.map(({ type }) => type)).toEqual([
      'CountyOpened',
      'CodeTaken',
      'OrganizationOpened',
      'RuleSetIssued',
    ]);
    const [county, code, root, rules] = events;
    expect(county?.data).toMatchObject({ county: testCounty, name: '虚构县' });
    expect(root?.data).toMatchObject({
      organizationId: county?.data.rootOrganizationId,
      code: testCounty,
      unitType: 'COUNTY',
      parentId: null,
    });
    expect(code?.data.entityId).toBe(county?.data.rootOrganizationId);
    expect(rules?.data).toEqual({ county: testCounty, version: 1, rules: shippedRules });
  });

  test('happens once: the same name again changes nothing, another is refused', () => {
    const given = scenario();
    given.accepted(OpenCounty, { name: '虚构县' });
    expect(given.accepted(OpenCounty, { name: '虚构县' })).toEqual([]);
    const codes = given.refused(OpenCounty, { name: '别的县' });
    expect(codes).toEqual(['CountyAlreadyOpen']);
    expect(codes.every(hasSentence)).toBe(true);
  });
});
