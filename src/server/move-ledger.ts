/** Moves a ledger's journal between the file of a data folder and a stream of a cluster. */
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { eventCodec } from '../../events/index.ts';
import { folding } from '../application/folding.ts';
import { assertOpens } from '../application/open-ledger.ts';
import type { StoredEvent } from '../application/ports.ts';
import { readModels } from '../read-models/index.ts';
import type { JournalReader, OnProgress } from '../stores/compare-journals.ts';
import type { EventLog } from '../stores/kurrentdb/event-log.ts';
import { streamJournal } from '../stores/kurrentdb/stream-journal.ts';
import { surroundings } from '../stores/kurrentdb/surroundings.ts';
import {
  type JournalTarget,
  type Moved,
  type MoveStage,
  moveJournal,
} from '../stores/move-journal.ts';
import { journalFile } from '../stores/sqlite/journal-file.ts';
import { fileOf } from '../stores/sqlite/open-database.ts';
import { sqliteReplica } from '../stores/sqlite/sqlite-ledger.ts';
import { lockForWriting } from '../stores/sqlite/writer-lock.ts';
import { assertHere, elsewhere, forgetElsewhere, noteElsewhere } from './journal-elsewhere.ts';
import { keyOf, systemClock } from './open-folder.ts';

type Folder = { readonly dataFolder: string; readonly key: string | null };
/** The stream, and how it is named where it may be read. */
type Stream = { readonly log: EventLog; readonly where: string };
type Told = { readonly onProgress: (stage: MoveStage) => OnProgress };

const judge = (event: StoredEvent) => void eventCodec.decode(event);

/**
 * From the folder, which no server may be writing, to the stream; the folder is its replica then.
 * Throws LedgerRefused or CannotStart, and has written nothing where the target is not fit.
 */
export async function moveToStream(
  folder: Folder,
  { log, where }: Stream,
  { onProgress }: Told,
): Promise<Moved> {
  const file = fileOf({ folder: folder.dataFolder });
  assertHere(folder.dataFolder);
  const unlock = lockForWriting(file);
  try {
    const source = journalFile(file);
    try {
      const [first] = await source.read(0, 1);
      assertOpens(first, { key: keyOf(folder, true), demo: null });
      const target = streamJournal({ log, surroundings });
      const moving = { source, found: target, open: async () => target };
      const moved = await moveJournal({ ...moving, judge, onProgress });
      noteElsewhere(folder.dataFolder, where);
      return moved;
    } finally {
      source.close();
    }
  } finally {
    unlock();
  }
}

/**
 * From the stream to the folder: an empty one with the ledger's key, a replica of the stream, or
 * one such a move was begun to. It is served only once it is proved to hold what the stream holds.
 */
export async function moveToFolder(
  { log, where }: Stream,
  folder: Folder,
  { onProgress }: Told,
): Promise<Moved> {
  const { dataFolder } = folder;
  const key = keyOf(folder, true);
  const source = streamJournal({ log, surroundings });
  const admit = (first: StoredEvent | undefined) => assertOpens(first, { key, demo: null });
  const [first] = await source.read(0, 1);
  admit(first);
  const ends: (() => Promise<void> | void)[] = [];
  const open = async () => {
    for (const end of ends.splice(0)) await end();
    mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
    if (elsewhere(dataFolder) === null) noteElsewhere(dataFolder, where);
    const { target, close } = targetIn(dataFolder, admit);
    ends.push(close);
    return target;
  };
  try {
    const found = foundIn(dataFolder, ends);
    const moved = await moveJournal({ source, found, open, judge, onProgress });
    // What a replica took in is on the disk once it is closed.
    for (const end of ends.splice(0)) await end();
    forgetElsewhere(dataFolder);
    return moved;
  } finally {
    for (const end of ends) await end();
  }
}

/** What a folder holds before it is written to. */
function foundIn(folder: string, ends: (() => void)[]): JournalReader {
  const file = join(folder, 'ledger.db');
  if (!existsSync(file)) return { head: async () => 0, read: async () => [] };
  const found = journalFile(file);
  ends.push(found.close);
  return found;
}

/** Rows are built as events come in, so that the folder can be served at once. */
function targetIn(
  folder: string,
  admit: (first: StoredEvent | undefined) => void,
): { readonly target: JournalTarget; readonly close: () => Promise<void> } {
  const replica = sqliteReplica({
    ...{ folder, folding: folding(readModels, eventCodec), clock: systemClock },
    // The folder is to hold the ledger without the other journal.
    isCopy: false,
    admit: (first) => {
      if (first !== undefined) admit(first);
    },
  });
  return {
    target: {
      head: replica.head,
      read: replica.readAll,
      put: async (events) => replica.include(events),
    },
    close: replica.close,
  };
}
