/**
 * Whether the log beside a ledger's file is the file's own. SQLite carries a log over into whatever
 * lies beside it, and removes it where nothing does: recorded events would be mixed or gone.
 */
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { LedgerRefused } from '../../application/ledger-refused.ts';

/** The versions that write and read the file, in its header (sqlite.org/fileformat.html §1.3). */
const versionsAt = 18;
const withLog = 2;

/** Throws LedgerRefused: of a file without a log of its own, as every backup is, beside a log. */
export function assertOwnLog(file: string): void {
  if (!hasLog(file)) return;
  const versions = Buffer.alloc(2);
  const opened = openSync(file, 'r');
  try {
    readSync(opened, versions, 0, versions.length, versionsAt);
  } finally {
    closeSync(opened);
  }
  if (versions.every((version) => version === withLog)) return;
  throw new LedgerRefused(
    `${file}-wal is not the log of ${file}, which has none: a backup was put in a ledger’s place`,
    'move both elsewhere, the log holds recorded events; then restore the backup (cli -- restore)',
  );
}

/** Throws LedgerRefused where a ledger is to be made and the log of one lies. */
export function assertNoLog(file: string): void {
  if (!hasLog(file)) return;
  throw new LedgerRefused(
    `${file} is missing, and its log ${file}-wal is there and holds recorded events`,
    'put the file back beside its log; if it is lost, move the log elsewhere and restore a backup',
  );
}

function hasLog(file: string): boolean {
  return (statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0;
}
