import { beforeAll, describe, expect, test } from '@jest/globals';
import type { CivilDate, Instant } from '../../events/dates.ts';
import { grassrootsReport } from '../../src/application/grassroots-report.ts';
import { demoCounty } from '../../src/demo/counties.ts';
import { demoPlan } from '../../src/demo/demo-plan.ts';
import { loadDemo } from '../../src/demo/load.ts';
import type { Step } from '../../src/demo/plan.ts';
import { reportWindow } from '../../src/read-models/grassroots-report.ts';
import { type DemoLedger, emptyDemo, eventsOf, rowsOf } from './demo-ledger.ts';

const steps = demoPlan();
const stopsAt = 3_333;
let demo: DemoLedger;
let interrupted: DemoLedger;
let loadedAfterwards = 0;
beforeAll(async () => {
  demo = await emptyDemo();
  await loadDemo({ ...demo, steps });
  interrupted = await emptyDemo();
  await loadDemo({ ...interrupted, steps, stopAfter: stopsAt });
  ({ loaded: loadedAfterwards } = await loadDemo({ ...interrupted, steps }));
}, 120_000);

test('a load that was interrupted goes on where it stopped, to the same events and rows', async () => {
  expect(loadedAfterwards).toBe(steps.length - stopsAt);
  const rows = await rowsOf(demo);
  expect(Object.keys(rows).length).toBeGreaterThan(3_000);
  expect(await eventsOf(interrupted)).toEqual(await eventsOf(demo));
  expect(await rowsOf(interrupted)).toEqual(rows);
});

test('a demo that is loaded is not loaded again', async () => {
  const head = await demo.application.head();
  const seen: number[] = [];
  const { loaded } = await loadDemo({ ...demo, steps, onProgress: ({ done }) => seen.push(done) });
  expect({ loaded, seen, head: await demo.application.head() }).toEqual({
    loaded: 0,
    seen: [],
    head,
  });
});

test('afterwards the clock is the machine’s', () => {
  expect(Date.now() - Date.parse(demo.clock.now())).toBeLessThan(60_000);
});

test('a command that is refused is told by number, name and code', async () => {
  const empty = await emptyDemo();
  const [, second] = steps as readonly [Step, Step];
  await expect(loadDemo({ ...empty, steps: [second] })).rejects.toThrow(
    /Step 1 of the demo, OpenOrganization .*ParentUnknown/,
  );
});

describe('the report of the demo county', () => {
  const values = async (asOf: string, knownAt: string | null = null) => {
    const at = { asOf: asOf as CivilDate, knownAt: knownAt as Instant | null };
    const county = demoCounty.code;
    const { figures } = await grassrootsReport(
      ...([demo.application.rows, county, at, reportWindow(at.asOf, {})] as const),
    );
    return new Map(figures.map((figure) => [figure.code, figure]));
  };

  test('gives the twelve values of the article, and its three shares hold', async () => {
    const figures = await values('2024-06-30');
    const numbers = Object.fromEntries([...figures].map(([code, { value }]) => [code, value]));
    expect(numbers).toEqual({
      SELECTED_FROM_GRASSROOTS: 192,
      APPOINTED_COUNTY_MANAGED: 77,
      RESERVE_RECOMMENDED_2020: 50,
      RESERVE_RECOMMENDED_2022: 50,
      OPEN_SELECTION_OFFERED_2022: 10,
      OPEN_SELECTION_OFFERED_2023: 12,
      OPEN_SELECTION_GRASSROOTS_APPOINTED: 8,
      REGULAR_SELECTION_APPOINTED: 3,
      VILLAGE_CADRES_TO_CIVIL_SERVICE: 17,
      POVERTY_RELIEF_TEMPERED: 152,
      EXCHANGED_TOWNSHIP_TO_COUNTY: 7,
      RESERVE_ROUND_INTERVAL_YEARS: 2,
      INSTITUTION_POSTS_REQUIRING_GRASSROOTS: 0.52,
      KEY_POST_HOLDERS_WITH_GRASSROOTS: 1,
      DEPARTMENT_HEADS_WITH_GRASSROOTS: 37 / 40,
      VILLAGE_CADRES_IN_TOWNSHIP_TEAMS: 2,
      VILLAGE_CADRES_HIRED_BY_INSTITUTIONS: 39,
      FINALISTS_TO_RESERVE: 14,
    });
    expect([...figures.values()].filter(({ satisfied }) => satisfied === false)).toEqual([]);
  });

  test('is the same for the calendar years 2019 to 2023', async () => {
    const figures = await values('2023-12-31');
    expect(figures.get('SELECTED_FROM_GRASSROOTS')?.value).toBe(192);
    expect(figures.get('APPOINTED_COUNTY_MANAGED')?.value).toBe(77);
  });

  test('of 2023 was another before the corrections of 2024', async () => {
    const figures = await values('2023-12-31', '2024-01-01T00:00:00.000Z');
    expect(figures.get('SELECTED_FROM_GRASSROOTS')?.value).toBe(193);
    expect(figures.get('APPOINTED_COUNTY_MANAGED')?.value).toBe(78);
    expect(figures.get('INSTITUTION_POSTS_REQUIRING_GRASSROOTS')?.value).toBe(0.51);
  });

  test('was smaller at the end of 2021', async () => {
    const figures = await values('2021-12-31');
    expect(figures.get('SELECTED_FROM_GRASSROOTS')?.value).toBe(124);
    expect(figures.get('OPEN_SELECTION_GRASSROOTS_APPOINTED')?.value).toBe(0);
    expect(figures.has('RESERVE_RECOMMENDED_2022')).toBe(false);
  });
});

describe('facts that must not count are there', () => {
  test.each([
    ['ExchangeCompleted', 28],
    ['ExchangeCancelled', 1],
    ['AppointmentRevoked', 1],
    ['PovertyReliefPostingRecalled', 3],
    ['PovertyReliefPostingCompleted', 157],
    ['ReserveRecommendationVoided', 2],
    ['OfferedItemVoided', 2],
    ['OfferedItemWithdrawn', 1],
    ['OpenSelectionRankConferred', 4],
    ['RecruitmentPositionCorrected', 1],
    ['PostingCorrected', 1],
    ['OrganizationMerged', 1],
    ['ReserveMemberSuspended', 1],
  ])('%s happens %i times', async (type, times) => {
    const events = await demo.ledger.readAll(0, 1_000, { types: [type] });
    expect(events).toHaveLength(times);
  });

  test('one appointment is decided and on public notice when the history ends', async () => {
    const decided = await demo.ledger.readAll(0, 1_000, { types: ['AppointmentDecided'] });
    expect(decided.at(-1)?.data).toMatchObject({
      decidedOn: '2024-06-27',
      noticeStartsOn: '2024-06-28',
    });
  });
});

test('nobody holds anything past sixty, women past fifty-five, before 2025', async () => {
  const people = new Map<string, { gender?: string; birth?: string }>();
  const held = new Map<string, string>();
  for (const { id, type, data, personal } of await eventsOf(demo)) {
    const cadreId = String(data.cadreId);
    if (type === 'PersonRegistered') people.set(cadreId, personal?.[cadreId] ?? {});
    if (type === 'PostingStarted') held.set(id, cadreId);
    if (type === 'PostingEnded' || type === 'PostingVoided') held.delete(String(data.postingId));
  }
  expect(held.size).toBeGreaterThan(700);
  const old = [...held.values()].filter((cadreId) => {
    const { gender, birth = '' } = people.get(cadreId) ?? {};
    return birth < (gender === 'MALE' ? '1965-01-01' : '1970-01-01');
  });
  expect(old).toEqual([]);
});
