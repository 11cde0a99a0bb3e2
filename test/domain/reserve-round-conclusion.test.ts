import { describe, expect, test } from '@jest/globals';
import type { ReserveRoundId } from '../../events/values.ts';
import { commands } from '../../src/domain/index.ts';
import {
  CancelReserveRound,
  CloseReserveRound,
  DeliberateReserveRound,
  PublicizeReserveRound,
} from '../../src/domain/reserve-round-conclusion.ts';
import { InspectReserveCandidate } from '../../src/domain/reserve-round-inspection.ts';
import { idOf } from '../scenario.ts';
import {
  days,
  decision,
  issueRules,
  on,
  roundAt,
  steps,
  takeSteps,
  title,
} from './given-reserve-round.ts';

const unknown = idOf<ReserveRoundId>('no round');
const grounds = '换届延期';

describe('deliberating a round', () => {
  test('says who was approved, and asked twice does nothing', () => {
    const round = roundAt('inspected');
    const input = decision(round);
    expect(round.given.accepted(DeliberateReserveRound, input, on('deliberated'))).toMatchObject([
      { type: 'ReserveRoundDeliberated', data: input, meta: { effectiveOn: days.deliberated } },
    ]);
    expect(round.given.accepted(DeliberateReserveRound, input, on('deliberated'))).toEqual([]);
    const otherwise = { ...input, votesFor: 9 };
    expect(round.given.refused(DeliberateReserveRound, otherwise, on('deliberated'))).toEqual([
      'ReserveRoundDeliberatedAlready',
    ]);
  });

  test.each([
    [12, 8, 7, []],
    [12, 7, 7, ['QuorumMissed']],
    [12, 12, 6, ['MajorityMissed']],
    [3, 2, 2, []],
    [11, 7, 5, ['MajorityMissed', 'QuorumMissed']],
    [11, 12, 8, ['MorePresentThanExpected']],
    [11, 8, 9, ['VotesExceedPresent']],
  ])('of %d members %d present and %d in favour: %p', (expected, present, votesFor, codes) => {
    const round = roundAt('inspected');
    const input = { ...decision(round), expected, present, votesFor };
    expect(round.given.refused(DeliberateReserveRound, input, on('deliberated'))).toEqual(codes);
  });

  test('approves nobody who was not found fit; it may approve nobody', () => {
    const round = roundAt('recommended');
    const { given, roundId, cadreId } = round;
    expect(given.refused(DeliberateReserveRound, decision(round), on('deliberated'))).toEqual([
      'CandidatesNotFoundFit',
    ]);
    const unfit = { roundId, cadreId, fit: false, teamSize: 2 };
    given.accepted(InspectReserveCandidate, unfit, on('inspected'));
    expect(given.refused(DeliberateReserveRound, decision(round), on('deliberated'))).toEqual([
      'CandidatesNotFoundFit',
    ]);
    const none = { ...decision(round), approvedIds: [] };
    expect(given.refused(DeliberateReserveRound, none, on('deliberated'))).toEqual([]);
  });

  test('names nobody twice among those approved', () => {
    const round = roundAt('inspected');
    const { given, cadreId } = round;
    const twice = { ...decision(round), approvedIds: [cadreId, cadreId] };
    expect(given.refused(DeliberateReserveRound, twice, on('deliberated'))).toEqual([
      'CandidateApprovedTwice',
    ]);
    given.accepted(DeliberateReserveRound, decision(round), on('deliberated'));
    expect(given.refused(DeliberateReserveRound, twice, on('deliberated'))).toEqual([
      'CandidateApprovedTwice',
      'ReserveRoundDeliberatedAlready',
    ]);
  });

  test('is refused with the rule it breaks and where that stands', () => {
    const round = roundAt('inspected');
    const input = { ...decision(round), present: 7, votesFor: 5 };
    const basis = '党政领导干部选拔任用工作条例(2019年修订)/38';
    expect(round.given.decide(DeliberateReserveRound, input, on('deliberated'))).toMatchObject({
      refusals: [
        { code: 'QuorumMissed', rule: 'P1.DELIBERATION', basis },
        { code: 'MajorityMissed', rule: 'P1.DELIBERATION', basis },
      ],
    });
  });
});

describe('publicizing a round', () => {
  test('counts five working days, the first included, over the holiday between them', () => {
    const { given, roundId } = roundAt('deliberated');
    // 2022-06-03 was the Dragon Boat Festival, 06-04 and 06-05 a weekend.
    expect(given.accepted(PublicizeReserveRound, { roundId }, on('publicized'))).toMatchObject([
      { type: 'ReserveRoundPublicized', data: { roundId, endsOn: '2022-06-06' } },
    ]);
    expect(given.accepted(PublicizeReserveRound, { roundId }, on('publicized'))).toEqual([]);
  });

  test('cannot be done anew on another day, nor before the decision', () => {
    const { given, roundId } = roundAt('publicized');
    expect(
      given.refused(PublicizeReserveRound, { roundId }, { effectiveOn: '2022-05-31' }),
    ).toEqual(['ReserveRoundPublicizedAlready']);
    const early = roundAt('deliberated');
    const before = { effectiveOn: '2022-05-24' };
    expect(early.given.refused(PublicizeReserveRound, { roundId: early.roundId }, before)).toEqual([
      'StepBeforeEarlierStep',
    ]);
  });

  test('needs a day to count from', () => {
    const { given, roundId } = roundAt('deliberated');
    expect(given.refused(PublicizeReserveRound, { roundId }, { effectiveOn: '2022-05' })).toEqual([
      'DayNeeded',
    ]);
  });

  test('needs a decision, and a round of this county', () => {
    const { given, roundId } = roundAt('inspected');
    expect(given.refused(PublicizeReserveRound, { roundId }, on('publicized'))).toEqual([
      'ReserveRoundNotDeliberated',
    ]);
    expect(given.refused(PublicizeReserveRound, { roundId: unknown })).toContain(
      'ReserveRoundUnknown',
    );
  });
});

describe('closing a round', () => {
  test('gives the county’s place free and counts the round as held; asked twice does nothing', () => {
    const { given, roundId } = roundAt('publicized');
    expect(given.accepted(CloseReserveRound, { roundId }, on('closed'))).toMatchObject([
      { type: 'ReserveRoundClosed', data: { roundId } },
      { type: 'ReserveRoundSlotReleased', data: { roundId, year: 2022, held: true } },
    ]);
    expect(given.accepted(CloseReserveRound, { roundId }, on('closed'))).toEqual([]);
  });

  test('waits for the last day of the notice to pass', () => {
    const { given, roundId } = roundAt('publicized');
    const refused = (effectiveOn: string) =>
      given.decide(CloseReserveRound, { roundId }, { effectiveOn });
    expect(refused('2022-06-06')).toMatchObject({
      refusals: [{ code: 'ReserveRoundNoticeOpen', params: { endsOn: '2022-06-06' } }],
    });
    expect(refused('2022-06-07')).toMatchObject({ kind: 'accepted' });
  });

  test('needs a public notice, and a round of this county that was not cancelled', () => {
    const { given, roundId } = roundAt('deliberated');
    expect(given.refused(CloseReserveRound, { roundId }, on('closed'))).toEqual([
      'ReserveRoundNotPublicized',
    ]);
    expect(given.refused(CloseReserveRound, { roundId: unknown })).toContain('ReserveRoundUnknown');
    given.accepted(CancelReserveRound, { roundId, grounds }, on('closed'));
    expect(given.refused(CloseReserveRound, { roundId }, on('closed'))).toContain(
      'ReserveRoundOver',
    );
  });
});

describe('cancelling a round', () => {
  test.each(steps.slice(0, -1))('can be done when it is %s, and counts it as not held', (step) => {
    const { given, roundId } = roundAt(step);
    const cancelled = given.accepted(CancelReserveRound, { roundId, grounds });
    expect(cancelled).toMatchObject([
      { type: 'ReserveRoundCancelled', data: { roundId, grounds } },
      { type: 'ReserveRoundSlotReleased', data: { roundId, year: 2022, held: false } },
    ]);
    expect(given.accepted(CancelReserveRound, { roundId, grounds })).toEqual([]);
  });

  test('cannot be done to a round that was held, nor to another county’s', () => {
    const { given, roundId } = roundAt('closed');
    expect(given.refused(CancelReserveRound, { roundId, grounds })).toEqual(['ReserveRoundOver']);
    expect(given.refused(CancelReserveRound, { roundId: unknown, grounds })).toEqual([
      'ReserveRoundUnknown',
    ]);
  });
});

test('a round is led to its end by the rules pinned at its opening, whatever is issued meanwhile', () => {
  const round = roundAt('opened');
  const harder = {
    'P1.ATTENDANCE': { share: 1 },
    'P1.INSPECTION_TEAM': { members: 5 },
    'P1.DELIBERATION': { quorumShare: 1, majorityOver: 0.9 },
    'P1.NOTICE': { workingDays: 20 },
  };
  issueRules(round.given, harder, '2022-03-02');
  takeSteps(round, 'opened', 'closed');
  const types = round.given.all().map(({ type }) => type);
  expect(types).toContain('ReserveRoundClosed');
  const next = commands.find(({ name }) => name === 'OpenReserveRound');
  if (next === undefined) throw new Error('OpenReserveRound is not listed');
  const [opened] = round.given.accepted(next, { year: 2024, title }, { effectiveOn: '2024-03-01' });
  expect(opened?.data).toMatchObject({ ruleSetVersion: 2 });
});

test('a whole round can be entered years later, each step on its own date', () => {
  const { given } = roundAt('closed');
  const dates = given.all().filter(({ stream }) => stream.startsWith('reserveRound-'));
  expect(dates.map(({ meta }) => meta.effectiveOn)).toEqual(Object.values(days));
  expect(new Set(dates.map(({ meta }) => meta.recordedAt.slice(0, 4)))).toEqual(new Set(['2024']));
});
