import { describe, expect, test } from '@jest/globals';
import type { CadreId, EventId, ReserveRoundId } from '../../events/values.ts';
import {
  InspectReserveCandidate,
  VoidReserveInspection,
} from '../../src/domain/reserve-round-inspection.ts';
import { HoldReserveRecommendation } from '../../src/domain/reserve-round-meeting.ts';
import {
  RecommendReserveCandidates,
  VoidReserveRecommendation,
} from '../../src/domain/reserve-round-recommendation.ts';
import { idOf } from '../scenario.ts';
import {
  lastOf,
  meeting,
  on,
  qualify,
  type Round,
  roundAt,
  takeSteps,
  votesOn,
} from './given-reserve-round.ts';

const unknown = idOf<ReserveRoundId>('no round');
const nobody = idOf<CadreId>('nobody');

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

  test('rests on what was held by then only, whatever was recorded before', () => {
    const round = roundAt('held');
    const { given, roundId, cadreId } = round;
    const meetingId = lastOf(round, 'ReserveRecommendationHeld');
    const other = qualify(round, '某乙');
    const tallies = [votesOn(cadreId), votesOn(other, 2)];
    const talks = { ...meeting(round), form: 'TALKS' as const, tallies };
    const [later] = given.accepted(HoldReserveRecommendation, talks, { effectiveOn: '2022-04-20' });
    const [listed] = given.accepted(RecommendReserveCandidates, all(round), on('recommended'));
    expect(listed?.data).toMatchObject({ recommendationIds: [meetingId] });
    const early = { roundId, cadreIds: [other] };
    expect(given.decide(RecommendReserveCandidates, early, on('recommended'))).toMatchObject({
      refusals: [{ code: 'StepBeforeEarlierStep', evidence: [later?.id] }],
    });
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
    const { given, roundId } = round;
    expect(given.accepted(RecommendReserveCandidates, all(round), on('recommended'))).toEqual([]);
    expect(given.refused(RecommendReserveCandidates, { roundId, cadreIds: [nobody] })).toEqual([
      'CandidatesNotQualified',
      'CandidatesNotVotedOn',
      'ReserveRoundOver',
    ]);
    const elsewhere = { ...all(round), roundId: unknown };
    expect(given.refused(RecommendReserveCandidates, elsewhere)).toEqual(['ReserveRoundUnknown']);
  });
});

describe('voiding the listing of a candidate', () => {
  const reason = '经核查不符合年龄条件';
  const candidate = ({ roundId, cadreId }: Round) => ({ roundId, cadreId });

  test('names the listing it takes back, and asked twice does nothing', () => {
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

  test('is refused once they were inspected, and once more facts rest on it when approved', () => {
    const round = roundAt('inspected');
    const inspected = lastOf(round, 'ReserveCandidateInspected');
    const voiding = () =>
      round.given.decide(VoidReserveRecommendation, candidate(round), { reason });
    const code = 'RecommendationAlreadyUsed';
    expect(voiding()).toMatchObject({ refusals: [{ code, evidence: [inspected] }] });
    takeSteps(round, 'inspected', 'deliberated');
    const approved = lastOf(round, 'ReserveRoundDeliberated');
    expect(voiding()).toMatchObject({ refusals: [{ code, evidence: [inspected, approved] }] });
  });

  test('is possible again when the inspection is taken back', () => {
    const round = roundAt('inspected');
    round.given.accepted(VoidReserveInspection, candidate(round), { reason });
    expect(round.given.refused(VoidReserveRecommendation, candidate(round), { reason })).toEqual(
      [],
    );
    const found = { ...candidate(round), fit: true, teamSize: 2 };
    expect(round.given.refused(InspectReserveCandidate, found, on('inspected'))).toEqual([]);
  });

  test('of somebody not inspected can be done after the round has ended: errors are found late', () => {
    const round = roundAt('held');
    const { given, roundId } = round;
    const other = qualify(round, '某乙');
    const talks = { ...meeting(round), form: 'TALKS' as const, tallies: [votesOn(other)] };
    given.accepted(HoldReserveRecommendation, talks, on('held'));
    given.accepted(RecommendReserveCandidates, { roundId, cadreIds: [other] }, on('recommended'));
    takeSteps(round, 'held', 'closed');
    const voiding = { roundId, cadreId: other };
    expect(given.refused(VoidReserveRecommendation, voiding, { reason })).toEqual([]);
  });

  test('needs a recommended candidate of this county’s round, and a reason', () => {
    const round = roundAt('qualified');
    expect(
      round.given.refused(VoidReserveRecommendation, candidate(round), { reason: null }),
    ).toEqual(['CandidateNotRecommended', 'ReasonNeeded']);
    const elsewhere = { ...candidate(round), roundId: unknown };
    expect(round.given.refused(VoidReserveRecommendation, elsewhere, { reason })).toEqual([
      'ReserveRoundUnknown',
    ]);
  });
});
