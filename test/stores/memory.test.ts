import { memoryLedger } from '../../src/stores/memory/memory-ledger.ts';
import { journalContract } from './contract.ts';

journalContract('memory', {
  keeps: false,
  fresh: async () => ({
    open: async (folding, clock) => memoryLedger({ folding, clock }),
    remove: async () => {},
  }),
});
