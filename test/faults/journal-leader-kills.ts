/**
 * The leader of three nodes killed and started again, under commands over HTTP of two servers that
 * run all the time: none of their clients may be left without an answer.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { random } from '../../src/demo/random.ts';
import { acknowledged } from './acknowledged.ts';
import { checkedAtTheEnd, compareAll } from './journal-ending.ts';
import { type Load, startLoad } from './journal-load.ts';
import { type Cluster, startCluster, until } from './journal-nodes.ts';
import { journalServer } from './journal-servers.ts';
import { type Tally, tally } from './tally.ts';

const beforeKillMs = [500, 3_000] as const;

type Options = {
  readonly kills: number;
  readonly seed: string;
  /** Names all nodes, in the order of $NODE in `start`. */
  readonly connection: string;
  readonly start: string;
};

export async function leaderKills({ kills, seed, connection, start }: Options): Promise<Tally> {
  const counts = tally('journal: the leader of three nodes killed', [
    'kills of the leader',
    'commands acknowledged',
    ...checkedAtTheEnd,
  ]);
  const chance = random(seed);
  const place = { connection, stream: `faults-${randomUUID()}` };
  const servers = [journalServer(place, counts), journalServer(place, counts)];
  const known = acknowledged(counts, { isShared: true });
  const cluster = startCluster(connection, start, () =>
    counts.count('nodes that ended by themselves and were started again'),
  );
  const load = startLoad({ servers, known, chance, counts });
  try {
    await cluster.whole();
    await Promise.all(servers.map((server) => server.serve()));
    await recordedOnAll(load);
    for (let kill = 1; kill <= kills; kill += 1) {
      await sleep(chance.int(...beforeKillMs));
      const told = await leaderKilled(cluster, load, counts);
      console.log(`leader kills: ${kill} of ${kills}, ${counts.wrongs()} faults; ${told}`);
    }
    await load.end();
    await compareAll(place, servers, { known, counts });
  } finally {
    load.abandon();
    await Promise.all(servers.map((server) => server.end()));
    await cluster.stop();
  }
  if (counts.wrongs() === 0) for (const { remove } of servers) remove();
  return counts;
}

/** Until another node leads and both servers record again; then it is started and follows. */
async function leaderKilled(cluster: Cluster, load: Load, counts: Tally): Promise<string> {
  const leader = await cluster.leader();
  if (leader === null) throw new Error('no node leads, or more than one');
  load.pause.sinceAsked();
  await cluster.kill(leader);
  counts.count('kills of the leader');
  let next: number | null = null;
  await until('another node leads', async () => {
    next = await cluster.leader();
    return next !== null;
  });
  await recordedOnAll(load);
  const pause = load.pause.sinceAsked();
  cluster.restart(leader);
  await cluster.whole();
  await recordedOnAll(load);
  return `node ${leader} led, then ${next}; ${pause} ms without acknowledgements`;
}

/** Every server settles another command, whatever it was waiting for. */
async function recordedOnAll(load: Load): Promise<void> {
  const before = load.settled();
  await until('every server records', () =>
    load.settled().every((settled, at) => settled > (before[at] ?? 0)),
  );
}
