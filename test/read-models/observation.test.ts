import { expect, test } from '@jest/globals';
import type { EventId } from '../../events/values.ts';
import { LinkToPool, ObserveCadre, VerifyObservation } from '../../src/domain/observation.ts';
import { VoidObservation } from '../../src/domain/observation-correction.ts';
import { observations } from '../../src/read-models/observation.ts';
import { givenCounty, givenPerson, givenUnit } from '../domain/given-people.ts';
import { scenario } from '../scenario.ts';
import { columnsOf, rowsOf } from './rows-of.ts';

const on = (effectiveOn: string) => ({ effectiveOn });

function observed() {
  const given = scenario();
  givenCounty(given);
  const cadreId = givenPerson(given);
  const organizationId = givenUnit(given, '虚构县委组织部', 'COUNTY_ORGAN');
  const seen = { area: 'CENTRAL_WORK' as const, where: '疫情防控', what: '连续值守卡点' };
  const [noted] = given.accepted(
    ObserveCadre,
    { cadreId, organizationId, ...seen },
    { ...on('2021-02'), basis: '虚组〔2021〕2号' },
  );
  return { given, cadreId, organizationId, observationId: noted?.id as EventId };
}

test('an observation is noted, then verified, then linked to the pool', () => {
  const { given, cadreId, organizationId, observationId } = observed();
  const named = { cadreId, observationId };
  const verification = { ...named, verifiedById: organizationId };
  given.accepted(VerifyObservation, verification, on('2021-03-01'));
  const entry = { maturity: 'NEAR_TERM', target: 'DEPUTY', track: 'GENERAL_ADMIN' } as const;
  const [admitted] = given.accepted(LinkToPool, { ...named, entry }, on('2021-04-01'));
  const stage = (day: string) => rowsOf(observations, given.all(), day).get(observationId)?.stage;
  expect(stage('2021-01-31')).toBeUndefined();
  expect(['2021-02-01', '2021-03-01', '2021-04-01'].map(stage)).toEqual([
    'NOTED',
    'VERIFIED',
    'LINKED_TO_POOL',
  ]);
  const row = rowsOf(observations, given.all()).get(observationId);
  expect(columnsOf(observations, row)).toEqual({
    county: '419998',
    cadreId,
    organizationId,
    area: 'CENTRAL_WORK',
    stage: 'LINKED_TO_POOL',
    year: 2021,
    notedOn: '2021-02-01',
    verifiedOn: '2021-03-01',
    verifiedById: organizationId,
    linkedOn: '2021-04-01',
    membershipId: admitted?.id,
  });
  expect(row).toMatchObject({ what: '连续值守卡点', where: '疫情防控', eventId: observationId });
});

test('a voided observation never was', () => {
  const { given, cadreId, observationId } = observed();
  given.accepted(VoidObservation, { cadreId, observationId }, on('2021-05-01'));
  expect(rowsOf(observations, given.all(), '2021-03-01').size).toBe(0);
});
