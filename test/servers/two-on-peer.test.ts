/** Two whole servers over the scripted peer, which can also be lost and kept from answering. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type ScriptedPeer, scriptedPeer } from '../peer/scripted-peer.ts';
import {
  assertWhole,
  type Invent,
  lastOf,
  type Pair,
  severalServers,
  until,
} from './two-servers.ts';

let peer: ScriptedPeer;
beforeAll(async () => {
  peer = await scriptedPeer();
});
afterAll(() => peer.close());

severalServers(
  'scripted peer',
  () => peer.connection,
  (pair, invent) => {
    lostJournal(pair, invent);
    shutdown(pair, invent);
  },
);

function lostJournal(pair: Pair, invent: Invent): void {
  test('the journal is lost for a while: both serve reads, say so, and recover by themselves', async () => {
    const servers = [pair.one, pair.other];
    const subscription = pair.other.client.subscribe(pair.since);
    await peer.away();
    for (const { client } of servers) {
      await until(async () => (await client.ready()).journal?.isLive === false);
      const { data, extensions } = await client.ask('{ ledger { head } }');
      expect(data.ledger).not.toBeNull();
      expect(extensions.staleSince).toMatch(/^\d{4}-\d\d-\d\dT/);
    }
    const refused = await Promise.all(servers.map(({ client }) => client.send(invent())));
    for (const answer of refused) {
      expect(answer.code).toBe('STORE_UNAVAILABLE');
      expect(answer.message).toMatch(/nothing was recorded/);
    }
    // A balancer is told once it is no change of leaders.
    for (const { client } of servers)
      await until(async () => (await client.ready()).status === 503);
    await peer.back();
    for (const { client } of servers) {
      await until(async () => (await client.ready()).status === 200);
      expect((await client.ask('{ ledger { head } }')).extensions).not.toHaveProperty('staleSince');
    }
    const own = lastOf(await pair.one.client.send(invent()));
    await until(() => subscription.seen.at(-1)?.position === own.position);
    await subscription.end();
    assertWhole(subscription.seen);
  });
}

function shutdown(pair: Pair, invent: Invent): void {
  test('a server that ends reports an append it cannot finish, and its process ends', async () => {
    peer.script.always('append', { kind: 'hang', when: 'before' });
    const command = invent();
    const [answer, ended] = await endedWhile(pair.other, command);
    expect(answer).toMatchObject({ code: 'OUTCOME_UNKNOWN' });
    expect(ended).toEqual({ code: 0, signal: null });
    peer.script.always('append', null);
    expect(lastOf(await pair.one.client.send(command)).commandId).toBe(command.commandId);
  });

  test('it finishes the append in flight, and its process ends', async () => {
    peer.script.once('append', { kind: 'delay', ms: 1_000 });
    const [answer, ended] = await endedWhile(pair.one, invent());
    expect(lastOf(answer).position).toBe(peer.streams.read(pair.stream)?.length);
    expect(ended).toEqual({ code: 0, signal: null });
    expect(peer.subscriptions()).toBe(0);
  });
}

/** Sends a command and asks the server to end once its append has reached the peer. */
async function endedWhile({ client, process }: Pair['one'], command: ReturnType<Invent>) {
  const calls = peer.script.calls('append');
  const sending = client.send(command);
  await until(() => peer.script.calls('append') > calls);
  const ended = process.stop();
  return [await sending, await ended] as const;
}
