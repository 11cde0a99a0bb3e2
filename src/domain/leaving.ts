/** Leaving a posting: the one way it ends, on the cadre, on the post left and in the quota. */
import type { ReliefReason } from '../../events/code-tables.ts';
import type { PartialDate } from '../../events/dates.ts';
import { QuotaReleased } from '../../events/organization.ts';
import { PostVacated } from '../../events/post.ts';
import { PostingEnded } from '../../events/posting.ts';
import type { CadreId, PostId } from '../../events/values.ts';
import type { Context, NewEvent } from './command.ts';
import type { StreamRef } from './fold.ts';
import { cadreStream, type Posting } from './people.ts';
import { seatKinds } from './placement-rules.ts';
import {
  type OrganizationState,
  organization,
  organizationStream,
  type PostState,
  post,
  postStream,
} from './structure.ts';

/** The events that end a posting: on the cadre, the post left, and its organization's quota. */
export function leave(
  context: Context,
  cadreId: CadreId,
  leaving: Posting,
  on: PartialDate,
  reason: ReliefReason,
  seat: PostState | null,
  unit: OrganizationState | null,
): NewEvent[] {
  const ended = context.event(
    cadreStream(cadreId),
    PostingEnded,
    { cadreId, postingId: leaving.id, reason },
    { effectiveOn: on },
  );
  return [ended, ...vacate(context, cadreId, leaving, on, reason, seat, unit)];
}

/** What follows for the post and the quota when a posting ends or never was. */
export function vacate(
  context: Context,
  cadreId: CadreId,
  leaving: Posting,
  on: PartialDate,
  reason: ReliefReason,
  seat: PostState | null,
  unit: OrganizationState | null,
): NewEvent[] {
  if (leaving.postId === null) return [];
  const events = [
    context.event(
      postStream(leaving.postId),
      PostVacated,
      { postId: leaving.postId, cadreId, postingId: leaving.id, reason },
      { effectiveOn: on },
    ),
  ];
  const holds = unit?.taken.find((one) => one.postId === leaving.postId && one.cadreId === cadreId);
  const organizationId = seat?.organizationId ?? leaving.organizationId;
  if (holds !== undefined && seatKinds.has(leaving.kind) && leaving.end === null) {
    const { postId, principal } = holds;
    events.push(
      context.event(
        organizationStream(organizationId),
        QuotaReleased,
        { organizationId, postId, cadreId, principal },
        { effectiveOn: on },
      ),
    );
  }
  return events;
}

/** The post a posting is in; a posting without one reads its own (empty) stream. */
export function leftSeat(leaving: Posting): StreamRef<PostState> {
  return post(leaving.postId ?? (leaving.id as unknown as PostId));
}

/** Where the seat left counts now: its post may have moved with a reorganization since. */
export function leftOrganization(
  leaving: Posting,
  seat: PostState | null,
): StreamRef<OrganizationState> {
  return organization(seat?.organizationId ?? leaving.organizationId);
}
