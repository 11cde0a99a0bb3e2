/** Seats of the quota, as the postings that take them are corrected and taken back. */
import { describe, expect, test } from '@jest/globals';
import type { CadreId, EventId } from '../../events/values.ts';
import { postings } from '../../src/domain/people.ts';
import { RedefinePost, TransferPost } from '../../src/domain/post.ts';
import { EndPosting } from '../../src/domain/posting.ts';
import { CorrectPosting, VoidPosting } from '../../src/domain/posting-correction.ts';
import { organizationModel, quotaSeats } from '../../src/read-models/organization.ts';
import { stateOf } from '../domain/given-people.ts';
import { deputy, holderOf, openCounty, postOf, unitUnder } from '../domain/given-structure.ts';
import { recordedLater, rowsOf } from '../rows.ts';

const on = (effectiveOn: string) => ({ effectiveOn });
const known = { asKnown: '2024-11', corrected: '2025' };

/** A deputy of a bureau since 2020-01-01; what became of the seat is asked by day and knowledge. */
function seated() {
  const { given, rootId } = openCounty();
  const organizationId = unitUnder(given, rootId, 'B1');
  const intoId = unitUnder(given, rootId, 'B2');
  const postId = postOf(given, organizationId, 'P1');
  const { cadreId, postingId } = holderOf(given, postId, '某甲', '2020-01-01');
  const posting = { cadreId, postingId };
  const stands = () =>
    stateOf(given, postings(cadreId)).postings.find(({ id }) => id === postingId);
  const start = (was: string, is: string) => {
    const facts = { title: stands()?.title ?? '', role: null };
    const [first] = given.accepted(CorrectPosting, {
      ...posting,
      eventId: postingId,
      was: { ...facts, on: was },
      is: { ...facts, on: is },
    });
    return first;
  };
  const end = (was: string, is: string) => {
    const facts = { title: null, role: null };
    const eventId = stands()?.end?.eventId as EventId;
    const correction = { ...posting, eventId };
    const [first] = given.accepted(CorrectPosting, {
      ...correction,
      was: { ...facts, on: was },
      is: { ...facts, on: is },
    });
    return first;
  };
  const seats = (asOf: string, knownAt = '9998', events = given.all()) =>
    [...rowsOf(organizationModel, quotaSeats, events, { asOf, knownAt }).values()].map(
      (seat) => [seat.organizationId, seat.takenOn] as string[],
    );
  return { given, organizationId, intoId, postId, posting, start, end, seats };
}
const leave = (posting: { cadreId: CadreId; postingId: EventId }) => ({
  ...posting,
  reason: 'TERM_ENDED' as const,
});

describe('a seat of the quota', () => {
  test('begins when its posting does, once that is corrected; before, as it was recorded', () => {
    const { given, organizationId, start, seats } = seated();
    const corrected = start('2020-01-01', '2021-03');
    const events = recordedLater(given.all(), corrected, '2024-12-01');
    expect(seats('2020-06-01', known.asKnown, events)).toEqual([[organizationId, '2020-01-01']]);
    expect(seats('2020-06-01', known.corrected, events)).toEqual([]);
    expect(seats('2021-03-01', known.corrected, events)).toEqual([[organizationId, '2021-03']]);
    start('2021-03', '2019-06-01');
    expect(seats('2019-06-01')).toEqual([[organizationId, '2019-06-01']]);
  });

  test('ends when its posting does, once that is corrected; before, as it was recorded', () => {
    const { given, posting, end, seats } = seated();
    given.accepted(EndPosting, leave(posting), on('2022-01-01'));
    const corrected = end('2022-01-01', '2023-01-01');
    const events = recordedLater(given.all(), corrected, '2024-12-01');
    expect(seats('2022-06-01', known.asKnown, events)).toHaveLength(0);
    expect(seats('2022-06-01', known.corrected, events)).toHaveLength(1);
    expect(seats('2023-01-01', known.corrected, events)).toHaveLength(0);
    end('2023-01-01', '2021-01-01');
    expect([seats('2020-12-31'), seats('2021-01-01')].map(({ length }) => length)).toEqual([1, 0]);
    end('2021-01-01', '2023-06-01');
    expect([seats('2023-05-31'), seats('2023-06-01')].map(({ length }) => length)).toEqual([1, 0]);
  });

  test('of a posting that had ended and never was is free for the whole time', () => {
    const { given, posting, seats } = seated();
    given.accepted(EndPosting, leave(posting), on('2022-01-01'));
    const [voided] = given.accepted(VoidPosting, posting);
    const events = recordedLater(given.all(), voided, '2024-12-01');
    expect(seats('2021-01-01', known.asKnown, events)).toHaveLength(1);
    expect(seats('2021-01-01', known.corrected, events)).toHaveLength(0);
    expect(seats('2023-01-01', known.corrected, events)).toHaveLength(0);
  });

  test('taken again by the same person stays when the first posting is corrected', () => {
    const { given, organizationId, postId, posting, end, seats } = seated();
    given.accepted(EndPosting, leave(posting), on('2021-01-01'));
    holderOf(given, postId, '某甲', '2022-01-01');
    end('2021-01-01', '2021-06-01');
    expect(seats('2021-05-31')).toEqual([[organizationId, '2020-01-01']]);
    expect(seats('2021-06-01')).toEqual([]);
    expect(seats('2023-01-01')).toEqual([[organizationId, '2022-01-01']]);
  });

  test('that moved with its post never lies outside the time the post was there', () => {
    const { given, organizationId, intoId, postId, posting, start, end, seats } = seated();
    given.accepted(TransferPost, { postId, toId: intoId }, on('2022-01-01'));
    start('2020-01-01', '2021-01-01');
    expect(seats('2020-12-31')).toEqual([]);
    expect(seats('2021-12-31')).toEqual([[organizationId, '2021-01-01']]);
    expect(seats('2022-01-01')).toEqual([[intoId, '2022-01-01']]);
    start('2021-01-01', '2023-01-01');
    expect(seats('2022-06-01')).toEqual([]);
    expect(seats('2023-01-01')).toEqual([[intoId, '2023-01-01']]);
    start('2023-01-01', '2020-01-01');
    given.accepted(EndPosting, leave(posting), on('2024-01-01'));
    end('2024-01-01', '2023-06-01');
    expect(seats('2021-12-31')).toEqual([[organizationId, '2020-01-01']]);
    expect(seats('2023-05-31')).toEqual([[intoId, '2022-01-01']]);
    expect(seats('2023-06-01')).toEqual([]);
    given.accepted(VoidPosting, posting);
    expect([seats('2021-06-01'), seats('2023-01-01')]).toEqual([[], []]);
  });

  /** The deputy's post becomes a principal's on 2022-01-01. */
  function redefined() {
    const world = seated();
    const input = { postId: world.postId, attributes: { ...deputy, principal: true } };
    world.given.accepted(RedefinePost, input, on('2022-01-01'));
    return world;
  }

  test('redated by a redefinition of the post keeps that date, as far as the posting lasts', () => {
    const { organizationId, start, seats } = redefined();
    start('2020-01-01', '2021-01-01');
    expect(seats('2021-06-01')).toEqual([[organizationId, '2021-01-01']]);
    expect(seats('2023-01-01')).toEqual([[organizationId, '2022-01-01']]);
    start('2021-01-01', '2023-01-01');
    expect(seats('2022-06-01')).toEqual([]);
    expect(seats('2023-01-01')).toEqual([[organizationId, '2023-01-01']]);
  });

  test('redated by a redefinition of the post is free for the whole time once voided', () => {
    const { given, posting, seats } = redefined();
    given.accepted(VoidPosting, posting);
    expect([seats('2021-06-01'), seats('2023-01-01')]).toEqual([[], []]);
  });

  test('of a post taken out of the quota ends with its posting, if that ended before', () => {
    const { given, postId, posting, end, seats } = seated();
    const outside = { ...deputy, underQuota: false };
    given.accepted(RedefinePost, { postId, attributes: outside }, on('2022-01-01'));
    given.accepted(EndPosting, leave(posting), on('2023-01-01'));
    end('2023-01-01', '2022-06-01');
    expect([seats('2021-12-31'), seats('2022-01-01')].map(({ length }) => length)).toEqual([1, 0]);
    end('2022-06-01', '2021-01-01');
    expect([seats('2020-12-31'), seats('2021-01-01')].map(({ length }) => length)).toEqual([1, 0]);
  });
});
