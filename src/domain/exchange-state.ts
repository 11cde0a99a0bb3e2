/** An exchange as deciders read it, and what moves where on a day. */
import type { ExchangeDirection, PostLevel, UnitType } from '../../events/code-tables.ts';
import type { CivilDate } from '../../events/dates.ts';
import type { DataOf, Finding } from '../../events/define.ts';
import {
  ExchangeApproved,
  ExchangeCancelled,
  ExchangeCompleted,
  ExchangeCompletionVoided,
  ExchangeNotified,
  ExchangeProposed,
  ExchangeReportedForDuty,
  ExchangeStepVoided,
  ExchangeUnitConsulted,
} from '../../events/exchange.ts';
import type { CountyCode, EventId, ExchangeId } from '../../events/values.ts';
import { type Step, step } from './chronology.ts';
import { type Context, citing, finding, obstacles } from './command.ts';
import { fold, type StreamRef, when } from './fold.ts';
import { type Posting, type PostingsState, postingsOn } from './people.ts';

type Side = DataOf<typeof ExchangeUnitConsulted>['side'];
type Opinion = Step & { readonly agreed: boolean };
export type Proposal = Step &
  DataOf<typeof ExchangeProposed> & { readonly county: CountyCode | null };
export type ExchangeState = {
  readonly proposed: Proposal | null;
  /** Every opinion of a unit; it may change its mind. */
  readonly heard: readonly (Opinion & { readonly side: Side })[];
  /** The last of each. */
  readonly opinions: { readonly FROM: Opinion | null; readonly TO: Opinion | null };
  readonly approved: Step | null;
  readonly notified: Step | null;
  readonly reported: Step | null;
  readonly completed: Step | null;
  /** Recorded as completed in error, and not completed since. */
  readonly completionVoided: boolean;
  readonly cancelled: Step | null;
  /** Steps recorded in error and taken back. */
  readonly voided: readonly EventId[];
};
const nothing: ExchangeState = {
  proposed: null,
  heard: [],
  opinions: { FROM: null, TO: null },
  approved: null,
  notified: null,
  reported: null,
  completed: null,
  completionVoided: false,
  cancelled: null,
  voided: [],
};
const exchangeFold = fold<ExchangeState>('exchange', nothing, [
  when(ExchangeProposed, (state, event) => ({
    ...state,
    proposed: { ...event.data, ...step(event), county: event.meta.county },
  })),
  when(ExchangeUnitConsulted, (state, event) => {
    const { side, agreed } = event.data;
    return hearing(state, [...state.heard, { ...step(event), side, agreed }]);
  }),
  when(ExchangeApproved, (state, event) => ({ ...state, approved: step(event) })),
  when(ExchangeNotified, (state, event) => ({ ...state, notified: step(event) })),
  when(ExchangeReportedForDuty, (state, event) => ({ ...state, reported: step(event) })),
  when(ExchangeCompleted, (state, event) => ({
    ...state,
    completed: step(event),
    completionVoided: false,
  })),
  when(ExchangeCancelled, (state, event) => ({ ...state, cancelled: step(event) })),
  when(ExchangeStepVoided, (state, { data }) => without(state, data.eventId)),
  when(ExchangeCompletionVoided, (state) => ({
    ...state,
    completed: null,
    completionVoided: true,
  })),
]);

function hearing(state: ExchangeState, heard: ExchangeState['heard']): ExchangeState {
  const last = (side: Side) => heard.findLast((one) => one.side === side) ?? null;
  return { ...state, heard, opinions: { FROM: last('FROM'), TO: last('TO') } };
}

/** The exchange as if the step had not been recorded; without its proposal, it never was. */
function without(state: ExchangeState, gone: EventId): ExchangeState {
  const stays = <S extends Step>(one: S | null) => (one?.eventId === gone ? null : one);
  const heard = state.heard.filter(({ eventId }) => eventId !== gone);
  return {
    ...hearing(state, heard),
    proposed: stays(state.proposed),
    approved: stays(state.approved),
    notified: stays(state.notified),
    reported: stays(state.reported),
    cancelled: stays(state.cancelled),
    voided: [...state.voided, gone],
  };
}

export const exchangeStream = (id: ExchangeId) => `exchange-${id}`;
export const exchange = (id: ExchangeId): StreamRef<ExchangeState> => ({
  stream: exchangeStream(id),
  fold: exchangeFold,
});

/** Why an exchange cannot go on: there is none in this county, or it was cancelled. */
export function found({ proposed, cancelled }: ExchangeState, context: Context): Finding[] {
  return obstacles(
    [proposed?.county !== context.county, () => finding('ExchangeUnknown')],
    [
      cancelled !== null,
      () => finding('ExchangeCancelledBefore', { on: cancelled?.on ?? '' }, citing(cancelled)),
    ],
  );
}

/** How high a unit stands: the grassroots, townships, the county's organs, the county itself. */
const tierOf: Readonly<Record<UnitType, number>> = {
  VILLAGE: 0,
  COMMUNITY: 0,
  STATE_ENTERPRISE: 0,
  PRIVATE_ENTERPRISE: 0,
  INSTITUTION: 0,
  SCHOOL: 0,
  HOSPITAL: 0,
  OTHER: 0,
  TOWNSHIP: 1,
  SUBDISTRICT: 1,
  COUNTY_ORGAN: 2,
  MASS_ORG: 2,
  COUNTY: 3,
};
const heightOf: Readonly<Record<PostLevel, number>> = {
  NONE: 0,
  TOWNSHIP_DEPUTY: 1,
  TOWNSHIP_PRINCIPAL: 2,
  COUNTY_DEPUTY: 3,
  COUNTY_PRINCIPAL: 4,
};
export type Place = { readonly unitType: UnitType; readonly level: PostLevel };

/** Up, down or level: by the units' tiers and, between units of one tier, by the posts' levels. */
export function directionOf(from: Place, to: Place): ExchangeDirection {
  const rise =
    tierOf[to.unitType] - tierOf[from.unitType] || heightOf[to.level] - heightOf[from.level];
  return rise > 0 ? 'UP' : rise < 0 ? 'DOWN' : 'LATERAL';
}

export const raisesLevel = (from: PostLevel, to: PostLevel) => heightOf[to] > heightOf[from];

/** What somebody holds in their own right on a day; secondments and loans are not. */
const ownOn = (held: PostingsState, on: CivilDate): readonly Posting[] =>
  postingsOn(held, on).filter(({ kind }) => kind !== 'SECONDED' && kind !== 'LOANED');

/** The highest level held on a day. */
export function levelOn(held: PostingsState, on: CivilDate): PostLevel {
  return ownOn(held, on).reduce<PostLevel>(
    (highest, { level }) => (raisesLevel(highest, level) ? level : highest),
    'NONE',
  );
}

/** 中层及以下: no leading post is held on the day, in whatever form, and no level. */
export function midLevelOrBelow(held: PostingsState, on: CivilDate): boolean {
  return ownOn(held, on).every(
    ({ level, postKind }) => level === 'NONE' && postKind !== 'LEADING_POST',
  );
}
