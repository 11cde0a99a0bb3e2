/** A journal that is not what was read of it any more, or goes silent, under a server that runs. */
import { afterEach, expect, test } from '@jest/globals';
import { instant } from '../../events/dates.ts';
import { type EventLog, recordsOf } from '../../src/stores/kurrentdb/event-log.ts';
import {
  type KurrentdbLedger,
  kurrentdbLedger,
} from '../../src/stores/kurrentdb/kurrentdb-ledger.ts';
import { memoryLedger, memoryReplica } from '../../src/stores/memory/memory-ledger.ts';
import { appendTo, emptyStream, eventLogInMemory, type Stream } from './event-log-in-memory.ts';
import { event, testFolding, write } from './samples.ts';
import { virtualTime } from './virtual-time.ts';

const clock = { now: () => instant(Date.UTC(2024, 0, 1)) };
const { surroundings, run } = virtualTime('restored');
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  let isClosed = false;
  const all = Promise.all(closing.splice(0).map((close) => close())).then(() => {
    isClosed = true;
  });
  await run(() => isClosed, Number.POSITIVE_INFINITY);
  await all;
});

async function eventsOf(count: number, name: string, base: number) {
  const ledger = memoryLedger({ folding: testFolding(), clock });
  for (let n = 0; n < count; n += 1) {
    await ledger.append([write(`${name}-${n}`, 'none', event(base + n))], []);
  }
  return recordsOf(await ledger.readAll(0, count), surroundings);
}

/** A server over a stream of five events, whose subscription can be cut or made silent. */
async function server(stream: Stream, quietMs?: number) {
  appendTo(stream, 0, await eventsOf(5, 'b', 1));
  const log = eventLogInMemory(stream);
  let lose = () => {};
  let isSilent = false;
  const scripted: EventLog = {
    ...log,
    follow: async (after, reader, signal) => {
      const cut = new AbortController();
      lose = () => cut.abort();
      const records: typeof reader.records = (page) => {
        if (!isSilent) reader.records(page);
      };
      await log.follow(after, { ...reader, records }, AbortSignal.any([signal, cut.signal]));
      if (cut.signal.aborted) throw new Error('the connection was lost');
    },
  };
  const replica = memoryReplica({ folding: testFolding(), clock });
  const opening = kurrentdbLedger({ log: scripted, replica, clock, surroundings, quietMs });
  let ledger: KurrentdbLedger | undefined;
  void opening.then((opened) => {
    ledger = opened;
  });
  await run(() => ledger !== undefined, Number.POSITIVE_INFINITY);
  closing.push((await opening).close);
  return {
    ledger: await opening,
    cut: () => lose(),
    silence: (is: boolean) => {
      isSilent = is;
    },
  };
}
async function passes(ms: number): Promise<void> {
  let isOver = false;
  void surroundings.wait(ms).then(() => {
    isOver = true;
  });
  await run(() => isOver, Number.POSITIVE_INFINITY);
}
const namesIn = async (ledger: KurrentdbLedger) =>
  (await ledger.readAll(0, 10)).map(({ stream }) => stream);
const put = (ledger: KurrentdbLedger) => ledger.append([write('a-1', 'none', event(90))], []);

test('a journal restored to an earlier moment is followed no further, and the replica kept as it was', async () => {
  const stream = emptyStream();
  const { ledger, cut } = await server(stream);
  cut();
  stream.records.splice(3);
  await passes(20_000);
  expect(ledger.journal()).toMatchObject({
    ...{ isLive: false, isOver: true, newerFrom: null },
    cause: expect.stringMatching(/holds 5 events, the journal fewer: its end is lost; keep this/),
  });
  await expect(put(ledger)).rejects.toThrow(/its end is lost/);
  appendTo(stream, 3, (await eventsOf(6, 'c', 50)).slice(3));
  await passes(20_000);
  expect(await namesIn(ledger)).toEqual(['b-0', 'b-1', 'b-2', 'b-3', 'b-4']);
});

test('so is one that went on differently before it was followed again', async () => {
  const stream = emptyStream();
  const { ledger, cut } = await server(stream);
  const others = (await eventsOf(7, 'c', 50)).slice(3);
  cut();
  stream.records.splice(3);
  appendTo(stream, 3, others);
  await passes(1_000);
  expect(ledger.journal()).toMatchObject({
    ...{ isLive: false, isOver: true },
    cause: expect.stringMatching(/differ at position 5/),
  });
  expect(await namesIn(ledger)).toEqual(['b-0', 'b-1', 'b-2', 'b-3', 'b-4']);
});

test('a node that is behind for a while is no lost end', async () => {
  const stream = emptyStream();
  const { ledger, cut } = await server(stream);
  cut();
  const rest = stream.records.splice(3);
  await passes(2_000);
  expect(ledger.journal()).toMatchObject({ isLive: false, isOver: false });
  stream.records.push(...rest);
  await passes(5_000);
  expect(ledger.journal()).toMatchObject({ isLive: true, isOver: false });
});

test('a subscription that went silent is begun anew', async () => {
  const stream = emptyStream();
  const { ledger, silence } = await server(stream, 1_000);
  silence(true);
  appendTo(stream, 5, (await eventsOf(6, 'c', 50)).slice(5));
  await passes(500);
  expect(await ledger.head()).toBe(5);
  silence(false);
  await passes(5_000);
  expect(await ledger.head()).toBe(6);
});
