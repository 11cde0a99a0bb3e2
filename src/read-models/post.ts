/** Posts as they are defined, and who holds them. */
import { firstDay, type PartialDate } from '../../events/dates.ts';
import {
  PostAbolished,
  PostAbolitionVoided,
  type PostAttributes,
  PostCorrected,
  PostDateCorrected,
  PostEstablished,
  PostRedefined,
  PostTransferred,
} from '../../events/post.ts';
import {
  PostingCorrected,
  PostingDocumentCorrected,
  PostingEnded,
  PostingStarted,
  PostingVoided,
} from '../../events/posting.ts';
import { collection, handle, movedTo, readModel, withDocument } from './projection.ts';

export type PostRow = PostAttributes & {
  readonly county: string | null;
  readonly postId: string;
  readonly organizationId: string;
  readonly code: string;
  readonly openingBalance: boolean;
  readonly establishedOn: PartialDate;
  readonly abolishedOn: PartialDate | null;
  readonly definitionEventId: string;
  readonly placeEventId: string;
  readonly abolishedEventId: string | null;
  readonly eventId: string;
  readonly document: string | null;
};
const row = handle<PostRow>();
const ofPost = (event: { data: { postId: string } }) => event.data.postId;

export const posts = collection<PostRow>({
  name: 'posts',
  columns: {
    county: (state) => state.county,
    postId: (state) => state.postId,
    organizationId: (state) => state.organizationId,
    code: (state) => state.code,
    kind: (state) => state.kind,
    level: (state) => state.level,
    managementLevel: (state) => state.managementLevel,
    mode: (state) => state.mode,
    principal: (state) => state.principal,
    teamMember: (state) => state.teamMember,
    keyPost: (state) => state.keyPost,
    departmentHead: (state) => state.departmentHead,
    underQuota: (state) => state.underQuota,
    seats: (state) => state.seats,
    openingBalance: (state) => state.openingBalance,
    establishedOn: (state) => firstDay(state.establishedOn),
    abolishedOn: (state) => firstDay(state.abolishedOn),
    ended: (state) => state.abolishedOn !== null,
  },
  indexes: [
    ['county', 'kind', 'code'],
    ['county', 'code'],
    ['county', 'keyPost'],
    ['county', 'departmentHead'],
    ['organizationId', 'code'],
  ],
  text: (state) => state.name,
  on: [
    row.begins(PostEstablished, ofPost, ({ id, data: { attributes, ...data }, meta }) => ({
      ...data,
      ...attributes,
      county: meta.county,
      establishedOn: meta.effectiveOn,
      abolishedOn: null,
      definitionEventId: id,
      placeEventId: id,
      abolishedEventId: null,
      eventId: id,
      document: meta.basis,
    })),
    row.continues(PostRedefined, ofPost, (state, { id, data }) => ({
      ...state,
      ...data.attributes,
      definitionEventId: id,
    })),
    row.continues(PostTransferred, ofPost, (state, { id, data }) => ({
      ...state,
      organizationId: data.toId,
      placeEventId: id,
    })),
    row.continues(PostAbolished, ofPost, (state, { id, meta }) => ({
      ...state,
      abolishedOn: meta.effectiveOn,
      abolishedEventId: id,
    })),
    row.voids(PostAbolitionVoided, ofPost, ({ data }) => data.eventId),
    row.amends(
      PostCorrected,
      ofPost,
      ({ data }) => data.eventId,
      (fact, { data: { is } }) => {
        const { attributes, code } = is;
        const opening = fact.type === PostEstablished.type ? { code } : {};
        return movedTo({ ...fact, data: { ...fact.data, ...opening, attributes } }, is.on);
      },
    ),
    row.amends(
      PostDateCorrected,
      ofPost,
      ({ data }) => data.eventId,
      (fact, { data }) => movedTo(fact, data.is),
    ),
  ],
});

export type PostHoldingRow = {
  readonly county: string | null;
  readonly postId: string;
  readonly cadreId: string;
  readonly postingId: string;
  readonly kind: string;
  readonly heldFrom: PartialDate;
  readonly heldUntil: PartialDate | null;
  readonly endReason: string | null;
  readonly openingBalance: boolean;
  readonly endEventId: string | null;
  readonly eventId: string;
  readonly document: string | null;
};
const holding = handle<PostHoldingRow>();
const ofPosting = (event: { data: { postingId: string } }) => event.data.postingId;

/**
 * Who holds which post. Read from the postings themselves (PostFilled and PostVacated say the same
 * to deciders): corrections and voids name a posting's events, and reach the holding with them.
 */
export const postHoldings = collection<PostHoldingRow>({
  name: 'postHoldings',
  columns: {
    county: (state) => state.county,
    postId: (state) => state.postId,
    cadreId: (state) => state.cadreId,
    kind: (state) => state.kind,
    heldFrom: (state) => firstDay(state.heldFrom),
    heldUntil: (state) => firstDay(state.heldUntil),
    ended: (state) => state.heldUntil !== null,
  },
  indexes: [
    ['postId', 'ended', 'heldFrom'],
    ['cadreId', 'heldFrom'],
    ['county', 'ended', 'postId'],
  ],
  on: [
    holding.begins(
      PostingStarted,
      (event) => (event.data.postId === null ? null : event.id),
      ({ id, data, meta }) => ({
        county: meta.county,
        postId: data.postId ?? '',
        cadreId: data.cadreId,
        postingId: id,
        kind: data.kind,
        heldFrom: meta.effectiveOn,
        heldUntil: null,
        endReason: null,
        openingBalance: data.openingBalance,
        endEventId: null,
        eventId: id,
        document: meta.basis,
      }),
    ),
    holding.continues(PostingEnded, ofPosting, (state, { id, data, meta }) => ({
      ...state,
      heldUntil: meta.effectiveOn,
      endReason: data.reason,
      endEventId: id,
    })),
    holding.amends(
      PostingCorrected,
      ofPosting,
      (event) => event.data.eventId,
      (fact, { data }) => movedTo(fact, data.is.on),
    ),
    holding.amends(
      PostingDocumentCorrected,
      ofPosting,
      (event) => event.data.eventId,
      (fact, { data }) => withDocument(fact, data.is),
    ),
    holding.voids(PostingVoided, ofPosting, (event) => event.data.eventId),
  ],
});

export const postModel = readModel('post', 3, [posts, postHoldings]);
