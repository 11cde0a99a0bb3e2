/** Items a campaign offers, as deciders read them. */
import {
  ApplicationsShortlisted,
  InspectionObjectsNamed,
} from '../../events/open-selection-application.ts';
import { OfferedItemConclusionVoided } from '../../events/open-selection-correction.ts';
import {
  OfferedItemAdded,
  OfferedItemConcluded,
  type OfferedItemKind,
  OfferedItemRatioWaived,
  OfferedItemVoided,
  OfferedItemWithdrawn,
} from '../../events/open-selection-item.ts';
import type { OfferedItemId, OrganizationId, PostId } from '../../events/values.ts';
import { type Step, step } from './chronology.ts';
import { fold, when } from './fold.ts';

export type OfferedItem = {
  readonly itemId: OfferedItemId;
  readonly added: Step;
  readonly kind: OfferedItemKind;
  readonly title: string;
  readonly organizationId: OrganizationId;
  readonly postId: PostId | null;
  readonly postCount: number;
  readonly waived: Step | null;
  readonly withdrawn: Step | null;
  /** Ranked by written score, and by weighted total: afterwards these scores are fixed. */
  readonly shortlisted: Step | null;
  readonly objectsNamed: Step | null;
  readonly concluded: Step | null;
};
const nothingYet = {
  waived: null,
  withdrawn: null,
  shortlisted: null,
  objectsNamed: null,
  concluded: null,
};
export type OfferedItems = ReadonlyMap<OfferedItemId, OfferedItem>;

function change(
  items: OfferedItems,
  itemId: OfferedItemId,
  to: Partial<OfferedItem>,
): OfferedItems {
  const item = items.get(itemId);
  return item === undefined ? items : new Map(items).set(itemId, { ...item, ...to });
}

export const offeredItemsFold = fold<OfferedItems>('openSelectionItems', new Map(), [
  when(OfferedItemAdded, (items, event) => {
    const { openSelectionId: _campaign, year: _year, ...offered } = event.data;
    const item = { ...offered, ...nothingYet, added: step(event) };
    return new Map(items).set(item.itemId, item);
  }),
  when(OfferedItemVoided, (items, { data }) => {
    const others = new Map(items);
    others.delete(data.itemId);
    return others;
  }),
  when(OfferedItemRatioWaived, (items, event) =>
    change(items, event.data.itemId, { waived: step(event) }),
  ),
  when(OfferedItemWithdrawn, (items, event) =>
    change(items, event.data.itemId, { withdrawn: step(event) }),
  ),
  when(ApplicationsShortlisted, (items, event) =>
    change(items, event.data.itemId, { shortlisted: step(event) }),
  ),
  when(InspectionObjectsNamed, (items, event) =>
    change(items, event.data.itemId, { objectsNamed: step(event) }),
  ),
  when(OfferedItemConcluded, (items, event) =>
    change(items, event.data.itemId, { concluded: step(event) }),
  ),
  when(OfferedItemConclusionVoided, (items, { data }) =>
    change(items, data.itemId, { concluded: null }),
  ),
]);
