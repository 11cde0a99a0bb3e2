/** How a server follows the journal through the real client, and what it does when it is lost. */
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, test } from '@jest/globals';
import { asked, type FaultyStage, faultyStage, rival, stream, until } from './faulty-stage.ts';

let stage: FaultyStage;
afterEach(() => stage.end());
type Server = FaultyStage['ledger'];
const put = (n: number, ledger = stage.ledger) => ledger.append(asked(n), []);
const shown = async (ledger: Server) =>
  (await ledger.readAll(0, 100)).map((one) => `${one.position} ${one.stream}`);
/** Both hold the same, each of it once, in the order of the stream. */
async function bothShow(one: Server, other: Server, ...names: readonly string[]): Promise<void> {
  const all = names.map((name, index) => `${index + 1} ${name}`);
  await until(async () => (await one.head()) === all.length && (await other.head()) === all.length);
  expect([await shown(one), await shown(other)]).toEqual([all, all]);
}

describe('a subscription', () => {
  test.each([
    ['dropped with an error', 'unavailable'],
    ['dropped because the node leads no longer', 'notLeader'],
    ['dropped with access denied', 'accessDenied'],
    ['ended as if it were done', null],
  ] as const)('%s is taken up where it was', async (_, as) => {
    stage = await faultyStage();
    const other = await stage.server();
    stage.peer.names(stage.peer);
    await put(1);
    await bothShow(stage.ledger, other, 'a-1');
    stage.peer.dropSubscriptions(as);
    await put(2, other);
    await put(3);
    await bothShow(stage.ledger, other, 'a-1', 'a-2', 'a-3');
    await until(() => stage.ledger.journal().isLive && other.journal().isLive);
  });

  test('that fell behind is no lost journal: commands are recorded meanwhile, and it is begun anew', async () => {
    stage = await faultyStage();
    const other = await stage.server();
    await put(1);
    await bothShow(stage.ledger, other, 'a-1');
    const seen: boolean[] = [];
    for (const n of [2, 3, 4, 5]) {
      stage.peer.dropSubscriptions('tooSlow');
      await put(n);
      seen.push(stage.ledger.journal().isLive, other.journal().isLive);
    }
    await bothShow(stage.ledger, other, 'a-1', 'a-2', 'a-3', 'a-4', 'a-5');
    expect(seen).toEqual(Array(8).fill(true));
  });

  test('that ended calls nothing live any more, whatever was still asked for it', async () => {
    stage = await faultyStage();
    await put(1);
    // The head that the second subscription asks for comes when it has long ended.
    const atOnce = { kind: 'delay', ms: 0 } as const;
    stage.peer.script.once('read', atOnce, atOnce, { kind: 'delay', ms: 900 });
    stage.peer.dropSubscriptions(null);
    await until(() => !stage.ledger.journal().isLive);
    await pause(400);
    stage.peer.script.always('subscribe', { kind: 'refuse', as: 'accessDenied' });
    stage.peer.dropSubscriptions(null);
    const seen: boolean[] = [];
    for (let n = 0; n < 200; n += 1) {
      await pause(5);
      seen.push(stage.ledger.journal().isLive);
    }
    stage.peer.script.always('subscribe', null);
    expect(seen).not.toContain(true);
  });

  test('that nobody confirms is asked for again', async () => {
    stage = await faultyStage();
    await put(1);
    stage.peer.script.once('subscribe', { kind: 'hang', when: 'before' });
    stage.peer.dropSubscriptions('unavailable');
    await until(() => !stage.ledger.journal().isLive);
    await until(() => stage.ledger.journal().isLive);
    expect(await put(2)).toMatchObject({ kind: 'appended', position: 2 });
  });

  test('is asked for again while it, or the reading before it, is refused', async () => {
    stage = await faultyStage();
    await put(1);
    stage.peer.script.once('subscribe', { kind: 'cut', when: 'before' });
    stage.peer.script.once(
      'read',
      { kind: 'refuse', as: 'unavailable' },
      { kind: 'hang', when: 'before' },
    );
    stage.peer.dropSubscriptions('unavailable');
    await until(() => !stage.ledger.journal().isLive);
    await until(() => stage.ledger.journal().isLive);
    expect(await put(2)).toMatchObject({ kind: 'appended', position: 2 });
  });
});

describe('a journal that goes away', () => {
  test.each([
    ['named by its host', 'connection'],
    ['found by asking who leads it', 'discovered'],
  ] as const)(
    '%s and comes back: reads go on, commands are refused, both recover',
    async (_, as) => {
      stage = await faultyStage({ connectionOf: (peer) => peer[as], patienceMs: 500 });
      await put(1);
      await stage.peer.away();
      await until(() => !stage.ledger.journal().isLive);
      await expect(put(2)).rejects.toMatchObject({
        message: 'the journal cannot be reached; nothing was recorded, try again later',
        outcomeUnknown: false,
      });
      expect(await shown(stage.ledger)).toEqual(['1 a-1']);
      expect(stage.ledger.journal().cause).not.toBeNull();
      await stage.peer.back();
      await until(() => stage.ledger.journal().isLive);
      expect(await put(2)).toMatchObject({ kind: 'appended', position: 2 });
      const other = await stage.server();
      await bothShow(stage.ledger, other, 'a-1', 'a-2');
    },
  );

  test('a cluster without a leader for a while is found again', async () => {
    stage = await faultyStage({ connectionOf: ({ discovered }) => discovered });
    await put(1);
    stage.peer.elects(false);
    stage.peer.script.once('append', { kind: 'cut', when: 'before' });
    const waiting = put(2);
    await until(() => !stage.ledger.journal().isLive);
    stage.peer.elects(true);
    expect(await waiting).toMatchObject({ kind: 'appended', position: 2 });
  });
});

test('another node leads after the one that did went away: it is found, and nothing is lost', async () => {
  stage = await faultyStage({
    connectionOf: (leader, follower) => {
      follower.names(leader);
      const hosts = [leader, follower].map(({ port }) => `127.0.0.1:${port}`);
      return `kurrentdb://${hosts.join()}?tls=false&maxDiscoverAttempts=3`;
    },
  });
  const { peer, another } = stage;
  await put(1);
  expect([peer.script.calls('append'), another.script.calls('append')]).toEqual([1, 0]);
  const waiting = put(2);
  await peer.away();
  another.names(null);
  await until(() => another.subscriptions() === 1);
  expect(await waiting).toMatchObject({ kind: 'appended', position: 2 });
  expect(await put(3)).toMatchObject({ kind: 'appended', position: 3 });
  expect(stage.stored().map((one) => one.stream)).toEqual(['a-1', 'a-2', 'a-3']);
});

test('pages that are cut in their middle are read again, without gap or double', async () => {
  stage = await faultyStage();
  const other = await stage.server();
  const [most, cut] = [1_200, { kind: 'cut', when: 'after' }] as const;
  stage.peer.script.always('subscribe', { kind: 'refuse', as: 'unavailable' });
  stage.peer.dropSubscriptions('unavailable');
  await until(() => !stage.ledger.journal().isLive);
  const rivals = Array.from({ length: most }, (_, index) => rival(index + 1, index + 1));
  stage.peer.script.once('read', cut, cut, { kind: 'delay', ms: 0 }, cut, cut);
  stage.peer.streams.append(stream, 'any', rivals);
  stage.peer.script.always('subscribe', null);
  for (const ledger of [stage.ledger, other]) {
    await until(async () => ledger.journal().isLive && (await ledger.head()) === most);
    const seen = [...(await ledger.readAll(0, 1_000)), ...(await ledger.readAll(1_000, 1_000))];
    expect(seen.map(({ position }) => position)).toEqual(rivals.map((_, index) => index + 1));
  }
});

test('a closed server leaves no connection behind', async () => {
  stage = await faultyStage();
  await put(1);
  expect(stage.peer.connections()).toBeGreaterThan(0);
  await stage.ledger.close();
  await until(() => stage.peer.subscriptions() === 0);
});
