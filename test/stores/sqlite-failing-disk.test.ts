/** What becomes of writing once the disk has failed: told once, refused from then on, read as before. */
import { describe, expect, test } from '@jest/globals';
import { StorageFull, StoreUnavailable } from '../../src/application/limits.ts';
import type { Folding } from '../../src/application/ports.ts';
import { sqliteLedger } from '../../src/stores/sqlite/sqlite-ledger.ts';
import { dumped, event, query, stillClock, table, testFolding, write } from './samples.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** SQLITE_IOERR and SQLITE_FULL, as node:sqlite reports them from within the transaction. */
const ioError = () => Object.assign(new Error('disk I/O error'), { errcode: 10 });
const diskFull = () => Object.assign(new Error('database or disk is full'), { errcode: 13 });

test('a failure of the disk ends all writing, is told once, and leaves what was recorded', async () => {
  const { folder, remove } = await temporaryFolder();
  let fails = false;
  const folding: Folding = {
    collections: [],
    keysOf: () => [],
    foldPage: () => {
      if (fails) throw ioError();
      return [];
    },
  };
  const told: unknown[] = [];
  const onFailed = (cause: unknown) => told.push(cause);
  const ledger = sqliteLedger({ folder, folding, clock: stillClock(), onFailed });
  await ledger.append([write('a', 'none', event(1))], []);
  fails = true;
  const unrecorded = ledger.append([write('b', 'none', event(2))], []);
  await expect(unrecorded).rejects.toMatchObject({ outcomeUnknown: false });
  fails = false;
  const refused = ledger.append([write('c', 'none', event(3))], []);
  await expect(refused).rejects.toBeInstanceOf(StoreUnavailable);
  expect(told).toEqual([ioError()]);
  expect([await ledger.head(), (await ledger.readStream('a', -1, 10)).length]).toEqual([1, 1]);
  await ledger.close();

  const again = sqliteLedger({ folder, folding, clock: stillClock() });
  expect(await again.append([write('b', 'none', event(2))], [])).toMatchObject({ position: 2 });
  await again.close();
  await remove();
});

test('a full disk refuses appends, serves reads, and needs no restart once there is room', async () => {
  const { folder, remove } = await temporaryFolder();
  let isFull = false;
  const folding: Folding = {
    collections: [],
    keysOf: () => [],
    foldPage: () => {
      if (isFull) throw diskFull();
      return [];
    },
  };
  const [failed, told]: [unknown[], boolean[]] = [[], []];
  const ledger = sqliteLedger({
    ...{ folder, folding, clock: stillClock() },
    onFailed: (cause) => failed.push(cause),
    onFull: (now) => told.push(now),
  });
  await ledger.append([write('a', 'none', event(1))], []);
  isFull = true;
  const refused = [2, 3].map((n) => ledger.append([write(`b-${n}`, 'none', event(n))], []));
  for (const one of refused) await expect(one).rejects.toBeInstanceOf(StorageFull);
  await expect(ledger.append([write('c', 'none', event(4))], [])).rejects.toThrow(/disk is full/);
  expect([await ledger.head(), (await ledger.readStream('a', -1, 10)).length]).toEqual([1, 1]);
  isFull = false;
  expect(await ledger.append([write('b-2', 'none', event(2))], [])).toMatchObject({ position: 2 });
  expect(await ledger.append([write('b-3', 'none', event(3))], [])).toMatchObject({ position: 3 });
  expect([failed, told]).toEqual([[], [true, false]]);
  await ledger.close();
  await remove();
});

describe('a disk that is full', () => {
  async function someRows(full: { isFull: boolean }) {
    const { folder, remove } = await temporaryFolder();
    const { foldPage, ...rest } = testFolding();
    const { now } = stillClock();
    const ledger = sqliteLedger({
      folder,
      // Both are asked within the transaction, where SQLite says of a write that it is full.
      folding: { ...rest, foldPage: (...given) => orFull(full, () => foldPage(...given)) },
      clock: { now: () => orFull(full, now) },
    });
    for (let n = 1; n <= 40; n += 1) {
      await ledger.append([write(`a-${n}`, 'none', event(n, 0, { person: `p${n}` }))], []);
    }
    const end = async () => {
      await ledger.close();
      await remove();
    };
    return { ledger, end };
  }
  const orFull = <T>(full: { isFull: boolean }, act: () => T): T => {
    if (full.isFull) throw diskFull();
    return act();
  };

  test('refuses a rebuild as it refuses a command, and begins it once there is room', async () => {
    const full = { isFull: false };
    const { ledger, end } = await someRows(full);
    const rows = JSON.stringify(await dumped(ledger));
    full.isFull = true;
    await expect(ledger.rebuild()).rejects.toBeInstanceOf(StorageFull);
    expect(await ledger.rebuilds()).toEqual([]);
    expect(await ledger.countRows(query())).toBe(40);
    full.isFull = false;
    await ledger.rebuild();
    await ledger.rebuilt();
    expect([await ledger.rebuilds(), JSON.stringify(await dumped(ledger))]).toEqual([[], rows]);
    await end();
  });

  test('stops a rebuild that has begun: it says so, what serves serves on, and it can go on', async () => {
    const full = { isFull: false };
    const { ledger, end } = await someRows(full);
    const rows = JSON.stringify(await dumped(ledger));
    await ledger.rebuild();
    full.isFull = true;
    await ledger.rebuilt();
    expect(await ledger.rebuilds()).toMatchObject([
      { table, served: true, stopped: expect.stringMatching(/^the disk is full; it goes on/) },
    ]);
    expect(await ledger.countRows(query())).toBe(40);
    await expect(ledger.append([write('b', 'none', event(90))], [])).rejects.toThrow(StorageFull);
    full.isFull = false;
    expect(await ledger.append([write('b', 'none', event(90))], [])).toMatchObject({
      position: 41,
    });
    const live = JSON.stringify(await dumped(ledger));
    await ledger.rebuild();
    await ledger.rebuilt();
    expect([await ledger.rebuilds(), JSON.stringify(await dumped(ledger))]).toEqual([[], live]);
    expect(live).not.toBe(rows);
    await end();
  });
});
