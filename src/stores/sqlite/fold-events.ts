/** Folds events into rows inside the transaction at hand, each touched row loaded and written once. */
import { type Folding, type FoldOnly, rowName, type StoredEvent } from '../../application/ports.ts';
import type { Row } from '../../read-models/row.ts';
import { shapeFor } from '../bounds.ts';
import { loadRow, type RowWriter, rowWriter } from './row-writes.ts';
import type { Statements } from './statements.ts';

/** Rows as they were last written, so that they need not be loaded; of one generation each. */
export type RowCache = {
  readonly get: (name: string, key: string) => Row | undefined;
  readonly set: (name: string, key: string, row: Row) => void;
};
export type Fold = ReturnType<typeof fold>;

export function fold(statement: Statements, folding: Folding) {
  const writers = new Map<string, RowWriter>();

  function writerOf(table: string, name: string): RowWriter {
    const writer = writers.get(name) ?? rowWriter(statement, shapeFor(folding, table), name);
    writers.set(name, writer);
    return writer;
  }

  /** `names`: of the generations to fold into, by table. */
  function into(
    names: ReadonlyMap<string, string>,
    events: readonly StoredEvent[],
    only?: FoldOnly,
    cache?: RowCache,
  ): void {
    if (events.length === 0) return;
    const before = new Map<string, Row>();
    for (const one of folding.keysOf(events, only)) {
      const name = names.get(one.table);
      if (name === undefined) continue;
      const row = cache?.get(name, one.key) ?? loadRow(statement, name, one.key);
      if (row !== null) before.set(rowName(one), row);
    }
    for (const write of folding.foldPage(events, before, only)) {
      const name = names.get(write.table);
      if (name === undefined) continue;
      writerOf(write.table, name).write(write, before.get(rowName(write)));
      cache?.set(name, write.key, write.row);
    }
  }

  return {
    into,
    /** A generation that is gone is written no more. */
    forget: (name: string) => writers.delete(name),
  };
}
