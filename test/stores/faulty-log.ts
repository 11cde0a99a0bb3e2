/** A stream whose calls are late, cut before or after they took effect, or never answered. */
import type { EventLog, LogRecord } from '../../src/stores/kurrentdb/event-log.ts';
import { appendTo, readingOn, type Stream } from './event-log-in-memory.ts';
import type { VirtualTime } from './virtual-time.ts';

export type Faults = {
  /** How often a call has one of its faults, from 0 to 1. */
  readonly share: number;
  /** No fault any more: what is under way can come to its end. */
  readonly isOver: () => boolean;
};
/** How often each fault was met, so that a run without them is found out. */
export type Met = Map<string, number>;

export function faultyLog(stream: Stream, time: VirtualTime, faults: Faults, met: Met): EventLog {
  const { surroundings, chance, dice } = time;
  const fails = () => !faults.isOver() && chance(faults.share);
  const later = () => surroundings.wait(dice.int(1, 30));
  const note = (what: string) => met.set(what, (met.get(what) ?? 0) + 1);
  const lost = () => new Error('the connection was lost');

  /** Now and then a server loses everything for a while. */
  let outageUntil = 0;
  function isOut(): boolean {
    if (faults.isOver()) return false;
    if (surroundings.now() < outageUntil) return true;
    if (!chance(faults.share / 10)) return false;
    note('the cluster was out of reach');
    outageUntil = surroundings.now() + dice.int(500, 12_000);
    return true;
  }
  const changed = () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const tell = () => {
      stream.listeners.delete(tell);
      resolve();
    };
    stream.listeners.add(tell);
    return promise;
  };
  const rest = (signal: AbortSignal) => surroundings.wait(dice.int(200, 5_000), signal);

  async function append(after: number, batch: readonly LogRecord[]) {
    await later();
    if (isOut()) {
      // What was on its way when the line went may have arrived.
      if (chance(0.2)) appendTo(stream, after, batch);
      throw lost();
    }
    if (!faults.isOver() && chance(faults.share / 20)) {
      note('told of another’s record, which the cluster lost again');
      return 'moved' as const;
    }
    if (!fails()) {
      const answer = appendTo(stream, after, batch);
      await later();
      note(answer);
      return answer;
    }
    const kind = dice.int(0, 3);
    if (kind === 0) {
      note('cut before it took effect');
      throw lost();
    }
    if (kind === 1) {
      note('cut after it took effect');
      appendTo(stream, after, batch);
      throw lost();
    }
    if (kind === 2) {
      note('takes effect after its caller was told of a failure');
      void surroundings.wait(dice.int(1, 4_000)).then(() => appendTo(stream, after, batch));
      throw lost();
    }
    note('answered long after it took effect');
    const answer = appendTo(stream, after, batch);
    await surroundings.wait(dice.int(500, 3_000));
    return answer;
  }

  async function follow(
    after: number,
    reader: Parameters<EventLog['follow']>[1],
    signal: AbortSignal,
  ): Promise<void> {
    let at = after;
    await later();
    let isLive = false;
    while (!signal.aborted) {
      if (isOut() || (fails() && chance(0.2))) {
        note('the subscription was lost');
        throw lost();
      }
      // Now and then what was handed over comes once more.
      const from = chance(0.1) ? Math.max(after, at - dice.int(0, 3)) : at;
      const page = stream.records.slice(from, at + dice.int(0, 4));
      at = Math.max(at, from + page.length);
      if (page.length > 0) reader.records(page);
      reader.passed(at);
      if (!isLive && at >= stream.records.length) {
        isLive = true;
        reader.live();
      }
      if (at >= stream.records.length) await Promise.race([changed(), rest(signal)]);
      await surroundings.wait(dice.int(1, 60), signal);
    }
  }

  async function read(after: number, limit: number) {
    await later();
    if (isOut() || fails()) {
      note('a read was cut');
      throw lost();
    }
    return stream.records.slice(after, after + limit);
  }

  return {
    append,
    follow,
    read,
    readOn: (after) => readingOn(read, after, dice.int(1, 8)),
    async head() {
      return stream.records.length;
    },
    async close() {},
  };
}
