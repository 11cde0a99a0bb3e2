/**
 * How much work is let in. A request past a bound is refused at once, before its body is read; one
 * let in starts in its turn. Operations hardly wait for anything while they run, so a turn of the
 * event loop starts only as many as it has time for: what arrives meanwhile is answered soon, if
 * only by a refusal.
 */
import { arrivalsMs, bodiesMax, startedAtOnceMax, turnMs } from './overload-limits.ts';

export type Admission = ReturnType<typeof admission>;

/** `onRefused` is called for everything that is not let in. */
export function admission(operationsMax: number, onRefused: () => void = () => undefined) {
  let [bodies, operations, arrivals] = [0, 0, 0];
  const { start, startBehind } = turns(() => arrivals);

  function refused(): null {
    onRefused();
    return null;
  }

  return {
    /** To be told of every connection: the next turn waits while they keep coming. */
    arrived(): void {
      arrivals += 1;
    },
    /** Receives a body while there is room for it and for its operation; null when there is none. */
    receive<T>(body: () => Promise<T>): Promise<T> | null {
      arrivals += 1;
      if (operations >= operationsMax || bodies >= bodiesMax) return refused();
      bodies += 1;
      return body().finally(() => {
        bodies -= 1;
      });
    },
    /** Runs an operation in its turn; null when too many run or wait. */
    operate<T>(operation: () => Promise<T>): Promise<T> | null {
      if (operations >= operationsMax) return refused();
      operations += 1;
      return start()
        .then(operation)
        .finally(() => {
          operations -= 1;
        });
    },
    /** A piece of work nobody waits for an answer to (a page of a subscription): one a turn. */
    turn: startBehind,
  };
}

/** Each resolves when its work may start: first come, first served, some a turn of the loop. */
function turns(arrivals: () => number) {
  const waiting: (() => void)[] = [];
  const behind: (() => void)[] = [];
  let isIdle = true;
  /** What an operation cost lately, in milliseconds of this process's time. */
  let costMs = 1;

  function startSome(): void {
    const count = Math.min(startedAtOnceMax, Math.max(1, Math.floor(turnMs / costMs)));
    const started = [...waiting.splice(0, count), ...behind.splice(0, 1)];
    isIdle = started.length === 0;
    if (isIdle) return;
    const before = process.cpuUsage();
    for (const start of started) start();
    const seen = arrivals();
    // What they do without waiting for anything is done when the loop comes round.
    setImmediate(() => {
      const { user, system } = process.cpuUsage(before);
      costMs = 0.8 * costMs + (0.2 * (user + system)) / 1_000 / started.length;
      lookAround(seen, performance.now() + arrivalsMs);
    });
  }

  /**
   * The loop accepts one connection a round: it goes round while there are more, but
   * for no longer than `arrivalsMs`, or they would wait unseen for as many turns.
   */
  function lookAround(seen: number, until: number): void {
    const now = arrivals();
    if (now === seen || performance.now() > until) startSome();
    else setImmediate(() => lookAround(now, until));
  }

  const join = (queue: (() => void)[]) => () =>
    new Promise<void>((resolve) => {
      queue.push(resolve);
      if (!isIdle) return;
      isIdle = false;
      setImmediate(startSome);
    });
  return { start: join(waiting), startBehind: join(behind) };
}
