/** Counting the events a search finds. */
import { expect, test } from '@jest/globals';
import type { EventSearch } from '../../src/application/ports.ts';
import type { Stage } from './contract.ts';
import { event, write } from './samples.ts';

export function countingContract(stage: Stage): void {
  const own = event(1).meta.county;
  const other = '522301' as typeof own;
  const full = { ...event(1), meta: { ...event(1).meta, county: other } };
  const put = (command: number, stream: string, expected: number | 'none', one = event(command)) =>
    stage.ledger.append([write(stream, expected, one)], []);

  test('events are counted by type and county, of all, of a stream, of types and counties', async () => {
    await put(1, 'a-1', 'none', full);
    await put(2, 'a-1', 0);
    await put(3, 'a-2', 'none');
    const counted = async (search: Partial<EventSearch>) =>
      (await stage.ledger.countEvents({ stream: null, ...search })).toSorted((a, b) =>
        String(a.county).localeCompare(String(b.county)),
      );
    const { type } = full;
    const sum = (counts: readonly { count: number }[]) =>
      counts.reduce((all, { count }) => all + count, 0);
    expect(sum(await counted({}))).toBe(3);
    expect(await counted({ counties: [other] })).toEqual([{ type, county: other, count: 1 }]);
    expect(await counted({ stream: 'a-2' })).toEqual([{ type, county: own, count: 1 }]);
    expect(sum(await counted({ stream: 'a-1', counties: [own] }))).toBe(1);
    expect(await counted({ types: ['Unheard'] })).toEqual([]);
    expect(await counted({ types: [] })).toEqual([]);
    expect(sum(await counted({ types: [type], counties: [own, other] }))).toBe(3);
  });
}
