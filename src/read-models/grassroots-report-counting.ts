/** Who and what a figure counts: pure selections of its rows, everything by the first day of a date. */
import { organDestinations, type UnitType } from '../../events/code-tables.ts';
import { type CivilDate, firstDay, type PartialDate } from '../../events/dates.ts';
import type { AppointmentRow, IntakeRow } from './appointment.ts';
import type { ReportFacts } from './grassroots-report-facts.ts';
import {
  type FigureItem,
  isGrassroots,
  ofAppointment,
  ofCandidate,
  ofHire,
  ofHolder,
} from './grassroots-report-item.ts';
import type { PostRow } from './post.ts';
import type { PostingRow } from './posting.ts';
import type { RecruitmentHireRow } from './recruitment.ts';
import type { ReserveRoundRow } from './reserve-round.ts';

/** Days, both ends included. */
export type Span = { readonly from: CivilDate; readonly to: CivilDate };
export type Count = {
  /** null: there is nothing to count of. */
  readonly value: number | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly items: readonly FigureItem[];
  /** Those in the denominator only. */
  readonly outside: readonly FigureItem[];
};

export function counted(value: number | null, items: readonly FigureItem[]): Count {
  return { value, numerator: null, denominator: null, items: ordered(items), outside: [] };
}

/** Persons, each once: of several facts of one person the earliest stands for them. */
export function distinct(items: readonly FigureItem[]): Count {
  const byKey = new Map<string, FigureItem>();
  for (const item of ordered(items)) if (!byKey.has(item.key)) byKey.set(item.key, item);
  return counted(byKey.size, [...byKey.values()]);
}

export function share(items: readonly FigureItem[], outside: readonly FigureItem[]): Count {
  const denominator = items.length + outside.length;
  return {
    value: denominator === 0 ? null : items.length / denominator,
    numerator: items.length,
    denominator,
    items: ordered(items),
    outside: ordered(outside),
  };
}

function ordered(items: readonly FigureItem[]): FigureItem[] {
  const place = ({ on, key, eventId }: FigureItem) => `${on} ${key} ${eventId}`;
  return items
    .map((item) => ({ item, at: place(item) }))
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
    .map(({ item }) => item);
}

export function within(on: PartialDate, { from, to }: Span): boolean {
  const day = firstDay(on);
  return from <= day && day <= to;
}

export const townships: ReadonlySet<UnitType> = new Set<UnitType>(['TOWNSHIP', 'SUBDISTRICT']);

export function selected({ intakes }: ReportFacts, span: Span): IntakeRow[] {
  return intakes.filter(
    (row) =>
      within(row.on, span) &&
      isGrassroots(row.origin) &&
      organDestinations.has(row.destinationType),
  );
}

/** Appointments to leading posts held in one's own right: not acting, seconded or in charge. */
export function leaders({ appointments }: ReportFacts): AppointmentRow[] {
  return appointments.filter((row) => row.postKind === 'LEADING_POST' && isSeated(row));
}

function isSeated({ kind }: { readonly kind: string }): boolean {
  return kind === 'MAIN' || kind === 'CONCURRENT';
}

export function countyManaged(facts: ReportFacts, span: Span): FigureItem[] {
  const intakes = firstOf(selected(facts, span));
  return leaders(facts).flatMap((row) => {
    if (row.managementLevel !== 'COUNTY' || !within(row.tenureFrom, span)) return [];
    const intake = intakes.get(row.cadreId) ?? null;
    const cameBefore = intake !== null && firstDay(intake.on) <= firstDay(row.tenureFrom);
    if (!isGrassroots(row.origin) && !cameBefore) return [];
    return [{ ...ofAppointment(row, cameBefore ? intake : null), alsoSelected: intake !== null }];
  });
}

/** The first intake of each person. */
function firstOf(rows: readonly IntakeRow[]): ReadonlyMap<string, IntakeRow> {
  const first = new Map<string, IntakeRow>();
  for (const row of rows) {
    const known = first.get(row.cadreId);
    if (known === undefined || firstDay(row.on) < firstDay(known.on)) first.set(row.cadreId, row);
  }
  return first;
}

/** Rounds that were announced and not cancelled. */
export function roundsHeld({ rounds }: ReportFacts): ReserveRoundRow[] {
  return rounds.filter((row) => row.announcedOn !== null && row.stage !== 'CANCELLED');
}

/** In order, each once. */
export function yearsOf(rows: readonly { readonly year: number }[]): number[] {
  return [...new Set(rows.map(({ year }) => year))].sort((a, b) => a - b);
}

/** Candidates of the rounds of a year; the query leaves none but recommended ones of the grassroots. */
export function recommended(facts: ReportFacts, year: number): FigureItem[] {
  const rounds = roundsHeld(facts).filter((row) => row.year === year);
  const roundIds = new Set(rounds.map(({ roundId }) => roundId));
  return facts.candidates
    .filter((row) => roundIds.has(row.roundId))
    .map((row) => ({ ...ofCandidate(row), year }));
}

/** Village cadres who became civil servants of a township and remained so. */
function villageExams({ hires }: ReportFacts, span: Span): RecruitmentHireRow[] {
  return hires.filter(
    (row) =>
      row.hiredAs === 'CIVIL_SERVANT' &&
      row.track === 'VILLAGE_CADRE' &&
      row.unitType === 'TOWNSHIP' &&
      row.probation !== 'FAILED' &&
      within(row.hiredOn, span),
  );
}

export function examined(facts: ReportFacts, span: Span): FigureItem[] {
  const intakes = firstOf(facts.intakes.filter((row) => row.channel === 'CIVIL_SERVANT_EXAM'));
  return villageExams(facts, span).map((row) => ofHire(row, intakes.get(row.cadreId) ?? null));
}

/** Of the village cadres recruited, those later appointed to a township's leading team. */
export function inTownshipTeams(facts: ReportFacts, span: Span): FigureItem[] {
  const since = new Map(villageExams(facts, span).map((row) => [row.cadreId, row.hiredOn]));
  return facts.appointments
    .filter((row) => {
      const hiredOn = since.get(row.cadreId);
      return (
        hiredOn !== undefined &&
        firstDay(hiredOn) <= firstDay(row.tenureFrom) &&
        row.teamMember &&
        isSeated(row) &&
        townships.has(row.unitType)
      );
    })
    .map((row) => ofAppointment(row));
}

/** Villagers who signed a contract with a township's institution, by the intake it came with. */
export function villagersHired(facts: ReportFacts): FigureItem[] {
  const intakes = firstOf(
    facts.intakes.filter(
      (row) => row.channel === 'INSTITUTION_RECRUITMENT' && row.origin.unitType === 'VILLAGE',
    ),
  );
  return facts.hires.flatMap((row) => {
    const intake = intakes.get(row.cadreId);
    const counts =
      intake !== undefined &&
      row.hiredAs === 'CONTRACT' &&
      row.probation !== 'FAILED' &&
      townships.has(row.unitType as UnitType);
    return counts ? [ofHire(row, intake)] : [];
  });
}

/** Who holds one of some posts, by whether a front-line posting of theirs began before. */
export function holdersOf(facts: ReportFacts, posts: readonly PostRow[]): Count {
  const postIds = new Set(posts.map(({ postId }) => postId));
  const frontLine = new Map<string, PostingRow>();
  for (const row of facts.frontLine) {
    const known = frontLine.get(row.cadreId);
    if (lasted(row) && (known === undefined || day(row) < day(known))) {
      frontLine.set(row.cadreId, row);
    }
  }
  const holders = facts.holders
    .filter((row) => row.postId !== null && postIds.has(row.postId))
    .map((row) => {
      const before = frontLine.get(row.cadreId) ?? null;
      return ofHolder(row, before !== null && day(before) < day(row) ? before : null);
    });
  const { items } = distinct(holders);
  return share(
    items.filter(({ frontLineId }) => frontLineId !== null),
    items.filter(({ frontLineId }) => frontLineId === null),
  );
}

const day = ({ from }: PostingRow): CivilDate => firstDay(from);

/** A posting that ended as it began is no experience, unless it is known to the year or month only. */
function lasted({ from, to }: PostingRow): boolean {
  return to === null || from.length < 10 || firstDay(to) > firstDay(from);
}
