/** Keeps a replica at the end of the journal: catches up, follows, and begins again when it is lost. */
import { LedgerRefused } from '../../application/ledger-refused.ts';
import { NewerEvents } from '../newer-events.ts';
import {
  backoffMs,
  type EventLog,
  FellBehind,
  type LogRecord,
  type Surroundings,
} from './event-log.ts';

/** A subscription that held so long was a good one. */
const heldMs = 5_000;
/** A tail that was cut for being behind is not begun again at once: more is on its way. */
const behindMs = 50;

export type Following = {
  readonly include: (page: readonly LogRecord[]) => void;
  /** Up to where it was read. */
  readonly position: () => number;
  readonly caughtUp: () => void;
  readonly passed: (position: number) => void;
  /** The journal cannot be followed; it is tried again. */
  readonly lost: (error: unknown) => void;
  /** Throws LedgerRefused when the journal does not hold what was read of it. */
  readonly assertOwn: () => Promise<void>;
  /** How to end a subscription that has gone silent, so that another begins. */
  readonly subscribed: (anew: () => void) => void;
  /** It goes on with what this program does not know, or is not what was read: it is followed no further. */
  readonly ended: (why: NewerEvents | LedgerRefused) => void;
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
  let liveAt = Number.POSITIVE_INFINITY;
  /** Who begins has compared; what comes back after a loss may be another journal. */
  let isOwn = true;
  while (!signal.aborted) {
    try {
      if (!isOwn) await following.assertOwn();
      isOwn = true;
      await catchUp(log, following, signal);
      if (signal.aborted) return;
      const subscription = new AbortController();
      following.subscribed(() => subscription.abort());
      await log.follow(
        following.position(),
        {
          records: following.include,
          position: following.position,
          passed: following.passed,
          live: () => {
            liveAt = Math.min(liveAt, surroundings.now());
            following.caughtUp();
          },
        },
        AbortSignal.any([signal, subscription.signal]),
      );
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof NewerEvents || error instanceof LedgerRefused) {
        following.ended(error);
        return;
      }
      if (error instanceof FellBehind) {
        await surroundings.wait(behindMs, signal);
        continue;
      }
      isOwn = false;
      following.lost(error);
      // One that is lost at once each time is waited for ever longer.
      if (surroundings.now() - liveAt >= heldMs) failures = 0;
      liveAt = Number.POSITIVE_INFINITY;
      await surroundings.wait(backoffMs(failures, surroundings), signal);
      failures += 1;
    }
  }
}

/** To the end, as far as it is known by then; between two pages requests are answered. */
export async function catchUp(
  log: Pick<EventLog, 'readOn'>,
  { include, position }: Pick<Following, 'include' | 'position'>,
  signal: AbortSignal,
): Promise<void> {
  for await (const page of log.readOn(position())) {
    if (signal.aborted) return;
    include(page);
    await new Promise(setImmediate);
  }
}
