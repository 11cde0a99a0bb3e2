/** Those who serve in villages, communities, enterprises and institutions, by what becomes of them. */
import {
  examEntrants,
  examLosers,
  experiencedRecruits,
  institutionHires,
  openSelections,
  otherLeaders,
  recommendedTwice,
  villageHiresOfFive,
  type Year,
  years,
} from './allocation.ts';
import type { County } from './county.ts';
import type { Newcomer, Person, Registrar } from './people.ts';
import { type Places, places } from './places.ts';
import type { Planner } from './plan.ts';

type PeopleOfYear = Readonly<Record<Year, readonly Person[]>>;
export type Grassroots = {
  readonly examEntrants: PeopleOfYear;
  readonly examLosers: PeopleOfYear;
  readonly hires: PeopleOfYear;
  readonly experienced: PeopleOfYear;
  readonly openWinners: { readonly 2022: readonly Person[]; readonly 2023: readonly Person[] };
  readonly regular: readonly Person[];
  readonly fiveKinds: readonly Person[];
  readonly elected: readonly Person[];
  readonly transferred: readonly Person[];
  /** Recommended for the reserve, and not among those appointed. */
  readonly reserve2020: readonly Person[];
  readonly reserve2022: readonly Person[];
  /** Not to be counted: one each for the facts that must not count. */
  readonly beforeTheWindow: Person;
  readonly recordedInError: Person;
  readonly revoked: Person;
  readonly onNotice: Person;
  /** Staff of institutions and firms who apply for this and that. */
  readonly applicants: readonly Person[];
};

const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));
const applicantsCount = 60;
const villageReserve2020 = 14;
const villageReserve2022 = 28;

export function registerGrassroots(
  planner: Planner,
  county: County,
  register: Registrar,
): Grassroots {
  const desk = planner.desk('grassroots', 'demo-officer-grassroots', '2019-01-10');
  const elections = planner.desk('village-elections', 'demo-officer-grassroots', '2021-02-01');
  const enter = (newcomer: Newcomer) => register(desk, newcomer);
  const enterElected = (newcomer: Newcomer) => register(elections, newcomer, '2021-01-29');
  const place = places(planner.seed, county);
  const young = [1984, 1993] as const;
  const village = (born: readonly [number, number] = [1975, 1988]) => enter(place.village(born));
  const perYear = (
    make: (year: Year, index: number) => Person,
    counts: Readonly<Record<Year, number>>,
  ) =>
    Object.fromEntries(
      years.map((year) => [year, times(counts[year], (index) => make(year, index))]),
    ) as unknown as PeopleOfYear;
  const { FIVE_KINDS, ELECTION, TRANSFER_IN } = otherLeaders;
  return {
    examEntrants: perYear(() => village(young), examEntrants),
    examLosers: perYear(() => village(young), examLosers),
    hires: perYear(
      (_, index) => (index % 5 < villageHiresOfFive ? village() : enter(place.worker())),
      institutionHires,
    ),
    experienced: perYear(
      (_, index) => enter(index % 4 === 3 ? place.worker() : place.staff([1985, 1993])),
      experiencedRecruits,
    ),
    openWinners: openWinners(place, enter, county),
    regular: [village(), enter(place.community()), enter(place.staff([1980, 1988]))],
    fiveKinds: [
      ...times(FIVE_KINDS.village, () => village([1976, 1988])),
      ...times(FIVE_KINDS.community, () => enter(place.community())),
    ],
    elected: times(ELECTION.village, () => village([1977, 1988])),
    transferred: [
      ...times(TRANSFER_IN.institution, () => enter(place.staff([1976, 1986]))),
      ...times(TRANSFER_IN.stateEnterprise, () => enter(place.stateManager())),
    ],
    reserve2020: [
      ...times(villageReserve2020, () => village()),
      ...reserveBeside(place, enter, 50 - fromRound(2020) - villageReserve2020),
    ],
    reserve2022: [
      ...times(villageReserve2022, () => enterElected(place.newlyElected())),
      ...reserveBeside(place, enter, 50 - fromRound(2022) - recommendedTwice - villageReserve2022),
    ],
    beforeTheWindow: village(),
    recordedInError: village(),
    revoked: enter(place.staff([1978, 1986])),
    onNotice: enter(place.staff([1979, 1987])),
    applicants: times(applicantsCount, (index) =>
      enter(index % 3 === 0 ? place.privateManager() : place.staff([1980, 1992])),
    ),
  };
}

function fromRound(year: 2020 | 2022): number {
  const round = year === 2020 ? 'fromRound2020' : 'fromRound2022';
  return Object.values(otherLeaders).reduce((total, route) => total + route[round], 0);
}

type Enter = (newcomer: Newcomer) => Person;

/** The article names communities, enterprises and institutions; schools and hospitals it does not. */
function openWinners(place: Places, enter: Enter, county: County): Grassroots['openWinners'] {
  const centres = county.institutions.filter(({ type }) => type === 'INSTITUTION');
  const manager = [place.stateManager, place.privateManager];
  const winners = (count: number) =>
    times(count, (index) => {
      if (index === 0) return enter(place.community());
      if (index % 2 === 1) return enter(place.staff([1980, 1988], centres));
      return enter((manager[(index / 2) % manager.length] ?? place.stateManager)());
    });
  return {
    2022: winners(openSelections[2022].grassrootsWinners),
    2023: winners(openSelections[2023].grassrootsWinners),
  };
}

/** Communities, firms and institutions in turn. */
function reserveBeside(place: Places, enter: Enter, count: number): Person[] {
  const kinds = [
    place.privateManager,
    place.community,
    place.stateManager,
    () => place.staff([1978, 1988]),
  ];
  return times(count, (index) => enter((kinds[index % kinds.length] ?? place.stateManager)()));
}
