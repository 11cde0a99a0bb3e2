/**
 * Prepared statements by their text: each is compiled once, the oldest are let go. A bare `LIMIT ?`
 * is not: SQLite looks into it to plan, and so compiles anew at each value (3.53: 30 to 100 µs a
 * read); `LIMIT +?` it takes as it comes.
 */
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';

/** Six for each generation's tables, two generations of them, and the reads. */
const statementsMax = 2_048;

export type Statements = (sql: string) => StatementSync;

export function statements(database: DatabaseSync): Statements {
  const prepared = new Map<string, StatementSync>();
  return (sql) => {
    const known = prepared.get(sql);
    if (known !== undefined) return known;
    const statement = database.prepare(sql);
    prepared.set(sql, statement);
    if (prepared.size > statementsMax) {
      for (const oldest of prepared.keys()) {
        prepared.delete(oldest);
        break;
      }
    }
    return statement;
  };
}

/** Values in the order of the columns. */
export type Columns = readonly unknown[];

/** An object for each row costs about as much as parsing the JSON in it; these are arrays. */
export function arrays(selecting: StatementSync, given: readonly SQLInputValue[]): Columns[] {
  selecting.setReturnArrays(true);
  // Cast: Node's types know rows as objects only.
  return selecting.all(...given) as unknown as Columns[];
}
