/**
 * A cluster's node killed while servers write to it: `npm run faults -- journal`, which needs
 * TEST_KURRENTDB, the connection string, and TEST_KURRENTDB_START, a command that runs the node in
 * the foreground under its own pid. What was acknowledged is compared with the stream afterwards.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { EventId } from '../../events/values.ts';
import { StoreUnavailable } from '../../src/application/limits.ts';
import type { StoredEvent } from '../../src/application/ports.ts';
import { clientLog } from '../../src/stores/kurrentdb/client-log.ts';
import {
  type KurrentdbLedger,
  kurrentdbLedger,
} from '../../src/stores/kurrentdb/kurrentdb-ledger.ts';
import { surroundings } from '../../src/stores/kurrentdb/surroundings.ts';
import { memoryReplica } from '../../src/stores/memory/memory-ledger.ts';
import { event, stillClock, testFolding } from '../stores/samples.ts';
import { type Tally, tally } from './tally.ts';

const clientsOfEach = 8;
const pauseMs = 300;
const needed = ['kills of the node', 'acknowledged', 'commands that were asked again'];

type Sent = { acknowledged: number | null; unknown: number; refused: number };

export async function journal({ kills }: { readonly kills: number }): Promise<Tally | string> {
  const connection = process.env.TEST_KURRENTDB;
  const start = process.env.TEST_KURRENTDB_START;
  if (connection === undefined || start === undefined) {
    return 'TEST_KURRENTDB and TEST_KURRENTDB_START name no cluster and how to run its node';
  }
  const counts = tally('journal', needed);
  const stream = `faults-${randomUUID()}`;
  const log = () => clientLog({ connection, stream });
  let node = await started(start, log);
  const ledgers = [await server(log), await server(log)];
  const sent = new Map<number, Sent>();
  const run = { isOver: false, next: 1, pause: 0, longest: 0 };
  const clients = ledgers.flatMap((ledger) =>
    Array.from({ length: clientsOfEach }, () => client(ledger, sent, run)),
  );
  for (let kill = 0; kill < kills; kill += 1) {
    await surroundings.wait(pauseMs + 700 * Math.random());
    node.kill('SIGKILL');
    await once(node, 'exit');
    counts.count('kills of the node');
    node = await started(start, log);
    await Promise.all(ledgers.map((ledger) => until(() => ledger.journal().isLive)));
  }
  run.isOver = true;
  await Promise.all(clients);
  for (const ledger of ledgers) await ledger.close();
  await compare(log, sent, counts);
  counts.count('longest pause of acknowledgements, ms', Math.round(run.longest));
  node.kill('SIGTERM');
  await once(node, 'exit');
  return counts;
}

async function server(log: () => ReturnType<typeof clientLog>): Promise<KurrentdbLedger> {
  const clock = stillClock();
  const replica = memoryReplica({ folding: testFolding(), clock });
  return kurrentdbLedger({ log: log(), replica, clock, surroundings, budgetMs: 3_000 });
}

/** Sends one command after the other, each again until it is acknowledged. */
async function client(
  ledger: KurrentdbLedger,
  sent: Map<number, Sent>,
  run: { isOver: boolean; next: number; pause: number; longest: number },
): Promise<void> {
  while (!run.isOver) {
    const number = run.next;
    run.next += 1;
    const one: Sent = { acknowledged: null, unknown: 0, refused: 0 };
    sent.set(number, one);
    while (one.acknowledged === null) {
      try {
        const write = { stream: `s-${number}`, expected: 'none' as const, events: [event(number)] };
        const result = await ledger.append([write], []);
        if (result.kind === 'appended' || result.kind === 'alreadyRecorded') {
          one.acknowledged = result.position;
        }
      } catch (error) {
        if (!(error instanceof StoreUnavailable)) throw error;
        if (error.outcomeUnknown) one.unknown += 1;
        else one.refused += 1;
        await surroundings.wait(100);
      }
    }
    const now = performance.now();
    if (run.pause > 0) run.longest = Math.max(run.longest, now - run.pause);
    run.pause = now;
  }
}

/** Every acknowledged command stands once where it was said to be; nothing stands there twice. */
async function compare(
  log: () => ReturnType<typeof clientLog>,
  sent: ReadonlyMap<number, Sent>,
  counts: Tally,
): Promise<void> {
  const reading = log();
  const stored = new Map<EventId, StoredEvent[]>();
  for (let at = 0; ; ) {
    const page = await reading.read(at, 500);
    for (const { event: one } of page) {
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

/** The node, once it answers. */
async function started(
  start: string,
  log: () => ReturnType<typeof clientLog>,
): Promise<ChildProcess> {
  const node = spawn('/bin/sh', ['-c', `exec ${start}`], { stdio: 'ignore' });
  const probe = log();
  await until(async () => {
    if (node.exitCode !== null) throw new Error(`the node ended with ${node.exitCode}`);
    return probe.head().then(
      () => true,
      () => false,
    );
  });
  await probe.close();
  return node;
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await surroundings.wait(50);
}
