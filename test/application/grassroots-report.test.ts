/** The report as of other days, in other windows, with what was known then. */
import { describe, expect, test } from '@jest/globals';
import type { CivilDate } from '../../events/dates.ts';
import { PostingEnded, PostingVoided } from '../../events/posting.ts';
import type { EventId } from '../../events/values.ts';
import { type ReportFigure, reportWindow } from '../../src/read-models/grassroots-report.ts';
import { sqliteLedger } from '../../src/stores/sqlite/sqlite-ledger.ts';
import { idOf } from '../scenario.ts';
import { temporaryFolder } from '../stores/temporary-folder.ts';
import {
  counted,
  expectPeople,
  figure,
  reported,
  reportedFrom,
} from './grassroots-report-asked.ts';
import { nominated, openSelection, recruitment, round } from './grassroots-report-campaigns.ts';
import {
  appointed,
  examined,
  exchanged,
  intake,
  post,
  posting,
  stationed,
  who,
} from './grassroots-report-people.ts';
import { type History, history, loadedOn } from './history.ts';

describe('windows and moments', () => {
  function given() {
    const county = history();
    intake(county, 'of 2017', { on: '2017-05-01' });
    intake(county, 'of 2020', { on: '2020-05-01' });
    intake(county, 'of 2023', { on: '2023-05-01' });
    appointed(county, 'of 2017', { on: '2017-06-01' });
    appointed(county, 'of 2023', { on: '2023-06-01' }, { channel: 'REGULAR' });
    examined(county, 'of 2020', { on: '2020-05-01' });
    examined(county, 'of 2018', { on: '2018-05-01' });
    recruitment(county, 'of 2019', '2019-05-01', [true]);
    recruitment(county, 'of 2022', '2022-05-01', [false]);
    round(county, 2020);
    nominated(county, 2020, 'of 2020');
    openSelection(county, 2022, [{}]);
    exchanged(county, 'of 2017', { on: '2017-08-01' });
    stationed(county, 'of 2017', { on: '2016-08-01' }, { completedOn: '2018-08-01' });
    return county;
  }

  test('a window overrides the two figures of five years and the one of three, and no other', async () => {
    const window = { fiveYearFrom: '2017-01-01', threeYearFrom: '2019-01-01', to: '2021-12-31' };
    const [usual, other] = [await reported(given()), await reported(given(), { window })];
    const of = (found?: ReportFigure) => [found?.items, found?.outside];
    const changed = [...usual].filter(
      ([code, found]) => JSON.stringify(of(found)) !== JSON.stringify(of(other.get(code))),
    );
    expect(changed.map(([code]) => code)).toEqual([
      'SELECTED_FROM_GRASSROOTS',
      'APPOINTED_COUNTY_MANAGED',
      'INSTITUTION_POSTS_REQUIRING_GRASSROOTS',
    ]);
    expectPeople(other.get('SELECTED_FROM_GRASSROOTS') as ReportFigure, ['of 2017', 'of 2020']);
    expectPeople(other.get('APPOINTED_COUNTY_MANAGED') as ReportFigure, ['of 2017']);
    expect(other.get('INSTITUTION_POSTS_REQUIRING_GRASSROOTS')?.value).toBe(1);
    expectPeople(other.get('VILLAGE_CADRES_TO_CIVIL_SERVICE') as ReportFigure, ['of 2020']);
  });

  test('by default the windows end with the day of the report', () => {
    expect(reportWindow('2024-06-30' as CivilDate, {})).toEqual({
      fiveYears: { from: '2019-07-01', to: '2024-06-30' },
      threeYears: { from: '2021-07-01', to: '2024-06-30' },
    });
  });

  test('a report of an earlier day leaves out what came later', async () => {
    const [then, now] = [await reported(given(), { asOf: '2021-12-31' }), await reported(given())];
    expectPeople(then.get('SELECTED_FROM_GRASSROOTS') as ReportFigure, ['of 2017', 'of 2020']);
    expectPeople(now.get('SELECTED_FROM_GRASSROOTS') as ReportFigure, ['of 2020', 'of 2023']);
    expect(then.get('REGULAR_SELECTION_APPOINTED')?.value).toBe(0);
    expect(now.get('REGULAR_SELECTION_APPOINTED')?.value).toBe(1);
    expect(then.has('OPEN_SELECTION_OFFERED_2022')).toBe(false);
    expect(now.has('OPEN_SELECTION_OFFERED_2022')).toBe(true);
  });

  test('the report is the same from SQLite', async () => {
    const county = given();
    post(county, 'head', { departmentHead: true });
    posting(county, 'of 2017', { on: '2012-01-01' });
    posting(county, 'of 2017', { on: '2017-06-01' }, { frontLine: false, post: 'head' });
    const { folder, remove } = await temporaryFolder();
    const application = await county.over(loadedOn, (parts) => sqliteLedger({ ...parts, folder }));
    const [there, here] = [await reportedFrom(application.rows), await reported(county)];
    await application.close();
    await remove();
    expect(here.get('DEPARTMENT_HEADS_WITH_GRASSROOTS')?.value).toBe(1);
    expect([...there]).toEqual([...here]);
  });

  test('a figure of persons has as many items as its value, whatever the figure', async () => {
    for (const { kind, value, items } of (await reported(given())).values()) {
      if (kind === 'PERSONS') expect(new Set(items.map(({ key }) => key)).size).toBe(value);
    }
  });
});

describe('corrections', () => {
  test('a correction recorded in 2024 changes the report of 2023 only for who knows of it', async () => {
    const county = history();
    const appointmentId = appointed(county, 'recorded wrongly', { on: '2023-05-01' });
    const postingId = idOf<never>('posting of recorded wrongly');
    county.add(
      `cadre-${who('recorded wrongly')}`,
      PostingVoided,
      {
        cadreId: who('recorded wrongly'),
        postingId,
        eventId: postingId,
        appointmentId,
        intakeId: null,
        hireId: null,
        decisionId: null,
      },
      { on: '2024-05-01', recorded: '2024-05-01' },
    );
    const code = 'APPOINTED_COUNTY_MANAGED';
    const of2023 = (knownAt: string) => figure(county, code, { asOf: '2023-12-31', knownAt });
    expect((await of2023('2024-04-30T00:00:00.000Z')).value).toBe(1);
    expect((await of2023('2024-05-02T00:00:00.000Z')).value).toBe(0);
  });
});
function ended(given: History, name: string, postingId: EventId, on: string): void {
  const data = { cadreId: who(name), postingId, reason: 'NEW_POST' as const };
  given.add(`cadre-${who(name)}`, PostingEnded, data, { on });
}

describe('heads and holders of key posts', () => {
  function given() {
    const county = history();
    post(county, 'key', { keyPost: true });
    post(county, 'head', { departmentHead: true });
    post(county, 'city', { departmentHead: true, managementLevel: 'CITY' });
    const organ = { unitType: 'COUNTY_ORGAN', frontLine: false } as const;
    posting(county, 'from below', { on: '2010' });
    posting(county, 'from below', { on: '2015-01-01' }, { ...organ, post: 'key' });
    posting(county, 'also from below', { on: '2010-01-01' });
    posting(county, 'also from below', { on: '2015-01-01' }, { ...organ, post: 'head' });
    posting(county, 'front line afterwards', { on: '2012-01-01' }, organ);
    ended(
      county,
      'front line afterwards',
      posting(county, 'front line afterwards', { on: '2013-01-01' }),
      '2013-01-01',
    );
    posting(county, 'front line afterwards', { on: '2015-01-01' }, { ...organ, post: 'city' });
    const former = posting(county, 'former', { on: '2011-01-01' }, { ...organ, post: 'head' });
    ended(county, 'former', former, '2014-12-31');
    posting(county, 'front line afterwards', { on: '2018-01-01' });
    posting(county, 'acting', { on: '2016-01-01' }, { ...organ, post: 'key', kind: 'ACTING' });
    return county;
  }

  test('all of those who hold a key post by right have front-line work before it', async () => {
    const found = await figure(given(), 'KEY_POST_HOLDERS_WITH_GRASSROOTS');
    expect(found).toMatchObject({ value: 1, numerator: 1, denominator: 1, satisfied: true });
    expect(counted(found, ['from below', 'acting'])).toEqual(['from below']);
  });

  test('heads managed by the city stay in the denominator; later front-line work does not count', async () => {
    const found = await figure(given(), 'DEPARTMENT_HEADS_WITH_GRASSROOTS');
    expect(found).toMatchObject({ value: 0.5, numerator: 1, denominator: 2, satisfied: false });
    expect(counted(found, ['also from below'])).toEqual(['also from below']);
    expect(found.outside.map(({ cadreId }) => cadreId)).toEqual([who('front line afterwards')]);
  });
});
