/**
 * A ledger in one SQLite file: the journal and the read models' rows, in the same transactions.
 * Architecture §4; layout and settings as measured in the research notes.
 */
import type { DatabaseSync } from 'node:sqlite';
import { LedgerRefused } from '../../application/ledger-refused.ts';
import { StoreUnavailable } from '../../application/limits.ts';
import { type Observer, unobserved } from '../../application/observe.ts';
import type { Clock, Folding, Journal as JournalPort, Ledger } from '../../application/ports.ts';
import { assertEventLimit } from '../bounds.ts';
import { hints } from '../hints.ts';
import { appendQueue } from './append-queue.ts';
import { positionsOf } from './collections.ts';
import { catchUp } from './fold-events.ts';
import { groupCommit } from './group-commit.ts';
import { type Journal, journal as journalOf } from './journal.ts';
import { observedAppends, observedGroups } from './observed-appends.ts';
import { fileOf, openForReading, openForWriting, type Place } from './open-database.ts';
import { rowReads } from './row-reads.ts';
import { type Statements, statements } from './statements.ts';
import { transactions } from './transaction.ts';
import { lockForWriting } from './writer-lock.ts';

type Options = Place & {
  readonly folding: Folding;
  readonly clock: Clock;
  readonly observer?: Observer;
  /** Reads beside the writing process; hears of no commits, so ask `head()` again. */
  readonly readOnly?: boolean;
};

/** Opens, and brings read models that are new to the file up to the head. Throws LedgerRefused. */
export function sqliteLedger(options: Options): Ledger {
  return options.readOnly ? readingLedger(options) : writingLedger(options);
}

function writingLedger(options: Options): Ledger {
  const { folding, clock, observer: { measure } = unobserved } = options;
  const file = fileOf(options);
  const unlock = lockForWriting(file);
  try {
    const database = openForWriting(file);
    try {
      const statement = statements(database);
      const journal = journalOf(statement);
      const transaction = transactions(database, journal.forgetWords);
      catchUp(transaction, statement, journal, folding);
      const listeners = hints();
      const onCommitted = listeners.tell;
      const parts = { transaction, statement, journal, folding, clock, onCommitted };
      const { write, close } = groupCommit(parts);
      const queue = appendQueue(observedGroups(write, measure));
      const append = observedAppends(queue.append, measure);
      return {
        append: (writes, checks) => append({ writes, checks }),
        ...reads(statement, journal, folding),
        onAppended: listeners.listen,
        close: once(() => {
          queue.drain();
          close();
          listeners.clear();
          database.close();
          unlock();
        }),
      };
    } catch (error) {
      database.close();
      throw error;
    }
  } catch (error) {
    unlock();
    throw error;
  }
}

function readingLedger(options: Options): Ledger {
  const { folding } = options;
  const database = openForReading(fileOf(options));
  const statement = statements(database);
  const journal = journalOf(statement);
  assertFolded(database, statement, journal, folding);
  const append: JournalPort['append'] = async () => {
    throw new StoreUnavailable('the ledger is open for reading only', false);
  };
  return {
    append,
    ...reads(statement, journal, folding),
    onAppended: () => () => {},
    close: once(() => database.close()),
  };
}

/** Rows of a model the writer does not keep would be missing or old without a word. */
function assertFolded(
  database: DatabaseSync,
  statement: Statements,
  journal: Journal,
  folding: Folding,
): void {
  database.exec('BEGIN');
  const positions = positionsOf(statement, folding);
  const { head } = journal.last();
  database.exec('COMMIT');
  const late = [...positions].find(([, position]) => position < head);
  if (late === undefined) return;
  database.close();
  throw new LedgerRefused(
    `the rows of ${late[0]} are not up to the journal`,
    'start this release for writing once, or read with the release that writes',
  );
}

function reads(statement: Statements, journal: Journal, folding: Folding) {
  return {
    head: async () => journal.last().head,
    readStream: async (stream, after, limit) => {
      assertEventLimit(limit);
      return journal.readStream(stream, after, limit);
    },
    readAll: async (after, limit, types) => {
      assertEventLimit(limit);
      return journal.readAll(after, limit, types);
    },
    findCommand: async (commandId) => journal.findCommand(commandId),
    findEvents: async (ids) => journal.findEvents(ids),
    ...rowReads(statement, folding),
  } satisfies Omit<Ledger, 'append' | 'onAppended' | 'close'>;
}

function once(act: () => void): () => Promise<void> {
  let isDone = false;
  return async () => {
    if (!isDone) act();
    isDone = true;
  };
}
