import { describe, expect, test } from '@jest/globals';
import type { Recorded } from '../../events/define.ts';
import { CorrectReserveAnnouncement } from '../../src/domain/reserve-round.ts';
import {
  NominateReserveCandidate,
  RejectReserveCandidate,
} from '../../src/domain/reserve-round-candidate.ts';
import {
  VoidReserveDeliberation,
  VoidReserveNomination,
  VoidReserveNotice,
  VoidReserveScreening,
} from '../../src/domain/reserve-round-correction.ts';
import {
  CorrectReserveInspection,
  VoidReserveInspection,
} from '../../src/domain/reserve-round-inspection.ts';
import {
  CorrectReserveMeetingOrTalks,
  VoidReserveMeetingOrTalks,
} from '../../src/domain/reserve-round-meeting.ts';
import type { Collection } from '../../src/read-models/projection.ts';
import {
  reserveCandidates,
  reserveRoundModel,
  reserveRounds,
} from '../../src/read-models/reserve-round.ts';
import {
  reserveNominations,
  reserveRecommendations,
} from '../../src/read-models/reserve-round-recommendation.ts';
import type { State } from '../../src/read-models/row.ts';
import {
  days,
  lastOf,
  meeting,
  on,
  type Round,
  roundAt,
  votesOn,
} from '../domain/given-reserve-round.ts';
import { recordedLater, rowsOf } from '../rows.ts';

const reason = '录入有误';
const before = { knownAt: '2024-11' };
const since = { knownAt: '2025' };

/** The one row of a collection, if any, when what the correction recorded was learned in 2024-12. */
function rowOf<S extends State>(
  { given }: Round,
  collection: Collection<S>,
  correction: Recorded | undefined,
  at: { asOf?: string; knownAt: string },
): S | undefined {
  const events = recordedLater(given.all(), correction, '2024-12-01');
  return [...rowsOf(reserveRoundModel, collection, events, at).values()][0];
}

test('nominations end as the announcement is corrected, as known since', () => {
  const round = roundAt('announced');
  const { given, roundId } = round;
  const input = { roundId, nominationsUntil: '2022-04-02' as const };
  const [corrected] = given.accepted(CorrectReserveAnnouncement, input, { reason });
  const until = (at: typeof before) =>
    rowOf(round, reserveRounds, corrected, { asOf: days.announced, ...at })?.nominationsUntil;
  expect([until(before), until(since)]).toEqual(['2022-03-31', '2022-04-02']);
  expect(rowOf(round, reserveRounds, corrected, since)?.announcedOn).toBe(days.announced);
});

describe('a nomination taken back', () => {
  const voidFirst = (round: Round) =>
    round.given.accepted(
      VoidReserveNomination,
      { roundId: round.roundId, nominationId: lastOf(round, 'ReserveCandidateNominated') },
      { reason },
    )[0];

  test('takes the candidate along when it was the only one, and the round’s stage', () => {
    const round = roundAt('nominated');
    const voided = voidFirst(round);
    expect(rowOf(round, reserveCandidates, voided, before)?.stage).toBe('NOMINATED');
    expect(rowOf(round, reserveCandidates, voided, since)).toBeUndefined();
    expect(rowOf(round, reserveNominations, voided, before)?.form).toBe('UNIT');
    expect(rowOf(round, reserveNominations, voided, since)).toBeUndefined();
    expect(rowOf(round, reserveRounds, voided, before)?.stage).toBe('NOMINATING');
    expect(rowOf(round, reserveRounds, voided, since)?.stage).toBe('ANNOUNCED');
  });

  test('leaves the candidate put forward by the others, since the first of them', () => {
    const round = roundAt('nominated');
    const { given, roundId, cadreId } = round;
    const first = lastOf(round, 'ReserveCandidateNominated');
    const self = { form: 'SELF' as const, nominatorUnitId: null, nominatorIds: [cadreId] };
    const byOneself = { roundId, cadreId, ...self };
    given.accepted(NominateReserveCandidate, byOneself, { effectiveOn: '2022-03-12' });
    const second = lastOf(round, 'ReserveCandidateNominated');
    const input = { roundId, nominationId: first };
    const [voided] = given.accepted(VoidReserveNomination, input, { reason });
    expect(rowOf(round, reserveCandidates, voided, before)).toMatchObject({
      nominatedOn: days.nominated,
      nominationIds: [first, second],
    });
    expect(rowOf(round, reserveCandidates, voided, since)).toMatchObject({
      nominatedOn: '2022-03-12',
      nominationIds: [second],
      eventId: second,
    });
  });
});

describe('a screening taken back', () => {
  const voidIt = ({ given, roundId, cadreId }: Round) =>
    given.accepted(VoidReserveScreening, { roundId, cadreId }, { reason })[0];

  test('leaves the candidate nominated, and the round at nominations', () => {
    const round = roundAt('qualified');
    const screenedEventId = lastOf(round, 'ReserveCandidateQualified');
    const voided = voidIt(round);
    expect(rowOf(round, reserveCandidates, voided, before)).toMatchObject({
      stage: 'QUALIFIED',
      screenedEventId,
    });
    expect(rowOf(round, reserveCandidates, voided, since)).toMatchObject({
      stage: 'NOMINATED',
      screenedEventId: null,
    });
    expect(rowOf(round, reserveRounds, voided, before)?.stage).toBe('SCREENING');
    expect(rowOf(round, reserveRounds, voided, since)?.stage).toBe('NOMINATING');
  });

  test('takes the grounds of a rejection back too', () => {
    const round = roundAt('nominated');
    const { given, roundId, cadreId } = round;
    const rejection = { roundId, cadreId, grounds: '任职年限不足' };
    given.accepted(RejectReserveCandidate, rejection, on('qualified'));
    const voided = voidIt(round);
    expect(rowOf(round, reserveCandidates, voided, before)?.rejectedFor).toBe('任职年限不足');
    expect(rowOf(round, reserveCandidates, voided, since)).toMatchObject({
      stage: 'NOMINATED',
      rejectedFor: null,
    });
  });
});

describe('a meeting recorded in error', () => {
  const which = (round: Round) => ({
    roundId: round.roundId,
    recommendationId: lastOf(round, 'ReserveRecommendationHeld'),
  });

  test('shows its corrected votes from the day it was held, as known since', () => {
    const round = roundAt('held');
    const { expected, tallies } = meeting(round);
    const is = { expected, present: 61, tallies: [{ ...votesOn(round.cadreId), votesFor: 51 }] };
    const input = { ...which(round), ...is };
    const [corrected] = round.given.accepted(CorrectReserveMeetingOrTalks, input, { reason });
    const at = (known: typeof before) =>
      rowOf(round, reserveRecommendations, corrected, { asOf: days.held, ...known });
    expect(at(before)).toMatchObject({ form: 'MEETING', present: 60, tallies });
    expect(at(since)).toMatchObject({ form: 'MEETING', on: days.held, ...is });
  });

  test('is gone when taken back, and the round is at screening', () => {
    const round = roundAt('held');
    const [voided] = round.given.accepted(VoidReserveMeetingOrTalks, which(round), { reason });
    expect(rowOf(round, reserveRecommendations, voided, before)?.present).toBe(60);
    expect(rowOf(round, reserveRecommendations, voided, since)).toBeUndefined();
    expect(rowOf(round, reserveRounds, voided, before)?.stage).toBe('RECOMMENDING');
    expect(rowOf(round, reserveRounds, voided, since)?.stage).toBe('SCREENING');
  });
});

describe('an inspection recorded in error', () => {
  test('shows what was found as corrected, as known since', () => {
    const round = roundAt('inspected');
    const { given, roundId, cadreId } = round;
    const inspectionEventId = lastOf(round, 'ReserveCandidateInspected');
    const input = { roundId, cadreId, fit: false, teamSize: 3 };
    const [corrected] = given.accepted(CorrectReserveInspection, input, { reason });
    const at = (known: typeof before) =>
      rowOf(round, reserveCandidates, corrected, { asOf: days.inspected, ...known });
    const same = { stage: 'INSPECTED', inspectionEventId };
    expect(at(before)).toMatchObject({ ...same, inspectedFit: true, teamSize: 2 });
    expect(at(since)).toMatchObject({ ...same, inspectedFit: false, teamSize: 3 });
  });

  test('is gone when taken back: the candidate is listed, the round at recommending', () => {
    const round = roundAt('inspected');
    const { given, roundId, cadreId } = round;
    const [voided] = given.accepted(VoidReserveInspection, { roundId, cadreId }, { reason });
    expect(rowOf(round, reserveCandidates, voided, before)?.stage).toBe('INSPECTED');
    expect(rowOf(round, reserveCandidates, voided, since)).toMatchObject({
      stage: 'RECOMMENDED',
      inspectedFit: null,
      teamSize: null,
      inspectionEventId: null,
    });
    expect(rowOf(round, reserveRounds, voided, before)?.stage).toBe('INSPECTING');
    expect(rowOf(round, reserveRounds, voided, since)?.stage).toBe('RECOMMENDING');
  });
});

test('a deliberation and a notice taken back leave the round at the step before', () => {
  const deliberated = roundAt('deliberated');
  const { roundId } = deliberated;
  const [undecided] = deliberated.given.accepted(VoidReserveDeliberation, { roundId }, { reason });
  expect(rowOf(deliberated, reserveRounds, undecided, before)?.stage).toBe('DELIBERATING');
  expect(rowOf(deliberated, reserveRounds, undecided, since)?.stage).toBe('INSPECTING');
  const noticed = roundAt('publicized');
  const [unseen] = noticed.given.accepted(
    VoidReserveNotice,
    { roundId: noticed.roundId },
    { reason },
  );
  expect(rowOf(noticed, reserveRounds, unseen, before)).toMatchObject({
    stage: 'PUBLICIZED',
    noticeEndsOn: '2022-06-06',
  });
  expect(rowOf(noticed, reserveRounds, unseen, since)).toMatchObject({
    stage: 'DELIBERATING',
    noticeEndsOn: null,
  });
});
