import { describe, expect, test } from '@jest/globals';
import { OrganizationAbolished } from '../../events/organization.ts';
import type { CadreId, RecruitmentId, RecruitmentPositionId } from '../../events/values.ts';
import {
  AnnounceRecruitment,
  ConcludeRecruitment,
  recruitmentCommands,
} from '../../src/domain/recruitment.ts';
import {
  QualifyRecruitmentApplicant,
  RegisterRecruitmentApplicant,
  RejectRecruitmentApplicant,
  WithdrawRecruitmentApplicant,
} from '../../src/domain/recruitment-applicant.ts';
import { CorrectRecruitmentPosition, PlanRecruitment } from '../../src/domain/recruitment-plan.ts';
import { organizationStream } from '../../src/domain/structure.ts';
import { idOf, scenario } from '../scenario.ts';
import { givenCounty, givenPerson, givenUnit } from './given-people.ts';
import { advisoryCodes, givenPosting } from './given-postings.ts';
import {
  announced,
  on,
  planOf,
  publicized,
  qualified,
  registered,
  secretary,
  terms,
} from './given-recruitments.ts';

describe('planning a recruitment', () => {
  function county() {
    const given = scenario();
    givenCounty(given);
    return {
      given,
      township: givenUnit(given, '虚构乡', 'TOWNSHIP'),
      organ: givenUnit(given, '虚构局', 'COUNTY_ORGAN'),
    };
  }

  test('records the plan and each position, and pins the rules', () => {
    const { given, township } = county();
    const events = given.accepted(PlanRecruitment, planOf(township), on('2022-03-01'));
    expect(events).toMatchObject([
      { type: 'RecruitmentPlanned', data: { year: 2022, ruleSetVersion: 0 } },
      {
        type: 'RecruitmentPositionPlanned',
        data: { organizationId: township, unitType: 'TOWNSHIP', staffing: 'ADMIN', terms },
      },
    ]);
    expect(events[1]?.data).toMatchObject({ recruitmentId: events[0]?.data.recruitmentId });
  });

  test('names every obstacle at once', () => {
    const { given, organ } = county();
    const plan = planOf(organ, { terms: { minGrassrootsYears: 2 } });
    const [position] = plan.positions;
    if (position === undefined) throw new Error('the plan has a position');
    const wrong = {
      ...plan,
      year: 2019,
      positions: [position, { ...position, staffing: 'INSTITUTION' as const }],
    };
    expect(given.refused(PlanRecruitment, wrong, on('2022-03-01'))).toEqual([
      'GrassrootsYearsWithoutRequirement',
      'GrassrootsYearsWithoutRequirement',
      'PositionCodeTwice',
      'PositionStaffingMisfits',
      'RecruitmentYearOff',
      'VillageCadrePositionElsewhere',
      'VillageCadrePositionElsewhere',
    ]);
  });

  test('needs units that exist on the day', () => {
    const { given, township } = county();
    given.given(
      organizationStream(township),
      OrganizationAbolished,
      { organizationId: township },
      on('2021-01-01'),
    );
    expect(given.refused(PlanRecruitment, planOf(township), on('2022-03-01'))).toEqual([
      'OrganizationEnded',
    ]);
    const unknown = { ...planOf(idOf('nowhere')) };
    expect(given.refused(PlanRecruitment, unknown, on('2022-03-01'))).toContain(
      'OrganizationUnknown',
    );
  });

  test('of experienced graduates has no track for village cadres', () => {
    const { given, township } = county();
    const plan = planOf(township, { kind: 'EXPERIENCED', track: 'VILLAGE_CADRE' });
    expect(given.refused(PlanRecruitment, plan, on('2022-03-01'))).toEqual([
      'PositionTrackMisfits',
    ]);
  });
});

describe('announcing and correcting', () => {
  test('a recruitment is announced once, not before it was planned', () => {
    const { given, recruitmentId } = announced();
    expect(given.accepted(AnnounceRecruitment, { recruitmentId }, on('2022-03-10'))).toEqual([]);
    expect(given.refused(AnnounceRecruitment, { recruitmentId }, on('2022-02-01'))).toEqual([
      'RecruitmentAnnouncedBefore',
      'StepBeforeEarlierStep',
    ]);
    const unknown = { recruitmentId: idOf<RecruitmentId>('none') };
    expect(given.refused(AnnounceRecruitment, unknown)).toEqual(['RecruitmentUnknown']);
  });

  test('a position is corrected to what it should have been, even afterwards', () => {
    const { given, recruitmentId, positionId } = announced();
    const is = { ...terms, requiresGrassroots: true, minGrassrootsYears: 2 };
    const input = { recruitmentId, positionId, terms: is };
    const [event] = given.accepted(CorrectRecruitmentPosition, input);
    expect(event).toMatchObject({
      type: 'RecruitmentPositionCorrected',
      data: { was: terms, is },
    });
    expect(given.accepted(CorrectRecruitmentPosition, input)).toEqual([]);
    const wrong = { ...input, terms: { ...terms, minGrassrootsYears: 3 } };
    expect(given.refused(CorrectRecruitmentPosition, wrong)).toEqual([
      'GrassrootsYearsWithoutRequirement',
    ]);
    const unknown = { ...input, positionId: idOf<RecruitmentPositionId>('none') };
    expect(given.refused(CorrectRecruitmentPosition, unknown)).toEqual([
      'RecruitmentPositionUnknown',
    ]);
  });

  test('a position cannot be corrected to fewer places than people chosen for it', () => {
    const world = announced({ terms: { headcount: 2 } });
    for (const name of ['某甲', '某乙']) publicized(world, secretary(world, { name }));
    const { given, recruitmentId, positionId } = world;
    const input = { recruitmentId, positionId, terms };
    expect(given.refused(CorrectRecruitmentPosition, input)).toEqual(['HeadcountExceeded']);
  });
});

describe('registering an applicant', () => {
  test('records where the applicant comes from on the day', () => {
    const world = announced();
    const [event] = registered(world, secretary(world));
    expect(event?.data).toMatchObject({
      recruitmentBasis: 'NONE',
      origin: { organizationId: world.village, unitType: 'VILLAGE', role: 'VILLAGE_SECRETARY' },
    });
  });

  test('happens once in a recruitment', () => {
    const world = announced({ terms: { bases: ['NONE', 'LINE_WORKER'] } });
    const cadreId = secretary(world);
    registered(world, cadreId);
    expect(registered(world, cadreId)).toEqual([]);
    const { given, recruitmentId, positionId } = world;
    const other = {
      recruitmentId,
      positionId,
      cadreId,
      recruitmentBasis: 'LINE_WORKER' as const,
    };
    expect(given.refused(RegisterRecruitmentApplicant, other)).toEqual([
      'ApplicantRegisteredBefore',
    ]);
  });

  test('needs a person, a position, an announcement before it and a basis that is taken', () => {
    const { given, recruitmentId } = announced();
    const wrong = {
      recruitmentId,
      positionId: idOf<RecruitmentPositionId>('none'),
      cadreId: idOf<CadreId>('nobody'),
      recruitmentBasis: 'NONE' as const,
    };
    expect(given.refused(RegisterRecruitmentApplicant, wrong, on('2022-03-01'))).toEqual([
      'CadreUnknown',
      'RecruitmentPositionUnknown',
      'StepBeforeEarlierStep',
    ]);
    const unannounced = given.accepted(PlanRecruitment, planOf(idOf('虚构乡')), on('2022-03-01'));
    const early = {
      recruitmentId: unannounced[0]?.data.recruitmentId as RecruitmentId,
      positionId: unannounced[1]?.data.positionId as RecruitmentPositionId,
      cadreId: givenPerson(given),
      recruitmentBasis: 'GOOD_SECRETARY' as const,
    };
    expect(given.refused(RegisterRecruitmentApplicant, early, on('2022-03-15'))).toEqual([
      'BasisNotAccepted',
      'RecruitmentNotAnnounced',
    ]);
  });
});

describe('rejecting and withdrawing', () => {
  test('an applicant who does not qualify comes to that end state, once', () => {
    const world = announced();
    const cadreId = secretary(world);
    registered(world, cadreId);
    const { given, recruitmentId } = world;
    const named = { recruitmentId, cadreId };
    const [event] = given.accepted(RejectRecruitmentApplicant, named, on('2022-03-20'));
    expect(event).toMatchObject({
      type: 'RecruitmentApplicantConcluded',
      data: { endState: 'FAILED_QUALIFICATION', appointmentId: null },
    });
    expect(given.accepted(RejectRecruitmentApplicant, named)).toEqual([]);
    expect(given.refused(WithdrawRecruitmentApplicant, named)).toEqual(['ApplicantEnded']);
    expect(given.refused(QualifyRecruitmentApplicant, { ...named, liftedVillage: false })).toEqual([
      'ApplicantEnded',
    ]);
  });

  test('who qualified is not rejected any more, but may withdraw', () => {
    const world = announced();
    const cadreId = secretary(world);
    qualified(world, cadreId);
    const { given, recruitmentId } = world;
    const named = { recruitmentId, cadreId };
    expect(given.refused(RejectRecruitmentApplicant, named)).toEqual(['ApplicantQualifiedBefore']);
    const [event] = given.accepted(WithdrawRecruitmentApplicant, named, on('2022-04-01'));
    expect(event?.data).toMatchObject({ endState: 'WITHDREW' });
    expect(given.accepted(WithdrawRecruitmentApplicant, named)).toEqual([]);
    const stranger = { recruitmentId, cadreId: idOf<CadreId>('nobody') };
    expect(given.refused(WithdrawRecruitmentApplicant, stranger)).toEqual(['ApplicantUnknown']);
  });
});

describe('concluding a recruitment', () => {
  test('waits for every applicant’s end state', () => {
    const world = announced();
    const cadreId = secretary(world);
    qualified(world, cadreId);
    const { given, recruitmentId } = world;
    expect(given.decide(ConcludeRecruitment, { recruitmentId })).toMatchObject({
      kind: 'refused',
      refusals: [{ code: 'ApplicantsWithoutEndState', params: { count: 1 } }],
    });
    given.accepted(WithdrawRecruitmentApplicant, { recruitmentId, cadreId }, on('2022-04-01'));
    expect(given.refused(ConcludeRecruitment, { recruitmentId }, on('2022-03-25'))).toEqual([
      'StepBeforeEarlierStep',
    ]);
    const [event] = given.accepted(ConcludeRecruitment, { recruitmentId }, on('2022-07-01'));
    expect(event?.type).toBe('RecruitmentConcluded');
    expect(given.accepted(ConcludeRecruitment, { recruitmentId }, on('2022-07-01'))).toEqual([]);
    expect(given.refused(ConcludeRecruitment, { recruitmentId }, on('2022-08-01'))).toEqual([
      'RecruitmentConcludedBefore',
    ]);
  });

  test('ends all further work on it', () => {
    const world = announced();
    const { given, recruitmentId, positionId } = world;
    given.accepted(ConcludeRecruitment, { recruitmentId }, on('2022-07-01'));
    const input = {
      recruitmentId,
      positionId,
      cadreId: secretary(world),
      recruitmentBasis: 'NONE' as const,
    };
    expect(given.refused(RegisterRecruitmentApplicant, input, on('2022-07-02'))).toEqual([
      'RecruitmentConcludedBefore',
    ]);
  });

  test('needs an announcement', () => {
    const { given } = announced();
    const [planned] = given.accepted(PlanRecruitment, planOf(idOf('虚构乡')), on('2022-03-01'));
    const recruitmentId = planned?.data.recruitmentId as RecruitmentId;
    expect(given.refused(ConcludeRecruitment, { recruitmentId })).toEqual([
      'RecruitmentNotAnnounced',
    ]);
  });
});

test('somebody who serves at no grassroots unit has their own unit as origin', () => {
  const world = announced({ track: 'GENERAL' });
  const cadreId = givenPerson(world.given);
  givenPosting(world.given, { cadreId, organizationId: world.township });
  const [event] = registered(world, cadreId);
  expect(event?.data).toMatchObject({ origin: { unitType: 'TOWNSHIP' } });
  const qualify = { recruitmentId: world.recruitmentId, cadreId, liftedVillage: false };
  expect(advisoryCodes(world.given.decide(QualifyRecruitmentApplicant, qualify))).toEqual([]);
});

test('every recruitment command is listed once', () => {
  expect(new Set(recruitmentCommands.map(({ name }) => name)).size).toBe(21);
});
