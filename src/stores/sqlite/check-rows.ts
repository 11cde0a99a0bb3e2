/**
 * Whether the rows are what the journal says: every collection is folded once more, into a scratch
 * file, and compared with the ledger's a row at a time, so that memory does not grow with either.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { isDeepStrictEqual } from 'node:util';
import { pageEventsMax } from '../../application/limits.ts';
import type { CollectionShape, Folding } from '../../application/ports.ts';
import type { CopyProgress } from './backup.ts';
import type { Findings } from './check-report.ts';
import { columnName, createTables, tablesOf } from './collections.ts';
import { eventReads } from './event-reads.ts';
import { fold } from './fold-events.ts';
import { answeringIn } from './generations.ts';
import { createJournal } from './schema.ts';
import { type Statements, statements } from './statements.ts';
import { words } from './words.ts';

type Asked = {
  readonly statement: Statements;
  readonly head: number;
  readonly folding: Folding;
  readonly findings: Findings;
  /** Events folded, then rows compared. */
  readonly onFolded: CopyProgress;
  readonly onCompared: CopyProgress;
};

export async function checkRows(asked: Asked): Promise<void> {
  const compared = comparable(asked);
  const folder = mkdtempSync(join(tmpdir(), 'cadre-ledger-check-'));
  const scratch = new DatabaseSync(join(folder, 'replay.db'));
  try {
    // What is made here is thrown away: nothing of it has to outlive a power cut.
    scratch.exec('PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA page_size = 8192');
    createJournal(scratch);
    const replayed = statements(scratch);
    await replay(asked, compared, scratch, replayed);
    for (const [index, one] of compared.entries()) {
      tryCompare(one, asked, replayed);
      asked.onCompared({ done: index + 1, all: compared.length });
      await new Promise(setImmediate);
    }
  } finally {
    scratch.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** `name`: the generation's that serves. */
type Compared = { readonly shape: CollectionShape; readonly name: string };

/** The collections that are at the head in the shape this program folds them to. */
function comparable({ statement, head, folding, findings }: Asked): readonly Compared[] {
  return folding.collections
    .filter(({ standsInFor }) => standsInFor === undefined)
    .flatMap((shape) => {
      const serving = answeringIn(statement, folding, shape.table);
      if (serving?.position === head) return [{ shape, name: serving.name }];
      findings.note(
        serving === null
          ? `the rows of ${shape.table} are not there in this release's shape; its next start builds them`
          : `the rows of ${shape.table} are at position ${serving.position} of ${head}`,
      );
      return [];
    });
}

async function replay(
  { statement, head, folding, onFolded }: Asked,
  compared: readonly Compared[],
  scratch: DatabaseSync,
  replayed: Statements,
): Promise<void> {
  const { readAll } = eventReads(statement, words(statement));
  const names = new Map(compared.map(({ shape }) => [shape.table, shape.table]));
  const { into } = fold(replayed, folding);
  // Without a journal of its own the scratch file can roll nothing back, and never has to.
  scratch.exec('BEGIN');
  for (const { shape } of compared) createTables(replayed, shape, shape.table);
  scratch.exec('COMMIT');
  for (let position = 0; position < head; ) {
    const page = readAll(position, Math.min(pageEventsMax, head - position));
    scratch.exec('BEGIN');
    into(names, page);
    scratch.exec('COMMIT');
    position = page.at(-1)?.position ?? head;
    onFolded({ done: position, all: head });
    await new Promise(setImmediate);
  }
}

/** Tables whose own description is damaged cannot be asked; SQLite's words name no value. */
function tryCompare(one: Compared, { statement, findings }: Asked, replayed: Statements): void {
  try {
    compare(one, statement, replayed, findings);
  } catch (error) {
    findings.add({
      kind: 'rows equal to a replay',
      where: `table ${one.shape.table}`,
      what: `it cannot be read (${error instanceof Error ? error.message : String(error)})`,
      advice: 'keep this file for the inquiry, and restore the last backup',
    });
  }
}

const jsonColumns: readonly string[] = ['fact', 'state'];

type Line = Readonly<Record<string, unknown>>;

function compare(
  { shape, name }: Compared,
  live: Statements,
  replayed: Statements,
  findings: Findings,
): void {
  const { table } = shape;
  const columns = shape.columns.map((column) => `, ${columnName(column)}`).join('');
  walk((of) => `SELECT key, ordinal, fact FROM ${tablesOf(of).facts} ORDER BY key, ordinal`);
  walk(
    (of) =>
      `SELECT key, ordinal, from_day, to_day, recorded_from, recorded_to, event, state${columns}
         FROM ${tablesOf(of).versions} ORDER BY key, ordinal`,
  );

  function walk(sql: (name: string) => string): void {
    const [has, needs] = [live(sql(name)).iterate(), replayed(sql(table)).iterate()];
    let [one, other] = [lineOf(has.next()), lineOf(needs.next())];
    while (one !== null || other !== null) {
      const order = orderOf(one, other);
      if (order !== 0 || !isSame(one, other)) tell(order < 0 ? one : other, order);
      if (order <= 0) one = lineOf(has.next());
      if (order >= 0) other = lineOf(needs.next());
    }
  }

  function tell(line: Line | null, order: number): void {
    const what = order < 0 ? 'no event calls for it' : order > 0 ? 'it is missing' : 'it differs';
    findings.add({
      kind: 'rows equal to a replay',
      where: `table ${table}, key ${line?.key}, version ${line?.ordinal}`,
      what,
      advice: 'the journal is what counts: have the rows built anew (npm run cli -- rebuild)',
    });
  }
}

function lineOf(step: IteratorResult<Line>): Line | null {
  return step.done === true ? null : step.value;
}

/** As SQLite orders keys, by the bytes of their UTF-8; a list at its end comes after everything. */
function orderOf(one: Line | null, other: Line | null): number {
  if (one === null || other === null) return one === other ? 0 : one === null ? 1 : -1;
  const keys = Buffer.compare(Buffer.from(String(one.key)), Buffer.from(String(other.key)));
  return keys === 0 ? Number(one.ordinal) - Number(other.ordinal) : keys;
}

function isSame(one: Line | null, other: Line | null): boolean {
  if (one === null || other === null) return one === other;
  return Object.keys(one).every(
    (column) =>
      isDeepStrictEqual(one[column], other[column]) ||
      (jsonColumns.includes(column) && isSameJson(one[column], other[column])),
  );
}

/** An event folded as it was appended has its fields in another order than one that was read. */
function isSameJson(one: unknown, other: unknown): boolean {
  try {
    return isDeepStrictEqual(JSON.parse(String(one)), JSON.parse(String(other)));
  } catch {
    return false;
  }
}
