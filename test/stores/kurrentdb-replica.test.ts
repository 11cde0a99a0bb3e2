/** What a server finds at start and when its journal goes and comes back. */
import { afterEach, expect, test } from '@jest/globals';
import type { Measurement } from '../../src/application/observe.ts';
import type { Ledger } from '../../src/application/ports.ts';
import type { EventLog } from '../../src/stores/kurrentdb/event-log.ts';
import { kurrentdbLedger } from '../../src/stores/kurrentdb/kurrentdb-ledger.ts';
import { surroundings } from '../../src/stores/kurrentdb/surroundings.ts';
import { memoryReplica } from '../../src/stores/memory/memory-ledger.ts';
import type { Replica } from '../../src/stores/replica.ts';
import { emptyStream, eventLogInMemory, readingOn } from './event-log-in-memory.ts';
import { event, stillClock, testFolding, write } from './samples.ts';

const clock = stillClock();
const open: Ledger[] = [];
afterEach(async () => {
  for (const ledger of open.splice(0)) await ledger.close();
});
const newReplica = () => memoryReplica({ folding: testFolding(), clock });

async function server(log: EventLog, replica: Replica = newReplica(), patienceMs = 50) {
  const ledger = await kurrentdbLedger({ log, replica, clock, surroundings, patienceMs });
  open.push(ledger);
  return ledger;
}
const put = (ledger: Ledger, n: number) => ledger.append([write(`a-${n}`, 'none', event(n))], []);

/** A log that can be cut off and joined again. */
function cuttable(log: EventLog) {
  let cut: AbortController | null = null;
  let isCut = false;
  const lost = () => new Error('the connection was lost');
  const guarded = async <T>(call: () => Promise<T>): Promise<T> => {
    if (isCut) throw lost();
    return call();
  };
  return {
    log: {
      ...log,
      append: (after, records) => guarded(() => log.append(after, records)),
      read: (after, limit) => guarded(() => log.read(after, limit)),
      readOn: (after) => readingOn((from, limit) => guarded(() => log.read(from, limit)), after),
      head: () => guarded(() => log.head()),
      follow: async (after, reader, signal) => {
        if (isCut) throw lost();
        cut = new AbortController();
        await log.follow(after, reader, AbortSignal.any([signal, cut.signal]));
        if (isCut) throw lost();
      },
    } satisfies EventLog,
    cut: () => {
      isCut = true;
      cut?.abort();
    },
    join: () => {
      isCut = false;
    },
  };
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await surroundings.wait(5);
}

test('what one server records the other shows, and both may write', async () => {
  const stream = emptyStream();
  const [one, other] = [
    await server(eventLogInMemory(stream)),
    await server(eventLogInMemory(stream)),
  ];
  const answers = await Promise.all([1, 2, 3, 4].map((n) => put(n % 2 ? one : other, n)));
  expect(answers.map(({ kind }) => kind)).toEqual(Array(4).fill('appended'));
  await until(async () => (await one.head()) === 4 && (await other.head()) === 4);
  expect(await one.readAll(0, 10)).toEqual(await other.readAll(0, 10));
});

test('a server that lost the journal answers reads, refuses commands, and recovers by itself', async () => {
  const stream = emptyStream();
  const { log, cut, join } = cuttable(eventLogInMemory(stream));
  const ledger = await server(log);
  await put(ledger, 1);
  cut();
  await until(() => ledger.journal().isLive === false);
  await surroundings.wait(80);
  await expect(put(ledger, 2)).rejects.toMatchObject({
    message: 'the journal cannot be reached; nothing was recorded, try again later',
    outcomeUnknown: false,
  });
  expect(await ledger.head()).toBe(1);
  expect(ledger.journal().cause).toBe('the connection was lost');
  const other = await server(eventLogInMemory(stream));
  await put(other, 3);
  join();
  await until(() => ledger.journal().isLive);
  expect(await ledger.head()).toBe(2);
  expect(await put(ledger, 2)).toMatchObject({ kind: 'appended', position: 3 });
});

test('a replica that lags behind is brought up at start, with progress; an empty one is filled', async () => {
  const stream = emptyStream();
  const first = await server(eventLogInMemory(stream));
  for (let n = 1; n <= 1_200; n += 1) await put(first, n);
  const seen: [number, number][] = [];
  const ledger = await kurrentdbLedger({
    ...{ log: eventLogInMemory(stream), replica: newReplica(), clock, surroundings },
    onProgress: (position, head) => seen.push([position, head]),
  });
  open.push(ledger);
  expect(await ledger.head()).toBe(1_200);
  expect(seen).toEqual([
    [500, 1_200],
    [1_000, 1_200],
    [1_200, 1_200],
  ]);
});

test('a replica of another ledger, or one that holds more than the journal, is refused untouched', async () => {
  const stream = emptyStream();
  const ledger = await server(eventLogInMemory(stream));
  await put(ledger, 1);
  await put(ledger, 2);
  const replica = newReplica();
  replica.include(stream.records.map(({ event: one }) => one));
  const refused = (records: typeof stream.records) =>
    kurrentdbLedger({
      ...{ log: eventLogInMemory({ records, listeners: new Set() }), replica, clock, surroundings },
    });
  await expect(refused([])).rejects.toThrow(/holds 2 events, the journal none/);
  await expect(refused(stream.records.slice(0, 1))).rejects.toThrow(/the journal fewer/);
  const foreign = emptyStream();
  const another = await server(eventLogInMemory(foreign));
  await put(another, 7);
  await put(another, 8);
  await expect(refused(foreign.records)).rejects.toThrow(/another ledger than the journal/);
  const [one] = stream.records;
  const [, differing] = foreign.records;
  if (!one || !differing) throw new Error('nothing was recorded');
  await expect(refused([one, differing])).rejects.toThrow(/differ at position 2/);
  expect(replica.last().head).toBe(2);
});

test('a replica that failed takes no command any more, though the journal is followed again', async () => {
  const { log, cut, join } = cuttable(eventLogInMemory(emptyStream()));
  const replica = newReplica();
  let failures = 0;
  const failing: Replica = {
    ...replica,
    include: (events) => {
      failures += 1;
      if (failures === 1) throw new Error('the disk failed');
      replica.include(events);
    },
  };
  const ledger = await server(log, failing);
  await expect(put(ledger, 1)).rejects.toMatchObject({ outcomeUnknown: true });
  cut();
  await until(() => !ledger.journal().isLive);
  join();
  await until(() => ledger.journal().isLive);
  await expect(put(ledger, 2)).rejects.toThrow(/replica failed; restart/);
});

test('closing answers what waits, and what comes after is refused', async () => {
  const ledger = await kurrentdbLedger({
    ...{ log: eventLogInMemory(emptyStream()), replica: newReplica(), clock, surroundings },
  });
  const waiting = put(ledger, 1);
  await ledger.close();
  expect(await waiting).toMatchObject({ kind: 'appended' });
  await expect(put(ledger, 2)).rejects.toThrow(/closed/);
});

test('what is appended, lost, taken in and heard of is measured', async () => {
  const stream = emptyStream();
  const measured: Measurement[] = [];
  const observer = { measure: (it: Measurement) => measured.push(it) };
  const parts = { replica: newReplica(), clock, surroundings };
  const inner = eventLogInMemory(stream);
  let isDeaf = false;
  const log: EventLog = {
    ...inner,
    append: async (after, records) => {
      const answer = await inner.append(after, records);
      if (!isDeaf) return answer;
      isDeaf = false;
      throw new Error('no answer');
    },
  };
  const ledger = await kurrentdbLedger({ ...parts, log, observer });
  open.push(ledger);
  const other = await server(eventLogInMemory(stream));
  await put(ledger, 1);
  isDeaf = true;
  await put(ledger, 2);
  // Both compose for the same place: one of them loses the race, and comes behind the other.
  await Promise.all([put(ledger, 3), put(other, 4)]);
  await until(async () => (await ledger.head()) === 4);
  const of = (wanted: string) =>
    measured.filter((it) => it.kind === 'journalAppend' && it.outcome === wanted).length;
  expect(of('unknown')).toBe(1);
  expect(of('recorded')).toBeGreaterThanOrEqual(2);
  expect(measured.reduce((sum, it) => sum + (it.kind === 'taken' ? it.events : 0), 0)).toBe(4);
  expect(ledger.journal()).toMatchObject({ isLive: true, head: 4, newerFrom: null });
  expect(Date.now() - Date.parse(ledger.journal().heardAt ?? '')).toBeLessThan(600_000);
});

test('a journal in which nothing is recorded is asked for its head, and counts as heard of', async () => {
  const inner = eventLogInMemory(emptyStream());
  let asked = 0;
  const log: EventLog = {
    ...inner,
    head: () => {
      asked += 1;
      return inner.head();
    },
  };
  const parts = { log, replica: newReplica(), clock, surroundings, quietMs: 20 };
  const ledger = await kurrentdbLedger(parts);
  const before = asked;
  const heardAt = () => Date.parse(ledger.journal().heardAt ?? '');
  const first = heardAt();
  await until(() => asked >= before + 2);
  expect(heardAt()).toBeGreaterThan(first);
  await ledger.close();
});

test('a command that loses its race while the journal is lost does not wait for its return', async () => {
  const stream = emptyStream();
  const inner = eventLogInMemory(stream);
  const { log, cut } = cuttable(inner);
  const [sent, answered] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const append: EventLog['append'] = async () => {
    sent.resolve();
    await answered.promise;
    return 'moved';
  };
  const ledger = await server({ ...log, append });
  const refused = expect(put(ledger, 1)).rejects.toMatchObject({ outcomeUnknown: false });
  await sent.promise;
  cut();
  await until(() => !ledger.journal().isLive);
  await surroundings.wait(80);
  answered.resolve();
  await refused;
});

test('what shares an append is answered once the replica holds all of it, though a page ends within', async () => {
  const inner = eventLogInMemory(emptyStream());
  const end = Promise.withResolvers<void>();
  const log: EventLog = {
    ...inner,
    // The subscription tells of the first record alone, and before the append is answered.
    append: async (after, records) => {
      const answer = await inner.append(after, records);
      await end.promise;
      return answer;
    },
    follow: (after, reader, signal) => {
      const records: typeof reader.records = (page) => reader.records(page.slice(0, 1));
      return inner.follow(after, { ...reader, records }, signal);
    },
  };
  const ledger = await server(log);
  const answers = await Promise.all(
    [1, 2, 3].map(async (n) => {
      const { kind } = await put(ledger, n);
      const { length } = await ledger.findCommand(event(n).meta.commandId);
      return [kind, length];
    }),
  );
  expect(answers).toEqual(Array(3).fill(['appended', 1]));
  end.resolve();
});

test('a replica that answers nothing any more leaves no caller without an answer', async () => {
  const replica = newReplica();
  let isBroken = false;
  const orFail = <T>(value: T): T => {
    if (isBroken) throw new Error('the disk failed');
    return value;
  };
  const breaking: Replica = {
    ...replica,
    known: {
      ...replica.known,
      revisionOf: (stream) => orFail(replica.known.revisionOf(stream)),
      findCommand: (id) => orFail(replica.known.findCommand(id)),
    },
    include: (events) => {
      isBroken = true;
      orFail(events);
    },
  };
  const ledger = await server(eventLogInMemory(emptyStream()), breaking);
  const first = expect(put(ledger, 1)).rejects.toMatchObject({ outcomeUnknown: true });
  // The next turn's: the first is on its way by then.
  await surroundings.wait(0);
  await Promise.all([2, 3].map((n) => expect(put(ledger, n)).rejects.toThrow(/replica failed/)));
  await first;
  await expect(put(ledger, 4)).rejects.toThrow(/replica failed; restart/);
});
