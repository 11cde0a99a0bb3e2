import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { countyAsked } from './given-movement.ts';

let county: Awaited<ReturnType<typeof countyAsked>>;
beforeAll(async () => {
  county = await countyAsked();
});
afterAll(() => county.close());

test('a cadre stationed in a village, from assignment to completion', async () => {
  const { ids, tell, ask } = county;
  const assigned = await tell(
    'assignReliefPosting',
    { cadreId: ids.head, organizationId: ids.village, role: 'FIRST_SECRETARY' },
    '2019-05-01',
    'reliefPosting { id kind status home { name } }',
  );
  expect(assigned.reliefPosting).toMatchObject({
    kind: 'POVERTY_RELIEF',
    status: 'IN_POST',
    home: { name: '虚构乡' },
  });
  const named = { cadreId: ids.head, reliefPostingId: assigned.reliefPosting.id };
  const evaluation = { ...named, grade: 'EXCELLENT' };
  await tell('evaluateReliefPosting', evaluation, '2021-04-20', 'reliefPosting { status }');
  await tell('completeReliefPosting', named, '2021-05-01', 'reliefPosting { status }');

  const { reliefPostings } = await ask(
    `{ reliefPostings(first: 5, where: { status: [COMPLETED], kind: [POVERTY_RELIEF] }) {
      totalCount breakdown(by: [YEAR]) { values count }
      nodes { months grade organization { name } evaluatedBy { type } endedBy { type } } } }`,
  );
  expect(reliefPostings).toEqual({
    totalCount: 1,
    breakdown: [{ values: ['2021'], count: 1 }],
    nodes: [
      {
        months: 24,
        grade: 'EXCELLENT',
        organization: { name: '虚构村' },
        evaluatedBy: { type: 'PovertyReliefPostingEvaluated' },
        endedBy: { type: 'PovertyReliefPostingCompleted' },
      },
    ],
  });
  const then = await ask(
    '{ reliefPostings(first: 5, asOf: "2020-01-01") { nodes { status completedOn } } }',
  );
  expect(then.reliefPostings.nodes).toEqual([{ status: 'IN_POST', completedOn: null }]);
});
