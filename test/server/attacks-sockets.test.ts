/** Attacks below GraphQL: on the connection, and on a WebSocket. */
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { WebSocket } from 'ws';
import { bodyTimeoutMs } from '../../src/server/limits.ts';
import { findingsIn } from '../hostile/judge.ts';
import { personalValues } from '../hostile/persons.ts';
import { type Attacked, attacked } from './attacked.ts';

let server: Attacked;
beforeAll(async () => {
  server = await attacked({
    ...{ CADRE_LEDGER_BODY_BYTES_MAX: '65536', CADRE_LEDGER_HEADERS_SECONDS: '3' },
  });
});
afterAll(() => server.end());

/**
 * Writes bytes to a connection of its own; what comes back until it ends. Where the server would
 * keep it for another request, `until` tells what is waited for.
 */
function written(bytes: string | Buffer, until = /$^/): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1', () => {
      socket.write(bytes);
    });
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk.toString('utf8');
      if (until.test(text)) socket.end();
    });
    socket.on('error', (error: NodeJS.ErrnoException) =>
      error.code === 'ECONNRESET' ? resolve(text) : reject(error),
    );
    socket.on('close', () => resolve(text));
    socket.setTimeout(20_000, () => socket.destroy(new Error('the server let it hang')));
  });
}

const raw: readonly (readonly [string, string, RegExp])[] = [
  ['no HTTP', '\u0000\u0001\u0002\r\n\r\n', /^HTTP\/1.1 400 /],
  [
    'headers of 64 kB',
    `GET /graphql HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(65_536)}\r\n\r\n`,
    /^HTTP\/1.1 431 /,
  ],
  [
    'an address of 64 kB',
    `GET /graphql?query=${'x'.repeat(65_536)} HTTP/1.1\r\nHost: x\r\n\r\n`,
    /^HTTP\/1.1 431 /,
  ],
  [
    'two lengths of one body',
    'POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nabcd',
    /^HTTP\/1.1 400 /,
  ],
  [
    'a length and chunks (smuggling)',
    'POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    /^HTTP\/1.1 400 /,
  ],
  [
    'a length below zero',
    'POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n',
    /^HTTP\/1.1 400 /,
  ],
  [
    'a body announced too large',
    'POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 99999999999\r\n\r\n',
    /^HTTP\/1.1 413 /,
  ],
  [
    'two hosts',
    'GET /graphql HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n',
    /^HTTP\/1.1 (400|401) /,
  ],
  [
    'an upgrade to what there is not',
    'GET /graphql HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n',
    /^HTTP\/1.1 4\d\d /,
  ],
  [
    'an upgrade elsewhere',
    'GET /elsewhere HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
    /^HTTP\/1.1 404 /,
  ],
  [
    'an upgrade to no address',
    'GET // HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
    /^HTTP\/1.1 404 /,
  ],
  [
    'an upgrade without a key',
    'GET /graphql HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
    /^HTTP\/1.1 400 /,
  ],
];

describe('on the connection', () => {
  test.each(raw)('%s', async (_, bytes, expected) => {
    const answer = await written(bytes);
    expect(answer).toMatch(expected);
    const body = answer.split('\r\n\r\n').slice(1).join();
    expect(findingsIn({ status: 400, body }, personalValues, true)).toEqual([]);
  });

  test('a body far too large is told so, though it is still being sent', async () => {
    const head = 'POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n';
    const body = ' '.repeat(16_000_000);
    const sent = `${head}Content-Length: ${body.length}\r\n\r\n${body}`;
    const answer = await written(sent, /CADRE_LEDGER_BODY_BYTES_MAX/);
    expect(answer).toMatch(/^HTTP\/1.1 413 /);
  });

  test('headers that never end are given up', async () => {
    expect(await written('GET /graphql HTTP/1.1\r\nHost: x\r\n')).toMatch(/^HTTP\/1.1 408 /);
  });

  test('a body may come slowly, but not for ever', () => {
    expect(bodyTimeoutMs).toBeLessThanOrEqual(30_000);
  });
});

/** Opens a socket and sends; the messages that come back, and the code it is closed with. */
async function overWebsocket(
  messages: readonly (string | Buffer)[],
  { token = server.token as string | null, protocol = 'graphql-transport-ws', until = /^$/ } = {},
) {
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}/graphql`, protocol);
  const got: string[] = [];
  const closed = new Promise<number>((resolve) => {
    socket.on('close', resolve);
  });
  const seen = new Promise<null>((resolve) => {
    socket.on('message', (data) => {
      got.push(String(data));
      if (got.length === 1 && token !== null) for (const message of messages) socket.send(message);
      if (until.test(String(data))) resolve(null);
    });
  });
  await new Promise((resolve, reject) => {
    socket.on('open', resolve);
    socket.on('error', reject);
  });
  const begin = (payload: object) =>
    socket.send(JSON.stringify({ type: 'connection_init', payload }));
  // What follows the greeting waits for its answer.
  if (token !== null) begin({ authorization: `Bearer ${token}` });
  else for (const message of messages) socket.send(message);
  const code = await Promise.race([closed, seen]);
  socket.close();
  for (const body of got) {
    expect(findingsIn({ status: 200, body }, token === null ? personalValues : [], true)).toEqual(
      [],
    );
  }
  return { code, got: got.join('\n') };
}
const subscribe = (query: string, id = '1') =>
  JSON.stringify({ id, type: 'subscribe', payload: { query } });

describe('on a WebSocket', () => {
  const refusals: readonly (readonly [string, readonly (string | Buffer)[], number])[] = [
    ['no JSON', ['{'], 4400],
    ['a message of no type', ['{"type":"__proto__"}'], 4400],
    ['a list', ['[]'], 4400],
    ['a subscription without a query', ['{"id":"1","type":"subscribe","payload":{}}'], 4400],
    ['a subscription without an id', ['{"type":"subscribe","payload":{"query":"{a}"}}'], 4400],
    ['a message larger than allowed', [`"${'x'.repeat(70_000)}"`], 1009],
    ['bytes', [Buffer.from([0xff, 0xfe])], 4400],
    [
      'one id twice',
      [
        subscribe('subscription { events { type } }'),
        subscribe('subscription { events { type } }'),
      ],
      4409,
    ],
    ['a second greeting', ['{"type":"connection_init"}'], 4429],
  ];
  test.each(refusals)('%s closes it', async (_, messages, code) => {
    expect((await overWebsocket(messages)).code).toBe(code);
  });

  test('what is sent before the greeting closes it', async () => {
    const query = subscribe('{ ledger { id } }');
    expect((await overWebsocket([query], { token: null })).code).toBe(4401);
  });

  test('a greeting with a wrong token closes it', async () => {
    expect((await overWebsocket([], { token: 'x' })).code).toBe(4401);
  });

  test('a protocol nobody speaks is not agreed to', async () => {
    const old = overWebsocket([], { token: null, protocol: 'graphql-ws' });
    await expect(old).rejects.toThrow('Server sent no subprotocol');
  });

  test('documents are judged as over HTTP', async () => {
    const large = `{ ${'__typename '.repeat(201)} }`;
    const { got } = await overWebsocket([subscribe(large)], { until: /"type":"error"/ });
    expect(got).toContain('CADRE_LEDGER_FIELDS_MAX');
    const costly = '{ cadres(first: 2147483647) { nodes { id } } }';
    expect((await overWebsocket([subscribe(costly)], { until: /"type":"error"/ })).got).toContain(
      'TOO_COSTLY',
    );
    const schema = '{ __schema { types { name } } }';
    expect((await overWebsocket([subscribe(schema)], { until: /"type":"error"/ })).got).toContain(
      'introspection',
    );
  });

  test('a variable that its type cannot read is refused without repeating it', async () => {
    const query = 'query ($d: Date) { cadres(first: 1, asOf: $d) { nodes { id } } }';
    const payload = { query, variables: { d: personalValues[1] } };
    const message = JSON.stringify({ id: '1', type: 'subscribe', payload });
    const { got } = await overWebsocket([message], { until: /"type":"(error|next)"/ });
    expect(got).toContain('BAD_USER_INPUT');
    expect(got).not.toContain(personalValues[1]);
  });

  test('a forged token of a position is refused', async () => {
    const forged = subscribe('subscription { events(since: "bGVkZ2VyOjk=") { type } }');
    const { got } = await overWebsocket([forged], { until: /"type":"(error|next)"/ });
    expect(got).toContain('BAD_USER_INPUT');
  });

  test('more operations than one connection may run are refused', async () => {
    const many = Array.from({ length: 102 }, (_, n) =>
      subscribe('subscription { events { type } }', `s${n}`),
    );
    const { got } = await overWebsocket(many, { until: /TOO_MANY_OPERATIONS/ });
    expect(got).toContain('At most 100 operations');
  });
});

test('after all of it the server is well', () => server.isWell());
