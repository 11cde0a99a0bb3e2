import { describe, expect, test } from '@jest/globals';
import type { EventId, ReserveRoundId } from '../../events/values.ts';
import { AdmitReserveMember } from '../../src/domain/reserve-pool.ts';
import { OpenReserveRound } from '../../src/domain/reserve-round.ts';
import {
  CancelReserveRound,
  CloseReserveRound,
} from '../../src/domain/reserve-round-conclusion.ts';
import { reserveRound } from '../../src/domain/reserve-round-state.ts';
import {
  CorrectReserveRoundStep,
  VoidReserveRoundEnd,
  VoidReserveRoundStep,
} from '../../src/domain/reserve-round-step.ts';
import { hasSentence } from '../../src/domain/sentences/index.ts';
import { county } from '../../src/domain/structure.ts';
import { reserveRounds } from '../../src/read-models/reserve-round.ts';
import { rowsOf } from '../read-models/rows-of.ts';
import { idOf, testCounty } from '../scenario.ts';
import { stateOf } from './given-people.ts';
import { advisoryCodes } from './given-postings.ts';
import { admission } from './given-reserve-pool.ts';
import { issueRules, roundAt, type Step, takeSteps, title } from './given-reserve-round.ts';

type Name = 'opened' | 'announced' | 'approved' | 'publicNotice' | 'ended';

/** A round brought to a step, its own steps to be corrected by their names. */
function at(last: Step) {
  const round = roundAt(last);
  const { given, roundId } = round;
  const state = () => stateOf(given, reserveRound(roundId));
  const step = (name: Name) => ({ roundId, eventId: state()[name]?.eventId as EventId });
  const input = (name: Name, day: string, until: string | null = null) => ({
    ...step(name),
    ...{ on: day, until },
  });
  return {
    round,
    given,
    roundId,
    state,
    step,
    input,
    move: (...args: Parameters<typeof input>) =>
      given.accepted(CorrectReserveRoundStep, input(...args)),
    codes: (...args: Parameters<typeof input>) =>
      given.refused(CorrectReserveRoundStep, input(...args)),
    row: () => rowsOf(reserveRounds, given.all()).get(roundId),
    slots: () => stateOf(given, county(testCounty)),
  };
}

describe('a step of a round', () => {
  test('is moved within its neighbours, once and for a reason', () => {
    const { given, move, input, row } = at('closed');
    const opening = input('opened', '2022-02-28');
    expect(given.refused(CorrectReserveRoundStep, opening, { reason: null })).toEqual([
      'ReasonNeeded',
    ]);
    for (const [name, day] of [
      ['opened', '2022-02-28'],
      ['announced', '2022-03-06'],
      ['approved', '2022-05-24'],
      ['publicNotice', '2022-05-27'],
      ['ended', '2022-06-08'],
    ] as const) {
      expect(move(name, day)).toHaveLength(1);
      expect(move(name, day)).toEqual([]);
    }
    expect(row()).toMatchObject({
      stage: 'CLOSED',
      openedOn: '2022-02-28',
      announcedOn: '2022-03-06',
      nominationsUntil: '2022-03-31',
      noticeEndsOn: '2022-06-02',
      closedOn: '2022-06-08',
    });
  });

  test('cannot pass another, nor what was recorded between them', () => {
    const { codes } = at('closed');
    expect(codes('opened', '2022-03-06')).toEqual(['StepOutOfOrder']);
    expect(codes('opened', '2021-12-31')).toEqual(['ReserveRoundYearDiffers']);
    expect(codes('announced', '2022-02-28')).toEqual(['StepOutOfOrder']);
    expect(codes('announced', '2022-03-11')).toEqual(['StepOutOfOrder']);
    expect(codes('announced', '2022-03-05', '2022-03-09')).toEqual(['NominatedLater']);
    expect(codes('announced', '2022-03-05', '2022-03-04')).toEqual([
      'NominatedLater',
      'NominationsEndBeforeAnnouncement',
    ]);
    expect(codes('approved', '2022-05-09')).toEqual(['StepOutOfOrder']);
    expect(codes('approved', '2022-05-31')).toEqual(['StepOutOfOrder']);
    expect(codes('publicNotice', '2022-05')).toEqual(['DayNeeded']);
    expect(codes('publicNotice', '2022-05-31')).toEqual(['ReserveRoundNoticeOpen']);
    expect(codes('publicNotice', '2022-05-30', '2022-06-05')).toEqual(['NoticeTooShort']);
    expect(codes('ended', '2022-06-06')).toEqual(['ReserveRoundNoticeOpen']);
    expect(codes('ended', '2024-07-01')).toEqual(['DateAhead']);
    expect(codes('approved', '2022-05-25', '2022-06-01')).toEqual(['StepHasNoEnd']);
  });

  test('the announcement says until when, the notice until when it ran', () => {
    const { move, row, state } = at('publicized');
    move('announced', '2022-03-06', '2022-04-01');
    move('publicNotice', '2022-05-30', '2022-06-10');
    expect(row()).toMatchObject({ nominationsUntil: '2022-04-01', noticeEndsOn: '2022-06-10' });
    expect(state()).toMatchObject({
      announced: { nominationsUntil: '2022-04-01' },
      publicNotice: { endsOn: '2022-06-10' },
    });
  });

  test('a notice cannot have run while somebody entered the pool', () => {
    const { given, round, roundId, codes } = at('publicized');
    const entryChannel = 'PUBLIC_RECOMMENDATION' as const;
    const entry = { ...admission, entryChannel, roundId, cadreId: round.cadreId };
    given.accepted(AdmitReserveMember, entry, { effectiveOn: '2022-06-07' });
    expect(codes('publicNotice', '2022-05-31')).toEqual(['AdmittedDuringNotice']);
    expect(codes('publicNotice', '2022-05-30', '2022-06-06')).toEqual([]);
  });

  test('an opening of another day keeps the rules it pinned, and that is said', () => {
    const { given, input } = at('announced');
    issueRules(given, {}, '2022-02-01');
    expect(
      advisoryCodes(given.decide(CorrectReserveRoundStep, input('opened', '2022-02-28'))),
    ).toEqual(['PinnedRulesStay']);
  });

  test('must be one of the round', () => {
    const { given, roundId } = at('announced');
    const none = { roundId, eventId: idOf<EventId>('none'), on: '2022-03-02', until: null };
    expect(given.refused(CorrectReserveRoundStep, none)).toEqual(['CorrectedFactUnknown']);
    const nowhere = { ...none, roundId: idOf<ReserveRoundId>('none') };
    expect(given.refused(CorrectReserveRoundStep, nowhere)).toEqual(['ReserveRoundUnknown']);
  });
});

describe('an opening or announcement recorded in error', () => {
  test('is taken back from the latest on, and the county may open another', () => {
    const { given, step, row, slots } = at('announced');
    const [opening, announcement] = [step('opened'), step('announced')];
    expect(given.refused(VoidReserveRoundStep, opening)).toEqual(['ReserveRoundStepNotLatest']);
    given.accepted(VoidReserveRoundStep, announcement);
    expect(given.accepted(VoidReserveRoundStep, announcement)).toEqual([]);
    expect(row()).toMatchObject({ stage: 'DRAFT', announcedOn: null, nominationsUntil: null });
    expect(given.accepted(VoidReserveRoundStep, opening).map(({ type }) => type)).toEqual([
      'ReserveRoundStepVoided',
      'ReserveRoundSlotReleased',
    ]);
    expect(given.accepted(VoidReserveRoundStep, opening)).toEqual([]);
    expect(row()).toBeUndefined();
    expect(slots()).toMatchObject({ openRound: null, roundYears: [] });
    const anew = { year: 2022, title };
    expect(given.accepted(OpenReserveRound, anew, { effectiveOn: '2022-03-02' })).toHaveLength(2);
  });

  test('stays while something was recorded on it, or the round is over', () => {
    const { given, step } = at('nominated');
    expect(given.refused(VoidReserveRoundStep, step('announced'))).toEqual(['RecordedSince']);
    const over = at('announced');
    const { roundId } = over;
    const cancel = { roundId, grounds: '换届延期' };
    over.given.accepted(CancelReserveRound, cancel, { effectiveOn: '2022-03-06' });
    expect(over.given.refused(VoidReserveRoundStep, over.step('announced'))).toEqual([
      'ReserveRoundOver',
    ]);
  });
});

describe('an end recorded in error', () => {
  test('is taken back: the round goes on, and is the one the county has open', () => {
    const { given, roundId, row, slots, state } = at('closed');
    expect(slots()).toMatchObject({ openRound: null, roundYears: [2022] });
    expect(given.refused(VoidReserveRoundEnd, { roundId }, { reason: null })).toEqual([
      'ReasonNeeded',
    ]);
    expect(given.accepted(VoidReserveRoundEnd, { roundId }).map(({ type }) => type)).toEqual([
      'ReserveRoundEndVoided',
      'ReserveRoundSlotTaken',
    ]);
    expect(given.accepted(VoidReserveRoundEnd, { roundId })).toEqual([]);
    expect(row()).toMatchObject({ stage: 'PUBLICIZED', closedOn: null });
    expect(state()).toMatchObject({ ended: null, cancelled: false });
    expect(slots()).toMatchObject({ openRound: { roundId, year: 2022 }, roundYears: [] });
    given.accepted(CloseReserveRound, { roundId }, { effectiveOn: '2022-06-09' });
    expect(row()).toMatchObject({ stage: 'CLOSED', closedOn: '2022-06-09' });
    expect(slots()).toMatchObject({ openRound: null, roundYears: [2022] });
    expect(given.accepted(VoidReserveRoundEnd, { roundId })).toHaveLength(2);
  });

  test('a cancellation goes back where no other round took its place', () => {
    const { round, given, roundId, row } = at('announced');
    const cancel = { roundId, grounds: '换届延期' };
    given.accepted(CancelReserveRound, cancel, { effectiveOn: '2022-03-06' });
    expect(row()?.stage).toBe('CANCELLED');
    const [other] = given.accepted(
      OpenReserveRound,
      { year: 2022, title },
      { effectiveOn: '2022-03-05' },
    );
    expect(given.decide(VoidReserveRoundEnd, { roundId }, { reason: '误录' })).toMatchObject({
      refusals: [{ code: 'ReserveRoundStillOpen', evidence: [other?.id] }],
    });
    const second = { ...round, roundId: other?.data.roundId as ReserveRoundId };
    takeSteps(second, 'opened', 'closed');
    expect(given.refused(VoidReserveRoundEnd, { roundId })).toEqual(['ReserveRoundHeldInYear']);
    const { eventId } = stateOf(given, reserveRound(second.roundId)).ended ?? {};
    expect(eventId).toBeDefined();
  });

  test('a cancellation alone goes back, and the round is announced as before', () => {
    const { given, roundId, row } = at('announced');
    given.accepted(
      CancelReserveRound,
      { roundId, grounds: '换届延期' },
      { effectiveOn: '2022-03-06' },
    );
    given.accepted(VoidReserveRoundEnd, { roundId });
    expect(row()).toMatchObject({ stage: 'ANNOUNCED', closedOn: null });
  });

  test('must have been recorded', () => {
    const { given, roundId } = at('announced');
    expect(given.refused(VoidReserveRoundEnd, { roundId })).toEqual(['ReserveRoundNotOver']);
  });
});

test('every finding has a sentence', () => {
  for (const code of [
    'AdmittedDuringNotice',
    'NoticeTooShort',
    'RecordedSince',
    'ReserveRoundNotOver',
    'ReserveRoundStepNotLatest',
    'StepHasNoEnd',
    'StepOutOfOrder',
  ]) {
    expect([code, hasSentence(code)]).toEqual([code, true]);
  }
});
