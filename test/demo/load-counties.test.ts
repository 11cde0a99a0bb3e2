import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Instant } from '../../events/dates.ts';
import { CountyCode } from '../../events/values.ts';
import { grassrootsReport } from '../../src/application/grassroots-report.ts';
import { demoCountiesMax, demoCounty, demoCountyAt } from '../../src/demo/counties.ts';
import { demoPlan } from '../../src/demo/demo-plan.ts';
import { loadDemo } from '../../src/demo/load.ts';
import { loadCounties } from '../../src/demo/load-counties.ts';
import { historyEndsOn } from '../../src/demo/plan.ts';
import { plannedSteps, type Round } from '../../src/demo/planned-steps.ts';
import { reportWindow } from '../../src/read-models/grassroots-report.ts';
import { temporaryFolder } from '../stores/temporary-folder.ts';
import { type DemoLedger, emptyDemo, eventsOf } from './demo-ledger.ts';

const counties = 2;
let place: Awaited<ReturnType<typeof temporaryFolder>>;
let whole: DemoLedger;
let interrupted: DemoLedger;
let loaded: readonly number[];
beforeAll(async () => {
  place = await temporaryFolder();
  whole = await emptyDemo();
  interrupted = await emptyDemo();
  const given = { counties, folder: place.folder };
  const first = await loadCounties({ ...whole, ...given });
  const part = await loadCounties({ ...interrupted, ...given, stopAfter: 5_001 });
  const rest = await loadCounties({ ...interrupted, ...given });
  const again = await loadCounties({ ...interrupted, ...given });
  loaded = [first, part, rest, again].map((one) => one.loaded);
}, 240_000);
afterAll(() => place.remove());

describe('the codes of the invented counties', () => {
  /** The provinces of GB/T 2260. */
  const provinces = [
    ...['11', '12', '13', '14', '15', '21', '22', '23', '31', '32', '33', '34', '35', '36', '37'],
    ...['41', '42', '43', '44', '45', '46', '50', '51', '52', '53', '54', '61', '62', '63', '64'],
    ...['65', '71', '81', '82'],
  ];
  const all = Array.from({ length: demoCountiesMax }, (_, index) => demoCountyAt(index));

  test('are no province’s, the demo’s own is no county’s of its province', () => {
    const [own, ...further] = all;
    expect(own?.code).toBe('419998');
    expect(further.filter(({ code }) => provinces.includes(code.slice(0, 2)))).toEqual([]);
    expect(all.filter(({ code }) => !CountyCode.safeParse(code).success)).toEqual([]);
  });

  test('come once each, as do names and seeds, and every name is marked as invented', () => {
    for (const field of ['code', 'name', 'seed'] as const) {
      expect(new Set(all.map((county) => county[field])).size).toBe(demoCountiesMax);
    }
    expect(all.filter(({ name }) => !/^虚..?县\(虚构演示数据\)$/.test(name))).toEqual([]);
  });
});

describe('two counties loaded together', () => {
  test('are loaded once, and after an interruption from where it stopped', () => {
    const [all = 0, part = 0, rest, again] = loaded;
    expect(part).toBeGreaterThanOrEqual(5_001);
    expect({ rest, again }).toEqual({ rest: all - part, again: 0 });
  });

  test('give the same events at the same positions and moments, interrupted or not', async () => {
    expect(await eventsOf(interrupted)).toEqual(await eventsOf(whole));
  });

  test('are recorded in rising time, on each other’s days', async () => {
    const events = await eventsOf(whole);
    const moments = events.map(({ meta }) => meta.recordedAt);
    expect(moments).toEqual(moments.toSorted());
    const changes = events.filter(
      ({ meta }, index) => index > 0 && meta.county !== events[index - 1]?.meta.county,
    );
    expect(changes.length).toBeGreaterThan(events.length / 4);
  });

  test('hold the demo county with the ids, facts and days it has alone', async () => {
    const alone = await emptyDemo();
    await loadDemo({ ...alone, steps: demoPlan() });
    const plain = (events: Awaited<ReturnType<typeof eventsOf>>) =>
      events
        .filter(({ meta }) => meta.county === demoCounty.code)
        .map(({ position: _, meta: { recordedAt, digest: __, ...meta }, ...event }) => ({
          ...{ ...event, meta },
          recordedOn: recordedAt.slice(0, 10),
        }));
    expect(plain(await eventsOf(whole))).toEqual(plain(await eventsOf(alone)));
  }, 120_000);

  test('each give the figures of the article', async () => {
    const at = { asOf: historyEndsOn, knownAt: null };
    for (let index = 0; index < counties; index += 1) {
      const { code } = demoCountyAt(index);
      const window = reportWindow(at.asOf, {});
      const { figures } = await grassrootsReport(whole.application.rows, code, at, window);
      const found = figures.find((figure) => figure.code === 'SELECTED_FROM_GRASSROOTS');
      expect([code, found?.value]).toEqual([code, 192]);
    }
  });
});

test('a ledger loaded with fewer counties is refused, with what to do', async () => {
  const given = { ...whole, counties: counties + 1, folder: place.folder };
  await expect(loadCounties(given)).rejects.toThrow(/another number of counties.*empty folder/);
});

test('a round has one step a county, in the same parts whatever has been loaded of it', () => {
  const file = `${place.folder}/rounds.db`;
  const plans = [0, 1, 2, 3].map((county) => demoPlan(demoCountyAt(county)).slice(0, 40));
  const rounds = (from: number): Round[] => {
    const planned = plannedSteps(file);
    for (const [county, steps] of plans.entries()) {
      planned.add(county, steps, county < 2 ? from : 0);
    }
    const found = [...planned.rounds(2)];
    planned.end();
    return found;
  };
  const names = (round: Round) => round.map(({ county, index }) => `${county.code} ${index}`);
  const all = rounds(0).map(names);
  expect(all[0]).toEqual(['419998 0', '490001 0']);
  expect(all[1]).toEqual(['490002 0', '490003 0']);
  expect(rounds(1).map(names)).toEqual(all.slice(1));
});

test('afterwards the clock is the machine’s', () => {
  const now: Instant = whole.clock.now();
  expect(Date.now() - Date.parse(now)).toBeLessThan(60_000);
});
