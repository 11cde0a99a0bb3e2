/** 公开选拔结果更正: what was won, and conclusions, recorded in error are taken back. */
import { defineEvent } from './define.ts';
import { CadreId, EventId, OfferedItemId, OpenSelectionId } from './values.ts';

const id = '0190a5c0-0000-7000-8000-000000000081';
const event = '0190a5c0-0000-7000-8000-000000000084';

/** 撤销公开选拔任用记录: no appointment, or rank, was won; the applicant stands where before. */
export const OpenSelectionWinVoided = defineEvent({
  type: 'OpenSelectionWinVoided',
  category: 'openSelection',
  label: { zh: '撤销公开选拔任用记录', en: 'Win of an open selection voided' },
  data: { openSelectionId: OpenSelectionId, cadreId: CadreId, eventId: EventId },
  sample: {
    data: {
      openSelectionId: id,
      cadreId: '0190a5c0-0000-7000-8000-000000000083',
      eventId: event,
    },
  },
});

/** 撤销选拔职位结果: with the campaign's conclusion; the item is open again. */
export const OfferedItemConclusionVoided = defineEvent({
  type: 'OfferedItemConclusionVoided',
  category: 'openSelection',
  label: { zh: '撤销选拔职位结果记录', en: 'Conclusion of an offered item voided' },
  data: { openSelectionId: OpenSelectionId, itemId: OfferedItemId, eventId: EventId },
  sample: {
    data: {
      openSelectionId: id,
      itemId: '0190a5c0-0000-7000-8000-000000000082',
      eventId: event,
    },
  },
});

/** 撤销公开选拔结束记录: recorded as concluded in error, or before all was right. */
export const OpenSelectionConclusionVoided = defineEvent({
  type: 'OpenSelectionConclusionVoided',
  category: 'openSelection',
  label: { zh: '撤销公开选拔结束记录', en: 'Conclusion of an open selection voided' },
  data: { openSelectionId: OpenSelectionId, eventId: EventId },
  sample: { data: { openSelectionId: id, eventId: event } },
});

export const openSelectionCorrectionEvents = [
  OpenSelectionWinVoided,
  OfferedItemConclusionVoided,
  OpenSelectionConclusionVoided,
];
