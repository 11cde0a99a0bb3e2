/** 任职: one row a posting, from its start on; its end is a later state of the same row. */
import type {
  GrassrootsRole,
  ManagementLevel,
  PostingKind,
  PostKind,
  PostLevel,
  ReliefReason,
  StaffingKind,
  UnitType,
} from '../../events/code-tables.ts';
import { clampToStart, firstDay, type PartialDate, yearOf } from '../../events/dates.ts';
import type { DataOf, Recorded } from '../../events/define.ts';
import {
  PostingCorrected,
  PostingDocumentCorrected,
  PostingEnded,
  PostingStarted,
  PostingVoided,
} from '../../events/posting.ts';
import type { EventId } from '../../events/values.ts';
import { collection, handle, movedTo, readModel, withDocument } from './projection.ts';

export type PostingRow = {
  readonly county: string | null;
  readonly cadreId: string;
  readonly organizationId: string;
  readonly unitType: UnitType;
  readonly postId: string | null;
  readonly title: string;
  readonly postKind: PostKind;
  readonly level: PostLevel;
  readonly managementLevel: ManagementLevel;
  readonly kind: PostingKind;
  readonly staffing: StaffingKind;
  readonly role: GrassrootsRole | null;
  readonly grassroots: boolean;
  readonly frontLine: boolean;
  /** The appointment, hire or exchange it rests on. */
  readonly basedOn: EventId | null;
  readonly openingBalance: boolean;
  readonly from: PartialDate;
  /** null while it goes on. */
  readonly to: PartialDate | null;
  readonly ended: boolean;
  readonly endReason: ReliefReason | null;
  readonly endEventId: EventId | null;
  readonly endDocument: string | null;
  readonly eventId: EventId;
  readonly document: string | null;
};
const row = handle<PostingRow>();
const key = (event: { data: { postingId: string } }) => event.data.postingId;

export const postings = collection<PostingRow>({
  name: 'postings',
  columns: {
    county: (state) => state.county,
    cadreId: (state) => state.cadreId,
    organizationId: (state) => state.organizationId,
    unitType: (state) => state.unitType,
    postId: (state) => state.postId,
    postKind: (state) => state.postKind,
    level: (state) => state.level,
    managementLevel: (state) => state.managementLevel,
    kind: (state) => state.kind,
    staffing: (state) => state.staffing,
    role: (state) => state.role,
    grassroots: (state) => state.grassroots,
    frontLine: (state) => state.frontLine,
    basedOn: (state) => state.basedOn,
    openingBalance: (state) => state.openingBalance,
    ended: (state) => state.ended,
    endReason: (state) => state.endReason,
    from: (state) => firstDay(state.from),
    to: (state) => (state.to === null ? null : clampToStart(state.from, state.to)),
    year: (state) => yearOf(state.from),
  },
  indexes: [
    ['cadreId', 'from'],
    ['organizationId', 'ended', 'from'],
    ['postId', 'ended', 'from'],
    ['county', 'ended', 'from'],
    ['basedOn'],
  ],
  text: (state) => state.title,
  on: [
    row.begins(
      PostingStarted,
      (event) => event.id,
      ({ id, data, meta }) => ({
        county: meta.county,
        ...data,
        from: meta.effectiveOn,
        to: null,
        ended: false,
        endReason: null,
        endEventId: null,
        endDocument: null,
        eventId: id,
        document: meta.basis,
      }),
    ),
    row.continues(PostingEnded, key, (state, { id, data, meta }) => ({
      ...state,
      to: meta.effectiveOn,
      ended: true,
      endReason: data.reason,
      endEventId: id,
      endDocument: meta.basis,
    })),
    row.amends(
      PostingCorrected,
      key,
      ({ data }) => data.eventId,
      (fact, { data }) => {
        const moved = movedTo(fact, data.is.on);
        if (data.eventId !== data.postingId) return moved;
        const started = fact.data as DataOf<typeof PostingStarted>;
        const title = data.is.title ?? started.title;
        return { ...moved, data: { ...started, title, role: data.is.role } } as Recorded;
      },
    ),
    row.amends(
      PostingDocumentCorrected,
      key,
      ({ data }) => data.eventId,
      (fact, { data }) => withDocument(fact, data.is),
    ),
    row.voids(PostingVoided, key, ({ data }) => data.eventId),
  ],
});

export const postingModel = readModel('posting', 1, [postings]);
