import { expect, test } from '@jest/globals';
import { WebSocket } from 'ws';
import { ask, serving } from './serving.ts';

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test('a running request is answered, new ones are not accepted, sockets close with 1001', async () => {
  const server = await serving({ demo: true });
  const socket = new WebSocket(server.url.replace('http', 'ws'), 'graphql-transport-ws');
  await new Promise((resolve) => socket.on('open', resolve));
  const closed = new Promise((resolve) => socket.on('close', resolve));
  const slow = ask(server, '{ slow }');
  await pause(100);
  const closing = server.server.close();
  await pause(50);
  expect(server.drained()).toBe(false);
  await expect(ask(server, '{ me }')).rejects.toThrow('fetch failed');
  server.release();
  const { data, headers } = await slow;
  expect([data, headers.get('connection')]).toEqual([{ slow: 'at last' }, 'close']);
  expect(await closed).toBe(1001);
  await closing;
  expect(server.drained()).toBe(true);
  await server.end();
});

test('the wait for a request that does not end is bounded', async () => {
  const server = await serving({ environment: { CADRE_LEDGER_DRAIN_SECONDS: '0' }, demo: true });
  const slow = ask(server, '{ slow }').catch(() => 'cut off');
  await pause(100);
  await server.server.close();
  expect(await slow).toBe('cut off');
  expect(server.drained()).toBe(true);
  await server.end();
});

test('a port in use is a sentence', async () => {
  const first = await serving();
  const PORT = new URL(first.url).port;
  await expect(serving({ environment: { PORT } })).rejects.toThrow(`Port ${PORT} is in use`);
  await first.end();
});
