import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { countyAsked } from './given-movement.ts';

let county: Awaited<ReturnType<typeof countyAsked>>;
beforeAll(async () => {
  county = await countyAsked();
});
afterAll(() => county.close());

test('an exchange from a township to a county organ, from proposal to completion', async () => {
  const { ids, tell, ask } = county;
  const { exchange } = await tell(
    'proposeExchange',
    {
      cadreId: ids.head,
      kind: 'TRANSFER',
      reason: 'DEVELOPMENT',
      fromOrganizationId: ids.township,
      toOrganizationId: ids.organ,
      toTitle: '科员',
    },
    '2022-03-01',
    'exchange { id stage direction midLevelOrBelow }',
  );
  expect(exchange).toMatchObject({ stage: 'PROPOSED', direction: 'UP', midLevelOrBelow: true });
  const named = { exchangeId: exchange.id };
  for (const side of ['FROM', 'TO']) {
    const opinion = { ...named, side, agreed: side === 'TO' };
    await tell('consultExchangeUnit', opinion, '2022-03-05', 'exchange { stage }');
  }
  const approved = await tell('approveExchange', named, '2022-03-10', 'exchange { stage }');
  expect(approved.advisories).toEqual([{ code: 'ExchangeUnitDisagrees' }]);
  await tell('notifyExchange', named, '2022-03-12', 'exchange { stage }');
  await tell('reportForDuty', named, '2022-03-15', 'exchange { stage }');
  await tell('completeExchange', named, '2022-03-20', 'exchange { stage }');

  const { exchanges } = await ask(
    `query ($organ: ID!) { exchanges(first: 10, where: { stage: [COMPLETED], to: [$organ],
        completedOnFrom: "2022-01-01", completedOnBefore: "2023-01-01" }) {
      totalCount
      breakdown(by: [YEAR, DIRECTION, MID_LEVEL_OR_BELOW]) { values count }
      nodes { from { name } to { name } document opinions { side agreed event { type } }
        steps { type } completedBy { type } postingLeft { type }
        cadre { exchanges(first: 1) { totalCount } } } } }`,
    { organ: ids.organ },
  );
  expect(exchanges).toMatchObject({
    totalCount: 1,
    breakdown: [{ values: ['2022', 'UP', 'true'], count: 1 }],
    nodes: [
      {
        from: { name: '虚构乡' },
        to: { name: '虚构局' },
        document: '虚组〔2022〕1号',
        opinions: [
          { side: 'FROM', agreed: false, event: { type: 'ExchangeUnitConsulted' } },
          { side: 'TO', agreed: true },
        ],
        completedBy: { type: 'ExchangeCompleted' },
        postingLeft: { type: 'PostingStarted' },
        cadre: { exchanges: { totalCount: 1 } },
      },
    ],
  });
  expect(exchanges.nodes[0].steps).toHaveLength(6);
});
