/**
 * `kill -9` of the real server under concurrent commands over HTTP: while it serves, while it
 * starts, while it makes the ledger, and while it rebuilds. Each lane has ledgers of its own.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Random, random } from '../../src/demo/random.ts';
import { acknowledged } from './acknowledged.ts';
import { type Invented, inventor, openCounty, query, rootIn } from './invented-commands.ts';
import { type Ask, asker, askForRebuild, startServer, tokenFor } from './server-process.ts';
import { type Tally, tally } from './tally.ts';
import { assertWhole } from './whole.ts';

const clients = 8;
/** A ledger takes so many kills, then it is checked as a whole and another begins. */
const killsPerLedger = 50;
/** Of these, the first hit a ledger that is being made. */
const killsWhileMade = 2;
const servingMsMax = 1_000;
const rebuildingMsMax = 300;
/** Cold starts of this machine take about so long before they serve. */
const startMsMax = 1_500;
const startingPercent = 12;
const rebuildingPercent = 8;
/** At a restart the log is read again from so many pages before its end. */
const pagesAgain = 2;

type Options = { readonly kills: number; readonly lanes: number; readonly seed: string };
type Lane = {
  readonly tally: Tally;
  readonly chance: Random;
  readonly folder: string;
  readonly known: ReturnType<typeof acknowledged>;
  readonly rest: Rest;
};
/** What clients remember over the server's deaths. */
type Rest = {
  county: Invented | null;
  rootId: string | null;
  numbers: number;
  /** Cursors of the log's pages and the positions they stand at. */
  cursors: { readonly cursor: string | null; readonly head: number }[];
};
type Phase = 'made' | 'starting' | 'serving' | 'rebuilding';

export async function kill({ kills, lanes, seed }: Options): Promise<Tally> {
  const counts = tally('kill', [
    'kills',
    'commands acknowledged',
    '… had taken effect',
    '… repeated',
    'positions read over HTTP and compared',
    'acknowledged commands found in the file',
    'checks passed (rows equal a replay)',
  ]);
  let left = kills;
  const take = () => {
    const own = Math.min(left, killsPerLedger);
    left -= own;
    return own;
  };
  const lane = async (number: number) => {
    for (let own = take(), turn = 0; own > 0; own = take(), turn += 1) {
      await oneLedger(own, random(`${seed}/${number}/${turn}`), counts);
      console.log(`kill: ${counts.of('kills')} of ${kills}, ${counts.wrongs()} faults`);
    }
  };
  await Promise.all(Array.from({ length: lanes }, (_, number) => lane(number)));
  return counts;
}

async function oneLedger(kills: number, chance: Random, counts: Tally): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'cadre-ledger-kill-'));
  const known = acknowledged(counts);
  const rest: Rest = { county: null, rootId: null, numbers: 0, cursors: [] };
  const lane = { tally: counts, chance, folder, known, rest };
  const faults = counts.faults().length;
  for (let kill = 0; kill < kills; kill += 1) {
    await killedOnce(lane, kill < Math.min(killsWhileMade, kills / 2) ? 'made' : phaseOf(chance));
  }
  await atTheEnd(lane);
  if (counts.faults().length > faults) console.error(`✗ kill: kept for the inquiry: ${folder}`);
  else rmSync(folder, { recursive: true });
}

function phaseOf(chance: Random): Phase {
  const drawn = chance.int(1, 100);
  if (drawn <= startingPercent) return 'starting';
  return drawn <= startingPercent + rebuildingPercent ? 'rebuilding' : 'serving';
}

async function killedOnce(lane: Lane, phase: Phase): Promise<void> {
  const { tally: counts, chance, folder } = lane;
  const server = startServer(folder);
  if (phase === 'made' || phase === 'starting') {
    await Promise.race([sleep(chance.int(0, startMsMax)), server.ended]);
  } else {
    const url = await server.serving;
    if (url === null) {
      counts.wrong(`the server did not start again: ${server.said()}`);
      return;
    }
    const ask = asker(url, await tokenFor(folder));
    const death = new AbortController();
    const work = working(lane, ask, death.signal);
    if (phase === 'rebuilding') {
      await sleep(chance.int(0, servingMsMax));
      await askForRebuild(folder);
      await sleep(chance.int(0, rebuildingMsMax));
    } else await sleep(chance.int(0, servingMsMax));
    death.abort();
    await server.kill();
    await work;
  }
  const { code, signal } = await server.kill();
  if (signal !== 'SIGKILL') counts.wrong(`the server ended by itself (${code}): ${server.said()}`);
  counts.count('kills');
  counts.count(`kills while ${phase}`);
}

/** All clients until the server dies; each first settles what is not known. */
async function working(lane: Lane, ask: Ask, death: AbortSignal): Promise<void> {
  const { known, rest, chance, tally: counts } = lane;
  const alive = () => !death.aborted;
  const untilDeath = async (work: () => Promise<void>) => {
    try {
      await work();
    } catch (error) {
      // A connection that broke is what a kill looks like; before it, it is a fault.
      if (alive()) counts.wrong(`a client failed before the kill: ${String(error)}`);
    }
  };
  await untilDeath(() => begin(lane, ask));
  const { rootId } = rest;
  if (rootId === null || !alive()) return;
  const open = [...known.unresolved()];
  const next = inventor(chance, rootId, () => {
    rest.numbers += 1;
    return rest.numbers;
  });
  const client = () =>
    untilDeath(async () => {
      for (let one = open.pop(); one !== undefined && alive(); one = open.pop()) {
        await known.resolve(ask, one);
      }
      while (alive()) await known.send(ask, next());
    });
  const reader = () =>
    untilDeath(async () => {
      rest.cursors.length = Math.max(0, rest.cursors.length - pagesAgain);
      await readToEnd(lane, ask, alive);
    });
  await Promise.all([...Array.from({ length: clients }, client), reader()]);
}

/** The county is opened once, by a command like any other. */
async function begin({ known, rest }: Lane, ask: Ask): Promise<void> {
  if (rest.rootId !== null) return;
  if (rest.county === null) {
    rest.county = openCounty();
    await known.send(ask, rest.county);
  } else await known.resolve(ask, rest.county);
  const { data } = await ask(query);
  rest.rootId = rootIn(data);
}

async function readToEnd({ known, rest }: Lane, ask: Ask, alive: () => boolean): Promise<void> {
  for (let more = true; more && alive(); ) {
    const { cursor, head } = rest.cursors.at(-1) ?? { cursor: null, head: 0 };
    const page = await known.readLog(ask, cursor, head);
    if (page.cursor !== null && page.head > head) {
      rest.cursors.push({ cursor: page.cursor, head: page.head });
    }
    more = page.more;
  }
}

/** Nothing unknown is left, the server stops in order, and the file holds what was acknowledged. */
async function atTheEnd(lane: Lane): Promise<void> {
  const { folder, known, rest, tally: counts } = lane;
  const server = startServer(folder);
  const url = await server.serving;
  if (url === null) {
    counts.wrong(`the server did not start at the end: ${server.said()}`);
    return;
  }
  const ask = asker(url, await tokenFor(folder));
  await begin(lane, ask);
  for (const one of known.unresolved()) await known.resolve(ask, one);
  rest.cursors.length = 0;
  await readToEnd(lane, ask, () => true);
  const { code } = await server.stop();
  if (code !== 0) counts.wrong(`the server ended with ${code} when it was asked to stop`);
  await assertWhole(folder, known, counts);
}
