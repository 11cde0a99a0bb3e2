/** What moves with an organization: its posts with their holders and seats, its subordinates. */
import { type CivilDate, firstDay } from '../../events/dates.ts';
import type { Finding } from '../../events/define.ts';
import { PostAdded, PostRemoved, QuotaReleased, QuotaTaken } from '../../events/organization.ts';
import { PostTransferred } from '../../events/post.ts';
import type { EventId, OrganizationId, PostId } from '../../events/values.ts';
import { type Context, finding, type NewEvent } from './command.ts';
import { nextAfter } from './dated.ts';
import { article } from './rules/sources.ts';
import {
  type Holding,
  type OrganizationState,
  organizationStream,
  type PostState,
  postStream,
} from './structure.ts';

/** Posts and subordinates that one decision may move: each is read and written. */
export const membersMax = 120;

export type PostAt = { readonly postId: PostId; readonly seat: PostState };

/** The events by which a post comes to another organization; whoever holds it stays in it. */
export function transferEvents(
  context: Context,
  { postId, seat }: PostAt,
  fromId: OrganizationId,
  from: OrganizationState,
  toId: OrganizationId,
): NewEvent[] {
  const on = firstDay(context.effectiveOn);
  const next = nextAfter(seat.places, on);
  const events = [
    context.event(postStream(postId), PostTransferred, { postId, fromId, toId }),
    context.event(organizationStream(fromId), PostRemoved, { organizationId: fromId, postId }),
    context.event(organizationStream(toId), PostAdded, { organizationId: toId, postId }),
  ];
  if (next !== null) {
    // A back-entered transfer: a later one stands, and took the seats with it.
    if (next.value === toId) return events;
    const data = { organizationId: toId, postId };
    const removed = { effectiveOn: next.on };
    return [...events, context.event(organizationStream(toId), PostRemoved, data, removed)];
  }
  for (const taken of from.taken.filter((one) => one.postId === postId)) {
    const { cadreId, principal } = taken;
    const effectiveOn = firstDay(taken.on) > on ? taken.on : context.effectiveOn;
    events.push(
      context.event(
        organizationStream(fromId),
        QuotaReleased,
        { organizationId: fromId, postId, cadreId, principal },
        { effectiveOn },
      ),
      context.event(
        organizationStream(toId),
        QuotaTaken,
        { organizationId: toId, postId, cadreId, principal, openingBalance: false },
        { effectiveOn },
      ),
    );
  }
  return events;
}

/** Those who hold a post on a day or take it later. */
export function holdersFrom(seat: PostState, on: CivilDate): readonly Holding[] {
  return seat.holdings.filter(
    ({ from, to }) => to === null || (firstDay(to) > on && firstDay(to) > firstDay(from)),
  );
}

/** Advice: more seats are taken now than the latest quota allows. */
export function overfilled(
  { quota, quotas, taken }: OrganizationState,
  arriving: readonly { readonly principal: boolean }[],
): Finding[] {
  const set = quotas.at(-1);
  return quota === null || set === undefined
    ? []
    : quotaAdvice(quota, [...taken, ...arriving], [set.eventId]);
}

export function quotaAdvice(
  quota: { readonly principals: number; readonly deputies: number },
  taken: readonly { readonly principal: boolean }[],
  evidence: readonly EventId[] = [],
): Finding[] {
  const principalsTaken = taken.filter(({ principal }) => principal).length;
  const deputiesTaken = taken.length - principalsTaken;
  if (principalsTaken <= quota.principals && deputiesTaken <= quota.deputies) return [];
  const { principals, deputies } = quota;
  const params = { principals, deputies, principalsTaken, deputiesTaken };
  return [finding('QuotaBelowTaken', params, { basis: article('CSL', 43), evidence })];
}
