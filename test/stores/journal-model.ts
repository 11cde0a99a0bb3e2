/**
 * One history of several servers that write to one stream while calls fail: each sends commands
 * that read streams, decide and append, sends them again where it was told so, on any server. At
 * the end the stream is compared with what each caller was told.
 */

import { instant } from '../../events/dates.ts';
import type { CommandId } from '../../events/values.ts';
import { StoreUnavailable } from '../../src/application/limits.ts';
import type { AppendResult, Write } from '../../src/application/ports.ts';
import {
  type KurrentdbLedger,
  kurrentdbLedger,
} from '../../src/stores/kurrentdb/kurrentdb-ledger.ts';
import { memoryReplica } from '../../src/stores/memory/memory-ledger.ts';
import { emptyStream } from './event-log-in-memory.ts';
import { faultyLog, type Met } from './faulty-log.ts';
import { event, testFolding } from './samples.ts';
import { virtualTime } from './virtual-time.ts';

type Told = { readonly command: number; readonly result: AppendResult | 'unknown' | 'refused' };
export type History = {
  readonly told: readonly Told[];
  readonly records: ReturnType<typeof emptyStream>['records'];
  readonly heads: readonly number[];
  /** What is wrong with it; none in a sound one. */
  readonly wrong: readonly string[];
};

const servers = 3;
const commandsMax = 8;
const triesMax = 12;

export async function history(seed: string, met: Met): Promise<History> {
  const time = virtualTime(seed);
  const { dice, surroundings, chance } = time;
  const stream = emptyStream();
  let isOver = false;
  const faults = { share: dice.int(0, 5) / 10, isOver: () => isOver };
  const start = Date.UTC(2024, 0, 1);
  const clock = { now: () => instant(start + Math.floor(surroundings.now())) };
  const ledgers: KurrentdbLedger[] = [];
  const told: Told[] = [];
  const unseen: string[] = [];
  let open = 0;

  async function server(): Promise<KurrentdbLedger> {
    const replica = memoryReplica({ folding: testFolding(), clock });
    const log = faultyLog(stream, time, faults, met);
    return kurrentdbLedger({
      ...{ log, replica, clock, surroundings },
      ...{ budgetMs: dice.int(100, 6_000), patienceMs: dice.int(100, 4_000) },
    });
  }
  const any = () => ledgers[dice.int(0, ledgers.length - 1)] as KurrentdbLedger;

  /** Decides on what a server knows, as `handle` does. */
  async function sent(number: number, names: readonly string[]): Promise<'again' | 'done'> {
    const ledger = any();
    try {
      const result = await ledger.append(await decided(ledger, names, number), []);
      if (result.kind === 'conflict') return 'again';
      if (result.kind !== 'commandIdReused' && (await ledger.head()) < result.position) {
        unseen.push(`command ${number} was acknowledged before its server could show it`);
      }
      told.push({ command: number, result });
      return chance(0.8) ? 'done' : 'again';
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
      told.push({ command: number, result: error.outcomeUnknown ? 'unknown' : 'refused' });
      return chance(0.3) ? 'done' : 'again';
    }
  }

  /** A client sends it until it is answered or has had enough; now and then to two servers at once. */
  async function command(number: number): Promise<void> {
    const names = dice.int(0, 3) === 0 ? ['s-1', 's-2'] : [`s-${dice.int(1, 3)}`];
    for (let tries = 0; tries < triesMax; tries += 1) {
      const sendings = Array.from({ length: chance(0.3) ? 2 : 1 }, () => sent(number, names));
      if ((await Promise.all(sendings)).includes('done')) return;
      await surroundings.wait(dice.int(1, 5_000));
    }
  }

  const starting = Array.from({ length: servers }, async () => {
    while (ledgers.length < servers) {
      try {
        ledgers.push(await server());
        return;
      } catch {
        await surroundings.wait(dice.int(1, 100));
      }
    }
  });
  await time.run(() => ledgers.length > 0, 3_600_000);
  const count = dice.int(2, commandsMax);
  const commands = Array.from({ length: count }, async (_, index) => {
    open += 1;
    await surroundings.wait(dice.int(0, 200));
    await command(index + 1);
    open -= 1;
  });
  await time.run(() => open === 0, 3_600_000);
  await Promise.all(commands);
  isOver = true;
  await time.run(() => ledgers.length === servers, 3_600_000);
  await Promise.all(starting);
  const isQuiet = async () => {
    const heads = await Promise.all(ledgers.map((one) => one.head()));
    return heads.every((head) => head === stream.records.length);
  };
  let quiet = false;
  // What was cut may still take effect: nothing can, once its time has passed.
  void surroundings.wait(10_000).then(async () => {
    while (!(await isQuiet())) await surroundings.wait(50);
    quiet = true;
  });
  await time.run(() => quiet, 7_200_000);
  const heads = await Promise.all(ledgers.map((one) => one.head()));
  const wrong = [
    ...unseen,
    ...judged(told, stream.records),
    ...(await differing(ledgers, stream.records)),
  ];
  const closing = Promise.all(ledgers.map((one) => one.close()));
  let closed = false;
  void closing.then(() => {
    closed = true;
  });
  await time.run(() => closed, 7_200_000);
  return { told, records: stream.records, heads, wrong };
}

async function decided(
  ledger: KurrentdbLedger,
  names: readonly string[],
  number: number,
): Promise<readonly Write[]> {
  const writes: Write[] = [];
  for (const [index, stream] of names.entries()) {
    const last = (await ledger.readStream(stream, -1, 1_000)).at(-1)?.revision ?? 'none';
    const made = event(number, index);
    const meta = { ...made.meta, index, count: names.length, reason: String(last) };
    writes.push({ stream, expected: last, events: [{ ...made, meta }] });
  }
  return writes;
}

/** What was acknowledged is stored once, where it was said to be; nothing is stored twice or stale. */
function judged(told: readonly Told[], records: History['records']): string[] {
  const wrong: string[] = [];
  const commands = new Map<CommandId, number[]>();
  const revisions = new Map<string, number>();
  for (const [index, { event: stored }] of records.entries()) {
    if (stored.position !== index + 1)
      wrong.push(`position ${stored.position} stands at ${index + 1}`);
    const positions = commands.get(stored.meta.commandId) ?? [];
    commands.set(stored.meta.commandId, [...positions, stored.position]);
    const before = revisions.get(stored.stream) ?? -1;
    if (stored.revision !== before + 1)
      wrong.push(`${stored.stream} goes from ${before} to ${stored.revision}`);
    const saw = stored.meta.reason === 'none' ? -1 : Number(stored.meta.reason);
    if (saw !== before)
      wrong.push(`position ${stored.position} was decided on ${saw}, not ${before}`);
    revisions.set(stored.stream, stored.revision);
  }
  for (const [id, positions] of commands) {
    const count = records.find(({ event: one }) => one.meta.commandId === id)?.event.meta.count;
    if (positions.length !== count) wrong.push(`${id} is stored with ${positions.length} events`);
  }
  for (const { command, result } of told) {
    if (typeof result === 'string' || result.kind === 'conflict') continue;
    const positions = commands.get(event(command).meta.commandId);
    const at = result.kind === 'commandIdReused' ? undefined : result.position;
    if (positions?.at(-1) !== at) wrong.push(`command ${command} was acknowledged at ${at}`);
  }
  return wrong;
}

async function differing(ledgers: readonly KurrentdbLedger[], records: History['records']) {
  const journal = JSON.stringify(records.map(({ event: one }) => one));
  const wrong: string[] = [];
  for (const [index, ledger] of ledgers.entries()) {
    const held = JSON.stringify(await ledger.readAll(0, 1_000));
    if (held !== journal) wrong.push(`server ${index} holds something else than the journal`);
  }
  return wrong;
}
