import { describe, expect, test } from '@jest/globals';
import type { CadreId, EventId, ReserveRoundId } from '../../events/values.ts';
import {
  NominateReserveCandidate,
  QualifyReserveCandidate,
} from '../../src/domain/reserve-round-candidate.ts';
import {
  HoldReserveRecommendation,
  RecommendReserveCandidates,
  VoidReserveRecommendation,
} from '../../src/domain/reserve-round-recommendation.ts';
import { idOf } from '../scenario.ts';
import {
  days,
  issueRules,
  meeting,
  on,
  type Round,
  roundAt,
  villageSecretary,
  votesOn,
} from './given-reserve-round.ts';
import { nowhere } from './given-structure.ts';

const unknown = idOf<ReserveRoundId>('no round');
const nobody = idOf<CadreId>('nobody');

/** One more candidate who has qualified. */
function qualify({ given, roundId, villageId, townshipId }: Round, name: string): CadreId {
  const cadreId = villageSecretary(given, name, villageId);
  const candidate = { roundId, cadreId };
  given.accepted(
    NominateReserveCandidate,
    { ...candidate, form: 'UNIT', nominatorUnitId: townshipId },
    on('nominated'),
  );
  given.accepted(QualifyReserveCandidate, candidate, on('qualified'));
  return cadreId;
}

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

describe('recommending candidates', () => {
  const all = ({ roundId, cadreId }: Round) => ({ roundId, cadreIds: [cadreId] });

  test('names every recommendation in which they were voted on, and where they come from', () => {
    const round = roundAt('held');
    const { given, villageId, roundId, cadreId } = round;
    const talks = { ...meeting(round), form: 'TALKS' as const };
    given.accepted(HoldReserveRecommendation, talks, on('held'));
    const held = given.all().filter(({ type }) => type === 'ReserveRecommendationHeld');
    expect(given.accepted(RecommendReserveCandidates, all(round), on('recommended'))).toMatchObject(
      [
        {
          type: 'ReserveCandidateRecommended',
          data: {
            roundId,
            cadreId,
            origin: { organizationId: villageId, role: 'VILLAGE_SECRETARY' },
            recommendationIds: held.map(({ id }) => id),
          },
        },
      ],
    );
    expect(held).toHaveLength(2);
  });

  test('asked twice does nothing; named twice they are recommended once', () => {
    const round = roundAt('held');
    const twice = { ...all(round), cadreIds: [round.cadreId, round.cadreId] };
    expect(round.given.accepted(RecommendReserveCandidates, twice, on('recommended'))).toHaveLength(
      1,
    );
    expect(round.given.accepted(RecommendReserveCandidates, twice, on('recommended'))).toEqual([]);
  });

  test('needs all of them qualified and voted on: nobody is recommended in part', () => {
    const round = roundAt('held');
    const unvoted = qualify(round, '某乙');
    const input = { roundId: round.roundId, cadreIds: [round.cadreId, unvoted, nobody] };
    expect(round.given.decide(RecommendReserveCandidates, input, on('recommended'))).toMatchObject({
      refusals: [
        { code: 'CandidatesNotQualified', params: { count: 1 } },
        { code: 'CandidatesNotVotedOn', params: { count: 2 } },
      ],
    });
  });

  test('needs a round of this county that is not over', () => {
    const round = roundAt('closed');
    expect(round.given.refused(RecommendReserveCandidates, all(round))).toEqual([
      'ReserveRoundOver',
    ]);
    const elsewhere = { ...all(round), roundId: unknown };
    expect(round.given.refused(RecommendReserveCandidates, elsewhere)).toContain(
      'ReserveRoundUnknown',
    );
  });
});

describe('voiding a recommendation', () => {
  const reason = '经核查不符合年龄条件';
  const candidate = ({ roundId, cadreId }: Round) => ({ roundId, cadreId });

  test('names the recommendation it takes back, and asked twice does nothing', () => {
    const round = roundAt('recommended');
    const { given } = round;
    const recommended = given.all().at(-1)?.id as EventId;
    expect(given.accepted(VoidReserveRecommendation, candidate(round), { reason })).toMatchObject([
      { type: 'ReserveRecommendationVoided', data: { ...candidate(round), eventId: recommended } },
    ]);
    expect(given.accepted(VoidReserveRecommendation, candidate(round), { reason })).toEqual([]);
  });

  test('lets them be recommended anew, and that voided again', () => {
    const round = roundAt('recommended');
    const { given, roundId, cadreId } = round;
    given.accepted(VoidReserveRecommendation, candidate(round), { reason });
    const again = { roundId, cadreIds: [cadreId] };
    expect(given.accepted(RecommendReserveCandidates, again, on('recommended'))).toHaveLength(1);
    expect(given.accepted(VoidReserveRecommendation, candidate(round), { reason })).toHaveLength(1);
  });

  test('can be done after the round has ended: errors are found late', () => {
    const round = roundAt('closed');
    expect(round.given.refused(VoidReserveRecommendation, candidate(round), { reason })).toEqual(
      [],
    );
  });

  test('needs a recommended candidate of this county’s round, and a reason', () => {
    const round = roundAt('qualified');
    expect(round.given.refused(VoidReserveRecommendation, candidate(round))).toEqual([
      'CandidateNotRecommended',
      'ReasonNeeded',
    ]);
    const elsewhere = { ...candidate(round), roundId: unknown };
    expect(round.given.refused(VoidReserveRecommendation, elsewhere, { reason })).toEqual([
      'CandidateNotRecommended',
      'ReserveRoundUnknown',
    ]);
  });
});
