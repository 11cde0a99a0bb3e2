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
import { all, behind, momentOf, orderBy, versionsOf } from './row-conditions.ts';
import { loadRow, versionColumns, versionOf } from './row-writes.ts';
import type { Statements } from './statements.ts';

const dumpedRowsMax = 500;

type RowReads = Pick<LedgerTables, 'getRows' | 'findRows' | 'countRows' | 'groupRows' | 'dumpRows'>;

export function rowReads(statement: Statements, folding: Folding): RowReads {
  function assertAsked(query: RowQuery, columns: readonly string[]): CollectionShape {
    const shape = shapeFor(folding, query.table);
    assertColumns(shape, [...Object.keys(query.where), ...columns]);
    assertText(shape, query);
    return shape;
  }

  return {
    async getRows(table, keys, at) {
      const { versions } = tablesOf(shapeFor(folding, table).table);
      const { text, values } = all(momentOf(at));
      const sql = `SELECT ${versionColumns} FROM ${versions} WHERE key = ? AND ${text} ORDER BY ordinal`;
      return [...new Set(keys)].flatMap((key) =>
        statement(sql)
          .all(key, ...values)
          .map((row) => ({ key, version: versionOf(row) })),
      );
    },
    async findRows(query, order, after, first) {
      const shape = shapeFor(folding, query.table);
      assertPage(shape, query, order, after, first);
      assertText(shape, query);
      const found = versionsOf(query, shape);
      const place = after === null ? [] : [behind(order, after)];
      const { text, values } = all([found, ...place]);
      const sql = `SELECT key, ${versionColumns} ${text} ${orderBy(order)} LIMIT ?`;
      const rows = statement(sql)
        .all(...values, first + 1)
        .map((row) => ({ key: String(row.key), version: versionOf(row) }));
      return { rows: rows.slice(0, first), hasMore: rows.length > first };
    },
    async countRows(query, distinct) {
      const shape = assertAsked(query, distinct === undefined ? [] : [distinct]);
      const { text, values } = versionsOf(query, shape);
      const row = statement(`SELECT ${counted(distinct)} AS n ${text}`).get(...values);
      return Number(row?.n);
    },
    async groupRows(query, by, distinct) {
      const shape = assertAsked(query, distinct === undefined ? by : [...by, distinct]);
      const { text, values } = versionsOf(query, shape);
      const names = by.map(columnName);
      const grouped = names.length === 0 ? '' : `GROUP BY ${names.join(', ')}`;
      const sql = `SELECT ${[`${counted(distinct)} AS n`, ...names].join(', ')} ${text} ${grouped}
        ORDER BY ${['n DESC', ...names].join(', ')} LIMIT ?`;
      return statement(sql)
        .all(...values, groupsMax)
        .map((row) => ({
          values: by.map((column) => row[`c_${column}`] as Scalar | null),
          count: Number(row.n),
        }));
    },
    dumpRows: (table) => dumpRows(statement, shapeFor(folding, table).table),
  };
}

function counted(distinct: string | undefined): string {
  return distinct === undefined ? 'count(*)' : `count(DISTINCT ${columnName(distinct)})`;
}

/** Keys a page at a time, so that a table of any size passes through. */
async function* dumpRows(statement: Statements, table: string) {
  const sql = `SELECT key FROM ${tablesOf(table).rows} WHERE key > ? ORDER BY key LIMIT ?`;
  for (let last = ''; ; ) {
    const keys = statement(sql)
      .all(last, dumpedRowsMax)
      .map((row) => String(row.key));
    for (const key of keys) {
      const row = loadRow(statement, { table, key });
      if (row !== null) yield { key, row };
    }
    last = keys.at(-1) ?? last;
    if (keys.length < dumpedRowsMax) return;
  }
}
