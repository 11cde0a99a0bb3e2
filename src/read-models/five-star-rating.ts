/** “五星”支部评定: one row a branch and year. */
import { firstDay, type PartialDate } from '../../events/dates.ts';
import { FiveStarRatingCorrected, FiveStarRatingRecorded } from '../../events/organization.ts';
import { collection, handle, readModel } from './projection.ts';

export type FiveStarRatingRow = {
  readonly county: string | null;
  readonly organizationId: string;
  readonly year: number;
  readonly stars: readonly string[];
  readonly ratedOn: PartialDate;
  readonly eventId: string;
  readonly document: string | null;
};
const row = handle<FiveStarRatingRow>();

export const fiveStarRatings = collection<FiveStarRatingRow>({
  name: 'fiveStarRatings',
  columns: {
    county: (state) => state.county,
    organizationId: (state) => state.organizationId,
    year: (state) => state.year,
    stars: (state) => state.stars.length,
    ratedOn: (state) => firstDay(state.ratedOn),
  },
  indexes: [
    ['county', 'year', 'stars'],
    ['organizationId', 'year'],
  ],
  on: [
    row.begins(
      FiveStarRatingRecorded,
      (event) => event.id,
      ({ id, data, meta }) => ({
        ...data,
        county: meta.county,
        ratedOn: meta.effectiveOn,
        eventId: id,
        document: meta.basis,
      }),
    ),
    row.amends(
      FiveStarRatingCorrected,
      (event) => event.data.eventId,
      (event) => event.data.eventId,
      (fact, { data }) => ({ ...fact, data: { ...fact.data, ...data.is } }),
    ),
  ],
});

export const fiveStarRatingModel = readModel('fiveStarRating', 2, [fiveStarRatings]);
