/** 选拔职位: what a campaign offers, a leading post or a rank, and how it ends. */
import { z } from 'zod';
import { codes } from './code-tables.ts';
import { defineEvent } from './define.ts';
import {
  CadreId,
  Count,
  EventId,
  Name,
  OfferedItemId,
  OpenSelectionId,
  OrganizationId,
  PostId,
  Remark,
} from './values.ts';

/** 选拔职位类别: ranks are no leading posts (domain.md §1.2 no. 4). */
export const OfferedItemKind = codes('OfferedItemKind', {
  LEADING_POST: '领导职务|leading post',
  RANK: '职级|rank',
});
export type OfferedItemKind = z.infer<typeof OfferedItemKind>;

/** 选拔职位状态 */
export const OfferedItemStatus = codes('OfferedItemStatus', {
  OFFERED: '选拔中|on offer',
  FILLED: '选出|filled',
  UNFILLED: '空缺|unfilled',
  WITHDRAWN: '取消|withdrawn',
});
export type OfferedItemStatus = z.infer<typeof OfferedItemStatus>;

const id = '0190a5c0-0000-7000-8000-000000000071';
const item = '0190a5c0-0000-7000-8000-000000000072';
const cadre = '0190a5c0-0000-7000-8000-000000000073';
const unit = '0190a5c0-0000-7000-8000-000000000074';
const event = '0190a5c0-0000-7000-8000-000000000075';
const ofItem = { openSelectionId: OpenSelectionId, itemId: OfferedItemId };
/** Applicants of one campaign; what an event can name keeps it far below the size limit. */
export const applicantIds = z.array(CadreId).max(2_000);

/** 选拔职位列入方案 */
export const OfferedItemAdded = defineEvent({
  type: 'OfferedItemAdded',
  category: 'openSelection',
  label: { zh: '选拔职位列入方案', en: 'Offered item added' },
  data: {
    ...ofItem,
    year: z.int(),
    kind: OfferedItemKind,
    title: Name,
    organizationId: OrganizationId,
    /** null: a rank, or several posts of one title. */
    postId: PostId.nullable(),
    postCount: Count.min(1).max(100),
  },
  sample: {
    data: {
      openSelectionId: id,
      itemId: item,
      year: 2022,
      kind: 'LEADING_POST',
      title: '副局长',
      organizationId: unit,
      postId: '0190a5c0-0000-7000-8000-000000000076',
      postCount: 1,
    },
  },
});

/** 选拔职位撤销: entered in error, never announced. */
export const OfferedItemVoided = defineEvent({
  type: 'OfferedItemVoided',
  category: 'openSelection',
  label: { zh: '选拔职位录入撤销', en: 'Offered item voided' },
  data: { ...ofItem, eventId: EventId },
  sample: { data: { openSelectionId: id, itemId: item, eventId: event } },
});

/** 报考比例放宽: an item goes on with fewer applicants than the ratio asks. */
export const OfferedItemRatioWaived = defineEvent({
  type: 'OfferedItemRatioWaived',
  category: 'openSelection',
  label: { zh: '选拔职位报考比例放宽', en: 'Applicant ratio of an offered item waived' },
  data: { ...ofItem, qualified: Count, grounds: Remark },
  sample: { data: { openSelectionId: id, itemId: item, qualified: 8, grounds: '专业性强' } },
});

/** 选拔职位取消: its live applications end with it. */
export const OfferedItemWithdrawn = defineEvent({
  type: 'OfferedItemWithdrawn',
  category: 'openSelection',
  label: { zh: '选拔职位取消', en: 'Offered item withdrawn' },
  data: { ...ofItem, applicantIds, grounds: Remark },
  sample: {
    data: { openSelectionId: id, itemId: item, applicantIds: [cadre], grounds: '报考人数不足' },
  },
});

/** 选拔职位结果 */
export const OfferedItemConcluded = defineEvent({
  type: 'OfferedItemConcluded',
  category: 'openSelection',
  label: { zh: '选拔职位结果', en: 'Offered item concluded' },
  data: { ...ofItem, outcome: z.enum(['FILLED', 'UNFILLED']), filledCount: Count },
  sample: {
    data: { openSelectionId: id, itemId: item, outcome: 'FILLED', filledCount: 1 },
  },
});

export const offeredItemEvents = [
  OfferedItemAdded,
  OfferedItemVoided,
  OfferedItemRatioWaived,
  OfferedItemWithdrawn,
  OfferedItemConcluded,
];
