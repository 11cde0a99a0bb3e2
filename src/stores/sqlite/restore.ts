/** Puts a backup's file where a ledger is to be, whole or not at all. */
import { closeSync, existsSync, mkdirSync, openSync, readSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { LedgerRefused } from '../../application/ledger-refused.ts';
import type { StoredEvent } from '../../application/ports.ts';
import type { Copied, CopyProgress } from './backup.ts';
import { eventReads } from './event-reads.ts';
import { assertFree, discard, publish, temporaryBeside } from './new-file.ts';
import { assertOurs } from './schema.ts';
import { assertSound, headIn } from './soundness.ts';
import { statements } from './statements.ts';
import { words } from './words.ts';

const chunkBytes = 4 * 1024 * 1024;

/**
 * Copies the backup `from` to `to`, which must not exist. `admit` judges the journal's first event
 * (its format, its key) before anything is copied, and throws to refuse. Throws LedgerRefused.
 */
export async function restoreFile(
  from: string,
  to: string,
  admit: (first: StoredEvent | undefined) => void,
  onProgress: CopyProgress,
): Promise<Copied> {
  assertBackup(from);
  reading(from, (database) => {
    if (assertOurs(database, from)) {
      throw new LedgerRefused(`${from} is empty`, 'name the file of a backup');
    }
    admit(firstEvent(database, from));
  });
  mkdirSync(dirname(to), { recursive: true, mode: 0o700 });
  assertNoLedger(to);
  const draft = temporaryBeside(to);
  try {
    await copy(from, draft, onProgress);
    const head = reading(draft, (database) => {
      assertSound(database, from);
      return headIn(database);
    });
    publish(draft, to);
    return { head };
  } finally {
    discard(draft);
  }
}

/** A log without its file is what is left of a ledger: opened with another file, it would spoil it. */
export function assertNoLedger(file: string): void {
  for (const name of [file, `${file}-wal`, `${file}-journal`]) {
    if (!existsSync(name)) continue;
    throw new LedgerRefused(
      `${name} exists: a ledger is, or was, in this folder`,
      'name an empty data folder (CADRE_LEDGER_DATA), or move what is there elsewhere first',
    );
  }
  if (existsSync(dirname(file))) assertFree(file);
}

function assertBackup(file: string): void {
  if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true) {
    throw new LedgerRefused(`${file} is no file`, 'name the file of a backup');
  }
  if (!existsSync(`${file}-wal`) || statSync(`${file}-wal`).size === 0) return;
  throw new LedgerRefused(
    `${file} has a log beside it (${file}-wal): it is a ledger in use and no backup`,
    'make a backup of it (cli -- backup --to <file>) and restore that',
  );
}

/** Immutable: nothing is made beside the file, which may lie where nothing can be written. */
function reading<T>(file: string, act: (database: DatabaseSync) => T): T {
  const address = pathToFileURL(file);
  address.searchParams.set('immutable', '1');
  const database = new DatabaseSync(address, { readOnly: true });
  try {
    return act(database);
  } finally {
    database.close();
  }
}

function firstEvent(database: DatabaseSync, file: string): StoredEvent | undefined {
  try {
    const statement = statements(database);
    return eventReads(statement, words(statement)).readAll(0, 1)[0];
  } catch (error) {
    const advice = 'take another backup; this one is damaged or cut short';
    throw new LedgerRefused(`the first event in ${file} cannot be read`, advice, { cause: error });
  }
}

async function copy(from: string, to: string, onProgress: CopyProgress): Promise<void> {
  const all = statSync(from).size;
  const [source, target] = [openSync(from, 'r'), openSync(to, 'w')];
  try {
    const chunk = Buffer.alloc(chunkBytes);
    for (let done = 0; ; ) {
      const read = readSync(source, chunk, 0, chunkBytes, done);
      if (read === 0) return;
      for (let written = 0; written < read; ) {
        written += writeSync(target, chunk, written, read - written);
      }
      done += read;
      onProgress({ done, all: Math.max(done, all) });
      // Lets a signal end the process between chunks.
      await new Promise(setImmediate);
    }
  } finally {
    closeSync(source);
    closeSync(target);
  }
}
