/** 撤销机构终止记录: the end of an organization was recorded in error, and it goes on. */
import { z } from 'zod';
import { firstDay } from '../../events/dates.ts';
import type { Finding } from '../../events/define.ts';
import {
  OrganizationEndVoided,
  OrganizationMembershipVoided,
} from '../../events/organization-correction.ts';
import { type CommandId, OrganizationId, type PostId } from '../../events/values.ts';
import {
  accept,
  type Context,
  citing,
  defineCorrection,
  finding,
  type NewEvent,
  obstacles,
  type Reading,
  read,
  readEach,
  refuse,
} from './command.ts';
import { holdingOn, type Membership, type Timeline } from './dated.ts';
import { type OrganizationState, organization, organizationStream, post } from './structure.ts';

type End = NonNullable<OrganizationState['ended']>;

/** 撤销机构终止记录: its code was its own all along; its members are moved back one by one. */
export const VoidOrganizationEnd = defineCorrection({
  name: 'VoidOrganizationEnd',
  label: { zh: '撤销机构终止记录', en: 'Void the end of an organization' },
  input: z.strictObject({ organizationId: OrganizationId }),
  decide: function* ({ organizationId }, context) {
    const unit = yield* read(organization(organizationId));
    if (unit.opened?.county !== context.county) return refuse([finding('OrganizationUnknown')]);
    if (unit.endVoided) return accept();
    const end = unit.ended;
    if (end === null) return refuse([finding('OrganizationNotEnded')]);
    const parentId = holdingOn(unit.places, firstDay(end.on))?.value.parentId ?? null;
    const parent = parentId === null ? null : yield* read(organization(parentId));
    const gone = parent?.ended ?? null;
    const refusals = obstacles([
      gone !== null,
      () => finding('ParentEnded', { on: gone?.on ?? '' }, citing(gone)),
    ]);
    if (refusals.length > 0 || parentId === null || parent === null) return refuse(refusals);
    return accept(
      [
        context.event(organizationStream(organizationId), OrganizationEndVoided, {
          organizationId,
          eventId: end.eventId,
        }),
        ...rejoins(context, organizationId, parentId, parent, end),
      ],
      yield* notMovedBack(unit, end),
    );
  },
});

/** The event by which its superior never lost it. */
function rejoins(
  context: Context,
  organizationId: OrganizationId,
  parentId: OrganizationId,
  parent: OrganizationState,
  end: End,
): NewEvent[] {
  return leavingVoided(context, parentId, parent.subordinates, {
    member: organizationId,
    commandId: end.commandId,
  });
}

/** Takes back that a member left by a decision: it was one all along. */
export function leavingVoided(
  context: Context,
  organizationId: OrganizationId,
  members: Timeline<Membership>,
  { member, commandId }: { readonly member: string; readonly commandId: CommandId },
): NewEvent[] {
  const stream = organizationStream(organizationId);
  return members
    .filter(
      (fact) => fact.commandId === commandId && fact.value.id === member && !fact.value.joined,
    )
    .map(({ eventId }) =>
      context.event(stream, OrganizationMembershipVoided, { organizationId, eventId }),
    );
}

/** Advice: what went with the end stays where it is until somebody decides otherwise. */
function* notMovedBack(unit: OrganizationState, end: End): Reading<Finding[]> {
  const posts = unit.posts.filter(({ commandId }) => commandId === end.commandId);
  const subordinates = unit.subordinates.filter(({ commandId }) => commandId === end.commandId);
  const seats = yield* readEach(posts.map(({ value }) => post(value.id as PostId)));
  const moved = posts.filter((_, index) => seats[index]?.abolished === null);
  const abolished = posts.filter((_, index) => seats[index]?.abolished !== null);
  const evidence = [...moved, ...subordinates].map(({ eventId }) => eventId);
  const counts = { posts: moved.length, subordinates: subordinates.length };
  return obstacles(
    [evidence.length > 0, () => finding('MembersNotMovedBack', counts, { evidence })],
    [
      abolished.length > 0,
      () =>
        finding(
          'PostsStayAbolished',
          { posts: abolished.length },
          { evidence: abolished.map(({ eventId }) => eventId) },
        ),
    ],
  );
}

export const organizationEndCorrectionCommands = [VoidOrganizationEnd];
