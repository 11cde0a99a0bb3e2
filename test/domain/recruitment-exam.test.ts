import { describe, expect, test } from '@jest/globals';
import type { CadreId } from '../../events/values.ts';
import { ConcludeRecruitment } from '../../src/domain/recruitment.ts';
import { WithdrawRecruitmentApplicant } from '../../src/domain/recruitment-applicant.ts';
import {
  RecordRecruitmentChecks,
  RecordRecruitmentScores,
} from '../../src/domain/recruitment-exam.ts';
import { PublicizeRecruits } from '../../src/domain/recruitment-publicity.ts';
import { idOf } from '../scenario.ts';
import { advisoryCodes } from './given-postings.ts';
import {
  announced,
  examined,
  on,
  passed,
  publicized,
  qualified,
  registered,
  secretary,
  type World,
} from './given-recruitments.ts';

function village(names: readonly string[], terms = {}) {
  const world = announced({ terms });
  const cadreIds = names.map((name) => secretary(world, { name }));
  for (const cadreId of cadreIds) qualified(world, cadreId);
  return { world, cadreIds: cadreIds as [CadreId, ...CadreId[]] };
}
const written = (world: World, results: { cadreId: CadreId; score: number; passed: boolean }[]) =>
  ({ recruitmentId: world.recruitmentId, step: 'WRITTEN', results }) as const;
const checked = (
  world: World,
  step: 'PHYSICAL' | 'INSPECTION',
  results: { cadreId: CadreId; passed: boolean }[],
) => ({ recruitmentId: world.recruitmentId, step, results });

describe('scores', () => {
  test('are kept apart as personal; who fails comes to an end state', () => {
    const { world, cadreIds } = village(['某甲', '某乙']);
    const [first, second] = cadreIds as [CadreId, CadreId];
    const events = world.given.accepted(
      RecordRecruitmentScores,
      written(world, [
        { cadreId: first, score: 82.5, passed: true },
        { cadreId: second, score: 60, passed: false },
      ]),
      on('2022-04-10'),
    );
    expect(events).toMatchObject([
      { type: 'RecruitmentScored', data: { passed: true }, personal: { score: 82.5 } },
      { type: 'RecruitmentScored', data: { passed: false }, personal: { score: 60 } },
      {
        type: 'RecruitmentApplicantConcluded',
        data: { cadreId: second, endState: 'FAILED_EXAM', appointmentId: null },
      },
    ]);
    expect(JSON.stringify(events.map(({ data }) => data))).not.toContain('82.5');
  });

  test('pass nobody over who scored as much as somebody who goes on', () => {
    const { world, cadreIds } = village(['某甲', '某乙']);
    const [first, second] = cadreIds as [CadreId, CadreId];
    const results = [
      { cadreId: first, score: 70, passed: true },
      { cadreId: second, score: 70, passed: false },
    ];
    const input = written(world, results);
    expect(world.given.refused(RecordRecruitmentScores, input, on('2022-04-10'))).toEqual([
      'HigherScorePassedOver',
    ]);
    const lower = results.map((one) => (one.passed ? one : { ...one, score: 69.5 }));
    expect(
      world.given.refused(RecordRecruitmentScores, written(world, lower), on('2022-04-10')),
    ).toEqual([]);
  });

  test('that send many into the interview are advised against', () => {
    const names = ['某甲', '某乙', '某丙', '某丁'];
    const { world, cadreIds } = village(names);
    const results = cadreIds.map((cadreId) => ({ cadreId, score: 70, passed: true }));
    const decide = (some: typeof results) =>
      world.given.decide(RecordRecruitmentScores, written(world, some), on('2022-04-10'));
    expect(advisoryCodes(decide(results.slice(0, 3)))).toEqual([]);
    expect(advisoryCodes(decide(results))).toEqual(['InterviewedManyForOne']);
  });

  test('recorded twice do nothing, recorded differently are refused', () => {
    const { world, cadreIds } = village(['某甲']);
    const input = written(world, [{ cadreId: cadreIds[0], score: 70, passed: true }]);
    world.given.accepted(RecordRecruitmentScores, input, on('2022-04-10'));
    expect(world.given.accepted(RecordRecruitmentScores, input)).toEqual([]);
    const other = written(world, [{ cadreId: cadreIds[0], score: 71, passed: true }]);
    expect(world.given.refused(RecordRecruitmentScores, other)).toEqual(['StepOutOfTurn']);
  });

  test('come in their turn, for applicants who qualified and stand', () => {
    const { world, cadreIds } = village(['某甲', '某乙']);
    const [first, second] = cadreIds as [CadreId, CadreId];
    const { given, recruitmentId } = world;
    const third = secretary(world, { name: '某丙' });
    registered(world, third);
    const withdrawn = { recruitmentId, cadreId: second };
    given.accepted(WithdrawRecruitmentApplicant, withdrawn, on('2022-04-01'));
    const results = [first, second, third, idOf<CadreId>('nobody')].map((cadreId) => ({
      cadreId,
      score: 70,
      passed: true,
    }));
    const interview = { recruitmentId, step: 'INTERVIEW' as const, results };
    expect(given.refused(RecordRecruitmentScores, interview, on('2022-04-10'))).toEqual([
      'ApplicantNotQualified',
      'ApplicantUnknown',
      'ApplicantsEnded',
      'StepOutOfTurn',
    ]);
  });

  test('name nobody twice and lie within bounds', () => {
    const { world, cadreIds } = village(['某甲']);
    const one = { cadreId: cadreIds[0], score: 70, passed: true };
    const parse = (results: (typeof one)[]) =>
      RecordRecruitmentScores.input.safeParse(written(world, results)).success;
    expect(parse([one])).toBe(true);
    expect(parse([one, one])).toBe(false);
    expect(parse([{ ...one, score: -1 }])).toBe(false);
    expect(parse([])).toBe(false);
  });

  test('cannot lie before the qualification', () => {
    const { world, cadreIds } = village(['某甲']);
    const input = written(world, [{ cadreId: cadreIds[0], score: 70, passed: true }]);
    expect(world.given.refused(RecordRecruitmentScores, input, on('2022-03-19'))).toEqual([
      'StepBeforeEarlierStep',
    ]);
  });
});

describe('physical examination and inspection', () => {
  function interviewed() {
    const { world, cadreIds } = village(['某甲']);
    const cadreId = cadreIds[0];
    const results = [{ cadreId, score: 80, passed: true }];
    for (const step of ['WRITTEN', 'INTERVIEW'] as const) {
      const input = { recruitmentId: world.recruitmentId, step, results };
      world.given.accepted(RecordRecruitmentScores, input, on('2022-05-10'));
    }
    return { world, cadreId };
  }

  test('come in the order the rules give them: physical first for the civil service', () => {
    const { world, cadreId } = interviewed();
    const results = [{ cadreId, passed: true }];
    const inspection = checked(world, 'INSPECTION', results);
    expect(world.given.refused(RecordRecruitmentChecks, inspection)).toEqual(['StepOutOfTurn']);
    const physical = checked(world, 'PHYSICAL', results);
    const events = world.given.accepted(RecordRecruitmentChecks, physical, on('2022-05-20'));
    expect(events).toMatchObject([{ type: 'RecruitmentChecked', data: { passed: true } }]);
    expect(world.given.accepted(RecordRecruitmentChecks, physical)).toEqual([]);
    expect(world.given.refused(RecordRecruitmentChecks, inspection)).toEqual([]);
  });

  test('inspection first for institutions', () => {
    const world = announced({ kind: 'INSTITUTION' });
    const cadreId = secretary(world);
    qualified(world, cadreId);
    examined(world, cadreId);
    expect(
      world.given
        .all()
        .filter(({ type }) => type === 'RecruitmentChecked')
        .map(({ data }) => data.step),
    ).toEqual(['INSPECTION', 'PHYSICAL']);
  });

  test.each([
    ['PHYSICAL', 'FAILED_PHYSICAL'],
    ['INSPECTION', 'FAILED_INSPECTION'],
  ] as const)('failing %s ends as %s', (step, endState) => {
    const { world, cadreId } = interviewed();
    if (step === 'INSPECTION') {
      const first = checked(world, 'PHYSICAL', [{ cadreId, passed: true }]);
      world.given.accepted(RecordRecruitmentChecks, first, on('2022-05-20'));
    }
    const input = checked(world, step, [{ cadreId, passed: false }]);
    const events = world.given.accepted(RecordRecruitmentChecks, input, on('2022-05-30'));
    expect(events.at(-1)?.data).toMatchObject({ endState });
    expect(
      world.given.refused(ConcludeRecruitment, { recruitmentId: world.recruitmentId }),
    ).toEqual([]);
  });

  test('an objection upheld during publicity is a failed inspection', () => {
    const world = announced();
    const cadreId = secretary(world);
    publicized(world, cadreId);
    const again = checked(world, 'INSPECTION', [{ cadreId, passed: false }]);
    const events = world.given.accepted(RecordRecruitmentChecks, again, on('2022-06-08'));
    expect(events.at(-1)?.data).toMatchObject({ endState: 'FAILED_INSPECTION' });
  });
});

describe('publicizing intended recruits', () => {
  test('needs every step passed', () => {
    const { world, cadreIds } = village(['某甲']);
    const input = { recruitmentId: world.recruitmentId, cadreIds: [cadreIds[0]] };
    expect(world.given.refused(PublicizeRecruits, input)).toEqual(['StepsNotPassed']);
    const stranger = { ...input, cadreIds: [idOf<CadreId>('nobody')] };
    expect(world.given.refused(PublicizeRecruits, stranger)).toEqual(['ApplicantUnknown']);
  });

  test('names no more than there are places, counting those publicized before', () => {
    const world = announced();
    const [first, second] = [secretary(world), secretary(world, { name: '某乙' })];
    publicized(world, first);
    passed(world, second);
    const { given, recruitmentId } = world;
    const input = { recruitmentId, cadreIds: [second] };
    expect(given.refused(PublicizeRecruits, input, on('2022-06-07'))).toEqual([
      'HeadcountExceeded',
    ]);
    given.accepted(
      WithdrawRecruitmentApplicant,
      { recruitmentId, cadreId: first },
      on('2022-06-07'),
    );
    expect(given.refused(PublicizeRecruits, input, on('2022-06-07'))).toEqual([]);
  });

  test('on the same day again does nothing, on another day is refused', () => {
    const world = announced();
    const cadreId = secretary(world);
    publicized(world, cadreId);
    const input = { recruitmentId: world.recruitmentId, cadreIds: [cadreId] };
    expect(world.given.accepted(PublicizeRecruits, input, on('2022-06-06'))).toEqual([]);
    expect(world.given.refused(PublicizeRecruits, input, on('2022-06-07'))).toEqual([
      'ApplicantPublicizedBefore',
    ]);
  });
});
