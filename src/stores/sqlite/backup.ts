/**
 * Copies a ledger's file while its server writes: the pages of one moment, read inside a read
 * transaction. SQLite begins an online backup anew whenever another connection writes, unless its
 * source already stands on a snapshot; on one it goes through once, however much is written. VACUUM
 * INTO stands on a snapshot too, but builds every index again (about twice the processor time for a
 * million events) and tells no progress. Neither holds the writer up; both keep the write-ahead log
 * from being carried over meanwhile, so that it grows by what is written during the copy.
 */
import { backup, DatabaseSync } from 'node:sqlite';
import { LedgerRefused } from '../../application/ledger-refused.ts';
import { assertFree, discard, publish, temporaryBeside } from './new-file.ts';
import { openForReading } from './open-database.ts';
import { assertSound, headIn } from './soundness.ts';

/** 8 MiB a step; between steps the copying process may end or tell its progress. */
const pagesPerStep = 1_024;

export type CopyProgress = (step: { readonly done: number; readonly all: number }) => void;
export type Copied = { readonly head: number };

/**
 * Copies journal and rows of `from` to `to`, which must not exist; `to` appears only whole, checked
 * and on the disk. The ledger's key is in another file and stays there. Throws LedgerRefused.
 */
export async function backUp(from: string, to: string, onProgress: CopyProgress): Promise<Copied> {
  assertFree(to);
  const source = openForReading(from);
  const draft = temporaryBeside(to);
  try {
    // The first read fixes the snapshot; it is let go with the connection.
    source.exec('BEGIN');
    const head = headIn(source);
    await backup(source, draft, {
      rate: pagesPerStep,
      progress: ({ totalPages, remainingPages }) =>
        onProgress({ done: totalPages - remainingPages, all: totalPages }),
    });
    settle(draft, head);
    publish(draft, to);
    onProgress({ done: 1, all: 1 });
    return { head };
  } finally {
    source.close();
    for (const rest of ['', '-journal', '-wal', '-shm']) discard(`${draft}${rest}`);
  }
}

/** One file without a log beside it, that can be read where nothing can be written. */
function settle(draft: string, head: number): void {
  const copy = new DatabaseSync(draft);
  try {
    copy.exec('PRAGMA journal_mode = DELETE');
    assertSound(copy, draft);
    const found = headIn(copy);
    if (found === head) return;
    throw new LedgerRefused(
      `the copy ends at position ${found}, the ledger at ${head}`,
      'nothing was kept; make the backup again on another disk',
    );
  } finally {
    copy.close();
  }
}
