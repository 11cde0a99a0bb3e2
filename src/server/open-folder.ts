/** Opens the ledger of the data folder: its key, its file, and the application over them. */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { instant } from '../../events/dates.ts';
import { eventCodec } from '../../events/index.ts';
import { folding, type Quarantined } from '../application/folding.ts';
import { type Application, application } from '../application/index.ts';
import { type LedgerKey, ledgerKey } from '../application/keys.ts';
import { LedgerRefused } from '../application/ledger-refused.ts';
import { type Observer, unobserved } from '../application/observe.ts';
import { assertOpens, openLedger } from '../application/open-ledger.ts';
import type { Clock, Ledger, StoredEvent } from '../application/ports.ts';
import { readModels } from '../read-models/index.ts';
import type { ReadModel } from '../read-models/projection.ts';
import { publish, temporaryBeside } from '../stores/sqlite/new-file.ts';
import { sqliteLedger, sqliteReplica } from '../stores/sqlite/sqlite-ledger.ts';
import { resultCode } from '../stores/sqlite/transaction.ts';
import { CannotStart } from './cannot-start.ts';
import { assertHere, noteElsewhere } from './journal-elsewhere.ts';
import { type JournalFound, placeOf } from './journal-found.ts';
import type { JournalOptions } from './open-journal.ts';
import type { Settings } from './settings.ts';

export const systemClock: Clock = { now: () => instant(Date.now()) };

type Place = Pick<Settings, 'dataFolder' | 'key'>;
/** Without an event store the folder keeps the journal too. */
type Places = Place & Partial<Pick<Settings, 'eventStore' | 'stream'>>;
export type Opened = {
  readonly application: Application;
  readonly ledger: Ledger;
  readonly created: boolean;
};

/**
 * Opens the ledger; with `create`, makes folder, key and ledger where there are none. Throws
 * CannotStart with a sentence: another key, a demo where a real ledger stands, a second writer.
 */
export async function openFolder(
  settings: Places,
  options: {
    demo: boolean | null;
    create: boolean;
    readOnly?: boolean;
    clock?: Clock;
    observer?: Observer;
    onFailed?: (cause: unknown) => void;
    onFull?: (isFull: boolean) => void;
    onQuarantined?: (row: Quarantined) => void;
    /** Of a journal that is kept elsewhere: what answered, how far the replica is, its loss and return. */
    journal?: Pick<JournalOptions, 'onConnected' | 'onProgress' | 'onState'>;
    /** Only these read models: for whoever wants the journal more than the rows. */
    models?: readonly ReadModel[];
  },
): Promise<Opened> {
  const { demo, create, readOnly = false, clock = systemClock, observer = unobserved } = options;
  const { models = readModels } = options;
  const folder = settings.dataFolder;
  const file = join(folder, 'ledger.db');
  const { eventStore = 'sqlite', stream = '' } = settings;
  const isElsewhere = eventStore !== 'sqlite' && !readOnly;
  if (!existsSync(file) && !create) {
    throw new CannotStart(
      `There is no ledger in ${folder}. Make one: npm run cli -- init --county <code> --name <name>; or look at the demo: npm run demo.`,
    );
  }
  try {
    if (create) mkdirSync(folder, { recursive: true, mode: 0o700 });
    const shape = folding(models, eventCodec, options.onQuarantined);
    const { onFailed, onFull } = options;
    const tables = { file, folding: shape, clock, observer, onFailed, onFull };
    const { ledger, key } = isElsewhere
      ? await followed({ ...settings, eventStore, stream }, tables, {
          ...{ demo, create, ...options.journal },
        })
      : ownLedger(settings, { ...tables, readOnly }, { demo, create });
    try {
      const opened = await openLedger(ledger, { key, demo, clock, create });
      const parts = {
        ledger,
        ledgerId: opened.ledgerId,
        codec: eventCodec,
        key,
        clock,
        readModels: models,
        observer,
        quarantined: shape.quarantined,
      };
      return { application: application(parts), ledger, created: opened.created };
    } catch (error) {
      await ledger.close();
      throw error;
    }
  } catch (error) {
    if (error instanceof LedgerRefused) throw new CannotStart(error.message, { cause: error });
    const sentence = folderSentence(folder, error) ?? databaseSentence(folder, error);
    throw sentence === null ? error : new CannotStart(sentence, { cause: error });
  }
}

type Tables = Parameters<typeof sqliteReplica>[0] & {
  readonly file: string;
  readonly observer: Observer;
};
type Meant = { readonly demo: boolean | null; readonly create: boolean };
type Kept = { readonly ledger: Ledger; readonly key: LedgerKey };

/** Journal and tables in one file. */
function ownLedger(settings: Places, tables: Tables, meant: Meant): Kept {
  if (tables.readOnly !== true) assertHere(settings.dataFolder);
  const key = keyOf(settings, existsSync(tables.file));
  const admit = (first: StoredEvent | undefined, types: readonly string[]) => {
    assertOpens(first, { key, ...meant });
    assertKnown(types);
  };
  return { ledger: sqliteLedger({ ...tables, admit }), key };
}

/** The journal in a cluster's stream; the file holds what this server has read of it. */
async function followed(
  settings: Required<Places>,
  tables: Tables,
  { demo, create, onConnected, ...told }: Meant & Partial<JournalOptions>,
): Promise<Kept> {
  const { clock, observer } = tables;
  const found = Promise.withResolvers<JournalFound>();
  let key: LedgerKey | null = null;
  const keyFor = (isThere: boolean) => {
    key ??= keyOf(settings, isThere);
    return key;
  };
  // Whoever keeps the journal in the folder loads no client of a cluster.
  const { openJournal } = await import('./open-journal.ts');
  const ledger = await openJournal(settings, {
    ...{ ...told, clock, observer, knows },
    onConnected: (it) => {
      found.resolve(it);
      onConnected?.(it);
    },
    admit: (first) => assertOpens(first, { key: keyFor(first !== undefined), demo, create }),
    replica: () =>
      sqliteReplica({
        ...tables,
        admit: (first, types) => {
          if (first !== undefined) assertOpens(first, { key: keyFor(true), demo });
          assertKnown(types);
        },
      }),
  });
  try {
    noteElsewhere(settings.dataFolder, placeOf(await found.promise));
  } catch (error) {
    await ledger.close();
    throw error;
  }
  return { ledger, key: keyFor(true) };
}

/** Whether this release can read an event: its type is there, in this version or a later one. */
export function knows({ type, version }: StoredEvent): boolean {
  return version <= (eventCodec.definitionOf(type)?.version ?? 0);
}

/** Served without facts it does not know, a ledger would answer wrongly and say nothing of it. */
function assertKnown(types: readonly string[]): void {
  const unknown = types.filter((type) => eventCodec.definitionOf(type) === null).sort();
  if (unknown.length === 0) return;
  throw new LedgerRefused(
    `the ledger holds events this release does not know: ${unknown.join(', ')}`,
    'start the release that recorded them, or a newer one; nothing has been written',
  );
}

/** What the system says against the folder, and what to do about it; null: it says nothing of it. */
function folderSentence(folder: string, error: unknown): string | null {
  const code = (error as NodeJS.ErrnoException | null)?.code ?? '';
  const other = 'or name another folder with CADRE_LEDGER_DATA';
  if (code === 'EACCES' || code === 'EPERM') {
    return `The data folder ${folder} may not be written to (${code}). Give this account the right to, ${other}.`;
  }
  if (code === 'EEXIST' || code === 'ENOTDIR') {
    return `The data folder ${folder} is a file, or lies below one (${code}). Move it away, ${other}.`;
  }
  if (code === 'EIO' || code === 'ENOENT') {
    return `The data folder ${folder} cannot be made or read (${code}). Look at its disk and at the system’s log, ${other}.`;
  }
  if (code === 'EROFS' || code === 'ENOSPC' || code === 'EDQUOT') {
    return `The disk of the data folder ${folder} takes nothing more (${code}). Make room, ${other}.`;
  }
  return null;
}

/** What SQLite says against the files in the folder, as a sentence; null: it says nothing of them. */
function databaseSentence(folder: string, error: unknown): string | null {
  const code = resultCode(error);
  const what = code === null ? undefined : databaseSays[code];
  if (what === undefined) return null;
  // Cast: what has a result code is an error of SQLite's.
  const { message } = error as Error;
  return `The ledger in ${folder} cannot be opened: ${what} (${message}).`;
}

/** By SQLite's result code; what it says otherwise is a defect of this program. */
const databaseSays: Readonly<Record<number, string>> = {
  8: 'its files may not be written to; give this account the right to',
  10: 'its disk fails; look at the system’s log, and start again once it works',
  11: 'it is damaged; keep the folder for the inquiry, and restore the last backup',
  13: 'its disk is full; make room, nothing is lost',
  14: 'a file cannot be made or opened; is the disk full, or of another account?',
  26: 'its file is no database; keep it for the inquiry, and restore the last backup',
};

/** The ledger's secret: from the settings, else from ledger.key, which only a new ledger makes. */
export function keyOf({ dataFolder, key }: Place, ledgerExists: boolean): LedgerKey {
  if (key !== null) return ledgerKey(Buffer.from(key, 'hex'));
  const file = join(dataFolder, 'ledger.key');
  if (!existsSync(file)) {
    if (ledgerExists) {
      throw new CannotStart(
        `The key of the ledger in ${dataFolder} is missing. Put ledger.key back beside it, or set CADRE_LEDGER_KEY.`,
      );
    }
    // Whole, and on the disk, before anything is recorded under it: without it the ledger is lost.
    const draft = temporaryBeside(file);
    writeFileSync(draft, `${randomBytes(32).toString('hex')}\n`);
    publish(draft, file);
  }
  const hex = readFileSync(file, 'utf8').trim();
  if (!/^[0-9a-f]{64}$/i.test(hex)) {
    throw new CannotStart(`${file} holds no key: 64 hexadecimal characters belong there.`);
  }
  return ledgerKey(Buffer.from(hex, 'hex'));
}
