/** Rows for the fold: loading one, and writing back only the versions that changed. */
import { instant } from '../../../events/dates.ts';
import type { CollectionShape, RowWrite } from '../../application/ports.ts';
import type { Row, Version } from '../../read-models/row.ts';
import { columnName, tablesOf } from './collections.ts';
import { packUuid, readPacked, unpackUuid } from './packed.ts';
import { spaced } from './spaced-text.ts';
import { arrays, type Columns, type Statements } from './statements.ts';

const versionColumns = 'from_day, to_day, recorded_from, recorded_to, event, state';
/** To be selected first; `versionOf` reads it. */
export const versionReads = versionColumns.replace('event', readPacked('event'));

/** Casts: the columns were written by `insertVersion`. */
export function versionOf([from, to, recordedFrom, recordedTo, event, state]: Columns): Version {
  return {
    from: from as Version['from'],
    to: to as Version['to'],
    recordedFrom: instant(recordedFrom as number),
    recordedTo: recordedTo === null ? null : instant(recordedTo as number),
    event: unpackUuid(event as string) as Version['event'],
    state: JSON.parse(state as string),
  };
}

/** `name`: the generation's. */
export function loadRow(statement: Statements, name: string, key: string): Row | null {
  const { facts, versions } = tablesOf(name);
  const found = statement(`SELECT fact FROM ${facts} WHERE key = ? ORDER BY ordinal`).all(key);
  if (found.length === 0) return null;
  const sql = `SELECT ${versionReads} FROM ${versions} WHERE key = ? ORDER BY ordinal`;
  return {
    facts: found.map(({ fact }) => JSON.parse(String(fact))),
    versions: arrays(statement(sql), [key]).map(versionOf),
  };
}

export type RowWriter = ReturnType<typeof rowWriter>;

/** Writes rows into a generation's tables; the statements are spelled once. */
export function rowWriter(statement: Statements, shape: CollectionShape, name: string) {
  const sql = sqlOf(shape, name);

  /** Facts and versions that are the same objects as in `before` are left as they are. */
  function write({ key, row }: RowWrite, before: Row | undefined): void {
    for (const [ordinal, fact] of row.facts.entries()) {
      if (before?.facts[ordinal] === fact) continue;
      statement(sql.putFact).run(key, ordinal, JSON.stringify(fact));
    }
    const old = before?.versions ?? [];
    for (let ordinal = 0; ordinal < Math.max(old.length, row.versions.length); ordinal += 1) {
      writeVersion(key, ordinal, old[ordinal], row.versions[ordinal]);
    }
  }

  function writeVersion(
    key: string,
    ordinal: number,
    was: Version | undefined,
    is: Version | undefined,
  ): void {
    if (was === is) return;
    if (was !== undefined && is !== undefined && isClosed(was, is)) {
      statement(sql.closeVersion).run(momentOf(is.recordedTo), key, ordinal);
      return;
    }
    if (was !== undefined) {
      if (shape.textOf !== null) statement(sql.deleteText).run(key, ordinal);
      statement(sql.deleteVersion).run(key, ordinal);
    }
    if (is !== undefined) insertVersion(key, ordinal, is);
  }

  function insertVersion(key: string, ordinal: number, version: Version): void {
    const values = shape.columnsOf(version.state);
    const { lastInsertRowid } = statement(sql.insertVersion).run(
      key,
      ordinal,
      version.from,
      version.to,
      Date.parse(version.recordedFrom),
      momentOf(version.recordedTo),
      packUuid(version.event),
      JSON.stringify(version.state),
      ...shape.columns.map((column) => values[column] ?? null),
    );
    if (shape.textOf === null) return;
    const words = shape.textOf(version.state);
    const scope = shape.scope === null ? null : (values[shape.scope] ?? null);
    const scoped = scope === null ? '' : spaced(words, scope);
    statement(sql.insertText).run(lastInsertRowid, spaced(words), scoped);
  }

  return { write };
}

function sqlOf(shape: CollectionShape, name: string) {
  const { facts, versions, text } = tablesOf(name);
  const where = 'WHERE key = ? AND ordinal = ?';
  const columns = shape.columns.map((column) => `, ${columnName(column)}`).join('');
  return {
    putFact: `INSERT OR REPLACE INTO ${facts} (key, ordinal, fact) VALUES (?, ?, ?)`,
    closeVersion: `UPDATE ${versions} SET recorded_to = ? ${where}`,
    deleteText: `DELETE FROM ${text} WHERE rowid = (SELECT id FROM ${versions} ${where})`,
    deleteVersion: `DELETE FROM ${versions} ${where}`,
    insertVersion: `INSERT INTO ${versions} (key, ordinal, ${versionColumns}${columns})
       VALUES (?, ?, ?, ?, ?, ?, ?, ?${', ?'.repeat(shape.columns.length)})`,
    insertText: `INSERT INTO ${text} (rowid, characters, scoped) VALUES (?, ?, ?)`,
  };
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

function momentOf(moment: Version['recordedTo']): number | null {
  return moment === null ? null : Date.parse(moment);
}
