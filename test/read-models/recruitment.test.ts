import { describe, expect, test } from '@jest/globals';
import type { Instant } from '../../events/dates.ts';
import type { Recorded } from '../../events/define.ts';
import { nothingResting, PostingVoided } from '../../events/posting.ts';
import type { CadreId } from '../../events/values.ts';
import { cadreStream } from '../../src/domain/people.ts';
import { ConcludeRecruitment } from '../../src/domain/recruitment.ts';
import {
  RejectRecruitmentApplicant,
  WithdrawRecruitmentApplicant,
} from '../../src/domain/recruitment-applicant.ts';
import {
  AppointCivilServant,
  SignInstitutionContract,
} from '../../src/domain/recruitment-appointment.ts';
import { CorrectRecruitmentPosition } from '../../src/domain/recruitment-plan.ts';
import {
  CancelRecruitmentAppointment,
  ConfirmRecruitmentProbation,
} from '../../src/domain/recruitment-probation.ts';
import { projector, readModel } from '../../src/read-models/projection.ts';
import {
  recruitmentHires,
  recruitmentPositions,
  recruitments,
} from '../../src/read-models/recruitment.ts';
import {
  recruitmentApplicantKey,
  recruitmentApplicants,
} from '../../src/read-models/recruitment-applicant.ts';
import { emptyRow } from '../../src/read-models/row.ts';
import {
  announced,
  type Options,
  on,
  publicized,
  registered,
  secretary,
  terms,
  type World,
} from '../domain/given-recruitments.ts';
import { columnsOf, rowsOf } from './rows-of.ts';

function hired(options: Options = {}) {
  const world = announced(options);
  const cadreId = secretary(world);
  publicized(world, cadreId);
  const { given, recruitmentId } = world;
  const place = { recruitmentId, cadreId, postId: null, title: '科员' };
  const contract = { ...place, contractEndsOn: '2025-06-11', firstJob: false };
  const [event] = options.kind
    ? given.accepted(SignInstitutionContract, contract, on('2022-06-11'))
    : given.accepted(AppointCivilServant, place, on('2022-06-11'));
  return { world, cadreId, hireId: event?.id ?? '', named: { recruitmentId, cadreId } };
}
const applicantRow = ({ given, recruitmentId }: World, cadreId: CadreId, asOf?: string) =>
  rowsOf(recruitmentApplicants, given.all(), asOf).get(
    recruitmentApplicantKey(recruitmentId, cadreId),
  );

describe('recruitments', () => {
  test('are planned, announced, concluded', () => {
    const { given, recruitmentId } = announced();
    given.accepted(ConcludeRecruitment, { recruitmentId }, on('2022-07-01'));
    const row = (asOf?: string) => rowsOf(recruitments, given.all(), asOf).get(recruitmentId);
    expect(columnsOf(recruitments, row())).toEqual({
      county: '419998',
      kind: 'CIVIL_SERVANT_EXAM',
      year: 2022,
      stage: 'CONCLUDED',
      plannedOn: '2022-03-01',
      announcedOn: '2022-03-10',
      concludedOn: '2022-07-01',
    });
    expect(row('2022-03-09')?.stage).toBe('PLANNED');
    expect(row('2022-06-30')?.stage).toBe('ANNOUNCED');
  });
});

describe('recruitment positions', () => {
  test('tell what they ask for, when they were announced and how many filled them', () => {
    const asked = { requiresGrassroots: true, minGrassrootsYears: 2 };
    const { world } = hired({ kind: 'INSTITUTION', terms: asked });
    const { given, positionId, recruitmentId, township } = world;
    const row = rowsOf(recruitmentPositions, given.all()).get(positionId);
    expect(columnsOf(recruitmentPositions, row)).toEqual({
      county: '419998',
      recruitmentId,
      kind: 'INSTITUTION',
      year: 2022,
      organizationId: township,
      unitType: 'TOWNSHIP',
      track: 'GENERAL',
      staffing: 'INSTITUTION',
      headcount: 1,
      filled: 1,
      requiresGrassroots: true,
      minGrassrootsYears: 2,
      announcedOn: '2022-03-10',
    });
  });

  test('a correction holds from the beginning, once it is known', () => {
    const world = announced();
    const { given, recruitmentId, positionId } = world;
    const is = { ...terms, requiresGrassroots: true, minGrassrootsYears: 2 };
    given.accepted(CorrectRecruitmentPosition, { recruitmentId, positionId, terms: is });
    const versions = versionsAfter(given.all(), positionId);
    const at = (knownAt: string) =>
      versions.find(
        ({ from, to, recordedFrom, recordedTo }) =>
          from <= '2022-03-10' &&
          '2022-03-10' < to &&
          recordedFrom <= knownAt &&
          (recordedTo === null || knownAt < recordedTo),
      )?.state.requiresGrassroots;
    const [, announcedAt, correctedAt] = recordedAts(given.all(), positionId);
    expect(at(announcedAt ?? '')).toBe(false);
    expect(at(correctedAt ?? '')).toBe(true);
  });
});

describe('recruitment applicants', () => {
  test('go through the steps and come to one end state', () => {
    const { world, cadreId, hireId } = hired();
    const row = applicantRow(world, cadreId);
    expect(row).toMatchObject({
      writtenScore: 80,
      interviewScore: 80,
      publicizedOn: '2022-06-06',
      appointmentId: hireId,
    });
    expect(row?.resultIds).toHaveLength(4);
    expect(columnsOf(recruitmentApplicants, row)).toMatchObject({
      originType: 'VILLAGE',
      originRole: 'VILLAGE_SECRETARY',
      grassroots: true,
      stage: 'ENDED',
      endState: 'APPOINTED',
      registeredOn: '2022-03-15',
      endedOn: '2022-06-11',
    });
  });

  test.each([
    ['2022-03-15', 'REGISTERED'],
    ['2022-03-20', 'QUALIFIED'],
    ['2022-04-10', 'WRITTEN'],
    ['2022-05-10', 'INTERVIEW'],
    ['2022-05-20', 'PHYSICAL'],
    ['2022-05-30', 'INSPECTION'],
    ['2022-06-06', 'PUBLICIZED'],
    ['2022-06-11', 'ENDED'],
  ])('on %s stand at %s', (asOf, stage) => {
    const { world, cadreId } = hired();
    expect(applicantRow(world, cadreId, asOf)?.stage).toBe(stage);
  });

  test('of an institution are inspected before the physical examination', () => {
    const { world, cadreId } = hired({ kind: 'INSTITUTION' });
    expect(applicantRow(world, cadreId, '2022-05-20')?.stage).toBe('INSPECTION');
    expect(applicantRow(world, cadreId, '2022-05-30')?.stage).toBe('PHYSICAL');
  });

  test('who were rejected or withdrew ended so', () => {
    const world = announced();
    const { given, recruitmentId } = world;
    const [first, second] = [secretary(world), secretary(world, { name: '某乙' })];
    for (const cadreId of [first, second]) registered(world, cadreId);
    given.accepted(RejectRecruitmentApplicant, { recruitmentId, cadreId: first });
    given.accepted(WithdrawRecruitmentApplicant, { recruitmentId, cadreId: second });
    expect(applicantRow(world, first)?.endState).toBe('FAILED_QUALIFICATION');
    expect(applicantRow(world, second)?.endState).toBe('WITHDREW');
    expect(rowsOf(recruitmentPositions, given.all()).get(world.positionId)?.filled).toBe(0);
  });
});

describe('hires', () => {
  test('of civil servants stand on probation until it is judged', () => {
    const { world, hireId, named } = hired();
    const { given } = world;
    const row = (asOf?: string) => rowsOf(recruitmentHires, given.all(), asOf).get(hireId);
    expect(columnsOf(recruitmentHires, row())).toMatchObject({
      hiredAs: 'CIVIL_SERVANT',
      track: 'VILLAGE_CADRE',
      unitType: 'TOWNSHIP',
      hiredOn: '2022-06-11',
      year: 2022,
      probation: 'RUNNING',
      probationEndsOn: '2023-06-11',
      serviceEndsOn: '2027-06-11',
    });
    given.accepted(ConfirmRecruitmentProbation, named, on('2023-06-11'));
    expect(row()?.probation).toBe('PASSED');
    expect(row('2023-06-10')?.probation).toBe('RUNNING');
  });

  test('that failed probation stay, as failed', () => {
    const { world, hireId, named } = hired();
    world.given.accepted(CancelRecruitmentAppointment, named, on('2023-05-01'));
    expect(rowsOf(recruitmentHires, world.given.all()).get(hireId)?.probation).toBe('FAILED');
  });

  test('by contract have no probation when it is no first job', () => {
    const { world, hireId } = hired({ kind: 'INSTITUTION' });
    expect(rowsOf(recruitmentHires, world.given.all()).get(hireId)).toMatchObject({
      hiredAs: 'CONTRACT',
      recruitmentBasis: 'NONE',
      probation: null,
      contractEndsOn: '2025-06-11',
    });
  });

  test('go with the posting that rests on them when it is voided', () => {
    const { world, hireId, cadreId } = hired();
    const posting = world.given.all().find(({ data }) => data.basedOn === hireId);
    world.given.given(cadreStream(cadreId), PostingVoided, {
      cadreId,
      postingId: posting?.id ?? '',
      eventId: posting?.id ?? '',
      ...nothingResting,
      hireId,
      decisionId: null,
    });
    expect(rowsOf(recruitmentHires, world.given.all()).get(hireId)).toBeUndefined();
  });
});

/** Recorded one second apart, so that what was known can be told. */
function apart(events: readonly Recorded[]): Recorded[] {
  return events.map((event, index) => {
    const recordedAt = new Date(Date.UTC(2024, 0, 1, 0, 0, index)).toISOString() as Instant;
    return { ...event, meta: { ...event.meta, recordedAt } };
  });
}
const projected = projector(readModel('test', 1, [recruitmentPositions as never]));
const touching = (events: readonly Recorded[], key: string) =>
  apart(events).flatMap((event) =>
    projected
      .keysOf(event)
      .filter((found) => found.key === key)
      .map(({ table }) => ({ event, table })),
  );
function versionsAfter(events: readonly Recorded[], key: string) {
  return touching(events, key).reduce(
    (row, { event, table }) => projected.foldEvent(event, table, row),
    emptyRow,
  ).versions;
}
function recordedAts(events: readonly Recorded[], key: string): string[] {
  return touching(events, key).map(({ event }) => event.meta.recordedAt);
}
