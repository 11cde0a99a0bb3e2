import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { countyAsked } from './given-movement.ts';

let county: Awaited<ReturnType<typeof countyAsked>>;
beforeAll(async () => {
  county = await countyAsked();
});
afterAll(() => county.close());

test('somebody seen at work is verified and enters the pool', async () => {
  const { ids, tell, ask } = county;
  const seen = { area: 'MAJOR_PROJECT', where: '虚构水库移民安置', what: '按期完成签约' };
  const input = { cadreId: ids.secretary, organizationId: ids.organ, ...seen };
  const entity = 'observation { id stage }';
  const { observation } = await tell('observeCadre', input, '2021-05-10', entity);
  expect(observation.stage).toBe('NOTED');
  const of = { cadreId: ids.secretary, observationId: observation.id };
  const verification = { ...of, verifiedById: ids.organ };
  const verified = await tell('verifyObservation', verification, '2021-06-01', entity);
  expect(verified.observation.stage).toBe('VERIFIED');
  const entry = { maturity: 'NEAR_TERM', target: 'DEPUTY', track: 'AGRI_RURAL' };
  await tell('linkToPool', { ...of, entry }, '2021-06-10', entity);
  const asked = await ask(`{ observations(first: 5, where: { stage: [LINKED_TO_POOL] }) {
    nodes { where what notedOn verifiedOn linkedOn organization { name } verifiedBy { name }
      membership { type } linkedBy { type } cadre { observations(first: 1) { totalCount } } }
    breakdown(by: [AREA]) { values count } } }`);
  expect(asked.observations).toEqual({
    nodes: [
      {
        where: '虚构水库移民安置',
        what: '按期完成签约',
        notedOn: '2021-05-10',
        verifiedOn: '2021-06-01',
        linkedOn: '2021-06-10',
        organization: { name: '虚构局' },
        verifiedBy: { name: '虚构局' },
        membership: { type: 'ReserveMemberAdmitted' },
        linkedBy: { type: 'PoolLinked' },
        cadre: { observations: { totalCount: 1 } },
      },
    ],
    breakdown: [{ values: ['MAJOR_PROJECT'], count: 1 }],
  });
});

test('a voided observation is gone', async () => {
  const { ids, tell, ask } = county;
  const seen = { area: 'CENTRAL_WORK', where: '疫情防控', what: '录入有误' };
  const input = { cadreId: ids.head, organizationId: ids.organ, ...seen };
  const { observation } = await tell('observeCadre', input, '2021-02-10', 'observation { id }');
  const of = { cadreId: ids.head, observationId: observation.id };
  await tell('voidObservation', of, '2021-02-11', 'observation { id }');
  const asked = await ask(
    '{ observations(first: 5, where: { area: [CENTRAL_WORK] }) { totalCount } }',
  );
  expect(asked.observations.totalCount).toBe(0);
});
