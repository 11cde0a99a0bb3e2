/** Opens a ledger whose journal is a stream of a KurrentDB cluster, its replica in the data folder. */
import type { Observer } from '../application/observe.ts';
import type { Clock, JournalState, Ledger, StoredEvent } from '../application/ports.ts';
import { kurrentdbLedger } from '../stores/kurrentdb/kurrentdb-ledger.ts';
import { surroundings } from '../stores/kurrentdb/surroundings.ts';
import type { Replica } from '../stores/replica.ts';
import { withJournal } from './connect-journal.ts';
import type { JournalFound } from './journal-found.ts';
import type { Settings } from './settings.ts';

/** Seldomer than anybody looks at the figures, often enough for an alarm within a minute. */
const quietMs = 15_000;

export type JournalOptions = {
  readonly clock: Clock;
  readonly observer: Observer;
  /** Judges the ledger's first event, before anything of the folder changes. */
  readonly admit: (first: StoredEvent | undefined) => void;
  /** False for an event of a newer version than this program's. */
  readonly knows: (event: StoredEvent) => boolean;
  readonly replica: () => Replica;
  readonly onState?: (state: JournalState) => void;
  readonly onConnected?: (found: JournalFound) => void;
  /** Told while the replica catches up at start. */
  readonly onProgress?: (step: { readonly done: number; readonly all: number }) => void;
};

/** Throws CannotStart with a sentence: nobody answers, access refused, another ledger, a newer one. */
export function openJournal(
  named: Pick<Settings, 'eventStore' | 'stream'>,
  options: JournalOptions,
): Promise<Ledger> {
  return withJournal(named, async ({ log, found, first }) => {
    options.admit(first);
    options.onConnected?.(found);
    const replica = options.replica();
    const { clock, observer, knows, onProgress, onState } = options;
    try {
      return await kurrentdbLedger({
        ...{ log, replica, clock, surroundings, observer, knows, onState, quietMs },
        onProgress: (done, all) => onProgress?.({ done, all }),
      });
    } catch (error) {
      await replica.close();
      throw error;
    }
  });
}
