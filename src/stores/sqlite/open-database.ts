/** Opens the file with the settings durability rests on, and reads them back. */
import { existsSync, mkdirSync, realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { LedgerRefused } from '../../application/ledger-refused.ts';
import { discard, flushNames, publish, temporaryBeside } from './new-file.ts';
import { assertNoLog, assertOwnLog } from './own-log.ts';
import { assertOurs, assertPresent, createJournal, migrate, pragma } from './schema.ts';

const pageBytes = 8_192;
/** The WAL grows to about 32 MiB before it is carried over; longer ones cost no more, shorter do. */
export const checkpointPages = 4_000;
const cacheKibibytes = 65_536;
const busyTimeoutMs = 5_000;
const fullSynchronous = 2;

export type Place = { readonly file: string } | { readonly folder: string };

/** The file's real path, so that one ledger has one lock whatever it is called by. */
export function fileOf(place: Place): string {
  const file = 'file' in place ? place.file : join(place.folder, 'ledger.db');
  if (existsSync(file)) return realpathSync(file);
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  return join(realpathSync(dirname(file)), basename(file));
}

/** `admit` sees a ledger that is there before anything of it changes; what it throws is thrown. */
export function openForWriting(
  file: string,
  admit: (found: DatabaseSync) => void = () => {},
): DatabaseSync {
  const isNew = !existsSync(file);
  if (isNew) make(file);
  // Whoever made it may have been ended before its name was on the disk.
  else flushNames(file);
  assertOwnLog(file);
  const database = new DatabaseSync(file, { timeout: busyTimeoutMs });
  try {
    if (assertOurs(database, file)) throw cutOff(file);
    if (!isNew) admit(database);
    database.exec(`PRAGMA page_size = ${pageBytes}; PRAGMA journal_mode = WAL;
      PRAGMA synchronous = FULL; PRAGMA recursive_triggers = ON;
      PRAGMA wal_autocheckpoint = ${checkpointPages}; PRAGMA journal_size_limit = -1;
      PRAGMA cache_size = -${cacheKibibytes}; PRAGMA trusted_schema = OFF;
      -- Pages that may be put back are kept: past 64 KiB in a file, made and removed each time.
      PRAGMA temp_store = MEMORY;`);
    assertDurable(database);
    migrate(database);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/**
 * A ledger's file appears with its journal in it, so that an empty one is known for what it is. For
 * its owner alone: personal data are no other account's to read.
 */
function make(file: string): void {
  assertNoLog(file);
  const draft = temporaryBeside(file);
  try {
    const database = new DatabaseSync(draft);
    try {
      database.exec(`PRAGMA page_size = ${pageBytes}`);
      createJournal(database);
    } finally {
      database.close();
    }
    publish(draft, file);
  } finally {
    for (const rest of ['', '-journal']) discard(`${draft}${rest}`);
  }
}

function cutOff(file: string): LedgerRefused {
  return new LedgerRefused(
    `${file} is empty, as no ledger is: it was cut off`,
    'restore the last backup into another folder, and keep this one for the inquiry; where nothing was ever recorded, remove the file',
  );
}

export function openForReading(file: string): DatabaseSync {
  if (!existsSync(file)) {
    throw new LedgerRefused(`${file} does not exist`, 'name the file of a ledger');
  }
  assertOwnLog(file);
  const database = new DatabaseSync(file, { readOnly: true, timeout: busyTimeoutMs });
  try {
    if (assertOurs(database, file)) {
      throw new LedgerRefused(`${file} is empty`, 'open the ledger for writing first');
    }
    assertPresent(database, file);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** A store that silently promised less would lose acknowledged events in a power cut. */
function assertDurable(database: DatabaseSync): void {
  const mode = database.prepare('PRAGMA journal_mode').get()?.journal_mode;
  const synchronous = pragma(database, 'synchronous');
  if (mode !== 'wal' || synchronous !== fullSynchronous) {
    throw new LedgerRefused(
      `the database gives journal_mode ${mode} and synchronous ${synchronous}`,
      'put the ledger on a local disk: it needs wal and 2 (FULL)',
    );
  }
}
