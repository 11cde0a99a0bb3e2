import { describe, expect, test } from '@jest/globals';
import { dayInShanghai, firstDay } from '../../events/dates.ts';
import { demoCounty } from '../../src/demo/counties.ts';
import { demoPlan } from '../../src/demo/demo-plan.ts';
import { isWorkingDay } from '../../src/domain/rules/working-days.ts';

const steps = demoPlan({ ...demoCounty, seed: 'test' });
const named = (...names: string[]) =>
  steps.filter(({ definition }) => names.includes(definition.name));
const meetings = named(
  'HoldReserveRecommendation',
  'DeliberateReserveRound',
  'DecideAppointment',
  'RecordOpenSelectionGate',
  'DecideOpenSelection',
  'RecordRecruitmentScores',
  'RecordExamScores',
);

test('the same seed gives the same plan, another seed another', () => {
  const plain = (plan: typeof steps) =>
    plan.map(({ definition, ...step }) => ({ ...step, command: definition.name }));
  expect(plain(demoPlan({ ...demoCounty, seed: 'test' }))).toEqual(plain(steps));
  expect(plain(demoPlan({ ...demoCounty, seed: 'other' }))).not.toEqual(plain(steps));
});

test('every step has an id of its own, and time never falls', () => {
  expect(new Set(steps.map(({ record }) => record.commandId)).size).toBe(steps.length);
  const moments = steps.map(({ at }) => at);
  expect(moments).toEqual(moments.toSorted());
  expect(moments.at(-1)?.slice(0, 10)).toBe('2024-06-28');
});

describe('the demo is as an office works', () => {
  test('facts are recorded on working days, after they began to hold', () => {
    const days = steps.map(({ at }) => dayInShanghai(at));
    expect(days.filter((day) => !isWorkingDay(day))).toEqual([]);
    const early = steps.filter(
      ({ at, record }) => firstDay(record.effectiveOn) > dayInShanghai(at),
    );
    expect(early.map(({ definition }) => definition.name)).toEqual([]);
  });

  test('no meeting and no exam is held on a day off', () => {
    expect(meetings.length).toBeGreaterThan(150);
    const off = meetings.filter(({ record }) => !isWorkingDay(firstDay(record.effectiveOn)));
    expect(off.map(({ record }) => record.effectiveOn)).toEqual([]);
  });

  test('no meeting is held in the spring of 2020', () => {
    const spring = meetings.filter(
      ({ record: { effectiveOn } }) => effectiveOn >= '2020-01-20' && effectiveOn < '2020-05-01',
    );
    expect(spring).toEqual([]);
  });

  test('appointments peak in 2021, when the townships elect their teams', () => {
    const perYear = Map.groupBy(named('AppointCadre'), ({ at }) => at.slice(0, 4));
    const counts = [...perYear].map(([year, of]) => ({ year, count: of.length }));
    const [most] = counts.toSorted((a, b) => b.count - a.count);
    expect(most?.year).toBe('2021');
  });

  test('a hundred and more apply in each campaign, and every finalist not appointed is answered', () => {
    const year = (name: string, of: string) =>
      named(name).filter(({ at }) => at.startsWith(of)).length;
    expect(year('SubmitApplication', '2022')).toBeGreaterThanOrEqual(100);
    expect(year('SubmitApplication', '2023')).toBeGreaterThanOrEqual(120);
    // Fifty and sixty were interviewed, eight and ten of them appointed.
    expect(year('OfferFinalistReserve', '2022')).toBe(50 - 8);
    expect(year('OfferFinalistReserve', '2023')).toBe(60 - 10);
    expect(year('RecordApplicantInspection', '2022')).toBe(30);
    expect(year('RecordApplicantInspection', '2023')).toBe(36);
    expect(named('AdmitFinalistToReserve')).toHaveLength(14);
  });

  test('some secretaries are directors of their villages as well since the election of 2021', () => {
    const both = named('RecordPosting').filter(({ input }) => isBothOffices(input));
    expect(both.length).toBeGreaterThanOrEqual(3);
    expect(new Set(both.map(({ record }) => record.effectiveOn))).toEqual(new Set(['2021-01-29']));
  });

  test('families are recorded, and a profile is corrected', () => {
    expect(named('RecordFamilyMember')).toHaveLength(24);
    expect(named('CorrectPersonProfile')).toHaveLength(1);
  });
});

function isBothOffices(input: unknown): boolean {
  const { kind, role } = input as { kind?: string; role?: string | null };
  return kind === 'CONCURRENT' && role === 'VILLAGE_DIRECTOR';
}
