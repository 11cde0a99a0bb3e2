/**
 * The checks of graphql-cop (https://github.com/dolevf/graphql-cop), by its names, against a server
 * in production mode: as a stranger, as the tool is run, and with a token, which it may be given.
 * The last two are in its tree and not in the list it runs.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Attacked, attacked, repeated } from './attacked.ts';

let server: Attacked;
beforeAll(async () => {
  server = await attacked();
});
afterAll(() => server.end());

const introspection = '{ __schema { queryType { name } types { name fields { name } } } }';
const circular = `{ __schema { types { fields { type { fields { type { fields { type { fields {
  type { name } } } } } } } } } } }`;
const ring = '{ ...A } fragment A on Query { __typename ...B } fragment B on Query { ...A }';

/** `isFound`: the answer by which the tool knows that the server is vulnerable. */
const checks: readonly (readonly [string, string, (answer: string) => boolean])[] = [
  ['Alias Overloading', `{ ${repeated(101, (n) => `alias${n}: __typename`)} }`, hasData],
  ['Directive Overloading', `{ __typename ${'@aa'.repeat(10)} }`, (a) => a.split('aa').length > 9],
  ['Circular Query via Introspection', circular, hasData],
  ['Introspection', introspection, (answer) => answer.includes('"types"')],
  ['Field Suggestions', '{ __schema { directive } }', (answer) => /Did you mean/i.test(answer)],
  ['Trace Mode', '{ __typename }', (answer) => /"tracing"|"extensions":\{"tr/.test(answer)],
  ['Unhandled Errors Detection', 'qwerty cop { abc }', (answer) => /"exception"/.test(answer)],
  ['Field Duplication', `{ ${'__typename '.repeat(500)} }`, hasData],
  ['Circular Fragment', ring, hasData],
];
function hasData(answer: string): boolean {
  return (JSON.parse(answer) as { data?: object | null }).data != null;
}

describe('graphql-cop finds no', () => {
  test.each(checks)('%s', async (_, query, isFound) => {
    for (const answer of [await server.askAsStranger(query), await server.ask(query)]) {
      expect(isFound(answer.body)).toBe(false);
    }
  });

  test('Array-based Query Batching', async () => {
    const batch = Array.from({ length: 10 }, () => ({ query: '{ __typename }' }));
    expect(await server.sendJson(batch)).toMatchObject({ status: 400, code: 'BAD_REQUEST' });
  });

  test('GraphQL IDE', async () => {
    for (const path of ['/graphql', '/graphiql', '/playground', '/console', '/', '/graphiql/x']) {
      const answer = await server.send({ method: 'GET', path, headers: { accept: 'text/html' } });
      expect(answer.body).not.toMatch(/<html|<script|graphiql|playground/i);
      expect(answer.status).toBeGreaterThanOrEqual(400);
    }
  });

  const mutation = encodeURIComponent('mutation { __typename }');
  const query = encodeURIComponent('{ __typename }');
  test.each([
    ['GET Method Query Support', `/graphql?query=${query}`],
    ['Mutation is allowed over GET', `/graphql?query=${mutation}`],
  ])('%s, of a browser', async (_, path) => {
    const browser = { 'user-agent': 'Mozilla/5.0', origin: 'https://elsewhere.example' };
    const headers = { ...server.bearer, ...browser };
    const answer = await server.send({ method: 'GET', path, headers });
    expect(answer.status).toBe(400);
    expect(answer.message).toContain('Cross-Site Request Forgery');
  });

  test('mutation over GET of anybody', async () => {
    const path = `/graphql?query=${mutation}`;
    const answer = await server.send({ method: 'GET', path, headers: server.bearer });
    expect(answer).toMatchObject({ status: 405, code: 'BAD_REQUEST' });
  });

  test('POST based url-encoded query (possible CSRF)', async () => {
    const headers = { ...server.bearer, 'content-type': 'application/x-www-form-urlencoded' };
    const answer = await server.send({ headers, body: Buffer.from(`query=${query}`) });
    expect(answer.status).toBe(400);
    expect(answer.body).not.toContain('__typename');
  });

  test('harm done', () => server.isWell());
});
