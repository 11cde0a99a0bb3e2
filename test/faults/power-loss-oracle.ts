/**
 * What must hold of a ledger after a power cut, whatever the disk kept: it is a beginning of the
 * one history, up to the end of a commit, and nothing acknowledged is beyond that end.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Ledger, NewStoredEvent, StoredEvent } from '../../src/application/ports.ts';
import { checkFile } from '../../src/stores/sqlite/check.ts';
import { sqliteLedger } from '../../src/stores/sqlite/sqlite-ledger.ts';
import { event, stillClock, testCodec, testFolding, write } from '../stores/samples.ts';
import { put } from './files.ts';
import type { Scripted } from './power-loss-commands.ts';
import type { Promised, Recording } from './power-loss-recording.ts';

/** `lost` begins what the control must show: an acknowledged event that is not there. */
export const lost = 'acknowledged and lost:';

export type History = {
  /** Every event with its stream and words, in the order of positions, as one line each. */
  readonly lines: readonly string[];
  readonly heads: ReadonlySet<number>;
  readonly commands: readonly Scripted[];
};

/** None of the scripted commands has this number. */
const unusedNumber = 9_999_999;
const fileIn = (folder: string) => join(folder, 'ledger', 'ledger.db');
const openIn = (folder: string) => {
  const place = join(folder, 'ledger');
  return sqliteLedger({ folder: place, folding: testFolding(), clock: stillClock() });
};

/** As it stands at the end of a recording, held against what was asked, promised and there before. */
export async function historyOf(
  folder: string,
  { files, heads, start, calls, promisedAt }: Recording,
  before: History,
  asked: readonly Scripted[],
): Promise<History> {
  put(folder, files);
  const ledger = openIn(folder);
  const { positions } = promisedAt(calls.length);
  let count = start.head;
  for (const { number, writes } of asked.filter(({ answer }) => answer === 'appended')) {
    const events = writes.flatMap((one) => one.events);
    const found = await recorded(ledger, positions.get(number), events.length);
    count += found.length;
    if (found.map(contentOf).join() !== events.map(contentOf).join()) {
      throw new Error(`command ${number} is not recorded as it was asked, at its position`);
    }
  }
  const head = await ledger.head();
  await ledger.close();
  const lines = withDatabase(folder, linesIn);
  const isContinued = before.lines.slice(0, start.head).every((line, at) => line === lines[at]);
  if (count !== head || !heads.has(head) || !isContinued) {
    throw new Error(`the recorded ledger has ${head} events, not the ${count} it should have`);
  }
  return { lines, heads, commands: [...before.commands, ...asked] };
}

/** The `count` events that end at the position acknowledged. */
async function recorded(ledger: Ledger, last: number | undefined, count: number) {
  return last === undefined ? [] : ledger.readAll(last - count, count);
}

/** What was asked of an event, as text; the rest the ledger added. */
function contentOf({ id, type, version, data, personal, meta }: NewStoredEvent | StoredEvent) {
  const asked = Object.entries(meta).filter(([name]) => name !== 'recordedAt');
  const sorted = Object.fromEntries(asked.toSorted(([one], [other]) => (one < other ? -1 : 1)));
  return JSON.stringify({ id, type, version, data, personal, meta: sorted });
}

/** What is wrong with the files as SQLite finds them. */
export function faults(folder: string, history: History, promised: Promised): readonly string[] {
  if (!existsSync(fileIn(folder))) return behind(0, promised);
  try {
    return withDatabase(folder, (database) => {
      const pages = database
        .prepare('PRAGMA quick_check')
        .all()
        .map((row) => row.quick_check);
      const damaged = pages.filter((said) => said !== 'ok').map((said) => `damaged: ${said}`);
      return damaged.length > 0 ? damaged : faultsIn(database, history, promised);
    });
  } catch (error) {
    return [`not to be read: ${error instanceof Error ? error.message : String(error)}`];
  }
}

function faultsIn(database: DatabaseSync, history: History, promised: Promised): string[] {
  const lines = linesIn(database);
  const found = behind(lines.length, promised);
  const other = lines.findIndex((line, index) => line !== history.lines[index]);
  if (other >= 0) found.push(`another event than was recorded stands at number ${other + 1}`);
  if (!history.heads.has(lines.length)) found.push(`it ends within a commit, at ${lines.length}`);
  for (const { name, position } of served(database)) {
    if (position !== lines.length) {
      found.push(`the rows of ${name} are at ${position}, the journal at ${lines.length}`);
    }
  }
  return found;
}

function behind(head: number, { acknowledged }: Promised): string[] {
  return head >= acknowledged ? [] : [`${lost} up to ${acknowledged}, there up to ${head}`];
}

export function headIn(folder: string): number {
  return existsSync(fileIn(folder)) ? withDatabase(folder, linesIn).length : 0;
}

/** What the whole ledger says of itself, and whether it goes on. */
export async function faultsOfLedger(
  folder: string,
  { lines, commands }: History,
  promised: Promised,
): Promise<readonly string[]> {
  try {
    const found: string[] = [];
    const ledger = openIn(folder);
    await ledger.rebuilt();
    const head = await ledger.head();
    found.push(...behind(head, promised), ...(await repeated(ledger, commands, promised)));
    const next = write('after-the-cut', 'none', event(unusedNumber));
    const one = await ledger.append([next], []);
    if (one.kind !== 'appended' || one.position !== head + 1) {
      found.push(`after ${head} of ${lines.length} events, the next was answered ${one.kind}`);
    }
    await ledger.close();
    const { found: wrong } = await checkFile({
      ...{ file: fileIn(folder), folding: testFolding(), quick: false },
      decode: (event) => void testCodec.decode(event),
      ...{ admit: () => {}, onProgress: () => () => {} },
    });
    return [...found, ...wrong.map(({ kind, where, what }) => `${kind}: ${where}: ${what}`)];
  } catch (error) {
    return [`not to be opened: ${error instanceof Error ? error.message : String(error)}`];
  }
}

/** The last commands acknowledged, asked once more: they took effect, and take none again. */
async function repeated(
  ledger: Ledger,
  commands: readonly Scripted[],
  { positions }: Promised,
): Promise<readonly string[]> {
  const found: string[] = [];
  const of = new Map(commands.map(({ number, writes }) => [number, writes]));
  for (const [number, position] of [...positions].slice(-3)) {
    const again = await ledger.append(of.get(number) ?? [], []);
    if (again.kind !== 'alreadyRecorded' || again.position !== position) {
      found.push(`command ${number}, asked again, was answered ${again.kind}`);
    }
  }
  return found;
}

function withDatabase<T>(folder: string, read: (database: DatabaseSync) => T): T {
  const database = new DatabaseSync(fileIn(folder));
  try {
    return read(database);
  } finally {
    database.close();
  }
}

const wordColumns = ['type', 'actor', 'command'];

function linesIn(database: DatabaseSync): readonly string[] {
  const columns = database
    .prepare("SELECT name FROM pragma_table_info('events')")
    .all()
    .map(({ name }) => String(name));
  if (columns.length === 0) return [];
  const values = columns.map((column) => {
    if (column === 'stream') return '(SELECT name FROM streams WHERE id = stream)';
    return wordColumns.includes(column) ? `(SELECT word FROM words WHERE id = ${column})` : column;
  });
  const line = values.map((value) => `quote(${value})`).join(` || ',' || `);
  const sql = `SELECT ${line} AS line FROM events ORDER BY position`;
  return database
    .prepare(sql)
    .all()
    .map((row) => String(row.line));
}

function served(database: DatabaseSync): readonly { name: string; position: number }[] {
  const isThere = "SELECT 1 FROM sqlite_schema WHERE name = 'collections'";
  if (database.prepare(isThere).get() === undefined) return [];
  return database
    .prepare("SELECT name, position FROM collections WHERE state = 'serving'")
    .all()
    .map(({ name, position }) => ({ name: String(name), position: Number(position) }));
}
