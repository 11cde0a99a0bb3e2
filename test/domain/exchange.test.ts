import { describe, expect, test } from '@jest/globals';
import { PostingEnded } from '../../events/posting.ts';
import type { EventId, ExchangeId } from '../../events/values.ts';
import {
  ApproveExchange,
  CancelExchange,
  ConsultExchangeUnit,
  exchangeCommands,
  NotifyExchange,
  ReportForDuty,
} from '../../src/domain/exchange.ts';
import { VoidExchangeCompletion } from '../../src/domain/exchange-correction.ts';
import { CompleteExchange } from '../../src/domain/exchange-proposal.ts';
import { cadreStream } from '../../src/domain/people.ts';
import { VoidPosting } from '../../src/domain/posting-correction.ts';
import { exchanges } from '../../src/read-models/exchange.ts';
import { rowsOf } from '../read-models/rows-of.ts';
import {
  approved,
  consulted,
  notified,
  on,
  proposed,
  reported,
  township,
} from './given-exchanges.ts';
import { givenUnit } from './given-people.ts';
import { advisoryCodes, givenPosting } from './given-postings.ts';

describe('the steps of an exchange', () => {
  test('approval waits for both units', () => {
    const world = township();
    const exchangeId = proposed(world);
    expect(world.given.refused(ApproveExchange, { exchangeId })).toEqual([
      'ExchangeUnitNotConsulted',
      'ExchangeUnitNotConsulted',
    ]);
    world.given.accepted(ConsultExchangeUnit, { exchangeId, side: 'TO', agreed: true });
    expect(world.given.refused(ApproveExchange, { exchangeId })).toEqual([
      'ExchangeUnitNotConsulted',
    ]);
  });

  test('a unit that disagrees is named with the approval, and may change its mind before it', () => {
    const world = township();
    const exchangeId = consulted(world);
    const disagrees = { exchangeId, side: 'FROM' as const, agreed: false };
    const [opinion] = world.given.accepted(ConsultExchangeUnit, disagrees, on('2021-03-06'));
    expect(opinion?.data).toMatchObject({ organizationId: world.from, agreed: false });
    expect(advisoryCodes(world.given.decide(ApproveExchange, { exchangeId }))).toEqual([
      'ExchangeUnitDisagrees',
    ]);
    world.given.accepted(ApproveExchange, { exchangeId }, on('2021-03-10'));
    const late = { ...disagrees, agreed: true };
    expect(world.given.refused(ConsultExchangeUnit, late)).toEqual(['ExchangeApprovedAlready']);
  });

  test('come one after another', () => {
    const world = township();
    const exchangeId = proposed(world);
    expect(world.given.refused(NotifyExchange, { exchangeId })).toEqual(['ExchangeNotApproved']);
    expect(world.given.refused(ReportForDuty, { exchangeId })).toEqual(['ExchangeNotNotified']);
    expect(world.given.refused(CompleteExchange, { exchangeId })).toEqual(['CadreHasNotReported']);
  });

  test('cannot lie before the step they follow, as far as the dates are known', () => {
    const world = township();
    const exchangeId = consulted(world);
    const approve = (effectiveOn: string) =>
      world.given.refused(ApproveExchange, { exchangeId }, { effectiveOn });
    expect(approve('2021-03-04')).toEqual(['StepBeforeEarlierStep', 'StepBeforeEarlierStep']);
    expect(approve('2021-03')).toEqual([]);
    expect(approve('2021-02')).toEqual(['StepBeforeEarlierStep', 'StepBeforeEarlierStep']);
  });

  test('asked twice do nothing, asked for another day are refused', () => {
    const world = township();
    const exchangeId = reported(world);
    const { given } = world;
    const consult = { exchangeId, side: 'FROM' as const, agreed: true };
    expect(given.accepted(ConsultExchangeUnit, consult)).toEqual([]);
    expect(given.accepted(ApproveExchange, { exchangeId }, on('2021-03-10'))).toEqual([]);
    expect(given.accepted(NotifyExchange, { exchangeId }, on('2021-03-12'))).toEqual([]);
    expect(given.accepted(ReportForDuty, { exchangeId }, on('2021-03-15'))).toEqual([]);
    for (const command of [ApproveExchange, NotifyExchange, ReportForDuty]) {
      expect(given.refused(command, { exchangeId }, on('2021-04-01'))).toEqual([
        'ExchangeStepTaken',
      ]);
    }
  });

  test('are refused for an exchange that is not there', () => {
    const { given } = township();
    const exchangeId = 'a0000000-0000-7000-8000-000000000000' as ExchangeId;
    expect(given.refused(CancelExchange, { exchangeId })).toEqual(['ExchangeUnknown']);
    expect(given.refused(CompleteExchange, { exchangeId })).toContain('ExchangeUnknown');
    expect(given.refused(ConsultExchangeUnit, { exchangeId, side: 'TO', agreed: true })).toEqual([
      'ExchangeUnknown',
    ]);
  });
});

describe('completing an exchange', () => {
  test('places the cadre, ends the posting left and says what counted on the day', () => {
    const world = township();
    const exchangeId = reported(world);
    const events = world.given.accepted(CompleteExchange, { exchangeId }, on('2021-03-20'));
    expect(events.map(({ type }) => type)).toEqual([
      'ExchangeCompleted',
      'PostingEnded',
      'PostingStarted',
      'PostFilled',
    ]);
    const [completed, ended, started] = events;
    expect(completed?.data).toMatchObject({ direction: 'UP', midLevelOrBelow: true });
    expect(ended?.data).toMatchObject({ postingId: world.posting.id, reason: 'NEW_POST' });
    expect(started).toMatchObject({
      data: { kind: 'MAIN', basedOn: completed?.id, postId: world.postId, staffing: 'ADMIN' },
      meta: { effectiveOn: '2021-03-20' },
    });
    expect(world.given.accepted(CompleteExchange, { exchangeId }, on('2021-03-20'))).toEqual([]);
    expect(world.given.refused(CompleteExchange, { exchangeId }, on('2021-04-01'))).toEqual([
      'ExchangeStepTaken',
    ]);
  });

  test('leaves the main posting where it is when it is a secondment', () => {
    const world = township();
    world.proposal.kind = 'SECONDMENT' as never;
    const exchangeId = reported(world);
    const events = world.given.accepted(CompleteExchange, { exchangeId }, on('2021-03-20'));
    expect(events.map(({ type }) => type)).toEqual([
      'ExchangeCompleted',
      'PostingStarted',
      'PostFilled',
    ]);
    expect(events[1]?.data).toMatchObject({ kind: 'SECONDED' });
  });

  test('is refused when the cadre does not serve in the unit any more', () => {
    const world = township();
    const exchangeId = reported(world);
    const elsewhere = givenUnit(world.given, '另一乡', 'TOWNSHIP');
    world.given.given(
      cadreStream(world.cadreId),
      PostingEnded,
      { cadreId: world.cadreId, postingId: world.posting.id, reason: 'NEW_POST' },
      on('2021-03-16'),
    );
    givenPosting(
      world.given,
      { cadreId: world.cadreId, organizationId: elsewhere },
      { from: '2021-03-16' },
    );
    expect(world.given.refused(CompleteExchange, { exchangeId }, on('2021-03-20'))).toEqual([
      'CadreDoesNotServeInUnit',
    ]);
  });

  test('takes a title where no post is established', () => {
    const world = township();
    Object.assign(world.proposal, { toPostId: null, toTitle: '科员' });
    const exchangeId = reported(world);
    const events = world.given.accepted(CompleteExchange, { exchangeId }, on('2021-03-20'));
    expect(events.at(-1)?.data).toMatchObject({ title: '科员', organizationId: world.to });
  });
});

describe('cancelling an exchange', () => {
  test('is possible until it is notified', () => {
    const world = township();
    const exchangeId = approved(world);
    const [event] = world.given.accepted(CancelExchange, { exchangeId }, on('2021-03-11'));
    expect(event?.type).toBe('ExchangeCancelled');
    expect(world.given.accepted(CancelExchange, { exchangeId })).toEqual([]);
    expect(world.given.refused(NotifyExchange, { exchangeId })).toEqual([
      'ExchangeCancelledBefore',
    ]);
  });

  test('is not possible afterwards', () => {
    const world = township();
    const exchangeId = notified(world);
    expect(world.given.refused(CancelExchange, { exchangeId })).toEqual([
      'ExchangeNotifiedAlready',
    ]);
  });
});

test('every exchange command is listed once', () => {
  expect(exchangeCommands.map(({ name }) => name).sort()).toEqual([
    'ApproveExchange',
    'CancelExchange',
    'CompleteExchange',
    'ConsultExchangeUnit',
    'NotifyExchange',
    'ProposeExchange',
    'ReportForDuty',
    'VoidExchangeCompletion',
    'VoidExchangeStep',
  ]);
});

describe('a completion recorded in error', () => {
  const because = { reason: '误录' };
  function completedOne() {
    const world = township();
    const exchangeId = reported(world);
    const events = world.given.accepted(CompleteExchange, { exchangeId }, on('2021-03-20'));
    const posting = events.find(({ type }) => type === 'PostingStarted');
    return { world, exchangeId, postingId: posting?.id as EventId };
  }

  test('is voided after the posting it brought about, and only with a reason', () => {
    const { world, exchangeId, postingId } = completedOne();
    const { given, cadreId } = world;
    expect(given.refused(VoidExchangeCompletion, { exchangeId }, { reason: null })).toEqual([
      'ExchangePostingStands',
      'ReasonNeeded',
    ]);
    given.accepted(VoidPosting, { cadreId, postingId }, because);
    const [voided] = given.accepted(VoidExchangeCompletion, { exchangeId }, because);
    expect(voided?.type).toBe('ExchangeCompletionVoided');
    expect(given.accepted(VoidExchangeCompletion, { exchangeId }, because)).toEqual([]);
  });

  test('leaves the row where it stood before, by what is known since', () => {
    const { world, exchangeId, postingId } = completedOne();
    const { given, cadreId } = world;
    given.accepted(VoidPosting, { cadreId, postingId }, because);
    given.accepted(VoidExchangeCompletion, { exchangeId }, because);
    expect(rowsOf(exchanges, given.all()).get(exchangeId)).toMatchObject({
      stage: 'REPORTED_FOR_DUTY',
      completedOn: null,
      completionId: null,
    });
  });

  test('that never was cannot be voided', () => {
    const world = township();
    const exchangeId = reported(world);
    expect(world.given.refused(VoidExchangeCompletion, { exchangeId }, because)).toEqual([
      'ExchangeNotCompleted',
    ]);
  });
});
