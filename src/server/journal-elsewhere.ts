/**
 * A note in a data folder whose journal is kept in a cluster: the same file could be served as a
 * journal of its own, and would then go on as a second ledger beside the one that counts.
 */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { flushNames } from '../stores/sqlite/new-file.ts';
import { CannotStart } from './cannot-start.ts';

const noteIn = (folder: string) => join(folder, 'journal-elsewhere');
const ownerOnly = 0o600;

/** Notes where the journal is; nothing of it is secret. */
export function noteElsewhere(folder: string, where: string): void {
  const file = noteIn(folder);
  if (elsewhere(folder) === where) return;
  writeFileSync(file, `${where}\n`, { mode: ownerOnly, flush: true });
  flushNames(file);
}

/** The folder keeps its journal itself again. */
export function forgetElsewhere(folder: string): void {
  rmSync(noteIn(folder), { force: true });
}

/** Where the folder's journal is; null when it is in the folder. */
export function elsewhere(folder: string): string | null {
  const file = noteIn(folder);
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : null;
}

/** Throws CannotStart for a folder that may not be written to as the journal. */
export function assertHere(folder: string): void {
  const where = elsewhere(folder);
  if (where === null) return;
  throw new CannotStart(
    `The data folder ${folder} does not keep the journal, it has only read it from elsewhere: ${where}. ` +
      'Name that cluster with CADRE_LEDGER_EVENT_STORE, or move the ledger to a folder (cli -- migrate --to <folder>). ' +
      `If that journal is lost for good, remove ${noteIn(folder)}: the folder keeps the journal then, as far as it has read it.`,
  );
}
