/** Servers that append to one stream without pause: none of them starves, in time that does not pass. */
import { expect, test } from '@jest/globals';
import { instant } from '../../events/dates.ts';
import type { EventLog, LogRecord } from '../../src/stores/kurrentdb/event-log.ts';
import { kurrentdbLedger } from '../../src/stores/kurrentdb/kurrentdb-ledger.ts';
import { memoryReplica } from '../../src/stores/memory/memory-ledger.ts';
import { appendTo, emptyStream, readingOn, type Stream } from './event-log-in-memory.ts';
import { event, testFolding, write } from './samples.ts';
import { type VirtualTime, virtualTime } from './virtual-time.ts';

/** Ways to the cluster and back of some milliseconds each, appends handed over in pieces, no faults. */
function distantLog(stream: Stream, { surroundings, dice }: VirtualTime): EventLog {
  const way = () => surroundings.wait(dice.int(8, 16) / 8);
  const there = async <T>(act: () => T): Promise<T> => {
    await way();
    const answer = act();
    await way();
    return answer;
  };
  const read: EventLog['read'] = (after, limit) =>
    there(() => stream.records.slice(after, after + limit));
  return {
    append: (after, batch) => there(() => appendTo(stream, after, batch)),
    head: () => there(() => stream.records.length),
    read,
    readOn: (after) => readingOn(read, after),
    async follow(after, reader, signal) {
      let at = after;
      reader.live();
      while (!signal.aborted) {
        await way();
        const page: readonly LogRecord[] = stream.records.slice(at, at + dice.int(1, 8));
        at += page.length;
        if (page.length > 0) reader.records(page);
        reader.passed(at);
      }
    },
    async close() {},
  };
}

/** Each server’s part of what was recorded, and how long one of them had to go without at most. */
async function shares(servers: number, callers: number, forMs: number) {
  const time = virtualTime(`fair ${servers} ${callers}`);
  const { surroundings, run } = time;
  const stream = emptyStream();
  const clock = { now: () => instant(Date.UTC(2024, 0, 1) + Math.floor(surroundings.now())) };
  const counts = Array.from({ length: servers }, () => 0);
  const lastAt = counts.map(() => 0);
  let pause = 0;
  let [number, ended] = [0, 0];
  const serving = counts.map(async (_, index) => {
    const log = distantLog(stream, time);
    const replica = memoryReplica({ folding: testFolding(), clock });
    const ledger = await kurrentdbLedger({ log, replica, clock, surroundings });
    const caller = async () => {
      while (surroundings.now() < forMs) {
        number += 1;
        const { kind } = await ledger.append([write(`s-${number}`, 'none', event(number))], []);
        if (kind !== 'appended') throw new Error(kind);
        counts[index] = (counts[index] ?? 0) + 1;
        pause = Math.max(pause, surroundings.now() - (lastAt[index] ?? 0));
        lastAt[index] = surroundings.now();
      }
    };
    await Promise.all(Array.from({ length: callers }, caller));
    await ledger.close();
    ended += 1;
  });
  await run(() => ended === servers, 10 * forMs);
  await Promise.all(serving);
  const all = counts.reduce((sum, count) => sum + count, 0);
  if (all < 100) throw new Error(`${all} appends tell nothing`);
  return { parts: counts.map((count) => count / all), pause };
}

test.each([
  [2, 1],
  [2, 16],
  [4, 16],
])('%i servers with %i callers each share the stream', async (servers, callers) => {
  const { parts, pause } = await shares(servers, callers, 2_000);
  expect(Math.min(...parts)).toBeGreaterThan(0.75 / servers);
  // Until each has come first once, who writes does not know of the others.
  expect(pause).toBeLessThan(1_500);
});
