/** Attacks by what is asked: documents, variables, arguments. Each is refused with its reason. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Attacked, attacked, repeated } from './attacked.ts';

let server: Attacked;
beforeAll(async () => {
  server = await attacked();
});
afterAll(() => server.end());

const nested = (levels: number) =>
  `{ cadres(first: 1) { nodes { ${'postings(first: 1) { nodes { cadre { '.repeat(levels)} id ${'} } }'.repeat(levels)} } } }`;
const cadres =
  'query ($v: CadreFilter, $o: [CadreSort!], $f: Int = 1, $a: String) { cadres(first: $f, after: $a, where: $v, orderBy: $o) { nodes { id } } }';
const forged = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const refusal = {
  size: [400, 'GRAPHQL_VALIDATION_FAILED', /CADRE_LEDGER_\w+_MAX/],
  rule: [400, 'GRAPHQL_VALIDATION_FAILED', /./],
  syntax: [400, 'GRAPHQL_PARSE_FAILED', /./],
  input: [200, 'BAD_USER_INPUT', /./],
  variables: [400, 'BAD_USER_INPUT', /./],
  cost: [400, 'TOO_COSTLY', /CADRE_LEDGER_COST_MAX/],
} as const;
type Refused = keyof typeof refusal;

const documents: readonly (readonly [string, string, Refused])[] = [
  ['nesting of ten entities', nested(4), 'size'],
  ['nesting too deep for a parser', `${'{a'.repeat(10_000)}${'}'.repeat(10_000)}`, 'syntax'],
  [
    'a list literal nested too deep',
    `{ node(id: ${'['.repeat(900)}${']'.repeat(900)}) { id } }`,
    'syntax',
  ],
  ['31 aliases', `{ ${repeated(31, (n) => `a${n}: ledger { id }`)} }`, 'size'],
  ['31 aliases of __typename', `{ ${repeated(31, (n) => `a${n}: __typename`)} }`, 'size'],
  ['9 directives on one field', `{ __typename ${'@include(if: true) '.repeat(9)} }`, 'size'],
  [
    '9 directives on variables',
    `query (${repeated(9, (n) => `$v${n}: Int @x`)}) { __typename }`,
    'size',
  ],
  [
    '9 directives on a fragment',
    `{ ...F } fragment F on Query ${'@x '.repeat(9)} { __typename }`,
    'size',
  ],
  ['201 equal fields', `{ ${'__typename '.repeat(201)} }`, 'size'],
  [
    '201 fields in a fragment nobody spreads',
    `{ __typename } fragment F on Query { ${'__typename '.repeat(201)} }`,
    'size',
  ],
  [
    'two fragments of one name, the first large',
    `{ ...F } fragment F on Query { ${'__typename '.repeat(201)} } fragment F on Query { __typename }`,
    'size',
  ],
  ['a fragment that spreads itself', '{ ...F } fragment F on Query { ...F }', 'rule'],
  [
    'a ring of 50 fragments',
    `{ ...F0 } ${repeated(50, (n) => `fragment F${n} on Query { ...F${(n + 1) % 50} }`)}`,
    'rule',
  ],
  [
    'a bomb of fragments',
    `{ ...F0 } ${repeated(30, (n) => `fragment F${n} on Query { ...F${n + 1} ...F${n + 1} }`)} fragment F30 on Query { __typename }`,
    'size',
  ],
  ['a thousand words', `{ ${'a '.repeat(1_001)} }`, 'syntax'],
  ['50 operations of one name', repeated(50, () => 'query Q { __typename }'), 'rule'],
  ['an unknown directive', '{ __typename @deprecated }', 'rule'],
  ['incremental delivery', '{ ... @defer { __typename } }', 'rule'],
  ['the schema', '{ __schema { types { name } } }', 'rule'],
  ['one type of the schema', '{ __type(name: "Cadre") { fields { name } } }', 'rule'],
  ['a guessed field', '{ cadre }', 'rule'],
  ['a schema definition', 'type Query { a: Int } { __typename }', 'rule'],
  [
    'pages of pages',
    '{ cadres(first: 200) { nodes { postings(first: 200) { nodes { id } } } } }',
    'cost',
  ],
  ['a page of two thousand millions', '{ cadres(first: 2147483647) { nodes { id } } }', 'cost'],
  ['a number above 32 bits', '{ cadres(first: 4294967296) { nodes { id } } }', 'rule'],
  ['a page of none', '{ cadres(first: 0) { nodes { id } } }', 'input'],
  ['a page of less than none', '{ cadres(first: -1) { nodes { id } } }', 'input'],
  ['an id of no type', '{ node(id: "YWRtaW46MQ==") { id } }', 'input'],
  ['an id that walks up folders', `{ node(id: "${forged('../../etc/passwd')}") { id } }`, 'input'],
  [
    'a command id with SQL in it',
    `{ commandOutcome(commandId: "' OR 1=1 --") { recorded } }`,
    'input',
  ],
  [
    'a type of event that is none',
    '{ eventLog(first: 1, types: ["__proto__"]) { nodes { id } } }',
    'input',
  ],
  [
    'a cursor of a log with SQL in it',
    '{ eventLog(first: 1, after: "1; DROP TABLE events") { nodes { id } } }',
    'input',
  ],
  [
    'a position far ahead',
    `{ ledger { id } cadres(first: 1, atLeast: "${forged(9)}") { nodes { id } } }`,
    'input',
  ],
  ['a county that is none', '{ cadres(first: 1, county: "../../..") { nodes { id } } }', 'input'],
  [
    'a search without a word',
    '{ cadres(first: 1, where: { name: "   " }) { nodes { id } } }',
    'input',
  ],
  [
    'sorting by 60 columns in the document',
    `{ cadres(first: 1, orderBy: [${'{ by: NAME } '.repeat(60)}]) { nodes { id } } }`,
    'input',
  ],
];

const variables: readonly (readonly [string, object, Refused])[] = [
  [
    '1,200 columns to sort by',
    { o: Array.from({ length: 1_200 }, () => ({ by: 'NAME' })) },
    'input',
  ],
  [
    '50,000 values of a filter',
    { v: { gender: Array.from({ length: 50_000 }, () => 'MALE') } },
    'input',
  ],
  ['a text of 100,000 characters', { v: { name: '某'.repeat(100_000) } }, 'input'],
  ['a cursor of another order', { a: forged([1, 2, 3, 'x']) }, 'input'],
  ['a cursor of objects', { a: forged([{ toString: 1 }, 'x']) }, 'input'],
  ['a cursor that is deep', { a: Buffer.from('['.repeat(20_000)).toString('base64url') }, 'input'],
  ['a cursor of bytes', { a: '\u0000\uffff' }, 'input'],
  ['a page given as text', { f: '1' }, 'variables'],
  ['a page given as a fraction', { f: 1.5 }, 'variables'],
  ['a page of 2^53', { f: 2 ** 53 }, 'cost'],
  ['a filter of unknown fields', { v: { __proto: 1, constructor: 1 } }, 'variables'],
  ['a filter that is a list of lists', { v: [[[[]]]] }, 'variables'],
  ['a sort by what is no column', { o: [{ by: 'NAME; DROP TABLE events' }] }, 'variables'],
];

/** Answered like any other: what they ask for is a plain value. */
const harmless: readonly (readonly [string, object])[] = [
  ['text as a pattern of SQL', { v: { name: '%_%' } }],
  ['text as a pattern of a regular expression', { v: { name: '(a+)+$^.*' } }],
  ['text as words of a full-text query', { v: { name: '" OR * NEAR(a b) AND NOT' } }],
  ['text with a null byte', { v: { name: 'a\u0000b' } }],
  ['text of half a character', { v: { name: '\ud800' } }],
  ['text that turns the writing round', { v: { name: '\u202e\u2066某' } }],
];

type Told = { readonly status: number; readonly code: string | null; readonly message: string };
function expectRefusal({ status, code, message }: Told, why: Refused): void {
  const [expected, expectedCode, words] = refusal[why];
  // In an answer of plain JSON a fault of the document is 200 (GraphQL over HTTP, 6.4.1).
  expect([status === 200 ? expected : status, code]).toEqual([expected, expectedCode]);
  expect(message).toMatch(words);
}

describe('is refused with its reason', () => {
  test.each(documents)('%s', async (_, query, why) => {
    expectRefusal(await server.ask(query), why);
  });

  test.each(variables)('%s', async (_, given, why) => {
    expectRefusal(await server.ask(cadres, given), why);
  });

  test('1,200 dimensions to count by', async () => {
    const by = Array.from({ length: 1_200 }, () => 'GENDER');
    const query =
      'query ($by: [CadreDimension!]!) { cadres(first: 1) { breakdown(by: $by) { count } } }';
    expect(await server.ask(query, { by })).toMatchObject({
      code: 'BAD_USER_INPUT',
      message: expect.stringContaining('the most is 8'),
    });
  });
});

test.each(harmless)('finds nothing and nobody: %s', async (_, given) => {
  const { body } = await server.ask(cadres, given);
  expect(JSON.parse(body)).toEqual({ data: { cadres: { nodes: [] } } });
});

test('after all of it the server is well', () => server.isWell());
