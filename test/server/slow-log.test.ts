/** The log of slow operations. */
import { afterEach, expect, jest, test } from '@jest/globals';
import { observed, openCountyMutation } from './observed.ts';

// Each test starts a whole server, schema and all.
jest.setTimeout(60_000);

let end: (() => Promise<void>) | null = null;
afterEach(async () => {
  await end?.();
  end = null;
});
async function slowLines(slowMs: string) {
  const server = await observed({ CADRE_LEDGER_SLOW_MS: slowMs });
  ({ end } = server);
  await server.ask(openCountyMutation, { 'x-request-id': 'request-7' });
  const lines = server.log().trim().split('\n');
  return lines.map((line) => JSON.parse(line)).filter(({ msg }) => msg === 'slow');
}

test('a slow operation is one line with its phases, and nothing that was sent', async () => {
  const [line, ...others] = await slowLines('1');
  expect(others).toEqual([]);
  expect(line).toEqual({
    level: 'warn',
    time: expect.any(String),
    correlationId: 'request-7',
    operation: 'mutation',
    ms: expect.any(Number),
    phases: {
      ...{ parse: expect.any(Number), validate: expect.any(Number), execute: expect.any(Number) },
      ...{ decide: expect.any(Number), append: expect.any(Number) },
    },
    msg: 'slow',
  });
});

test('what is quick enough is not logged, and 0 logs nothing', async () => {
  expect(await slowLines('600000')).toEqual([]);
  await end?.();
  expect(await slowLines('0')).toEqual([]);
});
