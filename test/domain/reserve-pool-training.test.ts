import { describe, expect, test } from '@jest/globals';
import type { CadreId } from '../../events/values.ts';
import { ExitReserveMember, SuspendReserveMember } from '../../src/domain/reserve-pool.ts';
import {
  AssignTraining,
  CompleteTraining,
  RateReserveMember,
} from '../../src/domain/reserve-pool-training.ts';
import { idOf } from '../scenario.ts';
import { advisoryCodes } from './given-postings.ts';
import { inPool } from './given-reserve-pool.ts';
import { issueRules } from './given-reserve-round.ts';

const nobody = idOf<CadreId>('nobody');
const school = { mode: 'PARTY_SCHOOL' as const, plannedUntil: '2025-04-30' };
const march = { effectiveOn: '2023-03-01' };
const may = { effectiveOn: '2023-05-01' };

describe('training a member', () => {
  test('is assigned to the membership; asked twice while it runs does nothing', () => {
    const { given, cadreId, membershipId } = inPool();
    expect(given.accepted(AssignTraining, { cadreId, ...school }, march)).toMatchObject([
      { type: 'TrainingAssigned', data: { cadreId, membershipId, ...school } },
    ]);
    expect(given.accepted(AssignTraining, { cadreId, ...school }, march)).toEqual([]);
    const another = { cadreId, mode: 'SECONDMENT' as const, plannedUntil: null };
    expect(given.accepted(AssignTraining, another, march)).toHaveLength(1);
  });

  test('is not assigned otherwise while it runs, nor planned to end before it begins', () => {
    const { given, cadreId } = inPool();
    given.accepted(AssignTraining, { cadreId, ...school }, march);
    const longer = { cadreId, ...school, plannedUntil: null };
    expect(given.refused(AssignTraining, longer, march)).toEqual(['TrainingStandsOtherwise']);
    const past = { cadreId, mode: 'PROJECT' as const, plannedUntil: '2023-02-01' };
    expect(given.refused(AssignTraining, past, march)).toEqual(['EndBeforeStart']);
  });

  test('is completed with its hours; asked twice does nothing, then it can be assigned anew', () => {
    const { given, cadreId, membershipId } = inPool();
    const [assigned] = given.accepted(AssignTraining, { cadreId, ...school }, march);
    const done = { cadreId, mode: school.mode, hours: 80 };
    expect(given.accepted(CompleteTraining, done, may)).toMatchObject([
      {
        type: 'TrainingCompleted',
        data: { cadreId, membershipId, trainingId: assigned?.id, hours: 80 },
      },
    ]);
    expect(given.accepted(CompleteTraining, done, may)).toEqual([]);
    expect(given.refused(CompleteTraining, { ...done, hours: 40 }, may)).toEqual([
      'NoSuchTraining',
    ]);
    expect(given.accepted(AssignTraining, { cadreId, ...school }, may)).toHaveLength(1);
  });

  test('is not completed when none of its kind runs, and says so in words', () => {
    const { given, cadreId } = inPool();
    given.accepted(AssignTraining, { cadreId, ...school }, march);
    const other = { cadreId, mode: 'SHADOWING' as const, hours: 8 };
    expect(given.decide(CompleteTraining, other, may)).toMatchObject({
      refusals: [{ code: 'NoSuchTraining', params: { modeZh: '跟班', modeEn: 'shadowing' } }],
    });
  });

  test('is not assigned to a suspended member', () => {
    const { given, cadreId } = inPool();
    given.accepted(SuspendReserveMember, { cadreId }, march);
    expect(given.refused(AssignTraining, { cadreId, ...school }, may)).toEqual([
      'ReserveMemberIsSuspended',
    ]);
  });

  test('entered after the member left belongs to the membership of its date', () => {
    const { given, cadreId, membershipId } = inPool();
    const exit = { cadreId, exitReason: 'AGE' as const, appointmentId: null };
    given.accepted(ExitReserveMember, exit, may);
    expect(given.accepted(AssignTraining, { cadreId, ...school }, march)).toMatchObject([
      { data: { membershipId } },
    ]);
    expect(given.refused(AssignTraining, { cadreId, ...school }, may)).toEqual([
      'NotInReservePool',
    ]);
  });

  test('needs a member on that day', () => {
    const { given, cadreId } = inPool();
    const early = { effectiveOn: '2022-06-30' };
    expect(given.refused(AssignTraining, { cadreId: nobody, ...school })).toEqual(['CadreUnknown']);
    expect(given.refused(AssignTraining, { cadreId, ...school }, early)).toEqual([
      'BeforeReserveEntry',
    ]);
    const done = { cadreId: nobody, mode: school.mode, hours: 80 };
    expect(given.refused(CompleteTraining, done)).toEqual(['CadreUnknown']);
    expect(given.refused(CompleteTraining, { ...done, cadreId }, early)).toEqual([
      'BeforeReserveEntry',
    ]);
  });
});

describe('rating a member', () => {
  const rated = (cadreId: CadreId, year: number, rating: 'A' | 'B' | 'C') => ({
    cadreId,
    year,
    rating,
    evidence: null,
  });
  const endOf = (year: number) => ({ effectiveOn: `${year + 1}-01-15` });

  test('keeps the rating among the personal values; asked twice does nothing', () => {
    const { given, cadreId, membershipId } = inPool();
    const input = { ...rated(cadreId, 2022, 'A'), evidence: '年度考核优秀' };
    expect(given.accepted(RateReserveMember, input, endOf(2022))).toMatchObject([
      {
        type: 'ReserveMemberRated',
        data: { cadreId, membershipId, year: 2022 },
        personal: { rating: 'A', evidence: '年度考核优秀' },
      },
    ]);
    expect(given.accepted(RateReserveMember, input, endOf(2022))).toEqual([]);
  });

  test('a year is rated once, and not before it has begun', () => {
    const { given, cadreId } = inPool();
    given.accepted(RateReserveMember, rated(cadreId, 2022, 'A'), endOf(2022));
    expect(given.refused(RateReserveMember, rated(cadreId, 2022, 'B'), endOf(2022))).toEqual([
      'RatedAlready',
    ]);
    expect(given.refused(RateReserveMember, rated(cadreId, 2024, 'B'), endOf(2022))).toEqual([
      'RatingYearAhead',
    ]);
  });

  test('rated poor as often as the rule says, the member leaves in the same act', () => {
    const { given, cadreId, membershipId } = inPool();
    expect(given.accepted(RateReserveMember, rated(cadreId, 2022, 'C'), endOf(2022))).toHaveLength(
      1,
    );
    expect(given.accepted(RateReserveMember, rated(cadreId, 2023, 'C'), endOf(2023))).toMatchObject(
      [
        { type: 'ReserveMemberRated' },
        { type: 'ReserveMemberExited', data: { membershipId, exitReason: 'ASSESSMENT_LOW' } },
      ],
    );
    expect(given.refused(RateReserveMember, rated(cadreId, 2024, 'A'))).toEqual([
      'NotInReservePool',
    ]);
  });

  test('how often that is, the rule set in force on the date of the rating says', () => {
    const { given, cadreId } = inPool();
    issueRules(given, { 'P1.RATING': { poorRatings: 3 } }, '2023-06-01');
    given.accepted(RateReserveMember, rated(cadreId, 2022, 'C'), endOf(2022));
    expect(given.accepted(RateReserveMember, rated(cadreId, 2023, 'C'), endOf(2023))).toHaveLength(
      1,
    );
    const strict = inPool();
    issueRules(strict.given, { 'P1.RATING': { poorRatings: 1 } }, '2024-06-01');
    const poor = rated(strict.cadreId, 2022, 'C');
    expect(strict.given.accepted(RateReserveMember, poor, endOf(2022))).toHaveLength(1);
  });

  test('back-entered, the poor rating ends no membership in which later facts stand', () => {
    const { given, cadreId } = inPool();
    given.accepted(RateReserveMember, rated(cadreId, 2023, 'C'), endOf(2023));
    const decided = given.decide(RateReserveMember, rated(cadreId, 2022, 'C'), endOf(2022));
    expect(advisoryCodes(decided)).toEqual(['LaterFactsStand']);
    expect(decided).toMatchObject({ events: [{ data: { year: 2022 } }] });
  });

  test('needs a member on that day', () => {
    const { given, cadreId } = inPool();
    expect(given.refused(RateReserveMember, rated(nobody, 2022, 'A'))).toEqual(['CadreUnknown']);
    const early = { effectiveOn: '2022-06-30' };
    expect(given.refused(RateReserveMember, rated(cadreId, 2022, 'A'), early)).toEqual([
      'BeforeReserveEntry',
    ]);
  });
});
