/** What SQLite keeps of a rebuild when processes die, and how a file meets other read models. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { folding } from '../../src/application/folding.ts';
import { ModelRebuilding } from '../../src/application/limits.ts';
import type { Folding } from '../../src/application/ports.ts';
import { readModel } from '../../src/read-models/projection.ts';
import { sqliteLedger } from '../../src/stores/sqlite/sqlite-ledger.ts';
import {
  collectionsOfLayout3,
  dumped,
  event,
  people,
  persons,
  query,
  stillClock,
  table,
  testCodec,
  testFolding,
  write,
} from './samples.ts';
import { temporaryFolder } from './temporary-folder.ts';

jest.setTimeout(120_000);
let folder = '';
let remove = async () => {};
const open = (options: { folding?: Folding; readOnly?: boolean } = {}) =>
  sqliteLedger({ folder, folding: testFolding(), clock: stillClock(), ...options });

beforeEach(async () => {
  ({ folder, remove } = await temporaryFolder());
});
afterEach(() => remove());

async function filled(count: number, options: Parameters<typeof open>[0] = {}) {
  const ledger = open(options);
  await Promise.all(
    Array.from({ length: count }, (_, n) =>
      ledger.append([write(`a-${n}`, 'none', event(n + 1, 0, { person: `p${n % 997}` }))], []),
    ),
  );
  const rows = options.folding === undefined ? JSON.stringify(await dumped(ledger)) : '';
  await ledger.close();
  return rows;
}

function raw<T>(act: (database: DatabaseSync) => T): T {
  const database = new DatabaseSync(join(folder, 'ledger.db'));
  try {
    return act(database);
  } finally {
    database.close();
  }
}
const generationsInFile = () =>
  raw((database) =>
    database
      .prepare('SELECT generation, state, position FROM collections ORDER BY generation')
      .all()
      .map((row) => ({ ...row })),
  );
const builtInFile = () =>
  Number(generationsInFile().find(({ state }) => state === 'building')?.position ?? 0);
const tablesInFile = () =>
  raw((database) =>
    database
      .prepare("SELECT name FROM sqlite_schema WHERE name LIKE 'people%' AND type = 'table'")
      .all()
      .map(({ name }) => String(name)),
  );

describe('a rebuild in a process that is killed', () => {
  test('goes on from where it was, beside rows that serve throughout', async () => {
    const live = await filled(9_000);
    const positions: number[] = [];
    for (let kill = 0; kill < 3; kill += 1) {
      const child = join(import.meta.dirname, 'rebuild-child.ts');
      const flags = ['--disable-warning=ExperimentalWarning', child, folder];
      const running = spawn(process.execPath, flags, { stdio: ['ignore', 'ignore', 'inherit'] });
      const ended = once(running, 'close');
      const isFurther = () => builtInFile() > (positions.at(-1) ?? 0);
      while (!isFurther() && running.exitCode === null) await sleep(20);
      running.kill('SIGKILL');
      await ended;
      positions.push(builtInFile());
      const reading = open({ readOnly: true });
      expect(await reading.countRows(query())).toBe(997);
      await reading.close();
    }
    expect(positions).toEqual([...new Set(positions)].sort((a, b) => a - b));
    expect(positions.every((position) => position > 0 && position < 9_000)).toBe(true);
    const ledger = open();
    await ledger.rebuild();
    await ledger.rebuilt();
    expect(JSON.stringify(await dumped(ledger))).toBe(live);
    await ledger.close();
    expect(generationsInFile()).toEqual([expect.objectContaining({ state: 'serving' })]);
    expect(tablesInFile().filter((name) => name.startsWith(`${table}__facts`))).toEqual([]);
  });
  test('is found again where it was left by a process that closed', async () => {
    await filled(9_000);
    const first = open();
    await first.rebuild();
    while (((await first.rebuilds())[0]?.position ?? 9_000) < 2_000) await sleep(1);
    await first.close();
    const [, building] = generationsInFile();
    expect(building?.state).toBe('building');
    const second = open();
    expect((await second.rebuilds())[0]?.position).toBeGreaterThanOrEqual(2_000);
    await second.rebuilt();
    await second.close();
  });
});

describe('a rebuild', () => {
  test('leaves nothing of what it replaced', async () => {
    await filled(3_000);
    const before = tablesInFile().length;
    const ledger = open();
    await ledger.rebuild();
    await ledger.rebuilt();
    await ledger.rebuild();
    await ledger.rebuilt();
    await ledger.close();
    expect(tablesInFile()).toHaveLength(before);
    expect(generationsInFile()).toEqual([{ generation: 2, state: 'serving', position: 3_000 }]);
  });
  test('is not seen by a reader beside it, before or after it takes over', async () => {
    const live = await filled(3_000);
    const writing = open();
    const reading = open({ readOnly: true });
    await writing.rebuild();
    expect(await reading.countRows(query())).toBe(997);
    await writing.rebuilt();
    expect(JSON.stringify(await dumped(reading))).toBe(live);
    expect(generationsInFile()).toEqual([expect.objectContaining({ generation: 1 })]);
    await reading.close();
    await writing.close();
  });
});

describe('a read model that is new to a long journal', () => {
  const none: Folding = { collections: [], keysOf: () => [], foldPage: () => [] };
  const slow = (): Folding => {
    const { foldPage, ...rest } = testFolding();
    return {
      ...rest,
      foldPage: (events, ...given) => {
        const until = performance.now() + 4 * events.length;
        while (performance.now() < until);
        return foldPage(events, ...given);
      },
    };
  };

  test('is built while commands are recorded, and a query is told to come back', async () => {
    await filled(6_000, { folding: none });
    const ledger = open({ folding: slow() });
    const [building] = await ledger.rebuilds();
    expect(building).toMatchObject({ table, served: false, head: 6_000 });
    const asked = ledger.countRows(query());
    const appended = await ledger.append([write('b-1', 'none', event(7_000))], []);
    expect(appended.kind).toBe('appended');
    await expect(asked).rejects.toThrow(ModelRebuilding);
    await expect(asked).rejects.toThrow(/people_v1_persons are being built: \d+ of 6001/);
    expect(() => open({ readOnly: true })).toThrow(/not up to the journal/);
    await ledger.close();
    expect(generationsInFile()).toEqual([expect.objectContaining({ state: 'building' })]);
  });
  test('answers the query that waited for it', async () => {
    await filled(6_000, { folding: none });
    const ledger = open();
    expect((await ledger.rebuilds())[0]?.served).toBe(false);
    let count = 0;
    for (let tries = 0; count === 0 && tries < 50; tries += 1) {
      count = await ledger.countRows(query()).catch(() => 0);
    }
    expect(count).toBe(997);
    await ledger.close();
  });
  test('tells at once why it stopped', async () => {
    await filled(6_000, { folding: none });
    const ledger = open({
      folding: {
        ...testFolding(),
        foldPage: () => {
          throw new Error('cannot fold');
        },
      },
    });
    await ledger.rebuilt();
    expect((await ledger.rebuilds())[0]).toMatchObject({ served: false, stopped: 'cannot fold' });
    await expect(ledger.countRows(query())).rejects.toThrow(ModelRebuilding);
    await ledger.close();
    const mended = open();
    await mended.rebuilt();
    expect(await mended.countRows(query())).toBe(997);
    await mended.close();
  });
});

test('a file of layout 3 is brought to this one, its rows kept and moved with what is appended', async () => {
  await filled(3);
  raw((database) => database.exec(`${collectionsOfLayout3} PRAGMA user_version = 3;`));
  expect(() => open({ readOnly: true })).toThrow(/layout 3.*start this release for writing once/);
  const ledger = open();
  expect(await ledger.rebuilds()).toEqual([]);
  await ledger.append([write('b-1', 'none', event(7_000))], []);
  await ledger.close();
  expect(generationsInFile()).toEqual([{ generation: 0, state: 'serving', position: 4 }]);
});

describe('a file of layout 1', () => {
  const backToLayout1 = () =>
    raw((database) =>
      database.exec(`DROP TABLE tallies; CREATE INDEX events_type ON events (type);
        DROP VIEW collections; DROP TABLE generations; DROP TABLE followed;
        DROP TABLE ${table}__facts;
        CREATE TABLE collections (name TEXT PRIMARY KEY, shape TEXT NOT NULL,
          position INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        INSERT INTO collections VALUES ('${table}', '{"layout":1}', 3);
        CREATE TABLE ${table}__rows (key TEXT PRIMARY KEY, facts TEXT NOT NULL) STRICT;
        INSERT INTO ${table}__rows VALUES ('p1', '[]');
        PRAGMA user_version = 1;`),
    );
  test('is brought to this one, its rows built anew', async () => {
    const live = await filled(3);
    backToLayout1();
    expect(() => open({ readOnly: true })).toThrow(/layout 1.*start this release for writing once/);
    const ledger = open();
    expect(JSON.stringify(await dumped(ledger))).toBe(live);
    await ledger.rebuilt();
    await ledger.close();
    expect(tablesInFile()).not.toContain(`${table}__rows`);
    expect(generationsInFile()).toEqual([{ generation: 1, state: 'serving', position: 3 }]);
  });
});

describe('a model of a raised version that keeps the former one in code', () => {
  const raised = readModel('people', 2, [persons], people);
  const next = 'people_v2_persons';
  test('is answered by the former’s rows, which take appends, until its own are built', async () => {
    await filled(6_000);
    const ledger = open({ folding: folding([raised], testCodec) });
    expect(await ledger.rebuilds()).toMatchObject([{ table: next, served: true, head: 6_000 }]);
    expect(await ledger.countRows({ ...query(), table: next })).toBe(997);
    await ledger.append([write('b-1', 'none', event(7_000))], []);
    expect(await ledger.countRows({ ...query(), table: next })).toBe(998);
    await ledger.rebuilt();
    expect(await ledger.countRows({ ...query(), table: next })).toBe(998);
    await ledger.close();
    expect(tablesInFile().filter((name) => name.startsWith(table))).toEqual([]);
  });
  test('is built in a new file without the former', async () => {
    const ledger = open({ folding: folding([raised], testCodec) });
    await ledger.append([write('b-1', 'none', event(1))], []);
    await ledger.rebuild();
    await ledger.rebuilt();
    expect(await ledger.countRows({ ...query(), table: next })).toBe(1);
    await ledger.close();
    expect(tablesInFile().filter((name) => name.startsWith(table))).toEqual([]);
  });
  test('is not answered by one that lacks a column', () => {
    const { score: _, ...columns } = persons.columns;
    const fewer = readModel('people', 1, [{ ...persons, columns }]);
    const shapes = folding([{ ...raised, former: fewer }], testCodec).collections;
    expect(shapes.map((shape) => shape.table)).toEqual([next]);
  });
});

test('tables of an earlier version leave once this one serves, of a later one stay', async () => {
  await filled(3);
  raw((database) =>
    database.exec(`CREATE TABLE people_v0_persons__facts (key TEXT, ordinal INTEGER);
      CREATE TABLE people_v2_persons__facts (key TEXT, ordinal INTEGER);
      INSERT INTO generations VALUES ('people_v0_persons', 0, '{}', 'serving', 3, '');
      INSERT INTO generations VALUES ('people_v2_persons', 0, '{}', 'serving', 3, '');`),
  );
  const isFormer = (name: string) => name === 'people_v0_persons';
  const ledger = open({ folding: { ...testFolding(), isFormer } });
  await ledger.rebuilt();
  await ledger.close();
  expect(tablesInFile()).not.toContain('people_v0_persons__facts');
  expect(tablesInFile()).toContain('people_v2_persons__facts');
});
