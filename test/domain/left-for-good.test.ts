/** Whoever has retired or died is put forward, trained and rated no more. */
import { describe, expect, test } from '@jest/globals';
import { PostingEnded } from '../../events/posting.ts';
import type { EventId } from '../../events/values.ts';
import { cadreStream } from '../../src/domain/people.ts';
import { EndPosting } from '../../src/domain/posting.ts';
import { RegisterRecruitmentApplicant } from '../../src/domain/recruitment-applicant.ts';
import { AdmitReserveMember, ExitReserveMember } from '../../src/domain/reserve-pool.ts';
import { AssignTraining, RateReserveMember } from '../../src/domain/reserve-pool-training.ts';
import { NominateReserveCandidate } from '../../src/domain/reserve-round-candidate.ts';
import { announced, secretary } from './given-recruitments.ts';
import { admission, inPool } from './given-reserve-pool.ts';
import { on, roundAt } from './given-reserve-round.ts';

/** The only posting of the round's candidate, ended on a day. */
function died(
  { given, cadreId }: Pick<ReturnType<typeof roundAt>, 'given' | 'cadreId'>,
  day: string,
): void {
  const started = given.all().find(({ type, data }) => {
    return type === 'PostingStarted' && data.cadreId === cadreId;
  });
  const end = { cadreId, postingId: started?.id as EventId, reason: 'DECEASED' as const };
  given.given(cadreStream(cadreId), PostingEnded, end, { effectiveOn: day });
}
const training = { mode: 'PARTY_SCHOOL' as const, plannedUntil: null };
const rating = { year: 2023, rating: 'A' as const, evidence: null };

describe('somebody who had left for good', () => {
  test('is not nominated, but may be for a day before', () => {
    const round = roundAt('announced');
    died(round, '2022-03-15');
    const self = { form: 'SELF' as const, nominatorUnitId: null, nominatorIds: [round.cadreId] };
    const input = { roundId: round.roundId, cadreId: round.cadreId, ...self };
    const nominated = (day: string) =>
      round.given.refused(NominateReserveCandidate, input, { effectiveOn: day });
    expect([nominated('2022-03-16'), nominated('2022-03-14')]).toEqual([['CadreHasLeft'], []]);
  });

  test('does not apply in a recruitment', () => {
    const { given, recruitmentId, positionId, ...world } = announced();
    const cadreId = secretary({ given, recruitmentId, positionId, ...world });
    died({ given, cadreId }, '2022-01-15');
    const input = { recruitmentId, positionId, cadreId, recruitmentBasis: 'NONE' as const };
    const refusals = given.refused(RegisterRecruitmentApplicant, input, {
      effectiveOn: '2022-12-01',
    });
    expect(refusals).toContain('CadreHasLeft');
  });

  test('does not enter the pool', () => {
    const round = roundAt('closed');
    died(round, '2022-06-20');
    const input = { ...admission, cadreId: round.cadreId, roundId: round.roundId };
    expect(round.given.refused(AdmitReserveMember, input, { effectiveOn: '2022-07-01' })).toEqual([
      'CadreHasLeft',
    ]);
  });

  test('is neither trained nor rated; only the membership is ended', () => {
    const { given, cadreId } = inPool();
    died({ given, cadreId }, '2023-02-01');
    const later = { effectiveOn: '2023-12-01' };
    expect(given.refused(AssignTraining, { cadreId, ...training }, later)).toEqual([
      'CadreHasLeft',
    ]);
    expect(given.refused(RateReserveMember, { cadreId, ...rating }, later)).toEqual([
      'CadreHasLeft',
    ]);
    const exit = { cadreId, exitReason: 'DECEASED' as const, appointmentId: null };
    expect(given.accepted(ExitReserveMember, exit, later)).toHaveLength(1);
  });
});

test('retiring somebody of the pool is recorded with the advice to end the membership', () => {
  const { given, cadreId, membershipId } = inPool();
  const end = { cadreId, postingId: null, reason: 'RETIREMENT' as const };
  expect(given.decide(EndPosting, end, on('closed'))).toMatchObject({
    kind: 'accepted',
    advisories: [{ code: 'ReserveMembershipStands', evidence: [membershipId] }],
  });
});
