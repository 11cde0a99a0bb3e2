import { expect, test } from '@jest/globals';
import type { CountyCode } from '../../events/values.ts';
import { newCommandId } from '../../src/application/ids.ts';
import { OpenCounty } from '../../src/domain/county.ts';
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

test('a county that is opened after the counties were asked for is one of them', async () => {
  const under = await ledgerUnderTest('memory');
  const application = under.application();
  const county = '419997' as CountyCode;
  const before = await application.counties();
  expect(await application.isOpen(county)).toBe(false);
  const outcome = await application.handle({
    definition: OpenCounty,
    input: { name: '又一县' },
    record: {
      ...{ commandId: newCommandId(under.clock.now()), dryRun: false, effectiveOn: null },
      ...{ basis: null, reason: null },
    },
    ...{ county, actor: { subject: 'x', cadreId: null } },
    ...{ correlationId: newCommandId(under.clock.now()), traceparent: null },
  });
  expect(outcome.kind).toBe('recorded');
  expect(await application.isOpen(county)).toBe(true);
  expect(await application.counties()).toEqual([...before, county]);
  expect(await application.counties()).toEqual([...before, county]);
  await under.close();
});
