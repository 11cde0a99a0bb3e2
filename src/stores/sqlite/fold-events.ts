/** Folds events into rows inside the transaction at hand, each touched row loaded and written once. */
import { pageEventsMax } from '../../application/limits.ts';
import type { Folding, StoredEvent } from '../../application/ports.ts';
import { createCollections, moveTo, positionsOf } from './collections.ts';
import type { Journal } from './journal.ts';
import { loadRows, writeRows } from './row-writes.ts';
import type { Statements } from './statements.ts';
import { type Transaction, within } from './transaction.ts';

export function foldEvents(
  statement: Statements,
  folding: Folding,
  tables: ReadonlySet<string>,
  events: readonly StoredEvent[],
): void {
  const last = events.at(-1);
  if (last === undefined) return;
  const isTouched = ({ table }: { readonly table: string }) => tables.has(table);
  const rows = loadRows(statement, folding.keysOf(events).filter(isTouched));
  writeRows(statement, folding, rows, folding.foldPage(events, rows).filter(isTouched));
  moveTo(statement, [...tables], last.position);
}

/**
 * Brings collections that are new, or were not served for a while, up to the head; resumable, a
 * page of events for each transaction.
 */
export function catchUp(
  transaction: Transaction,
  statement: Statements,
  journal: Journal,
  folding: Folding,
): void {
  within(transaction, () => createCollections(statement, folding));
  const { head } = journal.last();
  for (;;) {
    const positions = positionsOf(statement, folding);
    const lowest = Math.min(head, ...positions.values());
    if (lowest === head) return;
    const behind = [...positions].filter(([, position]) => position === lowest);
    const others = [...positions.values()].filter((position) => position > lowest);
    const limit = Math.min(pageEventsMax, ...others.map((position) => position - lowest));
    within(transaction, () => {
      const tables = new Set(behind.map(([table]) => table));
      foldEvents(statement, folding, tables, journal.readAll(lowest, limit));
    });
  }
}
