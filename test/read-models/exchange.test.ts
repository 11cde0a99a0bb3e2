import { describe, expect, test } from '@jest/globals';
import { ApproveExchange, CancelExchange } from '../../src/domain/exchange.ts';
import { CompleteExchange } from '../../src/domain/exchange-proposal.ts';
import { exchanges } from '../../src/read-models/exchange.ts';
import {
  approved,
  consulted,
  on,
  proposed,
  reported,
  township,
} from '../domain/given-exchanges.ts';
import { columnsOf, rowsOf } from './rows-of.ts';

describe('exchanges', () => {
  test('a completed one tells what moved where and every step it took', () => {
    const world = township();
    const exchangeId = reported(world);
    const document = { effectiveOn: '2021-03-20', basis: '虚组〔2021〕9号' };
    const [completed] = world.given.accepted(CompleteExchange, { exchangeId }, document);
    const row = rowsOf(exchanges, world.given.all()).get(exchangeId);
    expect(row).toMatchObject({
      stage: 'COMPLETED',
      completedOn: '2021-03-20',
      completionId: completed?.id,
      opinionFrom: { agreed: true, on: '2021-03-05' },
      opinionTo: { agreed: true, on: '2021-03-05' },
    });
    expect(row?.stepIds).toHaveLength(6);
    expect(columnsOf(exchanges, row)).toEqual({
      county: '419998',
      cadreId: world.cadreId,
      kind: 'TRANSFER',
      reason: 'DEVELOPMENT',
      direction: 'UP',
      stage: 'COMPLETED',
      fromOrganizationId: world.from,
      fromType: 'TOWNSHIP',
      toOrganizationId: world.to,
      toType: 'COUNTY_ORGAN',
      levelBefore: 'NONE',
      postKindBefore: 'MID_LEVEL',
      midLevelOrBelow: true,
      proposedOn: '2021-03-01',
      completedOn: '2021-03-20',
      year: 2021,
    });
  });

  test.each([
    ['2021-02-28', undefined],
    ['2021-03-01', 'PROPOSED'],
    ['2021-03-05', 'CONSULTED'],
    ['2021-03-10', 'APPROVED'],
    ['2021-03-12', 'NOTIFIED'],
    ['2021-03-15', 'REPORTED_FOR_DUTY'],
    ['2021-03-20', 'COMPLETED'],
  ])('as of %s the same exchange stands at %s', (asOf, stage) => {
    const world = township();
    const exchangeId = reported(world);
    world.given.accepted(CompleteExchange, { exchangeId }, on('2021-03-20'));
    expect(rowsOf(exchanges, world.given.all(), asOf).get(exchangeId)?.stage).toBe(stage);
  });

  test('one unit heard is not both', () => {
    const world = township();
    const exchangeId = proposed(world);
    expect(rowsOf(exchanges, world.given.all()).get(exchangeId)).toMatchObject({
      stage: 'PROPOSED',
      completedOn: null,
      year: 2021,
    });
  });

  test('an approval known to the month only does not fall back behind the consultation', () => {
    const world = township();
    const exchangeId = consulted(world);
    world.given.accepted(ApproveExchange, { exchangeId }, on('2021-03'));
    expect(rowsOf(exchanges, world.given.all()).get(exchangeId)?.stage).toBe('APPROVED');
  });

  test('a cancelled one stays, as cancelled', () => {
    const world = township();
    const exchangeId = approved(world);
    world.given.accepted(CancelExchange, { exchangeId }, on('2021-03-11'));
    expect(rowsOf(exchanges, world.given.all()).get(exchangeId)?.stage).toBe('CANCELLED');
    expect(rowsOf(exchanges, world.given.all(), '2021-03-10').get(exchangeId)?.stage).toBe(
      'APPROVED',
    );
  });
});
