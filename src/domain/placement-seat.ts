/** The post and the organization of a placement, as they were on the day it takes effect. */
import type { UnitType } from '../../events/code-tables.ts';
import { type CivilDate, endOfTime, firstDay } from '../../events/dates.ts';
import type { Finding } from '../../events/define.ts';
import { QuotaTaken } from '../../events/organization.ts';
import { PostFilled } from '../../events/post.ts';
import type { EventId } from '../../events/values.ts';
import { type Context, citing, finding, type NewEvent, obstacles } from './command.ts';
import { holdingOn } from './dated.ts';
import type { Placement } from './placement.ts';
import { takesQuota } from './placement-rules.ts';
import {
  type OrganizationState,
  organizationStream,
  type PostState,
  postStream,
} from './structure.ts';

/** A post as it was defined, and whose it was, on a day; before it was established, as at first. */
export function seatOn(seat: PostState, on: CivilDate): PostState {
  const place = holdingOn(seat.places, on) ?? seat.places[0];
  const definition = holdingOn(seat.definitions, on) ?? seat.definitions[0];
  return {
    ...seat,
    organizationId: place?.value ?? null,
    attributes: definition?.value ?? null,
  };
}

/** What an organization counted as on a day. */
export function countsAsOn(unit: OrganizationState, on: CivilDate): UnitType {
  return holdingOn(unit.places, on)?.value.countsAs ?? unit.countsAs;
}

/** Obstacles: no such post, not there yet, or abolished before the placement is over. */
export function seatAbsence(
  { from, until }: Placement,
  seat: PostState | null,
  context: Context,
): Finding[] {
  const established = seat?.established ?? null;
  if (established?.county !== context.county) return [finding('PostUnknown')];
  const abolished = seat?.abolished ?? null;
  const last = until === null ? endOfTime : firstDay(until.on);
  return obstacles(
    [
      firstDay(from) < firstDay(established.on),
      () => finding('PostNotYetThere', { on: established.on }, citing(established)),
    ],
    [
      abolished !== null &&
        (firstDay(abolished.on) < last || firstDay(abolished.on) <= firstDay(from)),
      () => finding('PostAbolished', { on: abolished?.on ?? '' }, citing(abolished)),
    ],
  );
}

/** The events by which a post has a holder, and its organization a seat less. */
export function fill(
  context: Context,
  placement: Placement,
  seat: PostState,
  postingId: EventId,
): NewEvent[] {
  const { cadreId, postId, kind, from, openingBalance } = placement;
  const { attributes, organizationId, places } = seat;
  if (postId === null || attributes === null || organizationId === null) return [];
  const filled = context.event(
    postStream(postId),
    PostFilled,
    { postId, cadreId, postingId, kind },
    { effectiveOn: from },
  );
  if (!takesQuota(placement, seat)) return [filled];
  const { principal } = attributes;
  // A post that came to its organization after the posting began takes the seat from then on.
  const since = places.at(-1)?.on ?? from;
  const taken = context.event(
    organizationStream(organizationId),
    QuotaTaken,
    { organizationId, postId, cadreId, principal, openingBalance },
    { effectiveOn: firstDay(since) > firstDay(from) ? since : from },
  );
  return [filled, taken];
}
