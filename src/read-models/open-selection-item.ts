/** Offered items: leading posts and ranks of a campaign, from the draft to their end. */
import { firstDay, type PartialDate } from '../../events/dates.ts';
import { OpenSelectionAnnounced } from '../../events/open-selection.ts';
import {
  OfferedItemConclusionVoided,
  OfferedItemStepVoided,
  OpenSelectionStepCorrected,
  OpenSelectionStepVoided,
} from '../../events/open-selection-correction.ts';
import {
  OfferedItemAdded,
  OfferedItemConcluded,
  type OfferedItemKind,
  OfferedItemRatioWaived,
  type OfferedItemStatus,
  OfferedItemVoided,
  OfferedItemWithdrawn,
} from '../../events/open-selection-item.ts';
import { correctedStep } from './open-selection-step.ts';
import { collection, handle } from './projection.ts';

export type OfferedItemRow = {
  readonly county: string | null;
  readonly openSelectionId: string;
  readonly itemId: string;
  readonly year: number;
  readonly kind: OfferedItemKind;
  readonly title: string;
  readonly organizationId: string;
  readonly postId: string | null;
  readonly postCount: number;
  /** null: in a draft, not yet offered to anybody. */
  readonly announcedOn: PartialDate | null;
  readonly announcementId: string | null;
  readonly status: OfferedItemStatus;
  readonly endedOn: PartialDate | null;
  readonly endEventId: string | null;
  readonly grounds: string | null;
  readonly waived: boolean;
  readonly waivedQualified: number | null;
  readonly waiverEventId: string | null;
  readonly filledCount: number | null;
  readonly eventId: string;
  readonly document: string | null;
};
const item = handle<OfferedItemRow>();
const itemKey = (event: { data: { itemId: string } }) => event.data.itemId;

export const offeredItems = collection<OfferedItemRow>({
  name: 'offeredItems',
  columns: {
    county: (row) => row.county,
    openSelectionId: (row) => row.openSelectionId,
    itemId: (row) => row.itemId,
    year: (row) => row.year,
    kind: (row) => row.kind,
    organizationId: (row) => row.organizationId,
    postId: (row) => row.postId,
    postCount: (row) => row.postCount,
    announced: (row) => row.announcedOn !== null,
    announcedOn: (row) => firstDay(row.announcedOn),
    status: (row) => row.status,
    waived: (row) => row.waived,
    filledCount: (row) => row.filledCount,
    endedOn: (row) => firstDay(row.endedOn),
  },
  indexes: [
    ['county', 'year', 'announced'],
    ['openSelectionId', 'status'],
    ['organizationId', 'year'],
  ],
  text: (row) => row.title,
  on: [
    item.begins(OfferedItemAdded, itemKey, ({ id, data, meta }) => ({
      ...data,
      county: meta.county,
      announcedOn: null,
      announcementId: null,
      status: 'OFFERED',
      endedOn: null,
      endEventId: null,
      grounds: null,
      waived: false,
      waivedQualified: null,
      waiverEventId: null,
      filledCount: null,
      eventId: id,
      document: meta.basis,
    })),
    item.voids(OfferedItemVoided, itemKey, ({ data }) => data.eventId),
    item.continues(
      OpenSelectionAnnounced,
      ({ data }) => data.itemIds,
      (row, { id, meta }) => ({ ...row, announcedOn: meta.effectiveOn, announcementId: id }),
    ),
    item.continues(OfferedItemRatioWaived, itemKey, (row, { id, data }) => ({
      ...row,
      waived: true,
      waivedQualified: data.qualified,
      waiverEventId: id,
      grounds: data.grounds,
    })),
    item.continues(OfferedItemWithdrawn, itemKey, (row, { id, data, meta }) => ({
      ...row,
      status: 'WITHDRAWN',
      endedOn: meta.effectiveOn,
      endEventId: id,
      grounds: data.grounds,
    })),
    item.continues(OfferedItemConcluded, itemKey, (row, { id, data, meta }) => ({
      ...row,
      status: data.outcome,
      filledCount: data.filledCount,
      endedOn: meta.effectiveOn,
      endEventId: id,
    })),
    item.voids(OfferedItemConclusionVoided, itemKey, ({ data }) => data.eventId),
    item.voids(OfferedItemStepVoided, itemKey, ({ data }) => data.eventId),
    item.voids(
      OpenSelectionStepVoided,
      ({ data }) => data.itemIds,
      ({ data }) => data.eventId,
    ),
    item.amends(
      OpenSelectionStepCorrected,
      ({ data }) => data.itemIds,
      ({ data }) => data.eventId,
      correctedStep,
    ),
  ],
});
