/** How an organization's stream becomes its state: every fact dated, the latest at hand. */

import type { PartialDate } from '../../events/dates.ts';
import type { Recorded } from '../../events/define.ts';
import {
  FiveStarRatingCorrected,
  FiveStarRatingRecorded,
  OrganizationAbolished,
  OrganizationMerged,
  OrganizationMoved,
  OrganizationOpened,
  OrganizationRenamed,
  PostAdded,
  PostRemoved,
  QuotaReleased,
  QuotaSeatCorrected,
  QuotaSet,
  QuotaTaken,
  SubordinateAdded,
  SubordinateRemoved,
} from '../../events/organization.ts';
import {
  OrganizationCorrected,
  OrganizationDateCorrected,
  OrganizationEndVoided,
  OrganizationMembershipVoided,
} from '../../events/organization-correction.ts';
import type { EventId, OrganizationId } from '../../events/values.ts';
import { corrected, dated, type Membership, type Timeline, withFact } from './dated.ts';
import { fold, when } from './fold.ts';
import type { OrganizationState } from './structure.ts';

const noOrganization: OrganizationState = {
  opened: null,
  unitType: 'OTHER',
  aboveDesignatedSize: false,
  names: [],
  places: [],
  quotas: [],
  ratings: [],
  subordinates: [],
  posts: [],
  ended: null,
  endVoided: false,
  taken: [],
  released: [],
  name: '',
  parentId: null,
  countsAs: 'OTHER',
  quota: null,
};
/** The state with some of its timelines replaced, and what they say at their end. */
function latest(state: OrganizationState, changed: Partial<OrganizationState>): OrganizationState {
  const next = { ...state, ...changed };
  const place = next.places.at(-1)?.value;
  return {
    ...next,
    name: next.names.at(-1)?.value ?? '',
    parentId: place?.parentId ?? null,
    countsAs: place?.countsAs ?? next.unitType,
    quota: next.quotas.at(-1)?.value ?? null,
  };
}
export const organizationFold = fold<OrganizationState>('organization', noOrganization, [
  when(OrganizationOpened, (state, event) => {
    const { id, data, meta } = event;
    const place = { parentId: data.parentId, countsAs: data.countsAs };
    return latest(state, {
      opened: { eventId: id, county: meta.county, on: meta.effectiveOn, code: data.code },
      unitType: data.unitType,
      aboveDesignatedSize: data.aboveDesignatedSize,
      names: withFact(state.names, dated(event, data.name)),
      places: withFact(state.places, dated(event, place)),
    });
  }),
  when(OrganizationRenamed, (state, event) =>
    latest(state, { names: withFact(state.names, dated(event, event.data.name)) }),
  ),
  when(OrganizationMoved, (state, event) => {
    const { parentId, countsAs } = event.data;
    return latest(state, {
      places: withFact(state.places, dated(event, { parentId, countsAs })),
    });
  }),
  when(OrganizationCorrected, (state, { data: { eventId, is } }) =>
    latest(state, {
      ...(state.opened?.eventId === eventId
        ? {
            opened: { ...state.opened, on: is.on, code: is.code },
            unitType: is.unitType,
            aboveDesignatedSize: is.aboveDesignatedSize,
          }
        : {}),
      names: corrected(state.names, eventId, (fact) => ({ ...fact, on: is.on, value: is.name })),
      places: corrected(state.places, eventId, (fact) => ({
        ...fact,
        on: is.on,
        value: { ...fact.value, countsAs: is.countsAs },
      })),
    }),
  ),
  when(OrganizationDateCorrected, (state, { data: { eventId, is } }) => {
    const redated = <T>(timeline: Timeline<T>) =>
      corrected(timeline, eventId, (fact) => ({ ...fact, on: is }));
    const { ended: end } = state;
    return latest(state, {
      places: redated(state.places),
      quotas: redated(state.quotas),
      subordinates: redated(state.subordinates),
      posts: redated(state.posts),
      ended: end?.eventId === eventId ? { ...end, on: is } : end,
    });
  }),
  when(OrganizationMembershipVoided, (state, { data: { eventId } }) => ({
    ...state,
    subordinates: state.subordinates.filter((fact) => fact.eventId !== eventId),
    posts: state.posts.filter((fact) => fact.eventId !== eventId),
  })),
  when(OrganizationMerged, (state, event) => ended(state, event, event.data.intoId)),
  when(OrganizationAbolished, (state, event) => ended(state, event, null)),
  when(OrganizationEndVoided, (state, { data }) =>
    state.ended?.eventId === data.eventId ? { ...state, ended: null, endVoided: true } : state,
  ),
  when(SubordinateAdded, (state, event) => ({
    ...state,
    subordinates: withMember(state.subordinates, event, event.data.subordinateId, true),
  })),
  when(SubordinateRemoved, (state, event) => ({
    ...state,
    subordinates: withMember(state.subordinates, event, event.data.subordinateId, false),
  })),
  when(PostAdded, (state, event) => ({
    ...state,
    posts: withMember(state.posts, event, event.data.postId, true),
  })),
  when(PostRemoved, (state, event) => ({
    ...state,
    posts: withMember(state.posts, event, event.data.postId, false),
  })),
  when(QuotaSet, (state, event) => {
    const { principals, deputies } = event.data;
    return latest(state, {
      quotas: withFact(state.quotas, dated(event, { principals, deputies })),
    });
  }),
  when(QuotaTaken, (state, { id, data, meta }) => ({
    ...state,
    taken: [...state.taken, { ...data, ...taking(id, meta) }],
  })),
  when(QuotaReleased, (state, { id, data, meta }) => {
    const seat = state.taken.find(
      ({ postId, cadreId }) => postId === data.postId && cadreId === data.cadreId,
    );
    if (seat === undefined) return state;
    const release = taking(id, meta);
    return {
      ...state,
      taken: state.taken.filter((other) => other !== seat),
      released: [...state.released, { ...seat, release }],
    };
  }),
  when(QuotaSeatCorrected, (state, { data: { eventId, is } }) => {
    const redated = <F extends { eventId: EventId; on: PartialDate }>(fact: F): F =>
      fact.eventId === eventId ? { ...fact, on: is } : fact;
    return {
      ...state,
      taken: state.taken.map(redated),
      released: state.released.map((seat) => ({
        ...redated(seat),
        release: redated(seat.release),
      })),
    };
  }),
  when(FiveStarRatingRecorded, (state, event) => {
    const { year, stars } = event.data;
    return { ...state, ratings: withFact(state.ratings, dated(event, { year, stars })) };
  }),
  when(FiveStarRatingCorrected, (state, { data: { eventId, is } }) => ({
    ...state,
    ratings: corrected(state.ratings, eventId, (fact) => ({ ...fact, value: is })),
  })),
]);
function taking(eventId: EventId, { effectiveOn: on, commandId }: Recorded['meta']) {
  return { eventId, on, commandId };
}
function ended(
  state: OrganizationState,
  { id, meta }: Recorded,
  intoId: OrganizationId | null,
): OrganizationState {
  const { effectiveOn: on, commandId } = meta;
  const end = { eventId: id, on, intoId, commandId };
  return { ...state, ended: end, endVoided: false };
}
function withMember(
  timeline: Timeline<Membership>,
  event: Recorded,
  id: string,
  joined: boolean,
): Timeline<Membership> {
  return withFact(timeline, dated(event, { id, joined }));
}
