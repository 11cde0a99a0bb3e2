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
import { GrassrootsIntakeCompleted, type Origin, PostingStarted } from '../../events/posting.ts';
import type { CadreId, EventId, OrganizationId, PostId } from '../../events/values.ts';
import { type Context, finding, type NewEvent, obstacles, type Reading, read } from './command.ts';
import { leave, leftOrganization, leftSeat } from './leaving.ts';
import { absence } from './organization-presence.ts';
import {
  cadreStream,
  originOn,
  type Posting,
  person,
  postings,
  servesAtGrassroots,
} from './people.ts';
import { openMainBefore, overQuota, seatConflict, standing } from './placement-rules.ts';
import { countsAsOn, fill, seatAbsence, seatOn } from './placement-seat.ts';
import { type OrganizationState, organization, type PostState, post } from './structure.ts';

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
  const then = seat === null ? null : seatOn(seat, on);
  const organizationId = then?.organizationId ?? placement.organizationId;
  const unit = organizationId === null ? null : yield* read(organization(organizationId));
  // Its post may have moved since: the seat counts where the post is now.
  const seatUnit =
    seat?.organizationId == null ? unit : yield* read(organization(seat.organizationId));
  const leaving = placement.kind === 'MAIN' ? openMainBefore(held, on, placement.until) : null;
  const left = leaving === null ? null : yield* read(leftSeat(leaving));
  const leftUnit = leaving === null ? null : yield* read(leftOrganization(leaving, left));

  const refusals = [
    ...obstacles(
      [who.registered?.county !== context.county, () => finding('CadreUnknown')],
      [
        placement.until !== null && firstDay(placement.until.on) < on,
        () => finding('EndBeforeStart'),
      ],
    ),
    ...(placement.postId === null ? [] : seatAbsence(placement, seat, context)),
    ...(unit === null
      ? [finding('OrganizationUnknown')]
      : absence(unit, context, 'Organization', on)),
    ...standing(placement, held, on),
    ...(seat === null ? [] : seatConflict(placement, seat, on)),
  ];
  const quota =
    seatUnit === null || seat === null ? null : overQuota(placement, seat, seatUnit, leaving);
  if (quota !== null && !placement.openingBalance) refusals.push(quota);
  const heldNow = describe(placement, then, unit, organizationId);
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
  const { cadreId, kind, from, openingBalance } = placement;
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
  if (seat !== null) events.push(...fill(context, placement, seat, started.id));
  if (placement.until !== null) {
    const posting = { id: started.id, ...held, kind } as unknown as Posting;
    const { on, reason } = placement.until;
    events.push(...leave(context, cadreId, posting, on, reason, seat, null));
  }
  const intake = intakeOf(context, placement, held, origin, started.id);
  return intake === null ? events : [...events, intake];
}

/** An intake from the grassroots, when somebody selected comes from there to an organ. */
function intakeOf(
  context: Context,
  { cadreId, kind, from, channel }: Placement,
  held: Held,
  origin: Origin | null,
  postingId: EventId,
): NewEvent | null {
  const isIntake =
    channel !== null &&
    kind === 'MAIN' &&
    origin !== null &&
    grassrootsOrigins.has(origin.unitType) &&
    organDestinations.has(held.unitType);
  if (!isIntake) return null;
  return context.event(
    cadreStream(cadreId),
    GrassrootsIntakeCompleted,
    {
      cadreId,
      origin,
      destinationId: held.organizationId,
      destinationType: held.unitType,
      channel,
      postingId,
    },
    { effectiveOn: from },
  );
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
    unitType: unit === null ? 'OTHER' : countsAsOn(unit, firstDay(placement.from)),
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
