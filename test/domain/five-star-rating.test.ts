import { describe, expect, test } from '@jest/globals';
import type { EventId } from '../../events/values.ts';
import { CorrectFiveStarRating, RecordFiveStarRating } from '../../src/domain/five-star-rating.ts';
import { hasSentence } from '../../src/domain/sentences/index.ts';
import { idOf } from '../scenario.ts';
import { nowhere, openCounty, unitUnder } from './given-structure.ts';

function village() {
  const { given, rootId } = openCounty();
  const townshipId = unitUnder(given, rootId, 'T1', 'TOWNSHIP');
  const organizationId = unitUnder(given, townshipId, 'V1', 'VILLAGE');
  const communityId = unitUnder(given, townshipId, 'C1', 'COMMUNITY');
  return { given, townshipId, organizationId, communityId };
}
const rating = { year: 2023, stars: ['支部过硬', '产业兴旺'] };

describe('five-star ratings', () => {
  test('are recorded once a year; the same again, in any order, changes nothing', () => {
    const { given, organizationId } = village();
    const [recorded] = given.accepted(RecordFiveStarRating, { organizationId, ...rating });
    expect(recorded?.data).toEqual({ organizationId, ...rating });
    const again = { ...rating, stars: [...rating.stars].reverse() };
    expect(given.accepted(RecordFiveStarRating, { organizationId, ...again })).toEqual([]);
    const other = { ...rating, stars: ['文明幸福'] };
    expect(given.decide(RecordFiveStarRating, { organizationId, ...other })).toMatchObject({
      refusals: [{ code: 'FiveStarRatingStands', evidence: [recorded?.id] }],
    });
  });

  test('a community has stars of its own', () => {
    const { given, organizationId, communityId } = village();
    const shared = { year: 2023, stars: ['共建共享'] };
    expect(given.refused(RecordFiveStarRating, { organizationId: communityId, ...shared })).toEqual(
      [],
    );
    expect(given.refused(RecordFiveStarRating, { organizationId, ...shared })).toEqual([
      'StarUnknown',
    ]);
  });

  test('belong to villages and communities, to years that have come, to each star once', () => {
    const { given, organizationId, townshipId } = village();
    const refused = (id: typeof organizationId, year: number, stars: string[]) =>
      given.refused(RecordFiveStarRating, { organizationId: id, year, stars });
    const codes = [
      ...refused(townshipId, 2023, []),
      ...refused(organizationId, 2025, ['支部过硬', '支部过硬']),
      ...refused(nowhere, 2023, []),
    ];
    expect(codes).toEqual([
      'FiveStarOnlyForBranches',
      'RatingYearAhead',
      'StarTwice',
      'FiveStarOnlyForBranches',
      'OrganizationUnknown',
    ]);
    expect([...codes, 'StarUnknown', 'FiveStarRatingStands'].every(hasSentence)).toBe(true);
  });

  test('are corrected with what was and what is', () => {
    const { given, organizationId } = village();
    const [recorded] = given.accepted(RecordFiveStarRating, { organizationId, ...rating });
    const eventId = recorded?.id as EventId;
    const is = { year: 2023, stars: ['支部过硬'] };
    const [corrected] = given.accepted(CorrectFiveStarRating, { organizationId, eventId, ...is });
    expect(corrected?.data).toEqual({ organizationId, eventId, was: rating, is });
    expect(given.accepted(CorrectFiveStarRating, { organizationId, eventId, ...is })).toEqual([]);
  });

  test('are corrected neither into another year’s nor when there is none', () => {
    const { given, organizationId } = village();
    given.accepted(RecordFiveStarRating, { organizationId, ...rating });
    const other = { ...rating, year: 2022 };
    const [recorded] = given.accepted(RecordFiveStarRating, { organizationId, ...other });
    const correct = (eventId: EventId, id = organizationId) =>
      given.refused(CorrectFiveStarRating, { organizationId: id, eventId, ...rating });
    expect(correct(recorded?.id as EventId)).toEqual(['FiveStarRatingStands']);
    expect(correct(idOf('none'))).toEqual(['CorrectedFactUnknown']);
    expect(correct(idOf('none'), nowhere)).toEqual(['OrganizationUnknown']);
  });
});
