/** Figures of a ledger's file, through a connection of their own; each costs a look-up or two. */
import { statSync } from 'node:fs';
import { generationName, tablesOf } from './collections.ts';
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
    /** Versions of rows written, those replaced meanwhile included. */
    readonly versions: number;
    readonly position: number;
  }[];
};

export function fileMeasures(file: string) {
  const database = openForReading(file);
  const statement = statements(database);
  const bytesOf = (name: string) => statSync(name, { throwIfNoEntry: false })?.size ?? 0;

  function measures(): FileMeasures {
    const collections = statement(
      `SELECT name, generation, position FROM collections
         WHERE state IN ('serving', 'building') ORDER BY name, state DESC`,
    )
      .all()
      .map((row) => {
        const table = String(row.name);
        // The last one's number tells how many there were, without counting.
        const { versions } = tablesOf(generationName(table, Number(row.generation)));
        const last = statement(`SELECT max(id) AS last FROM ${versions}`).get();
        return { table, versions: Number(last?.last ?? 0), position: Number(row.position) };
      });
    const bytes = { databaseBytes: bytesOf(file), logBytes: bytesOf(`${file}-wal`) };
    return { head: headIn(database), ...bytes, collections };
  }
  return { measures, close: () => database.close() };
}
