/** The short form of `npm run fuzz`: spoilt requests from a seed, each answer and log line judged. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { closeConnections } from '../hostile/exchange.ts';
import { emptiness, fuzz } from '../hostile/fuzzing.ts';
import { type Production, production } from '../hostile/production.ts';

let server: Production;
beforeAll(async () => {
  server = await production();
});
afterAll(async () => {
  closeConnections();
  await server.end();
});

test('600 spoilt requests find nothing', async () => {
  const fuzzed = await fuzz(server, { seed: 'in the tests', requests: 600 });
  expect(emptiness(fuzzed)).toEqual([]);
  expect(fuzzed.findings).toEqual([]);
});
