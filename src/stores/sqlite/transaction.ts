/** Transactions of the one writing connection, and what an error in one means. */
import type { DatabaseSync } from 'node:sqlite';

export type Transaction = ReturnType<typeof transactions>;

const busy = 5;
const constraint = 19;

export function transactions(database: DatabaseSync, forget: () => void) {
  return {
    /** What it writes is on the disk before `commit` returns. */
    begin: () => database.exec('PRAGMA synchronous = FULL; BEGIN IMMEDIATE'),
    /**
     * For what can be built again: a power cut may take the last of these back, in their order, and
     * never anything an append had before or after; its sync covers the log up to it.
     */
    beginRebuildable: () => database.exec('PRAGMA synchronous = NORMAL; BEGIN IMMEDIATE'),
    commit: () => database.exec('COMMIT'),
    /** SQLite has rolled back by itself after some errors. */
    rollback(): void {
      if (database.isTransaction) database.exec('ROLLBACK');
      forget();
    },
    savepoint: () => database.exec('SAVEPOINT one'),
    release: () => database.exec('RELEASE one'),
    undo(): void {
      database.exec('ROLLBACK TO one; RELEASE one');
      forget();
    },
  };
}

/** A transaction over what can be built again. */
export function within<T>(transaction: Transaction, act: () => T): T {
  transaction.beginRebuildable();
  try {
    const result = act();
    transaction.commit();
    return result;
  } catch (error) {
    transaction.rollback();
    throw error;
  }
}

/** The disk or the file failed, as opposed to what was asked of them. */
export function isStorageFailure(error: unknown): boolean {
  const code = resultCode(error);
  return code !== null && code !== constraint;
}

/** Another connection held the file for longer than the timeout. */
export function isBusy(error: unknown): boolean {
  return resultCode(error) === busy;
}

export function isConstraint(error: unknown): boolean {
  return resultCode(error) === constraint;
}

/** SQLite's primary result code (sqlite.org/rescode.html). */
function resultCode(error: unknown): number | null {
  if (typeof error !== 'object' || error === null || !('errcode' in error)) return null;
  return Number(error.errcode) & 0xff;
}
