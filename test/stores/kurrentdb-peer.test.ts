/**
 * The port's promises through the real client, over a real connection, to a peer of our own that
 * speaks the client's protocol. What becomes of faults is in kurrentdb-faults.test.ts.
 */
import { afterAll, beforeAll } from '@jest/globals';
import { type ScriptedPeer, scriptedPeer } from '../peer/scripted-peer.ts';
import { journalContract } from './contract.ts';
import { overClients } from './over-clients.ts';

let peer: ScriptedPeer;
let places: ReturnType<typeof overClients>;
beforeAll(async () => {
  peer = await scriptedPeer();
  places = overClients(peer.connection);
});
afterAll(async () => {
  await places.close();
  await peer.close();
});

journalContract('KurrentDB’s client, scripted peer', {
  keeps: true,
  isKeptElsewhere: true,
  fresh: () => places.fresh(),
});
