/** Each generation's tables: the facts of its rows, their versions with their columns, and the text index. */
import type { CollectionShape } from '../../application/ports.ts';
import type { Statements } from './statements.ts';

const namePattern = /^[A-Za-z][A-Za-z0-9_]{0,70}$/;

/** Quoted names of a generation's tables. */
type Tables = { readonly facts: string; readonly versions: string; readonly text: string };

/** `name`: a generation's; the first is called as its collection is. */
export function tablesOf(name: string): Tables {
  assertName(name);
  return { facts: `"${name}__facts"`, versions: `"${name}__versions"`, text: `"${name}__text"` };
}

export function generationName(table: string, number: number): string {
  return number === 0 ? table : `${table}__g${number}`;
}

/** A declared column's quoted name; the prefix keeps it apart from ours and from SQL's words. */
export function columnName(column: string): string {
  assertName(column);
  return `"c_${column}"`;
}

/** What tables of a collection look like; tables of another text are of no use to it. */
export function shapeText({ table, columns, indexes, textOf }: CollectionShape): string {
  return JSON.stringify({ layout: 2, table, columns, indexes, text: textOf !== null });
}

/**
 * Empty tables with all their indexes: one made over rows that are there would hold appends up for
 * seconds (measured: docs/rebuild.md).
 */
export function createTables(statement: Statements, shape: CollectionShape, name: string): void {
  for (const sql of created(shape, name)) statement(sql).run();
}

function created(shape: CollectionShape, name: string): string[] {
  const { facts, versions, text } = tablesOf(name);
  const declared = shape.columns.map((column) => `, ${columnName(column)} ANY`).join('');
  return [
    // A line for each: a round's row rests on hundreds of facts, and gets one more at a time.
    `CREATE TABLE ${facts} (
       key TEXT NOT NULL, ordinal INTEGER NOT NULL, fact TEXT NOT NULL,
       PRIMARY KEY (key, ordinal)) STRICT, WITHOUT ROWID`,
    `CREATE TABLE ${versions} (
       id INTEGER PRIMARY KEY, key TEXT NOT NULL, ordinal INTEGER NOT NULL,
       from_day TEXT NOT NULL, to_day TEXT NOT NULL,
       recorded_from INTEGER NOT NULL, recorded_to INTEGER,
       event ANY NOT NULL, state TEXT NOT NULL${declared},
       UNIQUE (key, ordinal)) STRICT`,
    ...indexesOf(shape, name),
    ...(shape.textOf === null
      ? []
      : [
          `CREATE VIRTUAL TABLE ${text} USING fts5(
             characters, content='', contentless_delete=1, tokenize='unicode61')`,
        ]),
  ];
}

/**
 * Each column alone serves every moment: current rows by equality on recorded_to, then by day.
 * Declared lists serve what is known now, in the order of a page (keyset by columns, then key).
 */
function indexesOf(shape: CollectionShape, name: string): string[] {
  const { versions } = tablesOf(name);
  const single = shape.columns.map(
    (column) =>
      `CREATE INDEX "${name}__${column}" ON ${versions}
         (${columnName(column)}, recorded_to, from_day)`,
  );
  const lists = shape.indexes.map(
    (columns, index) =>
      `CREATE INDEX "${name}__list_${index}" ON ${versions}
         (${columns.map(columnName).join(', ')}, key, from_day, to_day)
         WHERE recorded_to IS NULL`,
  );
  return [...single, ...lists];
}

function assertName(name: string): void {
  if (!namePattern.test(name)) throw new Error(`${name} cannot name a collection or a column`);
}
