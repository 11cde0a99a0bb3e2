import { describe, expect, test } from '@jest/globals';
import type { EventId, ReserveRoundId } from '../../events/values.ts';
import {
  NominateReserveCandidate,
  RejectReserveCandidate,
} from '../../src/domain/reserve-round-candidate.ts';
import {
  CancelReserveRound,
  CloseReserveRound,
  DeliberateReserveRound,
  PublicizeReserveRound,
} from '../../src/domain/reserve-round-conclusion.ts';
import {
  VoidReserveDeliberation,
  VoidReserveNomination,
  VoidReserveNotice,
  VoidReserveScreening,
} from '../../src/domain/reserve-round-correction.ts';
import { VoidReserveInspection } from '../../src/domain/reserve-round-inspection.ts';
import { VoidReserveMeetingOrTalks } from '../../src/domain/reserve-round-meeting.ts';
import { VoidReserveRecommendation } from '../../src/domain/reserve-round-recommendation.ts';
import { reserveRound } from '../../src/domain/reserve-round-state.ts';
import { idOf } from '../scenario.ts';
import { stateOf } from './given-people.ts';
import {
  decision,
  lastOf,
  meeting,
  on,
  type Round,
  roundAt,
  takeSteps,
} from './given-reserve-round.ts';

const unknown = idOf<ReserveRoundId>('no round');
const reason = '录入有误';
const candidate = ({ roundId, cadreId }: Round) => ({ roundId, cadreId });

describe('voiding a nomination', () => {
  const nomination = (round: Round) => ({
    roundId: round.roundId,
    nominationId: lastOf(round, 'ReserveCandidateNominated'),
  });
  /** Another nomination, by themselves. */
  const byOneself = (round: Round, effectiveOn: string) => {
    const self = { form: 'SELF' as const, nominatorUnitId: null, nominatorIds: [round.cadreId] };
    const input = { ...candidate(round), ...self };
    return round.given.accepted(NominateReserveCandidate, input, { effectiveOn })[0];
  };

  test('names it, and asked twice nothing more happens; the only one takes the candidate along', () => {
    const round = roundAt('nominated');
    const { given, roundId } = round;
    const input = nomination(round);
    expect(given.accepted(VoidReserveNomination, input, { reason })).toMatchObject([
      {
        type: 'ReserveNominationVoided',
        data: { ...candidate(round), eventId: input.nominationId },
      },
    ]);
    expect(given.accepted(VoidReserveNomination, input, { reason })).toEqual([]);
    expect(stateOf(given, reserveRound(roundId)).candidates.size).toBe(0);
    const rejection = { ...candidate(round), grounds: '任职年限不足' };
    expect(given.refused(RejectReserveCandidate, rejection, on('qualified'))).toEqual([
      'CandidateNotNominated',
    ]);
  });

  test('is refused when nobody else put them forward before they were screened', () => {
    const round = roundAt('qualified');
    const { given } = round;
    const input = nomination(round);
    const screened = lastOf(round, 'ReserveCandidateQualified');
    const voiding = () => given.decide(VoidReserveNomination, input, { reason });
    const refused = { refusals: [{ code: 'NominationAlreadyUsed', evidence: [screened] }] };
    expect(voiding()).toMatchObject(refused);
    const late = byOneself(round, '2022-03-25');
    expect(voiding()).toMatchObject(refused);
    given.accepted(
      VoidReserveNomination,
      { ...input, nominationId: late?.id as EventId },
      { reason },
    );
    byOneself(round, '2022-03-12');
    expect(voiding()).toMatchObject({ kind: 'accepted' });
  });

  test('needs one that was made in a round of this county, and a reason', () => {
    const round = roundAt('nominated');
    const other = { ...nomination(round), nominationId: idOf<EventId>('no nomination') };
    expect(round.given.refused(VoidReserveNomination, other, { reason: null })).toEqual([
      'NominationUnknown',
      'ReasonNeeded',
    ]);
    const elsewhere = { ...nomination(round), roundId: unknown };
    expect(round.given.refused(VoidReserveNomination, elsewhere, { reason })).toEqual([
      'ReserveRoundUnknown',
    ]);
  });
});

describe('voiding a screening', () => {
  test('takes a qualification or a rejection back; asked twice nothing more happens', () => {
    const qualified = roundAt('qualified');
    const rejected = roundAt('nominated');
    const rejection = { ...candidate(rejected), grounds: '任职年限不足' };
    rejected.given.accepted(RejectReserveCandidate, rejection, on('qualified'));
    for (const round of [qualified, rejected]) {
      const eventId = round.given.all().at(-1)?.id;
      const voiding = () =>
        round.given.accepted(VoidReserveScreening, candidate(round), { reason });
      expect(voiding()).toMatchObject([
        { type: 'ReserveScreeningVoided', data: { ...candidate(round), eventId } },
      ]);
      expect(voiding()).toEqual([]);
    }
  });

  test('is refused once they were voted on or listed, with the facts that rest on it', () => {
    const round = roundAt('recommended');
    const { given, roundId } = round;
    const held = lastOf(round, 'ReserveRecommendationHeld');
    const listed = lastOf(round, 'ReserveCandidateRecommended');
    const voiding = () => given.decide(VoidReserveScreening, candidate(round), { reason });
    const code = 'ScreeningAlreadyUsed';
    expect(voiding()).toMatchObject({ refusals: [{ code, evidence: [held, listed] }] });
    given.accepted(VoidReserveRecommendation, candidate(round), { reason });
    expect(voiding()).toMatchObject({ refusals: [{ code, evidence: [held] }] });
    given.accepted(VoidReserveMeetingOrTalks, { roundId, recommendationId: held }, { reason });
    expect(voiding()).toMatchObject({ kind: 'accepted' });
  });

  test('needs a screening in a round of this county, and a reason', () => {
    const round = roundAt('nominated');
    expect(round.given.refused(VoidReserveScreening, candidate(round), { reason: null })).toEqual([
      'CandidateNotScreened',
      'ReasonNeeded',
    ]);
    const elsewhere = { ...candidate(round), roundId: unknown };
    expect(round.given.refused(VoidReserveScreening, elsewhere, { reason })).toEqual([
      'ReserveRoundUnknown',
    ]);
  });
});

describe('voiding a deliberation', () => {
  test('names it, and asked twice nothing more happens; the round is deliberated anew', () => {
    const round = roundAt('deliberated');
    const { given, roundId } = round;
    const eventId = lastOf(round, 'ReserveRoundDeliberated');
    expect(given.accepted(VoidReserveDeliberation, { roundId }, { reason })).toMatchObject([
      { type: 'ReserveDeliberationVoided', data: { roundId, eventId } },
    ]);
    expect(given.accepted(VoidReserveDeliberation, { roundId }, { reason })).toEqual([]);
    expect(given.refused(PublicizeReserveRound, { roundId }, on('publicized'))).toEqual([
      'ReserveRoundNotDeliberated',
    ]);
    const anew = { ...decision(round), votesFor: 9 };
    expect(given.accepted(DeliberateReserveRound, anew, on('deliberated'))).toHaveLength(1);
  });

  test('is refused once it was made public', () => {
    const round = roundAt('publicized');
    const { given, roundId } = round;
    expect(given.decide(VoidReserveDeliberation, { roundId }, { reason })).toMatchObject({
      refusals: [
        {
          code: 'ReserveRoundPublicizedAlready',
          evidence: [lastOf(round, 'ReserveRoundPublicized')],
        },
      ],
    });
    given.accepted(VoidReserveNotice, { roundId }, { reason });
    expect(given.refused(VoidReserveDeliberation, { roundId }, { reason })).toEqual([]);
  });

  test('needs a deliberation and a reason', () => {
    const { given, roundId } = roundAt('inspected');
    expect(given.refused(VoidReserveDeliberation, { roundId }, { reason: null })).toEqual([
      'ReasonNeeded',
      'ReserveRoundNotDeliberated',
    ]);
  });
});

describe('voiding a notice', () => {
  test('names it, and asked twice nothing more happens; it is posted anew', () => {
    const round = roundAt('publicized');
    const { given, roundId } = round;
    const eventId = lastOf(round, 'ReserveRoundPublicized');
    expect(given.accepted(VoidReserveNotice, { roundId }, { reason })).toMatchObject([
      { type: 'ReserveNoticeVoided', data: { roundId, eventId } },
    ]);
    expect(given.accepted(VoidReserveNotice, { roundId }, { reason })).toEqual([]);
    expect(given.refused(CloseReserveRound, { roundId }, on('closed'))).toEqual([
      'ReserveRoundNotPublicized',
    ]);
    const anew = { effectiveOn: '2022-06-01' };
    expect(given.accepted(PublicizeReserveRound, { roundId }, anew)).toHaveLength(1);
  });

  test('is refused once the round is closed, not when it was cancelled', () => {
    const closed = roundAt('closed');
    const { given, roundId } = closed;
    expect(given.decide(VoidReserveNotice, { roundId }, { reason })).toMatchObject({
      refusals: [{ code: 'ReserveRoundOver', evidence: [lastOf(closed, 'ReserveRoundClosed')] }],
    });
    const cancelled = roundAt('publicized');
    const cancelling = { roundId: cancelled.roundId, grounds: '换届延期' };
    cancelled.given.accepted(CancelReserveRound, cancelling, on('closed'));
    const voiding = { roundId: cancelled.roundId };
    expect(cancelled.given.refused(VoidReserveNotice, voiding, { reason })).toEqual([]);
  });

  test('needs a notice and a reason', () => {
    const { given, roundId } = roundAt('deliberated');
    expect(given.refused(VoidReserveNotice, { roundId }, { reason: null })).toEqual([
      'ReasonNeeded',
      'ReserveRoundNotPublicized',
    ]);
  });
});

test('a whole round is taken back step by step, the latest first, and taken anew', () => {
  const round = roundAt('publicized');
  const { given, roundId } = round;
  const nominationId = lastOf(round, 'ReserveCandidateNominated');
  const recommendationId = lastOf(round, 'ReserveRecommendationHeld');
  given.accepted(VoidReserveNotice, { roundId }, { reason });
  given.accepted(VoidReserveDeliberation, { roundId }, { reason });
  given.accepted(VoidReserveInspection, candidate(round), { reason });
  given.accepted(VoidReserveRecommendation, candidate(round), { reason });
  given.accepted(VoidReserveMeetingOrTalks, { roundId, recommendationId }, { reason });
  given.accepted(VoidReserveScreening, candidate(round), { reason });
  given.accepted(VoidReserveNomination, { roundId, nominationId }, { reason });
  const { candidates, recommendations, approved } = stateOf(given, reserveRound(roundId));
  expect({ candidates: candidates.size, recommendations, approved }).toEqual({
    candidates: 0,
    recommendations: [],
    approved: null,
  });
  takeSteps(round, 'announced', 'closed');
  expect(stateOf(given, reserveRound(roundId))).toMatchObject({
    approved: { cadreIds: decision(round).approvedIds },
    recommendations: [{ tallies: meeting(round).tallies }],
    ended: { eventId: lastOf(round, 'ReserveRoundClosed') },
  });
});
