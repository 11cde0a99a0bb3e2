import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { CountyCode } from '../../events/values.ts';
import { type LedgerUnderTest, ledgerUnderTest } from '../ledger-under-test.ts';
import { asking } from './asking.ts';

const open = `mutation ($county: String) {
  openCounty(input: { name: "另一虚构县" }, record: { county: $county }) {
    ... on OpenCountyRecorded { county { code name } events { type } }
    ... on CommandRefused { refusals { code } }
  }
}`;
let under: LedgerUnderTest;
beforeAll(async () => {
  under = await ledgerUnderTest('memory');
});
afterAll(() => under.close());

describe('opening a county', () => {
  test('takes its six digits, and none that is open under another name', async () => {
    const officer = asking(() => under.application());
    expect((await officer.ask(open, { county: null })).errors[0]).toMatchObject({
      code: 'BAD_USER_INPUT',
      inputPath: 'record.county',
    });
    expect((await officer.ask(open, { county: '419998' })).data).toEqual({
      openCounty: { refusals: [{ code: 'CountyAlreadyOpen' }] },
    });
    expect((await officer.ask(open, { county: '419997' })).data).toMatchObject({
      openCounty: { county: { code: '419997', name: '另一虚构县' } },
    });
  });

  test('is not for an officer of another one', async () => {
    const stranger = asking(() => under.application(), { counties: ['419998' as CountyCode] });
    expect((await stranger.ask(open, { county: '419996' })).errors[0]).toMatchObject({
      code: 'COUNTY_UNKNOWN',
    });
  });
});
