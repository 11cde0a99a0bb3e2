/** Rounds, their candidates, and who recommended whom with what votes. */

import { grassrootsOrigins } from '../../events/code-tables.ts';
import { firstDay } from '../../events/dates.ts';
import type { Recorded } from '../../events/define.ts';
import type { Origin } from '../../events/posting.ts';
import {
  ReserveCandidateInspected,
  ReserveCandidateNominated,
  ReserveCandidateQualified,
  ReserveCandidateRecommended,
  ReserveCandidateRejected,
  ReserveRecommendationHeld,
  ReserveRecommendationVoided,
  ReserveRoundAnnounced,
  ReserveRoundCancelled,
  ReserveRoundClosed,
  ReserveRoundDeliberated,
  ReserveRoundOpened,
  ReserveRoundPublicized,
} from '../../events/reserve-round.ts';
import { collection, handle, readModel } from './projection.ts';

export type ReserveRoundRow = {
  readonly county: string | null;
  readonly roundId: string;
  readonly year: number;
  readonly title: string;
  readonly stage: string;
  readonly openedOn: string;
  readonly announcedOn: string | null;
  readonly nominationsUntil: string | null;
  readonly noticeEndsOn: string | null;
  readonly closedOn: string | null;
  readonly ruleSetVersion: number;
  readonly eventId: string;
  readonly document: string | null;
};
const round = handle<ReserveRoundRow>();
const roundKey = (event: { data: { roundId: string } }) => event.data.roundId;
const at =
  <D extends { data: { roundId: string } }>(stage: string) =>
  (state: ReserveRoundRow, _event: D): ReserveRoundRow => ({ ...state, stage });

export const reserveRounds = collection<ReserveRoundRow>({
  name: 'reserveRounds',
  columns: {
    county: (row) => row.county,
    year: (row) => row.year,
    stage: (row) => row.stage,
    openedOn: (row) => row.openedOn,
    closedOn: (row) => row.closedOn,
  },
  indexes: [['county', 'year']],
  on: [
    round.begins(ReserveRoundOpened, roundKey, ({ id, data, meta }) => ({
      county: meta.county,
      roundId: data.roundId,
      year: data.year,
      title: data.title,
      stage: 'DRAFT',
      openedOn: meta.effectiveOn,
      announcedOn: null,
      nominationsUntil: null,
      noticeEndsOn: null,
      closedOn: null,
      ruleSetVersion: data.ruleSetVersion,
      eventId: id,
      document: meta.basis,
    })),
    round.continues(ReserveRoundAnnounced, roundKey, (state, { data, meta }) => ({
      ...state,
      stage: 'ANNOUNCED',
      announcedOn: meta.effectiveOn,
      nominationsUntil: data.nominationsUntil,
    })),
    round.continues(ReserveRecommendationHeld, roundKey, at('RECOMMENDING')),
    round.continues(ReserveRoundDeliberated, roundKey, at('DELIBERATING')),
    round.continues(ReserveRoundPublicized, roundKey, (state, { data }) => ({
      ...state,
      stage: 'PUBLICIZED',
      noticeEndsOn: data.endsOn,
    })),
    round.continues(ReserveRoundClosed, roundKey, (state, { meta }) => ({
      ...state,
      stage: 'CLOSED',
      closedOn: meta.effectiveOn,
    })),
    round.continues(ReserveRoundCancelled, roundKey, (state, { meta }) => ({
      ...state,
      stage: 'CANCELLED',
      closedOn: meta.effectiveOn,
    })),
  ],
});

export type ReserveCandidateRow = {
  readonly county: string | null;
  readonly roundId: string;
  readonly cadreId: string;
  readonly origin: Origin | null;
  readonly stage: string;
  readonly nominatedOn: string;
  readonly nominationIds: readonly string[];
  readonly rejectedFor: string | null;
  readonly recommendedOn: string | null;
  readonly recommendedEventId: string | null;
  readonly recommendationIds: readonly string[];
  readonly inspectedFit: boolean | null;
  readonly eventId: string;
  readonly document: string | null;
};
const candidate = handle<ReserveCandidateRow>();
export const reserveCandidateKey = (roundId: string, cadreId: string) => `${roundId}.${cadreId}`;
const candidateKey = (event: { data: { roundId: string; cadreId: string } }) =>
  reserveCandidateKey(event.data.roundId, event.data.cadreId);

export const reserveCandidates = collection<ReserveCandidateRow>({
  name: 'reserveCandidates',
  columns: {
    county: (row) => row.county,
    roundId: (row) => row.roundId,
    cadreId: (row) => row.cadreId,
    stage: (row) => row.stage,
    originType: (row) => row.origin?.unitType ?? null,
    originRole: (row) => row.origin?.role ?? null,
    grassroots: (row) => row.origin !== null && grassrootsOrigins.has(row.origin.unitType),
    recommended: (row) => row.recommendedEventId !== null,
    recommendedOn: (row) => row.recommendedOn,
    nominatedOn: (row) => row.nominatedOn,
  },
  indexes: [
    ['roundId', 'recommended'],
    ['county', 'cadreId'],
  ],
  on: [
    candidate.begins(ReserveCandidateNominated, candidateKey, ({ id, data, meta }, state) => ({
      ...(state ?? {
        county: meta.county,
        roundId: data.roundId,
        cadreId: data.cadreId,
        stage: 'NOMINATED',
        nominatedOn: firstDay(meta.effectiveOn),
        rejectedFor: null,
        recommendedOn: null,
        recommendedEventId: null,
        recommendationIds: [],
        inspectedFit: null,
        eventId: id,
        document: meta.basis,
      }),
      origin: data.origin,
      nominationIds: [...(state?.nominationIds ?? []), id],
    })),
    candidate.continues(ReserveCandidateQualified, candidateKey, (state) => ({
      ...state,
      stage: 'QUALIFIED',
    })),
    candidate.continues(ReserveCandidateRejected, candidateKey, (state, { data }) => ({
      ...state,
      stage: 'REJECTED',
      rejectedFor: data.grounds,
    })),
    candidate.continues(ReserveCandidateRecommended, candidateKey, (state, { id, data, meta }) => ({
      ...state,
      stage: 'RECOMMENDED',
      origin: data.origin,
      recommendedOn: firstDay(meta.effectiveOn),
      recommendedEventId: id,
      recommendationIds: data.recommendationIds,
    })),
    candidate.continues(ReserveCandidateInspected, candidateKey, (state, { data }) => ({
      ...state,
      stage: 'INSPECTED',
      inspectedFit: data.fit,
    })),
    candidate.voids(ReserveRecommendationVoided, candidateKey, ({ data }) => data.eventId),
  ],
});

export type ReserveNominationRow = {
  readonly county: string | null;
  readonly roundId: string;
  readonly cadreId: string;
  readonly form: string;
  readonly nominatorUnitId: string | null;
  readonly nominatorIds: readonly string[];
  readonly on: string;
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
    on: (row) => row.on,
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
  ],
});

/** A meeting or talks with all its tallies: one fact, one row. */
export type ReserveRecommendationRow = {
  readonly county: string | null;
  readonly roundId: string;
  readonly form: string;
  readonly unitId: string;
  readonly on: string;
  readonly expected: number;
  readonly present: number;
  readonly tallies: Recorded<typeof ReserveRecommendationHeld>['data']['tallies'];
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
    on: (row) => row.on,
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
  ],
});

export const reserveRoundModel = readModel('reserveRounds', 1, [
  reserveRounds,
  reserveCandidates,
  reserveNominations,
  reserveRecommendations,
]);
