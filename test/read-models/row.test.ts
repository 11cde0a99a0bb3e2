import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Recorded } from '../../events/define.ts';
import type { EventId } from '../../events/values.ts';
import { emptyRow, foldFact, type Row, type Rule } from '../../src/read-models/row.ts';

const saying = (state: object | null, fact: Recorded) => ({ ...state, said: fact.data.says });
const target = (fact: Recorded) => fact.data.of as EventId;
const rules = new Map<string, Rule>([
  ['Begun', { kind: 'begins', apply: saying }],
  ['Gone on', { kind: 'continues', apply: (state, fact) => state && saying(state, fact) }],
  ['Ended', { kind: 'continues', apply: () => null }],
  [
    'Corrected',
    {
      kind: 'amends',
      target,
      amend: (fact, { meta }) => ({
        ...fact,
        meta: { ...fact.meta, effectiveOn: meta.effectiveOn },
      }),
    },
  ],
  ['Voided', { kind: 'voids', target }],
]);

/** Of no rule: after it, everything is derived anew. */
const ignored = { type: 'Ignored', id: 'ignored' } as unknown as Recorded;

const step = fc.record({
  type: fc.constantFrom('Begun', 'Gone on', 'Gone on', 'Gone on', 'Ended', 'Corrected', 'Voided'),
  on: fc.constantFrom('2019', '2019-03', '2020-01-01', '2020-01-02', '2021', '2022-05'),
  of: fc.nat({ max: 9 }),
  later: fc.boolean(),
});

test('a row that only goes on is the row that is derived anew from all its facts', () => {
  let wentOn = 0;
  fc.assert(
    fc.property(fc.array(step, { minLength: 2, maxLength: 12 }), (steps) => {
      let row: Row = emptyRow;
      let anew: Row = emptyRow;
      let minute = 0;
      steps.forEach(({ type, on, of, later }, index) => {
        minute += later ? 1 : 0;
        const recordedAt = `2024-01-01T00:${String(minute).padStart(2, '0')}:00.000Z`;
        const data = { says: index, of: `fact ${of}` };
        const meta = { effectiveOn: on, recordedAt };
        const fact = {
          id: `fact ${index}`,
          position: index,
          type,
          data,
          meta,
        } as unknown as Recorded;
        const before = row.versions.length;
        row = foldFact(row, fact, rules);
        const { versions } = foldFact({ ...anew, facts: [...anew.facts, ignored] }, fact, rules);
        anew = { facts: [...anew.facts, fact], versions };
        expect(row).toEqual(anew);
        if (type === 'Gone on' && row.versions.length > before) wentOn += 1;
      });
    }),
    { numRuns: 500 },
  );
  expect(wentOn).toBeGreaterThan(200);
});
