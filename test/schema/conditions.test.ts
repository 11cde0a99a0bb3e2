import { describe, expect, test } from '@jest/globals';
import { bothOf } from '../../schema/toolkit/conditions.ts';
import { countyAsked } from './given-movement.ts';

describe('a filter within a list of another entity', () => {
  test('narrows the list and never leads out of it', async () => {
    const county = await countyAsked();
    const postings = async (of: string, filter: string) =>
      (
        await county.ask(
          `{ node(id: "${of}") { ... on Organization { postings(first: 9, where: { organization: ["${filter}"] }) { totalCount } } } }`,
        )
      ).node.postings.totalCount;
    const { township, village } = county.ids;
    expect(await postings(township, township)).toBe(1);
    expect(await postings(township, village)).toBe(0);
    await county.close();
  });

  test('of one column meets in what both allow', () => {
    const meet = (one: object | string | number | null, other: object | string | number | null) =>
      bothOf({ a: one as never }, { a: other as never }).a;
    expect(meet({ in: ['x', 'y'] }, 'x')).toEqual({ in: ['x'] });
    expect(meet('y', 'x')).toEqual({ in: [] });
    expect(meet({ from: 3, before: 9 }, { in: [2, 3, 8, 9, null] })).toEqual({ in: [3, 8] });
    expect(meet({ not: null }, { in: [null, 1] })).toEqual({ in: [1] });
    expect(meet({ from: 3 }, { from: 10, before: 20 })).toEqual({ from: 10, before: 20 });
    expect(meet({ from: 3 }, { not: null })).toEqual({ from: 3 });
    expect(bothOf({ a: 1 }, { b: 2 })).toEqual({ a: 1, b: 2 });
  });
});

describe('a cursor', () => {
  test('of another list, or of another order of this one, is refused', async () => {
    const { close, ask } = await countyAsked();
    const page = (list: string, args = '') =>
      ask(`{ ${list}(first: 1 ${args}) { totalCount pageInfo { endCursor } } }`);
    const { endCursor } = (await page('cadres')).cadres.pageInfo;
    const after = `, after: "${endCursor}"`;
    expect((await page('cadres', after)).cadres.totalCount).toBe(2);
    await expect(page('organizations', after)).rejects.toThrow(/no cursor of this list/);
    const backwards = ', orderBy: [{ by: REGISTERED_ON, descending: true }]';
    await expect(page('cadres', after + backwards)).rejects.toThrow(/no cursor of this list/);
    await close();
  });
});
