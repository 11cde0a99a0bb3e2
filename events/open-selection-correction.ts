/** 公开选拔更正: steps dated wrongly are put right; what was recorded in error is taken back. */
import { z } from 'zod';
import { CivilDate, PartialDate } from './dates.ts';
import { defineEvent } from './define.ts';
import { applicantIds } from './open-selection-item.ts';
import { CadreId, EventId, OfferedItemId, OpenSelectionId } from './values.ts';

const id = '0190a5c0-0000-7000-8000-000000000081';
const item = '0190a5c0-0000-7000-8000-000000000082';
const cadre = '0190a5c0-0000-7000-8000-000000000083';
const event = '0190a5c0-0000-7000-8000-000000000084';
/** A step, and the items and applicants whose own records it is part of. */
const ofStep = {
  openSelectionId: OpenSelectionId,
  eventId: EventId,
  itemIds: z.array(OfferedItemId).max(100),
  cadreIds: applicantIds,
};
const sampleOfStep = { openSelectionId: id, eventId: event, itemIds: [item], cadreIds: [cadre] };
/** The day of a step; `until`: when registration, or the public notice, ended. */
const course = z.strictObject({ on: PartialDate, until: CivilDate.nullable() });

/** 公开选拔环节更正: the day of a step, or of the end of an item that came with the conclusion. */
export const OpenSelectionStepCorrected = defineEvent({
  type: 'OpenSelectionStepCorrected',
  category: 'openSelection',
  label: { zh: '公开选拔环节更正', en: 'Step of an open selection corrected' },
  data: { ...ofStep, was: course, is: course },
  sample: {
    data: {
      ...sampleOfStep,
      was: { on: '2022-07-01', until: '2022-07-31' },
      is: { on: '2022-07-04', until: '2022-07-31' },
    },
  },
});

/** 公开选拔环节撤销: the latest step of a campaign never was; it stands where it stood before. */
export const OpenSelectionStepVoided = defineEvent({
  type: 'OpenSelectionStepVoided',
  category: 'openSelection',
  label: { zh: '公开选拔环节撤销', en: 'Step of an open selection voided' },
  data: ofStep,
  sample: { data: sampleOfStep },
});

/** 关口撤销 */
export const OpenSelectionGateVoided = defineEvent({
  type: 'OpenSelectionGateVoided',
  category: 'openSelection',
  label: { zh: '公开选拔关口撤销', en: 'Gate of an open selection voided' },
  data: { openSelectionId: OpenSelectionId, eventId: EventId },
  sample: { data: { openSelectionId: id, eventId: event } },
});

/** 选拔职位环节撤销: a waiver, a ranking or a withdrawal, with what it did to the applicants. */
export const OfferedItemStepVoided = defineEvent({
  type: 'OfferedItemStepVoided',
  category: 'openSelection',
  label: { zh: '选拔职位环节撤销', en: 'Step of an offered item voided' },
  data: {
    openSelectionId: OpenSelectionId,
    itemId: OfferedItemId,
    eventId: EventId,
    cadreIds: applicantIds,
  },
  sample: { data: { openSelectionId: id, itemId: item, eventId: event, cadreIds: [cadre] } },
});

/** 报考环节撤销: the latest record about one applicant. */
export const ApplicationStepVoided = defineEvent({
  type: 'ApplicationStepVoided',
  category: 'openSelection',
  label: { zh: '报考环节撤销', en: 'Step of an application voided' },
  data: { openSelectionId: OpenSelectionId, cadreId: CadreId, eventId: EventId },
  sample: { data: { openSelectionId: id, cadreId: cadre, eventId: event } },
});

/** 撤销公开选拔任用记录: no appointment, or rank, was won; the applicant stands where before. */
export const OpenSelectionWinVoided = defineEvent({
  type: 'OpenSelectionWinVoided',
  category: 'openSelection',
  label: { zh: '撤销公开选拔任用记录', en: 'Win of an open selection voided' },
  data: { openSelectionId: OpenSelectionId, cadreId: CadreId, eventId: EventId },
  sample: {
    data: {
      openSelectionId: id,
      cadreId: cadre,
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
      itemId: item,
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
  OpenSelectionStepCorrected,
  OpenSelectionStepVoided,
  OpenSelectionGateVoided,
  OfferedItemStepVoided,
  ApplicationStepVoided,
  OpenSelectionWinVoided,
  OfferedItemConclusionVoided,
  OpenSelectionConclusionVoided,
];
