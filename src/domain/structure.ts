/** The county's structure as deciders read it: county, organizations, posts. */

import type { UnitType } from '../../events/code-tables.ts';
import {
  CountyOpened,
  CountyOpeningCorrected,
  ReserveRoundSlotReleased,
  ReserveRoundSlotTaken,
} from '../../events/county.ts';
import type { PartialDate } from '../../events/dates.ts';
import type { FiveStarRating } from '../../events/organization.ts';
import type { PostAttributes } from '../../events/post.ts';
import type {
  CadreId,
  CommandId,
  CountyCode,
  EventId,
  OrganizationId,
  PostId,
  ReserveRoundId,
} from '../../events/values.ts';
import type { Step } from './chronology.ts';
import type { Membership, Timeline } from './dated.ts';
import { fold, type StreamRef, when } from './fold.ts';
import { organizationFold } from './organization-fold.ts';
import { postFold } from './post-fold.ts';

export type CountyState = {
  readonly opened: {
    readonly eventId: EventId;
    readonly on: PartialDate;
    readonly name: string;
    readonly rootOrganizationId: OrganizationId;
  } | null;
  readonly openRound: { readonly roundId: ReserveRoundId; readonly year: number } | null;
  /** Years of the rounds that were held to their end. */
  readonly roundYears: readonly number[];
};
const countyFold = fold<CountyState>('county', { opened: null, openRound: null, roundYears: [] }, [
  when(CountyOpened, (state, event) => ({
    ...state,
    opened: { eventId: event.id, on: event.meta.effectiveOn, ...event.data },
  })),
  when(CountyOpeningCorrected, (state, { data }) => ({
    ...state,
    opened: state.opened && { ...state.opened, ...data.is },
  })),
  // A round that had ended takes its slot again when its end was recorded in error.
  when(ReserveRoundSlotTaken, (state, { data }) => ({
    ...state,
    openRound: data,
    roundYears: state.roundYears.filter((year) => year !== data.year),
  })),
  when(ReserveRoundSlotReleased, (state, { data }) => ({
    ...state,
    openRound: null,
    roundYears: data.held ? [...state.roundYears, data.year] : state.roundYears,
  })),
]);
export const countyStream = (county: CountyCode) => `county-${county}`;
export const county = (code: CountyCode): StreamRef<CountyState> => ({
  stream: countyStream(code),
  fold: countyFold,
});

export type SeatTaken = {
  readonly postId: PostId;
  readonly cadreId: CadreId;
  readonly principal: boolean;
  readonly on: PartialDate;
  readonly eventId: EventId;
  readonly commandId: CommandId;
};
export type SeatReleased = SeatTaken & {
  readonly release: Pick<SeatTaken, 'on' | 'eventId' | 'commandId'>;
};
/** Where an organization stands in the tree, and what it counts as there. */
export type Place = { readonly parentId: OrganizationId | null; readonly countsAs: UnitType };
export type Quota = { readonly principals: number; readonly deputies: number };
export type OrganizationState = {
  readonly opened: {
    readonly eventId: EventId;
    readonly county: CountyCode | null;
    readonly on: PartialDate;
    readonly code: string;
  } | null;
  readonly unitType: UnitType;
  readonly aboveDesignatedSize: boolean;
  readonly names: Timeline<string>;
  readonly places: Timeline<Place>;
  readonly quotas: Timeline<Quota>;
  readonly ratings: Timeline<FiveStarRating>;
  readonly subordinates: Timeline<Membership>;
  readonly posts: Timeline<Membership>;
  readonly ended: {
    readonly eventId: EventId;
    readonly on: PartialDate;
    readonly intoId: OrganizationId | null;
    readonly commandId: CommandId;
  } | null;
  /** Recorded as ended in error, and not ended since. */
  readonly endVoided: boolean;
  /** Seats taken by those who hold them now. */
  readonly taken: readonly SeatTaken[];
  /** Seats taken once. */
  readonly released: readonly SeatReleased[];
  /** By the latest date: its name, its superior, what it counts as, and its quota. */
  readonly name: string;
  readonly parentId: OrganizationId | null;
  readonly countsAs: UnitType;
  readonly quota: Quota | null;
};
export const organizationStream = (id: OrganizationId) => `organization-${id}`;
export const organization = (id: OrganizationId): StreamRef<OrganizationState> => ({
  stream: organizationStream(id),
  fold: organizationFold,
});

export type Holding = {
  readonly cadreId: CadreId;
  readonly postingId: EventId;
  readonly kind: string;
  readonly from: PartialDate;
  readonly to: PartialDate | null;
};
export type PostState = {
  readonly established: {
    readonly eventId: EventId;
    readonly county: CountyCode | null;
    readonly on: PartialDate;
    readonly code: string;
  } | null;
  readonly places: Timeline<OrganizationId>;
  readonly definitions: Timeline<PostAttributes>;
  readonly abolished: (Step & { readonly commandId: CommandId }) | null;
  /** Recorded as abolished in error, and not abolished since. */
  readonly abolitionVoided: boolean;
  /** Every holding ever, dated; a back-entered one stands among the others. */
  readonly holdings: readonly Holding[];
  /** By the latest date: whose post it is, and what it is. */
  readonly organizationId: OrganizationId | null;
  readonly attributes: PostAttributes | null;
};
export const postStream = (id: PostId) => `post-${id}`;
export const post = (id: PostId): StreamRef<PostState> => ({
  stream: postStream(id),
  fold: postFold,
});
