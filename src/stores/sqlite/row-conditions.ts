/** Row queries as SQL. Every value is bound; every name comes from a declared column. */
import type {
  CollectionShape,
  Condition,
  Moment,
  Order,
  RowQuery,
  Scalar,
} from '../../application/ports.ts';
import { columnName, tablesOf } from './collections.ts';
import { phrase, type Scope } from './spaced-text.ts';

type Value = Scalar | null;
export type Sql = { readonly text: string; readonly values: readonly Value[] };

/**
 * FROM and WHERE of a query: the versions that hold at its moment and meet its conditions. Text is
 * sought within the scope where the query names one value of it.
 */
export function versionsOf(query: RowQuery, { scope }: Pick<CollectionShape, 'scope'>): Sql {
  const { versions, text } = tablesOf(query.table);
  const conditions = [
    ...momentOf(query.at),
    ...Object.entries(query.where).flatMap(([column, one]) => conditionOf(columnName(column), one)),
  ];
  if (query.text) {
    const found = `id IN (SELECT rowid FROM ${text} WHERE ${text} MATCH ?)`;
    conditions.push({ text: found, values: [phrase(query.text, scopeIn(query, scope))] });
  }
  const { text: where, values } = all(conditions);
  return { text: `FROM ${versions} WHERE ${where}`, values };
}

function scopeIn({ where }: RowQuery, scope: string | null): Scope {
  const asked = scope === null ? null : (where[scope] ?? null);
  return typeof asked === 'object' ? null : asked;
}

export function momentOf({ asOf, knownAt }: Moment): readonly Sql[] {
  const day = { text: 'from_day <= ? AND to_day > ?', values: [asOf, asOf] };
  // Spelled so that the partial indexes over what is known now apply.
  if (knownAt === null) return [{ text: 'recorded_to IS NULL', values: [] }, day];
  const known = Date.parse(knownAt);
  return [
    { text: 'recorded_from <= ?', values: [known] },
    { text: '(recorded_to IS NULL OR recorded_to > ?)', values: [known] },
    day,
  ];
}

export function all(parts: readonly Sql[]): Sql {
  return {
    text: parts.map(({ text }) => text).join(' AND '),
    values: parts.flatMap(({ values }) => values),
  };
}

function conditionOf(name: string, condition: Condition): readonly Sql[] {
  if (condition === null) return [{ text: `${name} IS NULL`, values: [] }];
  if (typeof condition !== 'object') return [{ text: `${name} = ?`, values: [condition] }];
  if ('in' in condition) return [amongst(name, condition.in)];
  if ('not' in condition) return [{ text: `${name} IS NOT ?`, values: [condition.not] }];
  const { from, before } = condition;
  return [
    ...(from === undefined ? [] : [{ text: `${name} >= ?`, values: [from] }]),
    ...(before === undefined ? [] : [{ text: `${name} < ?`, values: [before] }]),
  ];
}

/** One parameter whatever the number of values, so that the statement is compiled once. */
function amongst(name: string, wanted: readonly Value[]): Sql {
  const values = [JSON.stringify(wanted.filter((value) => value !== null))];
  const listed = `${name} IN (SELECT value FROM json_each(?))`;
  return { text: wanted.includes(null) ? `(${listed} OR ${name} IS NULL)` : listed, values };
}

/** SQLite sorts null first, and last when descending: as the ports say. */
export function orderBy(order: Order): string {
  const columns = order.map(
    ({ column, descending }) => `${columnName(column)}${descending ? ' DESC' : ''}`,
  );
  return `ORDER BY ${[...columns, 'key'].join(', ')}`;
}

type Place = { readonly name: string; readonly descending: boolean; readonly value: Value };

/** What lies behind a place in an order: its columns' values, and the key, of the row there. */
export function behind(order: Order, after: readonly Value[]): Sql {
  const places = [...order, { column: null }].map(
    (one, index): Place => ({
      name: one.column === null ? 'key' : columnName(one.column),
      descending: 'descending' in one && one.descending === true,
      value: after[index] ?? null,
    }),
  );
  return places.every(({ descending, value }) => !descending && value !== null)
    ? behindAscending(places)
    : all([...notBefore(places), behindMixed(places)]);
}

/** A comparison of row values, which an index is searched by; null in a column is never behind. */
function behindAscending(places: readonly Place[]): Sql {
  const names = places.map(({ name }) => name).join(', ');
  const text = `(${names}) > (${places.map(() => '?').join(', ')})`;
  return { text, values: places.map(({ value }) => value) };
}

/** A later first column, or the same and a later second, …, or the same columns and a later key. */
function behindMixed([first, ...rest]: readonly Place[]): Sql {
  if (first === undefined) return { text: 'FALSE', values: [] };
  const later = laterThan(first);
  const others = behindMixed(rest);
  return {
    text: `(${later.text} OR (${first.name} IS ? AND ${others.text}))`,
    values: [...later.values, first.value, ...others.values],
  };
}

/** The index's way to the place: the mixed comparison alone would walk the pages before it. */
function notBefore([first]: readonly Place[]): readonly Sql[] {
  if (first === undefined || first.descending || first.value === null) return [];
  return [{ text: `${first.name} >= ?`, values: [first.value] }];
}

function laterThan({ name, value, descending }: Place): Sql {
  if (value === null) return { text: descending ? 'FALSE' : `${name} IS NOT NULL`, values: [] };
  return descending
    ? { text: `(${name} < ? OR ${name} IS NULL)`, values: [value] }
    : { text: `${name} > ?`, values: [value] };
}
