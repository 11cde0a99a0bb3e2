/** The bounded queries over rows. */
import { groupsMax } from '../../application/limits.ts';
import type {
  CollectionShape,
  Folding,
  LedgerTables,
  RowQuery,
  Scalar,
} from '../../application/ports.ts';
import { assertColumns, assertPage, assertText, shapeFor } from '../bounds.ts';
import { columnName, tablesOf } from './collections.ts';
import type { ReadsAtOnce } from './reads-at-once.ts';
import { all, behind, momentOf, orderBy, versionsOf } from './row-conditions.ts';
import { loadRow, versionOf, versionReads } from './row-writes.ts';
import { arrays, type Statements } from './statements.ts';

const dumpedRowsMax = 200;

/**
 * Runs a read with the name of the generation that serves a table. Rejects with ModelRebuilding
 * where none does.
 */
export type Served = <T>(table: string, read: (name: string) => T) => Promise<T>;
type RowReads = Pick<LedgerTables, 'getRows' | 'findRows' | 'countRows' | 'groupRows' | 'dumpRows'>;

export function rowReads(
  statement: Statements,
  folding: Folding,
  atOnce: ReadsAtOnce,
  served: Served,
): RowReads {
  function assertAsked(query: RowQuery, columns: readonly string[]): CollectionShape {
    const shape = shapeFor(folding, query.table);
    assertColumns(shape, [...Object.keys(query.where), ...columns]);
    assertText(shape, query);
    return shape;
  }

  return {
    async getRows(table, keys, at) {
      const { text, values } = all(momentOf(at));
      return served(shapeFor(folding, table).table, (name) => {
        const sql = `SELECT ${versionReads} FROM ${tablesOf(name).versions}
          WHERE key = ? AND ${text} ORDER BY ordinal`;
        const rowsOf = (key: string) =>
          arrays(statement(sql), [key, ...values]).map((row) => ({ key, version: versionOf(row) }));
        return atOnce(() => [...new Set(keys)].flatMap(rowsOf));
      });
    },
    async findRows(query, order, after, first) {
      const shape = shapeFor(folding, query.table);
      assertPage(shape, query, order, after, first);
      assertText(shape, query);
      const place = after === null ? [] : [behind(order, after)];
      return served(query.table, (table) => {
        const { text, values } = all([versionsOf({ ...query, table }, shape), ...place]);
        const sql = `SELECT ${versionReads}, key ${text} ${orderBy(order)} LIMIT +?`;
        const rows = arrays(statement(sql), [...values, first + 1]).map((row) => ({
          key: String(row.at(-1)),
          version: versionOf(row),
        }));
        return { rows: rows.slice(0, first), hasMore: rows.length > first };
      });
    },
    async countRows(query, distinct) {
      const shape = assertAsked(query, distinct === undefined ? [] : [distinct]);
      return served(query.table, (table) => {
        const { text, values } = versionsOf({ ...query, table }, shape);
        const row = statement(`SELECT ${counted(distinct)} AS n ${text}`).get(...values);
        return Number(row?.n);
      });
    },
    async groupRows(query, by, distinct) {
      const shape = assertAsked(query, distinct === undefined ? by : [...by, distinct]);
      const names = by.map(columnName);
      const grouped = names.length === 0 ? '' : `GROUP BY ${names.join(', ')}`;
      return served(query.table, (table) => {
        const { text, values } = versionsOf({ ...query, table }, shape);
        const sql = `SELECT ${[`${counted(distinct)} AS n`, ...names].join(', ')} ${text} ${grouped}
          ORDER BY ${['n DESC', ...names].join(', ')} LIMIT +?`;
        return statement(sql)
          .all(...values, groupsMax)
          .map((row) => ({
            values: by.map((column) => row[`c_${column}`] as Scalar | null),
            count: Number(row.n),
          }));
      });
    },
    dumpRows: (table) => dumpRows(statement, served, shapeFor(folding, table).table),
  };
}

function counted(distinct: string | undefined): string {
  return distinct === undefined ? 'count(*)' : `count(DISTINCT ${columnName(distinct)})`;
}

/**
 * Rows a page at a time, so that a table of any size passes through. A rebuilt table may take over
 * between two pages: its rows are the same.
 */
async function* dumpRows(statement: Statements, served: Served, table: string) {
  for (let last = ''; ; ) {
    const page = await served(table, (name) =>
      statement(
        `SELECT key FROM ${tablesOf(name).facts} WHERE ordinal = 0 AND key > ? ORDER BY key LIMIT +?`,
      )
        .all(last, dumpedRowsMax)
        .map(({ key }) => ({ key: String(key), row: loadRow(statement, name, String(key)) })),
    );
    for (const { key, row } of page) if (row !== null) yield { key, row };
    last = page.at(-1)?.key ?? last;
    if (page.length < dumpedRowsMax) return;
  }
}
