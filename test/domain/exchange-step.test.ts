import { describe, expect, test } from '@jest/globals';
import type { EventId } from '../../events/values.ts';
import { CancelExchange, ConsultExchangeUnit } from '../../src/domain/exchange.ts';
import { VoidExchangeStep } from '../../src/domain/exchange-correction.ts';
import { exchange } from '../../src/domain/exchange-state.ts';
import { exchanges } from '../../src/read-models/exchange.ts';
import { rowsOf } from '../read-models/rows-of.ts';
import { consulted, on, proposed, reported, township } from './given-exchanges.ts';
import { stateOf } from './given-people.ts';

const because = { reason: '误录' };

describe('a step of an exchange recorded in error', () => {
  test('is taken back from the latest to the proposal, and then it never was', () => {
    const world = township();
    const { given } = world;
    const exchangeId = reported(world);
    const state = () => stateOf(given, exchange(exchangeId));
    const stages: (string | undefined)[] = [];
    for (let voided = 0; state().proposed !== null && voided < 9; voided += 1) {
      stages.push(rowsOf(exchanges, given.all()).get(exchangeId)?.stage);
      const { reported: on, notified, approved, heard, proposed: first } = state();
      const latest = on ?? notified ?? approved ?? heard.at(-1) ?? first;
      const step = { exchangeId, eventId: latest?.eventId as EventId };
      given.accepted(VoidExchangeStep, step, because);
      expect(given.accepted(VoidExchangeStep, step, because)).toEqual([]);
    }
    expect(stages).toEqual([
      'REPORTED_FOR_DUTY',
      'NOTIFIED',
      'APPROVED',
      'CONSULTED',
      'PROPOSED',
      'PROPOSED',
    ]);
    expect(rowsOf(exchanges, given.all()).size).toBe(0);
  });

  test('an opinion taken back leaves the one the unit gave before', () => {
    const world = township();
    const { given } = world;
    const exchangeId = proposed(world);
    const agreed = { exchangeId, side: 'FROM' as const, agreed: true };
    given.accepted(ConsultExchangeUnit, agreed, on('2021-03-02'));
    const [second] = given.accepted(
      ConsultExchangeUnit,
      { ...agreed, agreed: false },
      on('2021-03-03'),
    );
    given.accepted(VoidExchangeStep, { exchangeId, eventId: second?.id as EventId }, because);
    expect(stateOf(given, exchange(exchangeId)).opinions.FROM).toMatchObject({ agreed: true });
    expect(given.accepted(ConsultExchangeUnit, agreed, on('2021-03-02'))).toEqual([]);
  });

  test('a cancellation goes first, and nothing goes out of its turn or without a reason', () => {
    const world = township();
    const { given } = world;
    const exchangeId = consulted(world);
    const [cancelled] = given.accepted(CancelExchange, { exchangeId }, on('2021-03-08'));
    const first = stateOf(given, exchange(exchangeId)).proposed?.eventId as EventId;
    expect(given.decide(VoidExchangeStep, { exchangeId, eventId: first }, because)).toMatchObject({
      refusals: [{ code: 'ExchangeStepNotLatest', evidence: [cancelled?.id] }],
    });
    const last = { exchangeId, eventId: cancelled?.id as EventId };
    expect(given.refused(VoidExchangeStep, last, { reason: null })).toEqual(['ReasonNeeded']);
    given.accepted(VoidExchangeStep, last, because);
    expect(rowsOf(exchanges, given.all()).get(exchangeId)?.stage).toBe('CONSULTED');
  });
});
