/** Logs of some types and counties, and their counts, over many blocks of the journal. */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type {
  EventsOnly,
  Folding,
  NewStoredEvent,
  StoredEvent,
} from '../../src/application/ports.ts';
import { sqliteLedger } from '../../src/stores/sqlite/sqlite-ledger.ts';
import { collectionsOfLayout3, event, stillClock, write } from './samples.ts';
import { temporaryFolder } from './temporary-folder.ts';

const eventsOfAll = 1_100;
const counties = [null, '419998', '490001'] as NewStoredEvent['meta']['county'][];
const folding: Folding = { collections: [], keysOf: () => [], foldPage: () => [] };
const [common, other, rare] = ['PersonNoted', 'PersonChanged', 'NotingVoided'];

let folder = '';
let remove = async () => {};
const open = (readOnly = false) => sqliteLedger({ folder, folding, clock: stillClock(), readOnly });

/** One type is in every block, one in none but the second and the last, one only behind them all. */
function typeOf(n: number): string {
  if (n === 400 || n === 1_000) return rare ?? '';
  return n > 1_050 ? (other ?? '') : (common ?? '');
}
function sample(n: number): NewStoredEvent {
  const one = event(n);
  const county = counties[n % 7 === 0 ? 2 : n % 2] ?? null;
  return { ...one, type: typeOf(n), meta: { ...one.meta, county } };
}
async function filled(): Promise<void> {
  const ledger = open();
  for (let n = 1; n <= eventsOfAll; n += 100) {
    const group = Array.from(
      { length: Math.min(100, eventsOfAll - n + 1) },
      (_, index) => n + index,
    );
    await Promise.all(
      group.map((one) => ledger.append([write(`a-${one}`, 'none', sample(one))], [])),
    );
  }
  await ledger.close();
}
function raw<T>(act: (database: DatabaseSync) => T): T {
  const database = new DatabaseSync(join(folder, 'ledger.db'));
  try {
    return act(database);
  } finally {
    database.close();
  }
}

/** Every search over every type and county, each against a walk of all events. */
async function assertEverySearch(): Promise<void> {
  const ledger = open(true);
  const all: StoredEvent[] = [];
  while (all.length < eventsOfAll) all.push(...(await ledger.readAll(all.length, 1_000)));
  const isOf = ({ types, counties: named }: EventsOnly) => {
    return ({ type, meta }: StoredEvent) =>
      (types?.includes(type) ?? true) && (named?.includes(meta.county) ?? true);
  };
  const lists = <T>(values: readonly T[]) => [
    undefined,
    ...values.map((one) => [one]),
    [...values],
  ];
  for (const types of lists([common, other, rare, 'Unheard'] as string[])) {
    for (const named of lists(counties)) {
      const search = { types, counties: named };
      const found = all.filter(isOf(search));
      for (const [after, limit] of [
        [0, 1_000],
        [0, 3],
        [255, 2],
        [256, 300],
        [399, 1],
        [1_024, 9],
      ] as const) {
        const page = await ledger.readAll(after, limit, search);
        const meant = found.filter(({ position }) => position > after).slice(0, limit);
        expect(page.map(({ position }) => position)).toEqual(meant.map(({ position }) => position));
      }
      const counts = await ledger.countEvents({ stream: null, ...search });
      for (const { type, county, count } of counts) {
        expect(count).toBe(found.filter(isOf({ types: [type], counties: [county] })).length);
      }
      expect(counts.reduce((sum, { count }) => sum + count, 0)).toBe(found.length);
    }
  }
  await ledger.close();
}

beforeEach(async () => {
  ({ folder, remove } = await temporaryFolder());
  await filled();
});
afterEach(() => remove());

test('every search finds and counts what a walk of all events finds', async () => {
  expect(
    raw((database) => database.prepare('SELECT max(block) AS last FROM tallies').get()),
  ).toEqual({ last: 3 });
  await assertEverySearch();
});

test('a file of layout 2 gets its tallies when it is opened, and loses three indexes', async () => {
  const before = raw((database) => database.prepare('SELECT * FROM tallies').all());
  raw((database) =>
    database.exec(`${collectionsOfLayout3} DROP TABLE tallies;
      CREATE INDEX events_type ON events (type);
      CREATE INDEX events_county ON events (county);
      CREATE INDEX events_county_type ON events (county, type); PRAGMA user_version = 2;`),
  );
  expect(() => open(true)).toThrow(/layout 2.*start this release for writing once/);
  await open().close();
  expect(raw((database) => database.prepare('SELECT * FROM tallies').all())).toEqual(before);
  const left =
    "SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'events' AND sql IS NOT NULL";
  expect(raw((database) => database.prepare(left).all())).toEqual([{ name: 'events_command' }]);
  await assertEverySearch();
});

test('a search walks the tallies of its type and county in order, and no other block', () => {
  const plan = (sql: string) =>
    raw((database) =>
      database
        .prepare(`EXPLAIN QUERY PLAN ${sql}`)
        .all()
        .map(({ detail }) => detail),
    );
  const blocks =
    'SELECT block FROM tallies WHERE type = 1 AND county = ? AND block >= 1 AND block < 3';
  expect(plan(`${blocks} ORDER BY block LIMIT 16`)).toEqual([
    'SEARCH tallies USING PRIMARY KEY (type=? AND county=? AND block>? AND block<?)',
  ]);
});
