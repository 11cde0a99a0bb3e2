/** Who recommended whom in a round: nominations, and meetings and talks with their votes. */
import { firstDay, type PartialDate } from '../../events/dates.ts';
import { ReserveCandidateNominated } from '../../events/reserve-round.ts';
import { ReserveNominationVoided } from '../../events/reserve-round-correction.ts';
import {
  ReserveMeetingOrTalksCorrected,
  ReserveMeetingOrTalksVoided,
  ReserveRecommendationHeld,
  type Votes,
} from '../../events/reserve-round-meeting.ts';
import type { EventId } from '../../events/values.ts';
import { collection, handle } from './projection.ts';

/** Rows that are one fact: a correction names it by its event. */
const factId = (event: { data: { eventId: EventId } }) => event.data.eventId;

export type ReserveNominationRow = {
  readonly county: string | null;
  readonly roundId: string;
  readonly cadreId: string;
  readonly form: string;
  readonly nominatorUnitId: string | null;
  readonly nominatorIds: readonly string[];
  readonly on: PartialDate;
  readonly eventId: string;
  readonly document: string | null;
};
const nomination = handle<ReserveNominationRow>();
export const reserveNominations = collection<ReserveNominationRow>({
  name: 'reserveNominations',
  columns: {
    county: (row) => row.county,
    roundId: (row) => row.roundId,
    cadreId: (row) => row.cadreId,
    form: (row) => row.form,
    nominatorUnitId: (row) => row.nominatorUnitId,
    on: (row) => firstDay(row.on),
  },
  indexes: [['roundId', 'cadreId']],
  on: [
    nomination.begins(
      ReserveCandidateNominated,
      (event) => event.id,
      ({ id, data, meta }) => ({
        county: meta.county,
        roundId: data.roundId,
        cadreId: data.cadreId,
        form: data.form,
        nominatorUnitId: data.nominatorUnitId,
        nominatorIds: data.nominatorIds,
        on: meta.effectiveOn,
        eventId: id,
        document: meta.basis,
      }),
    ),
    nomination.voids(ReserveNominationVoided, factId, factId),
  ],
});

/** A meeting or talks with all its tallies: one fact, one row. */
export type ReserveRecommendationRow = Votes & {
  readonly county: string | null;
  readonly roundId: string;
  readonly form: string;
  readonly unitId: string;
  readonly on: PartialDate;
  readonly eventId: string;
  readonly document: string | null;
};
const recommendation = handle<ReserveRecommendationRow>();
export const reserveRecommendations = collection<ReserveRecommendationRow>({
  name: 'reserveRecommendations',
  columns: {
    county: (row) => row.county,
    roundId: (row) => row.roundId,
    form: (row) => row.form,
    unitId: (row) => row.unitId,
    on: (row) => firstDay(row.on),
  },
  indexes: [['roundId', 'on']],
  on: [
    recommendation.begins(
      ReserveRecommendationHeld,
      (event) => event.id,
      ({ id, data, meta }) => ({
        ...data,
        county: meta.county,
        on: meta.effectiveOn,
        eventId: id,
        document: meta.basis,
      }),
    ),
    recommendation.amends(ReserveMeetingOrTalksCorrected, factId, factId, (fact, { data }) => ({
      ...fact,
      data: { ...fact.data, ...data.is },
    })),
    recommendation.voids(ReserveMeetingOrTalksVoided, factId, factId),
  ],
});
