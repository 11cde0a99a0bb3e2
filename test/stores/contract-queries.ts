/** Queries over rows: conditions, order, pages, text, counts; every store answers as memory does. */
import { beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Condition, Ledger, Order, RowQuery, Scalar } from '../../src/application/ports.ts';
import { memoryLedger } from '../../src/stores/memory/memory-ledger.ts';
import type { Stage } from './contract.ts';
import { event, query, type Spec, table, testFolding, write } from './samples.ts';

const sample: readonly Spec[] = [
  { person: 'a', name: '王伟', unit: 'u1', score: 3 },
  { person: 'b', name: '李娜', unit: 'u1', score: null },
  { person: 'c', name: '王小伟', unit: 'u2', score: 1 },
  { person: 'd', name: '买买提·阿不都拉', unit: null, score: 3 },
  { person: 'e', name: '𠮷田', unit: 'u2', score: -1 },
  { person: 'f', name: '王伟', unit: null, score: null },
];

export function queryContract(stage: Stage): void {
  const fill = (specs: readonly Spec[]) =>
    stage.ledger.append(
      [write('a-1', 'none', ...specs.map((spec, index) => event(1, index, spec)))],
      [],
    );
  const keys = async (asked: RowQuery, order: Order = []) =>
    (await stage.ledger.findRows(asked, order, null, 100)).rows.map(({ key }) => key).join('');

  describe('conditions', () => {
    beforeEach(() => fill(sample));
    const cases: [string, RowQuery['where'], string][] = [
      ['none: every row', {}, 'abcdef'],
      ['a value', { name: '王伟' }, 'af'],
      ['a value and another', { name: '王伟', unit: 'u1' }, 'a'],
      ['a number', { score: 3 }, 'ad'],
      ['a boolean is kept as 0 and 1', { scored: 0 }, 'bf'],
      ['null', { unit: null }, 'df'],
      ['one of several', { unit: { in: ['u1', 'u2'] } }, 'abce'],
      ['one of several or null', { score: { in: [1, null] } }, 'bcf'],
      ['one of none', { unit: { in: [] } }, ''],
      ['not a value: null is not it either', { unit: { not: 'u1' } }, 'cdef'],
      ['not null', { unit: { not: null } }, 'abce'],
      ['from: inclusive', { score: { from: 1 } }, 'acd'],
      ['before: exclusive, and null is nowhere in a range', { score: { before: 3 } }, 'ce'],
      ['from and before', { score: { from: -1, before: 3 } }, 'ce'],
      ['a range without ends', { score: {} }, 'abcdef'],
      ['text is not a number', { score: '3' }, ''],
      ['a value that could be SQL', { name: "' OR 1=1 --" }, ''],
    ];
    test.each(cases)('%s', async (_, where, expected) => {
      expect(await keys(query(where))).toBe(expected);
    });
    test('a column nobody declared is refused', async () => {
      await expect(keys(query({ 'name" OR 1 --': 1 }))).rejects.toThrow(/no column/);
      await expect(keys(query(), [{ column: 'key' }])).rejects.toThrow(/no column/);
      await expect(stage.ledger.countRows(query(), 'toString')).rejects.toThrow(/no column/);
      await expect(stage.ledger.groupRows(query(), ['x'])).rejects.toThrow(/no column/);
    });
  });

  describe('text', () => {
    beforeEach(() => fill([...sample, { person: 'g', name: 'ÅBO Wang', unit: 'u3', score: 0 }]));
    test.each([
      ['one character', '王', 'acf'],
      ['two characters', '王伟', 'af'],
      ['three characters', '王小伟', 'c'],
      ['two side by side only', '王小', 'c'],
      ['in this order only', '伟王', ''],
      ['across «·»', '提·阿', 'd'],
      ['«·» itself', '·', 'd'],
      ['no «·» where there is none asked', '提阿', ''],
      ['a character beyond the basic plane', '𠮷', 'e'],
      ['a letter in any case', 'wAN', 'g'],
      ['a letter composed or not', 'A\u030aB', 'g'],
      ['a blank', 'O W', 'g'],
      ['what could be a query', '"王" OR "李"', ''],
      ['nothing: every row', '', 'abcdefg'],
    ])('%s', async (_, text, expected) => {
      expect(await keys(query({}, { text }))).toBe(expected);
    });
    test('it goes with conditions and with the moment', async () => {
      expect(await keys(query({ unit: null }, { text: '王' }))).toBe('f');
      const at = { ...query().at, asOf: '2023-12-31' as never };
      expect(await keys(query({}, { text: '王', at }))).toBe('');
    });
    test('a name that was changed is found by the new one only', async () => {
      const spec: Spec = { person: 'a', name: '赵云', type: 'PersonChanged', on: '2024-02-01' };
      await stage.ledger.append([write('b-1', 'none', event(2, 0, spec))], []);
      expect(await keys(query({}, { text: '王伟' }))).toBe('f');
      expect(await keys(query({}, { text: '赵云' }))).toBe('a');
    });
  });

  describe('order', () => {
    beforeEach(() => fill(sample));
    test.each<[string, Order, string]>([
      ['by key when nothing is asked', [], 'abcdef'],
      ['null first when ascending', [{ column: 'unit' }], 'dfabce'],
      ['null last when descending', [{ column: 'unit', descending: true }], 'ceabdf'],
      ['ties by the next column', [{ column: 'unit' }, { column: 'score' }], 'fdbaec'],
      [
        'each column in its direction',
        [{ column: 'unit' }, { column: 'score', descending: true }],
        'dfabce',
      ],
      ['ties by key, ascending, at the end', [{ column: 'score', descending: true }], 'adcebf'],
      ['text by code points', [{ column: 'name' }], 'dbcafe'.replace('caf', 'afc')],
    ])('%s', async (_, order, expected) => {
      expect(await keys(query(), order)).toBe(expected);
    });
  });
  pageCases(stage);
  countCases(stage);
  agreementCases(stage);
}

const orders: readonly Order[] = [
  [],
  [{ column: 'unit' }],
  [{ column: 'unit', descending: true }],
  [{ column: 'score' }, { column: 'name', descending: true }],
  [{ column: 'score', descending: true }, { column: 'unit' }],
  [
    { column: 'unit', descending: true },
    { column: 'score', descending: true },
  ],
];

function pageCases(stage: Stage): void {
  const placeOf = (state: Readonly<Record<string, unknown>>, key: string, order: Order) => [
    ...order.map(({ column }) => state[column] as Scalar | null),
    key,
  ];

  describe('pages', () => {
    test('pages of any size put together are one big page', async () => {
      const values = fc.array(
        fc.record({
          name: fc.constantFrom('甲', '乙', '𠮷', '\uffee'),
          unit: fc.constantFrom(null, 'u1', 'u2'),
          score: fc.constantFrom(null, -1, 0, 2.5, 10),
        }),
        { minLength: 1, maxLength: 25 },
      );
      await fc.assert(
        fc.asyncProperty(values, fc.integer({ min: 1, max: 4 }), async (list, size) => {
          const ledger = await stage.another();
          const events = list.map((spec, n) => event(1, n, { ...spec, person: `p${n % 20}-${n}` }));
          await ledger.append([write('a-1', 'none', ...events)], []);
          for (const order of orders) {
            const big = await ledger.findRows(query(), order, null, 100);
            expect(big.hasMore).toBe(false);
            expect(await inPages(ledger, order, size)).toEqual(big.rows);
          }
        }),
        { numRuns: 12 },
      );
    });
    test('a page says whether there is more', async () => {
      const specs = ['a', 'b', 'c'].map((person, index) => event(1, index, { person }));
      await stage.ledger.append([write('a-1', 'none', ...specs)], []);
      const hasMore = async (first: number) =>
        (await stage.ledger.findRows(query(), [], null, first)).hasMore;
      expect([await hasMore(2), await hasMore(3), await hasMore(4)]).toEqual([true, false, false]);
    });
    test('a place that is none of the order is refused', async () => {
      const page = (after: (Scalar | null)[]) =>
        stage.ledger.findRows(query(), [{ column: 'name' }], after, 10);
      await expect(page(['x'])).rejects.toThrow(/continues after/);
      await expect(page(['x', null])).rejects.toThrow(/continues after/);
      await expect(stage.ledger.findRows(query(), [], null, 0)).rejects.toThrow(/page of rows/);
    });
  });

  async function inPages(ledger: Ledger, order: Order, size: number) {
    const rows = [];
    for (let after: readonly (Scalar | null)[] | null = null; ; ) {
      const page = await ledger.findRows(query(), order, after, size);
      rows.push(...page.rows);
      const last = page.rows.at(-1);
      if (!page.hasMore || last === undefined) return rows;
      after = placeOf(last.version.state, last.key, order);
    }
  }
}

function countCases(stage: Stage): void {
  const fill = () =>
    stage.ledger.append(
      [write('a-1', 'none', ...sample.map((spec, index) => event(1, index, spec)))],
      [],
    );

  describe('counts', () => {
    beforeEach(fill);
    test('rows are counted under the conditions', async () => {
      expect(await stage.ledger.countRows(query())).toBe(6);
      expect(await stage.ledger.countRows(query({ unit: 'u1' }))).toBe(2);
      expect(await stage.ledger.countRows(query({ unit: 'u9' }))).toBe(0);
      expect(await stage.ledger.countRows(query({}, { text: '王' }))).toBe(3);
    });
    test('different values are counted, null is none', async () => {
      expect(await stage.ledger.countRows(query(), 'unit')).toBe(2);
      expect(await stage.ledger.countRows(query(), 'name')).toBe(5);
      expect(await stage.ledger.countRows(query({ unit: null }), 'unit')).toBe(0);
    });
    test('groups come largest first, then by value, null first', async () => {
      expect(await stage.ledger.groupRows(query(), ['unit'])).toEqual([
        { values: [null], count: 2 },
        { values: ['u1'], count: 2 },
        { values: ['u2'], count: 2 },
      ]);
      expect(await stage.ledger.groupRows(query({ score: { not: null } }), ['score'])).toEqual([
        { values: [3], count: 2 },
        { values: [-1], count: 1 },
        { values: [1], count: 1 },
      ]);
    });
    test('groups by two columns, and with different values counted', async () => {
      const asked = query({ unit: { in: ['u1', null] } });
      expect(await stage.ledger.groupRows(asked, ['unit', 'scored'], 'name')).toEqual([
        { values: [null, 0], count: 1 },
        { values: [null, 1], count: 1 },
        { values: ['u1', 0], count: 1 },
        { values: ['u1', 1], count: 1 },
      ]);
    });
    test('a group of everything is the count', async () => {
      expect(await stage.ledger.groupRows(query(), [])).toEqual([{ values: [], count: 6 }]);
      expect(await stage.ledger.groupRows(query({ unit: 'u9' }), [])).toEqual([
        { values: [], count: 0 },
      ]);
      expect(await stage.ledger.groupRows(query({ unit: 'u9' }), ['unit'])).toEqual([]);
    });
  });
}

function agreementCases(stage: Stage): void {
  const name = fc.constantFrom('王伟', '王·伟', '𠮷伟', '\uffee', 'Ab', '');
  const unit = fc.constantFrom(null, 'u1', 'u2');
  const score = fc.constantFrom(null, -1, 0, 2.5);
  const condition = (value: fc.Arbitrary<Scalar | null>): fc.Arbitrary<Condition> =>
    fc.oneof(
      value,
      fc.record({ in: fc.array(value, { maxLength: 3 }) }),
      fc.record({ not: value }),
      fc.record({ from: value.filter((one) => one !== null) as fc.Arbitrary<Scalar> }),
    );
  const specs = fc.array(
    fc.record({
      person: fc.constantFrom('p1', 'p2', 'p3', 'p4'),
      type: fc.constantFrom('PersonNoted' as const, 'PersonChanged' as const),
      on: fc.constantFrom('2023', '2024-01-01', '2024-06'),
      name,
      unit,
      score,
    }),
    { maxLength: 15 },
  );
  const asked = fc.record({
    where: fc.record(
      { name: condition(name), unit: condition(unit), score: condition(score) },
      { requiredKeys: [] },
    ),
    text: fc.constantFrom(null, '伟', '王', '·', 'b', '𠮷'),
    at: fc.record({
      asOf: fc.constantFrom('2023-06-01', '2024-06-01', '2024-06-30') as fc.Arbitrary<never>,
      knownAt: fc.constantFrom(null, '2024-06-30T08:00:00.003Z') as fc.Arbitrary<never>,
    }),
    order: fc.constantFrom(...orders),
  });

  test('every question gets the answer that rows in memory give', async () => {
    await fc.assert(
      fc.asyncProperty(
        specs,
        fc.array(asked, { minLength: 5, maxLength: 10 }),
        async (list, all) => {
          const clock = { now: () => stage.clock.now() };
          const reference = memoryLedger({ folding: testFolding(), clock });
          const ledger = await stage.another();
          for (const [index, spec] of list.entries()) {
            const writes = [write(`a-${index}`, 'none', event(index + 1, 0, spec))];
            await Promise.all([ledger.append(writes, []), reference.append(writes, [])]);
          }
          for (const { order, ...rest } of all) {
            const answers = (store: Ledger) =>
              Promise.all([
                store.findRows({ table, ...rest }, order, null, 5),
                store.countRows({ table, ...rest }, 'name'),
                store.groupRows({ table, ...rest }, ['unit', 'score']),
              ]);
            expect(await answers(ledger)).toEqual(await answers(reference));
          }
        },
      ),
      { numRuns: 25 },
    );
  });
}
