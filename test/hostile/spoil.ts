/** Spoils a valid request: its values, its words, its JSON, its headers, its bytes. */
import type { Random } from '../../src/demo/random.ts';
import type { Sent } from './exchange.ts';
import type { Operation } from './operation.ts';

type Body = Record<string, unknown>;

/** Values nobody has asked for; `raw` ones stand in the JSON as they are. */
const wild: readonly unknown[] = [
  ...[null, true, '', ' ', 0, -1, 1.5, 2 ** 31, 2 ** 53, -(2 ** 63), 1e308, [], {}, [[]], [null]],
  ...[
    '\u0000',
    '\ud800',
    '\u202e',
    '\ufeff',
    '𠮷',
    'é'.normalize('NFD'),
    "' OR 1=1 --",
    '%',
    '"',
    '\\',
  ],
  ...[
    '../../../etc/passwd',
    '__proto__',
    'constructor',
    '<script>',
    '#{7*7}',
    '{{7*7}}',
    '-0',
    'NaN',
  ],
  ...['2024-02-30', '0000-00-00', '9999-12-31', '2024-06-30T25:00:00Z', '+275761-01-01', '1e5'],
  ...['x'.repeat(5_000), '某'.repeat(3_000), '9'.repeat(400), nested(300), manyKeys(), wildKeys()],
  Array.from({ length: 1_500 }, () => 'x'),
  Array.from({ length: 3_000 }, (_, index) => index),
];
function nested(levels: number): unknown {
  return levels === 0 ? 1 : [nested(levels - 1)];
}
function manyKeys(): object {
  return Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`k${index}`, index]));
}
function wildKeys(): unknown {
  return JSON.parse(
    '{"__proto__":{"admin":true},"constructor":{"prototype":{}},"":1,"toString":"x"}',
  );
}

/** A place in the JSON: the object or list that holds it, and its name there. */
type Place = { readonly holder: Record<string, unknown>; readonly name: string };
function placesIn(value: unknown): Place[] {
  if (typeof value !== 'object' || value === null) return [];
  const holder = value as Record<string, unknown>;
  return Object.keys(holder).flatMap((name) => [{ holder, name }, ...placesIn(holder[name])]);
}

type Spoiling = (body: Body, random: Random, texts: readonly string[]) => void;
function inVariables(
  spoil: (place: Place, random: Random, texts: readonly string[]) => void,
): Spoiling {
  return (body, random, texts) => {
    const places = placesIn(body.variables);
    if (places.length > 0) spoil(random.pick(places), random, texts);
  };
}
function inQuery(spoil: (words: string[], at: number, random: Random) => string[]): Spoiling {
  return (body, random) => {
    if (typeof body.query !== 'string') return;
    const words = body.query.split(/(?<=[\s{}()[\]:,])/);
    body.query = spoil(words, random.int(0, words.length - 1), random).join('');
  };
}

const spoilings: Readonly<Record<string, Spoiling>> = {
  'a wild value': inVariables(({ holder, name }, random) => {
    // Each in a copy: the next spoiling may reach into it.
    holder[name] = structuredClone(random.pick(wild));
  }),
  'a personal value': inVariables(({ holder, name }, random, texts) => {
    holder[name] = random.pick(texts);
  }),
  'a missing value': inVariables(({ holder, name }) => {
    delete holder[name];
  }),
  'a value in a list': inVariables(({ holder, name }) => {
    holder[name] = [holder[name], holder[name]];
  }),
  'another name': inVariables(({ holder, name }, random) => {
    const value = holder[name];
    delete holder[name];
    const other = random.pick([`${name}x`, '__proto__', 'constructor', '', name.toUpperCase()]);
    Object.defineProperty(holder, other, {
      ...{ value, enumerable: true, configurable: true, writable: true },
    });
  }),
  'values that change places': (body, random) => {
    const places = placesIn(body.variables);
    if (places.length < 2) return;
    const [one, other] = random.shuffled(places) as [Place, Place];
    const value = one.holder[one.name];
    one.holder[one.name] = structuredClone(other.holder[other.name]);
    // One may hold the other; a copy of it holds nothing of itself.
    other.holder[other.name] = structuredClone(value);
  },
  'a word less': inQuery((words, at) => words.toSpliced(at, 1)),
  'a word twice': inQuery((words, at) => words.toSpliced(at, 0, words[at] ?? '')),
  'a word often': inQuery((words, at) => words.toSpliced(at, 0, ...Array(300).fill(words[at]))),
  'another word': inQuery((words, at, random) =>
    words.toSpliced(
      at,
      1,
      random.pick([
        'null ',
        '{',
        '}',
        '$x ',
        '@include(if: true) ',
        '... ',
        '"""',
        '9e999 ',
        '\u0000',
        'on ',
        '__schema ',
      ]),
    ),
  ),
  'words that change places': inQuery((words, at, random) => {
    const other = random.int(0, words.length - 1);
    return words.with(at, words[other] ?? '').with(other, words[at] ?? '');
  }),
  'an operation name': (body, random) => {
    body.operationName = random.pick<unknown>(['Q', 'R', '', null, 7, 'x'.repeat(50_000), {}]);
  },
  'wild parts': (body, random) => {
    body[random.pick(['query', 'variables', 'extensions', 'operationName', 'documentId'])] =
      random.pick(wild);
  },
  'a list of operations': (body) => {
    const { query } = body;
    body.query = [{ query }];
  },
};

const headers: Readonly<Record<string, readonly string[]>> = {
  'content-type': [
    'text/plain',
    'application/json; charset=utf-16',
    'application/json;;;',
    '',
    'multipart/form-data; boundary=x',
    'application/JSON',
  ],
  accept: [
    'text/csv',
    '*/*;q=0',
    'application/graphql-response+json',
    'application/json;q=x',
    ',,,',
    'multipart/mixed; deferSpec=20220824',
  ],
  authorization: [
    'Bearer',
    'Bearer a.b.c',
    'Basic eA==',
    'Bearer eyJhbGciOiJub25lIn0.e30.',
    'x'.repeat(5_000),
  ],
  'x-request-id': ['x'.repeat(2_000), 'jndi:ldap://x', '-'],
  traceparent: ['00', `00-${'0'.repeat(32)}-${'0'.repeat(16)}-00`],
  'content-encoding': ['gzip', 'identity'],
  'accept-encoding': ['gzip;q=9', '*'],
  origin: ['https://elsewhere.example', 'null'],
  'apollo-require-preflight': ['true'],
};

export type Spoilt = {
  readonly sent: Sent;
  readonly how: readonly string[];
  readonly isStranger: boolean;
};

/** `texts`: personal values, sent where nobody expects them. */
export function spoilt(
  operation: Operation,
  token: string,
  texts: readonly string[],
  random: Random,
): Spoilt {
  const how: string[] = [];
  const body: Body = structuredClone(operation);
  for (let count = random.int(1, 3); count > 0; count -= 1) {
    const name = random.pick(Object.keys(spoilings));
    how.push(name);
    spoilings[name]?.(body, random, texts);
  }
  let own: Record<string, string> = {
    ...{ 'content-type': 'application/json', authorization: `Bearer ${token}` },
  };
  if (random.chance(15)) {
    const name = random.pick(Object.keys(headers));
    own = { ...own, [name]: random.pick(headers[name] ?? ['']) };
    how.push(`header ${name}`);
  }
  if (random.chance(10)) {
    const { authorization: _, ...others } = own;
    own = others;
    how.push('no token');
  }
  const isStranger = own.authorization !== `Bearer ${token}`;
  if (random.chance(5)) return { how: [...how, 'GET'], isStranger, sent: asGet(body, own) };
  const bytes = spoiltBytes(Buffer.from(JSON.stringify(body)), random, how);
  return { how, isStranger, sent: { method: 'POST', path: '/graphql', headers: own, body: bytes } };
}

function asGet(body: Body, own: Readonly<Record<string, string>>): Sent {
  const text = (value: unknown) =>
    typeof value === 'string' ? value : JSON.stringify(value ?? null);
  const given = Object.entries(body).map(([name, value]): [string, string] => [name, text(value)]);
  // Past what a request line may have, Node answers by itself: that is tried elsewhere.
  const path = `/graphql?${new URLSearchParams(given)}`.slice(0, 8_000);
  return { method: 'GET', path, headers: own, body: null };
}

function spoiltBytes(bytes: Buffer, random: Random, how: string[]): Buffer {
  if (!random.chance(12)) return bytes;
  const at = random.int(0, bytes.length - 1);
  how.push('bytes');
  const wildBytes = random.pick([
    [0],
    [0xff, 0xfe],
    [0xef, 0xbb, 0xbf],
    [0xed, 0xa0, 0x80],
    [0x22],
    [0x7b],
  ]);
  switch (random.int(0, 3)) {
    case 0:
      return bytes.subarray(0, at);
    case 1:
      return Buffer.concat([bytes.subarray(0, at), Buffer.from(wildBytes), bytes.subarray(at)]);
    case 2: {
      const other = Buffer.from(bytes);
      other[at] = (other[at] ?? 0) ^ (1 << random.int(0, 7));
      return other;
    }
    default:
      return Buffer.concat([bytes, bytes]);
  }
}
