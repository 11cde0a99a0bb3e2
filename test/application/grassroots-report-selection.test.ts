/** Figures of selection: whom each counts, and whom it must leave out (domain.md §1.6). */
import { describe, expect, test } from '@jest/globals';
import { PostingVoided } from '../../events/posting.ts';
import { breakdown, type ReportFigure } from '../../src/read-models/grassroots-report.ts';
import { idOf } from '../scenario.ts';
import { expectPeople, figure, reported } from './grassroots-report-asked.ts';
import {
  admitted,
  draftRound,
  nominated,
  openSelection,
  round,
} from './grassroots-report-campaigns.ts';
import { appointed, decided, intake, who } from './grassroots-report-people.ts';
import { history } from './history.ts';

describe('persons selected from the grassroots', () => {
  function given() {
    const county = history();
    intake(county, 'in time', { on: '2021-05' });
    intake(county, 'twice', { on: '2020-05-01' }, { from: 'COMMUNITY' });
    intake(county, 'twice', { on: '2022-05-01' }, { from: 'INSTITUTION', to: 'COUNTY_ORGAN' });
    intake(county, 'on the first day', { on: '2019-07-01' });
    intake(county, 'on the last day', { on: '2024-06-30' });
    intake(county, 'in 2018', { on: '2018-08-01' });
    intake(county, 'a day too early', { on: '2019-06-30' });
    intake(county, 'later', { on: '2024-07-01' });
    intake(county, 'from a township', { on: '2021-05-01' }, { from: 'TOWNSHIP' });
    intake(county, 'to an enterprise', { on: '2021-05-01' }, { to: 'STATE_ENTERPRISE' });
    intake(county, 'of another county', { on: '2021-05-01', county: '419997' });
    return county;
  }
  const names = ['in time', 'twice', 'on the first day', 'on the last day'];

  test('count each person once, from the grassroots to organs, in five years', async () => {
    expectPeople(await figure(given(), 'SELECTED_FROM_GRASSROOTS'), names);
  });

  test('a person of several moves stands with the first', async () => {
    const { items } = await figure(given(), 'SELECTED_FROM_GRASSROOTS');
    const item = items.find(({ cadreId }) => cadreId === who('twice'));
    expect(item).toMatchObject({ year: 2020, origin: 'COMMUNITY', destination: 'TOWNSHIP' });
  });

  test('a voided intake is gone for whoever knows of it', async () => {
    const county = given();
    const intakeId = intake(county, 'in error', { on: '2021-06-01' });
    const postingId = idOf<never>('posting of in error');
    const nothing = { appointmentId: null, hireId: null, decisionId: null };
    county.add(
      `cadre-${who('in error')}`,
      PostingVoided,
      { cadreId: who('in error'), postingId, eventId: postingId, intakeId, ...nothing },
      { on: '2024-03-01', recorded: '2024-03-01' },
    );
    expectPeople(await figure(county, 'SELECTED_FROM_GRASSROOTS'), names);
    const before = { knownAt: '2024-02-01T00:00:00.000Z' };
    const known = await figure(county, 'SELECTED_FROM_GRASSROOTS', before);
    expectPeople(known, [...names, 'in error']);
  });
});

describe('persons appointed to county-managed leading posts', () => {
  function given() {
    const county = history();
    appointed(county, 'directly', { on: '2021-05' });
    intake(
      county,
      'first a clerk',
      { on: '2020-01-01' },
      { channel: 'CIVIL_SERVANT_EXAM' as never },
    );
    appointed(county, 'first a clerk', { on: '2023-01-01' }, { from: 'TOWNSHIP' });
    appointed(county, 'promoted twice', { on: '2021-01-01' });
    appointed(county, 'promoted twice', { on: '2023-01-01' }, { from: 'TOWNSHIP' });
    appointed(county, 'of the township', { on: '2021-05-01' }, { from: 'TOWNSHIP' });
    appointed(county, 'of unknown origin', { on: '2021-05-01' }, { from: null });
    intake(county, 'came in 2018', { on: '2018-01-01' });
    appointed(county, 'came in 2018', { on: '2021-05-01' }, { from: 'TOWNSHIP' });
    appointed(county, 'leader before the intake', { on: '2020-01-01' }, { from: 'TOWNSHIP' });
    intake(county, 'leader before the intake', { on: '2022-01-01' });
    appointed(county, 'to a rank', { on: '2021-05-01' }, { postKind: 'RANK' });
    appointed(county, 'mid-level', { on: '2021-05-01' }, { postKind: 'MID_LEVEL' });
    appointed(county, 'managed by the city', { on: '2021-05-01' }, { managementLevel: 'CITY' });
    appointed(county, 'acting', { on: '2021-05-01' }, { kind: 'ACTING' });
    appointed(county, 'seconded', { on: '2021-05-01' }, { kind: 'SECONDED' });
    appointed(county, 'in 2018', { on: '2018-05-01' });
    decided(county, 'under public notice', { on: '2024-06-28' });
    return county;
  }

  test('count those from the grassroots then, or brought from there within the five years', async () => {
    const found = await figure(given(), 'APPOINTED_COUNTY_MANAGED');
    expectPeople(found, ['directly', 'first a clerk', 'promoted twice']);
  });

  test('a clerk who became a leader keeps the origin of the intake', async () => {
    const { items } = await figure(given(), 'APPOINTED_COUNTY_MANAGED');
    const clerk = items.find(({ cadreId }) => cadreId === who('first a clerk'));
    expect(clerk).toMatchObject({ origin: 'VILLAGE', year: 2023, alsoSelected: true });
  });

  test('its overlap with those selected to organs is told by a breakdown', async () => {
    const { items } = await figure(given(), 'APPOINTED_COUNTY_MANAGED');
    expect(breakdown(items, ['ALSO_SELECTED'])).toEqual([
      { values: ['false'], count: 2 },
      { values: ['true'], count: 1 },
    ]);
  });
});

describe('reserve rounds', () => {
  function given() {
    const county = history();
    round(county, 2020);
    round(county, 2022);
    round(county, 2024, true);
    draftRound(county, 2023);
    nominated(county, 2020, 'villager');
    nominated(county, 2020, 'both rounds', { from: 'STATE_ENTERPRISE' });
    nominated(county, 2022, 'both rounds', { from: 'STATE_ENTERPRISE' });
    nominated(county, 2020, 'an official', { from: 'COUNTY_ORGAN' });
    nominated(county, 2020, 'not recommended', { recommended: false });
    nominated(county, 2022, 'nominated twice', { recommended: false });
    nominated(county, 2022, 'nominated twice');
    nominated(county, 2024, 'of the cancelled round');
    admitted(county, 'finalist', '2022-12-01', null, 'INTERVIEW_FINALIST');
    admitted(county, 'villager', '2020-08-01', 2020);
    return county;
  }

  test('count those recommended from the grassroots, once in each round', async () => {
    const found = await reported(given());
    expectPeople(found.get('RESERVE_RECOMMENDED_2020') as ReportFigure, [
      'villager',
      'both rounds',
    ]);
    expectPeople(found.get('RESERVE_RECOMMENDED_2022') as ReportFigure, [
      'both rounds',
      'nominated twice',
    ]);
  });

  test('a round that is cancelled or not announced has no figure and makes no interval', async () => {
    const found = await reported(given());
    expect(found.has('RESERVE_RECOMMENDED_2024')).toBe(false);
    expect(found.has('RESERVE_RECOMMENDED_2023')).toBe(false);
    expect(found.get('RESERVE_ROUND_INTERVAL_YEARS')).toMatchObject({ value: 2, satisfied: true });
    expect(found.get('RESERVE_ROUND_INTERVAL_YEARS')?.items).toHaveLength(2);
  });

  test('one round has no interval', async () => {
    const found = await figure(given(), 'RESERVE_ROUND_INTERVAL_YEARS', { asOf: '2021-12-31' });
    expect(found).toMatchObject({ value: null, satisfied: false });
  });

  test('finalists count by the way they entered the pool', async () => {
    expectPeople(await figure(given(), 'FINALISTS_TO_RESERVE'), ['finalist']);
  });

  test('the article speaks of its own years only', async () => {
    const county = given();
    round(county, 2018);
    const found = await reported(county);
    expect(found.get('RESERVE_RECOMMENDED_2018')).toMatchObject({
      articleValue: null,
      satisfied: null,
    });
    expect(found.get('RESERVE_RECOMMENDED_2020')).toMatchObject({
      articleValue: 50,
      satisfied: false,
    });
  });
});

describe('open and regular selection', () => {
  test('posts offered add up over the announced items, withdrawn ones too', async () => {
    const county = history();
    openSelection(county, 2022, [
      { postCount: 3 },
      { kind: 'RANK', postCount: 6 },
      { withdrawn: true },
    ]);
    openSelection(county, 2023, [{}], false);
    const found = await reported(county);
    const offered = found.get('OPEN_SELECTION_OFFERED_2022') as ReportFigure;
    expect(offered).toMatchObject({ value: 10, satisfied: true });
    expect(offered.items).toHaveLength(3);
    expect(breakdown(offered.items, ['ITEM_KIND'])).toEqual([
      { values: ['RANK'], count: 6 },
      { values: ['LEADING_POST'], count: 4 },
    ]);
    expect(found.has('OPEN_SELECTION_OFFERED_2023')).toBe(false);
  });

  test('winners count who came from communities, enterprises or institutions to leading posts', async () => {
    const county = history();
    const open = { channel: 'OPEN_SELECTION' } as const;
    appointed(county, 'community', { on: '2022-11-01' }, { ...open, from: 'COMMUNITY' });
    appointed(county, 'firm', { on: '2022-11-01' }, { ...open, from: 'PRIVATE_ENTERPRISE' });
    appointed(county, 'institution', { on: '2023-09-01' }, { ...open, from: 'INSTITUTION' });
    appointed(county, 'village', { on: '2022-11-01' }, { ...open, from: 'VILLAGE' });
    appointed(county, 'organ', { on: '2022-11-01' }, { ...open, from: 'COUNTY_ORGAN' });
    const rank = { ...open, from: 'COMMUNITY', postKind: 'RANK' } as const;
    appointed(county, 'rank', { on: '2022-11-01' }, rank);
    appointed(county, 'other channel', { on: '2022-11-01' }, { from: 'COMMUNITY' });
    const found = await figure(county, 'OPEN_SELECTION_GRASSROOTS_APPOINTED');
    expectPeople(found, ['community', 'firm', 'institution']);
  });

  test('regular selection counts villagers too, and nobody whose notice still runs', async () => {
    const county = history();
    const regular = { channel: 'REGULAR' } as const;
    appointed(county, 'village', { on: '2021-11-01' }, regular);
    appointed(county, 'school', { on: '2018-11-01' }, { ...regular, from: 'SCHOOL' });
    appointed(county, 'township', { on: '2021-11-01' }, { ...regular, from: 'TOWNSHIP' });
    decided(county, 'under public notice', { on: '2024-06-28' });
    expectPeople(await figure(county, 'REGULAR_SELECTION_APPOINTED'), ['village', 'school']);
  });
});
