import { describe, expect, test } from '@jest/globals';
import { AbolishPost, RedefinePost, TransferPost } from '../../src/domain/post.ts';
import { EndPosting } from '../../src/domain/posting.ts';
import { CorrectPosting, VoidPosting } from '../../src/domain/posting-correction.ts';
import { postHoldings, postModel, posts } from '../../src/read-models/post.ts';
import { columnsOf } from '../../src/read-models/projection.ts';
import { deputy, holderOf, openCounty, postOf, unitUnder } from '../domain/given-structure.ts';
import { recordedLater, rowsOf } from '../rows.ts';

function bureau() {
  const { given, rootId } = openCounty();
  const organizationId = unitUnder(given, rootId, 'B1');
  return { given, rootId, organizationId, postId: postOf(given, organizationId, 'P1') };
}

describe('posts', () => {
  test('are what they were on the day asked for: definition, organization, end', () => {
    const { given, rootId, organizationId, postId } = bureau();
    const toId = unitUnder(given, rootId, 'B2');
    const attributes = { ...deputy, name: '总工程师', keyPost: true };
    given.accepted(RedefinePost, { postId, attributes }, { effectiveOn: '2020-01-01' });
    given.accepted(TransferPost, { postId, toId }, { effectiveOn: '2021-01-01' });
    given.accepted(AbolishPost, { postId }, { effectiveOn: '2022-01-01' });
    const at = (asOf: string) => rowsOf(postModel, posts, given.all(), { asOf }).get(postId);
    expect(at('2018-12-31')).toBeUndefined();
    expect(at('2019-06-01')).toMatchObject({ name: '副局长', organizationId, code: 'P1' });
    expect(at('2020-06-01')).toMatchObject({ name: '总工程师', organizationId });
    expect(at('2021-06-01')).toMatchObject({ organizationId: toId, abolishedOn: null });
    const ended = at('2022-01-01');
    expect(ended).toMatchObject({ abolishedOn: '2022-01-01' });
    expect(columnsOf(posts as never, ended as never)).toMatchObject({ ended: 1, keyPost: 1 });
    expect(ended && posts.text?.(ended)).toBe('总工程师');
  });
});

describe('holdings of posts', () => {
  test('begin and end with the posting', () => {
    const { given, postId } = bureau();
    const { cadreId, postingId } = holderOf(given, postId, '某甲', '2020-01-01');
    const end = { cadreId, postingId, reason: 'WORK_NEED' as const };
    given.accepted(EndPosting, end, { effectiveOn: '2022-01-01' });
    const at = (asOf: string) =>
      rowsOf(postModel, postHoldings, given.all(), { asOf }).get(postingId);
    expect(at('2019-12-31')).toBeUndefined();
    expect(at('2021-12-31')).toMatchObject({ postId, cadreId, kind: 'MAIN', heldUntil: null });
    expect(at('2022-01-01')).toMatchObject({ heldUntil: '2022-01-01', endReason: 'WORK_NEED' });
  });

  test('follow the corrections of the posting’s dates, for a later knowledge alone', () => {
    const { given, postId } = bureau();
    const { cadreId, postingId } = holderOf(given, postId, '某甲', '2020-01-01');
    const fact = { title: '副局长', role: null };
    const [corrected] = given.accepted(CorrectPosting, {
      cadreId,
      postingId,
      eventId: postingId,
      was: { ...fact, on: '2020-01-01' },
      is: { ...fact, on: '2020-05-01' },
    });
    const events = recordedLater(given.all(), corrected, '2024-12-01');
    const at = (knownAt: string) =>
      rowsOf(postModel, postHoldings, events, { asOf: '2020-03-01', knownAt }).get(postingId);
    expect(at('2024-11')).toMatchObject({ heldFrom: '2020-01-01' });
    expect(at('2025')).toBeUndefined();
  });

  test('of a posting that never was are none', () => {
    const { given, postId } = bureau();
    const { cadreId, postingId } = holderOf(given, postId, '某甲', '2020-01-01');
    expect(rowsOf(postModel, postHoldings, given.all()).size).toBe(1);
    given.accepted(VoidPosting, { cadreId, postingId });
    expect(rowsOf(postModel, postHoldings, given.all()).size).toBe(0);
  });
});
