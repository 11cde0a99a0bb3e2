/** The file: what it refuses to change, whom it refuses, and how it is read. */
import { chmodSync, copyFileSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { LedgerRefused } from '../../src/application/ledger-refused.ts';
import { StoreUnavailable } from '../../src/application/limits.ts';
import type { Folding } from '../../src/application/ports.ts';
import { backUp } from '../../src/stores/sqlite/backup.ts';
import { behind, orderBy, versionsOf } from '../../src/stores/sqlite/row-conditions.ts';
import { sqliteLedger } from '../../src/stores/sqlite/sqlite-ledger.ts';
import { dumped, event, query, stillClock, table, testFolding, write } from './samples.ts';
import { temporaryFolder } from './temporary-folder.ts';

let folder = '';
let remove = async () => {};
const open = (options: { folding?: Folding; readOnly?: boolean } = {}) =>
  sqliteLedger({ folder, folding: testFolding(), clock: stillClock(), ...options });

beforeEach(async () => {
  ({ folder, remove } = await temporaryFolder());
});
afterEach(() => remove());

async function filled() {
  const ledger = open();
  for (const n of [1, 2, 3]) await ledger.append([write(`a-${n}`, 'none', event(n))], []);
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
const value = (database: DatabaseSync, sql: string) =>
  Object.values(database.prepare(sql).get() ?? {})[0];

describe('what is recorded', () => {
  beforeEach(filled);
  test.each([
    'UPDATE events SET data = data',
    'DELETE FROM events WHERE position = 3',
    "UPDATE streams SET name = 'b-1' WHERE name = 'a-1'",
    'DELETE FROM streams',
    "UPDATE words SET word = 'PersonChanged' WHERE word = 'PersonNoted'",
    'DELETE FROM words',
  ])('%s is refused by the database itself', (sql) => {
    raw((database) => {
      expect(() => database.exec(sql)).toThrow(/append-only/);
      expect(value(database, 'SELECT count(*) FROM events')).toBe(3);
    });
  });
});

describe('the file', () => {
  test('is no other account’s to read', async () => {
    await filled();
    expect(statSync(join(folder, 'ledger.db')).mode & 0o777).toBe(0o600);
  });
  test('is a write-ahead log with pages of 8 KiB', async () => {
    await filled();
    raw((database) => {
      expect(value(database, 'PRAGMA journal_mode')).toBe('wal');
      expect(value(database, 'PRAGMA page_size')).toBe(8_192);
    });
  });
  test('of a newer layout is refused with what was found and what to do', async () => {
    await filled();
    raw((database) => database.exec('PRAGMA user_version = 99'));
    expect(() => open()).toThrow(LedgerRefused);
    expect(() => open()).toThrow(/layout 99.*up to 4; start a newer release/);
    expect(() => open({ readOnly: true })).toThrow(/layout 99/);
  });
  test('of another program is refused and left as it is', () => {
    raw((database) => database.exec('CREATE TABLE theirs (x)'));
    expect(() => open()).toThrow(/another program/);
    raw((database) => {
      expect(value(database, 'PRAGMA journal_mode')).toBe('delete');
      expect(value(database, 'SELECT count(*) FROM sqlite_schema')).toBe(1);
    });
  });
  test('that is no database is refused', () => {
    writeFileSync(join(folder, 'ledger.db'), 'certainly not a database, '.repeat(100));
    expect(() => open()).toThrow(/not readable as a database.*restore/);
  });
  test('that was cut off to nothing is refused, and never made anew', () => {
    writeFileSync(join(folder, 'ledger.db'), '');
    expect(() => open()).toThrow(/ledger.db is empty, as no ledger is.*restore the last backup/);
    expect(statSync(join(folder, 'ledger.db')).size).toBe(0);
  });
  test('that is gone while its log is there is not made anew, and the log stays', () => {
    writeFileSync(join(folder, 'ledger.db-wal'), 'recorded events');
    expect(() => open()).toThrow(/is missing, and its log .* is there.*put the file back/);
    expect(readFileSync(join(folder, 'ledger.db-wal'), 'utf8')).toBe('recorded events');
  });
  test('that is a backup put beside the log of a killed ledger is refused', async () => {
    const ledger = open();
    await ledger.append([write('a-1', 'none', event(1))], []);
    const backup = join(folder, 'backup.db');
    await backUp(join(folder, 'ledger.db'), backup, () => {});
    await ledger.append([write('a-2', 'none', event(2))], []);
    const log = readFileSync(join(folder, 'ledger.db-wal'));
    await ledger.close();
    copyFileSync(backup, join(folder, 'ledger.db'));
    writeFileSync(join(folder, 'ledger.db-wal'), log);
    for (const readOnly of [false, true]) {
      expect(() => open({ readOnly })).toThrow(/is not the log of .*restore the backup/);
    }
    expect(readFileSync(join(folder, 'ledger.db-wal'))).toEqual(log);
  });
  test('whose journal lost its end is refused: its rows hold more', async () => {
    await filled();
    raw((database) => {
      database.exec('DROP TRIGGER events_refuse_delete; DELETE FROM events WHERE position = 3');
    });
    for (const readOnly of [false, true]) {
      expect(() => open({ readOnly })).toThrow(/up to position 3, the journal ends at 2.*restore/);
    }
  });
  test('a refused file is not left locked', async () => {
    raw((database) => database.exec('CREATE TABLE theirs (x)'));
    expect(() => open()).toThrow(LedgerRefused);
    rmSync(join(folder, 'ledger.db'));
    await open().close();
  });
  test('is opened for writing once in a process too', async () => {
    const ledger = open();
    expect(() => open()).toThrow(/another process is writing/);
    await ledger.close();
    await ledger.close();
    await open().close();
  });
  test('that cannot be written is not opened for writing', async () => {
    if (process.getuid?.() === 0) return;
    await filled();
    chmodSync(join(folder, 'ledger.db'), 0o400);
    expect(() => open()).toThrow();
  });
});

describe('reading beside the writer', () => {
  test('sees what is committed, hears nothing and writes nothing', async () => {
    const writing = open();
    await writing.append([write('a-1', 'none', event(1))], []);
    const reading = open({ readOnly: true });
    expect(await reading.head()).toBe(1);
    await writing.append([write('a-2', 'none', event(2))], []);
    expect(await reading.head()).toBe(2);
    expect(await reading.countRows(query())).toBe(2);
    await expect(reading.append([write('a-3', 'none', event(3))], [])).rejects.toThrow(
      StoreUnavailable,
    );
    await reading.close();
    await writing.close();
  });
  test('is refused where there is nothing yet', () => {
    expect(() => open({ readOnly: true })).toThrow(/does not exist/);
  });
  test('is refused while rows of its models are missing', async () => {
    const none: Folding = { collections: [], keysOf: () => [], foldPage: () => [] };
    const ledger = open({ folding: none });
    await ledger.append([write('a-1', 'none', event(1))], []);
    await ledger.close();
    expect(() => open({ readOnly: true })).toThrow(/not up to the journal/);
  });
});

describe('a read model that is new to the file', () => {
  const live = async () => {
    const ledger = open();
    const rows = await dumped(ledger);
    await ledger.close();
    return rows;
  };
  test('is folded from position 1 when the file is opened, over several pages', async () => {
    const none: Folding = { collections: [], keysOf: () => [], foldPage: () => [] };
    const first = open({ folding: none });
    const appends = Array.from({ length: 2_300 }, (_, n) =>
      first.append([write(`a-${n}`, 'none', event(n + 1, 0, { person: `p${n % 500}` }))], []),
    );
    await Promise.all(appends);
    await first.close();
    const rows = await live();
    expect(rows).toHaveLength(500);
    expect(rows.reduce((sum, { row }) => sum + row.facts.length, 0)).toBe(2_300);
  });
  test('is folded anew when its columns change without a new version', async () => {
    await filled();
    const before = await live();
    const { collections, ...rest } = testFolding();
    const fewer = collections.map((shape) => ({ ...shape, columns: ['name'], indexes: [] }));
    await open({ folding: { ...rest, collections: fewer } }).close();
    expect(await live()).toEqual(before);
  });
  test('catches up with what was appended while it was not served', async () => {
    await filled();
    const none: Folding = { collections: [], keysOf: () => [], foldPage: () => [] };
    const other = open({ folding: none });
    await other.append([write('a-9', 'none', event(9))], []);
    await other.close();
    expect((await live()).map(({ key }) => key)).toEqual(['p1', 'p2', 'p3', 'p9']);
  });
});

describe('query plans', () => {
  beforeEach(filled);
  const plan = (asked: Parameters<typeof versionsOf>[0], rest = '') =>
    raw((database) => {
      const { text, values } = versionsOf(asked, { scope: null });
      const rows = database.prepare(`EXPLAIN QUERY PLAN SELECT key ${text} ${rest}`).all(...values);
      return rows.map(({ detail }) => String(detail)).join('; ');
    });
  test('one column as of a day walks its index', () => {
    expect(plan(query({ unit: 'u' }))).toMatch(/SEARCH .* USING .*INDEX people_v1_persons__/);
    expect(plan(query({ score: 1 }))).toContain(`${table}__score`);
  });
  test('one column as known at a moment walks its index', () => {
    const at = { ...query().at, knownAt: '2024-06-30T08:00:00.000Z' as never };
    expect(plan(query({ unit: 'u' }, { at }))).toContain(`${table}__unit`);
  });
  test('a declared list gives its order without sorting', () => {
    const order = [{ column: 'name' }];
    const asked = query({ unit: 'u' });
    const detail = plan(asked, `${orderBy(order)} LIMIT +50`);
    expect(detail).toContain(`${table}__now_unit_name`);
    expect(detail).not.toContain('TEMP B-TREE');
  });
  test('a later page of a declared list begins at its place', () => {
    const order = [{ column: 'name' }];
    const after = ['王伟', 'p1'];
    const place = behind(order, after);
    const detail = raw((database) => {
      const { text, values } = versionsOf(query({ unit: 'u' }), { scope: null });
      const sql = `EXPLAIN QUERY PLAN SELECT key ${text} AND ${place.text} ${orderBy(order)} LIMIT +50`;
      return String(database.prepare(sql).get(...values, ...place.values)?.detail);
    });
    expect(detail).toMatch(/now_unit_name \(c_unit=\? AND \(c_name,key\)>\(\?,\?\)\)/);
  });
});
