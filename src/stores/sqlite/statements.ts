/**
 * Prepared statements by their text: each is compiled once, the oldest are let go. A bare `LIMIT ?`
 * is not: SQLite looks into it to plan, and so compiles anew at each value (3.53: 30 to 100 µs a
 * read); `LIMIT +?` it takes as it comes.
 */
import type { DatabaseSync, StatementSync } from 'node:sqlite';

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
