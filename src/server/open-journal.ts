/** Opens a ledger whose journal is a stream of a KurrentDB cluster, its replica in the data folder. */

import { LedgerRefused } from '../application/ledger-refused.ts';
import type { Clock, JournalState, Ledger, StoredEvent } from '../application/ports.ts';
import { clientLog } from '../stores/kurrentdb/client-log.ts';
import { connectionOf } from '../stores/kurrentdb/connection.ts';
import { kurrentdbLedger } from '../stores/kurrentdb/kurrentdb-ledger.ts';
import { surroundings } from '../stores/kurrentdb/surroundings.ts';
import type { Replica } from '../stores/replica.ts';
import { CannotStart } from './cannot-start.ts';
import type { Settings } from './settings.ts';

export type JournalOptions = {
  readonly clock: Clock;
  /** Judges the ledger's first event, before anything of the folder changes. */
  readonly admit: (first: StoredEvent | undefined) => void;
  readonly replica: () => Replica;
  readonly onState?: (state: JournalState) => void;
  readonly onConnected?: (found: JournalFound) => void;
  readonly onProgress?: (position: number, head: number) => void;
};
/** What answered, for whoever starts the server. */
export type JournalFound = {
  readonly hosts: string;
  readonly stream: string;
  readonly serverVersion: string;
  readonly head: number;
};

export async function openJournal(
  { eventStore, stream }: Pick<Settings, 'eventStore' | 'stream'>,
  options: JournalOptions,
): Promise<Ledger> {
  const connection = connectionOf(eventStore);
  if (typeof connection === 'string') {
    throw new CannotStart(`CADRE_LEDGER_EVENT_STORE ${connection}.`);
  }
  const { hosts, text } = connection;
  const log = clientLog({ connection: text, stream });
  let replica: Replica | null = null;
  try {
    const serverVersion = await log.serverVersion();
    const head = await log.head();
    const [first] = await log.read(0, 1);
    options.admit(first?.event);
    options.onConnected?.({ hosts, stream, serverVersion, head });
    replica = options.replica();
    const { clock, onProgress, onState } = options;
    return await kurrentdbLedger({ log, replica, clock, surroundings, onProgress, onState });
  } catch (error) {
    await log.close().catch(() => {});
    await replica?.close();
    throw sentenceOf(error, hosts, stream);
  }
}

/** What the cluster says against starting, and what to do about it. */
function sentenceOf(error: unknown, hosts: string, stream: string): unknown {
  if (error instanceof LedgerRefused || error instanceof CannotStart) return error;
  const type = typeof error === 'object' && error !== null && 'type' in error ? error.type : null;
  const sentence =
    type === 'access-denied'
      ? `The journal at ${hosts} refuses access to stream ${stream}. Give a user that may read and append it in CADRE_LEDGER_EVENT_STORE.`
      : type === 'stream-deleted' || type === 'stream-tombstoned'
        ? `Stream ${stream} at ${hosts} was deleted. A ledger goes on in no deleted stream: restore the cluster’s backup, or name another with CADRE_LEDGER_STREAM.`
        : isUnreachable(error, type)
          ? `The journal at ${hosts} does not answer. Is it running, are host and port right, and is tls=false meant or not? (${said(error, type)})`
          : null;
  return sentence === null ? error : new CannotStart(sentence, { cause: error });
}

const silent = new Set([
  'unavailable',
  'deadline-exceeded',
  'timeout',
  'cancelled',
  'not-leader',
  'unknown',
]);
function isUnreachable(error: unknown, type: unknown): boolean {
  if (silent.has(String(type))) return true;
  return (
    error instanceof Error && /discover|no answer|ECONN|UNAVAILABLE|ENOTFOUND/i.test(error.message)
  );
}

/** The client's word for it; its messages may be empty, and never hold the connection string. */
function said(error: unknown, type: unknown): string {
  return type === null && error instanceof Error ? error.message.slice(0, 120) : String(type);
}
