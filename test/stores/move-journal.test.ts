/** What a move of a journal keeps, where it goes on after it was ended, and what it refuses. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { StoredEvent } from '../../src/application/ports.ts';
import { compareJournals } from '../../src/stores/compare-journals.ts';
import { type EventLog, NotStored, recordsOf } from '../../src/stores/kurrentdb/event-log.ts';
import { streamJournal } from '../../src/stores/kurrentdb/stream-journal.ts';
import { surroundings } from '../../src/stores/kurrentdb/surroundings.ts';
import { memoryLedger } from '../../src/stores/memory/memory-ledger.ts';
import { type JournalTarget, moveJournal } from '../../src/stores/move-journal.ts';
import { emptyStream, eventLogInMemory, type Stream } from './event-log-in-memory.ts';
import { event, stillClock, testFolding, write } from './samples.ts';

const instantly = { ...surroundings, wait: async () => {} };
const journal = (log: EventLog) => streamJournal({ log, surroundings: instantly, budgetMs: 0 });
const readable = () => {};
const unseen = () => () => {};

/** As a ledger keeps them: commands of one to four events each, over two streams. */
async function events(commands: number): Promise<readonly StoredEvent[]> {
  const clock = stillClock();
  const ledger = memoryLedger({ folding: testFolding(), clock });
  for (let n = 1; n <= commands; n += 1) {
    const count = 1 + (n % 4);
    const all = Array.from({ length: count }, (_, index) => {
      const one = event(n, index, { person: `p${n}-${index}` });
      return { ...one, meta: { ...one.meta, count } };
    });
    const [first, ...rest] = all;
    if (first === undefined) throw new Error('a command has an event');
    const other = rest.length === 0 ? [] : [write(`b-${n}`, 'none', ...rest)];
    await ledger.append([write(`a-${n}`, 'none', first), ...other], []);
    clock.advance(7);
  }
  const found: StoredEvent[] = [];
  for (;;) {
    const page = await ledger.readAll(found.length, 1_000);
    if (page.length === 0) return found;
    found.push(...page);
  }
}
const reader = (kept: readonly StoredEvent[]) => ({
  head: async () => kept.length,
  read: async (after: number, limit: number) => kept.slice(after, after + limit),
});
const streamOf = (kept: readonly StoredEvent[]): Stream => ({
  ...emptyStream(),
  records: [...recordsOf(kept, instantly)],
});
const held = ({ records }: Stream) => records.map((record) => record.event);

function move(source: readonly StoredEvent[], target: JournalTarget) {
  const parts = { source: reader(source), found: target, judge: readable, onProgress: unseen };
  return moveJournal({ ...parts, open: async () => target });
}

const all = await events(600);

test('every event arrives as it was: position, id, moment, metadata; and both hashes say so', async () => {
  const stream = emptyStream();
  const moved = await move(all, journal(eventLogInMemory(stream)));
  expect(held(stream)).toEqual(all);
  expect(moved).toMatchObject({ count: all.length, before: 0, differsAt: null });
  expect(moved.hashes[0]).toBe(moved.hashes[1]);
  expect(moved.hashes[0]).toMatch(/^[0-9a-f]{64}$/);
});

test('ended at any call, before or after that took effect, it goes on and nothing is there twice', async () => {
  const some = all.slice(0, 25 * 10);
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(14), { maxLength: 4 }), fc.boolean(), async (ends, late) => {
      const stream = emptyStream();
      for (const calls of ends) await move(some, ended(stream, calls, late)).catch(() => {});
      const kept = stream.records.length;
      expect(held(stream)).toEqual(some.slice(0, kept));
      const moved = await move(some, small(eventLogInMemory(stream)));
      expect(moved.before).toBe(kept);
      expect(held(stream)).toEqual(some);
    }),
    { numRuns: 60 },
  );
});

/** Parts of a few events, so that there are many calls to end at. */
function small(log: EventLog): JournalTarget {
  const target = journal(log);
  const put = async (page: readonly StoredEvent[]) => {
    for (let rest = page; rest.length > 0; ) {
      const size = rest[0]?.meta.count ?? 1;
      await target.put(rest.slice(0, size));
      rest = rest.slice(size);
    }
  };
  return { ...target, put };
}

function ended(stream: Stream, calls: number, late: boolean): JournalTarget {
  const log = eventLogInMemory(stream);
  let left = calls;
  return small({
    ...log,
    append: async (after, records) => {
      left -= 1;
      if (left === 0 && late) await log.append(after, records);
      if (left <= 0) throw new Error('the process ended');
      return log.append(after, records);
    },
  });
}

test('an append holds whole commands only', async () => {
  const stream = emptyStream();
  const log = eventLogInMemory(stream);
  const sizes: number[] = [];
  const append: EventLog['append'] = (after, records) => {
    const [first, last] = [records[0]?.event, records.at(-1)?.event];
    expect([first?.meta.index, last?.meta.index]).toEqual([0, (last?.meta.count ?? 0) - 1]);
    sizes.push(records.length);
    return log.append(after, records);
  };
  // Large enough for several appends a page.
  const large = all.map((one) => ({ ...one, data: { ...one.data, unit: 'x'.repeat(3_000) } }));
  await move(large, journal({ ...log, append }));
  expect(sizes.length).toBeGreaterThan(large.length / 1_000);
});

test('a cluster that does not answer for a while is waited for, and repeats are not stored twice', async () => {
  const stream = emptyStream();
  const log = eventLogInMemory(stream);
  let call = 0;
  const flaky: EventLog = {
    ...log,
    append: async (after, records) => {
      call += 1;
      if (call % 3 === 1) throw new Error('no answer');
      const answer = await log.append(after, records);
      if (call % 3 === 2) throw new Error('no answer, though it was stored');
      return answer;
    },
  };
  await move(all, streamJournal({ log: flaky, surroundings: instantly, budgetMs: 60_000 }));
  expect(held(stream)).toEqual(all);
});

test('a refusal that follows a try which took effect is none', async () => {
  const stream = emptyStream();
  const log = eventLogInMemory(stream);
  let call = 0;
  const refusing: EventLog = {
    ...log,
    append: async (after, records) => {
      call += 1;
      if (call % 2 === 0) throw new NotStored('the journal refuses the append (access-denied)');
      await log.append(after, records);
      throw new Error('no answer, though it was stored');
    },
  };
  await move(all, streamJournal({ log: refusing, surroundings: instantly, budgetMs: 60_000 }));
  expect(held(stream)).toEqual(all);
});

test.each([
  [{ isTooLarge: false }, /refuses the append/],
  [{ isTooLarge: true }, /positions 1 to 1000, .* at once; raise the cluster’s limit of an append/],
])('a refusal %j ends the move with its reason', async (options, told) => {
  const stream = emptyStream();
  const log = eventLogInMemory(stream);
  const append = async () => {
    throw new NotStored('the journal refuses the append (why)', options);
  };
  await expect(move(all, journal({ ...log, append }))).rejects.toThrow(told);
  expect(stream.records).toEqual([]);
});

test('a target that is no beginning of the source is refused, and nothing is written', async () => {
  const refused = async (kept: readonly StoredEvent[], told: RegExp) => {
    const stream = streamOf(kept);
    let isOpened = false;
    const target = journal(eventLogInMemory(stream));
    const moving = moveJournal({
      ...{ source: reader(all), found: target, judge: readable, onProgress: unseen },
      open: async () => {
        isOpened = true;
        return target;
      },
    });
    await expect(moving).rejects.toThrow(told);
    expect(isOpened).toBe(false);
    expect(held(stream)).toEqual(kept);
  };
  const foreign = all.map((one, at) => (at === 700 ? { ...one, data: { person: 'other' } } : one));
  await refused(foreign.slice(0, 900), /something else than the source from position 701 on/);
  await refused([...all, ...all.slice(0, 1)], /holds \d+ events, the source only \d+/);
});

test('what another writes to the target meanwhile ends the move, told of at its place', async () => {
  const stream = emptyStream();
  const log = eventLogInMemory(stream);
  const [other] = await events(1);
  if (other === undefined) throw new Error('nothing was recorded');
  let appends = 0;
  const disturbed: EventLog = {
    ...log,
    append: async (after, records) => {
      appends += 1;
      if (appends === 2) stream.records.push(...recordsOf([other], instantly));
      return log.append(after, records);
    },
  };
  await expect(move(all, journal(disturbed))).rejects.toThrow(
    /something else was written to the stream at position \d+ meanwhile/,
  );
});

test('what is recorded in the source while it is moved is told, and a second run takes it along', async () => {
  const stream = emptyStream();
  const target = journal(eventLogInMemory(stream));
  const growing = [...all.slice(0, 5)];
  const whole = all.length;
  const source = {
    head: async () => growing.length,
    read: async (after: number, limit: number) => growing.slice(after, after + limit),
  };
  const run = (meanwhile: () => void) =>
    moveJournal({
      ...{ source, found: target, judge: readable, open: async () => target },
      onProgress: (stage) => () => {
        if (stage === 'proving') meanwhile();
      },
    });
  const grow = () => growing.splice(5, whole, ...all.slice(5));
  await expect(run(grow)).rejects.toThrow(/events were recorded while 5 were moved; stop every/);
  expect(await run(() => {})).toMatchObject({ count: whole, before: 5 });
});

test('a source that ends within a command, and an event that cannot be read, are not moved', async () => {
  const cut = all.slice(0, -1);
  expect(all.at(-1)?.meta.count).toBe(1);
  const torn = cut.slice(
    0,
    cut.findLastIndex(({ meta }) => meta.index === 2),
  );
  await expect(move(torn, journal(eventLogInMemory(emptyStream())))).rejects.toThrow(
    /ends within a command, at position/,
  );
  const target = journal(eventLogInMemory(emptyStream()));
  const unreadable = moveJournal({
    ...{ source: reader(all), found: target, open: async () => target, onProgress: unseen },
    judge: ({ position }) => {
      if (position === 7) throw new Error('event at position 7 is newer than this program');
    },
  });
  await expect(unreadable).rejects.toThrow(/position 7 is newer/);
});

test('journals that differ are told apart by the first position, and by their hashes', async () => {
  const other = all.map((one, at) =>
    at === 41 || at === 99 ? { ...one, meta: { ...one.meta, reason: 'x' } } : one,
  );
  const differing = await compareJournals(reader(all), reader(other), all.length);
  expect(differing.differsAt).toBe(42);
  expect(differing.hashes[0]).not.toBe(differing.hashes[1]);
  const shorter = await compareJournals(reader(all), reader(all.slice(0, 30)), all.length);
  expect(shorter.differsAt).toBe(31);
  const turned = all.map(({ meta, data, ...rest }) => ({ data, meta, ...rest }));
  expect((await compareJournals(reader(all), reader(turned), all.length)).differsAt).toBeNull();
});
