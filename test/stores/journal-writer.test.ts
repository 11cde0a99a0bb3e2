/** What the one who appends does when calls lie, fail, hang or take long: nobody is left without an answer. */
import { afterEach, expect, test } from '@jest/globals';
import { instant } from '../../events/dates.ts';
import { type EventLog, recordsOf } from '../../src/stores/kurrentdb/event-log.ts';
import {
  type KurrentdbLedger,
  kurrentdbLedger,
} from '../../src/stores/kurrentdb/kurrentdb-ledger.ts';
import { surroundings } from '../../src/stores/kurrentdb/surroundings.ts';
import { memoryLedger, memoryReplica } from '../../src/stores/memory/memory-ledger.ts';
import type { Replica } from '../../src/stores/replica.ts';
import { appendTo, emptyStream, eventLogInMemory } from './event-log-in-memory.ts';
import { event, testFolding, write } from './samples.ts';
import { virtualTime } from './virtual-time.ts';

type Reader = Parameters<EventLog['follow']>[1];

const clock = { now: () => instant(Date.UTC(2024, 0, 1)) };
const open: KurrentdbLedger[] = [];
afterEach(async () => {
  for (const ledger of open.splice(0)) await ledger.close();
});
const newReplica = () => memoryReplica({ folding: testFolding(), clock });
async function server(log: EventLog, replica: Replica = newReplica(), times = surroundings) {
  const ledger = await kurrentdbLedger({ log, replica, clock, surroundings: times });
  open.push(ledger);
  return ledger;
}
const put = (ledger: KurrentdbLedger, n: number) =>
  ledger.append([write(`a-${n}`, 'none', event(n))], []);
async function theirs() {
  const ledger = memoryLedger({ folding: testFolding(), clock });
  await ledger.append([write('b-1', 'none', event(100))], []);
  return recordsOf(await ledger.readAll(0, 1), surroundings);
}
/** A tail that tells of nothing by itself. */
function silent(log: EventLog, told: (reader: Reader) => void = () => {}): EventLog {
  return {
    ...log,
    follow: (_after, reader, signal) => {
      told(reader);
      reader.live();
      return new Promise((resolve) => signal.addEventListener('abort', () => resolve()));
    },
  };
}
async function* failing(): AsyncGenerator<never> {
  yield await Promise.reject(new Error('no answer'));
}

test('a record that came first and that the cluster lost again is not waited for', async () => {
  const log = eventLogInMemory(emptyStream());
  let sent = 0;
  const append: EventLog['append'] = async (after, records) => {
    sent += 1;
    return sent === 1 ? 'moved' : log.append(after, records);
  };
  const ledger = await server({ ...log, append });
  expect(await put(ledger, 1)).toMatchObject({ kind: 'appended', position: 1 });
  expect(sent).toBe(2);
});

test('a read that fails while the tail is silent is tried again', async () => {
  const stream = emptyStream();
  const log = eventLogInMemory(stream);
  let reads = 0;
  const readOn: EventLog['readOn'] = (after) => {
    reads += 1;
    return reads === 2 || reads === 3 ? failing() : log.readOn(after);
  };
  const ledger = await server(silent({ ...log, readOn }));
  appendTo(stream, 0, await theirs());
  expect(await put(ledger, 1)).toMatchObject({ kind: 'appended', position: 2 });
  expect(reads).toBeGreaterThan(3);
});

test('a read that hangs holds nothing up that the tail brings', async () => {
  const stream = emptyStream();
  const log = eventLogInMemory(stream);
  let reader: Reader | undefined;
  let isHanging = false;
  async function* hanging() {
    await surroundings.wait(3_000);
    yield* failing();
  }
  const readOn: EventLog['readOn'] = (after) => (isHanging ? hanging() : log.readOn(after));
  const ledger = await server(
    silent({ ...log, readOn }, (given) => {
      reader = given;
    }),
  );
  isHanging = true;
  const records = await theirs();
  appendTo(stream, 0, records);
  const answer = put(ledger, 1);
  await surroundings.wait(200);
  const told = performance.now();
  reader?.records(records);
  expect(await answer).toMatchObject({ kind: 'appended', position: 2 });
  expect(performance.now() - told).toBeLessThan(1_500);
});

test('an end while nothing can be read is an end', async () => {
  const stream = emptyStream();
  const log = eventLogInMemory(stream);
  let isFailing = false;
  const readOn: EventLog['readOn'] = (after) => (isFailing ? failing() : log.readOn(after));
  const ledger = await server(silent({ ...log, readOn }));
  isFailing = true;
  appendTo(stream, 0, await theirs());
  const answer = expect(put(ledger, 1)).rejects.toThrow('the ledger is closed');
  await surroundings.wait(20);
  await ledger.close();
  await answer;
});

test('a replica that fails at the second of a batch leaves none without an answer', async () => {
  const replica = newReplica();
  let asked = 0;
  const known: Replica['known'] = {
    ...replica.known,
    findCommand: (id) => {
      asked += 1;
      if (asked === 2) throw new Error('the disk failed');
      return replica.known.findCommand(id);
    },
  };
  const ledger = await server(eventLogInMemory(emptyStream()), { ...replica, known });
  const answers = await Promise.allSettled([1, 2, 3].map((n) => put(ledger, n)));
  expect(answers.map(({ status }) => status)).toEqual(Array(3).fill('rejected'));
});

test('an append that took long is followed by no longer pause than any other', async () => {
  const { surroundings: times, run } = virtualTime('slow');
  const log = eventLogInMemory(emptyStream());
  let isFirst = true;
  const append: EventLog['append'] = async (after, records) => {
    if (isFirst) await times.wait(14_000);
    isFirst = false;
    return log.append(after, records);
  };
  const took: number[] = [];
  const appended = (async () => {
    const ledger = await server({ ...log, append }, newReplica(), times);
    for (const n of [1, 2, 3]) {
      const at = times.now();
      await put(ledger, n);
      took.push(times.now() - at);
    }
  })();
  await run(() => took.length === 3, 60_000);
  await appended;
  expect(Math.max(...took.slice(1))).toBeLessThan(250);
});

test('who asked of a cluster that hangs is told when the time is over, not when the call is', async () => {
  const { surroundings: times, run } = virtualTime('hanging');
  const log = eventLogInMemory(emptyStream());
  const append: EventLog['append'] = async () => {
    await times.wait(4_900);
    throw new Error('no answer');
  };
  let isHanging = false;
  async function* hanging() {
    await times.wait(10_000);
    yield* failing();
  }
  const readOn: EventLog['readOn'] = (after) => (isHanging ? hanging() : log.readOn(after));
  let toldAt = 0;
  const asked = (async () => {
    const ledger = await server({ ...log, append, readOn }, newReplica(), times);
    isHanging = true;
    await expect(put(ledger, 1)).rejects.toThrow('did not say whether');
    toldAt = times.now();
  })();
  await run(() => toldAt > 0, 60_000);
  await asked;
  expect(toldAt).toBeLessThan(15_200);
});
