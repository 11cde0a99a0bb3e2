import { describe, expect, test } from '@jest/globals';
import { SanctionExpired, SanctionImposed } from '../../events/register.ts';
import { ReserveRecommendationVoided } from '../../events/reserve-round-correction.ts';
import type { CadreId, EventId, ReserveRoundId } from '../../events/values.ts';
import { cadreStream } from '../../src/domain/people.ts';
import {
  AdmitReserveMember,
  ExitReserveMember,
  ReinstateReserveMember,
  SuspendReserveMember,
} from '../../src/domain/reserve-pool.ts';
import { AssignTraining } from '../../src/domain/reserve-pool-training.ts';
import { CancelReserveRound } from '../../src/domain/reserve-round-conclusion.ts';
import { reserveRoundStream } from '../../src/domain/reserve-round-state.ts';
import { idOf, type scenario } from '../scenario.ts';
import { givenPerson, givenUnit } from './given-people.ts';
import { advisoryCodes, givenPosting } from './given-postings.ts';
import { admission, inPool, poolDay } from './given-reserve-pool.ts';
import { lastOf, on, type Round, roundAt } from './given-reserve-round.ts';

type Scenario = ReturnType<typeof scenario>;
const nobody = idOf<CadreId>('nobody');
const appointmentId = idOf<EventId>('appointment');
const finalist = { entryChannel: 'INTERVIEW_FINALIST' as const, roundId: null };

function sanctioned(given: Scenario, cadreId: CadreId, from: string, effectEndsOn: string) {
  const personal = { kind: '警告', detail: null };
  const data = { cadreId, effectEndsOn };
  return given.given(cadreStream(cadreId), SanctionImposed, data, { effectiveOn: from, personal });
}

describe('admitting a member', () => {
  const byRound = ({ cadreId, roundId }: Round) => ({ ...admission, cadreId, roundId });

  test('begins a membership that rests on its round, with where they come from', () => {
    const round = roundAt('closed');
    const input = byRound(round);
    expect(round.given.accepted(AdmitReserveMember, input, poolDay)).toMatchObject([
      {
        type: 'ReserveMemberAdmitted',
        stream: `cadre-${round.cadreId}`,
        data: { ...input, sourceId: round.roundId, origin: { role: 'VILLAGE_SECRETARY' } },
      },
    ]);
  });

  test('asked twice does nothing, by a round on whatever day', () => {
    const round = roundAt('closed');
    round.given.accepted(AdmitReserveMember, byRound(round), poolDay);
    expect(round.given.accepted(AdmitReserveMember, byRound(round), poolDay)).toEqual([]);
    expect(round.given.accepted(AdmitReserveMember, byRound(round))).toEqual([]);
  });

  test('by another way needs no round; asked twice does nothing, asked differently is refused', () => {
    const { given, cadreId } = roundAt('opened');
    const input = { ...admission, ...finalist, cadreId };
    expect(given.accepted(AdmitReserveMember, input, poolDay)).toHaveLength(1);
    expect(given.accepted(AdmitReserveMember, input, poolDay)).toEqual([]);
    const otherwise = { ...input, target: 'PRINCIPAL' as const };
    expect(given.refused(AdmitReserveMember, otherwise, poolDay)).toEqual(['ReserveMemberAlready']);
    expect(given.refused(AdmitReserveMember, input)).toEqual(['ReserveMemberAlready']);
  });

  test('by public recommendation names its round, by another way names none', () => {
    const round = roundAt('closed');
    const { given } = round;
    const none = { ...byRound(round), roundId: null };
    expect(given.refused(AdmitReserveMember, none, poolDay)).toEqual(['EntryChannelNeedsRound']);
    const both = { ...byRound(round), entryChannel: 'ORG_OBSERVED' as const };
    expect(given.refused(AdmitReserveMember, both, poolDay)).toEqual(['EntryChannelNeedsRound']);
  });

  test('waits for the end of the notice', () => {
    const round = roundAt('publicized');
    const refused = (effectiveOn: string) =>
      round.given.decide(AdmitReserveMember, byRound(round), { effectiveOn });
    expect(refused('2022-06-06')).toMatchObject({
      refusals: [{ code: 'ReserveRoundNoticeOpen', params: { endsOn: '2022-06-06' } }],
    });
    expect(refused('2022-06-07')).toMatchObject({ kind: 'accepted' });
    const early = roundAt('deliberated');
    expect(early.given.refused(AdmitReserveMember, byRound(early), poolDay)).toEqual([
      'ReserveRoundNotPublicized',
    ]);
  });

  test('needs the approval of the round, which stands and was not cancelled', () => {
    const undecided = roundAt('inspected');
    expect(undecided.given.refused(AdmitReserveMember, byRound(undecided), poolDay)).toEqual([
      'CandidateNotApproved',
    ]);
    const voided = roundAt('closed');
    // As recorded before a listing stood once somebody was approved on it.
    const { roundId: voidedIn, cadreId } = voided;
    const eventId = lastOf(voided, 'ReserveCandidateRecommended');
    const taken = { roundId: voidedIn, cadreId, eventId };
    voided.given.given(reserveRoundStream(voidedIn), ReserveRecommendationVoided, taken);
    expect(voided.given.refused(AdmitReserveMember, byRound(voided), poolDay)).toEqual([
      'CandidateNotRecommended',
    ]);
    const cancelled = roundAt('publicized');
    const { roundId } = cancelled;
    cancelled.given.accepted(
      CancelReserveRound,
      { roundId, grounds: '换届延期' },
      on('publicized'),
    );
    expect(cancelled.given.refused(AdmitReserveMember, byRound(cancelled), poolDay)).toEqual([
      'ReserveRoundOver',
    ]);
  });

  test('needs a person and a round of this county: all obstacles at once', () => {
    const { given } = roundAt('closed');
    const roundId = idOf<ReserveRoundId>('no round');
    expect(given.refused(AdmitReserveMember, { ...admission, cadreId: nobody, roundId })).toEqual([
      'CadreUnknown',
      'ReserveRoundUnknown',
    ]);
  });

  test('is refused while a sanction has effect on that day', () => {
    const round = roundAt('closed');
    const { given, cadreId } = round;
    const { id } = sanctioned(given, cadreId, '2022-03-25', '2023-03-25');
    expect(given.decide(AdmitReserveMember, byRound(round), poolDay)).toMatchObject({
      refusals: [{ code: 'SanctionInForce', evidence: [id] }],
    });
    const after = { effectiveOn: '2023-03-25' };
    expect(given.refused(AdmitReserveMember, byRound(round), after)).toEqual([]);
  });

  test('warns of people of private firms', () => {
    const { given } = roundAt('opened');
    const cadreId = givenPerson(given, '某厂长');
    const organizationId = givenUnit(given, '虚构公司', 'PRIVATE_ENTERPRISE');
    givenPosting(given, { cadreId, organizationId, unitType: 'PRIVATE_ENTERPRISE' });
    const decided = given.decide(
      AdmitReserveMember,
      { ...admission, ...finalist, cadreId },
      poolDay,
    );
    expect(advisoryCodes(decided)).toEqual(['PrivateFirmRouteLimited']);
  });

  test('can follow an exit, and back-entered come before it, but never into its time', () => {
    const { given, cadreId } = inPool();
    const left = { cadreId, exitReason: 'SELF_REQUEST' as const, appointmentId: null };
    given.accepted(ExitReserveMember, left, { effectiveOn: '2023-05-01' });
    const again = { ...admission, ...finalist, cadreId };
    const refused = (effectiveOn: string) =>
      given.refused(AdmitReserveMember, again, { effectiveOn });
    expect(refused('2022-12-01')).toEqual(['ReserveMemberAlready']);
    expect(refused('2023-04-30')).toEqual(['ReserveMemberAlready']);
    expect(refused('2023-05-01')).toEqual([]);
  });
});

describe('suspending and reinstating a member', () => {
  test('names the sanction it rests on; asked twice does nothing', () => {
    const { given, cadreId, membershipId } = inPool();
    const { id } = sanctioned(given, cadreId, '2023-01-01', '2023-07-01');
    const day = { effectiveOn: '2023-02-01' };
    expect(given.accepted(SuspendReserveMember, { cadreId }, day)).toMatchObject([
      { type: 'ReserveMemberSuspended', data: { cadreId, membershipId, sanctionId: id } },
    ]);
    expect(given.accepted(SuspendReserveMember, { cadreId }, day)).toEqual([]);
    expect(given.accepted(SuspendReserveMember, { cadreId })).toEqual([]);
  });

  test('needs no sanction, and ends by reinstatement; asked twice does nothing', () => {
    const { given, cadreId, membershipId } = inPool();
    const suspended = given.accepted(
      SuspendReserveMember,
      { cadreId },
      { effectiveOn: '2023-02-01' },
    );
    expect(suspended[0]?.data).toMatchObject({ sanctionId: null });
    const day = { effectiveOn: '2023-08-01' };
    expect(given.accepted(ReinstateReserveMember, { cadreId }, day)).toMatchObject([
      { type: 'ReserveMemberReinstated', data: { cadreId, membershipId } },
    ]);
    expect(given.accepted(ReinstateReserveMember, { cadreId }, day)).toEqual([]);
    expect(given.accepted(SuspendReserveMember, { cadreId })).toHaveLength(1);
  });

  test('a member is not reinstated while the sanction has effect; once it has expired, is', () => {
    const { given, cadreId } = inPool();
    const { id } = sanctioned(given, cadreId, '2023-01-01', '2023-07-01');
    given.accepted(SuspendReserveMember, { cadreId }, { effectiveOn: '2023-02-01' });
    const day = { effectiveOn: '2023-06-30' };
    expect(given.decide(ReinstateReserveMember, { cadreId }, day)).toMatchObject({
      refusals: [{ code: 'SanctionInForce', evidence: [id] }],
    });
    const expired = { cadreId, sanctionId: id };
    given.given(cadreStream(cadreId), SanctionExpired, expired, { effectiveOn: '2023-06-01' });
    expect(given.refused(ReinstateReserveMember, { cadreId }, day)).toEqual([]);
  });

  test('back-entered, a suspension is judged on its own date and leaves what came later', () => {
    const { given, cadreId } = inPool();
    given.accepted(SuspendReserveMember, { cadreId }, { effectiveOn: '2023-05-01' });
    given.accepted(ReinstateReserveMember, { cadreId }, { effectiveOn: '2023-06-01' });
    expect(
      given.accepted(SuspendReserveMember, { cadreId }, { effectiveOn: '2023-01-01' }),
    ).toHaveLength(1);
    const training = { cadreId, mode: 'PARTY_SCHOOL' as const, plannedUntil: null };
    expect(given.refused(AssignTraining, training, { effectiveOn: '2023-02-01' })).toEqual([
      'ReserveMemberIsSuspended',
    ]);
    expect(given.refused(AssignTraining, training, { effectiveOn: '2023-07-01' })).toEqual([]);
  });

  test('needs a member on that day', () => {
    const { given, cadreId } = inPool();
    for (const command of [SuspendReserveMember, ReinstateReserveMember]) {
      expect(given.refused(command, { cadreId: nobody })).toEqual(['CadreUnknown']);
      expect(given.refused(command, { cadreId: givenPerson(given, '某乙') })).toEqual([
        'NotInReservePool',
      ]);
      expect(given.refused(command, { cadreId }, { effectiveOn: '2022-06-30' })).toEqual([
        'BeforeReserveEntry',
      ]);
    }
  });
});

describe('leaving the pool', () => {
  const appointed = { exitReason: 'APPOINTED' as const, appointmentId };
  const aged = { exitReason: 'AGE' as const, appointmentId: null };

  test('says why, by appointment with it; asked twice does nothing', () => {
    const { given, cadreId, membershipId } = inPool();
    const day = { effectiveOn: '2023-10-01' };
    expect(given.accepted(ExitReserveMember, { cadreId, ...appointed }, day)).toMatchObject([
      { type: 'ReserveMemberExited', data: { cadreId, membershipId, ...appointed } },
    ]);
    expect(given.accepted(ExitReserveMember, { cadreId, ...appointed }, day)).toEqual([]);
    expect(given.refused(ExitReserveMember, { cadreId, ...aged }, day)).toEqual([
      'NotInReservePool',
    ]);
  });

  test('by appointment names it, for another reason names none', () => {
    const { given, cadreId } = inPool();
    const refused = (changed: object) =>
      given.refused(ExitReserveMember, { cadreId, ...appointed, ...changed });
    expect(refused({ appointmentId: null })).toEqual(['ExitByAppointmentNeedsIt']);
    expect(refused({ exitReason: 'AGE' })).toEqual(['ExitByAppointmentNeedsIt']);
  });

  test('cannot come before what is recorded of the membership later', () => {
    const { given, cadreId } = inPool();
    const training = { cadreId, mode: 'PARTY_SCHOOL' as const, plannedUntil: null };
    const [assigned] = given.accepted(AssignTraining, training, { effectiveOn: '2023-03-01' });
    const early = { effectiveOn: '2023-02-28' };
    expect(given.decide(ExitReserveMember, { cadreId, ...aged }, early)).toMatchObject({
      refusals: [
        { code: 'LaterFactsStand', params: { on: '2023-03-01' }, evidence: [assigned?.id] },
      ],
    });
    expect(
      given.refused(ExitReserveMember, { cadreId, ...aged }, { effectiveOn: '2023-03-01' }),
    ).toEqual([]);
  });

  test('needs a member on that day', () => {
    const { given, cadreId } = inPool();
    expect(given.refused(ExitReserveMember, { cadreId: nobody, ...aged })).toEqual([
      'CadreUnknown',
    ]);
    const before = { effectiveOn: '2022-06-30' };
    expect(given.refused(ExitReserveMember, { cadreId, ...aged }, before)).toEqual([
      'BeforeReserveEntry',
    ]);
  });
});
