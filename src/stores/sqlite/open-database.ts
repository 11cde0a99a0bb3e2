/** Opens the file with the settings durability rests on, and reads them back. */
import { closeSync, existsSync, mkdirSync, openSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { LedgerRefused } from '../../application/ledger-refused.ts';
import { flushNames } from './new-file.ts';
import {
  assertOurs,
  assertPresent,
  createCountyIndexes,
  createJournal,
  migrate,
  pragma,
} from './schema.ts';

const pageBytes = 8_192;
/** The WAL grows to about 32 MiB before it is carried over; longer ones cost no more, shorter do. */
export const checkpointPages = 4_000;
const cacheKibibytes = 65_536;
const busyTimeoutMs = 5_000;
const fullSynchronous = 2;
const ownerOnly = 0o600;

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
  // Made here and not by SQLite: personal data are no other account's to read.
  closeSync(openSync(file, 'a', ownerOnly));
  if (statSync(file).size === 0) flushNames(file);
  const database = new DatabaseSync(file, { timeout: busyTimeoutMs });
  try {
    const isEmpty = assertOurs(database, file);
    if (!isEmpty) admit(database);
    database.exec(`PRAGMA page_size = ${pageBytes}; PRAGMA journal_mode = WAL;
      PRAGMA synchronous = FULL; PRAGMA recursive_triggers = ON;
      PRAGMA wal_autocheckpoint = ${checkpointPages}; PRAGMA journal_size_limit = -1;
      PRAGMA cache_size = -${cacheKibibytes}; PRAGMA trusted_schema = OFF;`);
    assertDurable(database);
    if (isEmpty) createJournal(database);
    else migrate(database);
    createCountyIndexes(database);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

export function openForReading(file: string): DatabaseSync {
  if (!existsSync(file)) {
    throw new LedgerRefused(`${file} does not exist`, 'name the file of a ledger');
  }
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
