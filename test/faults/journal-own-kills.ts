/**
 * `kill -9` of our own servers over one stream of a cluster, under commands over HTTP: two servers,
 * each killed while it serves or starts, at any moment of the other's life.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Random, random } from '../../src/demo/random.ts';
import { clientLog } from '../../src/stores/kurrentdb/client-log.ts';
import { acknowledged } from './acknowledged.ts';
import { checkedAtTheEnd, compareAll } from './journal-ending.ts';
import { startLoad } from './journal-load.ts';
import { answering } from './journal-nodes.ts';
import { type JournalServer, journalServer } from './journal-servers.ts';
import { type Tally, tally } from './tally.ts';

/** A ledger takes so many kills, then it is checked as a whole and another begins. */
const killsPerLedger = 50;
const servingMsMax = 3_000;
/** Cold starts of this machine take about so long before they serve. */
const startMsMax = 1_500;
const startingPercent = 12;

type Options = {
  readonly kills: number;
  readonly seed: string;
  readonly connection: string;
  /** How to run the node; null: it runs. */
  readonly start: string | null;
};

export async function ownKills({ kills, seed, connection, start }: Options): Promise<Tally> {
  const counts = tally('journal: our servers killed', [
    'kills of our servers',
    'commands acknowledged',
    'unknown outcomes asked',
    '… repeated',
    ...checkedAtTheEnd,
  ]);
  const probe = () => clientLog({ connection, stream: `faults-${randomUUID()}` });
  const node = start === null ? null : await answering(start, probe);
  try {
    for (let done = 0; done < kills; done += killsPerLedger) {
      const own = Math.min(kills - done, killsPerLedger);
      await oneLedger(own, connection, random(`${seed}/${done}`), counts);
      const told = counts.of('commands acknowledged');
      const faults = counts.wrongs();
      console.log(`own kills: ${done + own} of ${kills}, ${told} acknowledged, ${faults} faults`);
    }
  } finally {
    await node?.stop();
  }
  return counts;
}

async function oneLedger(
  kills: number,
  connection: string,
  chance: Random,
  counts: Tally,
): Promise<void> {
  const place = { connection, stream: `faults-${randomUUID()}` };
  const servers = [journalServer(place, counts), journalServer(place, counts)];
  const known = acknowledged(counts, { isShared: true });
  const faults = counts.wrongs();
  let left = kills;
  const take = () => {
    left -= 1;
    return left >= 0;
  };
  const load = startLoad({ servers, known, chance, counts });
  try {
    await Promise.all(servers.map((server) => killed(server, take, chance, counts)));
    await load.end();
    await compareAll(place, servers, { known, counts });
  } finally {
    load.abandon();
    await Promise.all(servers.map((server) => server.end()));
  }
  for (const { folder, remove } of servers) {
    if (counts.wrongs() > faults) console.error(`✗ own kills: kept for the inquiry: ${folder}`);
    else remove();
  }
}

/** Killed again and again, first while it makes the ledger; in the end it serves. */
async function killed(
  server: JournalServer,
  take: () => boolean,
  chance: Random,
  counts: Tally,
): Promise<void> {
  for (let isFirst = true; take(); isFirst = false) {
    const isStarting = isFirst || chance.chance(startingPercent);
    if (isStarting) {
      server.begin();
      await sleep(chance.int(0, startMsMax));
    } else {
      await server.serve();
      await sleep(chance.int(0, servingMsMax));
    }
    await server.kill();
    counts.count('kills of our servers');
    counts.count(isStarting ? 'kills while starting' : 'kills while serving');
  }
  await server.serve();
}
