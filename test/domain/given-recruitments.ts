/** A recruitment as tests take it for granted: planned, announced, with applicants on their way. */
import type {
  CadreId,
  OrganizationId,
  RecruitmentId,
  RecruitmentPositionId,
} from '../../events/values.ts';
import { AnnounceRecruitment } from '../../src/domain/recruitment.ts';
import {
  QualifyRecruitmentApplicant,
  RegisterRecruitmentApplicant,
} from '../../src/domain/recruitment-applicant.ts';
import {
  RecordRecruitmentChecks,
  RecordRecruitmentScores,
} from '../../src/domain/recruitment-exam.ts';
import { PlanRecruitment } from '../../src/domain/recruitment-plan.ts';
import { PublicizeRecruits } from '../../src/domain/recruitment-publicity.ts';
import { scenario } from '../scenario.ts';
import { givenCounty, givenPerson, givenUnit } from './given-people.ts';
import { givenPosting } from './given-postings.ts';

export const on = (effectiveOn: string) => ({ effectiveOn });

export const terms = {
  title: '综合岗位',
  headcount: 1,
  requiresGrassroots: false,
  minGrassrootsYears: 0,
  bases: [] as ('GOOD_SECRETARY' | 'FIVE_STAR_BRANCH' | 'LINE_WORKER' | 'NONE')[],
};
type Kind = 'CIVIL_SERVANT_EXAM' | 'INSTITUTION' | 'EXPERIENCED';
export type Options = {
  kind?: Kind;
  track?: 'VILLAGE_CADRE' | 'GENERAL';
  terms?: Partial<typeof terms>;
};
const staffing = {
  CIVIL_SERVANT_EXAM: 'ADMIN',
  INSTITUTION: 'INSTITUTION',
  EXPERIENCED: 'INSTITUTION',
} as const;

export function planOf(organizationId: OrganizationId, options: Options = {}) {
  const kind = options.kind ?? 'CIVIL_SERVANT_EXAM';
  return {
    kind,
    title: '虚构县招录',
    year: 2022,
    positions: [
      {
        code: '001',
        organizationId,
        track: options.track ?? (kind === 'CIVIL_SERVANT_EXAM' ? 'VILLAGE_CADRE' : 'GENERAL'),
        staffing: staffing[kind],
        terms: { ...terms, ...options.terms },
      },
    ],
  };
}

/** A county in which a recruitment of 2022 was announced; 某村 has a secretary since 2018. */
export function announced(options: Options = {}) {
  const given = scenario();
  givenCounty(given);
  const township = givenUnit(given, '虚构乡', 'TOWNSHIP');
  const village = givenUnit(given, '虚构村', 'VILLAGE');
  const plan = planOf(township, options);
  const [planned, position] = given.accepted(PlanRecruitment, plan, on('2022-03-01'));
  const recruitmentId = planned?.data.recruitmentId as RecruitmentId;
  const positionId = position?.data.positionId as RecruitmentPositionId;
  given.accepted(AnnounceRecruitment, { recruitmentId }, on('2022-03-10'));
  return { given, township, village, recruitmentId, positionId };
}
export type World = ReturnType<typeof announced>;

/** A village secretary, in post since `from`. */
export function secretary(
  { given, village }: World,
  { name = '某甲', birth = '1988-05-01', from = '2018-03-01' } = {},
): CadreId {
  const cadreId = givenPerson(given, name, birth);
  givenPosting(
    given,
    { cadreId, organizationId: village, unitType: 'VILLAGE' },
    { from, role: 'VILLAGE_SECRETARY', postKind: 'VILLAGE_POST', staffing: 'NONE', title: '书记' },
  );
  return cadreId;
}

export function registered(
  world: World,
  cadreId: CadreId,
  recruitmentBasis: (typeof terms.bases)[number] = 'NONE',
) {
  const { given, recruitmentId, positionId } = world;
  const input = { recruitmentId, positionId, cadreId, recruitmentBasis };
  return given.accepted(RegisterRecruitmentApplicant, input, on('2022-03-15'));
}

export function qualified(world: World, cadreId: CadreId) {
  registered(world, cadreId);
  const { given, recruitmentId } = world;
  const input = { recruitmentId, cadreId, liftedVillage: false };
  return given.accepted(QualifyRecruitmentApplicant, input, on('2022-03-20'));
}

/** … and passed every step of an exam for civil servants. */
export function passed(world: World, cadreId: CadreId) {
  qualified(world, cadreId);
  examined(world, cadreId);
}
export function examined({ given, recruitmentId, positionId }: World, cadreId: CadreId) {
  const scores = { recruitmentId, results: [{ cadreId, score: 80, passed: true }] };
  const checks = { recruitmentId, results: [{ cadreId, passed: true }] };
  const contract = given
    .all()
    .some(
      ({ data }) =>
        'staffing' in data && data.positionId === positionId && data.staffing === 'INSTITUTION',
    );
  const [first, second] = contract
    ? (['INSPECTION', 'PHYSICAL'] as const)
    : (['PHYSICAL', 'INSPECTION'] as const);
  given.accepted(RecordRecruitmentScores, { ...scores, step: 'WRITTEN' }, on('2022-04-10'));
  given.accepted(RecordRecruitmentScores, { ...scores, step: 'INTERVIEW' }, on('2022-05-10'));
  given.accepted(RecordRecruitmentChecks, { ...checks, step: first }, on('2022-05-20'));
  given.accepted(RecordRecruitmentChecks, { ...checks, step: second }, on('2022-05-30'));
}

/** … and publicized from Monday 2022-06-06; the fifth working day is 2022-06-10. */
export function publicized(world: World, cadreId: CadreId) {
  passed(world, cadreId);
  publicize(world, cadreId);
}
export function publicize({ given, recruitmentId }: World, cadreId: CadreId) {
  given.accepted(PublicizeRecruits, { recruitmentId, cadreIds: [cadreId] }, on('2022-06-06'));
}
