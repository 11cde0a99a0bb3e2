import { expect, test } from '@jest/globals';
import { StorageFull } from '../../src/application/limits.ts';
import { OpenReserveRound } from '../../src/domain/reserve-round.ts';
import { explain } from '../../src/server/errors.ts';
import { ledgerUnderTest } from '../ledger-under-test.ts';

test('a command that finds the disk full records nothing, says so, and may be sent again', async () => {
  const under = await ledgerUnderTest('memory');
  const ledger = under.ledger();
  const { append } = ledger;
  Object.assign(ledger, {
    append: async () => {
      throw new StorageFull();
    },
  });
  const input = { year: 2024, title: '推荐' };
  const full = await under.record(OpenReserveRound, input).catch((error: unknown) => error);
  const told = explain(full);
  expect(told?.extensions).toEqual({ code: 'STORAGE_FULL' });
  expect(told?.message).toMatch(/nothing was recorded.*same commandId.*once there is room/);
  Object.assign(ledger, { append });
  expect(await under.record(OpenReserveRound, input)).not.toEqual([]);
  await under.close();
});
