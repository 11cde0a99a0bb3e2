/** Keeps a replica at the end of the journal: catches up, follows, and begins again when it is lost. */
import { NewerEvents } from '../newer-events.ts';
import { backoffMs, type EventLog, type LogRecord, type Surroundings } from './event-log.ts';

/** A short read waits as long as a long one. */
const readPage = 2_000;
/** Taken in at once; between two of them requests are answered. */
const includedAtOnce = 500;

export type Following = {
  readonly include: (page: readonly LogRecord[]) => void;
  /** Up to where it was read. */
  readonly position: () => number;
  readonly caughtUp: () => void;
  /** The journal cannot be followed; it is tried again. */
  readonly lost: (error: unknown) => void;
  /** It goes on with what this program does not know: it is followed no further. */
  readonly ended: (newer: NewerEvents) => void;
};
type Parts = {
  readonly log: EventLog;
  readonly surroundings: Surroundings;
  readonly following: Following;
};

/** Ends when the signal aborts, or at events of a newer version. */
export async function follow(
  { log, surroundings, following }: Parts,
  signal: AbortSignal,
): Promise<void> {
  let failures = 0;
  while (!signal.aborted) {
    try {
      await catchUp(log, following, signal);
      if (signal.aborted) return;
      await log.follow(
        following.position(),
        {
          records: following.include,
          position: following.position,
          live: () => {
            failures = 0;
            following.caughtUp();
          },
        },
        signal,
      );
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof NewerEvents) {
        following.ended(error);
        return;
      }
      following.lost(error);
      await surroundings.wait(backoffMs(failures, surroundings), signal);
      failures += 1;
    }
  }
}

/** Page by page to the end, as far as it is known by then; the next comes while one is taken in. */
export async function catchUp(
  log: EventLog,
  { include, position }: Pick<Following, 'include' | 'position'>,
  signal: AbortSignal,
): Promise<void> {
  let reading = log.read(position(), readPage);
  while (!signal.aborted) {
    const page = await reading;
    const last = page.length < readPage ? undefined : page.at(-1);
    if (last !== undefined) {
      reading = log.read(last.event.position, readPage);
      // Whoever awaits it is told; when taking in fails nobody does.
      reading.catch(() => {});
    }
    for (let at = 0; at < page.length && !signal.aborted; at += includedAtOnce) {
      include(page.slice(at, at + includedAtOnce));
      await new Promise(setImmediate);
    }
    if (last === undefined) return;
  }
}
