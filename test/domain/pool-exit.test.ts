import { describe, expect, test } from '@jest/globals';
import { PostingStarted } from '../../events/posting.ts';
import type { CadreId, EventId } from '../../events/values.ts';
import { AppointCadre } from '../../src/domain/appointment.ts';
import { VoidReserveExit } from '../../src/domain/pool-exit.ts';
import { VoidPosting } from '../../src/domain/posting-correction.ts';
import {
  AdmitReserveMember,
  ExitReserveMember,
  SuspendReserveMember,
} from '../../src/domain/reserve-pool.ts';
import { openMembership, reservePool } from '../../src/domain/reserve-pool-state.ts';
import { AssignTraining } from '../../src/domain/reserve-pool-training.ts';
import { idOf } from '../scenario.ts';
import { document } from './given-appointments.ts';
import { givenPost, givenUnit, stateOf } from './given-people.ts';
import { advisoryCodes } from './given-postings.ts';
import { admission, inPool, poolDay } from './given-reserve-pool.ts';

const because = { reason: '误录' };
const finalist = { ...admission, entryChannel: 'INTERVIEW_FINALIST' as const, roundId: null };

/** A member of the pool appointed deputy head of a township on 2023-05-01, and gone since. */
function appointedFromPool(exitReason: 'APPOINTED' | 'SELF_REQUEST' = 'APPOINTED') {
  const member = inPool();
  const { given, cadreId } = member;
  const postId = givenPost(given, givenUnit(given, '虚构镇', 'TOWNSHIP'), '副镇长');
  const events = given.accepted(
    AppointCadre,
    {
      cadreId,
      postId,
      kind: 'MAIN',
      staffing: 'ADMIN',
      channel: 'OTHER_ORGANIZATIONAL',
      lawfulRoute: 'FIVE_KINDS',
      caseId: null,
      decisionId: null,
      decidedOn: '2023-04-10',
      documentIssuedOn: '2023-04-20',
      tenureFrom: '2023-05-01',
    },
    { effectiveOn: '2023-05-01', ...document },
  );
  const appointment = events.find(({ type }) => type === 'AppointmentTookEffect');
  const started = events.find(({ type }) => type === PostingStarted.type);
  const appointmentId = exitReason === 'APPOINTED' ? (appointment?.id as EventId) : null;
  const exit = { cadreId, exitReason, appointmentId };
  const day = { effectiveOn: '2023-05-02' };
  const [exited] = given.accepted(ExitReserveMember, exit, day);
  return {
    ...member,
    exit,
    exited,
    posting: { cadreId, postingId: started?.id as EventId },
    membership: { cadreId, membershipId: member.membershipId },
    open: () => openMembership(stateOf(given, reservePool(cadreId))),
  };
}

describe('the posting voided by whose appointment a member left the pool', () => {
  test('brings the member back, who may leave again by another', () => {
    const { given, posting, membershipId, exited, exit, open } = appointedFromPool();
    expect(open()).toBeNull();
    const events = given.accepted(VoidPosting, posting, because);
    expect(events.filter(({ type }) => type.startsWith('Reserve'))).toMatchObject([
      { type: 'ReserveMemberExitVoided', data: { membershipId, eventId: exited?.id } },
    ]);
    expect(open()).toMatchObject({ id: membershipId, exited: null });
    expect(given.accepted(VoidPosting, posting, because)).toEqual([]);
    const training = { cadreId: exit.cadreId, mode: 'PARTY_SCHOOL' as const, plannedUntil: null };
    given.accepted(AssignTraining, training, { effectiveOn: '2023-05-01' });
    const anew = { ...exit, appointmentId: idOf<EventId>('another appointment') };
    expect(given.accepted(ExitReserveMember, anew, { effectiveOn: '2023-05-01' })).toHaveLength(1);
  });

  test('brings back whoever left by naming the posting itself', () => {
    const { given, posting, membership, exit, open } = appointedFromPool();
    given.accepted(VoidReserveExit, membership, because);
    given.accepted(ExitReserveMember, { ...exit, appointmentId: posting.postingId });
    given.accepted(VoidPosting, posting, because);
    expect(open()).not.toBeNull();
  });

  test('leaves alone whoever left for another reason', () => {
    const { given, posting, open } = appointedFromPool('SELF_REQUEST');
    given.accepted(VoidPosting, posting, because);
    expect(open()).toBeNull();
  });

  test('says so where the person has entered the pool again since', () => {
    const { given, posting, exited, exit } = appointedFromPool();
    const again = { ...finalist, cadreId: exit.cadreId };
    given.accepted(AdmitReserveMember, again, { effectiveOn: '2023-06-01' });
    const decision = given.decide(VoidPosting, posting, because);
    expect(advisoryCodes(decision)).toContain('ReserveExitStays');
    expect(decision).toMatchObject({
      advisories: expect.arrayContaining([expect.objectContaining({ evidence: [exited?.id] })]),
    });
    const events = given.accepted(VoidPosting, posting, because);
    expect(events.map(({ type }) => type)).not.toContain('ReserveMemberExitVoided');
  });
});

describe('an exit recorded in error', () => {
  test('is voided with a reason; asked twice nothing more happens', () => {
    const { given, membership, exited, open } = appointedFromPool('SELF_REQUEST');
    expect(given.refused(VoidReserveExit, membership, { reason: null })).toEqual(['ReasonNeeded']);
    const [voided] = given.accepted(VoidReserveExit, membership, because);
    expect(voided).toMatchObject({
      type: 'ReserveMemberExitVoided',
      data: { ...membership, eventId: exited?.id },
    });
    expect(given.accepted(VoidReserveExit, membership, because)).toEqual([]);
    expect(open()?.id).toBe(membership.membershipId);
  });

  test('leaves a member suspended who was', () => {
    const { given, cadreId, membershipId } = inPool();
    given.accepted(SuspendReserveMember, { cadreId }, { effectiveOn: '2023-01-01' });
    const left = { cadreId, exitReason: 'AGE' as const, appointmentId: null };
    given.accepted(ExitReserveMember, left, { effectiveOn: '2023-05-01' });
    given.accepted(VoidReserveExit, { cadreId, membershipId }, because);
    const training = { cadreId, mode: 'PARTY_SCHOOL' as const, plannedUntil: null };
    expect(given.refused(AssignTraining, training)).toEqual(['ReserveMemberIsSuspended']);
  });

  test('stays where the person has entered the pool again since', () => {
    const { given, membership, exit } = appointedFromPool('SELF_REQUEST');
    const [again] = given.accepted(
      AdmitReserveMember,
      { ...finalist, cadreId: exit.cadreId },
      { effectiveOn: '2023-05-02' },
    );
    expect(given.decide(VoidReserveExit, membership, because)).toMatchObject({
      refusals: [{ code: 'ReserveMemberAlready', evidence: [again?.id] }],
    });
  });

  test('stays where the person entered the pool again on the day of the first entry', () => {
    const { given, cadreId, membershipId } = inPool();
    const left = { cadreId, exitReason: 'AGE' as const, appointmentId: null };
    given.accepted(ExitReserveMember, left, poolDay);
    given.accepted(AdmitReserveMember, { ...finalist, cadreId }, poolDay);
    expect(given.refused(VoidReserveExit, { cadreId, membershipId }, because)).toEqual([
      'ReserveMemberAlready',
    ]);
  });

  test('must have been recorded, of a member of this county', () => {
    const { given, cadreId, membershipId } = inPool();
    expect(given.refused(VoidReserveExit, { cadreId, membershipId }, { reason: null })).toEqual([
      'ReasonNeeded',
      'ReserveMemberNotExited',
    ]);
    const none = { cadreId, membershipId: idOf<EventId>('none') };
    expect(given.refused(VoidReserveExit, none, because)).toEqual(['NotInReservePool']);
    const stranger = { cadreId: idOf<CadreId>('nobody'), membershipId };
    expect(given.refused(VoidReserveExit, stranger, because)).toEqual(['CadreUnknown']);
  });
});
