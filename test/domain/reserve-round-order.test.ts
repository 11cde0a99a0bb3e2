import { describe, expect, test } from '@jest/globals';
import { addDays, type CivilDate } from '../../events/dates.ts';
import type { Decision } from '../../src/domain/command.ts';
import { AnnounceReserveRound } from '../../src/domain/reserve-round.ts';
import {
  NominateReserveCandidate,
  QualifyReserveCandidate,
  RejectReserveCandidate,
} from '../../src/domain/reserve-round-candidate.ts';
import {
  CancelReserveRound,
  CloseReserveRound,
  DeliberateReserveRound,
  PublicizeReserveRound,
} from '../../src/domain/reserve-round-conclusion.ts';
import { InspectReserveCandidate } from '../../src/domain/reserve-round-inspection.ts';
import { HoldReserveRecommendation } from '../../src/domain/reserve-round-meeting.ts';
import { RecommendReserveCandidates } from '../../src/domain/reserve-round-recommendation.ts';
import {
  days,
  decision,
  lastOf,
  meeting,
  on,
  qualify,
  type Round,
  roundAt,
  type Step,
  takeSteps,
  votesOn,
} from './given-reserve-round.ts';

type Dated = { readonly effectiveOn: string };
type Take = (round: Round, record: Dated) => Decision;
const candidate = ({ roundId, cadreId }: Round) => ({ roundId, cadreId });
const grounds = '任职年限不足';

const announce: Take = ({ given, roundId }, record) =>
  given.decide(AnnounceReserveRound, { roundId, nominationsUntil: '2022-03-31' }, record);
const nominate: Take = (round, record) => {
  const byUnit = { form: 'UNIT' as const, nominatorUnitId: round.townshipId };
  return round.given.decide(NominateReserveCandidate, { ...candidate(round), ...byUnit }, record);
};
const screenIn: Take = (round, record) =>
  round.given.decide(QualifyReserveCandidate, candidate(round), record);
const screenOut: Take = (round, record) =>
  round.given.decide(RejectReserveCandidate, { ...candidate(round), grounds }, record);
const hold: Take = (round, record) =>
  round.given.decide(HoldReserveRecommendation, meeting(round), record);
const list: Take = ({ given, roundId, cadreId }, record) =>
  given.decide(RecommendReserveCandidates, { roundId, cadreIds: [cadreId] }, record);
const inspect: Take = (round, record) => {
  const found = { ...candidate(round), fit: true, teamSize: 2 };
  return round.given.decide(InspectReserveCandidate, found, record);
};
const deliberate: Take = (round, record) =>
  round.given.decide(DeliberateReserveRound, decision(round), record);
const publicize: Take = ({ given, roundId }, record) =>
  given.decide(PublicizeReserveRound, { roundId }, record);
const cancel: Take = ({ given, roundId }, record) =>
  given.decide(CancelReserveRound, { roundId, grounds }, record);

describe('a step lies not before the one it follows', () => {
  const follows: readonly (readonly [string, Step, string, Take])[] = [
    ['an announcement', 'opened', 'ReserveRoundOpened', announce],
    ['a nomination', 'announced', 'ReserveRoundAnnounced', nominate],
    ['a qualification', 'nominated', 'ReserveCandidateNominated', screenIn],
    ['a rejection', 'nominated', 'ReserveCandidateNominated', screenOut],
    ['a meeting', 'qualified', 'ReserveCandidateQualified', hold],
    ['a listing', 'held', 'ReserveRecommendationHeld', list],
    ['an inspection', 'recommended', 'ReserveCandidateRecommended', inspect],
    ['a deliberation', 'inspected', 'ReserveCandidateInspected', deliberate],
    ['a notice', 'deliberated', 'ReserveRoundDeliberated', publicize],
    ['a cancellation', 'deliberated', 'ReserveRoundDeliberated', cancel],
  ];

  test.each(follows)('%s may be on its day, not on the day before', (_words, after, type, take) => {
    const round = roundAt(after);
    const dayBefore = addDays(days[after] as CivilDate, -1);
    expect(take(round, { effectiveOn: dayBefore })).toMatchObject({
      kind: 'refused',
      refusals: expect.arrayContaining([
        expect.objectContaining({
          code: 'StepBeforeEarlierStep',
          params: { on: dayBefore, earlier: days[after] },
          evidence: [lastOf(round, type)],
        }),
      ]),
    });
    expect(take(round, on(after))).toMatchObject({ kind: 'accepted' });
  });

  test.each(follows.filter(([, , , take]) => take !== publicize))(
    '%s known to the month may be in the same month',
    (_words, after, _type, take) => {
      const month = days[after].slice(0, 7);
      expect(take(roundAt(after), { effectiveOn: month })).toMatchObject({ kind: 'accepted' });
    },
  );
});

describe('of several steps it follows', () => {
  test('a meeting lies not before the last screening of whom it tallies', () => {
    const round = roundAt('qualified');
    const late = qualify(round, '某乙', '2022-04-10');
    const both = [votesOn(round.cadreId), votesOn(late, 2)];
    const held = (effectiveOn: string, tallies = both) =>
      round.given.refused(
        HoldReserveRecommendation,
        { ...meeting(round), tallies },
        { effectiveOn },
      );
    expect(held('2022-04-09')).toEqual(['StepBeforeEarlierStep']);
    expect(held('2022-04-10')).toEqual([]);
    expect(held('2022-04-09', [votesOn(round.cadreId)])).toEqual([]);
  });

  test('a screening follows the first nomination, whichever was recorded first', () => {
    const round = roundAt('nominated');
    const { given, cadreId } = round;
    const early = { effectiveOn: '2022-03-08' };
    expect(screenIn(round, early)).toMatchObject({ kind: 'refused' });
    const self = { form: 'SELF' as const, nominatorUnitId: null, nominatorIds: [cadreId] };
    given.accepted(NominateReserveCandidate, { ...candidate(round), ...self }, early);
    expect(screenIn(round, early)).toMatchObject({ kind: 'accepted' });
  });

  test('a round does not close before a step of it, though its notice has ended', () => {
    const round = roundAt('publicized');
    const { given, roundId, cadreId } = round;
    const talks = { ...meeting(round), form: 'TALKS' as const, tallies: [votesOn(cadreId)] };
    given.accepted(HoldReserveRecommendation, talks, { effectiveOn: '2022-06-10' });
    expect(given.refused(CloseReserveRound, { roundId }, on('closed'))).toEqual([
      'StepBeforeEarlierStep',
    ]);
    const after = { effectiveOn: '2022-06-10' };
    expect(given.refused(CloseReserveRound, { roundId }, after)).toEqual([]);
  });
});

test('another candidate’s steps are entered after the decision, each on its own day', () => {
  const round = roundAt('deliberated');
  const other = { ...round, cadreId: qualify(round, '某乙') };
  const talks = { ...meeting(other), form: 'TALKS' as const };
  round.given.accepted(HoldReserveRecommendation, talks, on('held'));
  takeSteps(other, 'held', 'inspected');
  const inspected = round.given.all().at(-1);
  expect(inspected).toMatchObject({
    type: 'ReserveCandidateInspected',
    data: { cadreId: other.cadreId },
    meta: { effectiveOn: days.inspected },
  });
});
