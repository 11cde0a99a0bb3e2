/** What becomes of writing once the disk has failed: told once, refused from then on, read as before. */
import { expect, test } from '@jest/globals';
import { StoreUnavailable } from '../../src/application/limits.ts';
import type { Folding } from '../../src/application/ports.ts';
import { sqliteLedger } from '../../src/stores/sqlite/sqlite-ledger.ts';
import { event, stillClock, write } from './samples.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** SQLITE_IOERR, as node:sqlite reports it from anywhere within the transaction. */
const ioError = () => Object.assign(new Error('disk I/O error'), { errcode: 10 });

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
