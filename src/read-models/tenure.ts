/**
 * Months of service from somebody's postings as of a day (domain.md §2.3). Two markers, never
 * mixed: statutory grassroots work and front-line work. Months are whole ones, from the month a
 * posting began to the month before it ended; what overlaps counts once.
 */
import type { PostingKind, PostLevel } from '../../events/code-tables.ts';
import { type CivilDate, clampToStart, firstDay, type PartialDate } from '../../events/dates.ts';
import type { PostingRow } from './posting.ts';

export type Service = Pick<
  PostingRow,
  'kind' | 'grassroots' | 'frontLine' | 'level' | 'postId' | 'organizationId' | 'title'
> & { readonly from: PartialDate; readonly to: PartialDate | null };
/** Since when, and how many whole months that is. */
export type Since = { readonly since: PartialDate; readonly months: number };

/** Months [from, to) counted from year 0, so that whole months are differences. */
type Months = { readonly from: number; readonly to: number };
/** Kinds that leave the personnel relation elsewhere: they count when they last. */
const elsewhere: ReadonlySet<PostingKind> = new Set<PostingKind>(['SECONDED', 'LOANED']);

/** Months of service with a marker; secondments and loans count from `monthsMin` months on end. */
export function monthsOfService(
  services: readonly Service[],
  marker: 'grassroots' | 'frontLine',
  asOf: CivilDate,
  monthsMin: number,
): number {
  const marked = services.filter((service) => service[marker]);
  const own = marked.filter(({ kind }) => !elsewhere.has(kind));
  const lent = marked.filter(({ kind }) => elsewhere.has(kind));
  const lasting = merged(lent, asOf).filter(({ from, to }) => to - from >= monthsMin);
  return total(mergedMonths([...merged(own, asOf), ...lasting]));
}

/** Since when somebody has held the present main post without a break; null without one. */
export function timeInPresentPost(services: readonly Service[], asOf: CivilDate): Since | null {
  const present = presentMain(services, asOf);
  if (present === null) return null;
  const same = (one: Service) =>
    one.kind === 'MAIN' &&
    one.postId === present.postId &&
    (one.postId !== null ||
      (one.organizationId === present.organizationId && one.title === present.title));
  return unbroken(services.filter(same), present, asOf);
}

/** Since when somebody has been at the level of the present main post; null without one. */
export function timeAtLevel(
  services: readonly Service[],
  asOf: CivilDate,
): (Since & { readonly level: PostLevel }) | null {
  const present = presentMain(services, asOf);
  if (present === null) return null;
  const same = ({ kind, level }: Service) => kind === 'MAIN' && level === present.level;
  return { level: present.level, ...unbroken(services.filter(same), present, asOf) };
}

/** Months at a level in all, breaks left out. */
export function monthsAtLevel(
  services: readonly Service[],
  level: PostLevel,
  asOf: CivilDate,
): number {
  const held = services.filter((one) => one.kind === 'MAIN' && one.level === level);
  return total(merged(held, asOf));
}

/** The main posting on a day. */
function presentMain(services: readonly Service[], asOf: CivilDate): Service | null {
  return (
    services.find(
      ({ kind, from, to }) =>
        kind === 'MAIN' && firstDay(from) <= asOf && (to === null || asOf < clampToStart(from, to)),
    ) ?? null
  );
}

/** Back from the present posting as long as one joins the next in the same month. */
function unbroken(services: readonly Service[], present: Service, asOf: CivilDate): Since {
  let first = present;
  const earlier = services
    .filter(({ from }) => firstDay(from) < firstDay(present.from))
    .sort((a, b) => (firstDay(a.from) < firstDay(b.from) ? 1 : -1));
  for (const one of earlier) {
    if (monthsOf(one, asOf).to >= monthOf(firstDay(first.from))) first = one;
  }
  return { since: first.from, months: monthOf(asOf) - monthOf(firstDay(first.from)) };
}

function merged(services: readonly Service[], asOf: CivilDate): Months[] {
  return mergedMonths(services.map((service) => monthsOf(service, asOf)));
}

/** Spans that overlap or meet, as one; empty ones and those that begin later are gone. */
function mergedMonths(spans: readonly Months[]): Months[] {
  const sorted = spans.filter(({ from, to }) => from < to).sort((a, b) => a.from - b.from);
  const found: Months[] = [];
  for (const span of sorted) {
    const last = found.at(-1);
    if (last === undefined || last.to < span.from) found.push(span);
    else if (last.to < span.to) found[found.length - 1] = { from: last.from, to: span.to };
  }
  return found;
}

function monthsOf({ from, to }: Service, asOf: CivilDate): Months {
  const until = to === null || asOf < clampToStart(from, to) ? asOf : clampToStart(from, to);
  return { from: monthOf(firstDay(from)), to: monthOf(until) };
}

function monthOf(day: CivilDate): number {
  return Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
}

function total(spans: readonly Months[]): number {
  return spans.reduce((sum, { from, to }) => sum + to - from, 0);
}
