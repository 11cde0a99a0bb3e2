/** 公开选拔方案: drafting a campaign, what it offers, the superior's approval, the announcement. */
import { z } from 'zod';
import { CivilDate, firstDay, type PartialDate } from '../../events/dates.ts';
import type { Finding } from '../../events/define.ts';
import {
  OpenSelectionAnnounced,
  OpenSelectionDrafted,
  OpenSelectionSuperiorApproved,
} from '../../events/open-selection.ts';
import {
  OfferedItemAdded,
  OfferedItemKind,
  OfferedItemVoided,
} from '../../events/open-selection-item.ts';
import {
  Count,
  Name,
  OfferedItemId,
  type OpenSelectionId,
  OrganizationId,
  PostId,
  text,
} from '../../events/values.ts';
import {
  accept,
  type Context,
  citing,
  defineCommand,
  finding,
  obstacles,
  read,
  refuse,
} from './command.ts';
import { campaignCommand, campaignCorrection, stepAgain } from './open-selection-campaign.ts';
import type { OfferedItem } from './open-selection-item.ts';
import { openSelectionStream } from './open-selection-state.ts';
import { currentVersion, ruleSet } from './rules/rule-set.ts';
import { article } from './rules/sources.ts';
import { county, type OrganizationState, organization, type PostState, post } from './structure.ts';

/** Drafts a campaign; pins the rule set in force on the day of the draft. */
export const DraftOpenSelection = defineCommand({
  name: 'DraftOpenSelection',
  label: { zh: '拟定公开选拔方案', en: 'draft an open selection' },
  input: z.strictObject({
    year: z.int().min(1990).max(2199),
    title: text(120),
    relaxesQualifications: z.boolean(),
  }),
  decide: function* (input, context) {
    const { opened } = yield* read(county(context.county));
    const versions = yield* read(ruleSet(context.county));
    if (opened === null) return refuse([finding('CountyNotOpen')]);
    const openSelectionId = context.newId<OpenSelectionId>();
    return accept([
      context.event(openSelectionStream(openSelectionId), OpenSelectionDrafted, {
        openSelectionId,
        ...input,
        ruleSetVersion: currentVersion(versions, context.effectiveOn),
      }),
    ]);
  },
});

const offered = {
  kind: OfferedItemKind,
  title: Name,
  /** Needed when no post is named; with a post, its organization is taken. */
  organizationId: OrganizationId.nullable(),
  postId: PostId.nullable(),
  postCount: Count.min(1).max(100),
};
type Offered = z.infer<z.ZodObject<typeof offered>>;

/** Adds a leading post or a rank to the draft. */
export const AddOfferedItem = campaignCommand({
  name: 'AddOfferedItem',
  label: { zh: '选拔职位列入方案', en: 'add an item to an open selection' },
  phases: ['DRAFT'],
  input: offered,
  decide: function* (campaign, input, context) {
    const seat = input.postId === null ? null : yield* read(post(input.postId));
    const organizationId = seat?.organizationId ?? input.organizationId;
    const unit = organizationId === null ? null : yield* read(organization(organizationId));
    const items = [...campaign.items.values()];
    if (items.some((item) => isSameOffer(item, { ...input, organizationId }))) return accept();
    const twice = items.find(({ postId }) => postId !== null && postId === input.postId);
    const refusals = [
      ...placeObstacles(input, seat, unit, context),
      ...obstacles([
        twice !== undefined,
        () => finding('PostOfferedAlready', {}, citing(twice?.added)),
      ]),
    ];
    if (refusals.length > 0 || organizationId === null) return refuse(refusals);
    return accept(
      [
        context.event(campaign.stream, OfferedItemAdded, {
          ...input,
          itemId: context.newId<OfferedItemId>(),
          organizationId,
          year: campaign.drafted.year,
        }),
      ],
      unusual(input, seat),
    );
  },
});

function isSameOffer(item: OfferedItem, input: Offered): boolean {
  return (
    item.kind === input.kind &&
    item.title === input.title &&
    item.organizationId === input.organizationId &&
    item.postId === input.postId &&
    item.postCount === input.postCount
  );
}

function unusual(input: Offered, seat: PostState | null): Finding[] {
  const principal = { rule: 'P2.DEPUTY_POSTS', basis: article('REGULATION', 15) };
  const rank = { rule: 'P2.RANK_ITEMS', basis: article('CSL', 49) };
  return obstacles(
    [seat?.attributes?.principal === true, () => finding('PrincipalPostOffered', {}, principal)],
    [input.kind === 'RANK', () => finding('RankOffered', {}, rank)],
  );
}

function placeObstacles(
  input: Offered,
  seat: PostState | null,
  unit: OrganizationState | null,
  context: Context,
): Finding[] {
  const on = firstDay(context.effectiveOn);
  const attributes = seat?.attributes;
  const seats = attributes?.seats ?? 0;
  return obstacles(
    [seat !== null && seat.established?.county !== context.county, () => finding('PostUnknown')],
    [unit?.opened?.county !== context.county, () => finding('OrganizationUnknown')],
    [
      seat !== null &&
        input.organizationId !== null &&
        seat.organizationId !== input.organizationId,
      () => finding('PostInAnotherOrganization'),
    ],
    [
      unit?.ended != null && firstDay(unit.ended.on) <= on,
      () => finding('OrganizationEnded', { on: unit?.ended?.on ?? '' }, citing(unit?.ended)),
    ],
    [
      seat?.abolished != null && firstDay(seat.abolished.on) <= on,
      () => finding('PostAbolished', { on: seat?.abolished?.on ?? '' }, citing(seat?.abolished)),
    ],
    [
      attributes != null && attributes.kind !== input.kind,
      () => finding('OfferedAsOtherKind', { kind: attributes?.kind ?? '' }),
    ],
    [
      attributes != null && input.postCount > seats,
      () => finding('MoreOfferedThanSeats', { postCount: input.postCount, seats }),
    ],
  );
}

/** Takes back an item entered in error; once announced, an item can only be withdrawn. */
export const VoidOfferedItem = campaignCorrection({
  name: 'VoidOfferedItem',
  label: { zh: '撤销选拔职位录入', en: 'void an offered item' },
  phases: ['DRAFT'],
  input: { itemId: OfferedItemId },
  decide: (campaign, input, context) => {
    if (campaign.voided.includes(input.itemId)) return accept();
    const item = campaign.items.get(input.itemId);
    if (item === undefined) return refuse([finding('OfferedItemUnknown')]);
    return accept([
      context.event(campaign.stream, OfferedItemVoided, {
        ...input,
        eventId: item.added.eventId,
      }),
    ]);
  },
});

/** Records the superior's reply; its number is the document of the record. */
export const RecordOpenSelectionApproval = campaignCommand({
  name: 'RecordOpenSelectionApproval',
  label: { zh: '登记上级批准', en: 'record the superior’s approval of an open selection' },
  phases: ['DRAFT'],
  input: { approvedBy: Name },
  decide: (campaign, input, context) => {
    const again = stepAgain(campaign, 'SUPERIOR_APPROVED', context);
    if (again !== null) return again;
    if (context.basis === null) return refuse([finding('DocumentNumberMissing')]);
    return accept([context.event(campaign.stream, OpenSelectionSuperiorApproved, input)]);
  },
});

/** Announces the campaign; from now on people can apply and what is offered is fixed. */
export const AnnounceOpenSelection = campaignCommand({
  name: 'AnnounceOpenSelection',
  label: { zh: '发布公开选拔公告', en: 'announce an open selection' },
  phases: ['DRAFT', 'SUPERIOR_APPROVED'],
  input: { registrationUntil: CivilDate },
  decide: (campaign, input, context) => {
    const isSame = campaign.registrationUntil === input.registrationUntil;
    const again = stepAgain(campaign, 'ANNOUNCED', context, isSame);
    if (again !== null) return again;
    const approved = campaign.steps.SUPERIOR_APPROVED !== undefined;
    const refusals = obstacles(
      [campaign.items.size === 0, () => finding('NothingOffered')],
      [
        campaign.drafted.relaxesQualifications && !approved,
        () => finding('SuperiorApprovalMissing', {}, { basis: article('REGULATION', 15) }),
      ],
      endsAfter(context.effectiveOn, input.registrationUntil),
    );
    if (refusals.length > 0) return refuse(refusals);
    return accept([
      context.event(campaign.stream, OpenSelectionAnnounced, {
        ...input,
        itemIds: [...campaign.items.keys()],
      }),
    ]);
  },
});

/** That registration would end before it is announced. */
export function endsAfter(announcedOn: PartialDate, until: CivilDate) {
  return [
    until < firstDay(announcedOn),
    () => finding('RegistrationEndsBeforeAnnouncement', { until }),
  ] as const;
}
