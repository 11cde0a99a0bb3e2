import { describe, expect, test } from '@jest/globals';
import type { CadreId, RecruitmentId } from '../../events/values.ts';
import { VoidPosting } from '../../src/domain/posting-correction.ts';
import { ConcludeRecruitment } from '../../src/domain/recruitment.ts';
import {
  RegisterRecruitmentApplicant,
  WithdrawRecruitmentApplicant,
} from '../../src/domain/recruitment-applicant.ts';
import {
  VoidRecruitmentAppointment,
  VoidRecruitmentConclusion,
} from '../../src/domain/recruitment-correction.ts';
import { ConfirmRecruitmentProbation } from '../../src/domain/recruitment-probation.ts';
import { recruitment } from '../../src/domain/recruitment-state.ts';
import { idOf } from '../scenario.ts';
import { recruitAppointed } from './given-corrections.ts';
import { stateOf } from './given-people.ts';
import { advisoryCodes } from './given-postings.ts';
import { on, secretary } from './given-recruitments.ts';

const because = { reason: '误录' };

describe.each([
  ['a civil servant', {}],
  ['a contract', { kind: 'INSTITUTION' as const }],
])('%s recorded in error', (_, options) => {
  test('is taken back after the posting that came of it, and only with a reason', () => {
    const { world, given, posting, recruit, concludedId } = recruitAppointed(options);
    expect(given.refused(VoidRecruitmentAppointment, recruit, { reason: null })).toEqual([
      'AppointmentPostingStands',
      'ReasonNeeded',
    ]);
    expect(given.decide(VoidRecruitmentAppointment, recruit, because)).toMatchObject({
      refusals: [{ code: 'AppointmentPostingStands', evidence: [posting.postingId] }],
    });
    given.accepted(VoidPosting, posting, because);
    const events = given.accepted(VoidRecruitmentAppointment, recruit, because);
    expect(events.map(({ type, data }) => [type, data])).toEqual([
      [
        'RecruitmentAppointmentVoided',
        { ...recruit, positionId: world.positionId, eventId: concludedId },
      ],
    ]);
    expect(given.accepted(VoidRecruitmentAppointment, recruit, because)).toEqual([]);
  });

  test('leaves the applicant publicized: appointed anew on the same day, or withdrawn', () => {
    const { given, posting, recruit, cadreId, appoint } = recruitAppointed(options);
    given.accepted(VoidPosting, posting, because);
    given.accepted(VoidRecruitmentAppointment, recruit, because);
    const applicant = () =>
      stateOf(given, recruitment(recruit.recruitmentId)).applicants.get(cadreId);
    expect(applicant()).toMatchObject({ publicized: { on: '2022-06-06' }, end: null });
    expect(given.refused(WithdrawRecruitmentApplicant, recruit)).toEqual([]);
    const again = appoint('2022-06-11');
    expect(again.map(({ type }) => type)).toContain('PostingStarted');
    expect(applicant()).toMatchObject({
      end: { endState: 'APPOINTED', appointmentId: again[0]?.id },
      appointmentVoided: false,
    });
    expect(given.refused(VoidRecruitmentAppointment, recruit, because)).toEqual([
      'AppointmentPostingStands',
    ]);
  });

  test('is named to whoever voids the posting', () => {
    const { given, posting, hireId } = recruitAppointed(options);
    const decision = given.decide(VoidPosting, posting);
    expect(advisoryCodes(decision)).toContain('ProcedureStaysCompleted');
    expect(decision).toMatchObject({
      advisories: expect.arrayContaining([expect.objectContaining({ evidence: [hireId] })]),
    });
  });
});

describe('voiding an appointment of a recruit', () => {
  test('takes a probation that was judged with it, and the next one begins anew', () => {
    const { given, posting, recruit, appoint } = recruitAppointed();
    given.accepted(ConfirmRecruitmentProbation, recruit, on('2023-06-11'));
    given.accepted(VoidPosting, posting, because);
    given.accepted(VoidRecruitmentAppointment, recruit, because);
    expect(given.refused(ConfirmRecruitmentProbation, recruit)).toEqual(['ApplicantNotAppointed']);
    appoint('2022-07-01');
    expect(given.refused(ConfirmRecruitmentProbation, recruit, on('2023-06-30'))).toEqual([
      'ProbationStillRuns',
    ]);
  });

  test('needs an appointment through a recruitment of this county', () => {
    const { world, given, recruit } = recruitAppointed();
    const codes = (change: Partial<typeof recruit>) =>
      given.refused(VoidRecruitmentAppointment, { ...recruit, ...change }, because);
    expect(codes({ cadreId: idOf<CadreId>('nobody') })).toEqual(['ApplicantUnknown']);
    expect(codes({ recruitmentId: idOf<RecruitmentId>('none') })).toEqual(['RecruitmentUnknown']);
    const other = secretary(world, { name: '某乙' });
    const { recruitmentId, positionId } = world;
    given.accepted(
      RegisterRecruitmentApplicant,
      { recruitmentId, positionId, cadreId: other, recruitmentBasis: 'NONE' },
      on('2022-03-15'),
    );
    expect(codes({ cadreId: other })).toEqual(['ApplicantNotAppointed']);
    given.accepted(WithdrawRecruitmentApplicant, { recruitmentId, cadreId: other });
    expect(codes({ cadreId: other })).toEqual(['ApplicantNotAppointed']);
  });
});

describe('a recruitment concluded', () => {
  function concluded() {
    const appointed = recruitAppointed();
    const { given, recruit } = appointed;
    const named = { recruitmentId: recruit.recruitmentId };
    const [end] = given.accepted(ConcludeRecruitment, named, on('2022-07-01'));
    return { ...appointed, named, end };
  }

  test('keeps its appointments until the conclusion is taken back', () => {
    const { given, posting, recruit, named, end } = concluded();
    given.accepted(VoidPosting, posting, because);
    expect(given.decide(VoidRecruitmentAppointment, recruit, because)).toMatchObject({
      refusals: [{ code: 'RecruitmentConclusionStands', evidence: [end?.id] }],
    });
    given.accepted(VoidRecruitmentConclusion, named, because);
    given.accepted(VoidRecruitmentAppointment, recruit, because);
    expect(given.refused(ConcludeRecruitment, named)).toEqual(['ApplicantsWithoutEndState']);
  });

  test('in error goes on, once a reason is given, and is concluded anew', () => {
    const { given, named, end } = concluded();
    expect(given.refused(VoidRecruitmentConclusion, named, { reason: null })).toEqual([
      'ReasonNeeded',
    ]);
    const events = given.accepted(VoidRecruitmentConclusion, named, because);
    expect(events.map(({ type, data }) => [type, data])).toEqual([
      ['RecruitmentConclusionVoided', { ...named, eventId: end?.id }],
    ]);
    expect(given.accepted(VoidRecruitmentConclusion, named, because)).toEqual([]);
    given.accepted(ConcludeRecruitment, named, on('2022-07-01'));
    expect(given.accepted(VoidRecruitmentConclusion, named, because)).toHaveLength(1);
  });

  test('is voided only when it was, in this county', () => {
    const { given, recruit } = recruitAppointed();
    const codes = (recruitmentId: RecruitmentId) =>
      given.refused(VoidRecruitmentConclusion, { recruitmentId }, because);
    expect(codes(recruit.recruitmentId)).toEqual(['RecruitmentNotConcluded']);
    expect(codes(idOf<RecruitmentId>('none'))).toEqual(['RecruitmentUnknown']);
  });
});
