import { describe, expect, test } from '@jest/globals';
import {
  NominateReserveCandidate,
  QualifyReserveCandidate,
  RejectReserveCandidate,
} from '../../src/domain/reserve-round-candidate.ts';
import { CancelReserveRound } from '../../src/domain/reserve-round-conclusion.ts';
import { RecommendReserveCandidates } from '../../src/domain/reserve-round-recommendation.ts';
import {
  reserveCandidateKey,
  reserveCandidates,
  reserveRounds,
} from '../../src/read-models/reserve-round.ts';
import {
  reserveNominations,
  reserveRecommendations,
} from '../../src/read-models/reserve-round-recommendation.ts';
import { givenPerson } from '../domain/given-people.ts';
import { days, on, qualify, roundAt, takeSteps, title } from '../domain/given-reserve-round.ts';
import { columnsOf, rowsOf } from './rows-of.ts';

describe('the row of a round', () => {
  test('goes through its stages on their dates', () => {
    const { given, roundId } = roundAt('closed');
    const stageOn = (day: string) => rowsOf(reserveRounds, given.all(), day).get(roundId)?.stage;
    expect(stageOn('2022-02-28')).toBeUndefined();
    expect(stageOn(days.opened)).toBe('DRAFT');
    expect(stageOn(days.announced)).toBe('ANNOUNCED');
    expect(stageOn(days.nominated)).toBe('NOMINATING');
    expect(stageOn(days.qualified)).toBe('SCREENING');
    expect(stageOn(days.held)).toBe('RECOMMENDING');
    expect(stageOn(days.recommended)).toBe('RECOMMENDING');
    expect(stageOn(days.inspected)).toBe('INSPECTING');
    expect(stageOn(days.deliberated)).toBe('DELIBERATING');
    expect(stageOn('2022-06-06')).toBe('PUBLICIZED');
    expect(stageOn(days.closed)).toBe('CLOSED');
  });

  test('is screening too when the first result is a rejection', () => {
    const { given, roundId, cadreId } = roundAt('nominated');
    const input = { roundId, cadreId, grounds: '任职年限不足' };
    given.accepted(RejectReserveCandidate, input, on('qualified'));
    expect(rowsOf(reserveRounds, given.all()).get(roundId)?.stage).toBe('SCREENING');
  });

  test('never goes back by another candidate’s earlier steps, entered later or dated later', () => {
    const round = roundAt('inspected');
    const { given, roundId } = round;
    const stageOn = (day: string) => rowsOf(reserveRounds, given.all(), day).get(roundId)?.stage;
    qualify(round, '某乙');
    qualify(round, '某丙', '2022-05-20');
    expect(stageOn('2022-05-20')).toBe('INSPECTING');
    expect(stageOn(days.inspected)).toBe('INSPECTING');
    expect(stageOn('2022-05-09')).toBe('RECOMMENDING');
    expect(stageOn(days.qualified)).toBe('SCREENING');
  });

  test('holds its dates, the rule set it pinned, and the fact and document it rests on', () => {
    const { given, roundId } = roundAt('closed');
    const row = rowsOf(reserveRounds, given.all()).get(roundId);
    expect(row).toEqual({
      county: '419998',
      roundId,
      year: 2022,
      title,
      stage: 'CLOSED',
      openedOn: days.opened,
      announcedOn: days.announced,
      nominationsUntil: '2022-03-31',
      noticeEndsOn: '2022-06-06',
      closedOn: days.closed,
      ruleSetVersion: 1,
      eventId: given.all().find(({ type }) => type === 'ReserveRoundOpened')?.id,
      document: null,
    });
    expect(columnsOf(reserveRounds, row)).toEqual({
      county: '419998',
      year: 2022,
      stage: 'CLOSED',
      openedOn: days.opened,
      closedOn: days.closed,
    });
  });

  test('ends as cancelled when the round was', () => {
    const { given, roundId } = roundAt('announced');
    given.accepted(
      CancelReserveRound,
      { roundId, grounds: '换届延期' },
      { effectiveOn: '2022-04-01' },
    );
    expect(rowsOf(reserveRounds, given.all()).get(roundId)).toMatchObject({
      stage: 'CANCELLED',
      closedOn: '2022-04-01',
    });
  });
});

describe('the row of a candidate', () => {
  test('goes from nomination to inspection, with the facts each step rests on', () => {
    const { given, roundId, cadreId, villageId } = roundAt('inspected');
    const key = reserveCandidateKey(roundId, cadreId);
    const rowOn = (day: string) => rowsOf(reserveCandidates, given.all(), day).get(key);
    const idsOf = (type: string) =>
      given.all().flatMap((event) => (event.type === type ? [event.id] : []));
    expect(rowOn('2022-03-09')).toBeUndefined();
    expect(rowOn(days.nominated)).toMatchObject({ stage: 'NOMINATED', recommendedEventId: null });
    expect(rowOn(days.qualified)).toMatchObject({ stage: 'QUALIFIED' });
    expect(rowOn(days.recommended)).toMatchObject({ stage: 'RECOMMENDED', inspectedFit: null });
    expect(rowOn(days.inspected)).toEqual({
      county: '419998',
      roundId,
      cadreId,
      origin: { organizationId: villageId, unitType: 'VILLAGE', role: 'VILLAGE_SECRETARY' },
      stage: 'INSPECTED',
      nominatedOn: days.nominated,
      nominationIds: idsOf('ReserveCandidateNominated'),
      screenedEventId: idsOf('ReserveCandidateQualified')[0],
      rejectedFor: null,
      recommendedOn: days.recommended,
      recommendedEventId: idsOf('ReserveCandidateRecommended')[0],
      recommendationIds: idsOf('ReserveRecommendationHeld'),
      inspectedFit: true,
      teamSize: 2,
      inspectionEventId: idsOf('ReserveCandidateInspected')[0],
      eventId: idsOf('ReserveCandidateNominated')[0],
      document: null,
    });
  });

  test('is found by round, person, stage, origin and whether it was recommended', () => {
    const { given, roundId, cadreId } = roundAt('recommended');
    const row = rowsOf(reserveCandidates, given.all()).get(reserveCandidateKey(roundId, cadreId));
    expect(columnsOf(reserveCandidates, row)).toEqual({
      county: '419998',
      roundId,
      cadreId,
      stage: 'RECOMMENDED',
      originType: 'VILLAGE',
      originRole: 'VILLAGE_SECRETARY',
      grassroots: true,
      recommended: true,
      recommendedOn: days.recommended,
      nominatedOn: days.nominated,
    });
  });

  test('is one however often they were nominated; the first nomination in time begins it', () => {
    const { given, roundId, cadreId } = roundAt('nominated');
    const oneself = { roundId, cadreId, form: 'SELF' as const, nominatorUnitId: null };
    given.accepted(
      NominateReserveCandidate,
      { ...oneself, nominatorIds: [cadreId] },
      { effectiveOn: '2022-03-07' },
    );
    const nominations = given.all().filter(({ type }) => type === 'ReserveCandidateNominated');
    const rows = rowsOf(reserveCandidates, given.all());
    expect([...rows.keys()]).toEqual([reserveCandidateKey(roundId, cadreId)]);
    expect([...rows.values()][0]).toMatchObject({
      nominatedOn: '2022-03-07',
      eventId: nominations[1]?.id,
      nominationIds: [nominations[1]?.id, nominations[0]?.id],
    });
  });

  test('says on which grounds they were rejected', () => {
    const { given, roundId, cadreId } = roundAt('nominated');
    const input = { roundId, cadreId, grounds: '任职年限不足' };
    const [rejected] = given.accepted(RejectReserveCandidate, input, on('qualified'));
    expect([...rowsOf(reserveCandidates, given.all()).values()]).toMatchObject([
      { stage: 'REJECTED', rejectedFor: '任职年限不足', screenedEventId: rejected?.id },
    ]);
  });

  test('stays as far as it came when a later step is known to the month only', () => {
    const round = roundAt('nominated');
    const { given, roundId, cadreId } = round;
    given.accepted(QualifyReserveCandidate, { roundId, cadreId }, { effectiveOn: '2022-04-05' });
    takeSteps(round, 'qualified', 'held');
    const listing = { roundId, cadreIds: [cadreId] };
    given.accepted(RecommendReserveCandidates, listing, { effectiveOn: '2022-04' });
    expect([...rowsOf(reserveCandidates, given.all(), '2022-04-06').values()]).toMatchObject([
      { stage: 'RECOMMENDED', recommendedOn: '2022-04' },
    ]);
  });
});

test('a nomination’s row says who put whom forward, and in which form', () => {
  const { given, roundId, cadreId, townshipId } = roundAt('nominated');
  const nominatorIds = ['某乙', '某丙'].map((name) => givenPerson(given, name));
  const jointly = { roundId, cadreId, form: 'JOINT' as const, nominatorUnitId: null, nominatorIds };
  given.accepted(NominateReserveCandidate, jointly, on('nominated'));
  const rows = [...rowsOf(reserveNominations, given.all()).values()];
  expect(rows).toMatchObject([
    { cadreId, form: 'UNIT', nominatorUnitId: townshipId, nominatorIds: [], on: days.nominated },
    { cadreId, form: 'JOINT', nominatorUnitId: null, nominatorIds, on: days.nominated },
  ]);
  expect(columnsOf(reserveNominations, rows[0])).toMatchObject({ roundId, form: 'UNIT' });
});

test('a recommendation’s row says who attended and all votes on each candidate', () => {
  const { given, roundId, cadreId, townshipId } = roundAt('held');
  const rows = [...rowsOf(reserveRecommendations, given.all()).values()];
  expect(rows).toMatchObject([
    {
      roundId,
      form: 'MEETING',
      unitId: townshipId,
      on: days.held,
      expected: 72,
      present: 60,
      tallies: [{ cadreId, votesFor: 50, votesAgainst: 4, abstaining: 3, other: 2, rank: 1 }],
    },
  ]);
});
