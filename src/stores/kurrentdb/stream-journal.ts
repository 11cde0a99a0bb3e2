/**
 * A ledger's stream as a journal that is read from end to end, and filled from another. It waits
 * for a cluster that is between two leaders; what an append became of is told by the stream itself.
 */
import { LedgerRefused } from '../../application/ledger-refused.ts';
import type { StoredEvent } from '../../application/ports.ts';
import { wholeCommands } from '../append.ts';
import type { JournalTarget } from '../move-journal.ts';
import { toBytes } from './envelope.ts';
import {
  backoffMs,
  type EventLog,
  type LogRecord,
  NotStored,
  recordsOf,
  type Surroundings,
} from './event-log.ts';

/** Of the events as they are sent; the cluster counts the whole call, 1 MiB as it comes. */
const appendBytesMax = 768 * 1024;
const appendEventsMax = 1_000;

type Parts = {
  readonly log: EventLog;
  readonly surroundings: Surroundings;
  /** How long a cluster that does not answer is waited for. */
  readonly budgetMs?: number;
};

export function streamJournal({ log, surroundings, budgetMs = 60_000 }: Parts): JournalTarget {
  /** Calls until there is an answer, or one that stands, or time is up. */
  async function patiently<T>(call: () => Promise<T>): Promise<T> {
    const until = surroundings.now() + budgetMs;
    for (let failures = 0; ; failures += 1) {
      try {
        return await call();
      } catch (error) {
        const stands = error instanceof LedgerRefused || error instanceof NotStored;
        if (stands || surroundings.now() >= until) throw error;
        await surroundings.wait(backoffMs(failures, surroundings));
      }
    }
  }

  async function place(events: readonly StoredEvent[]): Promise<void> {
    const after = (events[0]?.position ?? 1) - 1;
    const records = recordsOf(events, surroundings);
    // The same records at the same place: stored already, they are not stored twice.
    const answer = await patiently(() => log.append(after, records)).catch(refusal);
    if (answer === 'appended') return;
    // A refusal may follow a try without an answer that took effect.
    const there = await patiently(() => log.read(after, records.length));
    if (isSame(there, records)) return;
    if (answer instanceof NotStored) throw answer.isTooLarge ? tooLarge(events) : answer;
    throw new LedgerRefused(
      `something else was written to the stream at position ${after + 1} meanwhile`,
      'let nothing else write to it, and run the same again',
    );
  }

  return {
    head: () => patiently(log.head),
    read: (after, limit) =>
      patiently(async () => (await log.read(after, limit)).map(({ event }) => event)),
    put: async (events) => {
      for (let rest = events; rest.length > 0; ) {
        const size = sizeOfNext(rest);
        await place(rest.slice(0, size));
        rest = rest.slice(size);
      }
    },
  };
}

function refusal(error: unknown): NotStored {
  if (error instanceof NotStored) return error;
  throw error;
}

/** A file takes commands that a cluster's own limit does not; an append is one command at least. */
function tooLarge(events: readonly StoredEvent[]): LedgerRefused {
  const [from, to] = [events.at(0)?.position, events.at(-1)?.position];
  return new LedgerRefused(
    `the events at positions ${from} to ${to}, which go together, are more than the cluster takes at once`,
    'raise the cluster’s limit of an append (MaxAppendSize) to 2097152 for the move, and run the same again',
  );
}

function isSame(there: readonly LogRecord[], records: readonly LogRecord[]): boolean {
  return records.every(({ recordId }, index) => there[index]?.recordId === recordId);
}

/** How many of the first share an append: as many whole commands as may, at least one. */
function sizeOfNext(events: readonly StoredEvent[]): number {
  let bytes = 0;
  const full = events.findIndex((event, index) => {
    bytes += toBytes(event).length;
    return bytes > appendBytesMax || index >= appendEventsMax;
  });
  if (full === -1) return events.length;
  const whole = wholeCommands(events.slice(0, full));
  return whole > 0 ? whole : (events[0]?.meta.count ?? 1);
}
