import { describe, expect, test } from '@jest/globals';
import { CorrectPostingDocument } from '../../src/domain/appointment-correction.ts';
import { VoidPosting } from '../../src/domain/posting-correction.ts';
import { ConcludeRecruitment } from '../../src/domain/recruitment.ts';
import {
  VoidRecruitmentAppointment,
  VoidRecruitmentConclusion,
} from '../../src/domain/recruitment-correction.ts';
import type { Collection } from '../../src/read-models/projection.ts';
import {
  recruitmentHires,
  recruitmentModel,
  recruitmentPositions,
  recruitments,
} from '../../src/read-models/recruitment.ts';
import {
  recruitmentApplicantKey,
  recruitmentApplicants,
} from '../../src/read-models/recruitment-applicant.ts';
import type { State } from '../../src/read-models/row.ts';
import { recruitAppointed } from '../domain/given-corrections.ts';
import { recordedLater, rowsOf } from '../rows.ts';

const because = { reason: '误录' };

describe('a recruit taken back', () => {
  test('stands publicized, the position free and nobody hired, for whoever knows', () => {
    const { world, given, recruit, posting, cadreId, hireId } = recruitAppointed();
    const { recruitmentId, positionId } = world;
    given.accepted(ConcludeRecruitment, { recruitmentId }, { effectiveOn: '2022-07-01' });
    const [voided] = given.accepted(VoidPosting, posting, because);
    given.accepted(VoidRecruitmentConclusion, { recruitmentId }, because);
    given.accepted(VoidRecruitmentAppointment, recruit, because);
    const events = recordedLater(given.all(), voided, '2024-12-01');
    const row = <S extends State>(collection: Collection<S>, key: string, knownAt: string) =>
      rowsOf(recruitmentModel, collection, events, { knownAt }).get(key);
    const at = (knownAt: string) => ({
      applicant: row(
        recruitmentApplicants,
        recruitmentApplicantKey(recruitmentId, cadreId),
        knownAt,
      ),
      filled: row(recruitmentPositions, positionId, knownAt)?.filled,
      stage: row(recruitments, recruitmentId, knownAt)?.stage,
      hire: row(recruitmentHires, hireId, knownAt)?.eventId,
    });
    expect(at('2024-11')).toMatchObject({
      applicant: { stage: 'ENDED', endState: 'APPOINTED', appointmentId: hireId },
      filled: 1,
      stage: 'CONCLUDED',
      hire: hireId,
    });
    expect(at('2025')).toMatchObject({
      applicant: {
        stage: 'PUBLICIZED',
        endState: null,
        endedOn: null,
        endId: null,
        appointmentId: null,
      },
      filled: 0,
      stage: 'ANNOUNCED',
      hire: undefined,
    });
  });
});

test('a hire shows the document it is said to rest on after a correction', () => {
  const { given, posting, cadreId, hireId } = recruitAppointed();
  const hire = () => rowsOf(recruitmentModel, recruitmentHires, given.all()).get(hireId);
  const was = hire()?.document ?? null;
  const { postingId } = posting;
  const order = { cadreId, postingId, eventId: postingId, was, is: '虚人社〔2022〕9号' };
  given.accepted(CorrectPostingDocument, order, because);
  expect(hire()?.document).toBe('虚人社〔2022〕9号');
});
