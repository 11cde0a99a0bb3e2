/** 机构合并与撤销: an organization ends, and nothing is left behind in it. */
import { z } from 'zod';
import { endOfTime, firstDay } from '../../events/dates.ts';
import type { Finding } from '../../events/define.ts';
import {
  OrganizationAbolished,
  OrganizationMerged,
  PostRemoved,
  SubordinateRemoved,
} from '../../events/organization.ts';
import { PostAbolished } from '../../events/post.ts';
import { OrganizationId, PostId } from '../../events/values.ts';
import {
  accept,
  type Context,
  defineCommand,
  finding,
  type NewEvent,
  obstacles,
  type Reading,
  read,
  readEach,
  refuse,
} from './command.ts';
import { holdingOn, membersFrom, nextAfter } from './dated.ts';
import {
  holdersFrom,
  membersMax,
  overfilled,
  type PostAt,
  transferEvents,
} from './organization-members.ts';
import { absence, endedSince } from './organization-presence.ts';
import { moveEvents, rootStays, standsAbove } from './organization-tree.ts';
import {
  type OrganizationState,
  organization,
  organizationStream,
  post,
  postStream,
} from './structure.ts';

export const MergeOrganizations = defineCommand({
  name: 'MergeOrganizations',
  label: { zh: '合并机构', en: 'Merge an organization into another' },
  input: z.strictObject({ organizationId: OrganizationId, intoId: OrganizationId }),
  decide: function* ({ organizationId, intoId }, context) {
    const unit = yield* read(organization(organizationId));
    const into = yield* read(organization(intoId));
    if (unit.ended?.intoId === intoId && unit.ended.on === context.effectiveOn) return accept();
    const on = firstDay(context.effectiveOn);
    const refusals = [
      ...absence(unit, context),
      ...absence(into, context, 'Target'),
      ...obstacles(rootStays(unit)),
      ...(yield* standsAbove(organizationId, intoId, on, endOfTime)),
      ...endObstacles(unit, context),
    ];
    if (refusals.length > 0) return refuse(refusals);
    const { posts, subordinateIds, subordinates } = yield* members(unit, context);
    const events = [
      context.event(organizationStream(organizationId), OrganizationMerged, {
        organizationId,
        intoId,
      }),
      ...posts.flatMap((one) => transferEvents(context, one, organizationId, unit, intoId)),
      ...subordinates.flatMap((subordinate, index) =>
        moveEvents(context, subordinateIds[index] as OrganizationId, subordinate, intoId, into),
      ),
      ...(yield* leaveTree(context, organizationId, unit)),
    ];
    return accept(events, [...overfilled(into, unit.taken), ...endedSince(into)]);
  },
});

export const AbolishOrganization = defineCommand({
  name: 'AbolishOrganization',
  label: { zh: '撤销机构', en: 'Abolish an organization' },
  input: z.strictObject({
    organizationId: OrganizationId,
    /** Posts that go on elsewhere with whoever holds them; vacant ones end with the organization. */
    transfers: z
      .array(z.strictObject({ postId: PostId, toId: OrganizationId }))
      .max(membersMax)
      .default([]),
  }),
  decide: function* ({ organizationId, transfers }, context) {
    const unit = yield* read(organization(organizationId));
    if (unit.ended?.intoId === null && unit.ended.on === context.effectiveOn) return accept();
    const toIds = [...new Set(transfers.map(({ toId }) => toId))];
    const targets: OrganizationState[] = yield* readEach(toIds.map((id) => organization(id)));
    const refusals = [
      ...absence(unit, context),
      ...obstacles(rootStays(unit)),
      ...targets.flatMap((target) => absence(target, context, 'Target')),
      ...obstacles([toIds.includes(organizationId), () => finding('TransferToItself')]),
      ...endObstacles(unit, context),
    ];
    if (refusals.length > 0) return refuse(refusals);
    const { posts, subordinateIds } = yield* members(unit, context);
    const goesTo = new Map(transfers.map(({ postId, toId }) => [postId, toId]));
    const staying = posts.filter(({ postId }) => !goesTo.has(postId));
    const left = leftBehind(staying, subordinateIds, context);
    const strangers = transfers.filter(({ postId }) => !posts.some((one) => one.postId === postId));
    if (strangers.length > 0 || goesTo.size < transfers.length)
      left.push(finding('PostInAnotherOrganization'));
    if (left.length > 0) return refuse(left);
    const moving = posts.filter(({ postId }) => goesTo.has(postId));
    return accept(
      [
        context.event(organizationStream(organizationId), OrganizationAbolished, {
          organizationId,
        }),
        ...moving.flatMap((one) => {
          const toId = goesTo.get(one.postId) as OrganizationId;
          return transferEvents(context, one, organizationId, unit, toId);
        }),
        ...staying.flatMap((one) => abolishEvents(context, one, organizationId)),
        ...(yield* leaveTree(context, organizationId, unit)),
      ],
      targets.flatMap((target, index) => {
        const ids = new Set(
          moving
            .filter(({ postId }) => goesTo.get(postId) === toIds[index])
            .map(({ postId }) => postId),
        );
        const arriving = unit.taken.filter(({ postId }) => ids.has(postId));
        return overfilled(target, arriving);
      }),
    );
  },
});

/** What speaks against an end on this day: later facts that would stand in nothing, or too many. */
function endObstacles(unit: OrganizationState, context: Context): Finding[] {
  const on = firstDay(context.effectiveOn);
  const ended = unit.ended === null ? [] : [{ ...unit.ended, value: null }];
  const later = [unit.names, unit.places, unit.quotas, unit.subordinates, unit.posts, ended]
    .map((timeline) => nextAfter<unknown>(timeline, on))
    .filter((fact) => fact !== null);
  const members = [...membersFrom(unit.posts, on), ...membersFrom(unit.subordinates, on)];
  return obstacles(
    [
      later.length > 0,
      () =>
        finding(
          'LaterFactsStand',
          { on: later[0]?.on ?? '' },
          { evidence: later.map(({ eventId }) => eventId) },
        ),
    ],
    [members.length > membersMax, () => finding('MembersTooMany', { max: membersMax })],
  );
}

function* members(unit: OrganizationState, context: Context) {
  const on = firstDay(context.effectiveOn);
  const postIds = membersFrom(unit.posts, on) as readonly PostId[];
  const subordinateIds = membersFrom(unit.subordinates, on) as readonly OrganizationId[];
  const seats = yield* readEach(postIds.map((id) => post(id)));
  const subordinates = yield* readEach(subordinateIds.map((id) => organization(id)));
  const posts = seats.map((seat, index): PostAt => ({ postId: postIds[index] as PostId, seat }));
  return { posts, subordinateIds, subordinates };
}

/** Nothing and nobody may be left in an organization that is abolished. */
function leftBehind(
  staying: readonly PostAt[],
  subordinateIds: readonly OrganizationId[],
  context: Context,
): Finding[] {
  const on = firstDay(context.effectiveOn);
  const holders = staying.flatMap(({ seat }) => holdersFrom(seat, on));
  const counts = { holders: holders.length, subordinates: subordinateIds.length };
  const evidence = holders.map(({ postingId }) => postingId);
  return obstacles([
    holders.length + subordinateIds.length > 0,
    () => finding('OrganizationHasMembers', counts, { evidence }),
  ]);
}

/** The events by which a vacant post ends. */
export function abolishEvents(
  context: Context,
  { postId }: PostAt,
  organizationId: OrganizationId,
): NewEvent[] {
  return [
    context.event(postStream(postId), PostAbolished, { postId }),
    context.event(organizationStream(organizationId), PostRemoved, { organizationId, postId }),
  ];
}

function* leaveTree(
  context: Context,
  organizationId: OrganizationId,
  unit: OrganizationState,
): Reading<NewEvent[]> {
  const parentId = holdingOn(unit.places, firstDay(context.effectiveOn))?.value.parentId ?? null;
  if (parentId === null) return [];
  yield* read(organization(parentId));
  const data = { organizationId: parentId, subordinateId: organizationId };
  return [context.event(organizationStream(parentId), SubordinateRemoved, data)];
}

export const organizationEndCommands = [MergeOrganizations, AbolishOrganization];
