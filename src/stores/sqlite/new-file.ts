/** A file that appears under its name only when all of it is on the disk. */
import { randomUUID } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { LedgerRefused } from '../../application/ledger-refused.ts';

const ownerOnly = 0o600;
/** What file systems without hard links answer (exFAT, some network shares). */
const withoutLinks = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'];
/** Folders of other accounts, and file systems that keep no folder back. */
const notFlushable = ['EACCES', 'EPERM', 'EINVAL', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EROFS'];

export function assertFree(file: string): void {
  if (existsSync(file)) throw taken(file);
  if (statSync(dirname(file), { throwIfNoEntry: false })?.isDirectory() === true) return;
  throw new LedgerRefused(
    `the folder ${dirname(file)} does not exist`,
    'make it first, or name a file in another',
  );
}

/** An empty file in the same folder, for its owner alone, under a name nobody else takes. */
export function temporaryBeside(file: string): string {
  const draft = join(dirname(file), `.${basename(file)}.${randomUUID()}.part`);
  closeSync(openSync(draft, 'wx', ownerOnly));
  return draft;
}

/**
 * Gives the draft its name, which must still be free, once its content is on the disk. When it
 * throws, nothing bears the name: what a power cut could take away again is not handed over.
 */
export function publish(draft: string, file: string): void {
  flush(draft);
  try {
    // Unlike a rename, a link never takes the place of a file that came in between.
    linkSync(draft, file);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') throw taken(file);
    if (!withoutLinks.includes(code)) throw error;
    assertFree(file);
    renameSync(draft, file);
  }
  try {
    flushNames(file);
  } catch (error) {
    discard(file);
    throw error;
  }
  discard(draft);
}

/** A draft that cannot be removed is left: nobody takes it for a whole file, and all is done. */
export function discard(draft: string): void {
  try {
    rmSync(draft, { force: true });
  } catch {
    // The disk that refuses this is told of by what was to be written.
  }
}

/**
 * Makes the name of a new file outlive a power cut, and the names of the folders it lies in: one
 * that has just been made is taken back with all that is in it until the folder above is synced.
 */
export function flushNames(file: string): void {
  if (process.platform === 'win32') return;
  const folder = dirname(file);
  flush(folder);
  for (let above = dirname(folder), below = folder; above !== below; above = dirname(above)) {
    below = above;
    flushIfAllowed(above);
  }
}

/** What this account may not open it has not made either. */
function flushIfAllowed(folder: string): void {
  try {
    flush(folder);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (!notFlushable.includes(code)) throw error;
  }
}

function flush(path: string): void {
  const opened = openSync(path, process.platform === 'win32' ? 'r+' : 'r');
  try {
    fsyncSync(opened);
  } finally {
    closeSync(opened);
  }
}

function taken(file: string): LedgerRefused {
  return new LedgerRefused(
    `${file} exists already`,
    'name a file that does not exist; nothing is overwritten',
  );
}
