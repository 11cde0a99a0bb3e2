/**
 * What a projection is: collections of rows, and for each the events that begin, continue, amend
 * or void one. Pure; which events touch which rows is the projection's, how versions come about is
 * row.ts's, how rows are kept is the store's.
 */
import type { PartialDate } from '../../events/dates.ts';
import type { EventDefinition, Recorded } from '../../events/define.ts';
import type { EventId } from '../../events/values.ts';
import { emptyRow, foldFact, type Row, type Rule, type State } from './row.ts';

export type Column = string | number | boolean | null;
type Handler = {
  readonly type: string;
  readonly keys: (event: Recorded) => readonly string[];
  readonly rule: Rule;
};

export type Collection<S extends State = State> = {
  readonly name: string;
  /** Values to filter, sort and group by, of a row's state. Booleans are kept as 0 and 1. */
  readonly columns: { readonly [column: string]: (state: S) => Column };
  /** Column lists that are filtered and sorted by together; each column alone needs none. */
  readonly indexes: readonly (readonly string[])[];
  /** The text that is searched, a name as a rule; null when there is none. */
  readonly text: ((state: S) => string) | null;
  readonly handlers: readonly Handler[];
};
export type ReadModel = {
  readonly name: string;
  /** Raised whenever rows would come out differently; the new version is built beside the old. */
  readonly version: number;
  readonly collections: readonly Collection[];
  /**
   * The version before, kept for the release that brings this one: where its rows are in the file
   * they go on answering until this version's are built. Its states must be fit to be read as this
   * version's; a collection that lacks a column of this version's does not stand in.
   */
  readonly former: ReadModel | null;
};

/** A collection; `on` is `handle<S>()`'s four kinds, applied in effective order. */
export function collection<S extends State>(definition: {
  name: string;
  columns: { readonly [column: string]: (state: S) => Column };
  indexes?: readonly (readonly string[])[];
  text?: (state: S) => string;
  on: readonly Handler[];
}): Collection<S> {
  const { on, text = null, indexes = [], ...rest } = definition;
  return { ...rest, text, indexes, handlers: on };
}

export function readModel(
  name: string,
  version: number,
  collections: readonly Collection<never>[],
  former: ReadModel | null = null,
): ReadModel {
  return { name, version, collections: collections as unknown as readonly Collection[], former };
}

type Keys<D extends EventDefinition> = (event: Recorded<D>) => string | readonly string[] | null;

/** The kinds of handlers for rows of state S. A key of null leaves the event out. */
export function handle<S extends State>() {
  const handler = <D extends EventDefinition>(
    definition: D,
    keys: Keys<D>,
    rule: Rule,
  ): Handler => ({
    type: definition.type,
    rule,
    keys: (event) => {
      const found = keys(event as unknown as Recorded<D>);
      return found === null ? [] : typeof found === 'string' ? [found] : found;
    },
  });
  return {
    /**
     * The fact that brings the row into being, from its effective date on or from when `holdsFrom`
     * says. When more than one may, a later one is handed the state it finds.
     */
    begins: <D extends EventDefinition>(
      definition: D,
      keys: Keys<D>,
      apply: (event: Recorded<D>, state: S | null) => S,
      holdsFrom?: (event: Recorded<D>) => PartialDate,
    ) =>
      handler(definition, keys, {
        kind: 'begins',
        apply: (state, event) => apply(event as unknown as Recorded<D>, state as S | null),
        holdsFrom: holdsFrom as ((event: Recorded) => PartialDate) | undefined,
      }),
    /** A later fact of the same row; before the row began, it does nothing. */
    continues: <D extends EventDefinition>(
      definition: D,
      keys: Keys<D>,
      apply: (state: S, event: Recorded<D>) => S | null,
    ) =>
      handler(definition, keys, {
        kind: 'continues',
        apply: (state, event) =>
          state === null ? null : apply(state as S, event as unknown as Recorded<D>),
      }),
    /** A typed correction: `amend` gives the fact as it should have been recorded. */
    amends: <D extends EventDefinition>(
      definition: D,
      keys: Keys<D>,
      target: (event: Recorded<D>) => EventId,
      amend: (fact: Recorded, correction: Recorded<D>) => Recorded,
    ) =>
      handler(definition, keys, {
        kind: 'amends',
        target: target as unknown as (event: Recorded) => EventId,
        amend: amend as unknown as (fact: Recorded, correction: Recorded) => Recorded,
      }),
    voids: <D extends EventDefinition>(
      definition: D,
      keys: Keys<D>,
      target: (event: Recorded<D>) => EventId,
    ) =>
      handler(definition, keys, {
        kind: 'voids',
        target: target as unknown as (event: Recorded) => EventId,
      }),
  };
}

/** The fact as if it had held from another date. */
export function movedTo<E extends Recorded>(fact: E, on: PartialDate): E {
  return { ...fact, meta: { ...fact.meta, effectiveOn: on } };
}

/** The fact as if it had been recorded under another document. */
export function withDocument<E extends Recorded>(fact: E, document: Recorded['meta']['basis']): E {
  return { ...fact, meta: { ...fact.meta, basis: document } };
}

/** A collection's table: unique for model, version and collection, so that versions live side by side. */
export function tableOf(model: ReadModel, collection: { readonly name: string }): string {
  return `${model.name}_v${model.version}_${collection.name}`;
}

/** True for the table of an earlier version of the model. */
export function isFormerTable(model: ReadModel, table: string): boolean {
  const start = `${model.name}_v`;
  if (!table.startsWith(start)) return false;
  const version = /^([1-9]\d*)_/.exec(table.slice(start.length))?.[1];
  return version !== undefined && Number(version) < model.version;
}

/** Columns of a row's state as a store keeps them. */
export function columnsOf(
  collection: Collection,
  state: State,
): Record<string, string | number | null> {
  return Object.fromEntries(
    Object.entries(collection.columns).map(([column, of]) => {
      const value = of(state);
      return [column, typeof value === 'boolean' ? Number(value) : value];
    }),
  );
}

/** The keys of rows an event touches, and how to fold it into one. */
export function projector(model: ReadModel) {
  const tables = model.collections.map((one) => ({
    table: tableOf(model, one),
    rules: new Map(one.handlers.map(({ type, rule }) => [type, rule])),
    keys: new Map(one.handlers.map(({ type, keys }) => [type, keys])),
  }));
  return {
    keysOf: (event: Recorded) =>
      tables.flatMap(({ table, keys }) =>
        (keys.get(event.type)?.(event) ?? []).map((key) => ({ table, key })),
      ),
    foldEvent: (event: Recorded, table: string, row: Row | undefined): Row => {
      const rules = tables.find((one) => one.table === table)?.rules ?? new Map<string, Rule>();
      return foldFact(row ?? emptyRow, event, rules);
    },
  };
}
