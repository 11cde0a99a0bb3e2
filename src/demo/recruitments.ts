/** A recruitment from its plan to its conclusion, and the probations that follow. */
import { addDays, addMonths, type CivilDate } from '../../events/dates.ts';
import { workingDaysFrom } from '../domain/rules/working-days.ts';
import { day, workingDay, workingDaysLater } from './calendar.ts';
import type { Unit } from './county.ts';
import { createdBy, type Desk, type Planner } from './plan.ts';

type Who = { readonly id: string };
export type Hired = { readonly person: Who; readonly basis?: string };
export type Loser = { readonly person: Who; readonly fate: 'REJECTED' | 'WRITTEN' | 'INTERVIEW' };
export type Position = {
  readonly unit: Unit;
  readonly title: string;
  readonly track?: 'VILLAGE_CADRE' | 'GENERAL';
  readonly staffing: 'ADMIN' | 'INSTITUTION';
  readonly minGrassrootsYears: number;
  readonly bases?: readonly string[];
  readonly headcount?: number;
  readonly hired: readonly Hired[];
  readonly losers: readonly Loser[];
};
export type Recruitment = {
  readonly name: string;
  readonly kind: 'CIVIL_SERVANT_EXAM' | 'INSTITUTION' | 'EXPERIENCED';
  readonly title: string;
  /** The day it is planned; the other days follow from it. */
  readonly plannedOn: string;
  readonly positions: readonly Position[];
};

/** The id of position `index`: after the recruitment's id and event, an id and an event each. */
const positionId = (plan: ReturnType<Desk['record']>, index: number) =>
  createdBy(plan, 2 + 2 * index);

/** Records it; returns the day of the hires and the plan's command. */
export function recruit(planner: Planner, one: Recruitment) {
  const { name, kind, title, positions } = one;
  const start = workingDay(day(one.plannedOn));
  const year = Number(start.slice(0, 4));
  const desk = planner.desk(`recruitments/${name}`, 'demo-officer-recruitment', start);
  const later = (count: number) => workingDaysLater(start, count);
  const basis = `虚人社〔${year}〕${desk.random.int(1, 90)}号`;
  const plan = desk.record(
    'PlanRecruitment',
    { kind, title, year, positions: positions.map(planned) },
    { on: start, basis },
  );
  const recruitmentId = createdBy(plan);
  const named = (cadreId: string) => ({ recruitmentId, cadreId });
  desk.record('AnnounceRecruitment', { recruitmentId }, { on: later(8), basis });
  const applicants = positions.flatMap(({ hired, losers }, index) => [
    ...hired.map((one) => ({ ...one, index, fate: 'HIRED' as const })),
    ...losers.map((one) => ({ ...one, index, basis: 'NONE' })),
  ]);
  for (const { person, index, basis: applies = 'NONE' } of applicants) {
    desk.record(
      'RegisterRecruitmentApplicant',
      { ...named(person.id), positionId: positionId(plan, index), recruitmentBasis: applies },
      { on: later(12) },
    );
  }
  for (const { person, fate } of applicants) {
    if (fate === 'REJECTED') {
      desk.record('RejectRecruitmentApplicant', named(person.id), { on: later(20) });
    } else {
      const input = { ...named(person.id), liftedVillage: false };
      desk.record('QualifyRecruitmentApplicant', input, { on: later(20) });
    }
  }
  examine(desk, recruitmentId, applicants, kind, later);
  const hired = positions.flatMap((position) =>
    position.hired.map((who) => ({ ...who, position })),
  );
  const publicizedOn = later(64);
  const cadreIds = hired.map(({ person }) => person.id);
  if (hired.length > 0) {
    desk.record('PublicizeRecruits', { recruitmentId, cadreIds }, { on: publicizedOn, basis });
  }
  const hiredOn = workingDaysLater(addDays(workingDaysFrom(publicizedOn, 5).lastDay, 1), 6);
  for (const { person, position } of hired) {
    hire(desk, named(person.id), position, hiredOn, basis);
  }
  desk.record('ConcludeRecruitment', { recruitmentId }, { on: workingDaysLater(hiredOn, 3) });
  return { recruitmentId, plan, hiredOn };
}

const planned = (position: Position, index: number) => {
  const { unit, title, track = 'GENERAL', staffing, minGrassrootsYears, bases = [] } = position;
  return {
    code: String(index + 1).padStart(3, '0'),
    organizationId: unit.id,
    ...{ track, staffing },
    terms: termsOf({ title, minGrassrootsYears, bases, headcount: headcountOf(position) }),
  };
};
export const termsOf = (terms: {
  readonly title: string;
  readonly minGrassrootsYears: number;
  readonly bases: readonly string[];
  readonly headcount: number;
}) => ({ ...terms, requiresGrassroots: terms.minGrassrootsYears > 0 });
export const headcountOf = ({ headcount, hired }: Position) =>
  headcount ?? Math.max(1, hired.length);

type Applicant = { readonly person: Who; readonly fate: 'HIRED' | Loser['fate'] };

/** The steps in the order the rules ask for: institutions inspect before the physical examination. */
function examine(
  desk: Desk,
  recruitmentId: string,
  applicants: readonly Applicant[],
  kind: Recruitment['kind'],
  later: (count: number) => CivilDate,
): void {
  const sitting = applicants.filter(({ fate }) => fate !== 'REJECTED');
  const score = (passed: boolean) =>
    passed ? desk.random.int(7_000, 9_000) / 100 : desk.random.int(4_500, 6_400) / 100;
  const exam = (step: 'WRITTEN' | 'INTERVIEW', among: readonly Applicant[], on: CivilDate) => {
    const results = among.map(({ person, fate }) => {
      const passed = fate !== step;
      return { cadreId: person.id, score: score(passed), passed };
    });
    if (results.length > 0) {
      desk.record('RecordRecruitmentScores', { recruitmentId, step, results }, { on });
    }
  };
  exam('WRITTEN', sitting, later(32));
  exam(
    'INTERVIEW',
    sitting.filter(({ fate }) => fate !== 'WRITTEN'),
    later(44),
  );
  const passed = applicants.filter(({ fate }) => fate === 'HIRED');
  const results = passed.map(({ person }) => ({ cadreId: person.id, passed: true }));
  const steps = kind === 'INSTITUTION' ? ['INSPECTION', 'PHYSICAL'] : ['PHYSICAL', 'INSPECTION'];
  if (results.length === 0) return;
  steps.forEach((step, index) => {
    desk.record(
      'RecordRecruitmentChecks',
      { recruitmentId, step, results },
      { on: later(52 + 6 * index) },
    );
  });
}

const contractYears = 5;

function hire(
  desk: Desk,
  named: { readonly recruitmentId: string; readonly cadreId: string },
  { staffing, title }: Position,
  on: CivilDate,
  basis: string,
): void {
  const placed = { ...named, postId: null, title };
  if (staffing === 'ADMIN') {
    desk.record('AppointCivilServant', placed, { on, basis });
    return;
  }
  const contractEndsOn = addMonths(on, contractYears * 12);
  const contract = { ...placed, contractEndsOn, firstJob: false };
  desk.record('SignInstitutionContract', contract, { on, basis });
}

/** A year later the probations are confirmed, unless that lies after the demo's history. */
export function confirmProbations(
  planner: Planner,
  name: string,
  hires: readonly { readonly recruitmentId: string; readonly cadreId: string }[],
  hiredOn: CivilDate,
): void {
  const on = workingDay(addMonths(hiredOn, 12));
  if (on > '2024-06-20') return;
  const desk = planner.desk(`probations/${name}`, 'demo-officer-recruitment', on);
  for (const named of hires) desk.record('ConfirmRecruitmentProbation', named, { on });
}
