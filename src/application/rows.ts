/** Reading rows by collection: what resolvers and reports are handed instead of tables. */
import type { Column } from '../read-models/projection.ts';
import { type Collection, type ReadModel, tableOf } from '../read-models/projection.ts';
import type { State, Version } from '../read-models/row.ts';
import { figureRowsMax, pageEventsMax, TooLarge } from './limits.ts';
import type { Condition, Group, LedgerTables, Moment, Order, Scalar } from './ports.ts';

export type Found<S> = { readonly key: string; readonly version: Version<S>; readonly state: S };
export type Search = {
  readonly where: Readonly<Record<string, Condition>>;
  readonly text?: string | null;
  readonly at: Moment;
};
export type Rows = ReturnType<typeof rowReader>;

export type RowTables = Pick<LedgerTables, 'getRows' | 'findRows' | 'countRows' | 'groupRows'>;

/** The table of each collection; made once where there are many readers. */
export function tableNames(models: readonly ReadModel[]): ReadonlyMap<unknown, string> {
  return new Map<unknown, string>(
    models.flatMap((model) => model.collections.map((one) => [one, tableOf(model, one)] as const)),
  );
}

export function rowReader(
  tables: RowTables,
  models: readonly ReadModel[],
  names: ReadonlyMap<unknown, string> = tableNames(models),
) {
  const tableFor = <S extends State>(collection: Collection<S>): string => {
    const table = names.get(collection);
    if (table === undefined) throw new Error(`collection ${collection.name} is of no read model`);
    return table;
  };
  const found = <S extends State>(row: { key: string; version: Version }): Found<S> =>
    ({ ...row, state: row.version.state }) as Found<S>;

  /** Rows as they hold at a moment, in the order of the keys; null where there is none. */
  async function get<S extends State>(
    collection: Collection<S>,
    keys: readonly string[],
    at: Moment,
  ): Promise<(Found<S> | null)[]> {
    const rows = await tables.getRows(tableFor(collection), keys, at);
    const byKey = new Map(rows.map((row) => [row.key, found<S>(row)]));
    return keys.map((key) => byKey.get(key) ?? null);
  }

  async function find<S extends State>(
    collection: Collection<S>,
    search: Search,
    order: Order,
    after: readonly (Scalar | null)[] | null,
    first: number,
  ): Promise<{ rows: Found<S>[]; hasMore: boolean }> {
    const page = await tables.findRows(
      { table: tableFor(collection), ...search },
      order,
      after,
      first,
    );
    return { rows: page.rows.map((row) => found<S>(row)), hasMore: page.hasMore };
  }

  /** All rows of a search, page by page; throws TooLarge past `rowsMax`. */
  async function all<S extends State>(
    collection: Collection<S>,
    search: Search,
    order: Order = [],
    rowsMax = figureRowsMax,
  ): Promise<Found<S>[]> {
    const rows: Found<S>[] = [];
    for (;;) {
      const last = rows.at(-1);
      const after = last === undefined ? null : cursorOf(collection, order, last);
      const page = await find(collection, search, order, after, pageEventsMax);
      rows.push(...page.rows);
      if (rows.length > rowsMax)
        throw new TooLarge(`${collection.name} rows`, rows.length, rowsMax);
      if (!page.hasMore) return rows;
    }
  }

  const count = <S extends State>(
    collection: Collection<S>,
    search: Search,
    distinct?: string,
  ): Promise<number> => tables.countRows({ table: tableFor(collection), ...search }, distinct);

  const groups = <S extends State>(
    collection: Collection<S>,
    search: Search,
    by: readonly string[],
    distinct?: string,
  ): Promise<readonly Group[]> =>
    tables.groupRows({ table: tableFor(collection), ...search }, by, distinct);

  return { get, find, all, count, groups };
}

/** Where a page ends: the values of the order's columns, then the key. */
export function cursorOf<S extends State>(
  collection: Collection<S>,
  order: Order,
  row: Found<S>,
): (Scalar | null)[] {
  return [...order.map(({ column }) => columnValue(collection, column, row.state)), row.key];
}

/** A declared column of a row's state, booleans as 0 and 1; throws on an undeclared one. */
export function columnValue<S extends State>(
  collection: Collection<S>,
  column: string,
  state: S,
): Scalar | null {
  const of = collection.columns[column];
  if (of === undefined) throw new Error(`${collection.name} has no column ${column}`);
  const value: Column = of(state);
  return typeof value === 'boolean' ? Number(value) : value;
}
