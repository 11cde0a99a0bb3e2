/** Whether two journals hold the same, by reading both; memory does not grow with them. */
import { createHash } from 'node:crypto';
import { canonicalJson } from '../application/canonical.ts';
import { pageEventsMax } from '../application/limits.ts';
import type { StoredEvent } from '../application/ports.ts';

export type JournalReader = {
  /** The last position, 0 when empty. */
  head(): Promise<number>;
  /** Events with position > `after` in order, at most `limit`; fewer only at the end. */
  read(after: number, limit: number): Promise<readonly StoredEvent[]>;
};
export type Compared = {
  /** How many of the first events were compared. */
  readonly count: number;
  /** Of one and of the other: SHA-256 over every event as canonical JSON, a line each, in order. */
  readonly hashes: readonly [string, string];
  /** The first position where they do not hold the same; null when there is none. */
  readonly differsAt: number | null;
};
export type OnProgress = (step: { readonly done: number; readonly all: number }) => void;

/**
 * Compares the first `count` events; one that holds fewer differs where it ends. `isEnough` ends it
 * at the first difference, for whoever does not ask for the hashes.
 */
export async function compareJournals(
  one: JournalReader,
  other: JournalReader,
  count: number,
  onProgress: OnProgress = () => {},
  isEnough: (differsAt: number | null) => boolean = () => false,
): Promise<Compared> {
  const [hash, otherHash] = [createHash('sha256'), createHash('sha256')];
  let differsAt: number | null = null;
  for (let done = 0; done < count && !isEnough(differsAt); ) {
    const limit = Math.min(pageEventsMax, count - done);
    const pages = await Promise.all([one.read(done, limit), other.read(done, limit)]);
    const [lines, otherLines] = pages.map((page) => page.map(lineOf));
    for (const line of lines ?? []) hash.update(line);
    for (const line of otherLines ?? []) otherHash.update(line);
    for (let at = 0; at < limit && differsAt === null; at += 1) {
      const isSame = lines?.[at] !== undefined && lines[at] === otherLines?.[at];
      if (!isSame) differsAt = done + at + 1;
    }
    done += limit;
    onProgress({ done, all: count });
    await new Promise(setImmediate);
  }
  return { count, hashes: [hash.digest('hex'), otherHash.digest('hex')], differsAt };
}

/** The order of an object's fields is a store's own; what they say is not. */
function lineOf(event: StoredEvent): string {
  return `${canonicalJson(event)}\n`;
}
