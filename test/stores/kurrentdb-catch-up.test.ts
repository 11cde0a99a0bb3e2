/** How a replica is filled: long pages from the journal, taken in by short steps, in order. */
import { expect, test } from '@jest/globals';
import type { EventLog, LogRecord } from '../../src/stores/kurrentdb/event-log.ts';
import { catchUp } from '../../src/stores/kurrentdb/follower.ts';

/** Casts: of an event nothing but its position is looked at here. */
const records = Array.from({ length: 4_700 }, (_, index) => {
  return { recordId: String(index), event: { position: index + 1 } } as unknown as LogRecord;
});

function filling(asked: number[], refuseAt = Number.POSITIVE_INFINITY) {
  const steps: number[] = [];
  let at = 0;
  const log = {
    read: async (after: number, limit: number) => {
      asked.push(after);
      return records.slice(after, after + limit);
    },
  } as unknown as EventLog;
  const include = (page: readonly LogRecord[]) => {
    if (at >= refuseAt) throw new Error('the replica failed');
    for (const { event } of page) {
      expect(event.position).toBe(at + 1);
      at = event.position;
    }
    steps.push(page.length);
  };
  const signal = new AbortController();
  const done = catchUp(log, { include, position: () => at }, signal.signal);
  return { done, steps, at: () => at, stop: () => signal.abort() };
}

test('every event is taken in once and in order, at most 500 at a time', async () => {
  const asked: number[] = [];
  const { done, steps, at } = filling(asked);
  await done;
  expect(at()).toBe(records.length);
  expect(Math.max(...steps)).toBeLessThanOrEqual(500);
  expect(asked).toEqual([0, 2_000, 4_000]);
});

test('the next page is asked for before the one at hand is taken in', async () => {
  const asked: number[] = [];
  const { done, at } = filling(asked);
  while (at() === 0) await new Promise(setImmediate);
  expect(at()).toBeLessThan(2_000);
  expect(asked).toEqual([0, 2_000]);
  await done;
});

test('what cannot be taken in ends it, and the page that was asked for ahead disturbs nobody', async () => {
  const { done, at } = filling([], 500);
  await expect(done).rejects.toThrow('the replica failed');
  expect(at()).toBe(500);
});

test('an end that is asked for is kept within a page', async () => {
  const { done, at, stop } = filling([]);
  while (at() === 0) await new Promise(setImmediate);
  stop();
  await done;
  expect(at()).toBeLessThan(2_000);
});
