/** 机构: organizations, their place in the tree, and their quotas of leading posts (职数). */
import { z } from 'zod';
import { UnitType } from './code-tables.ts';
import { PartialDate } from './dates.ts';
import { defineEvent } from './define.ts';
import { CadreId, Code, Count, EventId, Name, OrganizationId, PostId, text } from './values.ts';

const id = '0190a5c0-0000-7000-8000-000000000011';
const other = '0190a5c0-0000-7000-8000-000000000012';
const post = '0190a5c0-0000-7000-8000-000000000013';
const cadre = '0190a5c0-0000-7000-8000-000000000014';

/** 机构设立 */
export const OrganizationOpened = defineEvent({
  type: 'OrganizationOpened',
  category: 'organization',
  label: { zh: '机构设立', en: 'Organization opened' },
  data: {
    organizationId: OrganizationId,
    code: Code,
    name: Name,
    unitType: UnitType,
    parentId: OrganizationId.nullable(),
    /** What it counts as when people come or go: a township's own institution counts as the township. */
    countsAs: UnitType,
    /** 规模以上, of enterprises. */
    aboveDesignatedSize: z.boolean(),
    openingBalance: z.boolean(),
  },
  sample: {
    data: {
      organizationId: id,
      code: 'T01',
      name: '虚构乡',
      unitType: 'TOWNSHIP',
      parentId: other,
      countsAs: 'TOWNSHIP',
      aboveDesignatedSize: false,
      openingBalance: true,
    },
  },
});

/** 机构更名 */
export const OrganizationRenamed = defineEvent({
  type: 'OrganizationRenamed',
  category: 'organization',
  label: { zh: '机构更名', en: 'Organization renamed' },
  data: { organizationId: OrganizationId, name: Name },
  sample: { data: { organizationId: id, name: '虚构镇' } },
});

/** 隶属关系调整 */
export const OrganizationMoved = defineEvent({
  type: 'OrganizationMoved',
  category: 'organization',
  label: { zh: '隶属关系调整', en: 'Organization moved' },
  data: { organizationId: OrganizationId, parentId: OrganizationId, countsAs: UnitType },
  sample: { data: { organizationId: id, parentId: other, countsAs: 'TOWNSHIP' } },
});

/** 机构合并 */
export const OrganizationMerged = defineEvent({
  type: 'OrganizationMerged',
  category: 'organization',
  label: { zh: '机构合并', en: 'Organization merged into another' },
  data: { organizationId: OrganizationId, intoId: OrganizationId },
  sample: { data: { organizationId: id, intoId: other } },
});

/** 机构撤销 */
export const OrganizationAbolished = defineEvent({
  type: 'OrganizationAbolished',
  category: 'organization',
  label: { zh: '机构撤销', en: 'Organization abolished' },
  data: { organizationId: OrganizationId },
  sample: { data: { organizationId: id } },
});

const subordinate = { organizationId: OrganizationId, subordinateId: OrganizationId };
const subordinateSample = { data: { organizationId: id, subordinateId: other } };
/** 下级机构划入: known to the superior, so that nothing is left behind when it ends. */
export const SubordinateAdded = defineEvent({
  type: 'SubordinateAdded',
  category: 'organization',
  label: { zh: '下级机构划入', en: 'Subordinate organization added' },
  data: subordinate,
  sample: subordinateSample,
});
/** 下级机构划出 */
export const SubordinateRemoved = defineEvent({
  type: 'SubordinateRemoved',
  category: 'organization',
  label: { zh: '下级机构划出', en: 'Subordinate organization removed' },
  data: subordinate,
  sample: subordinateSample,
});
const ownPost = { organizationId: OrganizationId, postId: PostId };
const ownPostSample = { data: { organizationId: id, postId: post } };
/** 职位划入 */
export const PostAdded = defineEvent({
  type: 'PostAdded',
  category: 'organization',
  label: { zh: '职位划入', en: 'Post added' },
  data: ownPost,
  sample: ownPostSample,
});
/** 职位划出 */
export const PostRemoved = defineEvent({
  type: 'PostRemoved',
  category: 'organization',
  label: { zh: '职位划出', en: 'Post removed' },
  data: ownPost,
  sample: ownPostSample,
});

/** 职数核定: leading posts, principals and deputies counted separately. */
export const QuotaSet = defineEvent({
  type: 'QuotaSet',
  category: 'organization',
  label: { zh: '职数核定', en: 'Quota set' },
  data: { organizationId: OrganizationId, principals: Count, deputies: Count },
  sample: { data: { organizationId: id, principals: 2, deputies: 7 } },
});

const taken = {
  organizationId: OrganizationId,
  postId: PostId,
  cadreId: CadreId,
  principal: z.boolean(),
};
/** 职数占用 */
export const QuotaTaken = defineEvent({
  type: 'QuotaTaken',
  category: 'organization',
  label: { zh: '职数占用', en: 'Quota taken' },
  data: { ...taken, openingBalance: z.boolean() },
  sample: {
    data: {
      organizationId: id,
      postId: post,
      cadreId: cadre,
      principal: false,
      openingBalance: false,
    },
  },
});
/** 职数释放 */
export const QuotaReleased = defineEvent({
  type: 'QuotaReleased',
  category: 'organization',
  label: { zh: '职数释放', en: 'Quota released' },
  data: taken,
  sample: { data: { organizationId: id, postId: post, cadreId: cadre, principal: false } },
});
/** 职数占用起止更正: a posting's dates were corrected, and the taking or release named follows. */
export const QuotaSeatCorrected = defineEvent({
  type: 'QuotaSeatCorrected',
  category: 'organization',
  label: { zh: '职数占用起止更正', en: 'Quota seat corrected' },
  data: {
    organizationId: OrganizationId,
    postId: PostId,
    cadreId: CadreId,
    eventId: EventId,
    was: PartialDate,
    is: PartialDate,
  },
  sample: {
    data: {
      organizationId: id,
      postId: post,
      cadreId: cadre,
      eventId: other,
      was: '2019-03',
      is: '2019-05',
    },
  },
});

const rating = {
  year: z.int().min(2022).max(2199),
  /** The stars won, in the words of the list for villages or communities. */
  stars: z.array(text(20)).max(5),
};
export const FiveStarRating = z.strictObject(rating);
export type FiveStarRating = z.infer<typeof FiveStarRating>;

/** “五星”支部评定: a yearly rating of a village or community branch. */
export const FiveStarRatingRecorded = defineEvent({
  type: 'FiveStarRatingRecorded',
  category: 'organization',
  label: { zh: '“五星”支部评定', en: 'Five-star branch rating recorded' },
  data: { organizationId: OrganizationId, ...rating },
  sample: { data: { organizationId: id, year: 2023, stars: ['支部过硬', '产业兴旺'] } },
});

/** “五星”支部评定更正 */
export const FiveStarRatingCorrected = defineEvent({
  type: 'FiveStarRatingCorrected',
  category: 'organization',
  label: { zh: '“五星”支部评定更正', en: 'Five-star branch rating corrected' },
  data: {
    organizationId: OrganizationId,
    eventId: EventId,
    was: FiveStarRating,
    is: FiveStarRating,
  },
  sample: {
    data: {
      organizationId: id,
      eventId: other,
      was: { year: 2023, stars: ['支部过硬', '产业兴旺'] },
      is: { year: 2023, stars: ['支部过硬'] },
    },
  },
});

export const organizationEvents = [
  OrganizationOpened,
  OrganizationRenamed,
  OrganizationMoved,
  OrganizationMerged,
  OrganizationAbolished,
  SubordinateAdded,
  SubordinateRemoved,
  PostAdded,
  PostRemoved,
  QuotaSet,
  QuotaTaken,
  QuotaReleased,
  QuotaSeatCorrected,
  FiveStarRatingRecorded,
  FiveStarRatingCorrected,
];
