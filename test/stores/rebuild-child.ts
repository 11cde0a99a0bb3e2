/** A process that rebuilds the ledger in the folder it is given, slowly, until killed or done. */
import type { Folding } from '../../src/application/ports.ts';
import { sqliteLedger } from '../../src/stores/sqlite/sqlite-ledger.ts';
import { stillClock, testFolding } from './samples.ts';

const [, , folder = ''] = process.argv;
const eventMs = 0.4;
const { foldPage, ...rest } = testFolding();
const folding: Folding = {
  ...rest,
  foldPage: (events, ...given) => {
    const until = performance.now() + eventMs * events.length;
    while (performance.now() < until);
    return foldPage(events, ...given);
  },
};
const ledger = sqliteLedger({ folder, folding, clock: stillClock() });
await ledger.rebuild();
await ledger.rebuilt();

await ledger.close();
