/** Time that passes only when nothing else is left to do, so that hours of faults take moments. */
import { random as seeded } from '../../src/demo/random.ts';
import type { Surroundings } from '../../src/stores/kurrentdb/event-log.ts';

export type VirtualTime = ReturnType<typeof virtualTime>;

export function virtualTime(seed: string) {
  const dice = seeded(seed);
  const timers: { at: number; due: () => void }[] = [];
  let now = 0;
  let ids = 0;

  function wait(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      timers.push({ at: now + ms, due: resolve });
      signal?.addEventListener('abort', () => resolve());
    });
  }

  /** Runs what is ready, then the next timer, and so on, until `done` holds. */
  async function run(done: () => boolean, untilMs: number): Promise<void> {
    for (;;) {
      for (let turn = 0; turn < 3; turn += 1) await new Promise(setImmediate);
      if (done()) return;
      const next = timers.reduce<number>(
        (first, { at }, index) =>
          at < (timers[first]?.at ?? Number.POSITIVE_INFINITY) ? index : first,
        -1,
      );
      const [timer] = next === -1 ? [] : timers.splice(next, 1);
      if (timer === undefined || timer.at > untilMs) throw new Error(`not done after ${now} ms`);
      now = Math.max(now, timer.at);
      timer.due();
    }
  }

  const surroundings: Surroundings = {
    now: () => now,
    wait,
    random: () => dice.int(0, 999_999) / 1_000_000,
    newRecordId: () => {
      ids += 1;
      return `record-${ids}`;
    },
  };
  return { surroundings, run, chance: (share: number) => surroundings.random() < share, dice };
}
