/** Figures of recruitment, relief and exchange: whom each counts, and whom it must leave out. */
import { describe, expect, test } from '@jest/globals';
import { RecruitmentProbationFailed } from '../../events/recruitment.ts';
import type { EventId } from '../../events/values.ts';
import { breakdown } from '../../src/read-models/grassroots-report.ts';
import { idOf } from '../scenario.ts';
import { expectPeople, figure } from './grassroots-report-asked.ts';
import { recruitment } from './grassroots-report-campaigns.ts';
import {
  appointed,
  contracted,
  examined,
  exchanged,
  intake,
  stationed,
  who,
} from './grassroots-report-people.ts';
import { type History, history } from './history.ts';

function failed(given: History, name: string, appointmentId: EventId): void {
  const of = { recruitmentId: idOf<never>('exam'), positionId: idOf<never>('position') };
  const data = { ...of, cadreId: who(name), appointmentId };
  given.add(`cadre-${who(name)}`, RecruitmentProbationFailed, data, { on: '2022-08-01' });
}

describe('recruitment', () => {
  function given() {
    const county = history();
    const exam = { channel: 'CIVIL_SERVANT_EXAM' } as never;
    intake(county, 'passed', { on: '2021-08-01' }, exam);
    examined(county, 'passed', { on: '2021-08-01' });
    examined(county, 'first of January', { on: '2019-01-01' });
    examined(county, 'in 2018', { on: '2018-12-31' });
    examined(county, 'of the general track', { on: '2021-08-01' }, { track: 'GENERAL' });
    examined(county, 'to a county organ', { on: '2021-08-01' }, { to: 'COUNTY_ORGAN' });
    const failedId = examined(county, 'failed probation', { on: '2021-08-01' });
    failed(county, 'failed probation', failedId);
    const team = { from: 'TOWNSHIP', teamMember: true } as const;
    appointed(county, 'passed', { on: '2023-03-01' }, team);
    appointed(county, 'first of January', { on: '2018-03-01' }, team);
    appointed(county, 'in 2018', { on: '2023-03-01' }, team);
    for (const name of ['no member', 'acting', 'in a county organ']) {
      examined(county, name, { on: '2021-08-01' });
    }
    appointed(county, 'no member', { on: '2023-03-01' }, { from: 'TOWNSHIP' });
    appointed(county, 'acting', { on: '2023-03-01' }, { ...team, kind: 'ACTING' });
    const organ = { ...team, unitType: 'COUNTY_ORGAN' } as const;
    appointed(county, 'in a county organ', { on: '2023-03-01' }, organ);
    return county;
  }

  test('village cadres count who became and stayed township civil servants since 2019', async () => {
    const found = await figure(given(), 'VILLAGE_CADRES_TO_CIVIL_SERVICE');
    expectPeople(found, ['passed', 'first of January', 'no member', 'acting', 'in a county organ']);
    expect(found.items.find(({ cadreId }) => cadreId === who('passed'))).toMatchObject({
      origin: 'VILLAGE',
      channel: 'CIVIL_SERVANT_EXAM',
    });
  });

  test('of them, those count for township teams who were appointed afterwards', async () => {
    expectPeople(await figure(given(), 'VILLAGE_CADRES_IN_TOWNSHIP_TEAMS'), ['passed']);
  });

  test('contracts count of villagers with a township’s institution', async () => {
    const county = history();
    const hiring = { channel: 'INSTITUTION_RECRUITMENT' as never };
    intake(county, 'villager', { on: '2021-08-01' }, hiring);
    contracted(county, 'villager', { on: '2021-08-01' });
    intake(county, 'line worker', { on: '2021-08-01' }, { ...hiring, from: 'STATE_ENTERPRISE' });
    contracted(county, 'line worker', { on: '2021-08-01' });
    intake(county, 'of the county', { on: '2021-08-01' }, { ...hiring, to: 'COUNTY_ORGAN' });
    contracted(county, 'of the county', { on: '2021-08-01' }, 'COUNTY_ORGAN');
    intake(county, 'civil servant', { on: '2021-08-01' }, hiring);
    examined(county, 'civil servant', { on: '2021-08-01' });
    intake(county, 'failed', { on: '2021-08-01' }, hiring);
    failed(county, 'failed', contracted(county, 'failed', { on: '2021-08-01' }));
    expectPeople(await figure(county, 'VILLAGE_CADRES_HIRED_BY_INSTITUTIONS'), ['villager']);
  });

  test('positions count, not headcount, of institutions, when announced in three years', async () => {
    const county = history();
    recruitment(county, 'of 2022', '2022-05-01', [true, true, false], { headcount: 9 });
    recruitment(county, 'first day', '2021-07-01', [true]);
    recruitment(county, 'a day too early', '2021-06-30', [false, false, false]);
    recruitment(county, 'exam', '2022-05-01', [false], { kind: 'CIVIL_SERVANT_EXAM' });
    recruitment(county, 'plan', '2022-05-01', [false], { announced: false });
    const found = await figure(county, 'INSTITUTION_POSTS_REQUIRING_GRASSROOTS');
    expect(found).toMatchObject({
      value: 0.75,
      numerator: 3,
      denominator: 4,
      satisfied: true,
    });
    expect(found.outside).toHaveLength(1);
    expect(breakdown(found.items, ['MIN_GRASSROOTS_YEARS'])).toEqual([{ values: ['2'], count: 3 }]);
  });

  test('half is not more than half, and nothing is no share', async () => {
    const county = history();
    recruitment(county, 'of 2022', '2022-05-01', [true, false]);
    const code = 'INSTITUTION_POSTS_REQUIRING_GRASSROOTS';
    expect(await figure(county, code)).toMatchObject({ value: 0.5, satisfied: false });
    const early = await figure(county, code, { asOf: '2021-12-31' });
    expect(early).toMatchObject({ value: null, denominator: 0, satisfied: false });
  });
});

describe('relief postings and exchanges', () => {
  test('relief counts completed poverty-relief postings, each person once', async () => {
    const county = history();
    stationed(county, 'done', { on: '2018-03-01' }, { completedOn: '2020-12-01' });
    stationed(county, 'twice', { on: '2015-03-01' }, { completedOn: '2017-03-01' });
    stationed(county, 'twice', { on: '2018-03-01' }, { completedOn: '2020-12-01' });
    stationed(county, 'recalled', { on: '2018-03-01' }, { recalledOn: '2019-03-01' });
    stationed(county, 'in post', { on: '2018-03-01' }, {});
    const revival = 'RURAL_REVITALIZATION';
    stationed(county, 'later', { on: '2021-06-01' }, { completedOn: '2023-06-01' }, revival);
    expectPeople(await figure(county, 'POVERTY_RELIEF_TEMPERED'), ['done', 'twice']);
  });

  test('exchanges count completed moves up, below the leaders', async () => {
    const county = history();
    exchanged(county, 'up', { on: '2021-03-01' });
    exchanged(county, 'from a subdistrict', { on: '2021-03-01' }, { from: 'SUBDISTRICT' });
    exchanged(county, 'leader', { on: '2021-03-01' }, { leader: true });
    exchanged(county, 'to a subdistrict', { on: '2021-03-01' }, { to: 'SUBDISTRICT' });
    exchanged(county, 'down', { on: '2021-03-01' }, { from: 'COUNTY_ORGAN', to: 'TOWNSHIP' });
    exchanged(county, 'lateral', { on: '2021-03-01' }, { from: 'COUNTY_ORGAN' });
    exchanged(county, 'not completed', { on: '2021-03-01' }, { completed: false });
    const found = await figure(county, 'EXCHANGED_TOWNSHIP_TO_COUNTY');
    expectPeople(found, ['up', 'from a subdistrict']);
  });
});
