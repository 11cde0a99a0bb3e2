import { sqliteLedger } from '../../src/stores/sqlite/sqlite-ledger.ts';
import { journalContract } from './contract.ts';
import { temporaryFolder } from './temporary-folder.ts';

journalContract('SQLite', {
  keeps: true,
  fresh: async () => {
    const { folder, remove } = await temporaryFolder();
    return { open: async (folding, clock) => sqliteLedger({ folder, folding, clock }), remove };
  },
});
