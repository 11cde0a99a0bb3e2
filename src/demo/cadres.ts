/** Those who serve in organs and townships when the ledger begins. */
import { exchanges, heads, reliefPostings } from './allocation.ts';
import type { County, Department, Post, Township, Unit } from './county.ts';
import type { Newcomer, Person, Registrar, Spell } from './people.ts';
import type { Planner } from './plan.ts';

export type Cadres = {
  /** Heads in the order of the departments; the last department gets its head from the merger. */
  readonly heads: readonly Person[];
  readonly mergedHead: Person;
  readonly mergedChief: Person;
  readonly deputies: readonly Person[];
  /** Section chiefs, clerks of organs and clerks of townships: those sent to the villages. */
  readonly chiefs: readonly Person[];
  readonly clerks: readonly Person[];
  readonly townshipClerks: readonly Person[];
  readonly secretaries: readonly Person[];
  readonly mayors: readonly Person[];
  readonly viceSecretaries: readonly Person[];
  readonly townshipDeputies: readonly Person[];
  readonly committeeMembers: readonly Person[];
  /** Those who will be exchanged. */
  readonly up: readonly Person[];
  readonly down: readonly Person[];
  readonly lateral: readonly Person[];
  /** Men born in the early sixties, who retire at sixty. */
  readonly retiring: readonly Person[];
};

const at = <T>(list: readonly T[], index: number) => list[index % list.length] as T;
const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

const chiefsCount = 60;
const clerksCount = 60;
const retiringCount = 5;
const townshipClerksCount = reliefPostings - chiefsCount - clerksCount;
/** Heads who leave at the age limit: men, a little older than the others. */
export const ageLimitHeads = [12, 13, 14, 15, 16, 17] as const;

export function registerCadres(planner: Planner, county: County, register: Registrar): Cadres {
  const desk = planner.desk('cadres', 'demo-officer-cadres', '2019-01-04');
  const enter = (newcomer: Newcomer) => register(desk, { education: true, ...newcomer });
  const { departments, townships } = county;
  return {
    heads: departments.slice(0, -1).map((unit, index) => enter(headOf(county, unit, index))),
    ...mergedStaff(county, enter),
    deputies: departments.flatMap((unit, index) =>
      times(2, (n) =>
        enter(inPost(unit.deputy, '2017-03', [1972, 1984], [spellIn(townships, index + n)])),
      ),
    ),
    chiefs: times(chiefsCount, (index) =>
      enter(inPost(at(departments, index).section, '2014-07', [1976, 1988])),
    ),
    ...registerClerks(county, enter),
    ...registerTeams(county, enter),
    ...registerExchanged(county, enter),
    retiring: times(retiringCount, (index) =>
      enter({
        ...inPost(at(departments, index + 5).section, '2009-03', [1961, 1963]),
        gender: 'MALE',
      }),
    ),
  };
}

function inPost(
  post: Post,
  since: string,
  born: readonly [number, number],
  history: readonly Spell[] = [],
): Newcomer {
  return { unit: post.unit, post, staffing: 'ADMIN', since, born, history };
}

const spellIn = (townships: readonly Township[], index: number): Spell => ({
  unit: at(townships, index),
  title: index % 2 === 0 ? '副乡镇长' : '党委委员',
  from: `${2005 + (index % 4)}-03`,
  until: `${2010 + (index % 3)}-08`,
});
const spellOf = (unit: Unit, title: string, from: string, until: string): Spell => ({
  unit,
  title,
  from,
  until,
});

/** All heads but three served at the front line before; holders of key posts all did. */
function headOf({ departments, townships }: County, unit: Department, index: number): Newcomer {
  const hasServed = index < heads.withFrontLine;
  const before = at(departments, index + 7);
  const first = hasServed
    ? spellIn(townships, index)
    : spellOf(at(departments, index + 3), '科员', '2003-07', '2010-05');
  const history = [first, spellOf(before, before.deputy.title, '2012-09', '2016-05')];
  const leaves = (ageLimitHeads as readonly number[]).includes(index);
  const newcomer = inPost(unit.head, '2016-05', leaves ? [1966, 1967] : [1970, 1980], history);
  return leaves ? { ...newcomer, gender: 'MALE' } : newcomer;
}

function mergedStaff({ merged, departments }: County, enter: (newcomer: Newcomer) => Person) {
  const history = [spellOf(at(departments, 9), '科员', '2001-08', '2011-04')];
  return {
    mergedHead: enter(inPost(merged.head, '2015-09', [1972, 1976], history)),
    mergedChief: enter(inPost(merged.section, '2013-04', [1978, 1984])),
  };
}

function registerClerks({ departments, townships }: County, enter: (one: Newcomer) => Person) {
  const clerk = (unit: Unit, index: number): Newcomer => ({
    ...{ unit, title: '科员', staffing: 'ADMIN', since: `${2010 + (index % 6)}-08` },
    born: [1982, 1989],
    education: index % 2 === 0,
  });
  return {
    clerks: times(clerksCount, (index) => enter(clerk(at(departments, index), index))),
    townshipClerks: times(townshipClerksCount, (index) =>
      enter(clerk(at(townships, index), index)),
    ),
  };
}

function registerTeams({ townships }: County, enter: (one: Newcomer) => Person) {
  const each = (post: (unit: Township) => Post, since: string, born: readonly [number, number]) =>
    townships.map((unit) => enter(inPost(post(unit), since, born)));
  const pair = (post: (unit: Township) => Post, since: string) =>
    townships.flatMap((unit) => times(2, () => enter(inPost(post(unit), since, [1976, 1988]))));
  return {
    secretaries: each(({ secretary }) => secretary, '2016-04', [1971, 1978]),
    mayors: each(({ mayor }) => mayor, '2016-05', [1974, 1981]),
    viceSecretaries: each(({ viceSecretary }) => viceSecretary, '2016-04', [1977, 1984]),
    townshipDeputies: pair(({ deputy }) => deputy, '2016-05'),
    committeeMembers: pair(({ committee }) => committee, '2016-04'),
  };
}

/** Some of those going up had been up once: front line, a county section, down, and up again. */
function registerExchanged({ departments, townships }: County, enter: (one: Newcomer) => Person) {
  const rotated = 3;
  return {
    up: times(exchanges.up, (index) => {
      const home = at(townships, index + 2);
      const section = at(departments, index + 20);
      const history = [
        spellOf(at(townships, index + 5), '科员', '2007-08', '2011-03'),
        spellOf(section, '副股长', '2011-03', '2017-06'),
      ];
      return enter(inPost(home.station, '2017-06', [1980, 1988], index < rotated ? history : []));
    }),
    down: times(exchanges.down, (index) => {
      const front = spellOf(at(townships, index), '科员', '2008-08', '2013-05');
      return enter(inPost(at(departments, index + 18).section, '2013-05', [1980, 1987], [front]));
    }),
    lateral: times(exchanges.lateral, (index) =>
      enter(inPost(at(departments, index + 22).section, '2012-11', [1978, 1987])),
    ),
  };
}
