/**
 * The port's promises through the real client, over a real connection, to a peer of our own that
 * speaks the client's protocol. What becomes of faults is in kurrentdb-faults.test.ts.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll } from '@jest/globals';
import { clientLog } from '../../src/stores/kurrentdb/client-log.ts';
import { kurrentdbLedger } from '../../src/stores/kurrentdb/kurrentdb-ledger.ts';
import { surroundings } from '../../src/stores/kurrentdb/surroundings.ts';
import { memoryReplica } from '../../src/stores/memory/memory-ledger.ts';
import { type ScriptedPeer, scriptedPeer } from '../peer/scripted-peer.ts';
import { journalContract } from './contract.ts';

let peer: ScriptedPeer;
beforeAll(async () => {
  peer = await scriptedPeer();
});
afterAll(() => peer.close());

journalContract('kurrentdb through its client, on a scripted peer', {
  keeps: true,
  isKeptElsewhere: true,
  fresh: async () => {
    const stream = `ledger-${randomUUID()}`;
    return {
      open: async (folding, clock) =>
        kurrentdbLedger({
          log: clientLog({ connection: peer.connection, stream }),
          replica: memoryReplica({ folding, clock }),
          clock,
          surroundings,
        }),
      remove: async () => {},
    };
  },
});
