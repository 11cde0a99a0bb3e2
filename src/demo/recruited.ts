/** Who is recruited from the grassroots: by the village cadres' exam, by institutions, with experience. */
import { institutionPositions, type Year, years } from './allocation.ts';
import type { County, Unit } from './county.ts';
import type { Grassroots } from './grassroots.ts';
import type { Person, Registrar } from './people.ts';
import { createdBy, type Planner } from './plan.ts';
import { confirmProbations, headcountOf, type Position, recruit, termsOf } from './recruitments.ts';

const chunks = <T>(list: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, index) =>
    list.slice(index * size, (index + 1) * size),
  );
const at = <T>(list: readonly T[], index: number) => list[index % list.length] as T;

/** 优秀村干部考录乡镇公务员: each year, a position a head, in the townships. */
export function recruitVillageCadres(
  planner: Planner,
  { townships }: County,
  { examEntrants, examLosers }: Grassroots,
): void {
  const rural = townships.filter(({ type }) => type === 'TOWNSHIP');
  const fates = ['WRITTEN', 'INTERVIEW', 'REJECTED'] as const;
  years.forEach((year, turn) => {
    const positions = examEntrants[year].map((person, index): Position => {
      const loser = examLosers[year][index];
      return {
        unit: at(rural, turn * 4 + index),
        title: '一级科员(试用期)',
        ...{ track: 'VILLAGE_CADRE', staffing: 'ADMIN', minGrassrootsYears: 3 },
        hired: [{ person }],
        losers: loser === undefined ? [] : [{ person: loser, fate: at(fates, index) }],
      };
    });
    const name = `village-cadres-${year}`;
    const { recruitmentId, hiredOn } = recruit(planner, {
      ...{ name, kind: 'CIVIL_SERVANT_EXAM', plannedOn: `${year}-05-06`, positions },
      title: `${year}年从优秀村干部中考录乡镇公务员`,
    });
    const hires = examEntrants[year].map(({ id }) => ({ recruitmentId, cadreId: id }));
    confirmProbations(planner, name, hires, hiredOn);
  });
}

/** The requirement of one position of 2023 was left out and entered in 2024 as a correction. */
const correctedYear = 2023;

/** 乡镇街道事业编制, and beside it what the county's other institutions offer. */
export function recruitByInstitutions(
  planner: Planner,
  county: County,
  grassroots: Grassroots,
  register: Registrar,
): void {
  for (const year of years) {
    const people = grassroots.hires[year];
    honour(planner, year, people);
    const own = townshipPositions(county, year, people);
    const counts = year >= 2021 ? institutionPositions[year as 2021 | 2022 | 2023] : null;
    const graduates = counts === null ? [] : registerGraduates(planner, county, register, year);
    const others = otherPositions(county, counts, own.length, graduates);
    const positions = [...own, ...others].map((position, index) =>
      year === correctedYear && index === own.length
        ? { ...position, minGrassrootsYears: 0 }
        : position,
    );
    const recruited = recruit(planner, {
      ...{ name: `institutions-${year}`, kind: 'INSTITUTION', plannedOn: `${year}-07-06` },
      ...{ positions, title: `${year}年事业单位公开招聘` },
    });
    const [rightly] = others;
    if (year === correctedYear && rightly !== undefined) {
      correctPosition(planner, recruited, rightly, own.length);
    }
  }
}

function townshipPositions(county: County, year: Year, people: readonly Person[]): Position[] {
  const isVillage = ({ unit }: Person) => unit.type === 'VILLAGE';
  const villageBasis = year === 2023 ? 'FIVE_STAR_BRANCH' : 'GOOD_SECRETARY';
  const groups = [
    ...chunks(people.filter(isVillage), 2).map((group) => ({
      ...{ group, title: '乡村振兴岗位', bases: ['GOOD_SECRETARY', 'FIVE_STAR_BRANCH'] },
      basis: villageBasis,
    })),
    ...chunks(
      people.filter((person) => !isVillage(person)),
      2,
    ).map((group, index) => ({
      ...{ group, title: '企业服务岗位', bases: ['MODEL_WORKER', 'LINE_WORKER'] },
      basis: index % 2 === 0 ? 'MODEL_WORKER' : 'LINE_WORKER',
    })),
  ];
  return groups.map(({ group, title, bases, basis }, index) => ({
    ...{ unit: at(county.townships, index + year).centre, title, bases },
    ...{ staffing: 'INSTITUTION', minGrassrootsYears: 2, losers: [] },
    hired: group.map((person) => ({ person, basis })),
  }));
}

/** Positions beside: as many as the year's plan leaves, so many of them asking for experience. */
function otherPositions(
  { institutions }: County,
  counts: { readonly positions: number; readonly requiring: number } | null,
  own: number,
  graduates: readonly { readonly id: string }[],
): Position[] {
  if (counts === null) return [];
  const requiring = counts.requiring - own;
  return Array.from({ length: counts.positions - own }, (_, index) => {
    const graduate = graduates[index - requiring];
    return {
      ...{ unit: at(institutions, index), title: at(['专业技术岗位', '管理岗位'], index) },
      ...{ staffing: 'INSTITUTION', losers: [] },
      minGrassrootsYears: index < requiring ? at([1, 2, 2, 3], index) : 0,
      hired: graduate === undefined ? [] : [{ person: graduate }],
    };
  });
}

/** Fresh graduates hold nothing before: whoever hires them takes nobody from the grassroots. */
function registerGraduates(planner: Planner, county: County, register: Registrar, year: Year) {
  const desk = planner.desk(`graduates-${year}`, 'demo-officer-recruitment', `${year}-07-02`);
  return [0, 1, 2].map(() =>
    register(
      desk,
      {
        ...{ unit: county.root, staffing: 'NONE', since: null, born: [year - 23, year - 22] },
        ...{ openingBalance: false, education: false },
      },
      `${year}-07-02`,
    ),
  );
}

/** What the hires rest on: honours of the person, or five stars of the village's branch. */
function honour(planner: Planner, year: Year, people: readonly Person[]): void {
  const desk = planner.desk(`honours-${year}`, 'demo-officer-grassroots', `${year}-02-20`);
  const workers = people.filter(({ unit }) => unit.type !== 'VILLAGE');
  const villagers = people.filter(({ unit }) => unit.type === 'VILLAGE');
  const grant = (person: Person, title: string, kind: string) =>
    desk.record(
      'GrantHonour',
      {
        cadreId: person.id,
        honour: kind,
        title,
        grantedBy: `${planner.county.shortName}委、县政府`,
      },
      { on: `${year}-02`, basis: `虚文〔${year}〕9号`, recordedOn: `${year}-03-02` },
    );
  for (const person of workers) grant(person, '劳模能手', 'MODEL_WORKER');
  if (year !== 2023) {
    for (const person of villagers) grant(person, '惠民好书记', 'GOOD_SECRETARY');
    return;
  }
  const stars = ['支部过硬', '产业兴旺', '生态宜居', '平安法治', '文明幸福'];
  for (const organizationId of new Set(villagers.map(({ unit }) => unit.id))) {
    const rating = { organizationId, year: year - 1, stars };
    desk.record('RecordFiveStarRating', rating, {
      on: `${year - 1}-12-20`,
      recordedOn: `${year}-03-02`,
    });
  }
}

function correctPosition(
  planner: Planner,
  { recruitmentId, plan }: ReturnType<typeof recruit>,
  position: Position,
  index: number,
): void {
  const { title, bases = [], minGrassrootsYears } = position;
  const desk = planner.desk('position-corrected', 'demo-officer-recruitment', '2024-02-26');
  desk.record(
    'CorrectRecruitmentPosition',
    {
      ...{ recruitmentId, positionId: createdBy(plan, 2 + 2 * index) },
      terms: termsOf({ title, bases, minGrassrootsYears, headcount: headcountOf(position) }),
    },
    { on: '2024-02-27', reason: '该岗位要求基层工作经历,录入时遗漏' },
  );
}

/** 非应届毕业生: into organs and townships, two years at the grassroots at least. */
export function recruitExperienced(
  planner: Planner,
  county: County,
  { experienced, applicants }: Grassroots,
): void {
  years.forEach((year, turn) => {
    const units: readonly Unit[] = [...county.departments.slice(13), ...county.townships];
    const positions = chunks(experienced[year], 2).map((group, index): Position => {
      const loser = at(applicants, turn * 7 + index);
      return {
        ...{ unit: at(units, turn * 9 + index * 4), title: '一级科员(试用期)', staffing: 'ADMIN' },
        minGrassrootsYears: 2,
        hired: group.map((person) => ({ person })),
        losers: [{ person: loser, fate: index % 2 === 0 ? 'WRITTEN' : 'INTERVIEW' }],
      };
    });
    const name = `experienced-${year}`;
    const { recruitmentId, hiredOn } = recruit(planner, {
      ...{ name, kind: 'EXPERIENCED', plannedOn: `${year}-07-22`, positions },
      title: `${year}年招考具有基层工作经历人员`,
    });
    const hires = experienced[year].map(({ id }) => ({ recruitmentId, cadreId: id }));
    confirmProbations(planner, name, hires, hiredOn);
  });
}
