import { describe, expect, test } from '@jest/globals';
import type { CountyCode, ReserveRoundId } from '../../events/values.ts';
import {
  AnnounceReserveRound,
  CorrectReserveAnnouncement,
  OpenReserveRound,
} from '../../src/domain/reserve-round.ts';
import { NominateReserveCandidate } from '../../src/domain/reserve-round-candidate.ts';
import { CancelReserveRound } from '../../src/domain/reserve-round-conclusion.ts';
import { reserveRoundStream } from '../../src/domain/reserve-round-state.ts';
import { idOf, scenario } from '../scenario.ts';
import { advisoryCodes } from './given-postings.ts';
import { days, issueRules, lastOf, on, type Round, roundAt, title } from './given-reserve-round.ts';
import { openCounty } from './given-structure.ts';

const input = { year: 2022, title };
const unknown = idOf<ReserveRoundId>('no round');

describe('opening a round', () => {
  test('begins it in draft, takes the county’s place and pins the rule set in force', () => {
    const { given } = openCounty();
    const events = given.accepted(OpenReserveRound, input, on('opened'));
    const roundId = events[0]?.data.roundId;
    expect(events).toMatchObject([
      { type: 'ReserveRoundOpened', data: { ...input, roundId, ruleSetVersion: 1 } },
      { type: 'ReserveRoundSlotTaken', data: { roundId, year: 2022 } },
    ]);
    expect(events.map(({ stream }) => stream)).toEqual([
      `reserveRound-${roundId}`,
      'county-419998',
    ]);
  });

  test('asked twice does nothing', () => {
    const { given } = roundAt('opened');
    expect(given.accepted(OpenReserveRound, input, on('opened'))).toEqual([]);
  });

  test('cannot happen while another round is open', () => {
    const { given } = roundAt('announced');
    const other = { year: 2024, title: '2024年县管后备干部公开推荐' };
    expect(given.refused(OpenReserveRound, other)).toEqual(['ReserveRoundStillOpen']);
    const otherwise = { ...input, title: '另一轮' };
    expect(given.refused(OpenReserveRound, otherwise, on('opened'))).toEqual([
      'ReserveRoundStillOpen',
    ]);
  });

  test('can happen after the one before it was closed or cancelled', () => {
    const { given } = roundAt('closed');
    const opened = given.accepted(OpenReserveRound, { ...input, year: 2024 });
    const roundId = opened[0]?.data.roundId as ReserveRoundId;
    given.accepted(CancelReserveRound, { roundId, grounds: '换届延期' });
    expect(given.refused(OpenReserveRound, { ...input, year: 2024 })).toEqual([]);
  });

  test('cannot happen twice for a year in which a round was held', () => {
    const { given } = roundAt('closed');
    expect(given.refused(OpenReserveRound, input, { effectiveOn: '2022-10-01' })).toEqual([
      'ReserveRoundHeldInYear',
    ]);
  });

  test('needs a county that is open, and the year of its date: all obstacles at once', () => {
    const given = scenario();
    expect(given.refused(OpenReserveRound, input, { effectiveOn: '2021-12-31' })).toEqual([
      'CountyNotOpen',
      'ReserveRoundYearDiffers',
    ]);
  });

  test('two years after the last is as the rule says; another interval is advised against', () => {
    const { given } = roundAt('closed');
    const openedIn = (year: number) =>
      given.decide(OpenReserveRound, { ...input, year }, { effectiveOn: `${year}-03-01` });
    expect(advisoryCodes(openedIn(2024))).toEqual([]);
    expect(openedIn(2023)).toMatchObject({
      advisories: [
        { code: 'ReserveRoundOffInterval', params: { last: 2022, year: 2023, intervalYears: 2 } },
      ],
    });
  });

  test('back-entered, a round is measured by the one before it and not by a later one', () => {
    const { given } = roundAt('closed');
    const earlier = { ...input, year: 2020 };
    const decision = given.decide(OpenReserveRound, earlier, { effectiveOn: '2020-05-01' });
    expect(advisoryCodes(decision)).toEqual([]);
  });

  test('pins the rule set of its date, also when a newer one was issued before it is entered', () => {
    const { given } = openCounty();
    issueRules(given, {}, '2023-01-01');
    const pinned = (effectiveOn: string, year: number) =>
      given.decide(OpenReserveRound, { ...input, year }, { effectiveOn });
    expect(pinned('2022-03-01', 2022)).toMatchObject({
      events: [{ data: { ruleSetVersion: 1 } }, {}],
    });
    expect(pinned('2024-03-01', 2024)).toMatchObject({
      events: [{ data: { ruleSetVersion: 2 } }, {}],
    });
  });
});

describe('announcing a round', () => {
  const until = (roundId: ReserveRoundId, nominationsUntil = '2022-03-31') => ({
    roundId,
    nominationsUntil,
  });

  test('says until when nominations are taken, and asked twice does nothing', () => {
    const { given, roundId } = roundAt('opened');
    expect(given.accepted(AnnounceReserveRound, until(roundId), on('announced'))).toMatchObject([
      {
        type: 'ReserveRoundAnnounced',
        data: until(roundId),
        meta: { effectiveOn: days.announced },
      },
    ]);
    expect(given.accepted(AnnounceReserveRound, until(roundId), on('announced'))).toEqual([]);
  });

  test('cannot be done anew with another end or on another day', () => {
    const round = roundAt('announced');
    const { given, roundId } = round;
    const refusals = [
      {
        code: 'ReserveRoundAnnouncedAlready',
        evidence: [lastOf(round, 'ReserveRoundAnnounced')],
      },
    ];
    const later = until(roundId, '2022-04-15');
    expect(given.decide(AnnounceReserveRound, later, on('announced'))).toMatchObject({ refusals });
    const day = { effectiveOn: '2022-03-06' };
    expect(given.decide(AnnounceReserveRound, until(roundId), day)).toMatchObject({ refusals });
  });

  test('cannot end nominations before it, nor come before the round', () => {
    const { given, roundId } = roundAt('opened');
    expect(
      given.refused(AnnounceReserveRound, until(roundId, '2022-03-01'), on('announced')),
    ).toEqual(['NominationsEndBeforeAnnouncement']);
    expect(given.refused(AnnounceReserveRound, until(roundId), { effectiveOn: '2022-02' })).toEqual(
      ['StepBeforeEarlierStep'],
    );
  });

  test('needs a round of this county that is not over', () => {
    const { given, roundId } = roundAt('closed');
    expect(given.refused(AnnounceReserveRound, until(unknown, '2024-07-31'))).toEqual([
      'ReserveRoundUnknown',
    ]);
    expect(given.refused(AnnounceReserveRound, until(roundId, '2024-07-31'))).toContain(
      'ReserveRoundOver',
    );
  });
});

describe('correcting the announcement', () => {
  const reason = '截止日期录入有误';
  const until = ({ roundId }: Round, nominationsUntil: string) => ({ roundId, nominationsUntil });

  test('names until when nominations were taken and are; asked twice nothing more happens', () => {
    const round = roundAt('announced');
    const { given, roundId } = round;
    const eventId = lastOf(round, 'ReserveRoundAnnounced');
    const input = until(round, '2022-03-15');
    expect(given.accepted(CorrectReserveAnnouncement, input, { reason })).toMatchObject([
      {
        type: 'ReserveAnnouncementCorrected',
        data: { roundId, eventId, was: '2022-03-31', is: '2022-03-15' },
      },
    ]);
    expect(given.accepted(CorrectReserveAnnouncement, input, { reason })).toEqual([]);
    const [again] = given.accepted(CorrectReserveAnnouncement, until(round, '2022-03-20'), {
      reason,
    });
    expect(again?.data).toMatchObject({ eventId, was: '2022-03-15', is: '2022-03-20' });
    const late = {
      roundId,
      cadreId: round.cadreId,
      form: 'UNIT' as const,
      nominatorUnitId: round.townshipId,
    };
    const nominated = (effectiveOn: string) =>
      given.refused(NominateReserveCandidate, late, { effectiveOn });
    expect(nominated('2022-03-21')).toEqual(['NominationsOver']);
    expect(nominated('2022-03-20')).toEqual([]);
  });

  test('cannot end nominations before one that was made, nor before the announcement', () => {
    const round = roundAt('nominated');
    const refused = (day: string) =>
      round.given.decide(CorrectReserveAnnouncement, until(round, day), { reason });
    const evidence = [lastOf(round, 'ReserveCandidateNominated')];
    expect(refused('2022-03-09')).toMatchObject({
      refusals: [{ code: 'NominatedLater', params: { count: 1, until: '2022-03-09' }, evidence }],
    });
    expect(refused('2022-03-10')).toMatchObject({ kind: 'accepted' });
    expect(refused('2022-03-04')).toMatchObject({
      refusals: [{ code: 'NominationsEndBeforeAnnouncement' }, { code: 'NominatedLater' }],
    });
  });

  test('needs an announcement in a round of this county, and a reason', () => {
    const round = roundAt('opened');
    expect(
      round.given.refused(CorrectReserveAnnouncement, until(round, '2022-03-15'), { reason: null }),
    ).toEqual(['ReasonNeeded', 'ReserveRoundNotAnnounced']);
    const elsewhere = { ...until(round, '2022-03-15'), roundId: unknown };
    expect(round.given.refused(CorrectReserveAnnouncement, elsewhere, { reason })).toEqual([
      'ReserveRoundUnknown',
    ]);
  });
});

test('another county’s round is unknown, and nothing of it is told', () => {
  const round = roundAt('publicized');
  const { given, roundId } = round;
  const stream = reserveRoundStream(roundId);
  const county = '419997' as CountyCode;
  const elsewhere = (given.streams.get(stream) ?? []).map((event) => ({
    ...event,
    meta: { ...event.meta, county },
  }));
  given.streams.set(stream, elsewhere);
  const unknownAlone = { refusals: [{ code: 'ReserveRoundUnknown', evidence: [] }] };
  const stands = { roundId, nominationsUntil: '2022-03-31' };
  expect(given.decide(AnnounceReserveRound, stands, on('announced'))).toMatchObject(unknownAlone);
  const correction = { roundId, nominationsUntil: '2022-03-01' };
  expect(given.decide(CorrectReserveAnnouncement, correction)).toMatchObject(unknownAlone);
});
