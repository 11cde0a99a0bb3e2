/**
 * Postings as they are recorded and ended, beside those that follow from a selection: village and
 * enterprise roles, history, the opening balance; removal, retirement, resignation and death.
 */
import { z } from 'zod';
import {
  GrassrootsRole,
  PostingKind,
  ReliefReason,
  StaffingKind,
  type UnitType,
} from '../../events/code-tables.ts';
import { firstDay, lastDay, PartialDate } from '../../events/dates.ts';
import type { Finding } from '../../events/define.ts';
import { CadreId, EventId, Name, OrganizationId, PostId } from '../../events/values.ts';
import {
  accept,
  type Context,
  citing,
  type Deciding,
  defineCommand,
  finding,
  type NewEvent,
  obstacles,
  type Reading,
  read,
  refuse,
} from './command.ts';
import { leave, leftOrganization, leftSeat } from './leaving.ts';
import { type Posting, type PostingsState, person, postings, spanOf } from './people.ts';
import { type Ground, ground, type Placement } from './placement.ts';
import { openMembership, reservePool } from './reserve-pool-state.ts';

/** A posting, by the event that started it; clients name it by the id of its row. */
export const PostingId = EventId.meta({ globalId: 'Posting' });

/** Where the roles of the grassroots are held; roles not named here are held anywhere. */
const placesOf: Partial<Record<GrassrootsRole, readonly UnitType[]>> = {
  VILLAGE_SECRETARY: ['VILLAGE'],
  VILLAGE_DIRECTOR: ['VILLAGE'],
  COMMUNITY_SECRETARY: ['COMMUNITY'],
  COMMUNITY_DIRECTOR: ['COMMUNITY'],
  ENTERPRISE_DEPUTY_MANAGER_UP: ['STATE_ENTERPRISE', 'PRIVATE_ENTERPRISE'],
};
/** Reasons by which somebody leaves every posting at once. */
const endsAll: ReadonlySet<ReliefReason> = new Set<ReliefReason>([
  'RETIREMENT',
  'RESIGNED',
  'DECEASED',
  'TRANSFERRED_OUT',
]);

/** 任职登记: recorded only, nobody was selected by it; begins on the date of the record. */
export const RecordPosting = defineCommand({
  name: 'RecordPosting',
  label: { zh: '登记任职', en: 'Record a posting' },
  input: z.strictObject({
    cadreId: CadreId,
    postId: PostId.nullable(),
    organizationId: OrganizationId.nullable(),
    title: Name.nullable(),
    kind: PostingKind,
    staffing: StaffingKind,
    role: GrassrootsRole.nullable(),
    until: z.strictObject({ on: PartialDate, reason: ReliefReason }).nullable(),
    openingBalance: z.boolean().default(false),
  }),
  *decide(input, context) {
    const { postId, organizationId, title, role, until } = input;
    if (postId === null && (organizationId === null || title === null)) {
      return refuse([finding('PostOrTitleMissing')]);
    }
    const held = yield* read(postings(input.cadreId));
    const placement = { ...input, from: context.effectiveOn, channel: null };
    const base = yield* ground(placement, context);
    const refusals = [
      ...base.refusals,
      ...obstacles(
        [
          organizationId !== null && base.organizationId !== organizationId,
          () => finding('PostInAnotherOrganization'),
        ],
        [
          postId !== null && title !== null && title !== base.held.title,
          () => finding('TitleIsNotThePosts'),
        ],
        [!roleFits(role, base.unitType), () => finding('RoleOutOfPlace')],
        [
          until !== null && firstDay(until.on) > context.today,
          () => finding('DateAhead', { today: context.today }),
        ],
      ),
    ];
    if (sameStands(held, placement, base)) return accept();
    if (refusals.length > 0) return refuse(refusals);
    const unselected =
      base.held.postKind === 'LEADING_POST' && until === null && !input.openingBalance;
    const advisories = unselected ? [finding('RecordedNotAppointed')] : [];
    return accept(base.events(null), [...base.advisories, ...advisories]);
  },
});

/**
 * 任职结束: one posting, or with postingId null all open ones. Whoever retires, resigns, dies or
 * leaves the county leaves all of them, whichever was named.
 */
export const EndPosting = defineCommand({
  name: 'EndPosting',
  label: { zh: '免职(离任)', en: 'End a posting' },
  planned: true,
  input: z.strictObject({
    cadreId: CadreId,
    postingId: PostingId.nullable(),
    reason: ReliefReason,
  }),
  *decide({ cadreId, postingId, reason }, context) {
    const { registered } = yield* read(person(cadreId));
    const held = yield* read(postings(cadreId));
    if (registered?.county !== context.county) return refuse([finding('CadreUnknown')]);
    const named = held.postings.find(({ id }) => id === postingId);
    if (postingId !== null && named === undefined) return refuse([finding('PostingUnknown')]);
    return named === undefined || endsAll.has(reason)
      ? yield* endAll(cadreId, held, reason, context)
      : yield* endOne(cadreId, named, reason, context);
  },
});

export const postingCommands = [RecordPosting, EndPosting];

export function roleFits(role: GrassrootsRole | null, unitType: UnitType): boolean {
  const places = role === null ? undefined : placesOf[role];
  return places === undefined || places.includes(unitType);
}

function sameStands(held: PostingsState, placement: Placement, base: Ground): boolean {
  return held.postings.some(
    (posting) =>
      posting.postId === placement.postId &&
      posting.organizationId === base.organizationId &&
      posting.title === base.held.title &&
      posting.kind === placement.kind &&
      posting.staffing === placement.staffing &&
      posting.role === placement.role &&
      posting.from === placement.from &&
      posting.openingBalance === placement.openingBalance &&
      posting.basedOn === null &&
      posting.end?.on === placement.until?.on &&
      posting.end?.reason === placement.until?.reason,
  );
}

function* endOne(
  cadreId: CadreId,
  posting: Posting,
  reason: ReliefReason,
  context: Context,
): Deciding {
  const on = context.effectiveOn;
  const { end } = posting;
  if (end !== null && end.on === on && end.reason === reason) return accept();
  const refusals = obstacles(
    [end !== null, () => finding('PostingEndedBefore', { on: end?.on ?? '' }, citing(end))],
    [
      lastDay(on) < firstDay(posting.from),
      () => finding('EndBeforeStart', {}, { evidence: [posting.id] }),
    ],
  );
  if (refusals.length > 0) return refuse(refusals);
  return accept(yield* leaveAll(cadreId, [posting], reason, context));
}

function* endAll(
  cadreId: CadreId,
  held: PostingsState,
  reason: ReliefReason,
  context: Context,
): Deciding {
  const on = context.effectiveOn;
  const open = held.postings.filter(({ end }) => end === null);
  const ended = held.postings.some(({ end }) => end?.on === on && end.reason === reason);
  const later = held.postings.filter(
    (posting) =>
      firstDay(posting.from) > lastDay(on) ||
      (posting.end !== null && spanOf(posting).to > lastDay(on)),
  );
  if (open.length === 0 && ended) return accept();
  const evidence = later.map(({ id }) => id);
  const refusals: Finding[] = obstacles(
    [later.length > 0, () => finding('PostingStandsLater', { on }, { evidence })],
    [open.length === 0, () => finding('NoPostingToEnd')],
  );
  if (refusals.length > 0) return refuse(refusals);
  const events = yield* leaveAll(cadreId, open, reason, context);
  const membership = openMembership(yield* read(reservePool(cadreId)));
  const stands = obstacles([
    membership !== null,
    () => finding('ReserveMembershipStands', {}, citing(membership)),
  ]);
  return accept(events, stands);
}

function* leaveAll(
  cadreId: CadreId,
  leaving: readonly Posting[],
  reason: ReliefReason,
  context: Context,
): Reading<NewEvent[]> {
  const events: NewEvent[] = [];
  for (const posting of leaving) {
    const seat = yield* read(leftSeat(posting));
    const unit = yield* read(leftOrganization(posting, seat));
    events.push(...leave(context, cadreId, posting, context.effectiveOn, reason, seat, unit));
  }
  return events;
}
