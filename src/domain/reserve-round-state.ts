/** A round as its deciders read it: the steps it took, its meetings and talks, its candidates. */
import type { CivilDate } from '../../events/dates.ts';
import type { DataOf } from '../../events/define.ts';
import {
  ReserveRoundAnnounced,
  ReserveRoundCancelled,
  ReserveRoundClosed,
  ReserveRoundDeliberated,
  ReserveRoundOpened,
  ReserveRoundPublicized,
} from '../../events/reserve-round.ts';
import {
  ReserveAnnouncementCorrected,
  ReserveDeliberationVoided,
  ReserveNominationVoided,
  ReserveNoticeVoided,
  ReserveRoundEndVoided,
  ReserveRoundStepCorrected,
  ReserveRoundStepVoided,
} from '../../events/reserve-round-correction.ts';
import {
  ReserveMeetingOrTalksCorrected,
  ReserveMeetingOrTalksVoided,
  ReserveRecommendationHeld,
} from '../../events/reserve-round-meeting.ts';
import type { CadreId, CountyCode, EventId, ReserveRoundId } from '../../events/values.ts';
import { type Step, step } from './chronology.ts';
import { type Fold, fold, type StreamRef, when } from './fold.ts';
import { type Candidates, candidatesFold } from './reserve-round-candidate-state.ts';

/** A meeting or talks held, with attendance and votes. */
export type Recommendation = Step & Omit<DataOf<typeof ReserveRecommendationHeld>, 'roundId'>;
type Course = {
  readonly opened:
    | (Step & {
        readonly county: CountyCode | null;
        readonly year: number;
        readonly title: string;
        readonly ruleSetVersion: number;
      })
    | null;
  readonly announced: (Step & { readonly nominationsUntil: CivilDate }) | null;
  /** In the order in which they were recorded. */
  readonly recommendations: readonly Recommendation[];
  readonly approved:
    | (Step & {
        readonly cadreIds: readonly CadreId[];
        readonly expected: number;
        readonly present: number;
        readonly votesFor: number;
      })
    | null;
  readonly publicNotice: (Step & { readonly endsOn: CivilDate }) | null;
  /** Closed, or cancelled. */
  readonly ended: Step | null;
  readonly cancelled: boolean;
  /** Facts taken back by name; and that a deliberation, a notice or an end once was. */
  readonly voided: readonly (EventId | 'approved' | 'publicNotice' | 'ended')[];
};
export type ReserveRoundState = Course & { readonly candidates: Candidates };

const noCourse: Course = {
  opened: null,
  announced: null,
  recommendations: [],
  approved: null,
  publicNotice: null,
  ended: null,
  cancelled: false,
  voided: [],
};

const courseFold = fold<Course>('reserveRoundCourse', noCourse, [
  when(ReserveRoundOpened, (state, event) => {
    const { year, title, ruleSetVersion } = event.data;
    const { county } = event.meta;
    return { ...state, opened: { ...step(event), county, year, title, ruleSetVersion } };
  }),
  when(ReserveRoundAnnounced, (state, event) => {
    const { nominationsUntil } = event.data;
    return { ...state, announced: { ...step(event), nominationsUntil } };
  }),
  when(ReserveAnnouncementCorrected, (state, { data }) => ({
    ...state,
    announced: state.announced && { ...state.announced, nominationsUntil: data.is },
  })),
  when(ReserveNominationVoided, (state, { data }) => ({
    ...state,
    voided: [...state.voided, data.eventId],
  })),
  when(ReserveRecommendationHeld, (state, event) => ({
    ...state,
    recommendations: [...state.recommendations, { ...event.data, ...step(event) }],
  })),
  when(ReserveMeetingOrTalksCorrected, (state, { data }) => ({
    ...state,
    recommendations: state.recommendations.map((one) =>
      one.eventId === data.eventId ? { ...one, ...data.is } : one,
    ),
  })),
  when(ReserveMeetingOrTalksVoided, (state, { data }) => ({
    ...state,
    recommendations: state.recommendations.filter(({ eventId }) => eventId !== data.eventId),
    voided: [...state.voided, data.eventId],
  })),
  when(ReserveRoundDeliberated, (state, event) => {
    const { expected, present, votesFor, approvedIds: cadreIds } = event.data;
    return { ...state, approved: { ...step(event), cadreIds, expected, present, votesFor } };
  }),
  when(ReserveDeliberationVoided, (state) => ({
    ...state,
    approved: null,
    voided: [...state.voided, 'approved'],
  })),
  when(ReserveRoundPublicized, (state, event) => ({
    ...state,
    publicNotice: { ...step(event), endsOn: event.data.endsOn },
  })),
  when(ReserveNoticeVoided, (state) => ({
    ...state,
    publicNotice: null,
    voided: [...state.voided, 'publicNotice'],
  })),
  when(ReserveRoundClosed, (state, event) => ({ ...state, ended: step(event) })),
  when(ReserveRoundCancelled, (state, event) => ({
    ...state,
    ended: step(event),
    cancelled: true,
  })),
  when(ReserveRoundStepCorrected, (state, { data: { eventId, is } }) => {
    const { opened, announced, approved, publicNotice, ended } = state;
    const moved = <S extends Step>(one: S | null, more: Partial<S> = {}) =>
      one?.eventId === eventId ? { ...one, ...more, on: is.on } : one;
    const until = is.until ?? undefined;
    return {
      ...state,
      opened: moved(opened),
      announced: moved(announced, until && { nominationsUntil: until }),
      approved: moved(approved),
      publicNotice: moved(publicNotice, until && { endsOn: until }),
      ended: moved(ended),
    };
  }),
  when(ReserveRoundStepVoided, (state, { data: { eventId } }) => {
    const stays = <S extends Step>(one: S | null) => (one?.eventId === eventId ? null : one);
    return {
      ...state,
      opened: stays(state.opened),
      announced: stays(state.announced),
      voided: [...state.voided, eventId],
    };
  }),
  when(ReserveRoundEndVoided, (state) => ({
    ...state,
    ended: null,
    cancelled: false,
    voided: [...state.voided, 'ended'],
  })),
]);

/** The course and the candidates, each folded by its own rules from the one stream. */
const reserveRoundFold: Fold<ReserveRoundState> = {
  name: 'reserveRound',
  initial: { ...noCourse, candidates: candidatesFold.initial },
  evolve: ({ candidates, ...course }, event) => ({
    ...courseFold.evolve(course, event),
    candidates: candidatesFold.evolve(candidates, event),
  }),
};
export const reserveRoundStream = (id: ReserveRoundId) => `reserveRound-${id}`;
export const reserveRound = (id: ReserveRoundId): StreamRef<ReserveRoundState> => ({
  stream: reserveRoundStream(id),
  fold: reserveRoundFold,
});
