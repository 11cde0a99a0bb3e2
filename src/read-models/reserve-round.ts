/** Rounds and their candidates. */
import { grassrootsOrigins } from '../../events/code-tables.ts';
import { type CivilDate, firstDay, type PartialDate } from '../../events/dates.ts';
import type { Origin } from '../../events/posting.ts';
import {
  ReserveCandidateNominated,
  ReserveCandidateQualified,
  ReserveCandidateRecommended,
  ReserveCandidateRejected,
  ReserveCandidateStage,
  ReserveRoundAnnounced,
  ReserveRoundCancelled,
  ReserveRoundClosed,
  ReserveRoundDeliberated,
  ReserveRoundOpened,
  ReserveRoundPublicized,
  ReserveRoundStage,
} from '../../events/reserve-round.ts';
import {
  ReserveAnnouncementCorrected,
  ReserveDeliberationVoided,
  ReserveNominationVoided,
  ReserveNoticeVoided,
  ReserveRecommendationVoided,
  ReserveRoundEndVoided,
  ReserveRoundStepCorrected,
  ReserveRoundStepVoided,
  ReserveScreeningVoided,
} from '../../events/reserve-round-correction.ts';
import {
  ReserveCandidateInspected,
  ReserveInspectionCorrected,
  ReserveInspectionVoided,
} from '../../events/reserve-round-inspection.ts';
import {
  ReserveMeetingOrTalksVoided,
  ReserveRecommendationHeld,
} from '../../events/reserve-round-meeting.ts';
import type { EventId } from '../../events/values.ts';
import { collection, handle, movedTo, readModel } from './projection.ts';
import { reserveNominations, reserveRecommendations } from './reserve-round-recommendation.ts';

export type ReserveRoundRow = {
  readonly county: string | null;
  readonly roundId: string;
  readonly year: number;
  readonly title: string;
  readonly stage: ReserveRoundStage;
  readonly openedOn: PartialDate;
  readonly announcedOn: PartialDate | null;
  readonly nominationsUntil: string | null;
  readonly noticeEndsOn: CivilDate | null;
  readonly closedOn: PartialDate | null;
  readonly ruleSetVersion: number;
  readonly eventId: string;
  readonly document: string | null;
};
const round = handle<ReserveRoundRow>();
const roundKey = (event: { data: { roundId: string } }) => event.data.roundId;
const factId = (event: { data: { eventId: EventId } }) => event.data.eventId;
const stages = ReserveRoundStage.options;

/** The row at least at a stage: a step back-entered, or known less precisely, never sets it back. */
function reached(row: ReserveRoundRow, stage: ReserveRoundStage): ReserveRoundRow {
  return stages.indexOf(stage) > stages.indexOf(row.stage) ? { ...row, stage } : row;
}
const at = (stage: ReserveRoundStage) => (row: ReserveRoundRow) => reached(row, stage);

export const reserveRounds = collection<ReserveRoundRow>({
  name: 'reserveRounds',
  columns: {
    county: (row) => row.county,
    year: (row) => row.year,
    stage: (row) => row.stage,
    openedOn: (row) => firstDay(row.openedOn),
    closedOn: (row) => firstDay(row.closedOn),
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
    round.continues(ReserveRoundAnnounced, roundKey, (row, { data, meta }) => ({
      ...reached(row, 'ANNOUNCED'),
      announcedOn: meta.effectiveOn,
      nominationsUntil: data.nominationsUntil,
    })),
    round.amends(ReserveAnnouncementCorrected, roundKey, factId, (fact, { data }) => ({
      ...fact,
      data: { ...fact.data, nominationsUntil: data.is },
    })),
    round.continues(ReserveCandidateNominated, roundKey, at('NOMINATING')),
    round.voids(ReserveNominationVoided, roundKey, factId),
    round.continues(ReserveCandidateQualified, roundKey, at('SCREENING')),
    round.continues(ReserveCandidateRejected, roundKey, at('SCREENING')),
    round.voids(ReserveScreeningVoided, roundKey, factId),
    round.continues(ReserveRecommendationHeld, roundKey, at('RECOMMENDING')),
    round.voids(ReserveMeetingOrTalksVoided, roundKey, factId),
    round.continues(ReserveCandidateInspected, roundKey, at('INSPECTING')),
    round.voids(ReserveInspectionVoided, roundKey, factId),
    round.continues(ReserveRoundDeliberated, roundKey, at('DELIBERATING')),
    round.voids(ReserveDeliberationVoided, roundKey, factId),
    round.continues(ReserveRoundPublicized, roundKey, (row, { data }) => ({
      ...reached(row, 'PUBLICIZED'),
      noticeEndsOn: data.endsOn,
    })),
    round.voids(ReserveNoticeVoided, roundKey, factId),
    round.continues(ReserveRoundClosed, roundKey, (row, { meta }) => ({
      ...reached(row, 'CLOSED'),
      closedOn: meta.effectiveOn,
    })),
    round.continues(ReserveRoundCancelled, roundKey, (row, { meta }) => ({
      ...reached(row, 'CANCELLED'),
      closedOn: meta.effectiveOn,
    })),
    round.voids(ReserveRoundEndVoided, roundKey, factId),
    round.voids(ReserveRoundStepVoided, roundKey, factId),
    round.amends(ReserveRoundStepCorrected, roundKey, factId, (fact, { data: { is } }) => {
      const span: Readonly<Record<string, object>> = {
        [ReserveRoundAnnounced.type]: { nominationsUntil: is.until },
        [ReserveRoundPublicized.type]: { endsOn: is.until },
      };
      return movedTo({ ...fact, data: { ...fact.data, ...span[fact.type] } }, is.on);
    }),
  ],
});

export type ReserveCandidateRow = {
  readonly county: string | null;
  readonly roundId: string;
  readonly cadreId: string;
  readonly origin: Origin | null;
  readonly stage: ReserveCandidateStage;
  readonly nominatedOn: PartialDate;
  readonly nominationIds: readonly string[];
  readonly screenedEventId: string | null;
  readonly rejectedFor: string | null;
  readonly recommendedOn: PartialDate | null;
  readonly recommendedEventId: string | null;
  readonly recommendationIds: readonly string[];
  readonly inspectedFit: boolean | null;
  readonly teamSize: number | null;
  readonly inspectionEventId: string | null;
  readonly eventId: string;
  readonly document: string | null;
};
const candidate = handle<ReserveCandidateRow>();
export const reserveCandidateKey = (roundId: string, cadreId: string) => `${roundId}.${cadreId}`;
const candidateKey = (event: { data: { roundId: string; cadreId: string } }) =>
  reserveCandidateKey(event.data.roundId, event.data.cadreId);

const candidateStages = ReserveCandidateStage.options;
function came(row: ReserveCandidateRow, stage: ReserveCandidateStage): ReserveCandidateRow {
  const isFarther = candidateStages.indexOf(stage) > candidateStages.indexOf(row.stage);
  return isFarther ? { ...row, stage } : row;
}

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
    recommendedOn: (row) => firstDay(row.recommendedOn),
    nominatedOn: (row) => firstDay(row.nominatedOn),
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
        nominatedOn: meta.effectiveOn,
        screenedEventId: null,
        rejectedFor: null,
        recommendedOn: null,
        recommendedEventId: null,
        recommendationIds: [],
        inspectedFit: null,
        teamSize: null,
        inspectionEventId: null,
        eventId: id,
        document: meta.basis,
      }),
      origin: data.origin,
      nominationIds: [...(state?.nominationIds ?? []), id],
    })),
    candidate.voids(ReserveNominationVoided, candidateKey, factId),
    candidate.continues(ReserveCandidateQualified, candidateKey, (row, { id }) => ({
      ...came(row, 'QUALIFIED'),
      screenedEventId: id,
    })),
    candidate.continues(ReserveCandidateRejected, candidateKey, (row, { id, data }) => ({
      ...came(row, 'REJECTED'),
      screenedEventId: id,
      rejectedFor: data.grounds,
    })),
    candidate.voids(ReserveScreeningVoided, candidateKey, factId),
    candidate.continues(ReserveCandidateRecommended, candidateKey, (row, { id, data, meta }) => ({
      ...came(row, 'RECOMMENDED'),
      origin: data.origin,
      recommendedOn: meta.effectiveOn,
      recommendedEventId: id,
      recommendationIds: data.recommendationIds,
    })),
    candidate.voids(ReserveRecommendationVoided, candidateKey, factId),
    candidate.continues(ReserveCandidateInspected, candidateKey, (row, { id, data }) => ({
      ...came(row, 'INSPECTED'),
      inspectedFit: data.fit,
      teamSize: data.teamSize,
      inspectionEventId: id,
    })),
    candidate.amends(ReserveInspectionCorrected, candidateKey, factId, (fact, { data }) => ({
      ...fact,
      data: { ...fact.data, ...data.is },
    })),
    candidate.voids(ReserveInspectionVoided, candidateKey, factId),
  ],
});

export const reserveRoundModel = readModel('reserveRounds', 4, [
  reserveRounds,
  reserveCandidates,
  reserveNominations,
  reserveRecommendations,
]);
