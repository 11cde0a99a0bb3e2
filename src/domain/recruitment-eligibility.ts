/** Who may apply for what: judged on the day of registration, advised on, decided by people. */
import type { GrassrootsRole } from '../../events/code-tables.ts';
import {
  addMonths,
  ageOn,
  type CivilDate,
  firstDay,
  lastDay,
  monthsBetween,
  type PartialDate,
} from '../../events/dates.ts';
import { citing, type Reading, read } from './command.ts';
import { holdingOn } from './dated.ts';
import {
  monthsInRole,
  originOn,
  type PostingsState,
  person,
  postings,
  sanctionInForce,
  spanOf,
} from './people.ts';
import type { PersonState } from './person-state.ts';
import type { Applicant, Position } from './recruitment-state.ts';
import type { Check } from './rules/judge.ts';
import { numberOf, type Rules, textsOf } from './rules/rule-set.ts';
import { organization } from './structure.ts';

/** The checks of a position's terms and of the rules that its track brings. */
export function* eligibility(
  applicant: Applicant,
  position: Position,
  liftedVillage: boolean,
  rules: Rules,
): Reading<Check[]> {
  const on = firstDay(applicant.registered.on);
  const who = yield* read(person(applicant.cadreId));
  const held = yield* read(postings(applicant.cadreId));
  const sanction = sanctionInForce(who, on);
  return [
    ...(position.track === 'VILLAGE_CADRE'
      ? villageChecks(who, held, liftedVillage, rules, on)
      : []),
    grassrootsCheck(position, held, rules, on),
    {
      rule: 'P4.SANCTION',
      broken: sanction !== null,
      code: 'SanctionInForce',
      ...citing(sanction),
    },
    yield* basisCheck(applicant, rules, on),
  ];
}

function villageChecks(
  who: PersonState,
  held: PostingsState,
  liftedVillage: boolean,
  rules: Rules,
  on: CivilDate,
): Check[] {
  const roles = textsOf(rules, 'P4.YEARS_IN_POST', 'roles') as readonly GrassrootsRole[];
  const months = numberOf(rules, 'P4.YEARS_IN_POST', 'months');
  const ageMax = numberOf(rules, 'P4.AGE', liftedVillage ? 'liftedAgeMax' : 'ageMax');
  const birth = who.profile?.birth ?? null;
  return [
    {
      rule: 'P4.YEARS_IN_POST',
      broken: monthsInRole(held, roles, on) < months,
      code: 'YearsInVillagePostShort',
      params: { months },
      evidence: held.postings
        .filter(({ role }) => role !== null && roles.includes(role))
        .map(({ id }) => id),
    },
    {
      rule: 'P4.AGE',
      broken: birth === null ? null : olderThan(ageMax, birth, on),
      code: 'OverAge',
      params: { ageMax },
      ...citing(who.registered),
    },
  ];
}

/** null when the birth is known to the year only and both answers are possible. */
function olderThan(ageMax: number, birth: PartialDate, on: CivilDate): boolean | null {
  const eldest = ageOn(birth, on) > ageMax;
  if (birth.length > 4) return eldest;
  const youngest = ageOn(lastDay(birth), on) > ageMax;
  return eldest === youngest ? eldest : null;
}

function grassrootsCheck(
  { terms }: Position,
  held: PostingsState,
  rules: Rules,
  on: CivilDate,
): Check {
  const needed = terms.minGrassrootsYears * 12;
  const months = monthsAtGrassroots(
    held,
    numberOf(rules, 'P6.GRASSROOTS', 'secondmentMonthsMin'),
    on,
  );
  return {
    rule: 'P6.GRASSROOTS',
    broken: !terms.requiresGrassroots
      ? false
      : held.postings.length === 0
        ? null
        : months < needed || months === 0,
    code: 'GrassrootsWorkShort',
    params: { years: terms.minGrassrootsYears },
    evidence: held.postings.filter(({ grassroots }) => grassroots).map(({ id }) => id),
  };
}

/** Months of statutory grassroots work up to a day, overlaps counted once (domain.md §2.3). */
export function monthsAtGrassroots(
  held: PostingsState,
  secondmentMonthsMin: number,
  on: CivilDate,
): number {
  const spans = held.postings
    .filter(({ grassroots }) => grassroots)
    .map((posting) => {
      const { from, to } = spanOf(posting);
      return { from, to: to < on ? to : on, kind: posting.kind };
    })
    .filter(
      ({ from, to, kind }) =>
        from < to && (kind !== 'SECONDED' || addMonths(from, secondmentMonthsMin) <= to),
    )
    .sort((a, b) => (a.from < b.from ? -1 : 1));
  let months = 0;
  let start: CivilDate | null = null;
  let end: CivilDate | null = null;
  for (const { from, to } of spans) {
    if (start === null || end === null || from > end) {
      if (start !== null && end !== null) months += monthsBetween(start, end);
      start = from;
      end = to;
    } else if (to > end) end = to;
  }
  return start === null || end === null ? months : months + monthsBetween(start, end);
}

/** Whether the honour or rating that somebody applies on stands on record on a day. */
export function* basisCheck(
  { cadreId, basis }: Pick<Applicant, 'cadreId' | 'basis'>,
  rules: Rules,
  on: CivilDate,
): Reading<Check> {
  const check = { rule: 'P5.BASIS', code: 'BasisNotOnRecord', params: { basis } };
  if (basis === 'NONE' || basis === 'LINE_WORKER') return { ...check, broken: false };
  if (basis !== 'FIVE_STAR_BRANCH') {
    const who = yield* read(person(cadreId));
    return {
      ...check,
      broken: !who.honours.some((one) => one.honour === basis && firstDay(one.on) <= on),
    };
  }
  const origin = originOn(yield* read(postings(cadreId)), on);
  if (origin === null) return { ...check, broken: null };
  const starsMin = numberOf(rules, 'P5.BASIS', 'starsMin');
  const { ratings } = yield* read(organization(origin.organizationId));
  const rated = holdingOn(ratings, on);
  return { ...check, broken: (rated?.value.stars.length ?? 0) < starsMin };
}
