/** The funnel of a reserve round. */
import { describe, expect, test } from '@jest/globals';
import type { CivilDate } from '../../events/dates.ts';
import { reserveFunnel } from '../../src/application/reserve-funnel.ts';
import { funnelGroups, funnelOf } from '../../src/read-models/reserve-funnel.ts';
import {
  admitted,
  left,
  nominated,
  round,
  roundId,
  trained,
} from './grassroots-report-campaigns.ts';
import { history } from './history.ts';

function given() {
  const county = history();
  round(county, 2020);
  nominated(county, 2020, 'appointed', { on: '2020-04-15' });
  nominated(county, 2020, 'trained', { on: '2020-04-15' });
  nominated(county, 2020, 'appointed untrained', { from: 'INSTITUTION', on: '2020-04-15' });
  nominated(county, 2020, 'not admitted', { from: 'INSTITUTION' });
  nominated(county, 2020, 'not recommended', { recommended: false });
  const first = admitted(county, 'appointed', '2020-08-01', 2020);
  trained(county, 'appointed', first, '2020-10-01');
  trained(county, 'appointed', first, '2021-10-01');
  left(county, 'appointed', first, '2022-04-15', 'APPOINTED');
  const second = admitted(county, 'trained', '2020-06-01', 2020);
  trained(county, 'trained', second, '2021-01-01');
  left(county, 'trained', second, '2023-01-01', 'AGE');
  const third = admitted(county, 'appointed untrained', '2020-08-01', 2020);
  left(county, 'appointed untrained', third, '2021-08-01', 'APPOINTED');
  admitted(county, 'finalist', '2020-12-01', null, 'INTERVIEW_FINALIST');
  return county;
}

async function members(asOf = '2024-06-30') {
  const at = { asOf: asOf as CivilDate, knownAt: null };
  return reserveFunnel(await given().rows(), roundId(2020), at);
}

describe('the funnel of a reserve round', () => {
  test('begins with those recommended and counts who reached each step', async () => {
    const steps = funnelOf(await members());
    expect(steps.map(({ step, count }) => [step, count])).toEqual([
      ['RECOMMENDED', 4],
      ['ADMITTED', 3],
      ['TRAINED', 2],
      ['APPOINTED', 2],
    ]);
  });

  test('tells the median months from the step before that was reached', async () => {
    const steps = funnelOf(await members());
    expect(steps.map(({ medianMonths }) => medianMonths)).toEqual([null, 4, 4.5, 15]);
    expect(steps.map((step) => step.medianMonthsFromRecommendation)).toEqual([null, 4, 7.5, 20]);
  });

  test('an earlier day knows no later step', async () => {
    const steps = funnelOf(await members('2020-09-30'));
    expect(steps.map(({ count }) => count)).toEqual([4, 3, 0, 0]);
  });

  test('falls apart by origin and by way of entry', async () => {
    const counts = funnelGroups(await members(), ['ORIGIN']).map(({ values, steps }) => [
      values[0],
      steps.map(({ count }) => count),
    ]);
    expect(counts).toEqual([
      ['INSTITUTION', [2, 1, 0, 1]],
      ['VILLAGE', [2, 2, 2, 1]],
    ]);
    const channels = funnelGroups(await members(), ['CHANNEL']);
    expect(channels.map(({ values }) => values)).toEqual([['PUBLIC_RECOMMENDATION']]);
  });
});
