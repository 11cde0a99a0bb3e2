/** Events in, rows out: folds events into one collection and reads it at a moment. */
import { endOfTime } from '../events/dates.ts';
import type { Recorded } from '../events/define.ts';
import {
  type Collection,
  projector,
  type ReadModel,
  tableOf,
} from '../src/read-models/projection.ts';
import type { Row, State } from '../src/read-models/row.ts';

type At = { readonly asOf?: string; readonly knownAt?: string };

/** The states of a collection's rows, by key, in the order of the keys. */
export function rowsOf<S extends State>(
  model: ReadModel,
  collection: Collection<S>,
  events: readonly Recorded[],
  { asOf = endOfTime, knownAt = '9998' }: At = {},
): Map<string, S> {
  const { keysOf, foldEvent } = projector(model);
  const table = tableOf(model, collection);
  const rows = new Map<string, Row>();
  for (const event of events) {
    for (const { key } of keysOf(event).filter((one) => one.table === table)) {
      rows.set(key, foldEvent(event, table, rows.get(key)));
    }
  }
  const found = [...rows].flatMap(([key, { versions }]) =>
    versions
      .filter(
        ({ from, to, recordedFrom, recordedTo }) =>
          // The end of time itself belongs to what has no end.
          from <= asOf &&
          (asOf < to || to === endOfTime) &&
          recordedFrom <= knownAt &&
          (recordedTo === null || knownAt < recordedTo),
      )
      .map(({ state }) => [key, state as S] as const),
  );
  return new Map(found.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The events as if the one given, and what came after it, had been recorded on a later day. */
export function recordedLater(
  events: readonly Recorded[],
  from: Recorded | undefined,
  day: string,
): Recorded[] {
  const recordedAt = `${day}T08:00:00.000Z` as Recorded['meta']['recordedAt'];
  return events.map((event) =>
    from !== undefined && event.position >= from.position
      ? { ...event, meta: { ...event.meta, recordedAt } }
      : event,
  );
}
