/** The queue of appends before the writer: bounded, refused past the bound, whole within it. */
import { expect, test } from '@jest/globals';
import { Overloaded } from '../../src/application/limits.ts';
import type { Folding } from '../../src/application/ports.ts';
import { sqliteLedger } from '../../src/stores/sqlite/sqlite-ledger.ts';
import { event, stillClock, write } from './samples.ts';
import { temporaryFolder } from './temporary-folder.ts';

const waitingMax = 10_000;
const extra = 7;
const noRows: Folding = { collections: [], keysOf: () => [], foldPage: () => [] };

test('past its bound appends are refused and not recorded, all others are recorded', async () => {
  const { folder, remove } = await temporaryFolder();
  const ledger = sqliteLedger({ folder, folding: noRows, clock: stillClock() });
  const outcomes = await Promise.allSettled(
    Array.from({ length: waitingMax + extra }, (_, n) =>
      ledger.append([write(`a-${n}`, 'none', event(n + 1))], []),
    ),
  );
  const refused = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
  expect(refused).toHaveLength(extra);
  expect(refused.every((reason) => reason instanceof Overloaded)).toBe(true);
  expect(await ledger.head()).toBe(waitingMax);
  await ledger.close();
  await remove();
});
