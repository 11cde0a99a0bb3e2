/** Figures of a ledger's file, through a connection of their own; each costs a look-up or two. */
import { statSync } from 'node:fs';
import { tablesOf } from './collections.ts';
import { openForReading } from './open-database.ts';
import { headIn } from './soundness.ts';
import { statements } from './statements.ts';

export type FileMeasures = {
  readonly head: number;
  readonly databaseBytes: number;
  /** Of the write-ahead log, which grows while somebody reads an old snapshot. */
  readonly logBytes: number;
  /** By table; `position` is how far its rows have been folded. */
  readonly collections: readonly {
    readonly table: string;
    readonly rows: number;
    readonly position: number;
  }[];
};

export function fileMeasures(file: string) {
  const database = openForReading(file);
  const statement = statements(database);
  const bytesOf = (name: string) => statSync(name, { throwIfNoEntry: false })?.size ?? 0;

  function measures(): FileMeasures {
    const collections = statement('SELECT name, position FROM collections ORDER BY name')
      .all()
      .map((row) => {
        const table = String(row.name);
        // Rows are never deleted, so the last one's number is their count, without counting.
        const sql = `SELECT max(rowid) AS rows FROM ${tablesOf(table).rows}`;
        const rows = Number(statement(sql).get()?.rows ?? 0);
        return { table, rows, position: Number(row.position) };
      });
    const bytes = { databaseBytes: bytesOf(file), logBytes: bytesOf(`${file}-wal`) };
    return { head: headIn(database), ...bytes, collections };
  }
  return { measures, close: () => database.close() };
}
