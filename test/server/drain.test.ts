import { spawn } from 'node:child_process';
import { once } from 'node:events';
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

test('SIGTERM ends the program in order, with 0', async () => {
  const from = (path: string) => JSON.stringify(new URL(`../../${path}`, import.meta.url).href);
  const program = `
    const { closeOnSignal } = await import(${from('src/server/close-on-signal.ts')});
    const { openLog } = await import(${from('src/server/logging.ts')});
    const { serving } = await import(${from('test/server/serving.ts')});
    const { server, url, release } = await serving({ demo: true });
    closeOnSignal(server.close, openLog('silent'));
    process.on('SIGTERM', () => setTimeout(release, 200));
    console.log(url);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program]);
  const [line] = await once(child.stdout, 'data');
  const slow = ask({ url: String(line).trim() }, '{ slow }');
  await pause(200);
  child.kill('SIGTERM');
  expect((await slow).data).toEqual({ slow: 'at last' });
  expect(await once(child, 'exit')).toEqual([0, null]);
});
