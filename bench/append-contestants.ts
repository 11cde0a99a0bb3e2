/** Who appends: the ledger, the file that is the limit, bare SQLite, and the peers installed. */
import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { instant } from '../events/dates.ts';
import type { Ledger, NewStoredEvent } from '../src/application/ports.ts';
import { sqliteLedger } from '../src/stores/sqlite/sqlite-ledger.ts';
import { noFolding } from './history.ts';
import { opened } from './peers.ts';
import { castorePostgres, emmettPostgres, emmettSqlite } from './postgres-contestants.ts';

/** Resolves when the event is durable; rejects when the stream is elsewhere. */
export type AppendOne = (caller: number, revision: number, event: NewStoredEvent) => Promise<void>;
export type Appender = {
  readonly name: string;
  /** New streams, one for each caller. */
  readonly begin: (callers: number) => Promise<{ readonly append: AppendOne }>;
  readonly close: () => Promise<void>;
};

const preallocatedBytes = 256 * 1024 * 1024;
const chunkBytes = 4 * 1024 * 1024;

export function appendContestants(folder: string) {
  return opened({
    'preallocated file, fdatasync': async () => preallocatedFile(join(folder, 'limit')),
    'Cadre Ledger': async () => ledger(join(folder, 'ledger.db')),
    'bare node:sqlite': async () => bareSqlite(join(folder, 'bare.db')),
    'emmett-sqlite': emmettSqlite,
    'emmett-postgresql': emmettPostgres,
    'castore postgres': castorePostgres,
  });
}

function ledger(file: string): Appender {
  const clock = { now: () => instant(Date.now()) };
  return ledgerAppender('Cadre Ledger', sqliteLedger({ file, folding: noFolding, clock }));
}

/** `of` tells apart the streams of several that append to one journal. */
export function ledgerAppender(
  name: string,
  { append, close }: Pick<Ledger, 'append' | 'close'>,
  of = '',
): Appender {
  let runs = 0;
  return {
    name,
    close,
    begin: async () => {
      runs += 1;
      const run = runs;
      return {
        append: async (caller, revision, event) => {
          const expected = revision === 0 ? 'none' : revision - 1;
          const stream = `cadre-${of}${run}.${caller}`;
          const result = await append([{ stream, expected, events: [event] }], []);
          if (result.kind !== 'appended') throw new Error(`the ledger answered ${result.kind}`);
        },
      };
    },
  };
}

type Waiting = { readonly stream: string; readonly revision: number; readonly text: string } & {
  readonly event: NewStoredEvent;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
};

/** Whoever arrives in one turn of the event loop shares one write to the disk, as in the ledger. */
function grouped(name: string, write: (group: readonly Waiting[]) => void, end: () => void) {
  let waiting: Waiting[] = [];
  let runs = 0;
  const drain = () => {
    const group = waiting;
    waiting = [];
    try {
      write(group);
      for (const { resolve } of group) resolve();
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
  };
  return {
    name,
    close: async () => end(),
    begin: async () => {
      runs += 1;
      const run = runs;
      return {
        append: (caller, revision, event) =>
          new Promise<void>((resolve, reject) => {
            if (waiting.length === 0) setImmediate(drain);
            const stream = `cadre-${run}.${caller}`;
            const text = JSON.stringify({ stream, revision, ...event });
            waiting.push({ stream, revision, text, event, resolve, reject });
          }),
      };
    },
  } satisfies Appender;
}

function preallocatedFile(file: string): Appender {
  const descriptor = openSync(file, 'w+');
  const zeros = Buffer.alloc(chunkBytes);
  for (let at = 0; at < preallocatedBytes; at += chunkBytes)
    writeSync(descriptor, zeros, 0, chunkBytes, at);
  fdatasyncSync(descriptor);
  const revisions = new Map<string, number>();
  const ids = new Set<string>();
  let offset = 0;
  const write = (group: readonly Waiting[]) => {
    const lines: string[] = [];
    for (const { stream, revision, event, text } of group) {
      if ((revisions.get(stream) ?? -1) !== revision - 1 || ids.has(event.id)) {
        throw new Error('the file is at another revision');
      }
      revisions.set(stream, revision);
      ids.add(event.id);
      lines.push(text);
    }
    const bytes = Buffer.from(`${lines.join('\n')}\n`);
    if (offset + bytes.length > preallocatedBytes) offset = 0;
    writeSync(descriptor, bytes, 0, bytes.length, offset);
    fdatasyncSync(descriptor);
    offset += bytes.length;
  };
  return grouped('preallocated file, fdatasync', write, () => closeSync(descriptor));
}

function bareSqlite(file: string): Appender {
  const database = new DatabaseSync(file);
  database.exec(`PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
    PRAGMA wal_autocheckpoint = 4000;
    CREATE TABLE events (
      position INTEGER PRIMARY KEY, stream TEXT NOT NULL, revision INTEGER NOT NULL,
      id TEXT NOT NULL UNIQUE, body TEXT NOT NULL, UNIQUE (stream, revision)) STRICT`);
  const insert = database.prepare(
    'INSERT INTO events (stream, revision, id, body) VALUES (?, ?, ?, ?)',
  );
  const write = (group: readonly Waiting[]) => {
    database.exec('BEGIN IMMEDIATE');
    for (const { stream, revision, event, text } of group) {
      insert.run(stream, revision, event.id, text);
    }
    database.exec('COMMIT');
  };
  return grouped('bare node:sqlite', write, () => database.close());
}
