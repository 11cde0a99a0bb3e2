/** What a placement must not do: hold two main postings, overfill a post, or exceed the quota. */
import type { PostingKind, ReliefReason } from '../../events/code-tables.ts';
import { type CivilDate, endOfTime, firstDay } from '../../events/dates.ts';
import type { Finding } from '../../events/define.ts';
import type { EventId } from '../../events/values.ts';
import { citing, finding, obstacles } from './command.ts';
import { type Posting, type PostingsState, spanOf } from './people.ts';
import type { Placement } from './placement.ts';
import { article } from './rules/sources.ts';
import type { OrganizationState, PostState } from './structure.ts';

/** Postings that take one of a post's seats. */
export const seatKinds: ReadonlySet<PostingKind> = new Set<PostingKind>(['MAIN', 'CONCURRENT']);
/** Seats a finding names at most. */

const leavings: ReadonlySet<ReliefReason> = new Set<ReliefReason>([
  'RETIREMENT',
  'DECEASED',
  'TRANSFERRED_OUT',
]);

/** The main posting that this one ends: the one that is open and began before. */
export function openMainBefore(
  held: PostingsState,
  on: CivilDate,
  until: Placement['until'],
): Posting | null {
  if (until !== null) return null;
  return (
    held.postings.find(
      (posting) => posting.kind === 'MAIN' && posting.end === null && spanOf(posting).from <= on,
    ) ?? null
  );
}

/** The event by which somebody had retired, died or left the county by a day, and holds nothing later. */
function leftForGood(held: PostingsState, on: CivilDate): EventId | null {
  const gone = held.postings.find(
    ({ end }) => end !== null && leavings.has(end.reason) && firstDay(end.on) <= on,
  );
  const isBack = held.postings.some((posting) => spanOf(posting).from > on);
  return gone?.end && !isBack ? gone.end.eventId : null;
}

/** An obstacle when somebody had retired, died or left the county by a day. */
export function hasLeft(
  held: PostingsState,
  on: CivilDate,
): readonly [boolean, () => ReturnType<typeof finding>] {
  const goneBy = leftForGood(held, on);
  return [
    goneBy !== null,
    () => finding('CadreHasLeft', {}, { evidence: goneBy === null ? [] : [goneBy] }),
  ];
}

/** What stands in the person's other postings: nobody works after leaving for good, no two mains. */
export function standing(placement: Placement, held: PostingsState, on: CivilDate): Finding[] {
  const refusals = obstacles(hasLeft(held, on));
  const to = placement.until === null ? endOfTime : firstDay(placement.until.on);
  const same = held.postings.find(
    (posting) =>
      placement.postId !== null &&
      posting.postId === placement.postId &&
      posting.kind === placement.kind &&
      overlaps(spanOf(posting), on, to),
  );
  if (same) refusals.push(finding('PostingStands', {}, { evidence: [same.id] }));
  else if (placement.kind === 'MAIN') {
    const other = held.postings.find(
      (posting) =>
        posting.kind === 'MAIN' &&
        overlaps(spanOf(posting), on, to) &&
        !(placement.until === null && posting.end === null && spanOf(posting).from <= on),
    );
    if (other) {
      refusals.push(finding('MainPostingOverlaps', { from: other.from }, { evidence: [other.id] }));
    }
  }
  return refusals;
}

/** What seats and quota ask of a placement. */
type Seated = Pick<Placement, 'cadreId' | 'kind' | 'until'>;

export function seatConflict(placement: Seated, seat: PostState, on: CivilDate): Finding[] {
  if (!seatKinds.has(placement.kind)) return [];
  const to = placement.until === null ? endOfTime : firstDay(placement.until.on);
  const holders = seat.holdings.filter(
    (holding) =>
      holding.cadreId !== placement.cadreId &&
      seatKinds.has(holding.kind as PostingKind) &&
      overlaps(
        {
          from: firstDay(holding.from),
          to: holding.to === null ? endOfTime : firstDay(holding.to),
        },
        on,
        to,
      ),
  );
  const seats = seat.attributes?.seats ?? 1;
  return holders.length < seats
    ? []
    : [finding('PostOccupied', { seats }, { evidence: holders.map(({ postingId }) => postingId) })];
}

export function takesQuota(placement: Seated, seat: PostState | null): boolean {
  return (
    seat?.attributes?.underQuota === true &&
    seatKinds.has(placement.kind) &&
    placement.until === null
  );
}

export function overQuota(
  placement: Seated,
  seat: PostState,
  unit: OrganizationState,
  leaving: Posting | null,
): Finding | null {
  if (!takesQuota(placement, seat) || unit.quota === null) return null;
  const principal = seat.attributes?.principal ?? false;
  const seats = unit.taken.filter(
    (one) =>
      one.principal === principal &&
      !(one.cadreId === placement.cadreId && one.postId === leaving?.postId),
  );
  const quota = principal ? unit.quota.principals : unit.quota.deputies;
  if (seats.length < quota) return null;
  const evidence = citing(unit.quotas.at(-1), ...seats);
  const params = { quota, taken: seats.length };
  return finding('QuotaExceeded', params, { basis: article('CSL', 43), ...evidence });
}

/** An empty span (a posting that never was, or ended as it began) overlaps nothing. */
export function overlaps(span: { from: CivilDate; to: CivilDate }, from: CivilDate, to: CivilDate) {
  return span.from < span.to && span.from < to && from < span.to;
}
