import { connect } from 'node:net';
import { expect, test } from '@jest/globals';
import { serving } from './serving.ts';

test('an upgrade to what is no address is refused, and the server goes on', async () => {
  const server = await serving();
  const { hostname, port } = new URL(server.url);
  const head =
    'Host: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n';
  const key = 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n';
  const answer = await new Promise<string>((resolve, reject) => {
    const socket = connect(Number(port), hostname, () =>
      socket.write(`GET // HTTP/1.1\r\n${head}${key}`),
    );
    socket.once('data', (data) => resolve(String(data)));
    socket.once('error', reject);
  });
  expect(answer).toContain('404 Not Found');
  expect((await fetch(new URL('/healthz', server.url))).status).toBe(200);
  await server.end();
});
