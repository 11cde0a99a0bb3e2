import { describe, expect, test } from '@jest/globals';
import { OrganizationMoved } from '../../events/organization.ts';
import type { CadreId, EventId } from '../../events/values.ts';
import { VoidPostingEnd } from '../../src/domain/posting-correction.ts';
import { AnnounceRecruitment, ConcludeRecruitment } from '../../src/domain/recruitment.ts';
import {
  VoidRecruitmentConclusion,
  VoidRecruitmentStep,
} from '../../src/domain/recruitment-correction.ts';
import {
  CorrectRecruitmentDate,
  VoidRecruitmentCourseStep,
} from '../../src/domain/recruitment-course.ts';
import { hires } from '../../src/domain/recruitment-hires.ts';
import {
  CancelRecruitmentAppointment,
  ConfirmRecruitmentProbation,
  VoidRecruitmentProbation,
} from '../../src/domain/recruitment-probation.ts';
import { recruitment } from '../../src/domain/recruitment-state.ts';
import { hasSentence } from '../../src/domain/sentences/index.ts';
import { organizationStream } from '../../src/domain/structure.ts';
import {
  recruitmentHires,
  recruitmentPositions,
  recruitments,
} from '../../src/read-models/recruitment.ts';
import { rowsOf } from '../read-models/rows-of.ts';
import { idOf } from '../scenario.ts';
import { recruitAppointed } from './given-corrections.ts';
import { stateOf } from './given-people.ts';
import { advisoryCodes } from './given-postings.ts';
import { announced, on, registered, secretary } from './given-recruitments.ts';

type World = Pick<ReturnType<typeof announced>, 'given' | 'recruitmentId' | 'positionId'>;

/** The course of a recruitment, to be corrected by the names of its steps. */
function course({ given, recruitmentId, positionId }: World) {
  const state = () => stateOf(given, recruitment(recruitmentId));
  const step = (name: 'planned' | 'announced' | 'concluded') => ({
    recruitmentId,
    eventId: state()[name]?.eventId as EventId,
  });
  return {
    given,
    step,
    move: (name: Parameters<typeof step>[0], day: string) =>
      given.accepted(CorrectRecruitmentDate, { ...step(name), on: day }),
    refused: (name: Parameters<typeof step>[0], day: string) =>
      given.refused(CorrectRecruitmentDate, { ...step(name), on: day }),
    row: () => rowsOf(recruitments, given.all()).get(recruitmentId),
    position: (asOf?: string) => rowsOf(recruitmentPositions, given.all(), asOf).get(positionId),
  };
}

describe('the days of a recruitment', () => {
  test('of the plan move with the positions, of the announcement with where it stands', () => {
    const { given, step, move, row, position } = course(announced());
    const plan = { ...step('planned'), on: '2022-02-20' };
    expect(given.refused(CorrectRecruitmentDate, plan, { reason: null })).toEqual(['ReasonNeeded']);
    expect(position('2022-02-25')).toBeUndefined();
    expect(move('planned', '2022-02-20')).toHaveLength(2);
    expect(move('planned', '2022-02-20')).toEqual([]);
    expect(row()).toMatchObject({ plannedOn: '2022-02-20', stage: 'ANNOUNCED' });
    expect(position('2022-02-25')).toMatchObject({ announcedOn: null });
    expect(move('announced', '2022-03-08')).toHaveLength(1);
    expect(row()?.announcedOn).toBe('2022-03-08');
    expect(position()?.announcedOn).toBe('2022-03-08');
  });

  test('keep the order of the steps, and of those who applied and ended', () => {
    const { world, given, recruit } = recruitAppointed();
    const { refused, move, row } = course(world);
    expect(refused('planned', '2022-03-11')).toEqual(['StepOutOfOrder']);
    expect(refused('announced', '2022-02-28')).toEqual(['StepOutOfOrder']);
    expect(refused('announced', '2022-03-16')).toEqual(['StepOutOfOrder']);
    const { recruitmentId } = recruit;
    given.accepted(ConcludeRecruitment, { recruitmentId }, on('2022-07-01'));
    expect(refused('concluded', '2022-06-10')).toEqual(['StepOutOfOrder']);
    expect(refused('concluded', '2024-07-01')).toEqual(['DateAhead']);
    move('concluded', '2022-06-30');
    expect(row()).toMatchObject({ stage: 'CONCLUDED', concludedOn: '2022-06-30' });
  });

  test('of a plan are judged as the plan was: its year, and its units', () => {
    const { given, refused, step } = course(announced());
    expect(refused('planned', '2020-03-01')).toContain('RecruitmentYearOff');
    const none = { ...step('planned'), eventId: idOf<EventId>('none'), on: '2022-03-02' };
    expect(given.refused(CorrectRecruitmentDate, none)).toEqual(['CorrectedFactUnknown']);
    const nowhere = { ...none, recruitmentId: idOf<never>('none') };
    expect(given.refused(CorrectRecruitmentDate, nowhere)).toEqual(['RecruitmentUnknown']);
  });
});

test('a plan is not moved to where its unit counted as something else', () => {
  const world = announced({ kind: 'INSTITUTION' });
  const { given, township: organizationId, village: parentId } = world;
  const stream = organizationStream(organizationId);
  const data = { organizationId, parentId, countsAs: 'COUNTY_ORGAN' as const };
  given.given(stream, OrganizationMoved, data, on('2022-03-05'));
  const { refused } = course(world);
  expect(refused('planned', '2022-03-04')).toEqual([]);
  expect(refused('planned', '2022-03-06')).toEqual(['PositionOfOtherUnitType']);
});

describe('a plan or announcement recorded in error', () => {
  test('is taken back from the latest on, and nothing is left of it', () => {
    const { given, step, row, position } = course(announced());
    const [plan, announcement] = [step('planned'), step('announced')];
    expect(given.refused(VoidRecruitmentCourseStep, plan)).toEqual([
      'RecruitmentCourseStepNotLatest',
    ]);
    given.accepted(VoidRecruitmentCourseStep, announcement);
    expect(given.accepted(VoidRecruitmentCourseStep, announcement)).toEqual([]);
    expect(row()).toMatchObject({ stage: 'PLANNED', announcedOn: null });
    expect(position()).toMatchObject({ announcedOn: null, announcementId: null });
    given.accepted(AnnounceRecruitment, { recruitmentId: plan.recruitmentId }, on('2022-03-12'));
    expect(row()?.announcedOn).toBe('2022-03-12');
    given.accepted(VoidRecruitmentCourseStep, step('announced'));
    given.accepted(VoidRecruitmentCourseStep, plan);
    expect([row(), position()]).toEqual([undefined, undefined]);
    expect(given.accepted(VoidRecruitmentCourseStep, plan)).toEqual([]);
  });

  test('stays while somebody applied, or it is concluded', () => {
    const world = announced();
    const { given, step } = course(world);
    const cadreId = secretary(world);
    const [event] = registered(world, cadreId);
    expect(given.refused(VoidRecruitmentCourseStep, step('announced'))).toEqual(['RecordedSince']);
    const { recruitmentId } = world;
    const application = { recruitmentId, cadreId, eventId: event?.id as EventId };
    given.accepted(VoidRecruitmentStep, application);
    given.accepted(ConcludeRecruitment, { recruitmentId }, on('2022-07-01'));
    expect(given.refused(VoidRecruitmentCourseStep, step('announced'))).toEqual([
      'RecruitmentConclusionStands',
    ]);
    given.accepted(VoidRecruitmentConclusion, { recruitmentId });
    expect(given.accepted(VoidRecruitmentCourseStep, step('announced'))).toHaveLength(1);
  });
});

describe('the outcome of a probation recorded in error', () => {
  function judged() {
    const { given, recruit, cadreId, hireId, posting } = recruitAppointed();
    const outcome = () => stateOf(given, hires(cadreId))[0]?.outcome;
    const row = () => rowsOf(recruitmentHires, given.all()).get(hireId);
    return { given, recruit, outcome, row, posting };
  }

  test('passed, is taken back and judged anew', () => {
    const { given, recruit, outcome, row } = judged();
    expect(given.refused(VoidRecruitmentProbation, recruit)).toEqual(['ProbationNotJudged']);
    given.accepted(ConfirmRecruitmentProbation, recruit, on('2023-06-20'));
    expect(given.refused(VoidRecruitmentProbation, recruit, { reason: null })).toEqual([
      'ReasonNeeded',
    ]);
    given.accepted(VoidRecruitmentProbation, recruit);
    expect(given.accepted(VoidRecruitmentProbation, recruit)).toEqual([]);
    expect(outcome()).toBeNull();
    expect(row()).toMatchObject({ probation: 'RUNNING', probationEventId: null });
    given.accepted(ConfirmRecruitmentProbation, recruit, on('2023-06-21'));
    expect(row()?.probation).toBe('PASSED');
    given.accepted(VoidRecruitmentProbation, recruit);
    expect(row()?.probation).toBe('RUNNING');
  });

  test('failed, says that the posting stays ended until its end is taken back', () => {
    const { given, recruit, row, posting } = judged();
    given.accepted(CancelRecruitmentAppointment, recruit, on('2023-05-01'));
    expect(advisoryCodes(given.decide(VoidRecruitmentProbation, recruit))).toEqual([
      'ProbationPostingStaysEnded',
    ]);
    given.accepted(VoidRecruitmentProbation, recruit);
    given.accepted(VoidPostingEnd, posting);
    expect(row()?.probation).toBe('RUNNING');
    given.accepted(ConfirmRecruitmentProbation, recruit, on('2023-06-20'));
    expect(row()?.probation).toBe('PASSED');
  });

  test('is that of somebody hired through a recruitment of the county', () => {
    const { given, recruit } = judged();
    const nobody = { ...recruit, cadreId: idOf<CadreId>('nobody') };
    expect(given.refused(VoidRecruitmentProbation, nobody)).toEqual(['ApplicantNotAppointed']);
    const nowhere = { ...recruit, recruitmentId: idOf<never>('none') };
    expect(given.refused(VoidRecruitmentProbation, nowhere)).toEqual(['RecruitmentUnknown']);
  });
});

test('every finding has a sentence', () => {
  for (const code of [
    'PositionOfOtherUnitType',
    'ProbationNotJudged',
    'ProbationPostingStaysEnded',
    'RecruitmentCourseStepNotLatest',
    'StepOutOfOrder',
  ]) {
    expect([code, hasSentence(code)]).toEqual([code, true]);
  }
});
