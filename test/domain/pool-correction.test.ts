import { describe, expect, test } from '@jest/globals';
import type { EventId } from '../../events/values.ts';
import { VoidReserveFact } from '../../src/domain/pool-correction.ts';
import {
  AdmitReserveMember,
  ExitReserveMember,
  SuspendReserveMember,
} from '../../src/domain/reserve-pool.ts';
import {
  AssignTraining,
  CompleteTraining,
  RateReserveMember,
} from '../../src/domain/reserve-pool-training.ts';
import { reserveMemberships } from '../../src/read-models/reserve-pool.ts';
import { rowsOf } from '../read-models/rows-of.ts';
import { advisoryCodes } from './given-postings.ts';
import { admission, inPool, poolDay } from './given-reserve-pool.ts';

const on = (effectiveOn: string) => ({ effectiveOn });

function member() {
  const setting = inPool();
  const { given, cadreId, membershipId } = setting;
  const naming = (event?: { id: EventId }) => ({
    cadreId,
    membershipId,
    eventId: event?.id as EventId,
  });
  return {
    ...setting,
    naming,
    row: () => rowsOf(reserveMemberships, given.all()).get(membershipId),
  };
}

describe('a fact of a membership recorded in error', () => {
  test('a planned training never was, and can be assigned anew', () => {
    const { given, cadreId, naming, row } = member();
    const training = { cadreId, mode: 'PARTY_SCHOOL' as const, plannedUntil: null };
    const [assigned] = given.accepted(AssignTraining, training, on('2023-03-01'));
    given.accepted(VoidReserveFact, naming(assigned));
    expect(given.accepted(VoidReserveFact, naming(assigned))).toEqual([]);
    expect(row()?.trainings).toEqual([]);
    const shorter = { ...training, plannedUntil: '2023-04-30' };
    expect(given.accepted(AssignTraining, shorter, on('2023-03-02'))).toHaveLength(1);
  });

  test('a completed training stands until its end is taken back', () => {
    const { given, cadreId, naming, row } = member();
    const training = { cadreId, mode: 'PARTY_SCHOOL' as const, plannedUntil: null };
    const [assigned] = given.accepted(AssignTraining, training, on('2023-03-01'));
    const done = { cadreId, mode: 'PARTY_SCHOOL' as const, hours: 80 };
    const [completed] = given.accepted(CompleteTraining, done, on('2023-05-01'));
    expect(given.decide(VoidReserveFact, naming(assigned))).toMatchObject({
      refusals: [{ code: 'ReserveFactsRest', evidence: [completed?.id] }],
    });
    given.accepted(VoidReserveFact, naming(completed));
    expect(row()?.trainings).toMatchObject([{ completedOn: null, hours: null }]);
    given.accepted(VoidReserveFact, naming(assigned));
    expect(row()?.trainings).toEqual([]);
  });

  test('a rating is taken back; the exit it brought about stays and is told of', () => {
    const { given, cadreId, naming, row } = member();
    const poor = { cadreId, year: 2022, rating: 'C' as const, evidence: null };
    const [rated] = given.accepted(RateReserveMember, poor, on('2023-01-10'));
    const second = { ...poor, year: 2023 };
    const [, exit] = given.accepted(RateReserveMember, second, on('2024-01-10'));
    expect(exit?.type).toBe('ReserveMemberExited');
    const voided = given.decide(VoidReserveFact, naming(rated));
    expect(voided).toMatchObject({ advisories: [{ evidence: [exit?.id] }] });
    expect(advisoryCodes(voided)).toEqual(['ExitByRatingStays']);
    expect(given.refused(VoidReserveFact, naming(exit))).toEqual(['ReserveFactUnknown']);
    expect(row()?.status).toBe('EXITED');
  });

  test('a suspension never was', () => {
    const { given, cadreId, naming, row } = member();
    const [suspended] = given.accepted(SuspendReserveMember, { cadreId }, on('2023-01-10'));
    expect(row()?.status).toBe('SUSPENDED');
    given.accepted(VoidReserveFact, naming(suspended));
    expect(row()?.status).toBe('IN_POOL');
  });

  test('the entry never was once nothing stands on it, and may be recorded again', () => {
    const { given, cadreId, roundId, membershipId, naming, row } = member();
    const entry = naming({ id: membershipId });
    const leaving = { cadreId, exitReason: 'AGE' as const, appointmentId: null };
    const training = { cadreId, mode: 'PARTY_SCHOOL' as const, plannedUntil: null };
    const [assigned] = given.accepted(AssignTraining, training, on('2023-03-01'));
    expect(given.refused(VoidReserveFact, entry)).toEqual(['ReserveFactsRest']);
    given.accepted(VoidReserveFact, naming(assigned));
    given.accepted(VoidReserveFact, entry);
    expect(row()).toBeUndefined();
    expect(given.refused(ExitReserveMember, leaving, on('2023-06-01'))).toEqual([
      'NotInReservePool',
    ]);
    expect(
      given.accepted(AdmitReserveMember, { ...admission, cadreId, roundId }, poolDay),
    ).toHaveLength(1);
  });

  test('is named by one of the membership’s facts, with a reason', () => {
    const { given, cadreId, roundId, naming, membershipId } = member();
    const foreign = naming({ id: roundId as unknown as EventId });
    expect(given.refused(VoidReserveFact, foreign)).toEqual(['ReserveFactUnknown']);
    const entry = naming({ id: membershipId });
    expect(given.refused(VoidReserveFact, entry, { reason: null })).toEqual(['ReasonNeeded']);
    const none = { cadreId, membershipId: roundId as unknown as EventId, eventId: membershipId };
    expect(given.refused(VoidReserveFact, none)).toEqual(['NotInReservePool']);
  });
});
