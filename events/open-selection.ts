/**
 * 公开选拔: a campaign, the three gates it must pass, and how it ends. One stream holds the whole
 * campaign, so that ratios, gates and ends are judged exactly. What it offers, the steps of one
 * applicant and their inspection are in open-selection-item.ts, open-selection-application.ts and
 * open-selection-inspection.ts.
 */
import { z } from 'zod';
import { codes } from './code-tables.ts';
import { CivilDate } from './dates.ts';
import { defineEvent } from './define.ts';
import { openSelectionApplicationEvents } from './open-selection-application.ts';
import { openSelectionCorrectionEvents } from './open-selection-correction.ts';
import { openSelectionInspectionEvents } from './open-selection-inspection.ts';
import { applicantIds, offeredItemEvents } from './open-selection-item.ts';
import {
  CadreId,
  Count,
  EventId,
  Name,
  OfferedItemId,
  OpenSelectionId,
  PostId,
  text,
} from './values.ts';

/** 公开选拔阶段, in order; registration is open while the campaign is announced. */
export const OpenSelectionPhase = codes('OpenSelectionPhase', {
  DRAFT: '方案拟定|draft',
  SUPERIOR_APPROVED: '上级批准|approved by the superior',
  ANNOUNCED: '公告报名|announced',
  REGISTRATION_CLOSED: '报名截止|registration closed',
  WRITTEN_EXAM: '笔试|written exam',
  INTERVIEW: '面试|interview',
  INSPECTION: '考察|inspection',
  DECISION: '讨论决定|decision',
  PUBLIC_NOTICE: '任前公示|public notice',
  CONCLUDED: '结束|concluded',
});
export type OpenSelectionPhase = z.infer<typeof OpenSelectionPhase>;

/** 三道关口, in the order in which they are passed. */
export const SelectionGate = codes('SelectionGate', {
  WORKERS_AND_PEASANTS: '工农认可|recognized by workers and peasants',
  MASSES: '群众满意|satisfying to the masses',
  LEADERS: '领导通过|passed by the leaders',
});
export type SelectionGate = z.infer<typeof SelectionGate>;

/** 关口形式 */
export const GateForm = codes('GateForm', {
  MEETING: '会议|meeting',
  TALKS: '个别谈话|talks',
  QUESTIONNAIRE: '问卷测评|questionnaire',
  VISIT: '走访|visits',
});
export type GateForm = z.infer<typeof GateForm>;

const id = '0190a5c0-0000-7000-8000-000000000071';
const item = '0190a5c0-0000-7000-8000-000000000072';
const cadre = '0190a5c0-0000-7000-8000-000000000073';
const unit = '0190a5c0-0000-7000-8000-000000000074';
const event = '0190a5c0-0000-7000-8000-000000000075';
const campaign = { openSelectionId: OpenSelectionId };

/** 公开选拔方案拟定: pins the rule set in force. */
export const OpenSelectionDrafted = defineEvent({
  type: 'OpenSelectionDrafted',
  category: 'openSelection',
  label: { zh: '公开选拔方案拟定', en: 'Open selection drafted' },
  data: {
    ...campaign,
    year: z.int().min(1990).max(2199),
    title: text(120),
    /** 放宽资格条件: needs the superior's approval before the announcement. */
    relaxesQualifications: z.boolean(),
    ruleSetVersion: z.int().min(0),
  },
  sample: {
    data: {
      openSelectionId: id,
      year: 2022,
      title: '2022年公开选拔领导干部',
      relaxesQualifications: true,
      ruleSetVersion: 1,
    },
  },
});

/** 上级批准: the document is the event's basis. */
export const OpenSelectionSuperiorApproved = defineEvent({
  type: 'OpenSelectionSuperiorApproved',
  category: 'openSelection',
  label: { zh: '公开选拔方案上级批准', en: 'Open selection approved by the superior' },
  data: { ...campaign, approvedBy: Name },
  sample: { data: { openSelectionId: id, approvedBy: '虚构市委组织部' } },
});

/** 公开选拔公告: what is offered is fixed from now on. */
export const OpenSelectionAnnounced = defineEvent({
  type: 'OpenSelectionAnnounced',
  category: 'openSelection',
  label: { zh: '公开选拔公告', en: 'Open selection announced' },
  data: {
    ...campaign,
    itemIds: z.array(OfferedItemId).min(1).max(100),
    registrationUntil: CivilDate,
  },
  sample: { data: { openSelectionId: id, itemIds: [item], registrationUntil: '2022-07-31' } },
});

/** 报名截止 */
export const OpenSelectionRegistrationClosed = defineEvent({
  type: 'OpenSelectionRegistrationClosed',
  category: 'openSelection',
  label: { zh: '公开选拔报名截止', en: 'Open selection registration closed' },
  data: campaign,
  sample: { data: { openSelectionId: id } },
});

/** 笔试 */
export const OpenSelectionWrittenExamBegun = defineEvent({
  type: 'OpenSelectionWrittenExamBegun',
  category: 'openSelection',
  label: { zh: '公开选拔笔试', en: 'Open selection written exam begun' },
  data: campaign,
  sample: { data: { openSelectionId: id } },
});

/** 面试 */
export const OpenSelectionInterviewBegun = defineEvent({
  type: 'OpenSelectionInterviewBegun',
  category: 'openSelection',
  label: { zh: '公开选拔面试', en: 'Open selection interview begun' },
  data: campaign,
  sample: { data: { openSelectionId: id } },
});

/** 考察 */
export const OpenSelectionInspectionBegun = defineEvent({
  type: 'OpenSelectionInspectionBegun',
  category: 'openSelection',
  label: { zh: '公开选拔考察', en: 'Open selection inspection begun' },
  data: campaign,
  sample: { data: { openSelectionId: id } },
});

const tally = {
  form: GateForm,
  expected: Count.min(1),
  present: Count,
  votesFor: Count,
  votesAgainst: Count,
  abstaining: Count,
  other: Count,
};
const sampleTally = {
  form: 'MEETING' as const,
  expected: 60,
  present: 55,
  votesFor: 50,
  votesAgainst: 2,
  abstaining: 2,
  other: 1,
};
/** A gate is named by the event that recorded it. */
export const GateId = EventId.meta({ id: 'OpenSelectionGateId', globalId: 'OpenSelectionGate' });
/** How a gate was held and what it gave. */
export const GateTally = z.strictObject(tally);
export type GateTally = z.infer<typeof GateTally>;

/** 过关: one of the three gates was held, passed or not. */
export const OpenSelectionGateRecorded = defineEvent({
  type: 'OpenSelectionGateRecorded',
  category: 'openSelection',
  label: { zh: '公开选拔关口', en: 'Gate of an open selection recorded' },
  data: { ...campaign, gate: SelectionGate, ...tally, passed: z.boolean() },
  sample: { data: { openSelectionId: id, gate: 'MASSES', ...sampleTally, passed: true } },
});

/** 关口计票更正 */
export const OpenSelectionGateCorrected = defineEvent({
  type: 'OpenSelectionGateCorrected',
  category: 'openSelection',
  label: { zh: '公开选拔关口计票更正', en: 'Gate of an open selection corrected' },
  data: {
    ...campaign,
    eventId: EventId,
    was: z.strictObject({ ...tally, passed: z.boolean() }),
    is: z.strictObject({ ...tally, passed: z.boolean() }),
  },
  sample: {
    data: {
      openSelectionId: id,
      eventId: event,
      was: { ...sampleTally, passed: true },
      is: { ...sampleTally, votesFor: 49, votesAgainst: 3, passed: true },
    },
  },
});

/** 讨论决定: whom the committee proposes; the other inspected ones are finalists not selected. */
export const OpenSelectionDecided = defineEvent({
  type: 'OpenSelectionDecided',
  category: 'openSelection',
  label: { zh: '公开选拔讨论决定', en: 'Open selection decided' },
  data: {
    ...campaign,
    proposals: z
      .array(
        z.strictObject({
          cadreId: CadreId,
          itemId: OfferedItemId,
          /** The post, and the decision on the person's own stream; null with a rank. */
          postId: PostId.nullable(),
          decisionId: EventId.nullable(),
        }),
      )
      .max(200),
    notSelectedIds: applicantIds,
    expected: Count.min(1),
    present: Count,
    votesFor: Count,
  },
  sample: {
    data: {
      openSelectionId: id,
      proposals: [{ cadreId: cadre, itemId: item, postId: unit, decisionId: event }],
      notSelectedIds: [unit],
      expected: 11,
      present: 10,
      votesFor: 10,
    },
  },
});

/** 任前公示 */
export const OpenSelectionNoticePosted = defineEvent({
  type: 'OpenSelectionNoticePosted',
  category: 'openSelection',
  label: { zh: '公开选拔任前公示', en: 'Open selection public notice posted' },
  data: { ...campaign, startsOn: CivilDate, endsOn: CivilDate, proposedIds: applicantIds },
  sample: {
    data: {
      openSelectionId: id,
      startsOn: '2022-10-10',
      endsOn: '2022-10-14',
      proposedIds: [cadre],
    },
  },
});

/** 公开选拔结束 */
export const OpenSelectionConcluded = defineEvent({
  type: 'OpenSelectionConcluded',
  category: 'openSelection',
  label: { zh: '公开选拔结束', en: 'Open selection concluded' },
  data: campaign,
  sample: { data: { openSelectionId: id } },
});

export const openSelectionEvents = [
  OpenSelectionDrafted,
  OpenSelectionSuperiorApproved,
  OpenSelectionAnnounced,
  OpenSelectionRegistrationClosed,
  OpenSelectionWrittenExamBegun,
  OpenSelectionInterviewBegun,
  OpenSelectionInspectionBegun,
  OpenSelectionGateRecorded,
  OpenSelectionGateCorrected,
  OpenSelectionDecided,
  OpenSelectionNoticePosted,
  OpenSelectionConcluded,
  ...offeredItemEvents,
  ...openSelectionApplicationEvents,
  ...openSelectionInspectionEvents,
  ...openSelectionCorrectionEvents,
];
