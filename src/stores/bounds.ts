/** Bounds every store checks alike, so that a caller errs the same way everywhere. */
import { figureRowsMax, pageEventsMax } from '../application/limits.ts';
import type { CollectionShape, Folding, Order, RowQuery, Scalar } from '../application/ports.ts';

/** Appends that wait for whoever writes the journal; past these the answer is «overloaded». */
export const waitingAppendsMax = 10_000;
export const waitingBytesMax = 128 * 1024 * 1024;

export function assertEventLimit(limit: number): void {
  assertBetween('a page of events', limit, pageEventsMax);
}

/** Throws for a collection, column or page that cannot be asked for; gives the collection. */
export function shapeFor(folding: Folding, table: string): CollectionShape {
  const shape = folding.collections.find((one) => one.table === table);
  if (shape === undefined) throw new Error(`there is no collection ${table}`);
  return shape;
}

/** The collections to be kept, without those that only stand in for one. */
export function ownOf(folding: Folding): readonly CollectionShape[] {
  return folding.collections.filter(({ standsInFor }) => standsInFor === undefined);
}

export function assertColumns(shape: CollectionShape, columns: readonly string[]): void {
  const unknown = columns.find((column) => !shape.columns.includes(column));
  if (unknown !== undefined) throw new Error(`${shape.table} declares no column ${unknown}`);
}

export function assertPage(
  shape: CollectionShape,
  query: RowQuery,
  order: Order,
  after: readonly (Scalar | null)[] | null,
  first: number,
): void {
  assertColumns(shape, [...Object.keys(query.where), ...order.map(({ column }) => column)]);
  assertBetween('a page of rows', first, figureRowsMax);
  if (after !== null && (after.length !== order.length + 1 || typeof after.at(-1) !== 'string')) {
    throw new Error('a page continues after the values of its order and the key of a row');
  }
}

/** The column lists a text search needs. */
export function assertText(shape: CollectionShape, query: RowQuery): void {
  if (query.text && shape.textOf === null) throw new Error(`${shape.table} declares no text`);
}

function assertBetween(what: string, count: number, max: number): void {
  if (!Number.isInteger(count) || count < 1 || count > max) {
    throw new Error(`${what} has 1 to ${max}, not ${count}`);
  }
}
