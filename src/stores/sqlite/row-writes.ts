/** Rows for the fold: loading them, and writing back only the versions that changed. */
import { instant } from '../../../events/dates.ts';
import {
  type CollectionShape,
  type Folding,
  type RowWrite,
  rowName,
} from '../../application/ports.ts';
import type { Row, RowKey, Version } from '../../read-models/row.ts';
import { shapeFor } from '../bounds.ts';
import { columnName, tablesOf } from './collections.ts';
import { type Packed, packUuid, unpackUuid } from './packed.ts';
import { spaced } from './spaced-text.ts';
import type { Statements } from './statements.ts';

/** To be followed by FROM; `versionOf` reads it. */
export const versionColumns = 'from_day, to_day, recorded_from, recorded_to, event, state';

/** Casts: the columns were written by `insertVersion`. */
export function versionOf(row: Readonly<Record<string, unknown>>): Version {
  return {
    from: row.from_day as Version['from'],
    to: row.to_day as Version['to'],
    recordedFrom: instant(row.recorded_from as number),
    recordedTo: row.recorded_to === null ? null : instant(row.recorded_to as number),
    event: unpackUuid(row.event as Packed) as Version['event'],
    state: JSON.parse(row.state as string),
  };
}

export function loadRows(statement: Statements, keys: readonly RowKey[]): ReadonlyMap<string, Row> {
  const rows = new Map<string, Row>();
  for (const one of keys) {
    const row = loadRow(statement, one);
    if (row !== null) rows.set(rowName(one), row);
  }
  return rows;
}

export function loadRow(statement: Statements, { table, key }: RowKey): Row | null {
  const { rows, versions } = tablesOf(table);
  const body = statement(`SELECT facts FROM ${rows} WHERE key = ?`).get(key);
  if (body === undefined) return null;
  const sql = `SELECT ${versionColumns} FROM ${versions} WHERE key = ? ORDER BY ordinal`;
  return {
    facts: JSON.parse(String(body.facts)),
    versions: statement(sql).all(key).map(versionOf),
  };
}

/** `before`: the rows as loaded; versions that are the same object are left as they are. */
export function writeRows(
  statement: Statements,
  folding: Folding,
  before: ReadonlyMap<string, Row>,
  writes: readonly RowWrite[],
): void {
  for (const write of writes) {
    const shape = shapeFor(folding, write.table);
    const { rows } = tablesOf(write.table);
    statement(
      `INSERT INTO ${rows} (key, facts) VALUES (?, ?)
         ON CONFLICT (key) DO UPDATE SET facts = excluded.facts`,
    ).run(write.key, JSON.stringify(write.row.facts));
    writeVersions(statement, shape, write, before.get(rowName(write))?.versions ?? []);
  }
}

function writeVersions(
  statement: Statements,
  shape: CollectionShape,
  { key, row }: RowWrite,
  old: readonly Version[],
): void {
  for (let ordinal = 0; ordinal < Math.max(old.length, row.versions.length); ordinal += 1) {
    const [was, is] = [old[ordinal], row.versions[ordinal]];
    if (was === is) continue;
    if (was !== undefined && is !== undefined && isClosed(was, is)) {
      closeVersion(statement, shape, key, ordinal, is);
      continue;
    }
    if (was !== undefined) deleteVersion(statement, shape, key, ordinal);
    if (is !== undefined) insertVersion(statement, shape, key, ordinal, is);
  }
}

/** True when nothing changed but when it ceased to be what is known. */
function isClosed(was: Version, is: Version): boolean {
  return (
    was.state === is.state &&
    was.from === is.from &&
    was.to === is.to &&
    was.event === is.event &&
    was.recordedFrom === is.recordedFrom
  );
}

function closeVersion(
  statement: Statements,
  { table }: CollectionShape,
  key: string,
  ordinal: number,
  { recordedTo }: Version,
): void {
  const sql = `UPDATE ${tablesOf(table).versions} SET recorded_to = ? WHERE key = ? AND ordinal = ?`;
  statement(sql).run(recordedTo === null ? null : Date.parse(recordedTo), key, ordinal);
}

function deleteVersion(
  statement: Statements,
  { table, textOf }: CollectionShape,
  key: string,
  ordinal: number,
): void {
  const { versions, text } = tablesOf(table);
  const where = 'WHERE key = ? AND ordinal = ?';
  if (textOf !== null) {
    statement(`DELETE FROM ${text} WHERE rowid = (SELECT id FROM ${versions} ${where})`).run(
      key,
      ordinal,
    );
  }
  statement(`DELETE FROM ${versions} ${where}`).run(key, ordinal);
}

function insertVersion(
  statement: Statements,
  shape: CollectionShape,
  key: string,
  ordinal: number,
  version: Version,
): void {
  const { versions, text } = tablesOf(shape.table);
  const values = shape.columnsOf(version.state);
  const names = shape.columns.map((column) => `, ${columnName(column)}`).join('');
  const { lastInsertRowid } = statement(
    `INSERT INTO ${versions} (key, ordinal, ${versionColumns}${names})
       VALUES (?, ?, ?, ?, ?, ?, ?, ?${', ?'.repeat(shape.columns.length)})`,
  ).run(
    key,
    ordinal,
    version.from,
    version.to,
    Date.parse(version.recordedFrom),
    version.recordedTo === null ? null : Date.parse(version.recordedTo),
    packUuid(version.event),
    JSON.stringify(version.state),
    ...shape.columns.map((column) => values[column] ?? null),
  );
  if (shape.textOf === null) return;
  const words = shape.textOf(version.state);
  const scope = shape.scope === null ? null : (values[shape.scope] ?? null);
  const sql = `INSERT INTO ${text} (rowid, characters, scoped) VALUES (?, ?, ?)`;
  statement(sql).run(lastInsertRowid, spaced(words), scope === null ? '' : spaced(words, scope));
}
