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
export function shapeText({ table, columns, indexes, scope, textOf }: CollectionShape): string {
  return JSON.stringify({ layout: 2, table, columns, indexes, scope, text: textOf !== null });
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
             characters, scoped, content='', contentless_delete=1, tokenize='unicode61')`,
        ]),
  ];
}

/**
 * What is known now is asked for a thousand times more often than what was: each column within the
 * scope, and each declared list, has a partial index over it that filters by the columns and gives
 * their order (keyset by columns, then key). So a page costs what its scope holds, not what the
 * table holds. Every other moment is served through the scope and through the first column of
 * each declared list (ids, selective by themselves): without the days in them, or the planner,
 * which knows no statistics, would think them the narrower ones now too.
 */
function indexesOf(shape: CollectionShape, name: string): string[] {
  const { versions } = tablesOf(name);
  const days = shape.scope === null ? ', recorded_to, from_day' : '';
  const always = columnsOfEveryMoment(shape).map(
    (column) => `CREATE INDEX "${name}__${column}" ON ${versions} (${columnName(column)}${days})`,
  );
  const lists = listsOf(shape).map(
    (columns) =>
      `CREATE INDEX "${name}__now_${columns.join('_')}" ON ${versions}
         (${[...columns.map(columnName), 'key', 'from_day', 'to_day'].join(', ')})
         WHERE recorded_to IS NULL`,
  );
  return [...always, ...lists];
}

function columnsOfEveryMoment({ columns, indexes, scope }: CollectionShape): readonly string[] {
  if (scope === null) return columns;
  return [...new Set([scope, ...indexes.flatMap(([first]) => first ?? [])])];
}

/** Declared lists, and without declaring them each column within the scope; each once. */
function listsOf({ columns, indexes, scope }: CollectionShape): readonly (readonly string[])[] {
  const within = columns.map((column) => (column === scope ? [scope] : [scope ?? '', column]));
  const all = scope === null ? indexes : [...within, ...indexes];
  return [...new Map(all.map((list) => [list.join(' '), list])).values()];
}

function assertName(name: string): void {
  if (!namePattern.test(name)) throw new Error(`${name} cannot name a collection or a column`);
}
