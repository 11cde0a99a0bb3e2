import { expect, test } from '@jest/globals';
import { ledgerUnderTest } from '../ledger-under-test.ts';

test('counties asked for twice at once are each there once', async () => {
  const under = await ledgerUnderTest('memory');
  await under.reopen();
  const application = under.application();
  const [one, other] = await Promise.all([application.counties(), application.counties()]);
  expect(new Set(one).size).toBe(one.length);
  expect(other).toEqual(one);
  expect(await application.counties()).toEqual(one);
  await under.close();
});
