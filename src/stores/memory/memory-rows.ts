/** Rows in memory: what the SQL of the other stores means, in the plainest words. */
import { groupsMax } from '../../application/limits.ts';
import type {
  CollectionShape,
  Condition,
  Folding,
  FoundRow,
  LedgerTables,
  Moment,
  Order,
  RowQuery,
  RowWrite,
  Scalar,
} from '../../application/ports.ts';
import type { Row, Version } from '../../read-models/row.ts';
import { assertColumns, assertPage, assertText, ownOf, shapeFor } from '../bounds.ts';
import { compareScalars, compareText, searchable } from '../scalars.ts';

type Value = Scalar | null;
type Match = FoundRow & { readonly columns: Readonly<Record<string, Value>> };
type RowReads = Pick<LedgerTables, 'getRows' | 'findRows' | 'countRows' | 'groupRows' | 'dumpRows'>;
export type MemoryRows = RowReads & {
  row(table: string, key: string): Row | undefined;
  write(writes: readonly RowWrite[]): void;
  /** Puts other rows in the place of a table's. */
  replace(table: string, rows: Map<string, Row>): void;
};

export function memoryRows(folding: Folding): MemoryRows {
  const tables = new Map(
    ownOf(folding).map(({ table }) => [table, new Map<string, Row>()] as const),
  );
  const rowsOf = (table: string) => tables.get(shapeFor(folding, table).table) ?? new Map();

  function matches(query: RowQuery): Match[] {
    const shape = shapeFor(folding, query.table);
    assertColumns(shape, Object.keys(query.where));
    assertText(shape, query);
    return [...rowsOf(query.table)].flatMap(([key, row]) =>
      versionsAt(row, query.at)
        .map((version) => ({ key, version, columns: shape.columnsOf(version.state) }))
        .filter((match) => holds(shape, query, match)),
    );
  }

  return {
    row: (table, key) => tables.get(table)?.get(key),
    write: (writes) => {
      for (const { table, key, row } of writes) tables.get(table)?.set(key, row);
    },
    replace: (table, rows) => tables.set(table, rows),
    async getRows(table, keys, at) {
      const rows = rowsOf(table);
      return [...new Set(keys)].flatMap((key) =>
        versionsAt(rows.get(key), at).map((version) => ({ key, version })),
      );
    },
    async findRows(query, order, after, first) {
      assertPage(shapeFor(folding, query.table), query, order, after, first);
      const found = matches(query)
        .filter((match) => after === null || comparePlaces(placeOf(match, order), after, order) > 0)
        .sort((a, b) => comparePlaces(placeOf(a, order), placeOf(b, order), order));
      const rows = found.slice(0, first).map(({ key, version }) => ({ key, version }));
      return { rows, hasMore: found.length > first };
    },
    async countRows(query, distinct) {
      assertColumns(shapeFor(folding, query.table), distinct === undefined ? [] : [distinct]);
      return count(matches(query), distinct);
    },
    async groupRows(query, by, distinct) {
      const asked = distinct === undefined ? by : [...by, distinct];
      assertColumns(shapeFor(folding, query.table), asked);
      return groups(matches(query), by, distinct);
    },
    async *dumpRows(table) {
      const sorted = [...rowsOf(table)].sort(([a], [b]) => compareText(a, b));
      for (const [key, row] of sorted) yield { key, row };
    },
  };
}

function versionsAt(row: Row | undefined, { asOf, knownAt }: Moment): Version[] {
  return (row?.versions ?? []).filter(
    ({ from, to, recordedFrom, recordedTo }) =>
      from <= asOf &&
      asOf < to &&
      (knownAt === null
        ? recordedTo === null
        : recordedFrom <= knownAt && (recordedTo === null || knownAt < recordedTo)),
  );
}

function holds(shape: CollectionShape, { where, text }: RowQuery, match: Match): boolean {
  const conditions = Object.entries(where);
  if (!conditions.every(([column, one]) => meets(match.columns[column] ?? null, one))) return false;
  if (!text) return true;
  return searchable(shape.textOf?.(match.version.state) ?? '').includes(searchable(text));
}

function meets(value: Value, condition: Condition): boolean {
  if (condition === null || typeof condition !== 'object') return value === condition;
  if ('in' in condition) return condition.in.includes(value);
  if ('not' in condition) return value !== condition.not;
  const { from, before } = condition;
  if (from === undefined && before === undefined) return true;
  if (value === null) return false;
  return (
    (from === undefined || compareScalars(value, from) >= 0) &&
    (before === undefined || compareScalars(value, before) < 0)
  );
}

function placeOf({ key, columns }: Match, order: Order): readonly Value[] {
  return [...order.map(({ column }) => columns[column] ?? null), key];
}

function comparePlaces(a: readonly Value[], b: readonly Value[], order: Order): number {
  for (const [index, value] of a.entries()) {
    const sign = compareScalars(value, b[index] ?? null);
    if (sign !== 0) return order[index]?.descending ? -sign : sign;
  }
  return 0;
}

function count(matches: readonly Match[], distinct: string | undefined): number {
  if (distinct === undefined) return matches.length;
  const values = matches.map(({ columns }) => columns[distinct] ?? null);
  return new Set(values.filter((value) => value !== null)).size;
}

function groups(matches: readonly Match[], by: readonly string[], distinct: string | undefined) {
  if (by.length === 0) return [{ values: [], count: count(matches, distinct) }];
  const valuesOf = ({ columns }: Match) => by.map((column) => columns[column] ?? null);
  return [...Map.groupBy(matches, (match) => JSON.stringify(valuesOf(match))).values()]
    .map((members) => ({
      values: members[0] === undefined ? [] : valuesOf(members[0]),
      count: count(members, distinct),
    }))
    .sort((a, b) => b.count - a.count || comparePlaces(a.values, b.values, []))
    .slice(0, groupsMax);
}
