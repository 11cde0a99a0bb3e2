/**
 * The port's promises on a real cluster, named by TEST_KURRENTDB=<connection string>; each case has
 * streams of its own. Without one this says so; the same cases run over streams in memory.
 */
import { randomUUID } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { clientLog } from '../../src/stores/kurrentdb/client-log.ts';
import { kurrentdbLedger } from '../../src/stores/kurrentdb/kurrentdb-ledger.ts';
import { surroundings } from '../../src/stores/kurrentdb/surroundings.ts';
import { memoryReplica } from '../../src/stores/memory/memory-ledger.ts';
import { journalContract } from './contract.ts';

const connection = process.env.TEST_KURRENTDB;

if (connection === undefined) {
  test('kurrentdb on a real cluster: nothing of it was run, TEST_KURRENTDB names none', () => {
    expect(process.env).not.toHaveProperty('TEST_KURRENTDB');
  });
} else {
  journalContract('kurrentdb on a real cluster', {
    keeps: true,
    isKeptElsewhere: true,
    fresh: async () => {
      const stream = `test-ledger-${randomUUID()}`;
      return {
        open: async (folding, clock) =>
          kurrentdbLedger({
            log: clientLog({ connection, stream }),
            replica: memoryReplica({ folding, clock }),
            clock,
            surroundings,
          }),
        remove: async () => {},
      };
    },
  });
}
