/** The county's structure as deciders read it: county, organizations, posts, codes. */

import { CodeTaken } from '../../events/code-reservation.ts';
import type { UnitType } from '../../events/code-tables.ts';
import {
  CountyOpened,
  ReserveRoundSlotReleased,
  ReserveRoundSlotTaken,
} from '../../events/county.ts';
import type { PartialDate } from '../../events/dates.ts';
import {
  OrganizationAbolished,
  OrganizationCorrected,
  OrganizationMerged,
  OrganizationMoved,
  OrganizationOpened,
  OrganizationRenamed,
  QuotaReleased,
  QuotaSet,
  QuotaTaken,
} from '../../events/organization.ts';
import {
  PostAbolished,
  type PostAttributes,
  PostEstablished,
  PostFilled,
  PostHoldingCorrected,
  PostRedefined,
  PostTransferred,
  PostVacated,
} from '../../events/post.ts';
import type {
  CadreId,
  CountyCode,
  EventId,
  OrganizationId,
  PostId,
  ReserveRoundId,
} from '../../events/values.ts';
import { fold, type StreamRef, when } from './fold.ts';

export type CountyState = {
  readonly opened: {
    readonly eventId: EventId;
    readonly rootOrganizationId: OrganizationId;
  } | null;
  readonly openRound: { readonly roundId: ReserveRoundId; readonly year: number } | null;
  /** Years of the rounds that were held to their end. */
  readonly roundYears: readonly number[];
};
const countyFold = fold<CountyState>('county', { opened: null, openRound: null, roundYears: [] }, [
  when(CountyOpened, (state, event) => ({
    ...state,
    opened: { eventId: event.id, rootOrganizationId: event.data.rootOrganizationId },
  })),
  when(ReserveRoundSlotTaken, (state, { data }) => ({ ...state, openRound: data })),
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
};
export type OrganizationState = {
  readonly opened: {
    readonly eventId: EventId;
    readonly county: CountyCode | null;
    readonly on: PartialDate;
    readonly code: string;
  } | null;
  readonly name: string;
  readonly unitType: UnitType;
  /** What it counts as for origins and destinations. */
  readonly countsAs: UnitType;
  readonly aboveDesignatedSize: boolean;
  readonly parentId: OrganizationId | null;
  readonly ended: { readonly on: PartialDate; readonly intoId: OrganizationId | null } | null;
  readonly quota: { readonly principals: number; readonly deputies: number } | null;
  readonly taken: readonly SeatTaken[];
};
const noOrganization: OrganizationState = {
  opened: null,
  name: '',
  unitType: 'OTHER',
  countsAs: 'OTHER',
  aboveDesignatedSize: false,
  parentId: null,
  ended: null,
  quota: null,
  taken: [],
};
const organizationFold = fold<OrganizationState>('organization', noOrganization, [
  when(OrganizationOpened, (state, { id, data, meta }) => ({
    ...state,
    opened: { eventId: id, county: meta.county, on: meta.effectiveOn, code: data.code },
    name: data.name,
    unitType: data.unitType,
    countsAs: data.countsAs,
    aboveDesignatedSize: data.aboveDesignatedSize,
    parentId: data.parentId,
  })),
  when(OrganizationRenamed, (state, { data }) => ({ ...state, name: data.name })),
  when(OrganizationMoved, (state, { data }) => ({
    ...state,
    parentId: data.parentId,
    countsAs: data.countsAs,
  })),
  when(OrganizationCorrected, (state, { data }) => ({ ...state, ...data.is })),
  when(OrganizationMerged, (state, { data, meta }) => ({
    ...state,
    ended: { on: meta.effectiveOn, intoId: data.intoId },
  })),
  when(OrganizationAbolished, (state, { meta }) => ({
    ...state,
    ended: { on: meta.effectiveOn, intoId: null },
  })),
  when(QuotaSet, (state, { data }) => ({
    ...state,
    quota: { principals: data.principals, deputies: data.deputies },
  })),
  when(QuotaTaken, (state, { data }) => ({ ...state, taken: [...state.taken, data] })),
  when(QuotaReleased, (state, { data }) => {
    const index = state.taken.findIndex(
      (seat) => seat.postId === data.postId && seat.cadreId === data.cadreId,
    );
    return { ...state, taken: state.taken.filter((_, other) => other !== index) };
  }),
]);
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
  } | null;
  readonly organizationId: OrganizationId | null;
  readonly attributes: PostAttributes | null;
  readonly abolishedOn: PartialDate | null;
  /** Every holding ever, dated; a back-entered one stands among the others. */
  readonly holdings: readonly Holding[];
};
const postFold = fold<PostState>(
  'post',
  { established: null, organizationId: null, attributes: null, abolishedOn: null, holdings: [] },
  [
    when(PostEstablished, (state, { id, data, meta }) => ({
      ...state,
      established: { eventId: id, county: meta.county, on: meta.effectiveOn },
      organizationId: data.organizationId,
      attributes: data.attributes,
    })),
    when(PostRedefined, (state, { data }) => ({ ...state, attributes: data.attributes })),
    when(PostTransferred, (state, { data }) => ({ ...state, organizationId: data.toId })),
    when(PostAbolished, (state, { meta }) => ({ ...state, abolishedOn: meta.effectiveOn })),
    when(PostFilled, (state, { data, meta }) => ({
      ...state,
      holdings: [...state.holdings, { ...data, from: meta.effectiveOn, to: null }],
    })),
    when(PostVacated, (state, { data, meta }) => ({
      ...state,
      holdings: state.holdings.map((holding) =>
        holding.postingId === data.postingId ? { ...holding, to: meta.effectiveOn } : holding,
      ),
    })),
    when(PostHoldingCorrected, (state, { data }) => ({
      ...state,
      holdings: state.holdings.map((holding) =>
        holding.postingId === data.postingId ? { ...holding, ...data.is } : holding,
      ),
    })),
  ],
);
export const postStream = (id: PostId) => `post-${id}`;
export const post = (id: PostId): StreamRef<PostState> => ({
  stream: postStream(id),
  fold: postFold,
});

/** Who owns a code: one stream per code, so that claims of different codes never meet. */
export const codeReservation = (
  county: CountyCode,
  kind: 'organization' | 'post',
  code: string,
): StreamRef<string | null> => ({
  stream: `code-${county}.${kind}.${code}`,
  fold: codeFold,
});
const codeFold = fold<string | null>('code', null, [
  when(CodeTaken, (_state, { data }) => data.entityId),
]);
