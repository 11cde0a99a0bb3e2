import { describe, expect, test } from '@jest/globals';
import type { EventId } from '../../events/values.ts';
import { VoidRecruitmentStep } from '../../src/domain/recruitment-correction.ts';
import { RecordRecruitmentScores } from '../../src/domain/recruitment-exam.ts';
import { latestStep, recruitment } from '../../src/domain/recruitment-state.ts';
import {
  recruitmentApplicantKey,
  recruitmentApplicants,
} from '../../src/read-models/recruitment-applicant.ts';
import { rowsOf } from '../read-models/rows-of.ts';
import { stateOf } from './given-people.ts';
import {
  announced,
  on,
  publicized,
  qualified,
  registered,
  secretary,
} from './given-recruitments.ts';

const because = { reason: '误录' };

function applicant() {
  const world = announced();
  const cadreId = secretary(world);
  const { given, recruitmentId } = world;
  const known = () => stateOf(given, recruitment(recruitmentId)).applicants.get(cadreId);
  const latest = () => {
    const one = known();
    if (one === undefined) throw new Error('the applicant is gone');
    return one.end?.eventId ?? latestStep(one).eventId;
  };
  const voiding = (eventId: EventId) =>
    given.accepted(VoidRecruitmentStep, { recruitmentId, cadreId, eventId }, because);
  const row = () =>
    rowsOf(recruitmentApplicants, given.all()).get(recruitmentApplicantKey(recruitmentId, cadreId));
  return { world, given, recruitmentId, cadreId, known, latest, voiding, row };
}

describe('a step of a recruitment applicant recorded in error', () => {
  test('is taken back from the latest to the first, until the applicant never was', () => {
    const { world, cadreId, known, latest, voiding, row } = applicant();
    publicized(world, cadreId);
    const stages: (string | undefined)[] = [];
    while (known() !== undefined) {
      stages.push(row()?.stage);
      voiding(latest());
    }
    expect(stages).toEqual([
      'PUBLICIZED',
      'INSPECTION',
      'PHYSICAL',
      'INTERVIEW',
      'WRITTEN',
      'QUALIFIED',
      'REGISTERED',
    ]);
    expect(row()).toBeUndefined();
    registered(world, cadreId);
    expect(row()?.stage).toBe('REGISTERED');
  });

  test('a mark by which the applicant failed is taken back with the end it brought', () => {
    const { world, given, recruitmentId, cadreId, latest, voiding, row } = applicant();
    qualified(world, cadreId);
    const low = {
      ...{ recruitmentId, step: 'WRITTEN' as const },
      results: [{ cadreId, score: 12, passed: false }],
    };
    given.accepted(RecordRecruitmentScores, low, on('2022-04-10'));
    expect(row()).toMatchObject({ stage: 'ENDED', writtenScore: 12 });
    expect(voiding(latest())).toHaveLength(2);
    expect(row()).toMatchObject({ stage: 'QUALIFIED', endState: null, writtenScore: null });
    const right = { ...low, results: [{ cadreId, score: 82, passed: true }] };
    given.accepted(RecordRecruitmentScores, right, on('2022-04-10'));
    expect(row()).toMatchObject({ stage: 'WRITTEN', writtenScore: 82 });
  });

  test('only the latest; asked twice does nothing; a reason is needed', () => {
    const { world, given, recruitmentId, cadreId, known, latest, voiding } = applicant();
    qualified(world, cadreId);
    const eventId = known()?.registered.eventId as EventId;
    const first = { recruitmentId, cadreId, eventId };
    expect(given.decide(VoidRecruitmentStep, first, because)).toMatchObject({
      refusals: [{ code: 'StepNotLatest', evidence: [latest()] }],
    });
    const last = { ...first, eventId: latest() };
    expect(given.refused(VoidRecruitmentStep, last, { reason: null })).toEqual(['ReasonNeeded']);
    expect(voiding(last.eventId)).toHaveLength(1);
    expect(voiding(last.eventId)).toEqual([]);
  });
});
