/**
 * 沿革日期: a change of the structure held from another day. Whatever was recorded by the same
 * decision for the same day moves with it, in every organization and post it reached; what else
 * happened to them between the two days must be put right first.
 */
import { firstDay, type PartialDate } from '../../events/dates.ts';
import { QuotaSeatCorrected } from '../../events/organization.ts';
import { OrganizationDateCorrected } from '../../events/organization-correction.ts';
import { PostDateCorrected } from '../../events/post.ts';
import type { CommandId, OrganizationId, PostId } from '../../events/values.ts';
import { type Context, citing, finding, type NewEvent, obstacles } from './command.ts';
import type { Dated, Membership, Timeline } from './dated.ts';
import {
  type OrganizationState,
  organizationStream,
  type PostState,
  postStream,
  type SeatReleased,
  type SeatTaken,
} from './structure.ts';

/** The decision, the day it was recorded for, and the day it should have been. */
export type Shift = {
  readonly commandId: CommandId;
  readonly was: PartialDate;
  readonly is: PartialDate;
  /** The only post or subordinate that moves; without it all that the decision moved. */
  readonly member?: OrganizationId | PostId;
};
type Fact = Pick<Dated<unknown>, 'on' | 'eventId' | 'commandId'>;
/** What moves of a stream, and what stands in the way. */
export type Moved = { readonly events: NewEvent[]; readonly between: Fact[] };

export function dateObstacles({ was, is }: Shift, between: readonly Fact[], context: Context) {
  const { today } = context;
  return obstacles(
    [firstDay(is) > today && firstDay(was) <= today, () => finding('DateAhead', { today })],
    [between.length > 0, () => finding('FactsBetween', { was, is }, citing(...between))],
  );
}

/** An organization's part of the decision: its end, place, quota, members, and seats of the quota. */
export function organizationMoved(
  context: Context,
  shift: Shift,
  organizationId: OrganizationId,
  unit: OrganizationState,
): Moved {
  const stream = organizationStream(organizationId);
  const ended = unit.ended !== null && isOwn(unit.ended, shift) ? [unit.ended] : [];
  const lives: readonly (readonly Fact[])[] = [
    unit.places,
    unit.quotas,
    ...byMember(unit.subordinates, shift),
    ...byMember(unit.posts, shift),
  ];
  const own = [...ended, ...lives.flatMap((facts) => ownOf(facts, shift))];
  const touched: readonly Fact[] =
    ended.length > 0
      ? [unit.names, ...lives].flat()
      : lives.filter((facts) => ownOf(facts, shift).length > 0).flat();
  const seats = seatsMoved(context, shift, organizationId, unit);
  return {
    events: [
      ...own.map(({ eventId }) => {
        const data = { organizationId, eventId, was: shift.was, is: shift.is };
        return context.event(stream, OrganizationDateCorrected, data);
      }),
      ...seats.events,
    ],
    between: [...betweenOf(touched, shift), ...seats.between],
  };
}

/** A post's part: what it is, whose it is, its abolition; nobody comes or goes in between. */
export function postMoved(context: Context, shift: Shift, postId: PostId, seat: PostState): Moved {
  const lives: Fact[][] = [
    [...seat.places],
    [...seat.definitions],
    seat.abolished === null ? [] : [seat.abolished],
  ];
  const own = lives.flatMap((facts) => ownOf(facts, shift));
  const touched = lives.filter((facts) => ownOf(facts, shift).length > 0).flat();
  return {
    events: own.map(({ eventId }) => {
      const data = { postId, eventId, was: shift.was, is: shift.is };
      return context.event(postStream(postId), PostDateCorrected, data);
    }),
    between: [...betweenOf(touched, shift), ...holdersBetween(seat, shift)],
  };
}

/** The comings and goings of a post's holders between the two days. */
export function holdersBetween({ holdings }: PostState, shift: Shift): Fact[] {
  const { commandId } = shift;
  return holdings
    .filter(({ from, to }) => isBetween(from, shift) || (to !== null && isBetween(to, shift)))
    .map(({ postingId, from }) => ({ eventId: postingId, on: from, commandId }));
}

/** Facts in the way: of others, and not before or after both days. */
export function betweenOf(facts: readonly Fact[], shift: Shift): Fact[] {
  return facts.filter((fact) => !isOwn(fact, shift) && isBetween(fact.on, shift));
}

function seatsMoved(
  context: Context,
  shift: Shift,
  organizationId: OrganizationId,
  { taken, released, posts }: OrganizationState,
): Moved {
  const { member } = shift;
  const seats = [...taken, ...released].filter(
    ({ postId }) => member === undefined || postId === member,
  );
  const own = seats.flatMap((seat) =>
    ownOf(ends(seat), shift).map(({ eventId }) => ({ ...seat, eventId })),
  );
  const moving = new Set<string>([
    ...own.map(({ postId }) => postId),
    ...ownOf(byMember(posts, shift).flat(), shift).map(({ value }) => value.id),
  ]);
  const others = seats.filter(({ postId }) => moving.has(postId)).flatMap(ends);
  const stream = organizationStream(organizationId);
  return {
    events: own.map(({ eventId, postId, cadreId }) => {
      const data = { organizationId, postId, cadreId, eventId, was: shift.was, is: shift.is };
      return context.event(stream, QuotaSeatCorrected, data);
    }),
    between: betweenOf(others, shift),
  };
}

/** When a seat was taken and, if it was, released. */
function ends(seat: SeatTaken | SeatReleased): Fact[] {
  return 'release' in seat ? [seat, seat.release] : [seat];
}

function byMember(timeline: Timeline<Membership>, { member }: Shift): Timeline<Membership>[] {
  const moving = timeline.filter(({ value }) => member === undefined || value.id === member);
  return [...Map.groupBy(moving, ({ value }) => value.id).values()];
}

function ownOf<F extends Fact>(facts: readonly F[], shift: Shift): F[] {
  return facts.filter((fact) => isOwn(fact, shift));
}
function isOwn({ commandId, on }: Fact, shift: Shift): boolean {
  return commandId === shift.commandId && on === shift.was;
}

/** On one of the two days or between them; nothing is when they begin on the same day. */
function isBetween(on: PartialDate, { was, is }: Shift): boolean {
  const [one, other, day] = [firstDay(was), firstDay(is), firstDay(on)];
  return one < other ? one <= day && day <= other : other < one && other <= day && day <= one;
}
