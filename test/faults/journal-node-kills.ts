/**
 * A cluster's node killed and started again while two servers' ledgers write to it. What was
 * acknowledged is compared with the stream afterwards.
 */
import { randomUUID } from 'node:crypto';
import type { EventId } from '../../events/values.ts';
import { StoreUnavailable } from '../../src/application/limits.ts';
import type { StoredEvent } from '../../src/application/ports.ts';
import { clientLog } from '../../src/stores/kurrentdb/client-log.ts';
import {
  type KurrentdbLedger,
  kurrentdbLedger,
} from '../../src/stores/kurrentdb/kurrentdb-ledger.ts';
import { streamJournal } from '../../src/stores/kurrentdb/stream-journal.ts';
import { surroundings } from '../../src/stores/kurrentdb/surroundings.ts';
import { memoryReplica } from '../../src/stores/memory/memory-ledger.ts';
import { event, stillClock, testFolding } from '../stores/samples.ts';
import { answering, until } from './journal-nodes.ts';
import { pauses } from './journal-pauses.ts';
import { type Tally, tally } from './tally.ts';

const clientsOfEach = 8;
const pauseMs = 300;
/** Said by a ledger after its end: a run that failed sends nothing more. */
const closed = 'the ledger is closed';
const needed = [
  'kills of the node',
  'acknowledged',
  'commands that were asked again',
  'unknown outcomes asked',
];

type Sent = { acknowledged: number | null; unknown: number; refused: number };

type Run = {
  readonly sent: Map<number, Sent>;
  readonly counts: Tally;
  readonly pause: ReturnType<typeof pauses>;
  /** Of each server, how many commands it has acknowledged. */
  readonly settled: number[];
  isOver: boolean;
  next: number;
};
type Options = { readonly kills: number; readonly connection: string; readonly start: string };

export async function nodeKills({ kills, connection, start }: Options): Promise<Tally> {
  const counts = tally('journal: the node killed', needed);
  const stream = `faults-${randomUUID()}`;
  const log = () => clientLog({ connection, stream });
  const run: Run = {
    sent: new Map(),
    counts,
    pause: pauses(),
    settled: [0, 0],
    isOver: false,
    next: 1,
  };
  const ledgers: KurrentdbLedger[] = [];
  let node = await answering(start, log);
  try {
    ledgers.push(await server(log), await server(log));
    const working = Promise.all(
      ledgers.flatMap((ledger, at) =>
        Array.from({ length: clientsOfEach }, () => client(ledger, at, run)),
      ),
    );
    // Whoever waits for their end is told.
    working.catch(() => {});
    for (let kill = 1; kill <= kills; kill += 1) {
      await surroundings.wait(pauseMs + 700 * Math.random());
      await node.kill();
      counts.count('kills of the node');
      node = await answering(start, log);
      const before = [...run.settled];
      const haveRecorded = () => run.settled.every((settled, at) => settled > (before[at] ?? 0));
      await until('both servers record again', haveRecorded);
      console.log(`node kills: ${kill} of ${kills}, ${counts.wrongs()} faults`);
    }
    run.isOver = true;
    await working;
    await compare(log, run.sent, counts);
    counts.greatest('longest pause of acknowledgements, ms', run.pause.longest());
  } finally {
    run.isOver = true;
    for (const ledger of ledgers) await ledger.close();
    await node.stop();
  }
  return counts;
}

async function server(log: () => ReturnType<typeof clientLog>): Promise<KurrentdbLedger> {
  const clock = stillClock();
  const replica = memoryReplica({ folding: testFolding(), clock });
  return kurrentdbLedger({ log: log(), replica, clock, surroundings, budgetMs: 3_000 });
}

/** Sends one command after the other, each again until it is acknowledged. */
async function client(ledger: KurrentdbLedger, at: number, run: Run): Promise<void> {
  const { sent, counts, pause } = run;
  while (!run.isOver) {
    const number = run.next;
    run.next += 1;
    const one: Sent = { acknowledged: null, unknown: 0, refused: 0 };
    sent.set(number, one);
    let found: number | null = null;
    while (one.acknowledged === null) {
      try {
        const write = { stream: `s-${number}`, expected: 'none' as const, events: [event(number)] };
        const result = await ledger.append([write], []);
        if (result.kind === 'appended' || result.kind === 'alreadyRecorded') {
          one.acknowledged = result.position;
          if (found !== null && found !== result.position) {
            counts.wrong(`command ${number} was found at ${found}, then told ${result.position}`);
          }
        } else counts.wrong(`command ${number} was answered ${result.kind}`);
      } catch (error) {
        if (!(error instanceof StoreUnavailable) || error.message === closed) throw error;
        counts.count(`error «${error.message}»`);
        if (error.outcomeUnknown) one.unknown += 1;
        else one.refused += 1;
        await surroundings.wait(100);
        if (error.outcomeUnknown) found = await outcomeOf(ledger, number, counts);
      }
    }
    pause.acknowledged();
    run.settled[at] = (run.settled[at] ?? 0) + 1;
  }
}

/** Where a command stands whose outcome was unknown, as far as this server knows now. */
async function outcomeOf(
  ledger: KurrentdbLedger,
  number: number,
  counts: Tally,
): Promise<number | null> {
  const events = await ledger.findCommand(event(number).meta.commandId);
  counts.count('unknown outcomes asked');
  if (events.length > 0) counts.count('… had taken effect');
  return events.at(-1)?.position ?? null;
}

/** Every acknowledged command stands once where it was said to be; nothing stands there twice. */
async function compare(
  log: () => ReturnType<typeof clientLog>,
  sent: ReadonlyMap<number, Sent>,
  counts: Tally,
): Promise<void> {
  const reading = log();
  // It waits for a node that is busy with itself.
  const journal = streamJournal({ log: reading, surroundings });
  const stored = new Map<EventId, StoredEvent[]>();
  for (let at = 0; ; ) {
    const page = await journal.read(at, 500);
    for (const one of page) {
      at += 1;
      if (one.position !== at) counts.wrong(`position ${one.position} stands at ${at}`);
      stored.set(one.id, [...(stored.get(one.id) ?? []), one]);
    }
    if (page.length < 500) break;
  }
  await reading.close();
  for (const [number, { acknowledged, unknown, refused }] of sent) {
    const found = stored.get(event(number).id) ?? [];
    if (found.length > 1) counts.wrong(`command ${number} is stored ${found.length} times`);
    if (acknowledged === null) continue;
    counts.count('acknowledged');
    if (unknown + refused > 0) counts.count('commands that were asked again');
    counts.count('answers «outcome unknown»', unknown);
    counts.count('answers «nothing was recorded»', refused);
    if (found[0]?.position !== acknowledged) {
      counts.wrong(`command ${number} was acknowledged at ${acknowledged} and is not there`);
    }
  }
}
