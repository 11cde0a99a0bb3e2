/**
 * Several reads of one state of the file, in one transaction: each by itself locks the file and
 * lets it go again, which costs as much as finding a row (measured).
 */
import type { DatabaseSync } from 'node:sqlite';

export type ReadsAtOnce = <T>(read: () => T) => T;

export function readsAtOnce(database: DatabaseSync): ReadsAtOnce {
  return (read) => {
    // What a rebuild has left open is a transaction too.
    if (database.isTransaction) return read();
    database.exec('BEGIN');
    try {
      return read();
    } finally {
      // After some errors SQLite has ended it by itself.
      if (database.isTransaction) database.exec('COMMIT');
    }
  };
}
