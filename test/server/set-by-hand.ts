/** A stopwatch that stands still until a test moves it. */
import type { Stopwatch } from '../../src/server/operation-time.ts';

export function stopwatchSetByHand(): Stopwatch & { readonly pass: (ms: number) => void } {
  let now = 0;
  const waiting = new Map<() => void, number>();
  return {
    now: () => now,
    after: (ms, act) => {
      waiting.set(act, now + ms);
      return () => waiting.delete(act);
    },
    pass: (ms) => {
      now += ms;
      for (const [act, at] of waiting) {
        if (at > now) continue;
        waiting.delete(act);
        act();
      }
    },
  };
}
