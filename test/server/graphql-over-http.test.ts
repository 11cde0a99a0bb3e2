import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { serverAudits } from 'graphql-http';
import { ask, body, type Serving, serving } from './serving.ts';

let demo: Serving;
beforeAll(async () => {
  demo = await serving({ demo: true });
});
afterAll(() => demo.end());

const json = { 'content-type': 'application/json' };
const post = (text: string, headers: Record<string, string> = json) =>
  fetch(demo.url, { method: 'POST', headers, body: text });

describe('GraphQL over HTTP', () => {
  test('the graphql-http audit finds nothing to say', async () => {
    const results = await Promise.all(serverAudits({ url: demo.url }).map(({ fn }) => fn()));
    const faults = results.flatMap((result) =>
      result.status === 'ok' ? [] : [`${result.status} ${result.id} ${result.name}`],
    );
    for (const result of results) if (result.status !== 'ok') await result.response.body?.cancel();
    expect(faults).toEqual([]);
    const levels = results.map(({ name }) => name.split(' ')[0]);
    const count = (level: string) => levels.filter((one) => one === level).length;
    expect({ must: count('MUST'), should: count('SHOULD'), may: count('MAY') }).toEqual({
      must: 13,
      should: 23,
      may: 25,
    });
  });

  test('a form that a foreign page could send is refused', async () => {
    const response = await post('{"query":"{ me }"}', { 'content-type': 'text/plain' });
    expect(response.status).toBe(400);
    expect((await body(response)).errors?.[0]?.message).toContain('Cross-Site Request Forgery');
  });

  test('a GET that a browser sends for a foreign page is refused', async () => {
    const url = `${demo.url}?query={me}`;
    const foreign = { 'sec-fetch-site': 'cross-site', 'user-agent': 'Mozilla/5.0' };
    expect((await fetch(url, { headers: foreign })).status).toBe(400);
    expect((await fetch(url, { headers: { origin: 'http://elsewhere' } })).status).toBe(400);
    expect(
      (await fetch(url, { headers: { ...foreign, 'sec-fetch-site': 'same-origin' } })).status,
    ).toBe(200);
    expect((await fetch(url)).status).toBe(200);
  });

  test('malformed JSON is a sentence with code and correlation id', async () => {
    const response = await post('{"query": ');
    expect(response.status).toBe(400);
    const [error] = (await body(response)).errors ?? [];
    expect(error?.message).toContain('not valid JSON');
    expect(error?.extensions).toEqual({
      code: 'BAD_REQUEST',
      correlationId: response.headers.get('x-request-id'),
    });
  });

  test('a body that is not UTF-8 is refused', async () => {
    const response = await fetch(demo.url, {
      method: 'POST',
      headers: json,
      body: Uint8Array.of(0x22, 0xff, 0x22),
    });
    expect(response.status).toBe(400);
    expect((await body(response)).errors?.[0]?.message).toContain('UTF-8');
  });

  test('a body above the limit is refused with 413, announced or not', async () => {
    const { bodyBytesMax } = demo.settings;
    const text = JSON.stringify({ query: '{ me }', variables: { x: 'x'.repeat(bodyBytesMax) } });
    expect((await post(text)).status).toBe(413);
    const stream = new Blob([text]).stream();
    const unannounced = await fetch(demo.url, {
      method: 'POST',
      headers: json,
      body: stream,
      duplex: 'half',
    } as RequestInit);
    expect(unannounced.status).toBe(413);
  });

  test('other content types, methods, paths and accepted types are refused', async () => {
    expect((await post('<a/>', { 'content-type': 'application/xml' })).status).toBe(415);
    const deleted = await fetch(demo.url, { method: 'DELETE' });
    expect([deleted.status, deleted.headers.get('allow')]).toEqual([405, 'GET, POST']);
    expect((await fetch(new URL('/nowhere', demo.url))).status).toBe(404);
    expect((await fetch(new URL('/__proto__', demo.url))).status).toBe(404);
    expect((await post('{"query":"{ me }"}', { ...json, accept: 'text/csv' })).status).toBe(406);
  });

  test('batches, persisted queries and subscriptions over HTTP are refused', async () => {
    expect((await post('[{"query":"{ me }"}]')).status).toBe(400);
    const hash = { version: 1, sha256Hash: 'ab' };
    const persisted = await post(JSON.stringify({ extensions: { persistedQuery: hash } }));
    expect((await body(persisted)).errors?.[0]?.extensions.code).toBe(
      'PERSISTED_QUERY_NOT_SUPPORTED',
    );
    const subscription = await ask(demo, 'subscription { counted(to: 1) }');
    expect([subscription.status, subscription.errors?.[0]?.extensions.code]).toEqual([
      400,
      'BAD_REQUEST',
    ]);
  });

  test('a document of too many tokens is refused', async () => {
    const { errors } = await ask(demo, `{ ${'me '.repeat(1_001)} }`);
    expect(errors?.[0]?.message).toContain('more that 1000 tokens');
  });

  test('every answer carries security headers and is not stored', async () => {
    const { headers } = await ask(demo, '{ me }');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('cache-control')).toBe('no-store');
  });

  test('what a resolver tells stands in the extensions beside the demo notice', async () => {
    const { data, extensions } = await ask(demo, '{ lagging }');
    expect(data).toEqual({ lagging: 'old' });
    expect(extensions?.notYet).toEqual({ asked: 9, reached: 7 });
    expect(extensions?.demo).toMatchObject({ actingAs: 'demo-officer' });
  });
});

describe('errors', () => {
  test('an unexpected error is masked, and logged without values', async () => {
    const id = 'a-correlation.id:1';
    const { errors, data, headers } = await ask(demo, '{ secret }', { 'x-request-id': id });
    expect(data).toEqual({ secret: null });
    expect(errors).toEqual([
      {
        message: 'Internal error',
        path: ['secret'],
        locations: [{ line: 1, column: 3 }],
        extensions: { code: 'INTERNAL', correlationId: id },
      },
    ]);
    expect(headers.get('x-request-id')).toBe(id);
    const lines = demo
      .logged()
      .split('\n')
      .filter((line) => line.includes('internal error'));
    const line = lines.find((one) => one.includes(id)) ?? '';
    expect(line).toContain('has the number');
    expect(line).not.toMatch(/张三|110101199003077758|family/);
  });

  test('a value that does not fit its type is our fault and does not leak', async () => {
    const { errors } = await ask(demo, '{ number }');
    expect(errors?.[0]).toMatchObject({
      message: 'Internal error',
      extensions: { code: 'INTERNAL' },
    });
  });

  test('a fault of the document or of its variables keeps its words', async () => {
    const unknown = await ask(demo, '{ nothing }');
    expect(unknown.status).toBe(200);
    expect(unknown.errors?.[0]?.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
    const response = await post(
      JSON.stringify({ query: 'query($id: ID!) { choose(id: $id) }', variables: { id: {} } }),
    );
    const [error] = (await body(response)).errors ?? [];
    expect(error?.extensions.code).toBe('BAD_USER_INPUT');
    expect(error?.message).toContain('$id');
  });

  test('what is said on purpose reaches the client with its code', async () => {
    expect((await ask(demo, '{ refused }')).errors?.[0]).toMatchObject({
      message: 'Another was first',
      extensions: { code: 'CONFLICT' },
    });
    expect((await ask(demo, '{ lost }')).errors?.[0]).toMatchObject({
      message: 'Outcome unknown',
      extensions: { code: 'OUTCOME_UNKNOWN' },
    });
  });

  test('a request id that is no plain short word is replaced', async () => {
    const { headers } = await ask(demo, '{ me }', { 'x-request-id': 'a b"c' });
    expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('neither query strings nor bodies nor tokens are logged', async () => {
    await fetch(`${demo.url}?query={me}&variables={"marker":"zebra"}`);
    await ask(demo, '{ me, zebra: me }', { authorization: 'Bearer zebra' });
    expect(demo.logged()).not.toContain('zebra');
  });
});
