/** A round as its deciders read it. */
import type { GrassrootsRole } from '../../events/code-tables.ts';
import type { CivilDate, PartialDate } from '../../events/dates.ts';
import type { DataOf } from '../../events/define.ts';
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
import type {
  CadreId,
  CountyCode,
  EventId,
  OrganizationId,
  ReserveRoundId,
} from '../../events/values.ts';
import { fold, type StreamRef, when } from './fold.ts';

/** Stages in their order; a round moves forward only. */
export const reserveRoundStages = [
  'DRAFT',
  'ANNOUNCED',
  'NOMINATING',
  'SCREENING',
  'RECOMMENDING',
  'INSPECTING',
  'DELIBERATING',
  'PUBLICIZED',
  'CLOSED',
] as const;
export type ReserveRoundStage = (typeof reserveRoundStages)[number];

export type Candidate = {
  readonly nominations: readonly {
    readonly eventId: EventId;
    readonly form: string;
    readonly unitId: OrganizationId | null;
    readonly nominatorIds: readonly CadreId[];
  }[];
  readonly origin: Origin | null;
  readonly screened:
    | { readonly kind: 'qualified'; readonly eventId: EventId; readonly as: GrassrootsRole | null }
    | { readonly kind: 'rejected'; readonly eventId: EventId }
    | null;
  readonly recommended: { readonly eventId: EventId } | null;
  /** The last recommendation was taken back. */
  readonly recommendationVoided: boolean;
  readonly inspected: { readonly eventId: EventId; readonly fit: boolean } | null;
};
export type Recommendation = Omit<DataOf<typeof ReserveRecommendationHeld>, 'roundId'> & {
  readonly eventId: EventId;
  readonly on: PartialDate;
};
export type ReserveRoundState = {
  readonly opened: {
    readonly eventId: EventId;
    readonly county: CountyCode | null;
    readonly on: PartialDate;
    readonly year: number;
    readonly title: string;
    readonly ruleSetVersion: number;
  } | null;
  readonly stage: ReserveRoundStage;
  readonly cancelled: boolean;
  readonly nominationsUntil: CivilDate | null;
  readonly announcedOn: PartialDate | null;
  readonly candidates: ReadonlyMap<CadreId, Candidate>;
  readonly recommendations: readonly Recommendation[];
  readonly approved: {
    readonly on: PartialDate;
    readonly cadreIds: readonly CadreId[];
    readonly expected: number;
    readonly present: number;
    readonly votesFor: number;
  } | null;
  readonly publicNotice: { readonly startsOn: PartialDate; readonly endsOn: CivilDate } | null;
};

const noRound: ReserveRoundState = {
  opened: null,
  stage: 'DRAFT',
  cancelled: false,
  nominationsUntil: null,
  announcedOn: null,
  candidates: new Map(),
  recommendations: [],
  approved: null,
  publicNotice: null,
};
const noCandidate: Candidate = {
  nominations: [],
  origin: null,
  screened: null,
  recommended: null,
  recommendationVoided: false,
  inspected: null,
};

/** The round at least at a stage: back-entered facts of earlier stages do not set it back. */
function reached(state: ReserveRoundState, stage: ReserveRoundStage): ReserveRoundState {
  const at = reserveRoundStages.indexOf;
  return at.call(reserveRoundStages, stage) > at.call(reserveRoundStages, state.stage)
    ? { ...state, stage }
    : state;
}

function withCandidate(
  state: ReserveRoundState,
  cadreId: CadreId,
  change: (candidate: Candidate) => Candidate,
): ReserveRoundState {
  const candidates = new Map(state.candidates);
  candidates.set(cadreId, change(candidates.get(cadreId) ?? noCandidate));
  return { ...state, candidates };
}

const reserveRoundFold = fold<ReserveRoundState>('reserveRound', noRound, [
  when(ReserveRoundOpened, (state, { id, data, meta }) => ({
    ...state,
    opened: {
      eventId: id,
      county: meta.county,
      on: meta.effectiveOn,
      year: data.year,
      title: data.title,
      ruleSetVersion: data.ruleSetVersion,
    },
  })),
  when(ReserveRoundAnnounced, (state, { data, meta }) =>
    reached(
      { ...state, nominationsUntil: data.nominationsUntil, announcedOn: meta.effectiveOn },
      'ANNOUNCED',
    ),
  ),
  when(ReserveCandidateNominated, (state, { id, data }) =>
    reached(
      withCandidate(state, data.cadreId, (candidate) => ({
        ...candidate,
        origin: data.origin,
        nominations: [
          ...candidate.nominations,
          {
            eventId: id,
            form: data.form,
            unitId: data.nominatorUnitId,
            nominatorIds: data.nominatorIds,
          },
        ],
      })),
      'NOMINATING',
    ),
  ),
  when(ReserveCandidateQualified, (state, { id, data }) =>
    reached(
      withCandidate(state, data.cadreId, (candidate) => ({
        ...candidate,
        screened: { kind: 'qualified', eventId: id, as: data.eligibleAs },
      })),
      'SCREENING',
    ),
  ),
  when(ReserveCandidateRejected, (state, { id, data }) =>
    reached(
      withCandidate(state, data.cadreId, (candidate) => ({
        ...candidate,
        screened: { kind: 'rejected', eventId: id },
      })),
      'SCREENING',
    ),
  ),
  when(ReserveRecommendationHeld, (state, { id, data, meta }) =>
    reached(
      {
        ...state,
        recommendations: [...state.recommendations, { ...data, eventId: id, on: meta.effectiveOn }],
      },
      'RECOMMENDING',
    ),
  ),
  when(ReserveCandidateRecommended, (state, { id, data }) =>
    reached(
      withCandidate(state, data.cadreId, (candidate) => ({
        ...candidate,
        recommended: { eventId: id },
        recommendationVoided: false,
      })),
      'RECOMMENDING',
    ),
  ),
  when(ReserveRecommendationVoided, (state, { data }) =>
    withCandidate(state, data.cadreId, (candidate) => ({
      ...candidate,
      recommended: null,
      recommendationVoided: true,
    })),
  ),
  when(ReserveCandidateInspected, (state, { id, data }) =>
    reached(
      withCandidate(state, data.cadreId, (candidate) => ({
        ...candidate,
        inspected: { eventId: id, fit: data.fit },
      })),
      'INSPECTING',
    ),
  ),
  when(ReserveRoundDeliberated, (state, { data, meta }) =>
    reached(
      { ...state, approved: { ...data, on: meta.effectiveOn, cadreIds: data.approvedIds } },
      'DELIBERATING',
    ),
  ),
  when(ReserveRoundPublicized, (state, { data, meta }) =>
    reached(
      { ...state, publicNotice: { startsOn: meta.effectiveOn, endsOn: data.endsOn } },
      'PUBLICIZED',
    ),
  ),
  when(ReserveRoundClosed, (state) => reached(state, 'CLOSED')),
  when(ReserveRoundCancelled, (state) => ({ ...state, cancelled: true })),
]);

export const reserveRoundStream = (id: ReserveRoundId) => `reserveRound-${id}`;
export const reserveRound = (id: ReserveRoundId): StreamRef<ReserveRoundState> => ({
  stream: reserveRoundStream(id),
  fold: reserveRoundFold,
});
