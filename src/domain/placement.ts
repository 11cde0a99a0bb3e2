/**
 * Placing somebody: the one way a posting starts, whatever led to it (appointment, hire, exchange,
 * election, opening balance). It ends the main posting left, moves seats and quota, and records an
 * intake from the grassroots. Judged at the date it takes effect and against what stands later.
 */
import {
  type GrassrootsRole,
  grassrootsOrigins,
  organDestinations,
  type PostingKind,
  type ReliefReason,
  type SelectionChannel,
  type StaffingKind,
  type UnitType,
} from '../../events/code-tables.ts';
import { firstDay, type PartialDate } from '../../events/dates.ts';
import type { Finding } from '../../events/define.ts';
import { QuotaTaken } from '../../events/organization.ts';
import { PostFilled } from '../../events/post.ts';
import { GrassrootsIntakeCompleted, type Origin, PostingStarted } from '../../events/posting.ts';
import type { CadreId, EventId, OrganizationId, PostId } from '../../events/values.ts';
import { type Context, finding, type NewEvent, obstacles, type Reading, read } from './command.ts';
import { leave, leftOrganization, leftSeat } from './leaving.ts';
import {
  cadreStream,
  originOn,
  type Posting,
  person,
  postings,
  servesAtGrassroots,
} from './people.ts';
import {
  openMainBefore,
  overQuota,
  seatConflict,
  standing,
  takesQuota,
} from './placement-rules.ts';
import {
  type OrganizationState,
  organization,
  organizationStream,
  type PostState,
  post,
  postStream,
} from './structure.ts';

/** What to place: a post, or (postId null) a title in an organization. */
export type Placement = {
  readonly cadreId: CadreId;
  readonly postId: PostId | null;
  /** Needed when there is no post; with a post, its organization is taken. */
  readonly organizationId: OrganizationId | null;
  /** Needed when there is no post. */
  readonly title: string | null;
  readonly kind: PostingKind;
  readonly staffing: StaffingKind;
  readonly role: GrassrootsRole | null;
  readonly from: PartialDate;
  /** An end already known: old stock and back-entered history. */
  readonly until: { readonly on: PartialDate; readonly reason: ReliefReason } | null;
  readonly openingBalance: boolean;
  /** How somebody was selected; null: recorded only, nobody was selected. */
  readonly channel: SelectionChannel | null;
};

/** What placing found: the ground that other events of the decision need. */
export type Ground = {
  readonly refusals: readonly Finding[];
  readonly advisories: readonly Finding[];
  readonly origin: Origin | null;
  /** Serves at the grassroots on the day the placement takes effect. */
  readonly fromGrassroots: boolean;
  readonly organizationId: OrganizationId;
  readonly unitType: UnitType;
  readonly held: Held;
  /** The events of the placement; `basedOn` is the event that decided it. */
  readonly events: (basedOn: EventId | null) => readonly NewEvent[];
};
export type Held = {
  readonly organizationId: OrganizationId;
  readonly unitType: UnitType;
  readonly postId: PostId | null;
  readonly title: string;
  readonly postKind: Posting['postKind'];
  readonly level: Posting['level'];
  readonly managementLevel: Posting['managementLevel'];
};

const frontLineTypes: ReadonlySet<UnitType> = new Set<UnitType>([
  ...grassrootsOrigins,
  'TOWNSHIP',
  'SUBDISTRICT',
]);
/** Reads what a placement needs and judges it; nothing is decided yet. */
export function* ground(placement: Placement, context: Context): Reading<Ground> {
  const on = firstDay(placement.from);
  const who = yield* read(person(placement.cadreId));
  const held = yield* read(postings(placement.cadreId));
  const seat = placement.postId === null ? null : yield* read(post(placement.postId));
  const organizationId = seat?.organizationId ?? placement.organizationId;
  const unit = organizationId === null ? null : yield* read(organization(organizationId));
  const leaving = placement.kind === 'MAIN' ? openMainBefore(held, on, placement.until) : null;
  const left = leaving === null ? null : yield* read(leftSeat(leaving));
  const leftUnit = leaving === null ? null : yield* read(leftOrganization(leaving, left));

  const refusals = [
    ...obstacles(
      [who.registered?.county !== context.county, () => finding('CadreUnknown')],
      [
        placement.postId !== null && seat?.established?.county !== context.county,
        () => finding('PostUnknown'),
      ],
      [unit?.opened?.county !== context.county, () => finding('OrganizationUnknown')],
      [
        unit?.ended != null && firstDay(unit.ended.on) <= on,
        () => finding('OrganizationEnded', { on: unit?.ended?.on ?? '' }),
      ],
      [
        unit?.opened != null && on < firstDay(unit.opened.on),
        () => finding('OrganizationNotYetOpen', { on: unit?.opened?.on ?? '' }),
      ],
      [
        seat?.abolishedOn != null && firstDay(seat.abolishedOn) <= on,
        () => finding('PostAbolished', { on: seat?.abolishedOn ?? '' }),
      ],
      [
        placement.until !== null && firstDay(placement.until.on) < on,
        () => finding('EndBeforeStart'),
      ],
    ),
    ...standing(placement, held, on),
    ...(seat === null ? [] : seatConflict(placement, seat, on)),
  ];
  const quota = unit === null || seat === null ? null : overQuota(placement, seat, unit, leaving);
  if (quota !== null && !placement.openingBalance) refusals.push(quota);
  const heldNow = describe(placement, seat, unit, organizationId);
  const origin = placement.openingBalance ? null : originOn(held, on);
  const fromGrassroots = servesAtGrassroots(held, on);
  return {
    refusals,
    advisories: quota !== null && placement.openingBalance ? [quota] : [],
    origin,
    fromGrassroots,
    organizationId: heldNow.organizationId,
    unitType: heldNow.unitType,
    held: heldNow,
    events: (basedOn) => [
      ...(leaving === null
        ? []
        : leave(context, placement.cadreId, leaving, placement.from, 'NEW_POST', left, leftUnit)),
      ...start(context, placement, heldNow, seat, basedOn, fromGrassroots ? origin : null),
    ],
  };
}

function start(
  context: Context,
  placement: Placement,
  held: Held,
  seat: PostState | null,
  basedOn: EventId | null,
  origin: Origin | null,
): NewEvent[] {
  const { cadreId, kind, from, openingBalance, channel } = placement;
  const started = context.event(
    cadreStream(cadreId),
    PostingStarted,
    {
      ...held,
      cadreId,
      kind,
      staffing: placement.staffing,
      role: placement.role,
      grassroots: held.unitType !== 'OTHER',
      frontLine: frontLineTypes.has(held.unitType),
      basedOn,
      openingBalance,
    },
    { effectiveOn: from },
  );
  const events = [started];
  const attributes = seat?.attributes;
  if (placement.postId !== null && attributes) {
    const postId = placement.postId;
    events.push(
      context.event(
        postStream(postId),
        PostFilled,
        { postId, cadreId, postingId: started.id, kind },
        { effectiveOn: from },
      ),
    );
    if (takesQuota(placement, seat)) {
      events.push(
        context.event(
          organizationStream(held.organizationId),
          QuotaTaken,
          {
            organizationId: held.organizationId,
            postId,
            cadreId,
            principal: attributes.principal,
            openingBalance,
          },
          { effectiveOn: from },
        ),
      );
    }
  }
  if (placement.until !== null) {
    const posting = { id: started.id, ...held, kind } as unknown as Posting;
    const { on, reason } = placement.until;
    events.push(...leave(context, cadreId, posting, on, reason, seat, null));
  }
  if (
    channel !== null &&
    kind === 'MAIN' &&
    origin !== null &&
    grassrootsOrigins.has(origin.unitType) &&
    organDestinations.has(held.unitType)
  ) {
    events.push(
      context.event(
        cadreStream(cadreId),
        GrassrootsIntakeCompleted,
        {
          cadreId,
          origin,
          destinationId: held.organizationId,
          destinationType: held.unitType,
          channel,
          postingId: started.id,
        },
        { effectiveOn: from },
      ),
    );
  }
  return events;
}

function describe(
  placement: Placement,
  seat: PostState | null,
  unit: OrganizationState | null,
  organizationId: OrganizationId | null,
): Held {
  const attributes = seat?.attributes;
  return {
    organizationId: organizationId ?? ('' as OrganizationId),
    unitType: unit?.countsAs ?? 'OTHER',
    postId: placement.postId,
    title: attributes?.name ?? placement.title ?? '',
    postKind: attributes?.kind ?? postKindOf(placement.role),
    level: attributes?.level ?? 'NONE',
    managementLevel: attributes?.managementLevel ?? 'UNIT',
  };
}

/** The kind of a posting without an established post, by the role it is. */
function postKindOf(role: GrassrootsRole | null): Held['postKind'] {
  if (role === 'ENTERPRISE_DEPUTY_MANAGER_UP') return 'ENTERPRISE_POST';
  return role === null || role === 'INSTITUTION_STAFF' || role === 'OTHER'
    ? 'STAFF'
    : 'VILLAGE_POST';
}
