/** 职位: posts, what they are, and who holds them. */
import { z } from 'zod';
import {
  AppointmentMode,
  ManagementLevel,
  PostingKind,
  PostKind,
  PostLevel,
  ReliefReason,
} from './code-tables.ts';
import { PartialDate } from './dates.ts';
import { defineEvent } from './define.ts';
import { CadreId, Code, Count, EventId, Name, OrganizationId, PostId } from './values.ts';

const id = '0190a5c0-0000-7000-8000-000000000021';
const organization = '0190a5c0-0000-7000-8000-000000000022';
const cadre = '0190a5c0-0000-7000-8000-000000000023';
const posting = '0190a5c0-0000-7000-8000-000000000024';

const attributes = {
  name: Name,
  kind: PostKind,
  level: PostLevel,
  managementLevel: ManagementLevel,
  mode: AppointmentMode,
  /** 正职: counts against the quota of principals. */
  principal: z.boolean(),
  /** 班子成员 */
  teamMember: z.boolean(),
  /** 重要领导岗位 (domain.md F14). */
  keyPost: z.boolean(),
  /** 部门一把手 */
  departmentHead: z.boolean(),
  /** Counts against its organization's quota of leading posts. */
  underQuota: z.boolean(),
  /** How many may hold it at once as their main or concurrent posting. */
  seats: Count.min(1),
};
const sample = {
  name: '副乡长',
  kind: 'LEADING_POST' as const,
  level: 'TOWNSHIP_DEPUTY' as const,
  managementLevel: 'COUNTY' as const,
  mode: 'CONGRESS_ELECTION' as const,
  principal: false,
  teamMember: true,
  keyPost: false,
  departmentHead: false,
  underQuota: true,
  seats: 1,
};
export const PostAttributes = z.strictObject(attributes);
export type PostAttributes = z.infer<typeof PostAttributes>;

/** 职位设置 */
export const PostEstablished = defineEvent({
  type: 'PostEstablished',
  category: 'post',
  label: { zh: '职位设置', en: 'Post established' },
  data: {
    postId: PostId,
    organizationId: OrganizationId,
    code: Code,
    attributes: PostAttributes,
    openingBalance: z.boolean(),
  },
  sample: {
    data: {
      postId: id,
      organizationId: organization,
      code: 'T01-03',
      attributes: sample,
      openingBalance: true,
    },
  },
});

/** 职位变更 */
export const PostRedefined = defineEvent({
  type: 'PostRedefined',
  category: 'post',
  label: { zh: '职位变更', en: 'Post redefined' },
  data: { postId: PostId, attributes: PostAttributes },
  sample: { data: { postId: id, attributes: sample } },
});

/** 职位随机构划转: holders stay, nobody is selected. */
export const PostTransferred = defineEvent({
  type: 'PostTransferred',
  category: 'post',
  label: { zh: '职位随机构划转', en: 'Post transferred to another organization' },
  data: { postId: PostId, fromId: OrganizationId, toId: OrganizationId },
  sample: { data: { postId: id, fromId: organization, toId: posting } },
});

/** 职位撤销 */
export const PostAbolished = defineEvent({
  type: 'PostAbolished',
  category: 'post',
  label: { zh: '职位撤销', en: 'Post abolished' },
  data: { postId: PostId },
  sample: { data: { postId: id } },
});

/** 撤销职位撤销记录: abolished in error; it goes on as if it had not ended. */
export const PostAbolitionVoided = defineEvent({
  type: 'PostAbolitionVoided',
  category: 'post',
  label: { zh: '撤销职位撤销记录', en: 'Post abolition voided' },
  data: { postId: PostId, eventId: EventId },
  sample: { data: { postId: id, eventId: posting } },
});

const defined = { on: PartialDate, code: Code, attributes: PostAttributes };
const definedSample = { on: '2019-01-01', code: 'T01-03', attributes: sample };
/** 职位信息更正: how it was established or redefined was recorded wrongly. */
export const PostCorrected = defineEvent({
  type: 'PostCorrected',
  category: 'post',
  label: { zh: '职位信息更正', en: 'Post corrected' },
  data: {
    postId: PostId,
    /** The establishment or the redefinition. */
    eventId: EventId,
    was: z.strictObject(defined),
    is: z.strictObject(defined),
  },
  sample: {
    data: {
      postId: id,
      eventId: posting,
      was: definedSample,
      is: { ...definedSample, code: 'T01-04' },
    },
  },
});

/** 职位沿革日期更正: the redefinition, transfer or abolition named held from another day. */
export const PostDateCorrected = defineEvent({
  type: 'PostDateCorrected',
  category: 'post',
  label: { zh: '职位沿革日期更正', en: 'Date of a post’s change corrected' },
  data: { postId: PostId, eventId: EventId, was: PartialDate, is: PartialDate },
  sample: { data: { postId: id, eventId: posting, was: '2019-03-01', is: '2019-03-11' } },
});

/** 到任 */
export const PostFilled = defineEvent({
  type: 'PostFilled',
  category: 'post',
  label: { zh: '职位到任', en: 'Post filled' },
  data: { postId: PostId, cadreId: CadreId, postingId: EventId, kind: PostingKind },
  sample: { data: { postId: id, cadreId: cadre, postingId: posting, kind: 'MAIN' } },
});

/** 离任 */
export const PostVacated = defineEvent({
  type: 'PostVacated',
  category: 'post',
  label: { zh: '职位离任', en: 'Post vacated' },
  data: { postId: PostId, cadreId: CadreId, postingId: EventId, reason: ReliefReason },
  sample: { data: { postId: id, cadreId: cadre, postingId: posting, reason: 'NEW_POST' } },
});

const holding = z.strictObject({ from: PartialDate, to: PartialDate.nullable() });
/** 任职起止更正: a posting's dates were corrected, and the post follows. */
export const PostHoldingCorrected = defineEvent({
  type: 'PostHoldingCorrected',
  category: 'post',
  label: { zh: '职位任职起止更正', en: 'Post holding corrected' },
  data: { postId: PostId, cadreId: CadreId, postingId: EventId, was: holding, is: holding },
  sample: {
    data: {
      postId: id,
      cadreId: cadre,
      postingId: posting,
      was: { from: '2019-03', to: null },
      is: { from: '2019-05', to: null },
    },
  },
});

export const postEvents = [
  PostEstablished,
  PostRedefined,
  PostTransferred,
  PostAbolished,
  PostAbolitionVoided,
  PostCorrected,
  PostDateCorrected,
  PostFilled,
  PostVacated,
  PostHoldingCorrected,
];
