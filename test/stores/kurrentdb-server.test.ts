/**
 * The port's promises on a real cluster, named by TEST_KURRENTDB=<connection string>; each case has
 * streams of its own. Without one this says so; the same cases run through the same client on the
 * scripted peer.
 */
import { afterAll, expect, test } from '@jest/globals';
import { journalContract } from './contract.ts';
import { overClients } from './over-clients.ts';

const connection = process.env.TEST_KURRENTDB;

if (connection === undefined) {
  test('kurrentdb on a real cluster: nothing of it was run, TEST_KURRENTDB names none', () => {
    expect(process.env).not.toHaveProperty('TEST_KURRENTDB');
  });
} else {
  const places = overClients(connection);
  afterAll(() => places.close());
  journalContract('KurrentDB’s client, real cluster', {
    keeps: true,
    isKeptElsewhere: true,
    fresh: () => places.fresh(),
  });
}
