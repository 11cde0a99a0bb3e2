/**
 * 任职: who holds which post in which form, from when to when, on which decision. A posting is
 * named by the event that started it.
 */
import { z } from 'zod';
import {
  GrassrootsRole,
  ManagementLevel,
  PostingKind,
  PostKind,
  PostLevel,
  ReliefReason,
  SelectionChannel,
  StaffingKind,
  UnitType,
} from './code-tables.ts';
import { CivilDate, PartialDate } from './dates.ts';
import { defineEvent } from './define.ts';
import { CadreId, DocumentNumber, EventId, Name, OrganizationId, PostId } from './values.ts';

const cadre = '0190a5c0-0000-7000-8000-000000000041';
const post = '0190a5c0-0000-7000-8000-000000000042';
const organization = '0190a5c0-0000-7000-8000-000000000043';
const event = '0190a5c0-0000-7000-8000-000000000044';

/** Where somebody came from, as decided when they were selected; null in old stock. */
export const Origin = z.strictObject({
  organizationId: OrganizationId,
  unitType: UnitType,
  role: GrassrootsRole.nullable(),
});
export type Origin = z.infer<typeof Origin>;

/** What the post was when somebody took it: later changes of the post do not change history. */
export const held = {
  organizationId: OrganizationId,
  /** What the organization counts as for origins and destinations. */
  unitType: UnitType,
  /** null: a posting without an established post (a villager's role, a loan). */
  postId: PostId.nullable(),
  title: Name,
  postKind: PostKind,
  level: PostLevel,
  managementLevel: ManagementLevel,
};

const started = {
  ...held,
  cadreId: CadreId,
  kind: PostingKind,
  staffing: StaffingKind,
  /** The role at the grassroots this posting is, if it is one. */
  role: GrassrootsRole.nullable(),
  /** 基层工作经历 (statutory) and 一线经历 (front line): two markers, never mixed. */
  grassroots: z.boolean(),
  frontLine: z.boolean(),
  /** The appointment, hire or exchange it rests on; null in opening balances and village records. */
  basedOn: EventId.nullable(),
  openingBalance: z.boolean(),
};
export const sampleHeld = {
  organizationId: organization,
  unitType: 'TOWNSHIP' as const,
  postId: post,
  title: '副乡长',
  postKind: 'LEADING_POST' as const,
  level: 'TOWNSHIP_DEPUTY' as const,
  managementLevel: 'COUNTY' as const,
};

/** 任职开始 */
export const PostingStarted = defineEvent({
  type: 'PostingStarted',
  category: 'cadre',
  label: { zh: '任职开始', en: 'Posting started' },
  data: started,
  sample: {
    data: {
      ...sampleHeld,
      cadreId: cadre,
      kind: 'MAIN',
      staffing: 'ADMIN',
      role: null,
      grassroots: true,
      frontLine: true,
      basedOn: event,
      openingBalance: false,
    },
  },
});

/** 任职结束 */
export const PostingEnded = defineEvent({
  type: 'PostingEnded',
  category: 'cadre',
  label: { zh: '任职结束', en: 'Posting ended' },
  data: { cadreId: CadreId, postingId: EventId, reason: ReliefReason },
  sample: { data: { cadreId: cadre, postingId: event, reason: 'NEW_POST' } },
});

/** What rests on a posting and is corrected or taken back together with its start. */
const resting = {
  appointmentId: EventId.nullable(),
  intakeId: EventId.nullable(),
  /** The hire (录用, 聘用) the posting rests on. */
  hireId: EventId.nullable(),
  /** The decision that took effect by the appointment; open again when that is taken back. */
  decisionId: EventId.nullable(),
};
export const nothingResting = {
  appointmentId: null,
  intakeId: null,
  hireId: null,
  decisionId: null,
};

/** 任职信息更正: typed, names what it corrects; the dates are those of the world. */
export const PostingCorrected = defineEvent({
  type: 'PostingCorrected',
  category: 'cadre',
  label: { zh: '任职信息更正', en: 'Posting corrected' },
  data: {
    cadreId: CadreId,
    postingId: EventId,
    /** The event corrected: the posting's start or its end. */
    eventId: EventId,
    was: z.strictObject({
      on: PartialDate,
      title: Name.nullable(),
      role: GrassrootsRole.nullable(),
    }),
    is: z.strictObject({
      on: PartialDate,
      title: Name.nullable(),
      role: GrassrootsRole.nullable(),
    }),
    ...resting,
  },
  sample: {
    data: {
      cadreId: cadre,
      postingId: event,
      eventId: event,
      was: { on: '2019-03', title: '副乡长', role: null },
      is: { on: '2019-05', title: '副乡长', role: null },
      ...nothingResting,
    },
  },
});

/** 依据文号更正: of a posting's start, and what was recorded with it, or of its end. */
export const PostingDocumentCorrected = defineEvent({
  type: 'PostingDocumentCorrected',
  category: 'cadre',
  label: { zh: '任职依据文号更正', en: 'Document of a posting corrected' },
  data: {
    cadreId: CadreId,
    postingId: EventId,
    eventId: EventId,
    was: DocumentNumber.nullable(),
    is: DocumentNumber.nullable(),
    ...resting,
  },
  sample: {
    data: {
      cadreId: cadre,
      postingId: event,
      eventId: event,
      was: '虚干〔2021〕5号',
      is: '虚干〔2021〕6号',
      ...nothingResting,
    },
  },
});

/**
 * 任职记录撤销: the posting was recorded in error and never was; or (eventId names its end) the end
 * was, and the posting goes on.
 */
export const PostingVoided = defineEvent({
  type: 'PostingVoided',
  category: 'cadre',
  label: { zh: '任职记录撤销', en: 'Posting voided' },
  data: {
    cadreId: CadreId,
    postingId: EventId,
    /** The event that never was: the posting's start or its end. */
    eventId: EventId,
    ...resting,
  },
  sample: {
    data: {
      cadreId: cadre,
      postingId: event,
      eventId: event,
      ...nothingResting,
    },
  },
});

/** 从基层选拔到机关: somebody came from the grassroots to a county organ, township or subdistrict. */
export const GrassrootsIntakeCompleted = defineEvent({
  type: 'GrassrootsIntakeCompleted',
  category: 'cadre',
  label: { zh: '从基层选拔到机关', en: 'Grassroots intake completed' },
  data: {
    cadreId: CadreId,
    origin: Origin,
    destinationId: OrganizationId,
    destinationType: UnitType,
    channel: SelectionChannel,
    postingId: EventId,
  },
  sample: {
    data: {
      cadreId: cadre,
      origin: { organizationId: organization, unitType: 'VILLAGE', role: 'VILLAGE_SECRETARY' },
      destinationId: organization,
      destinationType: 'TOWNSHIP',
      channel: 'CIVIL_SERVANT_EXAM',
      postingId: event,
    },
  },
});

/** 考录公务员 */
export const CivilServantAppointed = defineEvent({
  type: 'CivilServantAppointed',
  category: 'cadre',
  label: { zh: '录用公务员', en: 'Civil servant appointed' },
  data: {
    cadreId: CadreId,
    recruitmentId: z.uuid(),
    positionId: z.uuid(),
    track: z.enum(['VILLAGE_CADRE', 'GENERAL']),
    organizationId: OrganizationId,
    unitType: UnitType,
    probationEndsOn: CivilDate,
    /** Until when the person must serve in the township. */
    serviceEndsOn: CivilDate.nullable(),
  },
  sample: {
    data: {
      cadreId: cadre,
      recruitmentId: event,
      positionId: post,
      track: 'VILLAGE_CADRE',
      organizationId: organization,
      unitType: 'TOWNSHIP',
      probationEndsOn: '2023-08-01',
      serviceEndsOn: '2027-08-01',
    },
  },
});

/** 签订聘用合同 */
export const InstitutionContractSigned = defineEvent({
  type: 'InstitutionContractSigned',
  category: 'cadre',
  label: { zh: '签订聘用合同', en: 'Institution contract signed' },
  data: {
    cadreId: CadreId,
    recruitmentId: z.uuid(),
    positionId: z.uuid(),
    organizationId: OrganizationId,
    unitType: UnitType,
    recruitmentBasis: z.string(),
    contractEndsOn: CivilDate,
    probationEndsOn: CivilDate.nullable(),
  },
  sample: {
    data: {
      cadreId: cadre,
      recruitmentId: event,
      positionId: post,
      organizationId: organization,
      unitType: 'TOWNSHIP',
      recruitmentBasis: 'GOOD_SECRETARY',
      contractEndsOn: '2025-08-01',
      probationEndsOn: null,
    },
  },
});

export const postingEvents = [
  PostingStarted,
  PostingEnded,
  PostingCorrected,
  PostingDocumentCorrected,
  PostingVoided,
  GrassrootsIntakeCompleted,
  CivilServantAppointed,
  InstitutionContractSigned,
];
