/** Rows out of a scenario's events, as a reader sees them on a day with what was known by then. */
import { type CivilDate, endOfTime } from '../../events/dates.ts';
import type { Recorded } from '../../events/define.ts';
import { type Collection, projector, readModel } from '../../src/read-models/projection.ts';
import type { Row, State } from '../../src/read-models/row.ts';

/** By key, the states of a collection's rows that exist on the day. */
export function rowsOf<S extends State>(
  collection: Collection<S>,
  events: readonly Recorded[],
  asOf = endOfTime as string,
): ReadonlyMap<string, S> {
  const { keysOf, foldEvent } = projector(readModel('test', 1, [collection as never]));
  const rows = new Map<string, Row>();
  for (const event of events) {
    for (const { table, key } of keysOf(event)) {
      rows.set(key, foldEvent(event, table, rows.get(key)));
    }
  }
  const day = asOf === endOfTime ? null : (asOf as CivilDate);
  const states = [...rows].flatMap(([key, { versions }]) => {
    const found = versions.find(
      ({ from, to, recordedTo }) =>
        recordedTo === null && (day === null ? to === endOfTime : from <= day && day < to),
    );
    return found === undefined ? [] : [[key, found.state as S] as const];
  });
  return new Map(states);
}

/** The values a store would index of a row. */
export function columnsOf<S extends State>(collection: Collection<S>, state: S | undefined) {
  if (state === undefined) throw new Error('there is no such row');
  return Object.fromEntries(
    Object.entries(collection.columns).map(([name, of]) => [name, of(state)]),
  );
}
