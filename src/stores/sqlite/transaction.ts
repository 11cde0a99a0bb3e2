/** Transactions of the one writing connection, and what an error in one means. */
import type { DatabaseSync } from 'node:sqlite';

export type Transaction = ReturnType<typeof transactions>;

const busy = 5;
const full = 13;
const constraint = 19;

export function transactions(database: DatabaseSync, forget: () => void) {
  /** A rebuild's transaction stays open between its steps: the fewer commits, the fewer writes. */
  let isLeftOpen = false;
  const listeners: (() => void)[] = [];

  /** Commits what a rebuild has left open. */
  function settle(): void {
    if (!isLeftOpen) return;
    isLeftOpen = false;
    database.exec('COMMIT');
  }

  /** SQLite has rolled back by itself after some errors. */
  function rollback(): void {
    isLeftOpen = false;
    try {
      if (database.isTransaction) database.exec('ROLLBACK');
    } finally {
      forget();
      for (const tell of listeners) tell();
    }
  }

  return {
    /** What it writes is on the disk before `commit` returns. */
    begin(): void {
      settle();
      database.exec('PRAGMA synchronous = FULL; BEGIN IMMEDIATE');
    },
    /** Of what can be taken in again: a power cut may take the last commits back, in their order. */
    beginUnsynced(): void {
      settle();
      database.exec('PRAGMA synchronous = NORMAL; BEGIN IMMEDIATE');
    },
    commit: () => database.exec('COMMIT'),
    rollback,
    /** Tells of work of a rebuild that may have been taken back. */
    onRollback: (tell: () => void) => listeners.push(tell),
    /**
     * A step over what can be built again. It stays open until an append begins or `settle`, and
     * is not synced: a power cut may take the last steps back, in their order, and nothing else,
     * for an append's own sync covers the log up to it. When `act` throws, all that is open goes.
     */
    rebuildable<T>(act: () => T): T {
      if (!isLeftOpen) {
        database.exec('PRAGMA synchronous = NORMAL; BEGIN IMMEDIATE');
        isLeftOpen = true;
      }
      try {
        return act();
      } catch (error) {
        rollback();
        throw error;
      }
    },
    settle,
  };
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

/** There is no room, and what was to be written is not: told before anything is synced. */
export function isFull(error: unknown): boolean {
  return resultCode(error) === full;
}

export function isConstraint(error: unknown): boolean {
  return resultCode(error) === constraint;
}

/** SQLite's primary result code (sqlite.org/rescode.html); null: the error is not SQLite's. */
export function resultCode(error: unknown): number | null {
  if (typeof error !== 'object' || error === null || !('errcode' in error)) return null;
  return Number(error.errcode) & 0xff;
}
