/** Places of journals behind a connection string: each a stream of its own, its replica in memory. */
import { clientLog } from '../../src/stores/kurrentdb/client-log.ts';
import { kurrentdbLedger } from '../../src/stores/kurrentdb/kurrentdb-ledger.ts';
import { surroundings } from '../../src/stores/kurrentdb/surroundings.ts';
import { memoryReplica } from '../../src/stores/memory/memory-ledger.ts';
import type { Adapter } from './contract.ts';
import { warmLogs } from './warm-logs.ts';

export function overClients(connection: string) {
  const logs = warmLogs(connection);
  const fresh: Adapter['fresh'] = async () => {
    const { stream, log: first } = await logs.take();
    let isTaken = false;
    return {
      open: async (folding, clock) => {
        const log = isTaken ? clientLog({ connection, stream }) : first;
        isTaken = true;
        return kurrentdbLedger({
          log,
          replica: memoryReplica({ folding, clock }),
          clock,
          surroundings,
        });
      },
      remove: async () => {},
    };
  };
  return { fresh, close: logs.close };
}
