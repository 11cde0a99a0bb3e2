import { describe, expect, test } from '@jest/globals';
import type { CadreId, EventId, ReserveRoundId } from '../../events/values.ts';
import {
  CorrectReserveMeetingOrTalks,
  HoldReserveRecommendation,
  VoidReserveMeetingOrTalks,
} from '../../src/domain/reserve-round-meeting.ts';
import {
  RecommendReserveCandidates,
  VoidReserveRecommendation,
} from '../../src/domain/reserve-round-recommendation.ts';
import { reserveRound } from '../../src/domain/reserve-round-state.ts';
import { idOf } from '../scenario.ts';
import { stateOf } from './given-people.ts';
import {
  days,
  issueRules,
  lastOf,
  meeting,
  on,
  qualify,
  type Round,
  roundAt,
  votesOn,
} from './given-reserve-round.ts';
import { nowhere } from './given-structure.ts';

const unknown = idOf<ReserveRoundId>('no round');
const nobody = idOf<CadreId>('nobody');
const reason = '录入有误';

describe('holding a recommendation', () => {
  test('says who attended and the votes on each candidate', () => {
    const round = roundAt('qualified');
    expect(
      round.given.accepted(HoldReserveRecommendation, meeting(round), on('held')),
    ).toMatchObject([
      { type: 'ReserveRecommendationHeld', data: meeting(round), meta: { effectiveOn: days.held } },
    ]);
  });

  test('asked twice does nothing, whatever the order of the votes; with other votes it is refused', () => {
    const round = roundAt('qualified');
    const { given, cadreId } = round;
    const both = [votesOn(cadreId), votesOn(qualify(round, '某乙'), 2)];
    const [held] = given.accepted(
      HoldReserveRecommendation,
      { ...meeting(round), tallies: both },
      on('held'),
    );
    const reversed = { ...meeting(round), tallies: both.toReversed() };
    expect(given.accepted(HoldReserveRecommendation, reversed, on('held'))).toEqual([]);
    const otherwise = { ...meeting(round), tallies: [{ ...votesOn(cadreId), votesFor: 49 }] };
    expect(given.decide(HoldReserveRecommendation, otherwise, on('held'))).toMatchObject({
      refusals: [{ code: 'RecommendationHeldAlready', evidence: [held?.id] }],
    });
  });

  test('advises to check ranks that the votes speak against, and only those', () => {
    const round = roundAt('qualified');
    const { given, cadreId } = round;
    const [one, other] = [votesOn(cadreId), votesOn(qualify(round, '某乙'), 2)];
    const advised = (votesFor: number) =>
      given.decide(
        HoldReserveRecommendation,
        { ...meeting(round), tallies: [one, { ...other, votesFor, votesAgainst: 0 }] },
        on('held'),
      );
    expect(advised(one.votesFor)).toMatchObject({ kind: 'accepted', advisories: [] });
    expect(advised(one.votesFor + 1)).toMatchObject({
      advisories: [{ code: 'RanksAgainstVotes', params: { count: 1 } }],
    });
  });

  test('can be held in another form, in another unit or on another day', () => {
    const round = roundAt('held');
    const { given, villageId } = round;
    const refused = (changed: object, effectiveOn = days.held) =>
      given.refused(HoldReserveRecommendation, { ...meeting(round), ...changed }, { effectiveOn });
    expect(refused({ form: 'TALKS' })).toEqual([]);
    expect(refused({ unitId: villageId })).toEqual([]);
    expect(refused({}, '2022-04-09')).toEqual([]);
  });

  test('counts nobody twice, no more votes than people, no more people than expected', () => {
    const round = roundAt('qualified');
    const { given, cadreId } = round;
    const refused = (changed: object) =>
      given.refused(HoldReserveRecommendation, { ...meeting(round), ...changed }, on('held'));
    expect(refused({ tallies: [votesOn(cadreId), votesOn(cadreId, 2)] })).toEqual([
      'CandidateTalliedTwice',
    ]);
    expect(refused({ tallies: [{ ...votesOn(cadreId), votesFor: 51 }] })).toEqual([]);
    expect(refused({ tallies: [{ ...votesOn(cadreId), votesFor: 52 }] })).toEqual([
      'MoreVotesThanPresent',
    ]);
    expect(refused({ expected: 59 })).toEqual(['MorePresentThanExpected']);
  });

  test.each([
    [90, 60, []],
    [90, 59, ['AttendanceTooLow']],
    [91, 60, ['AttendanceTooLow']],
  ])('of %d expected, %d are enough or not: two thirds', (expected, present, codes) => {
    const round = roundAt('qualified');
    const tallies = [{ ...votesOn(round.cadreId), votesFor: 40 }];
    const input = { ...meeting(round), expected, present, tallies };
    expect(round.given.refused(HoldReserveRecommendation, input, on('held'))).toEqual(codes);
  });

  test('is judged by the rules pinned at the opening, whatever was issued since', () => {
    const round = roundAt('qualified');
    issueRules(round.given, { 'P1.ATTENDANCE': { share: 1 } }, '2022-04-01');
    expect(round.given.refused(HoldReserveRecommendation, meeting(round), on('held'))).toEqual([]);
  });

  test('needs candidates who qualified, and a unit and a round of this county', () => {
    const round = roundAt('nominated');
    const { given } = round;
    const refused = (changed: object) =>
      given.refused(HoldReserveRecommendation, { ...meeting(round), ...changed }, on('held'));
    expect(refused({})).toEqual(['CandidatesNotQualified']);
    expect(refused({ unitId: nowhere, tallies: [votesOn(nobody)] })).toEqual([
      'CandidatesNotQualified',
      'OrganizationUnknown',
    ]);
    expect(refused({ roundId: unknown })).toContain('ReserveRoundUnknown');
  });
});

/** The votes of the meeting, and which one it is. */
function recorded(round: Round, changed: object = {}) {
  const { expected, present, tallies, roundId } = meeting(round);
  const recommendationId = lastOf(round, 'ReserveRecommendationHeld');
  return { roundId, recommendationId, expected, present, tallies, ...changed };
}

describe('correcting a meeting or talks', () => {
  test('names what the votes were and are; asked twice nothing more happens', () => {
    const round = roundAt('held');
    const { given, roundId, cadreId } = round;
    const is = { expected: 70, present: 61, tallies: [{ ...votesOn(cadreId), votesFor: 48 }] };
    const input = recorded(round, is);
    expect(given.accepted(CorrectReserveMeetingOrTalks, input, { reason })).toMatchObject([
      {
        type: 'ReserveMeetingOrTalksCorrected',
        data: {
          roundId,
          eventId: input.recommendationId,
          was: { expected: 72, present: 60, tallies: [votesOn(cadreId)] },
          is,
        },
      },
    ]);
    expect(given.accepted(CorrectReserveMeetingOrTalks, input, { reason })).toEqual([]);
    const [held] = stateOf(given, reserveRound(roundId)).recommendations;
    expect(held).toMatchObject({ ...is, on: days.held, form: 'MEETING' });
  });

  test('is judged as the recording is, on the day it was held, and needs a reason', () => {
    const round = roundAt('held');
    const refused = (changed: object, record = { reason }) =>
      round.given.refused(CorrectReserveMeetingOrTalks, recorded(round, changed), record);
    expect(refused({ expected: 59 })).toEqual(['MorePresentThanExpected']);
    expect(refused({ expected: 100 })).toEqual(['AttendanceTooLow']);
    expect(refused({ present: 58 })).toEqual(['MoreVotesThanPresent']);
    const both = [votesOn(round.cadreId), votesOn(nobody, 2)];
    expect(refused({ tallies: both })).toEqual(['CandidatesNotQualified']);
    const other = qualify(round, '某乙', '2022-04-09');
    const tallies = [votesOn(round.cadreId), votesOn(other, 2)];
    expect(refused({ tallies })).toEqual(['StepBeforeEarlierStep']);
    const reasonless = round.given.refused(
      CorrectReserveMeetingOrTalks,
      recorded(round, { present: 58 }),
      { reason: null },
    );
    expect(reasonless).toEqual(['MoreVotesThanPresent', 'ReasonNeeded']);
  });

  test('cannot leave somebody listed who is not voted on elsewhere', () => {
    const round = roundAt('held');
    const { given, roundId, cadreId } = round;
    const other = qualify(round, '某乙');
    const both = recorded(round, { tallies: [votesOn(cadreId), votesOn(other, 2)] });
    given.accepted(CorrectReserveMeetingOrTalks, both, { reason });
    const listing = { roundId, cadreIds: [cadreId, other] };
    const listed = given.accepted(RecommendReserveCandidates, listing, on('recommended'));
    const first = recorded(round);
    expect(given.decide(CorrectReserveMeetingOrTalks, first, { reason })).toMatchObject({
      refusals: [{ code: 'ListedByTheseVotes', params: { count: 1 }, evidence: [listed[1]?.id] }],
    });
    given.accepted(VoidReserveRecommendation, { roundId, cadreId: other }, { reason });
    expect(given.refused(CorrectReserveMeetingOrTalks, first, { reason })).toEqual([]);
  });

  test('ends with the deliberation', () => {
    const round = roundAt('deliberated');
    const input = recorded(round, { present: 61 });
    expect(round.given.decide(CorrectReserveMeetingOrTalks, input, { reason })).toMatchObject({
      refusals: [
        {
          code: 'VotesDeliberatedAlready',
          evidence: [lastOf(round, 'ReserveRoundDeliberated')],
        },
      ],
    });
  });

  test('needs one that was recorded in a round of this county', () => {
    const round = roundAt('held');
    const refused = (changed: object) =>
      round.given.refused(CorrectReserveMeetingOrTalks, recorded(round, changed), { reason });
    const recommendationId = idOf<EventId>('no meeting');
    expect(refused({ recommendationId })).toEqual(['MeetingOrTalksUnknown']);
    expect(refused({ roundId: unknown })).toEqual(['ReserveRoundUnknown']);
  });
});

describe('voiding a meeting or talks', () => {
  const which = (round: Round) => ({
    roundId: round.roundId,
    recommendationId: lastOf(round, 'ReserveRecommendationHeld'),
  });

  test('names it, and asked twice nothing more happens; it can be held anew', () => {
    const round = roundAt('held');
    const { given, roundId } = round;
    const { recommendationId } = which(round);
    expect(given.accepted(VoidReserveMeetingOrTalks, which(round), { reason })).toMatchObject([
      { type: 'ReserveMeetingOrTalksVoided', data: { roundId, eventId: recommendationId } },
    ]);
    expect(given.accepted(VoidReserveMeetingOrTalks, which(round), { reason })).toEqual([]);
    expect(given.accepted(VoidReserveMeetingOrTalks, which(round))).toEqual([]);
    expect(given.accepted(HoldReserveRecommendation, meeting(round), on('held'))).toHaveLength(1);
  });

  test('is refused when somebody listed was voted on nowhere else by the listing', () => {
    const round = roundAt('recommended');
    const { given } = round;
    const voiding = which(round);
    const talks = { ...meeting(round), form: 'TALKS' as const };
    const refused = () => given.decide(VoidReserveMeetingOrTalks, voiding, { reason });
    const evidence = [lastOf(round, 'ReserveCandidateRecommended')];
    expect(refused()).toMatchObject({ refusals: [{ code: 'ListedByTheseVotes', evidence }] });
    given.accepted(HoldReserveRecommendation, talks, { effectiveOn: '2022-04-16' });
    expect(refused()).toMatchObject({ refusals: [{ code: 'ListedByTheseVotes', evidence }] });
    given.accepted(HoldReserveRecommendation, talks, on('recommended'));
    expect(refused()).toMatchObject({ kind: 'accepted' });
  });

  test('ends with the deliberation, and needs a reason', () => {
    const round = roundAt('deliberated');
    const talks = { ...meeting(round), form: 'TALKS' as const };
    round.given.accepted(HoldReserveRecommendation, talks, on('held'));
    expect(round.given.refused(VoidReserveMeetingOrTalks, which(round), { reason: null })).toEqual([
      'ReasonNeeded',
      'VotesDeliberatedAlready',
    ]);
  });

  test('needs one that was recorded in a round of this county', () => {
    const round = roundAt('held');
    const other = { ...which(round), recommendationId: idOf<EventId>('no meeting') };
    expect(round.given.refused(VoidReserveMeetingOrTalks, other, { reason })).toEqual([
      'MeetingOrTalksUnknown',
    ]);
    const elsewhere = { ...which(round), roundId: unknown };
    expect(round.given.refused(VoidReserveMeetingOrTalks, elsewhere, { reason })).toEqual([
      'ReserveRoundUnknown',
    ]);
  });
});
