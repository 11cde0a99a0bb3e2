import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Client, createClient } from 'graphql-ws';
import { SignJWT } from 'jose';
import { WebSocket } from 'ws';
import { developmentKey } from '../../src/server/development-key.ts';
import { type Serving, serving } from './serving.ts';

let server: Serving;
beforeAll(async () => {
  server = await serving();
});
afterAll(() => server.end());

function client(connectionParams: Record<string, unknown>, to: Serving = server): Client {
  const url = to.url.replace('http', 'ws');
  return createClient({ url, webSocketImpl: WebSocket, retryAttempts: 0, connectionParams });
}
async function results(from: Client, query: string) {
  const all: unknown[] = [];
  for await (const result of from.iterate({ query })) all.push(result);
  await from.dispose();
  return all;
}
const authorized = async () => ({ authorization: `Bearer ${await server.token()}` });

describe('GraphQL over WebSocket', () => {
  test('a subscription with a token gets every event', async () => {
    const got = await results(client(await authorized()), 'subscription { counted(to: 3) }');
    expect(got).toEqual([1, 2, 3].map((counted) => ({ data: { counted } })));
  });

  test('a query acts as the subject of the token', async () => {
    const got = await results(client(await authorized()), '{ me }');
    expect(got).toEqual([{ data: { me: 'officer-1' } }]);
  });

  test('without a token, or with a wrong one, the connection is refused with a sentence', async () => {
    const refusal = (params: Record<string, unknown>) =>
      results(client(params), 'subscription { counted(to: 3) }');
    await expect(refusal({})).rejects.toMatchObject({ code: 4401, reason: /token is needed/ });
    await expect(refusal({ authorization: 'Bearer x' })).rejects.toMatchObject({ code: 4401 });
  });

  test('an error in the middle of a subscription is masked', async () => {
    const iterator = client(await authorized()).iterate({ query: 'subscription { broken }' });
    expect(await iterator.next()).toMatchObject({ value: { data: { broken: 1 } } });
    const extensions = { code: 'INTERNAL', correlationId: expect.any(String) };
    await expect(iterator.next()).rejects.toEqual([{ message: 'Internal error', extensions }]);
    expect(server.logged()).toContain('broke it');
    expect(server.logged()).not.toContain('李四');
  });

  test('errors of a query are masked and of a document are not', async () => {
    expect(await results(client(await authorized()), '{ secret }')).toMatchObject([
      { data: { secret: null }, errors: [{ message: 'Internal error', path: ['secret'] }] },
    ]);
    await expect(results(client(await authorized()), '{ nothing }')).rejects.toMatchObject([
      { extensions: { code: 'GRAPHQL_VALIDATION_FAILED', correlationId: expect.any(String) } },
    ]);
    await expect(results(client(await authorized()), '{')).rejects.toMatchObject([
      { extensions: { code: 'GRAPHQL_PARSE_FAILED' } },
    ]);
  });

  test('a connection ends when its token does', async () => {
    const expiry = Math.floor(Date.now() / 1000) + 1;
    const token = await new SignJWT({ sub: 'x', exp: expiry })
      .setIssuer('cadre-ledger')
      .setAudience('cadre-ledger')
      .setProtectedHeader({ alg: 'HS256' })
      .sign(developmentKey(server.settings.dataFolder));
    const endless = client({ authorization: `Bearer ${token}` });
    await expect(results(endless, 'subscription { counted(to: 101) }')).rejects.toMatchObject({
      code: 4401,
      reason: 'The token has expired',
    });
  });

  test('in a demo every result says so, and a foreign page needs a token', async () => {
    const demo = await serving({ demo: true });
    const got = await results(client({}, demo), 'subscription { counted(to: 1) }');
    expect(got).toMatchObject([{ data: { counted: 1 }, extensions: { demo: {} } }]);
    const origin = 'http://elsewhere.example';
    const socket = new WebSocket(demo.url.replace('http', 'ws'), 'graphql-transport-ws', {
      origin,
    });
    socket.on('open', () => socket.send('{"type":"connection_init"}'));
    const code = await new Promise((resolve) => socket.on('close', resolve));
    expect(code).toBe(4401);
    await demo.end();
  });

  test('sockets at other paths are refused', async () => {
    const socket = new WebSocket(new URL('/other', server.url.replace('http', 'ws')));
    const error = await new Promise<Error>((resolve) => socket.on('error', resolve));
    expect(error.message).toContain('404');
  });
});
