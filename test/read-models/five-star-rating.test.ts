import { describe, expect, test } from '@jest/globals';
import type { EventId } from '../../events/values.ts';
import { CorrectFiveStarRating, RecordFiveStarRating } from '../../src/domain/five-star-rating.ts';
import { fiveStarRatingModel, fiveStarRatings } from '../../src/read-models/five-star-rating.ts';
import { columnsOf } from '../../src/read-models/projection.ts';
import { openCounty, unitUnder } from '../domain/given-structure.ts';
import { recordedLater, rowsOf } from '../rows.ts';

describe('five-star ratings', () => {
  test('are one row a branch and year; a correction changes it for a later knowledge', () => {
    const { given, rootId } = openCounty();
    const organizationId = unitUnder(given, rootId, 'V1', 'VILLAGE');
    const rating = { organizationId, year: 2023, stars: ['支部过硬', '产业兴旺'] };
    const [recorded] = given.accepted(RecordFiveStarRating, rating, { effectiveOn: '2024-01-10' });
    const eventId = recorded?.id as EventId;
    const is = { ...rating, stars: ['支部过硬'] };
    const [corrected] = given.accepted(CorrectFiveStarRating, { eventId, ...is });
    const events = recordedLater(given.all(), corrected, '2024-12-01');
    const known = (knownAt: string) =>
      rowsOf(fiveStarRatingModel, fiveStarRatings, events, { knownAt }).get(eventId);
    expect(known('2024-11')).toMatchObject(rating);
    expect(known('2025')).toMatchObject({ ...is, ratedOn: '2024-01-10' });
    expect(columnsOf(fiveStarRatings as never, known('2025') as never)).toMatchObject({
      year: 2023,
      stars: 1,
    });
  });
});
