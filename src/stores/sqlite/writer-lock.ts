/**
 * One process writes a ledger. The lock is an exclusive transaction on a small database beside the
 * file, held for life: the system drops it with the process, however that ends.
 */
import { DatabaseSync } from 'node:sqlite';
import { LedgerRefused } from '../../application/ledger-refused.ts';
import { isBusy } from './transaction.ts';

/** Throws LedgerRefused when another holds the lock; returns the way to let go. */
export function lockForWriting(file: string): () => void {
  const lock = new DatabaseSync(`${file}.lock`, { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if (!isBusy(error)) throw error;
    throw new LedgerRefused(
      `another process is writing ${file}`,
      'ask the running server, or stop it first; reading and backup work beside it',
      { cause: error },
    );
  }
  return () => lock.close();
}
