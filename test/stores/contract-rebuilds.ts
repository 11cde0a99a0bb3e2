/** Rebuilds: rows made anew beside those that serve, while everything else goes on. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Ledger } from '../../src/application/ports.ts';
import type { Stage } from './contract.ts';
import {
  dumped,
  event,
  eventIdOf,
  query,
  type Spec,
  table,
  testFolding,
  write,
} from './samples.ts';

export function rebuildContract(stage: Stage, keeps: boolean): void {
  const put = (n: number, spec: Spec = {}, ledger: Ledger = stage.ledger) =>
    ledger.append([write(`a-${n}`, 'none', event(n, 0, spec))], []);
  const fill = (count: number, from = 1) =>
    Promise.all(Array.from({ length: count }, (_, n) => put(from + n, { person: `p${n % 97}` })));
  const text = async (ledger: Ledger = stage.ledger) => JSON.stringify(await dumped(ledger));
  const only = async () => {
    const [one, ...others] = await stage.ledger.rebuilds();
    expect(others).toEqual([]);
    return one;
  };

  describe('a rebuild', () => {
    test('gives the rows that came about live, byte for byte', async () => {
      await fill(700);
      await put(800, { person: 'p1', type: 'PersonChanged', name: '王大伟', on: '2024-03-01' });
      await put(801, { person: 'p2', type: 'NotingVoided', eventId: eventIdOf(3) });
      const live = await text();
      await stage.ledger.rebuild([table]);
      await stage.ledger.rebuilt();
      expect(await text()).toBe(live);
      expect(await stage.ledger.countRows(query({}, { text: '大' }))).toBe(1);
      expect(await stage.ledger.rebuilds()).toEqual([]);
    });
    test('of all tables is what is asked for without a name', async () => {
      await fill(300);
      await stage.ledger.rebuild();
      expect((await only())?.table).toBe(table);
      await stage.ledger.rebuilt();
    });
    test('leaves queries to the rows that serve until it takes over', async () => {
      await fill(1_000);
      await stage.ledger.rebuild([table]);
      expect(await only()).toMatchObject({ head: 1_000, served: true, stopped: null });
      expect((await only())?.position).toBeLessThan(1_000);
      expect(await stage.ledger.countRows(query())).toBe(97);
      await stage.ledger.rebuilt();
      expect(await stage.ledger.countRows(query())).toBe(97);
    });
    test('lets appends through, which are read at once and after it', async () => {
      await fill(1_000);
      await stage.ledger.rebuild([table]);
      for (let n = 0; n < 30; n += 1) {
        await put(3_000 + n, { person: `new${n}` });
        expect(await stage.ledger.countRows(query())).toBe(98 + n);
      }
      await stage.ledger.rebuilt();
      expect(await stage.ledger.countRows(query())).toBe(127);
      await put(4_000, { person: 'after' });
      expect(await stage.ledger.countRows(query())).toBe(128);
    });
    test('asked for twice goes on as it is', async () => {
      await fill(800);
      await stage.ledger.rebuild([table]);
      const first = await only();
      stage.clock.advance(60_000);
      await stage.ledger.rebuild([table]);
      expect((await only())?.startedAt).toBe(first?.startedAt);
      await stage.ledger.rebuilt();
    });
    test('tells how far it is, how fast, and how long it will take', async () => {
      await fill(1_000);
      await stage.ledger.rebuild([table]);
      const seen = new Set<boolean>();
      for (let one = await only(); one !== undefined; one = await only()) {
        const { position, head, eventsPerSecond, etaSeconds } = one;
        expect(position).toBeLessThan(head);
        if (eventsPerSecond !== null && etaSeconds !== null) {
          expect(etaSeconds).toBeCloseTo((head - position) / eventsPerSecond, -1);
        }
        seen.add(eventsPerSecond !== null);
        await new Promise((resolve) => setImmediate(resolve));
      }
      expect(seen.has(true)).toBe(true);
    });
    test('of an unknown table is refused', async () => {
      await expect(stage.ledger.rebuild(['people_v9_persons'])).rejects.toThrow(/no collection/);
    });
    test('of an empty journal is done at once', async () => {
      await stage.ledger.rebuild();
      await stage.ledger.rebuilt();
      expect(await dumped(stage.ledger)).toEqual([]);
    });
    test('is waited for no longer once the ledger is closed', async () => {
      await fill(1_000);
      await stage.ledger.rebuild([table]);
      const rebuilt = stage.ledger.rebuilt();
      if (keeps) await stage.reopen();
      else await stage.ledger.close();
      await rebuilt;
      if (!keeps) return;
      await stage.ledger.rebuilt();
      expect((await dumped(stage.ledger)).length).toBe(97);
    });
  });
  stoppedCases(stage);

  test('whenever it is asked for, rebuilt rows are the live ones', async () => {
    const specs = fc.array(
      fc.record({
        person: fc.constantFrom('p1', 'p2', 'p3'),
        type: fc.constantFrom('PersonNoted' as const, 'PersonChanged' as const),
        name: fc.constantFrom('甲', '乙', '𠮷丙'),
        on: fc.constantFrom('2023', '2023-05', '2024-01-01', '2024-06-30'),
        act: fc.constantFrom('append', 'append', 'wait', 'rebuild'),
      }),
      { minLength: 1, maxLength: 25 },
    );
    await fc.assert(
      fc.asyncProperty(specs, async (list) => {
        const [left, rebuilt] = [await stage.another(), await stage.another()];
        for (const [index, { act, ...spec }] of list.entries()) {
          if (act === 'wait') stage.clock.advance(1_000);
          if (act === 'rebuild') await rebuilt.rebuild();
          await put(index + 1, spec, left);
          await put(index + 1, spec, rebuilt);
        }
        await rebuilt.rebuild();
        await rebuilt.rebuilt();
        expect(await text(rebuilt)).toBe(await text(left));
      }),
      { numRuns: 15 },
    );
  });
}

function stoppedCases(stage: Stage): void {
  const put = (n: number, spec: Spec, ledger: Ledger) =>
    ledger.append([write(`a-${n}`, 'none', event(n, 0, spec))], []);

  describe('a rebuild whose projection throws', () => {
    test('stops with a reason, and what served serves on', async () => {
      const { ledger } = stage;
      await put(1, { person: 'p1', name: '王伟' }, ledger);
      await put(2, { person: 'p2', name: 'breaks' }, ledger);
      const live = await dumped(ledger);
      await ledger.rebuild([table]);
      await ledger.rebuilt();
      const [stopped] = await ledger.rebuilds();
      expect(stopped).toMatchObject({ table, served: true, etaSeconds: null });
      expect(stopped?.stopped).toMatch(/people_v1_persons throws .* position 2, PersonNoted/);
      expect(stopped?.stopped).not.toContain('breaks');
      expect(await dumped(ledger)).toEqual(live);
      await put(3, { person: 'p3' }, ledger);
      expect(await ledger.countRows(query())).toBe(2);
    });
    test('leaves quarantined what was, and quarantines nothing', async () => {
      await put(1, { name: 'breaks' }, stage.ledger);
      const before = [...stage.folding.quarantined];
      await stage.ledger.rebuild();
      await stage.ledger.rebuilt();
      expect([...stage.folding.quarantined]).toEqual(before);
    });
    test('is done when it is asked for again and throws no more', async () => {
      const { foldPage, ...rest } = testFolding();
      let broken = false;
      const ledger = await stage.another({
        ...rest,
        foldPage: (...given) => {
          if (broken) throw new Error('cannot fold');
          return foldPage(...given);
        },
      });
      await put(1, {}, ledger);
      broken = true;
      await ledger.rebuild();
      await ledger.rebuilt();
      expect((await ledger.rebuilds())[0]?.stopped).toBe('cannot fold');
      broken = false;
      await ledger.rebuild();
      await ledger.rebuilt();
      expect(await ledger.rebuilds()).toEqual([]);
      expect(await dumped(ledger)).toHaveLength(1);
    });
  });
}
