import { describe, expect, test } from '@jest/globals';
import type { EventId } from '../../events/values.ts';
import { VoidReserveExit } from '../../src/domain/pool-exit.ts';
import {
  AdmitReserveMember,
  ExitReserveMember,
  ReinstateReserveMember,
  SuspendReserveMember,
} from '../../src/domain/reserve-pool.ts';
import {
  AssignTraining,
  CompleteTraining,
  RateReserveMember,
} from '../../src/domain/reserve-pool-training.ts';
import { reserveMemberships, reservePoolModel } from '../../src/read-models/reserve-pool.ts';
import { admission, inPool } from '../domain/given-reserve-pool.ts';
import { recordedLater, rowsOf as rowsOfModel } from '../rows.ts';
import { idOf } from '../scenario.ts';
import { columnsOf, rowsOf } from './rows-of.ts';

type Member = ReturnType<typeof inPool>;
const rowOn = ({ given, membershipId }: Member, day: string) =>
  rowsOf(reserveMemberships, given.all(), day).get(membershipId);

describe('the row of a membership', () => {
  test('begins with the entry, its round, and where the person came from', () => {
    const member = inPool();
    const { cadreId, roundId, villageId, membershipId } = member;
    expect(rowOn(member, '2022-06-30')).toBeUndefined();
    expect(rowOn(member, '2022-07-01')).toEqual({
      county: '419998',
      cadreId,
      ...admission,
      roundId,
      sourceId: roundId,
      origin: { organizationId: villageId, unitType: 'VILLAGE', role: 'VILLAGE_SECRETARY' },
      status: 'IN_POOL',
      admittedOn: '2022-07-01',
      trainings: [],
      ratings: [],
      exitedOn: null,
      exitReason: null,
      appointmentId: null,
      exitEventId: null,
      eventId: membershipId,
      document: null,
    });
  });

  test('is found by person, status, channel, round, origin, year and exit', () => {
    const member = inPool();
    const { cadreId, roundId } = member;
    expect(columnsOf(reserveMemberships, rowOn(member, '2022-07-01'))).toEqual({
      county: '419998',
      cadreId,
      status: 'IN_POOL',
      ...admission,
      roundId,
      sourceId: roundId,
      originType: 'VILLAGE',
      grassroots: true,
      admittedOn: '2022-07-01',
      year: 2022,
      exitedOn: null,
      exitReason: null,
    });
  });

  test('shows training under way, then completed with its hours', () => {
    const member = inPool();
    const { given, cadreId } = member;
    const school = { cadreId, mode: 'PARTY_SCHOOL' as const };
    const assign = { ...school, plannedUntil: '2023-04-30' };
    const [assigned] = given.accepted(AssignTraining, assign, { effectiveOn: '2023-03-01' });
    given.accepted(CompleteTraining, { ...school, hours: 80 }, { effectiveOn: '2023-05-01' });
    const training = {
      eventId: assigned?.id,
      mode: 'PARTY_SCHOOL',
      assignedOn: '2023-03-01',
      plannedUntil: '2023-04-30',
    };
    expect(rowOn(member, '2023-04-30')?.trainings).toEqual([
      { ...training, completedOn: null, hours: null },
    ]);
    expect(rowOn(member, '2023-05-01')?.trainings).toEqual([
      { ...training, completedOn: '2023-05-01', hours: 80 },
    ]);
  });

  test('shows ratings by year, in the order of their dates, whenever they were entered', () => {
    const member = inPool();
    const { given, cadreId } = member;
    for (const year of [2023, 2022]) {
      const input = { cadreId, year, rating: 'B' as const, evidence: null };
      given.accepted(RateReserveMember, input, { effectiveOn: `${year + 1}-01-15` });
    }
    expect(rowOn(member, '2024-06-30')?.ratings.map(({ year }) => year)).toEqual([2022, 2023]);
    expect(rowOn(member, '2023-12-31')?.ratings).toMatchObject([
      { year: 2022, rating: 'B', evidence: null },
    ]);
  });

  test('is suspended and reinstated on their days, also when entered in another order', () => {
    const member = inPool();
    const { given, cadreId } = member;
    given.accepted(SuspendReserveMember, { cadreId }, { effectiveOn: '2023-05-01' });
    given.accepted(ReinstateReserveMember, { cadreId }, { effectiveOn: '2023-06-01' });
    given.accepted(SuspendReserveMember, { cadreId }, { effectiveOn: '2023-01-01' });
    given.accepted(ReinstateReserveMember, { cadreId }, { effectiveOn: '2023-02-01' });
    const days = ['2022-12-31', '2023-01-01', '2023-02-01', '2023-05-01', '2023-06-01'];
    expect(days.map((day) => rowOn(member, day)?.status)).toEqual([
      'IN_POOL',
      'SUSPENDED',
      'IN_POOL',
      'SUSPENDED',
      'IN_POOL',
    ]);
  });

  test('ends with the exit and what it rests on; a later entry is another row', () => {
    const member = inPool();
    const { given, cadreId, membershipId } = member;
    const appointmentId = idOf<EventId>('appointment');
    const exit = { cadreId, exitReason: 'APPOINTED' as const, appointmentId };
    const [exited] = given.accepted(ExitReserveMember, exit, { effectiveOn: '2023-10' });
    expect(rowOn(member, '2023-09-30')).toMatchObject({ status: 'IN_POOL', exitedOn: null });
    expect(rowOn(member, '2023-10-01')).toMatchObject({
      status: 'EXITED',
      exitedOn: '2023-10',
      exitReason: 'APPOINTED',
      appointmentId,
      exitEventId: exited?.id,
    });
    const again = { ...admission, cadreId, entryChannel: 'ORG_OBSERVED' as const, roundId: null };
    const [admitted] = given.accepted(AdmitReserveMember, again, { effectiveOn: '2024-01-01' });
    const rows = rowsOf(reserveMemberships, given.all());
    expect([...rows].map(([key, { status }]) => [key, status])).toEqual([
      [membershipId, 'EXITED'],
      [admitted?.id, 'IN_POOL'],
    ]);
  });

  test('goes on as it was when the exit is voided, for whoever knows', () => {
    const { given, cadreId, membershipId } = inPool();
    given.accepted(SuspendReserveMember, { cadreId }, { effectiveOn: '2023-01-01' });
    const exit = { cadreId, exitReason: 'AGE' as const, appointmentId: null };
    given.accepted(ExitReserveMember, exit, { effectiveOn: '2023-10-01' });
    const [voided] = given.accepted(VoidReserveExit, { cadreId, membershipId }, { reason: '误录' });
    const events = recordedLater(given.all(), voided, '2024-12-01');
    const at = (knownAt: string) =>
      rowsOfModel(reservePoolModel, reserveMemberships, events, { knownAt }).get(membershipId);
    expect(at('2024-11')).toMatchObject({ status: 'EXITED', exitedOn: '2023-10-01' });
    expect(at('2025')).toMatchObject({
      status: 'SUSPENDED',
      exitedOn: null,
      exitReason: null,
      exitEventId: null,
    });
  });

  test('of somebody rated poor twice ends on the day of the second rating', () => {
    const member = inPool();
    const { given, cadreId } = member;
    for (const year of [2022, 2023]) {
      const input = { cadreId, year, rating: 'C' as const, evidence: null };
      given.accepted(RateReserveMember, input, { effectiveOn: `${year + 1}-01-15` });
    }
    expect(rowOn(member, '2024-01-14')).toMatchObject({ status: 'IN_POOL' });
    expect(rowOn(member, '2024-01-15')).toMatchObject({
      status: 'EXITED',
      exitReason: 'ASSESSMENT_LOW',
      ratings: [{ year: 2022 }, { year: 2023, rating: 'C' }],
    });
  });
});
