/** Each collection's tables: row bodies, versions with their columns, and the text index. */
import type { CollectionShape, Folding } from '../../application/ports.ts';
import type { Statements } from './statements.ts';

const namePattern = /^[A-Za-z][A-Za-z0-9_]{0,60}$/;

/** Quoted names of a collection's tables. */
export type Tables = { readonly rows: string; readonly versions: string; readonly text: string };

export function tablesOf(table: string): Tables {
  assertName(table);
  return { rows: `"${table}__rows"`, versions: `"${table}__versions"`, text: `"${table}__text"` };
}

/** A declared column's quoted name; the prefix keeps it apart from ours and from SQL's words. */
export function columnName(column: string): string {
  assertName(column);
  return `"c_${column}"`;
}

/** Makes missing tables and remakes those of another shape; they begin at position 0. */
export function createCollections(statement: Statements, folding: Folding): void {
  for (const shape of folding.collections) {
    const described = describe(shape);
    const found = statement('SELECT shape FROM collections WHERE name = ?').get(shape.table);
    if (found?.shape === described) continue;
    for (const sql of [...dropped(shape.table), ...created(shape)]) statement(sql).run();
    statement('INSERT OR REPLACE INTO collections (name, shape, position) VALUES (?, ?, 0)').run(
      shape.table,
      described,
    );
  }
}

/** The position each collection has been folded to; −1 where it has no tables of this shape. */
export function positionsOf(statement: Statements, folding: Folding): ReadonlyMap<string, number> {
  const sql = 'SELECT position FROM collections WHERE name = ? AND shape = ?';
  return new Map(
    folding.collections.map((shape) => [
      shape.table,
      Number(statement(sql).get(shape.table, describe(shape))?.position ?? -1),
    ]),
  );
}

export function moveTo(statement: Statements, tables: readonly string[], position: number): void {
  const sql = 'UPDATE collections SET position = ? WHERE name IN (SELECT value FROM json_each(?))';
  statement(sql).run(position, JSON.stringify(tables));
}

function describe({ table, columns, indexes, scope, textOf }: CollectionShape): string {
  return JSON.stringify({ layout: 2, table, columns, indexes, scope, text: textOf !== null });
}

function dropped(table: string): string[] {
  return Object.values(tablesOf(table)).map((name) => `DROP TABLE IF EXISTS ${name}`);
}

function created(shape: CollectionShape): string[] {
  const { rows, versions, text } = tablesOf(shape.table);
  const declared = shape.columns.map((column) => `, ${columnName(column)} ANY`).join('');
  return [
    `CREATE TABLE ${rows} (key TEXT PRIMARY KEY, facts TEXT NOT NULL) STRICT`,
    `CREATE TABLE ${versions} (
       id INTEGER PRIMARY KEY, key TEXT NOT NULL, ordinal INTEGER NOT NULL,
       from_day TEXT NOT NULL, to_day TEXT NOT NULL,
       recorded_from INTEGER NOT NULL, recorded_to INTEGER,
       event ANY NOT NULL, state TEXT NOT NULL${declared},
       UNIQUE (key, ordinal)) STRICT`,
    ...indexesOf(shape),
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
function indexesOf(shape: CollectionShape): string[] {
  const { versions } = tablesOf(shape.table);
  const days = shape.scope === null ? ', recorded_to, from_day' : '';
  const always = columnsOfEveryMoment(shape).map(
    (column) =>
      `CREATE INDEX "${shape.table}__${column}" ON ${versions} (${columnName(column)}${days})`,
  );
  const lists = listsOf(shape).map(
    (columns) =>
      `CREATE INDEX "${shape.table}__now_${columns.join('_')}" ON ${versions}
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
