/**
 * Every filter, every sort and every place of every declared list has its index: asserted from
 * SQLite's plan over the real tables. The planner is given no statistics, so that the plan of an
 * empty file is the plan of a full one.
 */

import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eventCodec } from '../../events/index.ts';
import { buildSchema } from '../../schema/index.ts';
import { declaredLists } from '../../schema/toolkit/declared-lists.ts';
import type { Filter } from '../../schema/toolkit/list.ts';
import { folding } from '../../src/application/folding.ts';
import type { CollectionShape, Condition, Order, RowQuery } from '../../src/application/ports.ts';
import {
  factQueries,
  frontLineOf,
  holdersOf,
} from '../../src/read-models/grassroots-report-facts.ts';
import { readModels } from '../../src/read-models/index.ts';
import { tableOf } from '../../src/read-models/projection.ts';
import { orderBy, versionsOf } from '../../src/stores/sqlite/row-conditions.ts';
import { sqliteLedger } from '../../src/stores/sqlite/sqlite-ledger.ts';
import { temporaryFolder } from './temporary-folder.ts';

const county = '419998';
const shapes = folding(readModels, eventCodec);
let place: Awaited<ReturnType<typeof temporaryFolder>>;
let database: DatabaseSync;
beforeAll(async () => {
  await buildSchema();
  place = await temporaryFolder();
  const clock = { now: () => '2024-06-30T08:00:00.000Z' as never };
  await sqliteLedger({ folder: place.folder, folding: shapes, clock }).close();
  database = new DatabaseSync(join(place.folder, 'ledger.db'), { readOnly: true });
});
afterAll(async () => {
  database.close();
  await place.remove();
});

const now: RowQuery['at'] = { asOf: '2024-06-30' as never, knownAt: null };
const knownBefore: RowQuery['at'] = { ...now, knownAt: '2024-01-31T00:00:00.000Z' as never };
type Asked = { readonly where: RowQuery['where']; readonly text?: string; at?: RowQuery['at'] };

function shapeOf(collection: unknown): CollectionShape {
  const model = readModels.find(({ collections }) => collections.includes(collection as never));
  const name = model && tableOf(model, collection as { name: string });
  const shape = shapes.collections.find(({ table }) => table === name);
  if (shape === undefined) throw new Error('a list over a collection of no read model');
  return shape;
}

/** The lines of the plan, but for how lists of values and names found by text are gone through. */
function planOf(shape: CollectionShape, { where, text, at = now }: Asked, end: string): string[] {
  const found = versionsOf({ table: shape.table, where, text: text ?? null, at }, shape);
  const sql = `EXPLAIN QUERY PLAN SELECT key, state ${found.text} ${end}`;
  return database
    .prepare(sql)
    .all(...found.values, ...(end.includes('?') ? [51] : []))
    .map(({ detail }) => String(detail))
    .filter(
      (line) =>
        !/^(SCAN json_each|LIST SUBQUERY|SCAN \w+ VIRTUAL TABLE|REUSE LIST|CREATE BLOOM)/.test(
          line,
        ),
    );
}

/** One walk of an index that begins with the county, or with the ids named. */
function isSelective(line: string, first: readonly string[]): boolean {
  const search = /^SEARCH \S+ USING (?:COVERING )?INDEX \S+ \("?c_(\w+)"?[=]\?/.exec(line);
  return first.includes(search?.[1] ?? '') || /USING INTEGER PRIMARY KEY \(rowid=\?\)/.test(line);
}

function wrongIn(lines: readonly string[], first: readonly string[], maySort: boolean): string[] {
  return lines.filter((line) =>
    /TEMP B-TREE/.test(line) ? !maySort && !/LAST TERM/.test(line) : !isSelective(line, first),
  );
}

const samples = ['x', 'y'];
function conditionOf(filter: Filter): Asked {
  if ('text' in filter) return { where: {}, text: '林波' };
  if ('flag' in filter) return { where: { [filter.flag]: 1 } };
  if ('range' in filter) {
    return { where: { [filter.range]: { from: '2020-01-01', before: '2021-01-01' } } };
  }
  return { where: { [filter.column]: { in: samples } } };
}

const page = (order: Order) => `${orderBy(order)} LIMIT +?`;
const rooted = () => declaredLists.filter(({ query }) => query !== null);
const attached = () =>
  declaredLists.flatMap((list) => list.attached.map((one) => ({ ...list, ...one })));
/** Whatever a base asks of its parent, it gets an id. */
const parent = new Proxy({}, { get: () => 'an id' });

test('the lists are there to be looked at', () => {
  expect(rooted().length).toBeGreaterThan(25);
  expect(attached().length).toBeGreaterThan(30);
});

describe('within a county', () => {
  test('every filter of every list walks an index that begins with the county', () => {
    const wrong = rooted().flatMap(({ node, query, options }) =>
      Object.entries(options.filters).flatMap(([name, filter]) => {
        const { where, text } = conditionOf(filter);
        const asked = { where: { ...where, county }, text };
        const [column = ''] = Object.values(options.sorts);
        const plan = planOf(shapeOf(node.collection), asked as Asked, page([{ column }]));
        return wrongIn(plan, ['county'], true).map((line) => `${query}(${name}): ${line}`);
      }),
    );
    expect(wrong).toEqual([]);
  });

  test('every filter by values or flags is met by the index itself', () => {
    const wrong = rooted().flatMap(({ node, query, options }) =>
      Object.entries(options.filters).flatMap(([name, filter]) => {
        if ('text' in filter || 'range' in filter) return [];
        const column = 'flag' in filter ? filter.flag : filter.column;
        const { where } = conditionOf(filter);
        const shape = shapeOf(node.collection);
        const found = versionsOf(
          { table: shape.table, where: { ...where, county }, at: now },
          shape,
        );
        const plan = database
          .prepare(`EXPLAIN QUERY PLAN SELECT count(*) ${found.text}`)
          .all(...found.values)
          .map(({ detail }) => String(detail));
        const isMet = plan.some((line) => line.includes(`c_county=? AND c_${column}=?`));
        return isMet ? [] : [`${query}(${name}): ${plan.join('; ')}`];
      }),
    );
    expect(wrong).toEqual([]);
  });

  test('every sort of every list is given by an index, without sorting', () => {
    const wrong = rooted().flatMap(({ node, query, options }) =>
      Object.entries(options.sorts).flatMap(([name, column]) =>
        [false, true].flatMap((descending) => {
          const plan = planOf(
            ...([shapeOf(node.collection), { where: { county } }] as const),
            page([{ column, descending }]),
          );
          return wrongIn(plan, ['county'], false).map((line) => `${query} by ${name}: ${line}`);
        }),
      ),
    );
    expect(wrong).toEqual([]);
  });

  test('totals, breakdowns and what was known at a moment stay within the county', () => {
    const wrong = rooted().flatMap(({ node, query, options }) => {
      const shape = shapeOf(node.collection);
      const groups = Object.values(options.dimensions ?? {}).map(
        (column) => `GROUP BY "c_${column}" ORDER BY "c_${column}"`,
      );
      const filters = [{}, ...Object.values(options.filters).map((one) => conditionOf(one).where)];
      return [
        ...groups.flatMap((end) => planOf(shape, { where: { county } }, end)),
        ...filters.flatMap((where) =>
          planOf(shape, { where: { ...where, county }, at: knownBefore }, 'LIMIT +?'),
        ),
      ]
        .filter((line) => wrongIn([line], ['county'], true).length > 0)
        .map((line) => `${query}: ${line}`);
    });
    expect(wrong).toEqual([]);
  });
});

test('every list of another entity is reached through that entity’s id, at every moment', () => {
  const wrong = attached().flatMap(({ node, field, base, options }) =>
    [now, knownBefore].flatMap((at) => {
      const where = base(parent as never) as Readonly<Record<string, Condition>>;
      const [column = ''] = Object.values(options.sorts);
      const plan = planOf(shapeOf(node.collection), { where, at }, page([{ column }]));
      return wrongIn(plan, Object.keys(where), true).map((line) => `${field}: ${line}`);
    }),
  );
  expect(wrong).toEqual([]);
});

test('every query of the report stays within the county, or follows ids', () => {
  const named = { ...factQueries, holders: holdersOf(samples), frontLine: frontLineOf(samples) };
  const wrong = Object.entries(named).flatMap(([name, { collection, where }]) =>
    [now, knownBefore].flatMap((at) => {
      const plan = planOf(shapeOf(collection), { where: { ...where, county }, at }, page([]));
      const lines = wrongIn(plan, ['county', 'postId', 'cadreId'], true);
      return lines.map((line) => `${name}: ${line}`);
    }),
  );
  expect(wrong).toEqual([]);
});

test('a query that no index serves would be found', () => {
  const shape = shapeOf(declaredLists[0]?.node.collection);
  const scan = planOf(shape, { where: {} }, 'LIMIT +?');
  expect(wrongIn(scan, ['county'], true)).toEqual(scan);
  expect(wrongIn(['USE TEMP B-TREE FOR ORDER BY'], ['county'], false)).toHaveLength(1);
});
