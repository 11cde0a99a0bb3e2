/** How a replica is filled: page by page from the journal, in order. */
import { expect, test } from '@jest/globals';
import type { EventLog, LogRecord } from '../../src/stores/kurrentdb/event-log.ts';
import { catchUp } from '../../src/stores/kurrentdb/follower.ts';

/** Casts: of an event nothing but its position is looked at here. */
const records = Array.from({ length: 4_700 }, (_, index) => {
  return { recordId: String(index), event: { position: index + 1 } } as unknown as LogRecord;
});

function filling(refuseAt = Number.POSITIVE_INFINITY) {
  const steps: number[] = [];
  let at = 0;
  let isLeft = false;
  const log: Pick<EventLog, 'readOn'> = {
    async *readOn(after) {
      try {
        for (let from = after; from < records.length; from += 500) {
          yield records.slice(from, from + 500);
        }
      } finally {
        isLeft = true;
      }
    },
  };
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
  return { done, steps, at: () => at, isLeft: () => isLeft, stop: () => signal.abort() };
}

test('every event is taken in once and in order, and between two pages others have a turn', async () => {
  const { done, steps, at } = filling();
  let turns = 0;
  const others = setInterval(() => {
    turns += 1;
  }, 0);
  while (at() < records.length) await new Promise((resolve) => setTimeout(resolve, 1));
  clearInterval(others);
  await done;
  expect(steps).toEqual([...Array(9).fill(500), 200]);
  expect(turns).toBeGreaterThan(0);
});

test('what cannot be taken in ends it, and leaves the journal’s call', async () => {
  const { done, at, isLeft } = filling(500);
  await expect(done).rejects.toThrow('the replica failed');
  expect([at(), isLeft()]).toEqual([500, true]);
});

test('an end that is asked for is kept behind the page at hand', async () => {
  const { done, at, isLeft, stop } = filling();
  while (at() === 0) await new Promise(setImmediate);
  stop();
  await done;
  expect([at() < 2_000, isLeft()]).toEqual([true, true]);
});
