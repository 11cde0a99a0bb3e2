/** Rows of one collection out of a scenario's events, and what a store would index of them. */
import type { Recorded } from '../../events/define.ts';
import { type Collection, readModel } from '../../src/read-models/projection.ts';
import type { State } from '../../src/read-models/row.ts';
import { rowsOf as rowsOfModel } from '../rows.ts';

/** By key, the states of the rows that exist on the day. */
export function rowsOf<S extends State>(
  collection: Collection<S>,
  events: readonly Recorded[],
  asOf?: string,
): ReadonlyMap<string, S> {
  const model = readModel('test', 1, [collection as never]);
  return rowsOfModel(model, collection, events, asOf === undefined ? {} : { asOf });
}

/** The values of the collection's columns. */
export function columnsOf<S extends State>(collection: Collection<S>, state: S | undefined) {
  if (state === undefined) throw new Error('there is no such row');
  const columns = Object.entries(collection.columns);
  return Object.fromEntries(columns.map(([name, of]) => [name, of(state)]));
}
