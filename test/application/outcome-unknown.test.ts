import { expect, test } from '@jest/globals';
import { OutcomeUnknown, StoreUnavailable } from '../../src/application/limits.ts';
import { OpenReserveRound } from '../../src/domain/reserve-round.ts';
import { explain } from '../../src/server/errors.ts';
import { ledgerUnderTest } from '../ledger-under-test.ts';

test('who gets no answer is told the command’s id, though the server made it', async () => {
  const under = await ledgerUnderTest('memory');
  const ledger = under.ledger();
  const { append } = ledger;
  Object.assign(ledger, {
    append: async (...given: Parameters<typeof append>) => {
      await append(...given);
      throw new StoreUnavailable('the answer was lost', true);
    },
  });
  const lost = await under
    .record(OpenReserveRound, { year: 2024, title: '推荐' })
    .catch((error: unknown) => error);
  if (!(lost instanceof OutcomeUnknown)) throw lost;
  expect(explain(lost)?.extensions).toEqual({
    code: 'OUTCOME_UNKNOWN',
    commandId: lost.commandId,
  });
  const found = await under.application().recorded(lost.commandId as never);
  expect(found?.events).toMatchObject([{ type: 'ReserveRoundOpened' }, {}]);
  await under.close();
});
