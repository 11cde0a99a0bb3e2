/** Removes the tables of a generation that serves no more, a little at a time. */
import { tablesOf } from './collections.ts';
import type { Generation, Generations } from './generations.ts';
import type { Statements } from './statements.ts';

const removedRowsMax = 500;

/** One step: some rows with their versions, and with the last of them the tables. */
export function removeSome(
  statement: Statements,
  generations: Generations,
  leaving: Generation,
): void {
  const { rows, versions, text } = tablesOf(leaving.name);
  const isThere = statement('SELECT 1 FROM sqlite_schema WHERE name = ?').get(
    `${leaving.name}__rows`,
  );
  if (isThere !== undefined) {
    const last = statement(
      `SELECT max(key) AS key FROM (SELECT key FROM ${rows} ORDER BY key LIMIT ?)`,
    ).get(removedRowsMax)?.key;
    if (last !== null && last !== undefined) {
      for (const table of [versions, rows]) {
        statement(`DELETE FROM ${table} WHERE key <= ?`).run(String(last));
      }
      return;
    }
  }
  for (const table of [text, versions, rows]) statement(`DROP TABLE IF EXISTS ${table}`).run();
  generations.remove(leaving);
}
