/** Batches as the cluster will count them: a call it refuses for its size would fail all who share it. */
import { expect, test } from '@jest/globals';
import { instant } from '../../events/dates.ts';
import type { NewStoredEvent } from '../../src/application/ports.ts';
import { assertWithinLimits } from '../../src/application/within-limits.ts';
import { callBytesMax, compose, type Waiting } from '../../src/stores/kurrentdb/batch.ts';
import { toBytes } from '../../src/stores/kurrentdb/envelope.ts';
import { surroundings } from '../../src/stores/kurrentdb/surroundings.ts';
import { event, write } from './samples.ts';

/** The cluster's own limit, and what the client sends with a record: its id, type, kind of content. */
const clusterBytesMax = 1024 * 1024;
const sentBeside = 200;
const nothing = {
  last: () => ({ head: 0, recordedAt: null }),
  known: { revisionOf: () => 'none' as const, findCommand: () => [], hasEvent: () => false },
};
const clock = { now: () => instant(Date.UTC(2024, 0, 1)) };

function waiting(number: number, events: number, length: number): Waiting {
  const stream = `cadre-01234567-89ab-7cde-8f01-${String(number).padStart(12, '0')}`;
  const made = Array.from({ length: events }, (_, index): NewStoredEvent => {
    const one = event(number, index);
    return { ...one, data: { ...one.data, text: '字'.repeat(length) } };
  });
  const asked = { writes: [write(stream, 'none', ...made)], checks: [] };
  const { bytes } = assertWithinLimits(asked.writes);
  return { ...asked, bytes, resolve: () => {}, reject: () => {} };
}

test.each([
  [1, 0],
  [1, 100],
  [2, 20],
  [2, 130],
  [7, 300],
])('commands of %i events share calls of less than 1 MiB', (events, length) => {
  const queue = Array.from({ length: 2_000 }, (_, number) => waiting(number, events, length));
  let [calls, stored] = [0, 0];
  while (queue.length > 0) {
    const { records } = compose(queue, { replica: nothing, clock, surroundings });
    const bytes = records.map((one) => toBytes(one.event).length + sentBeside);
    expect(bytes.reduce((sum, one) => sum + one, 0)).toBeLessThan(clusterBytesMax);
    calls += 1;
    stored += records.length;
  }
  expect(stored).toBe(2_000 * events);
  expect(calls).toBeLessThan(stored / 100);
  expect(callBytesMax).toBeLessThan(clusterBytesMax);
});
