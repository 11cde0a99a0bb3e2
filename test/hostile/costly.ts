/** The dearest requests known of less than 1 kB, each in some way the worst of its kind. */
import type { Sent } from './exchange.ts';

const repeated = (count: number, make: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => make(index)).join('');
const inside = (levels: number, open: string, close: string, core: string) =>
  `${open.repeat(levels)}${core}${close.repeat(levels)}`;

const documents: Readonly<Record<string, string>> = {
  // Rules that compare every field with every other (OverlappingFieldsCanBeMerged).
  'one field, as often as there is room': `{${' a'.repeat(480)}}`,
  'one field in a fragment nobody spreads': `{a}fragment F on Query{${'a '.repeat(460)}}`,
  '200 fields of one name, just allowed': `{${'ledger{id}'.repeat(95)}}`,
  'fields of one name with arguments that differ': `{${repeated(28, (n) => `cadres(first:${n}){totalCount}`)}}`,
  'one name, deep and twice at each level': inside(11, '{ledger{id}a', '}', '{id}'),
  'fragments that all spread each other':
    `{...A0}${repeated(14, (n) => `fragment A${n} on Query{${repeated(14, (m) => (m > n ? `...A${m} ` : ''))}ledger{id}}`)}`.slice(
      0,
      990,
    ),
  'a chain of fragments spread twice': `{...F0}${repeated(19, (n) => `fragment F${n} on Query{...F${n + 1}...F${n + 1}}`)}fragment F19 on Query{a}`,
  'a ring of fragments': `{...F0}${repeated(22, (n) => `fragment F${n} on Query{...F${(n + 1) % 22} a}`)}`,
  'fragments of one field each, all spread at once': `{${repeated(24, (n) => `...G${n}`)}}${repeated(24, (n) => `fragment G${n} on Query{ledger{id}}`)}`,
  'inline fragments as deep as there is room': inside(120, '{...', '}', '{a}'),
  'brackets as deep as there is room': `{a(b:${inside(480, '[', ']', '')})}`,
  'variables that nobody uses': `query(${repeated(70, (n) => `$v${n}:Int `)}){ledger{id}}`,
  'one variable declared over and over': `query(${'$v:Int '.repeat(130)}){ledger{id}}`,
  'operations without end': repeated(60, (n) => `query Q${n}{a}`),
  'fields that are none, of which suggestions would be made': `{${repeated(90, (n) => `cadrez${n} `)}}`,
  'arguments that are none': `{cadres(${repeated(90, (n) => `firzt${n}:1 `)}){totalCount}}`,
  'types that are none': `{${repeated(45, (n) => `...on Cadrez${n}{a}`)}}`,
  'a string of escapes': `{node(id:"${'\\u0041'.repeat(125)}"){id}}`,
};

/** As much as the limits allow: these are run, or they would prove nothing. */
const allowed: Readonly<Record<string, string>> = {
  'the report of the county': '{grassrootsReport(asOf:"2024-06-30"){figures{code value}}}',
  'three reports of past days, as known then': `{${repeated(3, (n) => `r${n}:grassrootsReport(asOf:"202${n}-06-30",knownAt:"202${n}-09-01T00:00:00Z"){figures{value}}`)}}`,
  'a page of all with what hangs on them':
    '{cadres(first:60){nodes{name postings(first:7){nodes{title event{type}}}}}}',
  'a page with the tenure of everybody':
    '{cadres(first:200){nodes{name tenure{grassrootsMonths frontLineMonths}}}}',
  'a page with the rotation of everybody': '{cadres(first:90){nodes{name rotation{__typename}}}}',
  'who stands where in a rotation': `{${repeated(3, (n) => `r${n}:rotationCycles(first:9){totalCount}`)}}`,
  'twenty-nine pages': `{${repeated(29, (n) => `c${n}:cadres(first:33){nodes{id}}`)}}`,
  'pages sorted by eight columns': `{${repeated(9, (n) => `c${n}:cadres(first:99,orderBy:[${'{by:NAME}'.repeat(6)}]){nodes{id}}`)}}`,
  'counts by two dimensions': `{${repeated(10, (n) => `c${n}:cadres(first:1){totalCount breakdown(by:[GENDER ETHNICITY]){count}}`)}}`,
  'a search for one character': `{${repeated(12, (n) => `c${n}:cadres(first:1 where:{name:"林"}){totalCount}`)}}`,
  'a page of past days, as known then': `{${repeated(4, (n) => `c${n}:cadres(first:60,asOf:"2020-01-0${n + 1}",knownAt:"2021-01-01T00:00:00Z"){totalCount nodes{name lastEvent{type}}}`)}}`,
  'the log, eleven times': `{${repeated(11, (n) => `e${n}:eventLog(first:85){nodes{id}}`)}}`,
  'a filter of the log that few meet': `{${repeated(16, (n) => `e${n}:eventLog(first:1 types:["PostAbolished"]){nodes{id}}`)}}`,
};

const bodies: Readonly<Record<string, string>> = {
  'brackets of JSON': '['.repeat(990),
  'objects in objects of JSON': `{"a":${'{"a":'.repeat(190)}`,
  'variables in lists in lists': `{"query":"query($a:CadreFilter){cadres(first:1,where:$a){totalCount}}","variables":{"a":${inside(400, '[', ']', '')}}}`,
  'a filter of three hundred wrong values': `{"query":"query($a:CadreFilter){cadres(first:1,where:$a){totalCount}}","variables":{"a":{"gender":[${'0,'.repeat(380)}0]}}}`,
  'a filter of wrong names': `{"query":"query($a:CadreFilter){cadres(first:1,where:$a){totalCount}}","variables":{"a":{${repeated(95, (n) => `"k${n}":1,`)}"z":1}}}`,
};

const bytesMax = 1_024;

export type Costly = { readonly sent: Sent; readonly isAllowed: boolean };

/** By name. Throws when one is not below 1 kB: it would prove nothing. */
export function costlyRequests(token: string): ReadonlyMap<string, Costly> {
  const all = [
    ...Object.entries({ ...documents, ...allowed }).map(
      ([name, query]) => [name, JSON.stringify({ query })] as const,
    ),
    ...Object.entries(bodies),
  ];
  return new Map(
    all.map(([name, text]) => {
      const body = Buffer.from(text);
      if (body.length >= bytesMax) throw new Error(`«${name}» has ${body.length} bytes`);
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
      const sent = { method: 'POST', path: '/graphql', headers, body };
      return [name, { sent, isAllowed: name in allowed }];
    }),
  );
}
