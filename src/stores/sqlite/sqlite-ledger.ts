/**
 * A ledger in one SQLite file: the journal and the read models' rows, in the same transactions.
 * Architecture §4; layout and settings as measured in the research notes.
 */
import type { DatabaseSync } from 'node:sqlite';
import { LedgerRefused } from '../../application/ledger-refused.ts';
import { ModelRebuilding, StoreUnavailable } from '../../application/limits.ts';
import { type Observer, unobserved } from '../../application/observe.ts';
import type { Clock, Folding, Ledger, Rebuilding, StoredEvent } from '../../application/ports.ts';
import { assertEventLimit, ownOf } from '../bounds.ts';
import { hints } from '../hints.ts';
import type { Replica } from '../replica.ts';
import { appendQueue } from './append-queue.ts';
import { checkpoints } from './checkpoints.ts';
import { fold } from './fold-events.ts';
import { answeringIn, beyondJournal, generations } from './generations.ts';
import { groupCommit } from './group-commit.ts';
import { type Journal, journal as journalOf } from './journal.ts';
import { observedAppends, observedGroups } from './observed-appends.ts';
import { fileOf, openForReading, openForWriting, type Place } from './open-database.ts';
import { type ReadsAtOnce, readsAtOnce } from './reads-at-once.ts';
import { rebuilds } from './rebuilds.ts';
import { rowReads, type Served } from './row-reads.ts';
import { type Statements, statements } from './statements.ts';
import { transactions } from './transaction.ts';
import { lockForWriting } from './writer-lock.ts';

type Options = Place & {
  readonly folding: Folding;
  readonly clock: Clock;
  readonly observer?: Observer;
  /** Told once, when a failure of the disk ends all writing: only a restart can tell what is there. */
  readonly onFailed?: (cause: unknown) => void;
  /** Told when the disk is full, so that appends are refused, and when there is room again. */
  readonly onFull?: (isFull: boolean) => void;
  /** Judges a ledger that is there by its first event and its types, before anything is written. */
  readonly admit?: (first: StoredEvent | undefined, types: readonly string[]) => void;
  /** Reads beside the writing process; hears of no commits, so ask `head()` again. */
  readonly readOnly?: boolean;
};

/** Opens, and brings read models that are new to the file up to the head. Throws LedgerRefused. */
export function sqliteLedger(options: Options): Ledger {
  return options.readOnly ? readingLedger(options) : writingLedger(options);
}

function writingLedger(options: Options): Ledger {
  const { include: _include, known: _known, last: _last, ...ledger } = writing(options, false);
  return ledger;
}

/**
 * A server's own tables for a journal that is kept elsewhere; one process writes the file. What it
 * takes in is not synced, unless the file is to hold the ledger from then on (`isCopy` false).
 */
export function sqliteReplica(options: Options & { readonly isCopy?: boolean }): Replica {
  const { append: _append, ...replica } = writing(options, options.isCopy ?? true);
  return replica;
}

function writing(options: Options, isCopy: boolean): Ledger & Replica {
  const { folding, clock, observer: { measure } = unobserved } = options;
  const { onFailed = () => {}, onFull = () => {} } = options;
  const file = fileOf(options);
  const unlock = lockForWriting(file);
  try {
    const database = openForWriting(file, (found) => admitted(found, options));
    try {
      const statement = statements(database);
      const journal = journalOf(statement);
      const transaction = transactions(database, journal.forgetWords);
      const known = generations(statement, folding);
      const listeners = hints();
      const parts = {
        ...{ transaction, statement, journal, folding, clock },
        ...{ fold: fold(statement, folding), generations: known },
      };
      const { write, include, last, close } = groupCommit({
        ...parts,
        ...{ isCopy, onCommitted: listeners.tell, onFailed, onFull },
      });
      const queue = appendQueue(observedGroups(write, measure));
      const append = observedAppends(queue.append, measure);
      const carrying = checkpoints(database, file);
      const rebuilding = rebuilds({
        ...parts,
        ...{ areAppendsWaiting: queue.isWaiting, checkpoints: carrying },
      });
      rebuilding.start();
      return {
        append: (writes, checks) => append({ writes, checks }),
        include,
        last,
        known: {
          revisionOf: (stream) => journal.placeOf(stream)?.revision ?? 'none',
          findCommand: journal.findCommand,
          hasEvent: (id) => journal.findEvents([id]).length > 0,
        },
        ...reads(statement, journal, folding, readsAtOnce(database), rebuilding.served),
        ...rebuilding.port,
        onAppended: listeners.listen,
        close: once(async () => {
          queue.drain();
          rebuilding.close();
          close();
          await carrying.end();
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

function admitted(database: DatabaseSync, { admit = () => {} }: Options): void {
  const statement = statements(database);
  const journal = journalOf(statement);
  admit(journal.readAll(0, 1)[0], journal.eventTypes());
  const { head } = journal.last();
  const [beyond] = beyondJournal(statement, head);
  if (beyond === undefined) return;
  throw new LedgerRefused(
    `the rows of ${beyond.table} hold events up to position ${beyond.position}, the journal ends at ${head}: its end is lost`,
    'keep this folder for the inquiry, and restore the last backup into another',
  );
}

function readingLedger(options: Options): Ledger {
  const { folding } = options;
  const database = openForReading(fileOf(options));
  admitted(database, options);
  const statement = statements(database);
  const journal = journalOf(statement);
  assertFolded(database, statement, journal, folding);
  const atOnce = readsAtOnce(database);
  const refuse = async () => {
    throw new StoreUnavailable('the ledger is open for reading only', false);
  };
  return {
    append: refuse,
    ...reads(
      statement,
      journal,
      folding,
      atOnce,
      servedBeside(atOnce, statement, journal, folding),
    ),
    rebuild: refuse,
    rebuilds: async () => [],
    rebuilt: async () => {},
    onAppended: () => () => {},
    close: once(() => database.close()),
  };
}

/** The writer may put other tables in service at any time: each read looks, in its transaction. */
function servedBeside(
  atOnce: ReadsAtOnce,
  statement: Statements,
  journal: Journal,
  folding: Folding,
): Served {
  return async (table, read) =>
    atOnce(() => {
      const { name } = answeringIn(statement, folding, table) ?? {};
      if (name !== undefined) return read(name);
      throw new ModelRebuilding(table, { position: 0, head: journal.last().head });
    });
}

/** Rows of a model the writer does not keep would be missing or old without a word. */
function assertFolded(
  database: DatabaseSync,
  statement: Statements,
  journal: Journal,
  folding: Folding,
): void {
  database.exec('BEGIN');
  const { head } = journal.last();
  const late = ownOf(folding).find(({ table }) => {
    const answering = answeringIn(statement, folding, table);
    return answering === null || answering.position < head;
  });
  database.exec('COMMIT');
  if (late === undefined) return;
  database.close();
  throw new LedgerRefused(
    `the rows of ${late.table} are not up to the journal`,
    'start this release for writing once and let it build them, or read with the release that writes',
  );
}

function reads(
  statement: Statements,
  journal: Journal,
  folding: Folding,
  atOnce: ReadsAtOnce,
  served: Served,
) {
  return {
    head: async () => journal.last().head,
    readStream: async (stream, after, limit) => {
      assertEventLimit(limit);
      return journal.readStream(stream, after, limit);
    },
    readAll: async (after, limit, only) => {
      assertEventLimit(limit);
      return journal.readAll(after, limit, only);
    },
    countEvents: async (search) => journal.countEvents(search),
    findCommand: async (commandId) => journal.findCommand(commandId),
    findEvents: async (ids) => atOnce(() => journal.findEvents(ids)),
    ...rowReads(statement, folding, atOnce, served),
  } satisfies Omit<Ledger, 'append' | 'onAppended' | 'close' | keyof Rebuilding>;
}

function once(act: () => void | Promise<void>): () => Promise<void> {
  let done: Promise<void> | null = null;
  return () => {
    done ??= (async () => act())();
    return done;
  };
}
