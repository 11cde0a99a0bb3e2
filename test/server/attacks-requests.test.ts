/** Attacks by how it is asked: bytes, headers, methods, shapes of JSON, foreign pages, tokens. */
import { generateKeyPairSync, sign } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { SignJWT } from 'jose';
import { developmentKey } from '../../src/server/development-key.ts';
import { type Attacked, attacked } from './attacked.ts';

let server: Attacked;
beforeAll(async () => {
  server = await attacked({ CADRE_LEDGER_BODY_BYTES_MAX: '65536' });
});
afterAll(() => server.end());

const query = '{"query":"{ ledger { id } }"}';
type Case = readonly [string, string | Uint8Array, number];

const bodies: readonly Case[] = [
  ['no body', '', 400],
  ['half of a body', '{"query":', 400],
  ['a list of operations', `[${query}]`, 400],
  ['an empty list', '[]', 400],
  ['a text', '"{ ledger { id } }"', 400],
  ['null', 'null', 400],
  ['a number beyond all numbers', '{"query":"{ ledger { id } }","variables":{"a":1e999}}', 200],
  ['a query that is no text', '{"query":{"kind":"Document","definitions":[]}}', 400],
  ['a query that is a list', '{"query":["{ ledger { id } }"]}', 400],
  ['variables that are text', '{"query":"{ ledger { id } }","variables":"{}"}', 400],
  ['variables that are a list', '{"query":"{ ledger { id } }","variables":[1]}', 400],
  ['extensions that are text', '{"query":"{ ledger { id } }","extensions":"x"}', 400],
  ['a name of an operation that is none', '{"query":"{ ledger { id } }","operationName":7}', 400],
  ['an unknown operation', '{"query":"query A { ledger { id } }","operationName":"B"}', 200],
  [
    'a query registered by a stranger',
    '{"query":"{ ledger { id } }","extensions":{"persistedQuery":{"version":1,"sha256Hash":"00"}}}',
    200,
  ],
  [
    'a hash of no query',
    '{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"__proto__"}}}',
    200,
  ],
  ['a document id alone', '{"documentId":"__proto__"}', 400],
  ['__proto__ as a key', '{"__proto__":{"query":"{ ledger { id } }"}}', 400],
  [
    '__proto__ in the variables',
    '{"query":"{ ledger { id } }","variables":{"__proto__":{"admin":true}}}',
    200,
  ],
  [
    'constructor as a key',
    '{"constructor":{"prototype":{"query":"{ a }"}},"query":"{ ledger { id } }"}',
    200,
  ],
  ['one key twice', '{"query":"mutation { a }","query":"{ ledger { id } }"}', 200],
  ['a byte order mark', `\ufeff${query}`, 200],
  ['UTF-16', Buffer.from(query, 'utf16le'), 400],
  ['bytes that are no UTF-8', Uint8Array.of(0x7b, 0x22, 0xc0, 0xaf, 0x22, 0x7d), 400],
  ['half of a surrogate pair in UTF-8', Uint8Array.of(0x22, 0xed, 0xa0, 0x80, 0x22), 400],
  ['a null byte in the query', '{"query":"{ ledger\\u0000 { id } }"}', 200],
  ['a null byte in the JSON', '{"query":"{ ledger { id } }"}\u0000', 400],
  ['50,000 brackets', '['.repeat(50_000), 400],
  [
    '5,000 keys',
    `{"query":"{ ledger { id } }","variables":{${Array.from({ length: 5_000 }, (_, n) => `"k${n}":1`)}}}`,
    200,
  ],
  ['more than may be sent', `{"query":"${' '.repeat(70_000)}"}`, 413],
];

const types: readonly (readonly [string, Readonly<Record<string, string>>, number])[] = [
  ['text/plain', { 'content-type': 'text/plain' }, 400],
  ['no content type', {}, 400],
  ['a form', { 'content-type': 'application/x-www-form-urlencoded' }, 400],
  ['a form with files', { 'content-type': 'multipart/form-data; boundary=x' }, 400],
  ['XML', { 'content-type': 'application/xml' }, 415],
  ['GraphQL as it is', { 'content-type': 'application/graphql' }, 415],
  ['JSON in another alphabet', { 'content-type': 'application/json; charset=utf-16' }, 415],
  ['a compressed body', { 'content-type': 'application/json', 'content-encoding': 'gzip' }, 415],
  [
    'JSON of a foreign page, preflighted',
    { 'content-type': 'application/json', origin: 'https://elsewhere.example' },
    200,
  ],
  [
    'an answer that cannot be made',
    { 'content-type': 'application/json', accept: 'text/csv' },
    406,
  ],
  [
    'a request id of 10,000 characters',
    { 'content-type': 'application/json', 'x-request-id': 'x'.repeat(10_000) },
    200,
  ],
  ['a trace that is none', { 'content-type': 'application/json', traceparent: "00-' OR 1=1" }, 200],
];

describe('is answered as it should be, and not with 5xx', () => {
  test.each(bodies)('a body with %s', async (_, body, status) => {
    const headers = { ...server.json, ...server.bearer };
    expect((await server.send({ headers, body: Buffer.from(body) })).status).toBe(status);
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
  });

  test.each(types)('%s', async (_, headers, status) => {
    const all = { ...server.bearer, ...headers };
    expect((await server.send({ headers: all, body: Buffer.from(query) })).status).toBe(status);
  });

  test.each([
    ['PUT', 405],
    ['DELETE', 405],
    ['PATCH', 405],
    ['OPTIONS', 405],
    ['TRACE', 405],
    ['HEAD', 405],
  ] as const)('the method %s', async (method, status) => {
    expect((await server.send({ method, headers: server.bearer })).status).toBe(status);
  });

  test.each([
    ['a path that walks up', '/graphql/../../etc/passwd', 404],
    ['a path that walks up in disguise', '/%2e%2e/%2e%2e/etc/passwd', 404],
    ['a path of a prototype', '/__proto__', 404],
    ['a path of the metrics', '/metrics', 404],
    ['a path that is no address', '//', 404],
    ['a query sent twice', '/graphql?query={ledger{id}}&query={ledger{id}}', 400],
    ['variables that are no JSON', '/graphql?query={ledger{id}}&variables={', 400],
    ['a path that names somebody', `/${encodeURIComponent('璩爨龘')}/11010119900307775X`, 404],
    ['an unfinished escape', '/graphql?query=%E0%A4%A', 400],
  ])('%s', async (_, path, status) => {
    const answer = await server.send({ method: 'GET', path, headers: server.bearer });
    // 200 is a fault of the document for whoever takes plain JSON.
    expect(answer.status === 200 && answer.code !== null ? 400 : answer.status).toBe(status);
  });
});

describe('a token is refused', () => {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const now = Math.floor(Date.now() / 1000);
  const claims = { iss: 'cadre-ledger', aud: 'cadre-ledger', sub: 'officer', exp: now + 600 };
  const key = () => developmentKey(server.settings.dataFolder);
  const signed = (more: object, header: object = {}) =>
    new SignJWT({ ...claims, ...more }).setProtectedHeader({ alg: 'HS256', ...header }).sign(key());
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const pem = publicKey.export({ type: 'spki', format: 'pem' });

  const tokens: readonly (readonly [string, () => Promise<string> | string])[] = [
    ['without a signature (alg none)', () => `${part({ alg: 'none' })}.${part(claims)}.`],
    ['without a signature (alg NoNe)', () => `${part({ alg: 'NoNe' })}.${part(claims)}.`],
    [
      'signed with a public key as a secret',
      () => new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(Buffer.from(pem)),
    ],
    [
      'signed by its own key (jwk in the header)',
      () => {
        const head = part({ alg: 'RS256', jwk: publicKey.export({ format: 'jwk' }) });
        const text = `${head}.${part(claims)}`;
        return `${text}.${sign('sha256', Buffer.from(text), privateKey).toString('base64url')}`;
      },
    ],
    [
      'signed with another algorithm',
      () => new SignJWT(claims).setProtectedHeader({ alg: 'HS512' }).sign(Buffer.alloc(64, 1)),
    ],
    [
      'whose key id walks up folders',
      () =>
        new SignJWT(claims)
          .setProtectedHeader({ alg: 'HS256', kid: '../../dev/null' })
          .sign(Buffer.alloc(32)),
    ],
    ['that has expired', () => signed({ exp: now - 60 })],
    ['that never expires', () => signed({ exp: undefined })],
    ['not valid yet', () => signed({ nbf: now + 600 })],
    ['for another audience', () => signed({ aud: 'elsewhere' })],
    ['of another issuer', () => signed({ iss: 'elsewhere' })],
    ['of nobody', () => signed({ sub: undefined })],
    ['of somebody with a name of 10,000 characters', () => signed({ sub: 'x'.repeat(10_000) })],
    ['for counties that are none', () => signed({ counties: ['../..'] })],
    [
      'with a critical extension nobody knows',
      () => `${part({ alg: 'HS256', crit: ['x'], x: 1 })}.${part(claims)}.AAAA`,
    ],
    [
      'whose words were changed',
      async () => {
        const [head, , signature] = (await signed({})).split('.');
        return `${head}.${part({ ...claims, sub: 'root' })}.${signature}`;
      },
    ],
    ['that is none', () => 'x'],
  ];

  test.each(tokens)('%s', async (_, make) => {
    const headers = { ...server.json, authorization: `Bearer ${await make()}` };
    const answer = await server.send({ headers, body: Buffer.from(query) });
    expect(answer).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
  });

  test.each(['Basic b2ZmaWNlcjp4', 'Bearer', 'Bearer a b', 'Bearer \u00ff', 'null'])(
    'sent as «%s»',
    async (authorization) => {
      const headers = { ...server.json, authorization };
      const answer = await server.send({ headers, body: Buffer.from(query) });
      expect(answer).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
    },
  );
});

test('after all of it the server is well', async () => {
  await server.isWell();
  expect(server.logged()).not.toContain('11010119900307775X');
});
