import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { type GraphQLSchema, getOperationAST, parse } from 'graphql';
import { page } from '../../bench/query-rows.ts';
import { buildSchema } from '../../schema/index.ts';
import { costOf } from '../../src/server/document-cost.ts';
import { refuseCost } from '../../src/server/document-limits.ts';
import { readSettings } from '../../src/server/settings.ts';

let schema: GraphQLSchema;
beforeAll(async () => {
  schema = await buildSchema();
});

function cost(query: string, variables: Record<string, unknown> = {}): number {
  const document = parse(query);
  const operation = getOperationAST(document);
  if (!operation) throw new Error('no operation');
  return costOf(schema, document, operation, variables);
}

describe('the cost of an operation', () => {
  test('is what it asks for at most, each list taken `first` times', () => {
    expect(cost('{ cadres(first: 50) { nodes { name } } }')).toBe(1 + 50);
    const nested = '{ cadres(first: 50) { nodes { postings(first: 5) { nodes { title } } } } }';
    expect(cost(nested)).toBe(1 + 50 * (1 + 1 + 5));
    expect(cost('{ cadres(first: 50) { edges { node { name } } } }')).toBe(1 + 50 * 2);
  });

  test('counts once what a connection answers once, however many it brings', () => {
    const about = 'totalCount pageInfo { hasNextPage endCursor } breakdown(by: [GENDER]) { count }';
    expect(cost(`{ cadres(first: 50) { ${about} } }`)).toBe(1 + 2 + 1 + 5);
    expect(cost(`{ cadres(first: 50) { ${about} nodes { name } } }`)).toBe(1 + 2 + 1 + 5 + 50);
    const nested = '{ cadres(first: 50) { nodes { postings(first: 5) { totalCount } } } }';
    expect(cost(nested)).toBe(1 + 50 * (1 + 1 + 2));
  });

  test('counts a fragment of a connection by the `first` of each place', () => {
    const query = `{ a: cadres(first: 10) { ...F } b: cadres(first: 20) { ...F } }
      fragment F on CadreConnection { totalCount ... { nodes { name } } }`;
    expect(cost(query)).toBe(2 + 2 * 2 + 10 + 20);
  });

  test('takes `first` from the variables', () => {
    const query = 'query ($n: Int!) { cadres(first: $n) { nodes { name } } }';
    expect([cost(query, { n: 2 }), cost(query, { n: 200 })]).toEqual([3, 201]);
  });

  test('takes `first` from the document where the variable is not sent', () => {
    const query = 'query ($n: Int! = 150) { cadres(first: $n) { nodes { name } } }';
    expect([cost(query), cost(query, { n: 2 })]).toEqual([151, 3]);
  });

  test('counts what is declared to be dear', () => {
    expect(cost('{ grassrootsReport { figures { code } } }')).toBe(300 + 10 * 0 + 1);
    expect(cost('{ cadres(first: 1) { totalCount breakdown(by: [GENDER]) { count } } }')).toBe(
      1 + 2 + 5,
    );
  });

  test('counts fragments wherever they are put, and each of them once', () => {
    const twice = `{ a: cadres(first: 10) { ...F } b: cadres(first: 20) { ...F } }
      fragment F on CadreConnection { nodes { name } }`;
    expect(cost(twice)).toBe(2 + 10 + 20);
    const bomb = Array.from({ length: 60 }, (_, n) => {
      return `fragment F${n} on Query { ...F${n + 1} ...F${n + 1} }`;
    });
    const query = `{ ...F0 } ${bomb.join(' ')} fragment F60 on Query { ledger { head } }`;
    expect(cost(query)).toBe(1_000_000_000);
  });

  test('of what the README shows, and of the page that is measured, is within the bound', () => {
    const { costMax } = readSettings({}).settings;
    const readme = readFileSync('README.md', 'utf8');
    const tour = [...readme.matchAll(/```graphql\n\s*(.+)\n\s*```/g)].map(
      ([, query = '']) => query,
    );
    expect(tour.length).toBeGreaterThanOrEqual(10);
    const costs = [...tour, page].map((query) => cost(query));
    expect(Math.max(...costs)).toBeLessThanOrEqual(costMax);
    expect(Math.max(...costs)).toBe(902);
  });

  test('above the bound is refused with what to do', () => {
    const query = '{ cadres(first: 200) { nodes { postings(first: 200) { nodes { title } } } } }';
    const document = parse(query);
    const operation = getOperationAST(document);
    if (!operation) throw new Error('no operation');
    const limits = { costMax: 2_000 } as never;
    expect(() => refuseCost(schema, document, operation, {}, limits)).toThrow(
      /up to 40401 entities; the most is 2000/,
    );
  });
});
