/** The time of a posting: what stands in the way of another, and the post and quota that follow it. */
import { firstDay, lastDay, type PartialDate } from '../../events/dates.ts';
import type { Finding } from '../../events/define.ts';
import { QuotaSeatCorrected } from '../../events/organization.ts';
import { PostHoldingCorrected } from '../../events/post.ts';
import type { CadreId } from '../../events/values.ts';
import {
  type Context,
  citing,
  finding,
  type NewEvent,
  obstacles,
  type Reading,
  readEach,
} from './command.ts';
import { type Posting, type PostingsState, spanOf } from './people.ts';
import { overlaps, seatConflict, seatKinds } from './placement-rules.ts';
import {
  organization,
  organizationStream,
  type PostState,
  postStream,
  type SeatReleased,
  type SeatTaken,
} from './structure.ts';

/** Nobody has two main postings, no post more holders than seats, nothing ends before it begins. */
export function spanObstacles(
  cadreId: CadreId,
  posting: Posting,
  held: PostingsState,
  seat: PostState,
): Finding[] {
  const { from, to } = spanOf(posting);
  const others = held.postings.filter(
    ({ id, kind }) => id !== posting.id && kind === 'MAIN' && posting.kind === 'MAIN',
  );
  const other = others.find((one) => overlaps(spanOf(one), from, to));
  const backwards = posting.end !== null && lastDay(posting.end.on) < from;
  const seats =
    posting.postId === null
      ? []
      : seatConflict({ cadreId, kind: posting.kind, until: posting.end }, seat, from);
  return [
    ...obstacles(
      [backwards, () => finding('EndBeforeStart', {}, { evidence: [posting.id] })],
      [
        other !== undefined,
        () => finding('MainPostingOverlaps', { from: other?.from ?? '' }, citing(other)),
      ],
    ),
    ...seats,
  ];
}

/** Dates, not days: what follows a posting is known as precisely as the posting itself. */
type Span = { readonly from: PartialDate; readonly to: PartialDate | null };
export const datesOf = ({ from, end }: Posting): Span => ({ from, to: end?.on ?? null });

export function holdingFollows(
  context: Context,
  cadreId: CadreId,
  posting: Posting,
  is: Span,
): NewEvent[] {
  const { id: postingId, postId } = posting;
  const was = datesOf(posting);
  if (postId === null || (was.from === is.from && was.to === is.to)) return [];
  const data = { postId, cadreId, postingId, was, is };
  return [context.event(postStream(postId), PostHoldingCorrected, data)];
}

/** The seats of the quota keep to a posting's time, in every organization its post was in. */
export function* quotaFollows(
  context: Context,
  cadreId: CadreId,
  posting: Posting,
  is: Span,
  { places }: PostState,
): Reading<NewEvent[]> {
  const { postId, kind } = posting;
  if (postId === null || !seatKinds.has(kind)) return [];
  const units = yield* readEach(places.map(({ value }) => organization(value)));
  return places.flatMap(({ on, value: organizationId }, index) => {
    const stay = { from: on, to: places[index + 1]?.on ?? null };
    const [before, after] = [common(datesOf(posting), stay), common(is, stay)];
    const { taken = [], released = [] } = units[index] ?? {};
    return [...taken, ...released]
      .filter((seat) => seat.postId === postId && seat.cadreId === cadreId && begins(seat, before))
      .flatMap((seat) => redated(seat, before, after))
      .map((correction) => {
        const data = { organizationId, postId, cadreId, ...correction };
        return context.event(organizationStream(organizationId), QuotaSeatCorrected, data);
      });
  });
}

/** What two spans have in common; nothing is empty at its end. */
function common(one: Span, other: Span): Span {
  const to = earlier(one.to, other.to);
  return { from: earlier(later(one.from, other.from), to), to };
}

/** In a span; one that is empty begins in it too. */
function begins({ on }: SeatTaken, { from, to }: Span): boolean {
  const day = firstDay(on);
  return day === firstDay(from) || (firstDay(from) < day && (to === null || day < firstDay(to)));
}

/**
 * The dates of a seat that change. What began or ended with the posting moves with it; what began
 * or ended when the post was redefined stays, as far as the posting lasts.
 */
function redated(seat: SeatTaken | SeatReleased, before: Span, after: Span) {
  const release = 'release' in seat ? seat.release : null;
  const moved = isSameDay(release?.on ?? null, before.to) ? after.to : null;
  const end = release === null ? after.to : (moved ?? earlier(release.on, after.to));
  const start = isSameDay(seat.on, before.from) ? after.from : later(seat.on, after.from);
  return [
    { eventId: seat.eventId, was: seat.on, is: earlier(start, end) },
    ...(release === null || end === null
      ? []
      : [{ eventId: release.eventId, was: release.on, is: end }]),
  ].filter(({ was, is }) => was !== is);
}

/** Of two ends; none is later than any. */
function earlier<D extends PartialDate | null>(one: D, other: PartialDate | null): D | PartialDate {
  if (other === null) return one;
  return one === null || firstDay(other) < firstDay(one) ? other : one;
}
function later(one: PartialDate, other: PartialDate): PartialDate {
  return firstDay(other) > firstDay(one) ? other : one;
}
function isSameDay(one: PartialDate | null, other: PartialDate | null): boolean {
  return one !== null && other !== null && firstDay(one) === firstDay(other);
}
