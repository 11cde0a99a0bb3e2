import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { countyAsked } from './given-movement.ts';

let county: Awaited<ReturnType<typeof countyAsked>>;
beforeAll(async () => {
  county = await countyAsked();
});
afterAll(() => county.close());

test('an exit recorded in error is voided by the id of the membership’s row', async () => {
  const { ids, tell, ask } = county;
  const cadreId = ids.secretary;
  const rows = 'cadre { reserveMemberships(first: 1) { nodes { id status exitedOn } } }';
  const as = { maturity: 'NEAR_TERM', target: 'DEPUTY', track: 'ECONOMY' };
  const entry = { cadreId, entryChannel: 'ORG_OBSERVED', ...as };
  await tell('admitReserveMember', entry, '2022-07-01', rows);
  const left = { cadreId, exitReason: 'SELF_REQUEST' };
  const { cadre } = await tell('exitReserveMember', left, '2023-05-01', rows);
  const [{ id: membershipId, ...exited }] = cadre.reserveMemberships.nodes;
  expect(exited).toEqual({ status: 'EXITED', exitedOn: '2023-05-01' });
  const { voidReserveExit } = await ask(
    `mutation ($input: VoidReserveExitInput!) {
      voidReserveExit(input: $input, record: { reason: "误录" }) {
        ... on VoidReserveExitRecorded { events { type } ${rows} } } }`,
    { input: { cadreId, membershipId } },
  );
  expect(voidReserveExit).toEqual({
    events: [{ type: 'ReserveMemberExitVoided' }],
    cadre: {
      reserveMemberships: { nodes: [{ id: membershipId, status: 'IN_POOL', exitedOn: null }] },
    },
  });
});
