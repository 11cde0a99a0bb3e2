/** Whether SQLite finds a file whole, and where its journal ends. */
import type { DatabaseSync } from 'node:sqlite';
import { LedgerRefused } from '../../application/ledger-refused.ts';
import { assertOurs } from './schema.ts';

const faultsMax = 20;
const advice = 'restore the ledger from a backup that is whole, or copy this file again';

/** Throws LedgerRefused unless the file is a ledger of a known layout whose pages hang together. */
export function assertSound(database: DatabaseSync, file: string): void {
  if (assertOurs(database, file)) {
    throw new LedgerRefused(`${file} is empty`, 'name the file of a ledger or of its backup');
  }
  const [first] = faultsOf(database, 'quick_check');
  if (first !== undefined) throw new LedgerRefused(`${file} is damaged (${first})`, advice);
}

/**
 * What SQLite finds wrong, at most `faultsMax`, empty when nothing is; `integrity_check` compares
 * every index with its table too. The words name tables and pages, never a value.
 */
export function faultsOf(
  database: DatabaseSync,
  check: 'quick_check' | 'integrity_check',
): readonly string[] {
  try {
    return database
      .prepare(`PRAGMA ${check}(${faultsMax})`)
      .all()
      .map((row) => String(Object.values(row)[0]).replaceAll('\n', '; '))
      .filter((text) => text !== 'ok');
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}

export function headIn(database: DatabaseSync): number {
  return Number(database.prepare('SELECT max(position) AS head FROM events').get()?.head ?? 0);
}
