/** The short form of `npm run faults -- journal`, on the scripted peer; what it says of itself. */
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { beforeAll, expect, jest, test } from '@jest/globals';
import { scriptedPeer } from '../peer/scripted-peer.ts';
import { journalParts } from './journal.ts';
import { startCluster } from './journal-nodes.ts';
import { ownKills } from './journal-own-kills.ts';
import { pauses } from './journal-pauses.ts';

const minutes = 60_000;
const kills = 4;

beforeAll(() => {
  // The server that is killed is the built one.
  const root = join(import.meta.dirname, '../..');
  execFileSync(process.execPath, ['scripts/setup.mjs', '--build', '--quiet'], { cwd: root });
}, 2 * minutes);

test(
  `${kills} kills of our servers over one stream lose nothing acknowledged`,
  async () => {
    const peer = await scriptedPeer();
    const { connection } = peer;
    const killed = await ownKills({ kills, seed: 'short', connection, start: null });
    await peer.close();
    expect([killed.of('kills of our servers'), killed.wrongs()]).toEqual([kills, 0]);
    expect(killed.of('commands acknowledged')).toBeGreaterThan(0);
    expect(killed.of('acknowledged commands found in the stream')).toBeGreaterThan(0);
    expect(killed.of('checks passed (rows equal a replay)')).toBe(2);
  },
  4 * minutes,
);

test('what is missing to run a part is said', async () => {
  const former = { ...process.env };
  for (const name of Object.keys(process.env)) {
    if (name.startsWith('TEST_KURRENTDB')) delete process.env[name];
  }
  const said = (named: Partial<Parameters<typeof journalParts>[1]>) =>
    Promise.all(
      journalParts('1', { node: null, own: null, leader: null, ...named }).map((part) => part()),
    );
  expect(await said({ own: 3 })).toEqual([expect.stringMatching(/^TEST_KURRENTDB names no/)]);
  expect(await said({ leader: 3 })).toEqual([expect.stringMatching(/no three nodes/)]);
  expect(await said({})).toHaveLength(3);
  Object.assign(process.env, former);
});

test('the leader is the node that says so of itself', async () => {
  const ports = [await freePort(), await freePort()] as const;
  const hosts = ports.map((port) => `127.0.0.1:${port}`).join();
  const program = `
    const ports = [${ports.join()}];
    const members = ports.map((httpEndPointPort, at) =>
      ({ state: at === 1 ? 'Leader' : 'Follower', httpEndPointIp: '127.0.0.1', httpEndPointPort }));
    const serverPort = ports[process.env.NODE];
    const gossip = JSON.stringify({ members, serverIp: '127.0.0.1', serverPort });
    require('node:http').createServer((_, to) => to.end(gossip)).listen(serverPort, '127.0.0.1');`;
  const command = `"${process.execPath}" -e "${program.replaceAll('\n', ' ')}"`;
  const cluster = startCluster(`kurrentdb://${hosts}?tls=false`, command, () => {});
  await cluster.whole();
  expect(await cluster.leader()).toBe(1);
  await cluster.kill(1);
  expect(await cluster.leader()).toBeNull();
  cluster.restart(1);
  await cluster.whole();
  expect(await cluster.leader()).toBe(1);
  await cluster.stop();
});

test('the longest pause is the longest between two acknowledgements', () => {
  const now = jest.spyOn(performance, 'now');
  const pause = pauses();
  const longest = [1_000, 1_010, 1_510, 1_520].map((at) => {
    now.mockReturnValue(at);
    pause.acknowledged();
    return pause.longest();
  });
  expect(longest).toEqual([0, 10, 500, 500]);
  expect([pause.sinceAsked(), pause.sinceAsked()]).toEqual([500, 0]);
  now.mockRestore();
});

async function freePort(): Promise<number> {
  const listener = createServer().listen(0, '127.0.0.1');
  await once(listener, 'listening');
  // Cast: what listens on an address has one.
  const { port } = listener.address() as AddressInfo;
  listener.close();
  return port;
}
