/** Two whole servers over a real cluster, named by TEST_KURRENTDB=<connection string>. */
import { expect, test } from '@jest/globals';
import { severalServers } from './two-servers.ts';

const connection = process.env.TEST_KURRENTDB;

if (connection === undefined) {
  test('two servers on a real cluster: not run, TEST_KURRENTDB names none', () => {
    expect(process.env).not.toHaveProperty('TEST_KURRENTDB');
  });
} else severalServers('real cluster', () => connection);
