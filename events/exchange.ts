/** 干部交流: moves of cadres at mid-level or below between units, from proposal to the new duty. */
import { z } from 'zod';
import {
  ExchangeDirection,
  ExchangeKind,
  ExchangeReason,
  ExchangeSide,
  PostKind,
  PostLevel,
  UnitType,
} from './code-tables.ts';
import { defineEvent } from './define.ts';
import { CadreId, EventId, ExchangeId, Name, OrganizationId, PostId } from './values.ts';

const id = '0190a5c0-0000-7000-8000-000000000081';
const cadre = '0190a5c0-0000-7000-8000-000000000082';
const from = '0190a5c0-0000-7000-8000-000000000083';
const to = '0190a5c0-0000-7000-8000-000000000084';
const posting = '0190a5c0-0000-7000-8000-000000000085';

/** What moves where, as it stood on the day. */
const move = {
  exchangeId: ExchangeId,
  cadreId: CadreId,
  kind: ExchangeKind,
  direction: ExchangeDirection,
  fromOrganizationId: OrganizationId,
  fromType: UnitType,
  /** The main posting the cadre has in the unit left. */
  fromPostingId: EventId,
  postKindBefore: PostKind,
  levelBefore: PostLevel,
  /** 中层及以下: no leading post and no level held on the day. */
  midLevelOrBelow: z.boolean(),
  toOrganizationId: OrganizationId,
  toType: UnitType,
  toPostId: PostId.nullable(),
};
const sampleMove = {
  exchangeId: id,
  cadreId: cadre,
  kind: 'TRANSFER' as const,
  direction: 'UP' as const,
  fromOrganizationId: from,
  fromType: 'TOWNSHIP' as const,
  fromPostingId: posting,
  postKindBefore: 'MID_LEVEL' as const,
  levelBefore: 'NONE' as const,
  midLevelOrBelow: true,
  toOrganizationId: to,
  toType: 'COUNTY_ORGAN' as const,
  toPostId: null,
};

/** 提出交流 */
export const ExchangeProposed = defineEvent({
  type: 'ExchangeProposed',
  category: 'exchange',
  label: { zh: '提出交流', en: 'Exchange proposed' },
  data: {
    ...move,
    reason: ExchangeReason,
    /** The title in the new unit where there is no established post. */
    toTitle: Name.nullable(),
    ruleSetVersion: z.int().min(0),
  },
  sample: { data: { ...sampleMove, reason: 'DEVELOPMENT', toTitle: '科员', ruleSetVersion: 1 } },
});

/** 征求单位意见 */
export const ExchangeUnitConsulted = defineEvent({
  type: 'ExchangeUnitConsulted',
  category: 'exchange',
  label: { zh: '征求单位意见', en: 'Unit consulted on an exchange' },
  data: {
    exchangeId: ExchangeId,
    side: ExchangeSide,
    organizationId: OrganizationId,
    agreed: z.boolean(),
  },
  sample: { data: { exchangeId: id, side: 'FROM', organizationId: from, agreed: true } },
});

/** 批准交流 */
export const ExchangeApproved = defineEvent({
  type: 'ExchangeApproved',
  category: 'exchange',
  label: { zh: '批准交流', en: 'Exchange approved' },
  data: { exchangeId: ExchangeId },
  sample: { data: { exchangeId: id } },
});

/** 下达交流通知 */
export const ExchangeNotified = defineEvent({
  type: 'ExchangeNotified',
  category: 'exchange',
  label: { zh: '下达交流通知', en: 'Exchange notified' },
  data: { exchangeId: ExchangeId },
  sample: { data: { exchangeId: id } },
});

/** 到岗报到 */
export const ExchangeReportedForDuty = defineEvent({
  type: 'ExchangeReportedForDuty',
  category: 'exchange',
  label: { zh: '到岗报到', en: 'Reported for duty on exchange' },
  data: { exchangeId: ExchangeId },
  sample: { data: { exchangeId: id } },
});

/** 完成交流 */
export const ExchangeCompleted = defineEvent({
  type: 'ExchangeCompleted',
  category: 'exchange',
  label: { zh: '完成交流', en: 'Exchange completed' },
  data: move,
  sample: { data: sampleMove },
});

/** 取消交流 */
export const ExchangeCancelled = defineEvent({
  type: 'ExchangeCancelled',
  category: 'exchange',
  label: { zh: '取消交流', en: 'Exchange cancelled' },
  data: { exchangeId: ExchangeId },
  sample: { data: { exchangeId: id } },
});

/** 撤销交流完成记录: recorded as completed in error; the steps before it stand. */
export const ExchangeCompletionVoided = defineEvent({
  type: 'ExchangeCompletionVoided',
  category: 'exchange',
  label: { zh: '撤销交流完成记录', en: 'Exchange completion voided' },
  data: { exchangeId: ExchangeId, eventId: EventId },
  sample: { data: { exchangeId: id, eventId: id } },
});

/** 撤销交流环节记录: an opinion, approval, notice, report or cancellation recorded in error; or all. */
export const ExchangeStepVoided = defineEvent({
  type: 'ExchangeStepVoided',
  category: 'exchange',
  label: { zh: '撤销交流环节记录', en: 'Step of an exchange voided' },
  data: { exchangeId: ExchangeId, eventId: EventId },
  sample: {
    data: {
      exchangeId: id,
      eventId: id,
    },
  },
});

export const exchangeEvents = [
  ExchangeProposed,
  ExchangeUnitConsulted,
  ExchangeApproved,
  ExchangeNotified,
  ExchangeReportedForDuty,
  ExchangeCompleted,
  ExchangeCancelled,
  ExchangeCompletionVoided,
  ExchangeStepVoided,
];
