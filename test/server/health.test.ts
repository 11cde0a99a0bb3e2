import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Serving, serving } from './serving.ts';

let behind: Serving;
beforeAll(async () => {
  behind = await serving({
    ready: async () => ({ ready: false, lag: { events: 12, seconds: 3 }, details: { head: 40 } }),
  });
});
afterAll(() => behind.end());

test('a server that runs is alive, whether or not it is ready', async () => {
  const response = await fetch(new URL('/healthz', behind.url));
  expect([response.status, await response.json()]).toEqual([200, { alive: true }]);
});

test('a server that lags behind is not ready and says by how much', async () => {
  const response = await fetch(new URL('/readyz', behind.url));
  expect(response.status).toBe(503);
  expect(await response.json()).toEqual({
    ready: false,
    draining: false,
    lag: { events: 12, seconds: 3 },
    head: 40,
  });
});

test('a server that has caught up is ready', async () => {
  const ready = await serving();
  expect((await fetch(new URL('/readyz', ready.url))).status).toBe(200);
  await ready.end();
});

test('health is read, never written', async () => {
  const response = await fetch(new URL('/healthz', behind.url), { method: 'POST' });
  expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
});
