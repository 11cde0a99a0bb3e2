import { describe, expect, test } from '@jest/globals';
import type { ReserveRoundId } from '../../events/values.ts';
import { DeliberateReserveRound } from '../../src/domain/reserve-round-conclusion.ts';
import {
  CorrectReserveInspection,
  InspectReserveCandidate,
  VoidReserveInspection,
} from '../../src/domain/reserve-round-inspection.ts';
import { reserveRound } from '../../src/domain/reserve-round-state.ts';
import { idOf } from '../scenario.ts';
import { stateOf } from './given-people.ts';
import { days, decision, lastOf, on, type Round, roundAt } from './given-reserve-round.ts';

const unknown = idOf<ReserveRoundId>('no round');
const reason = '结论录入有误';
const foundFit = ({ roundId, cadreId }: Round) => ({ roundId, cadreId, fit: true, teamSize: 2 });
const candidate = ({ roundId, cadreId }: Round) => ({ roundId, cadreId });

describe('inspecting a candidate', () => {
  test('says whether they are fit, and asked twice does nothing', () => {
    const round = roundAt('recommended');
    expect(
      round.given.accepted(InspectReserveCandidate, foundFit(round), on('inspected')),
    ).toMatchObject([{ type: 'ReserveCandidateInspected', data: foundFit(round) }]);
    expect(round.given.accepted(InspectReserveCandidate, foundFit(round), on('inspected'))).toEqual(
      [],
    );
  });

  test.each([
    ['result', { fit: false }, days.inspected],
    ['team', { teamSize: 3 }, days.inspected],
    ['date', {}, '2022-05-11'],
  ])('cannot be done anew with another %s', (_what, changed, effectiveOn) => {
    const round = roundAt('inspected');
    const again = { ...foundFit(round), ...changed };
    expect(round.given.decide(InspectReserveCandidate, again, { effectiveOn })).toMatchObject({
      refusals: [
        {
          code: 'CandidateInspectedAlready',
          evidence: [lastOf(round, 'ReserveCandidateInspected')],
        },
      ],
    });
  });

  test('needs a recommended candidate and a team of two', () => {
    const round = roundAt('held');
    const alone = { ...foundFit(round), teamSize: 1 };
    expect(round.given.decide(InspectReserveCandidate, alone, on('inspected'))).toMatchObject({
      refusals: [
        { code: 'CandidateNotRecommended' },
        {
          code: 'InspectionTeamTooSmall',
          params: { members: 1, membersMin: 2 },
          rule: 'P1.INSPECTION_TEAM',
        },
      ],
    });
    const elsewhere = { ...foundFit(round), roundId: unknown };
    expect(round.given.refused(InspectReserveCandidate, elsewhere)).toContain(
      'ReserveRoundUnknown',
    );
  });
});

describe('correcting an inspection', () => {
  test('names what it was and is; asked twice nothing more happens', () => {
    const round = roundAt('inspected');
    const { given, roundId, cadreId } = round;
    const eventId = lastOf(round, 'ReserveCandidateInspected');
    const unfit = { ...foundFit(round), fit: false };
    const more = { ...unfit, teamSize: 3 };
    expect(given.accepted(CorrectReserveInspection, foundFit(round), { reason })).toEqual([]);
    expect(given.accepted(CorrectReserveInspection, unfit, { reason })).toMatchObject([
      {
        type: 'ReserveInspectionCorrected',
        data: {
          ...candidate(round),
          eventId,
          was: { fit: true, teamSize: 2 },
          is: { fit: false, teamSize: 2 },
        },
      },
    ]);
    expect(given.accepted(CorrectReserveInspection, unfit, { reason })).toEqual([]);
    const [again] = given.accepted(CorrectReserveInspection, more, { reason });
    expect(again?.data).toMatchObject({ eventId, was: { fit: false }, is: { teamSize: 3 } });
    expect(stateOf(given, reserveRound(roundId)).candidates.get(cadreId)?.inspected).toEqual({
      eventId,
      on: days.inspected,
      fit: false,
      teamSize: 3,
    });
  });

  test('is what the deliberation then goes by', () => {
    const round = roundAt('inspected');
    const unfit = { ...foundFit(round), fit: false };
    round.given.accepted(CorrectReserveInspection, unfit, { reason });
    const approving = () =>
      round.given.refused(DeliberateReserveRound, decision(round), on('deliberated'));
    expect(approving()).toEqual(['CandidatesNotFoundFit']);
    round.given.accepted(CorrectReserveInspection, foundFit(round), { reason });
    expect(approving()).toEqual([]);
  });

  test('needs an inspection, a reason and a team of two', () => {
    const none = roundAt('recommended');
    expect(none.given.refused(CorrectReserveInspection, foundFit(none), { reason })).toEqual([
      'CandidateNotInspected',
    ]);
    const round = roundAt('inspected');
    const alone = { ...foundFit(round), teamSize: 1 };
    expect(round.given.refused(CorrectReserveInspection, alone, { reason: null })).toEqual([
      'InspectionTeamTooSmall',
      'ReasonNeeded',
    ]);
    const elsewhere = { ...foundFit(round), roundId: unknown };
    expect(round.given.refused(CorrectReserveInspection, elsewhere, { reason })).toEqual([
      'ReserveRoundUnknown',
    ]);
  });

  test('ends for those approved; of others it is corrected after the deliberation too', () => {
    const round = roundAt('deliberated');
    const unfit = { ...foundFit(round), fit: false };
    const evidence = [lastOf(round, 'ReserveRoundDeliberated')];
    const refusals = [{ code: 'InspectionAlreadyUsed', evidence }];
    expect(round.given.decide(CorrectReserveInspection, unfit, { reason })).toMatchObject({
      refusals,
    });
    expect(round.given.decide(VoidReserveInspection, candidate(round), { reason })).toMatchObject({
      refusals,
    });
    const passedOver = roundAt('inspected');
    const nobody = { ...decision(passedOver), approvedIds: [] };
    passedOver.given.accepted(DeliberateReserveRound, nobody, on('deliberated'));
    const late = { ...foundFit(passedOver), teamSize: 3 };
    expect(passedOver.given.refused(CorrectReserveInspection, late, { reason })).toEqual([]);
  });
});

describe('voiding an inspection', () => {
  test('names it, and asked twice nothing more happens; it can be made anew', () => {
    const round = roundAt('inspected');
    const { given } = round;
    const eventId = lastOf(round, 'ReserveCandidateInspected');
    expect(given.accepted(VoidReserveInspection, candidate(round), { reason })).toMatchObject([
      { type: 'ReserveInspectionVoided', data: { ...candidate(round), eventId } },
    ]);
    expect(given.accepted(VoidReserveInspection, candidate(round), { reason })).toEqual([]);
    const anew = { ...foundFit(round), fit: false };
    expect(given.accepted(InspectReserveCandidate, anew, on('inspected'))).toHaveLength(1);
    expect(given.accepted(VoidReserveInspection, candidate(round), { reason })).toHaveLength(1);
  });

  test('needs an inspection and a reason', () => {
    const round = roundAt('recommended');
    expect(round.given.refused(VoidReserveInspection, candidate(round), { reason: null })).toEqual([
      'CandidateNotInspected',
      'ReasonNeeded',
    ]);
  });
});
