/** Removes the tables of a generation that serves no more, a little at a time. */
import { tablesOf } from './collections.ts';
import type { Generation, Generations } from './generations.ts';
import type { Statements } from './statements.ts';

/** Dropped at once, a table of a million lines would hold appends up for a second. */
const removedLinesMax = 1_000;

/** One step: an index, or some lines, or an empty table; with the last of them the generation. */
export function removeSome(
  statement: Statements,
  generations: Generations,
  leaving: Generation,
): void {
  const { facts, versions, text } = tablesOf(leaving.name);
  const names = statement(`SELECT type, name FROM sqlite_schema
    WHERE sql IS NOT NULL AND tbl_name IN (SELECT value FROM json_each(?))`).all(
    JSON.stringify([facts, versions, text, rowsOf(leaving.name)].map(unquoted)),
  );
  const index = names.find(({ type }) => type === 'index');
  if (index !== undefined) {
    statement(`DROP INDEX "${index.name}"`).run();
    return;
  }
  const table = names.find(({ type }) => type === 'table');
  if (table === undefined) {
    generations.remove(leaving);
    return;
  }
  if (`"${table.name}"` !== text && someLeft(statement, `"${table.name}"`)) return;
  statement(`DROP TABLE "${table.name}"`).run();
}

/** Layout 1 kept all facts of a row in one line of a table of this name. */
const rowsOf = (name: string) => `"${name}__rows"`;
const unquoted = (name: string) => name.slice(1, -1);

function someLeft(statement: Statements, table: string): boolean {
  const last = statement(
    `SELECT max(key) AS key FROM (SELECT key FROM ${table} ORDER BY key LIMIT +?)`,
  ).get(removedLinesMax)?.key;
  if (last === null || last === undefined) return false;
  statement(`DELETE FROM ${table} WHERE key <= ?`).run(String(last));
  return true;
}
