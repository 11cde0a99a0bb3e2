/**
 * Several servers that append to one stream take turns. Who has just written knows of it first and
 * would win again, so while others write too it waits until its own tail tells of it, as theirs do
 * then, and for a part of the time the append took. Otherwise a server would go without for seconds
 * (test/stores/journal-fairness.test.ts).
 */
import type { Surroundings } from './event-log.ts';

/** So long after another server's record it is taken to go on writing. */
const othersMs = 10_000;
/** Others that never came first are not known of: who seems to be alone gives way so often. */
const aloneMs = 1_000;
/** No longer: a tail may be late, and an append that waited for a leader took long. */
const longestMs = 100;

export function givingWay({ now, wait, random }: Surroundings) {
  let othersAt = Number.NEGATIVE_INFINITY;
  let gaveWayAt = Number.NEGATIVE_INFINITY;
  /** The last append, if it was stored and way was not given since. */
  let won: { readonly end: number; readonly tookMs: number } | null = null;
  let tailAt = 0;
  let onTail = () => {};

  async function giveWay(): Promise<void> {
    const isAlone = now() - othersAt > othersMs;
    const last = won;
    won = null;
    if (last === null || (isAlone && now() - gaveWayAt < aloneMs)) return;
    gaveWayAt = now();
    const { promise, resolve } = Promise.withResolvers<void>();
    onTail = () => {
      if (tailAt >= last.end) resolve();
    };
    if (tailAt < last.end) await Promise.race([promise, wait(longestMs)]);
    await wait(Math.min(last.tookMs, longestMs) * random());
  }

  return {
    /** Before an append: resolves once it is this server's turn. */
    giveWay,
    /** Another server's record was read. */
    others(): void {
      othersAt = now();
    },
    /** An append of this server was stored, up to this position. */
    won(end: number, tookMs: number): void {
      won = { end, tookMs };
    },
    /** The tail has come to here. */
    passed(position: number): void {
      tailAt = position;
      onTail();
    },
  };
}
