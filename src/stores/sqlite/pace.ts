/**
 * When the steps of a rebuild are taken: on the writer's thread, so after what waits. Nothing else
 * to do, and they follow each other; where others are at work, a step is followed by a rest.
 */

/** Appends that never cease hold a step up no longer than this. */
const starvedMs = 100;
/** Beside others, a rest is so many times their work, and no more times the step before it. */
const restTimes = 3;
/** Work of others between two steps that is not worth a rest. */
const idleMs = 0.5;

/**
 * `step` is false when there is nothing to do, or what the next one has to wait for; `wake` when
 * there may be something to do again.
 */
export function pace(step: () => boolean | Promise<void>, areAppendsWaiting: () => boolean) {
  let cancel: (() => void) | null = null;
  let isClosed = false;
  let ended = { at: 0, active: 0, tookMs: 0 };

  function soon(): void {
    const immediate = setImmediate(turn);
    cancel = () => clearImmediate(immediate);
  }

  function later(ms: number): void {
    const timeout = setTimeout(turn, ms);
    cancel = () => clearTimeout(timeout);
  }

  function turn(): void {
    const startedAt = performance.now();
    if (areAppendsWaiting() && startedAt - ended.at < starvedMs) {
      soon();
      return;
    }
    const othersMs = activeMs() - ended.active;
    cancel = null;
    const worked = step();
    if (isClosed || worked === false) return;
    const now = performance.now();
    ended = { at: now, active: activeMs(), tookMs: now - startedAt };
    if (worked instanceof Promise) {
      cancel = () => {};
      worked.then(() => {
        if (!isClosed) soon();
      });
    } else if (othersMs > idleMs) later(Math.min(othersMs, ended.tookMs) * restTimes);
    else soon();
  }

  return {
    wake(): void {
      if (cancel === null && !isClosed) soon();
    },
    close(): void {
      isClosed = true;
      cancel?.();
      cancel = null;
    },
  };
}

/** How long this thread has been at work; another program's turn on the processor is not ours. */
function activeMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}
