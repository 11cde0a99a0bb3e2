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

const requests = 300;

test(`${requests} spoilt requests find nothing`, async () => {
  const fuzzed = await fuzz(server, { seed: 'in the tests', requests });
  expect(emptiness(fuzzed)).toEqual([]);
  expect(fuzzed.findings).toEqual([]);
});
