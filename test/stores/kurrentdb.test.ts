/** The port's promises over a journal that is a stream elsewhere: replica in memory, stream in memory. */
import { kurrentdbLedger } from '../../src/stores/kurrentdb/kurrentdb-ledger.ts';
import { surroundings } from '../../src/stores/kurrentdb/surroundings.ts';
import { memoryReplica } from '../../src/stores/memory/memory-ledger.ts';
import { sqliteReplica } from '../../src/stores/sqlite/sqlite-ledger.ts';
import { journalContract } from './contract.ts';
import { emptyStream, eventLogInMemory } from './event-log-in-memory.ts';
import { temporaryFolder } from './temporary-folder.ts';

journalContract('stream in memory, replica in memory', {
  keeps: true,
  isKeptElsewhere: true,
  fresh: async () => {
    const stream = emptyStream();
    return {
      open: async (folding, clock) =>
        kurrentdbLedger({
          log: eventLogInMemory(stream),
          replica: memoryReplica({ folding, clock }),
          clock,
          surroundings,
        }),
      remove: async () => {},
    };
  },
});

journalContract('stream in memory, replica in a file', {
  keeps: true,
  isKeptElsewhere: true,
  fresh: async () => {
    const stream = emptyStream();
    const { folder, remove } = await temporaryFolder();
    return {
      open: async (folding, clock) =>
        kurrentdbLedger({
          log: eventLogInMemory(stream),
          replica: sqliteReplica({ folder, folding, clock }),
          clock,
          surroundings,
        }),
      remove,
    };
  },
});
