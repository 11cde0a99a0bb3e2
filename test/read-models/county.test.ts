import { describe, expect, test } from '@jest/globals';
import { counties, countyModel } from '../../src/read-models/county.ts';
import { openCounty } from '../domain/given-structure.ts';
import { rowsOf } from '../rows.ts';
import { testCounty } from '../scenario.ts';

describe('counties', () => {
  test('are one row each, from the day they were opened', () => {
    const { given, rootId } = openCounty();
    const row = rowsOf(countyModel, counties, given.all()).get(testCounty);
    expect(row).toMatchObject({ county: testCounty, name: '虚构县', rootOrganizationId: rootId });
    expect(row && counties.text?.(row)).toBe('虚构县');
    expect(rowsOf(countyModel, counties, given.all(), { asOf: '2018-12-31' }).size).toBe(0);
  });
});
