/** Connects with a ledger's stream in a cluster, and says in a sentence what is against it. */
import { LedgerRefused } from '../application/ledger-refused.ts';
import type { StoredEvent } from '../application/ports.ts';
import { type ClientLog, clientLog } from '../stores/kurrentdb/client-log.ts';
import { connectionOf } from '../stores/kurrentdb/connection.ts';
import { type EventLog, NotStored } from '../stores/kurrentdb/event-log.ts';
import { NewerEvents } from '../stores/newer-events.ts';
import { CannotStart } from './cannot-start.ts';
import type { JournalFound } from './journal-found.ts';
import type { Settings } from './settings.ts';

export type Connected = {
  readonly log: EventLog;
  readonly found: JournalFound;
  readonly first: StoredEvent | undefined;
};

/** Runs the act over the journal that is named; what fails is told in a sentence, and it is closed. */
export async function withJournal<T>(
  { eventStore, stream }: Pick<Settings, 'eventStore' | 'stream'>,
  act: (connected: Connected) => Promise<T>,
): Promise<T> {
  const connection = connectionOf(eventStore);
  if (typeof connection === 'string') {
    throw new CannotStart(`The connection string of the event store ${connection}.`);
  }
  const { hosts, text } = connection;
  const log = madeFor(text, stream);
  try {
    const serverVersion = await log.serverVersion();
    const head = await log.head();
    const [first] = await log.read(0, 1);
    return await act({ log, first: first?.event, found: { hosts, stream, serverVersion, head } });
  } catch (error) {
    await log.close().catch(() => {});
    throw sentenceOf(error, hosts, stream);
  }
}

/** Neither the error nor its words go any further: the client puts the whole string into some. */
function madeFor(connection: string, stream: string): ClientLog {
  try {
    return clientLog({ connection, stream });
  } catch (error) {
    const isOfFile =
      error instanceof Error && /certificate|File was not found/i.test(error.message);
    throw new CannotStart(
      isOfFile
        ? 'The connection string of the event store names a certificate or a key that is not there (tlsCaFile; userCertFile and userKeyFile, both).'
        : 'The connection string of the event store is not understood. Write kurrentdb://[user:password@]host:port[,host:port]?tls=true, user and password percent-encoded.',
    );
  }
}

/** What the cluster says against it, and what to do; an error it does not say is given back as it is. */
export function sentenceOf(error: unknown, hosts: string, stream: string): unknown {
  if (error instanceof LedgerRefused || error instanceof CannotStart) return error;
  if (error instanceof NewerEvents) return new CannotStart(`${error.message}.`, { cause: error });
  const said = wordsOf(error instanceof NotStored ? (error.cause ?? error) : error);
  const sentence = sayings.find(({ words }) => words.test(said))?.sentence;
  if (sentence === undefined) return error;
  return new CannotStart(sentence({ hosts, stream, said: said.slice(0, 160) }), { cause: error });
}

type Said = { readonly hosts: string; readonly stream: string; readonly said: string };

/** The first that fits; the client's own word for an error stands before its message. */
const sayings: readonly { readonly words: RegExp; readonly sentence: (said: Said) => string }[] = [
  {
    words: /^access-denied|AccessDenied|PERMISSION_DENIED|UNAUTHENTICATED|not authenticated/i,
    sentence: ({ hosts, stream }) =>
      `The journal at ${hosts} refuses access to stream ${stream}: the user or the password is wrong, or this user may not. Give one that may read and append it in CADRE_LEDGER_EVENT_STORE.`,
  },
  {
    words: /^stream-(deleted|tombstoned)/,
    sentence: ({ hosts, stream }) =>
      `Stream ${stream} at ${hosts} was deleted. A ledger goes on in no deleted stream: restore the cluster’s backup, or name another with CADRE_LEDGER_STREAM.`,
  },
  {
    words: /^(maximum-append-size|append-record-size|transaction-max-size)/,
    sentence: ({ hosts }) =>
      `The cluster at ${hosts} takes no append of this size. Set its MaxAppendSize to 1 MiB or more, as it comes.`,
  },
  {
    words: /ENOTFOUND|EAI_AGAIN|Name resolution failed|dns error|lookup address/i,
    sentence: ({ hosts }) =>
      `No machine is known by a name in ${hosts}. Put the names of the cluster’s nodes right in CADRE_LEDGER_EVENT_STORE.`,
  },
  {
    words: /ECONNREFUSED|connection refused/i,
    sentence: ({ hosts }) =>
      `Nothing listens at ${hosts}. Start the cluster, or put the port right in CADRE_LEDGER_EVENT_STORE.`,
  },
  {
    words: /^not-leader|discover|Server Is Not Ready|no leader/i,
    sentence: ({ hosts, said }) =>
      `None of ${hosts} answers as a node of a cluster that has a leader. Are the hosts right, do most of the nodes run and reach each other, and is tls=false meant or not? (${said})`,
  },
  {
    words: /SSL|TLS|certificate|wrong version number|self.signed|unable to verify/i,
    sentence: ({ hosts, said }) =>
      `The journal at ${hosts} and this server do not agree about TLS: is tls=true or tls=false meant, and is the authority known here (tlsCaFile)? (${said})`,
  },
  {
    words:
      /^(unavailable|deadline-exceeded|timeout|cancelled|unknown)|no answer|ECONN|EPIPE|UNAVAILABLE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH/i,
    sentence: ({ hosts, said }) =>
      `The journal at ${hosts} does not answer. Is it running, has its cluster a leader, are host and port right, and is tls=false meant or not? (${said})`,
  },
];

/** The client's word for it and its message, which may be empty; neither holds the connection string. */
function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const type = 'type' in error ? `${String(error.type)} ` : '';
  return `${type}${error.message}`;
}
