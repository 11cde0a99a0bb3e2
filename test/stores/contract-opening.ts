/** Opening: the first event, and every way in which a journal is not the one that is meant. */
import { describe, expect, test } from '@jest/globals';
import { LedgerOpened } from '../../events/ledger.ts';
import type { LedgerId } from '../../events/values.ts';
import { ledgerKey } from '../../src/application/keys.ts';
import { LedgerRefused } from '../../src/application/ledger-refused.ts';
import { ledgerFormat, openLedger } from '../../src/application/open-ledger.ts';
import type { Stage } from './contract.ts';
import { event, testCodec, write } from './samples.ts';

const key = ledgerKey(new Uint8Array(32).fill(7));
const otherKey = ledgerKey(new Uint8Array(32).fill(8));
const ledgerId = '018f3a5e-0000-7000-8000-0000000000aa' as LedgerId;
const otherId = '018f3a5e-0000-7000-8000-0000000000bb' as LedgerId;

export function openingContract(stage: Stage): void {
  const options = () => ({ key, demo: false, clock: stage.clock });
  const make = () => openLedger(stage.ledger, { ...options(), create: true, ledgerId });
  const refused = async (opening: Promise<unknown>, sentence: RegExp) => {
    await expect(opening).rejects.toThrow(LedgerRefused);
    await expect(opening).rejects.toThrow(sentence);
  };

  describe('opening', () => {
    test('position 1 of a new ledger says what it is', async () => {
      const opened = await make();
      expect(opened).toEqual({
        ledgerId,
        format: ledgerFormat,
        demo: false,
        keyCheck: key.check(ledgerId),
        created: true,
      });
      const [first] = await stage.ledger.readAll(0, 10);
      expect(first).toMatchObject({ position: 1, stream: `ledger-${ledgerId}`, revision: 0 });
      expect(first?.meta).toMatchObject({ county: null, effectiveOn: '2024-06-30' });
    });
    test('a ledger opened again is the same and grows by nothing', async () => {
      const first = await make();
      expect(await openLedger(stage.ledger, options())).toEqual({ ...first, created: false });
      expect(await make()).toEqual({ ...first, created: false });
      expect(await stage.ledger.head()).toBe(1);
    });
    test('ids of ledgers made without one differ', async () => {
      const make = async () =>
        (await openLedger(await stage.another(), { ...options(), create: true })).ledgerId;
      expect(await make()).not.toBe(await make());
    });
    test('an empty journal is not made into a ledger unasked', async () => {
      await refused(openLedger(stage.ledger, options()), /empty.*make the ledger/);
      expect(await stage.ledger.head()).toBe(0);
    });
    test('another key is refused', async () => {
      await make();
      const opening = openLedger(stage.ledger, { ...options(), key: otherKey });
      await refused(opening, /another key.*give the key/);
    });
    test('another ledger than the one meant is refused', async () => {
      await make();
      const opening = openLedger(stage.ledger, { ...options(), ledgerId: otherId });
      await refused(opening, new RegExp(`${ledgerId}, not ${otherId}`));
    });
    test('a demo on a real ledger is refused, and the reverse', async () => {
      await make();
      await refused(openLedger(stage.ledger, { ...options(), demo: true }), /real ledger/);
      const demo = await stage.another();
      await openLedger(demo, { ...options(), demo: true, create: true });
      await refused(openLedger(demo, options()), /ledger of a demo/);
    });
    test.each([
      ['format', { format: ledgerFormat + 1, version: 1 }],
      ['event version', { format: ledgerFormat, version: 2 }],
    ])('a newer %s is refused', async (_, { format, version }) => {
      const data = { ledgerId, format, demo: false, keyCheck: key.check(ledgerId) };
      const first = { ...event(1), ...testCodec.encode(LedgerOpened, data, null), version };
      const store = await stage.another({ collections: [], keysOf: () => [], foldPage: () => [] });
      await store.append([write(`ledger-${ledgerId}`, 'none', first)], []);
      await refused(openLedger(store, options()), /newer release/);
    });
    test('a journal of something else is refused', async () => {
      await stage.ledger.append([write('a-1', 'none', event(1))], []);
      await refused(openLedger(stage.ledger, { ...options(), create: true }), /begins with/);
    });
    test('a digest says nothing without the key and is always the same with it', () => {
      expect(key.digestOf('110101199003070000')).toBe(key.digestOf('110101199003070000'));
      expect(key.digestOf('110101199003070000')).not.toBe(otherKey.digestOf('110101199003070000'));
      expect(key.digestOf('x')).toMatch(/^[0-9a-f]{64}$/);
      expect(() => ledgerKey(new Uint8Array(16))).toThrow(/32 bytes/);
    });
  });
}
