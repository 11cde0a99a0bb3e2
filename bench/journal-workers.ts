/** Several servers' ledgers over one stream: two and four that write, one that reads what comes. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { eventCodec } from '../events/index.ts';
import { folding } from '../src/application/folding.ts';
import type { NewStoredEvent } from '../src/application/ports.ts';
import { readModels } from '../src/read-models/index.ts';
import { clusterLedger, newStream } from './cluster.ts';
import { cadreWrite, idOf } from './history.ts';

import { interleaved, percentile, type Row, type Sample } from './measure.ts';
import { root } from './peers.ts';

export type Asked = { readonly callers: number; readonly loadMs: number };
export type Told =
  | { readonly kind: 'ready' }
  | { readonly kind: 'failed'; readonly why: string }
  | { readonly kind: 'sample'; readonly sample: Sample }
  /** When the row could be read, in ms since 1970. */
  | { readonly kind: 'seen'; readonly position: number; readonly atMs: number };

const writerCounts = [1, 2, 4];
const callersOfEach = 64;
const answerMs = 120_000;

type Shape = { readonly folder: string; readonly repeats: number; readonly loadMs: number };

/** One journal for each number of writers, each writer in a process of its own. */
export async function writersTogether({ folder, repeats, loadMs }: Shape): Promise<readonly Row[]> {
  const groups = await Promise.all(
    writerCounts.map(async (count) => {
      const stream = newStream();
      const places = Array.from({ length: count }, (_, index) =>
        join(folder, `writer-${count}-${index}`),
      );
      return Promise.all(places.map((place) => started('writer', stream, place)));
    }),
  );
  const contestants = groups.map((workers) => ({
    name: workers.length === 1 ? '1 writer' : `${workers.length} writers`,
    run: async () =>
      together(
        await Promise.all(
          workers.map((worker) => loaded(worker, { callers: callersOfEach, loadMs })),
        ),
      ),
  }));
  const group = `one journal, writers of ${callersOfEach} callers each`;
  const rows = await interleaved(group, contestants, repeats);
  await Promise.all(groups.flat().map(ended));
  return rows;
}

/** All of them as one; the CPU of an event is what all spend on it, as each takes in every event. */
function together(samples: readonly Sample[]): Sample {
  const of = (name: string) => samples.map((sample) => sample[name] ?? Number.NaN);
  const rates = of('per second');
  const all = rates.reduce((sum, rate) => sum + rate, 0);
  const cpu = of('CPU µs each').reduce((sum, each, index) => sum + each * (rates[index] ?? 0), 0);
  return {
    'per second': all,
    'slowest writer': Math.min(...rates),
    'CPU µs each': cpu / all,
    'worst p50 ms': Math.max(...of('p50 ms')),
    'worst p99 ms': Math.max(...of('p99 ms')),
  };
}

/** From an append's call, and from its answer, to a row on another server; one append at a time. */
export async function lagOf({ folder, repeats, loadMs }: Shape): Promise<readonly Row[]> {
  const stream = newStream();
  const models = folding(readModels, eventCodec);
  const ledger = await clusterLedger({ stream, folder: join(folder, 'lag'), folding: models });
  const reader = await started('reader', stream, join(folder, 'lag-reader'));
  let number = 0;
  const run = async (): Promise<Sample> => {
    const [fromCall, fromAnswer]: [number[], number[]] = [[], []];
    const end = performance.now() + loadMs;
    while (performance.now() < end) {
      number += 1;
      const seen = told(reader, 'seen');
      const calledMs = nowMs();
      const write = { ...registration(number), expected: 'none' as const };
      const result = await ledger.append([write], []);
      const answeredMs = nowMs();
      if (result.kind !== 'appended') throw new Error(`the ledger answered ${result.kind}`);
      const { position, atMs } = await seen;
      if (position !== result.position) throw new Error('another event was seen');
      fromCall.push(atMs - calledMs);
      fromAnswer.push(Math.max(0, atMs - answeredMs));
    }
    return {
      'from the answer, p50 ms': percentile(fromAnswer, 0.5),
      'p99 ms': percentile(fromAnswer, 0.99),
      'from the call, p50 ms': percentile(fromCall, 0.5),
    };
  };
  const group = 'append on one server to a fresh row on another';
  const rows = await interleaved(group, [{ name: 'Cadre Ledger, two servers', run }], repeats);
  await ended(reader);
  await ledger.close();
  return rows;
}

const nowMs = () => performance.timeOrigin + performance.now();

/** The first event of a cadre's history alone, as a command of its own. */
function registration(number: number) {
  const { stream, events } = cadreWrite(number);
  const [first] = events;
  if (first === undefined) throw new Error('a cadre has no events');
  const commandId = idOf('lag', number) as NewStoredEvent['meta']['commandId'];
  return { stream, events: [{ ...first, meta: { ...first.meta, commandId, index: 0, count: 1 } }] };
}

function started(role: 'writer' | 'reader', stream: string, folder: string) {
  return startedWorker('journal-worker.js', [role, stream, folder]);
}

/** `script` of dist/bench/; rejects with its own word for why it cannot work. */
export async function startedWorker(
  script: string,
  parameters: readonly string[],
): Promise<ChildProcess> {
  const child = fork(join(root, 'dist', 'bench', script), parameters);
  await told(child, 'ready');
  return child;
}

export async function loaded(worker: ChildProcess, load: Asked): Promise<Sample> {
  const answer = told(worker, 'sample');
  worker.send(load);
  return (await answer).sample;
}

export async function ended(worker: ChildProcess): Promise<void> {
  const exit = once(worker, 'exit');
  worker.disconnect();
  await exit;
}

/** What a worker tells next; it must be of the kind. */
function told<K extends Told['kind']>(
  worker: ChildProcess,
  kind: K,
): Promise<Extract<Told, { kind: K }>> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void) => {
      clearTimeout(timer);
      worker.off('message', hear);
      worker.off('exit', exit);
      act();
    };
    // Cast: the worker's own program sends nothing else, and the kind is looked at.
    const hear = (message: unknown) => {
      const it = message as Told;
      if (it.kind === kind) settle(() => resolve(it as Extract<Told, { kind: K }>));
      else if (it.kind === 'failed') settle(() => reject(new Error(it.why)));
      else settle(() => reject(new Error(`a worker told of ${it.kind} instead of ${kind}`)));
    };
    const exit = () => settle(() => reject(new Error('a worker of the bench ended')));
    const timer = setTimeout(
      () => settle(() => reject(new Error(`a worker did not say ${kind} within ${answerMs} ms`))),
      answerMs,
    );
    worker.on('message', hear);
    worker.once('exit', exit);
  });
}
