/** What a document may be, and what a stranger may learn, over HTTP and over WebSocket alike. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { ask, type Serving, serving } from './serving.ts';

let production: Serving;
let demo: Serving;
beforeAll(async () => {
  [production, demo] = await Promise.all([serving(), serving({ demo: true })]);
});
afterAll(() => Promise.all([production.end(), demo.end()]));

type Fault = { readonly message: string; readonly extensions: Record<string, unknown> };

type Variables = Record<string, unknown>;

async function overHttp(
  server: Serving,
  query: string,
  variables: Variables = {},
): Promise<readonly Fault[]> {
  const authorization = `Bearer ${await server.token()}`;
  return ((await ask(server, query, { authorization }, variables)).errors ?? []) as never;
}

async function overWebsocket(
  server: Serving,
  query: string,
  variables: Variables = {},
): Promise<readonly Fault[]> {
  const authorization = `Bearer ${await server.token()}`;
  const url = server.url.replace('http', 'ws');
  const client = createClient({
    url,
    webSocketImpl: WebSocket,
    connectionParams: { authorization },
  });
  try {
    for await (const { errors = [] } of client.iterate({ query, variables }))
      return errors as never;
    return [];
  } catch (error) {
    return error as readonly Fault[];
  } finally {
    await client.dispose();
  }
}

const repeated = (count: number, make: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => make(index)).join(' ');
/** Each spreads the next twice: two to the power of thirty fields, in a document of 1 kB. */
const bomb = `{ ...F0 } ${repeated(30, (n) => `fragment F${n} on Query { ...F${n + 1} ...F${n + 1} }`)}
  fragment F30 on Query { me }`;

const tooLarge: readonly (readonly [string, string, RegExp])[] = [
  ['201 fields', `{ ${'me '.repeat(201)} }`, /201 fields.*200 \(CADRE_LEDGER_FIELDS_MAX\)/],
  ['31 aliases', `{ ${repeated(31, (n) => `a${n}: me`)} }`, /31 aliases.*CADRE_LEDGER_ALIASES/],
  ['31 aliases of __typename', `{ ${repeated(31, (n) => `a${n}: __typename`)} }`, /31 aliases/],
  ['9 directives', `{ ${repeated(9, (n) => `a${n}: me @include(if: true)`)} }`, /9 directives/],
  ['more tokens than allowed', `{ ${'me '.repeat(1_000)} }`, /1000 tokens/],
  // Apollo's own rule may come first.
  ['a bomb of fragments', bomb, /fields.*200|too many selections/],
];

describe.each([
  ['HTTP', overHttp],
  ['WebSocket', overWebsocket],
] as const)('over %s', (_, send) => {
  test.each(tooLarge)(
    'a document with %s is refused, with the bound',
    async (_what, query, words) => {
      const messages = (await send(production, query)).map(({ message }) => message);
      expect(messages.find((message) => words.test(message)) ?? '').toMatch(words);
    },
  );

  test('fragments that spread each other in a ring are refused', async () => {
    const ring = '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }';
    const [fault] = await send(production, ring);
    expect(fault?.message).toContain('Cannot spread fragment');
  });

  test('in production nothing is told of the schema', async () => {
    for (const query of ['{ __schema { types { name } } }', '{ __type(name: "Query") { name } }']) {
      expect((await send(production, query)).length).toBeGreaterThan(0);
    }
    for (const query of ['{ mee }', '{ choose(idd: 1) }', '{ ... on Querry { me } }']) {
      const messages = (await send(production, query)).map(({ message }) => message);
      expect(messages.length).toBeGreaterThan(0);
      expect(messages.join()).not.toMatch(/Did you mean/);
    }
    const wrong = { w: { fistName: 'A' } };
    const [fault] = await send(production, 'query ($w: Where!) { find(where: $w) }', wrong);
    expect(fault?.message).toContain('fistName');
    expect(fault?.message).not.toMatch(/Did you mean|firstName/);
  });

  test('a demo tells its schema, however deep one asks', async () => {
    const deep = `{ __schema { types { fields { type ${'{ ofType '.repeat(12)}{ name } ${'}'.repeat(12)} } } } }`;
    expect(await send(demo, deep)).toEqual([]);
    expect((await send(demo, '{ mee }'))[0]?.message).toContain('Did you mean');
  });
});

test('a bound is a setting', async () => {
  const server = await serving({ environment: { CADRE_LEDGER_ALIASES_MAX: '1' } });
  expect(await overHttp(server, '{ a: me }')).toEqual([]);
  expect((await overHttp(server, '{ a: me b: me }'))[0]?.extensions).toMatchObject({
    ...{ limit: 'aliases', max: 1 },
  });
  await server.end();
});
