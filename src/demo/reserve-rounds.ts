/** Reserve rounds: put forward, screened, voted on, inspected, deliberated, made public, admitted. */
import { addDays, type CivilDate } from '../../events/dates.ts';
import { workingDaysFrom } from '../domain/rules/working-days.ts';
import { day, workingDaysLater } from './calendar.ts';
import type { County, Unit } from './county.ts';
import type { Person } from './people.ts';
import { createdBy, type Desk, type Planner } from './plan.ts';

export type Round = {
  readonly year: 2020 | 2022;
  readonly opensOn: string;
  /** Recommended from the grassroots, and from organs and townships. */
  readonly grassroots: readonly Person[];
  readonly others: readonly Person[];
  /** Nominated and not recommended; of them the first so many fail the screening. */
  readonly notRecommended: readonly Person[];
  readonly rejected: number;
  /** Recommended, but found unfit by the inspection. */
  readonly unfit: readonly Person[];
};
export type Member = { readonly person: Person; readonly on: CivilDate };

const noticeDays = 5;

/** Records the round; returns those admitted to the pool. */
export function holdRound(planner: Planner, county: County, round: Round): readonly Member[] {
  const { year, opensOn, grassroots, others, notRecommended, unfit } = round;
  const desk = planner.desk(`reserve-round-${year}`, 'demo-officer-reserve', opensOn);
  const later = (count: number) => workingDaysLater(day(opensOn), count);
  const basis = `虚组〔${year}〕${year === 2020 ? 23 : 11}号`;
  const title = `${year}年县管后备干部公开推荐`;
  const opened = desk.record('OpenReserveRound', { year, title }, { on: opensOn, basis });
  const roundId = createdBy(opened);
  const nominationsUntil = later(14);
  desk.record('AnnounceReserveRound', { roundId, nominationsUntil }, { on: later(1), basis });
  const recommended = [...grassroots, ...others];
  const candidates = desk.random.shuffled([...recommended, ...notRecommended]);
  nominate(desk, county, roundId, candidates, later);
  const rejected = new Set(notRecommended.slice(0, round.rejected));
  for (const person of candidates) {
    const named = { roundId, cadreId: person.id };
    if (rejected.has(person)) {
      const input = { ...named, grounds: '任职年限或年龄不符合公告条件' };
      desk.record('RejectReserveCandidate', input, { on: later(17) });
    } else desk.record('QualifyReserveCandidate', named, { on: later(17) });
  }
  const qualified = candidates.filter((person) => !rejected.has(person));
  const favoured = new Set(recommended);
  vote(desk, county, roundId, qualified, favoured, later);
  const cadreIds = recommended.map(({ id }) => id);
  desk.record('RecommendReserveCandidates', { roundId, cadreIds }, { on: later(36), basis });
  enterInError(desk, roundId, notRecommended[round.rejected], later);
  recommended.forEach((person, index) => {
    const fit = !unfit.includes(person);
    const input = { roundId, cadreId: person.id, fit, teamSize: desk.random.int(2, 4) };
    desk.record('InspectReserveCandidate', input, { on: later(40 + Math.floor(index / 8)) });
  });
  const admitted = recommended.filter((person) => !unfit.includes(person));
  const deliberation = { expected: 11, present: 10, votesFor: 10 };
  const approvedIds = admitted.map(({ id }) => id);
  desk.record(
    'DeliberateReserveRound',
    { roundId, ...deliberation, approvedIds },
    { on: later(52), basis },
  );
  const publicOn = later(53);
  desk.record('PublicizeReserveRound', { roundId }, { on: publicOn, basis });
  const closesOn = addDays(workingDaysFrom(publicOn, noticeDays).lastDay, 1);
  return admit(desk, roundId, admitted, workingDaysLater(closesOn, 2), basis);
}

type Later = (count: number) => CivilDate;

/** By units mostly; some put themselves forward, some are put forward jointly, one in two ways. */
function nominate(
  desk: Desk,
  county: County,
  roundId: string,
  candidates: readonly Person[],
  later: Later,
): void {
  candidates.forEach((person, index) => {
    const on = later(3 + Math.floor((index * 10) / candidates.length));
    const named = { roundId, cadreId: person.id };
    const byUnit = {
      form: 'UNIT',
      nominatorUnitId: unitOver(county, person.unit).id,
      nominatorIds: [],
    };
    const around = [index + 1, index + 2, index + 3].map(
      (at) => (candidates[at % candidates.length] as Person).id,
    );
    const jointly = { form: 'JOINT', nominatorUnitId: null, nominatorIds: around };
    const oneself = { form: 'SELF', nominatorUnitId: null, nominatorIds: [person.id] };
    const way = index % 9 === 4 ? oneself : index % 11 === 7 ? jointly : byUnit;
    desk.record('NominateReserveCandidate', { ...named, ...way }, { on });
    // Put forward a second time, in another way: one candidate all the same.
    if (index === 0) desk.record('NominateReserveCandidate', { ...named, ...jointly }, { on });
  });
}

/** The township of a village or community; otherwise the organization department's own meeting. */
function unitOver({ villages, communities, townships }: County, unit: Unit): Unit {
  const village = [...villages, ...communities].find(({ id }) => id === unit.id);
  const township = townships.find(({ id, centre }) => id === unit.id || centre.id === unit.id);
  return village?.township ?? township ?? unit;
}

/** A meeting in each township, one for all others, and talks at the county on everybody. */
function vote(
  desk: Desk,
  county: County,
  roundId: string,
  qualified: readonly Person[],
  favoured: ReadonlySet<Person>,
  later: Later,
): void {
  const department = county.departments[0] as Unit;
  const places = new Map(county.townships.map((unit) => [unit.id, unit as Unit]));
  const groups = Map.groupBy(
    qualified,
    ({ unit }) => places.get(unitOver(county, unit).id) ?? department,
  );
  [...groups].forEach(([unit, people], index) => {
    const on = later(20 + Math.floor(index / 2));
    hold(desk, { roundId, form: 'MEETING', unitId: unit.id }, people, favoured, on);
  });
  hold(desk, { roundId, form: 'TALKS', unitId: department.id }, qualified, favoured, later(31));
}

function hold(
  desk: Desk,
  meeting: { readonly roundId: string; readonly form: string; readonly unitId: string },
  people: readonly Person[],
  favoured: ReadonlySet<Person>,
  on: CivilDate,
): void {
  const expected = desk.random.int(42, 76);
  const present = expected - desk.random.int(1, 9);
  const votes = people.map((person) => {
    const share = favoured.has(person) ? desk.random.int(58, 92) : desk.random.int(12, 44);
    const votesFor = Math.floor((present * share) / 100);
    const votesAgainst = Math.floor((present - votesFor) * 0.5);
    const abstaining = Math.floor((present - votesFor - votesAgainst) * 0.6);
    const other = Math.min(2, present - votesFor - votesAgainst - abstaining);
    return { cadreId: person.id, votesFor, votesAgainst, abstaining, other };
  });
  const tallies = votes
    .map((one) => ({ ...one, rank: 1 + votes.filter((two) => two.votesFor > one.votesFor).length }))
    .sort((a, b) => a.rank - b.rank);
  desk.record('HoldReserveRecommendation', { ...meeting, expected, present, tallies }, { on });
}

/** Listed by mistake and taken back the next day: the record of it stays, it counts for nothing. */
function enterInError(desk: Desk, roundId: string, person: Person | undefined, later: Later): void {
  if (person === undefined) return;
  desk.record('RecommendReserveCandidates', { roundId, cadreIds: [person.id] }, { on: later(37) });
  desk.record(
    'VoidReserveRecommendation',
    { roundId, cadreId: person.id },
    { on: later(38), reason: '录入时多列一人,经核对撤销' },
  );
}

const tracks = [
  'AGRI_RURAL',
  'GENERAL_ADMIN',
  'ECONOMY',
  'PARTY_AFFAIRS',
  'URBAN',
  'LAW',
  'EDU_HEALTH',
  'SPECIALIST',
];

/** How somebody enters the pool; a good third may be promoted soon. */
export const entryOf = (index: number) => ({
  maturity: index % 5 < 2 ? 'NEAR_TERM' : 'MID_LONG_TERM',
  target: index % 7 === 3 ? 'PRINCIPAL' : 'DEPUTY',
  track: tracks[index % tracks.length] ?? 'GENERAL_ADMIN',
});

function admit(
  desk: Desk,
  roundId: string,
  people: readonly Person[],
  on: CivilDate,
  basis: string,
): readonly Member[] {
  desk.record('CloseReserveRound', { roundId }, { on, basis });
  return people.map((person, index) => {
    const entry = { cadreId: person.id, entryChannel: 'PUBLIC_RECOMMENDATION', roundId };
    desk.record('AdmitReserveMember', { ...entry, ...entryOf(index) }, { on, basis });
    return { person, on };
  });
}
