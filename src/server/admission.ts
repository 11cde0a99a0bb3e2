/**
 * How much work is let in. A request past a bound is refused at once, before anything of it but
 * its address is looked at; one let in starts in its turn. Operations hardly wait for anything
 * while they run, so a turn of the event loop starts only as many as it has time for, and one that
 * takes longer goes on in the next: what arrives is answered soon, if only by a refusal.
 */
import { arrivalsMs, bodiesMax, startedAtOnceMax, turnMs } from './overload-limits.ts';

export type Admission = ReturnType<typeof admission>;

/** `onRefused` is called for everything that is not let in. */
export function admission(operationsMax: number, onRefused: () => void = () => undefined) {
  let [bodies, operations, arrivals] = [0, 0, 0];
  const { start, startBehind, pause } = turns(() => arrivals);

  return {
    /** To be told of every connection: the next turn waits while they keep coming. */
    arrived(): void {
      arrivals += 1;
    },
    /** Asked first of all: whether there is no room for a body, or for the operation in it. */
    refuses(): boolean {
      arrivals += 1;
      const isFull = operations >= operationsMax || bodies >= bodiesMax;
      if (isFull) onRefused();
      return isFull;
    },
    /** Receives the body of a request that was not refused. */
    receive<T>(body: () => Promise<T>): Promise<T> {
      bodies += 1;
      return body().finally(() => {
        bodies -= 1;
      });
    },
    /** Runs an operation in its turn; null when too many run or wait. */
    operate<T>(operation: () => Promise<T>): Promise<T> | null {
      if (operations >= operationsMax) {
        onRefused();
        return null;
      }
      operations += 1;
      return start()
        .then(operation)
        .finally(() => {
          operations -= 1;
        });
    },
    /** A piece of work nobody waits for an answer to (a page of a subscription): one a turn. */
    turn: startBehind,
    /** Asked between two parts of an operation: null, or what to wait for before the next. */
    pause,
  };
}

/**
 * Each resolves when its work may start: first come, first served, some a turn of the loop. While
 * any that has begun is paused none starts: those under way stay few, and their memory with them.
 */
function turns(arrivals: () => number) {
  const waiting: (() => void)[] = [];
  const behind: (() => void)[] = [];
  let isIdle = true;
  let paused: PromiseWithResolvers<void> | null = null;
  let turnEndsAt = Number.NEGATIVE_INFINITY;
  /** What an operation cost lately, in milliseconds of this process's time. */
  let costMs = 1;

  function takeTurn(): void {
    turnEndsAt = performance.now() + turnMs;
    const resumed = paused;
    paused = null;
    const room = Math.min(startedAtOnceMax, Math.max(1, Math.floor(turnMs / costMs)));
    const started = [...waiting.splice(0, resumed ? 0 : room), ...behind.splice(0, 1)];
    isIdle = resumed === null && started.length === 0;
    if (isIdle) return;
    const before = process.cpuUsage();
    resumed?.resolve();
    for (const start of started) start();
    const seen = arrivals();
    // What they do without waiting for anything is done when the loop comes round.
    setImmediate(() => {
      if (resumed === null) {
        const { user, system } = process.cpuUsage(before);
        costMs = 0.8 * costMs + (0.2 * (user + system)) / 1_000 / started.length;
      }
      lookAround(seen, performance.now() + arrivalsMs);
    });
  }

  /**
   * The loop accepts one connection a round: it goes round while there are more, but
   * for no longer than `arrivalsMs`, or they would wait unseen for as many turns.
   */
  function lookAround(seen: number, until: number): void {
    const now = arrivals();
    if (now === seen || performance.now() > until) takeTurn();
    else setImmediate(() => lookAround(now, until));
  }

  function wake(): void {
    if (!isIdle) return;
    isIdle = false;
    setImmediate(takeTurn);
  }

  function pause(): Promise<void> | null {
    if (performance.now() < turnEndsAt) return null;
    paused ??= Promise.withResolvers<void>();
    wake();
    return paused.promise;
  }

  const join = (queue: (() => void)[]) => () =>
    new Promise<void>((resolve) => {
      queue.push(resolve);
      wake();
    });
  return { start: join(waiting), startBehind: join(behind), pause };
}
