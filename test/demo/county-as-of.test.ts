/** Every row of a county and its report, as of any day and as known at any moment. */
import { beforeAll, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import type { CivilDate, Instant } from '../../events/dates.ts';
import type { Recorded } from '../../events/define.ts';
import { eventCodec } from '../../events/index.ts';
import type { EventId } from '../../events/values.ts';
import { grassrootsReport } from '../../src/application/grassroots-report.ts';
import type { Rows } from '../../src/application/rows.ts';
import { demoCounty } from '../../src/demo/counties.ts';
import { demoPlan } from '../../src/demo/demo-plan.ts';
import { loadDemo } from '../../src/demo/load.ts';
import { random } from '../../src/demo/random.ts';
import { reportWindow } from '../../src/read-models/grassroots-report.ts';
import { readModels } from '../../src/read-models/index.ts';
import type { Collection } from '../../src/read-models/projection.ts';
import { history } from '../application/history.ts';
import { emptyDemo, eventsOf } from './demo-ledger.ts';

jest.setTimeout(120_000);
const collections = readModels.flatMap((model) => model.collections);
let events: readonly Recorded[];
let rows: Rows;
beforeAll(async () => {
  const demo = await emptyDemo();
  await loadDemo({ ...demo, steps: demoPlan() });
  events = (await eventsOf(demo)).map(eventCodec.decode);
  rows = demo.application.rows;
});

const day = fc
  .integer({ min: Date.UTC(2015, 0, 1), max: Date.UTC(2024, 11, 31) })
  .map((at) => new Date(at).toISOString().slice(0, 10) as CivilDate);
const recordedBy = fc
  .nat({ max: 99 })
  .map((share) => events[Math.floor((events.length * share) / 100)]?.meta.recordedAt as Instant);

test('every row as of a day, known at a moment, is what a filter and a fold give', async () => {
  await fc.assert(
    fc.asyncProperty(day, fc.option(recordedBy), async (asOf, knownAt) => {
      expect(await shown(rows, asOf, knownAt)).toEqual(standing(events, asOf, knownAt));
    }),
    { numRuns: 12 },
  );
  expect(standing(events, '2199-12-31', null).size).toBeGreaterThan(3_000);
});

test('every row is that too when facts are recorded late and out of their order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(), day, fc.nat({ max: 99 }), async (seed, asOf, share) => {
      const late = recordedLate(events, seed);
      const knownAt = late[Math.floor((late.length * share) / 100)]?.meta.recordedAt as Instant;
      const of = await over(late);
      expect(await shown(of, asOf, null)).toEqual(standing(late, asOf, null));
      expect(await shown(of, asOf, knownAt)).toEqual(standing(late, asOf, knownAt));
    }),
    { numRuns: 2 },
  );
});

test('the report as known at a moment is that of a ledger which holds no more', async () => {
  await fc.assert(
    fc.asyncProperty(
      recordedBy,
      fc.array(day, { minLength: 3, maxLength: 6 }),
      async (at, days) => {
        const prefix = await over(events.filter(({ meta }) => meta.recordedAt <= at));
        for (const asOf of days) {
          expect(await report(rows, asOf, at)).toEqual(await report(prefix, asOf, null));
        }
      },
    ),
    { numRuns: 3 },
  );
});

test('the report as of a day is that of a ledger whose facts end with the day', async () => {
  await fc.assert(
    fc.asyncProperty(day, async (asOf) => {
      const upTo = await over(begunBy(events, asOf));
      expect(await report(rows, asOf, null)).toEqual(await report(upTo, asOf, null));
    }),
    { numRuns: 3, examples: [['2023-07-18' as CivilDate]] },
  );
});

test('a date that is known to its month counts as the first day in every column', async () => {
  const vague = events.map((event) => ({
    ...event,
    meta: { ...event.meta, effectiveOn: event.meta.effectiveOn.slice(0, 7) as CivilDate },
  }));
  const of = await over(vague);
  let dates = 0;
  for (const collection of collections) {
    for (const { key, state } of await of.all(collection, search('2199-12-31', null))) {
      for (const [column, value] of Object.entries(collection.columns)) {
        const text = String(value(state) ?? '');
        if (/^\d{4}-\d{2}-\d{2}$/.test(text)) dates += 1;
        else if (/^\d{4}-\d{2}$/.test(text)) throw new Error(`${collection.name}.${column} ${key}`);
      }
    }
  }
  expect(dates).toBeGreaterThan(10_000);
});

const search = (asOf: string, knownAt: Instant | null) => ({
  where: {},
  at: { asOf: asOf as CivilDate, knownAt },
});

/** All rows as the ledger shows them, by collection and key. */
async function shown(of: Rows, asOf: string, knownAt: Instant | null) {
  const found = new Map<string, unknown>();
  for (const collection of collections) {
    for (const { key, state } of await of.all(collection, search(asOf, knownAt))) {
      found.set(`${collection.name}/${key}`, state);
    }
  }
  return found;
}

async function report(of: Rows, asOf: CivilDate, knownAt: Instant | null) {
  const at = { asOf, knownAt };
  return (await grassrootsReport(of, demoCounty.code, at, reportWindow(asOf, {}))).figures;
}

async function over(facts: readonly Recorded[]): Promise<Rows> {
  const past = history();
  past.include(facts);
  return past.rows();
}

/** The facts in another order; what corrects a fact stays behind it. */
function recordedLate(facts: readonly Recorded[], seed: number): Recorded[] {
  const delay = random(`${seed}`);
  const placeOf = new Map<EventId, number>();
  const placed = facts.map((fact, index) => {
    const behind = mentioned(fact).map((id) => placeOf.get(id) ?? 0);
    const place = Math.max(index + delay.int(0, 400), ...behind) + 0.5;
    placeOf.set(fact.id, place);
    return { fact, place };
  });
  const moments = facts.map(({ meta }) => meta.recordedAt);
  return placed
    .sort((a, b) => a.place - b.place)
    .map(({ fact }, index) => ({
      ...fact,
      position: (facts[0]?.position ?? 1) + index,
      meta: { ...fact.meta, recordedAt: moments[index] as Instant },
    }));
}
const mentioned = ({ data }: Recorded) =>
  Object.values(data).filter((value): value is EventId => typeof value === 'string');

/** The facts of the days up to one, with what was corrected in them, on whatever day. */
function begunBy(facts: readonly Recorded[], asOf: CivilDate): Recorded[] {
  const begun = new Set<EventId>();
  return facts.filter((fact) => {
    const stands = firstOf(fact) <= asOf || corrected(fact).some((id) => begun.has(id));
    if (stands) begun.add(fact.id);
    return stands;
  });
}

function corrected(fact: Recorded): EventId[] {
  const rules = collections.flatMap(({ handlers }) =>
    handlers.filter(({ type }) => type === fact.type).map(({ rule }) => rule),
  );
  return rules.flatMap((rule) => ('target' in rule ? (rule.target(fact) ?? []) : []));
}

const firstOf = ({ meta }: Recorded) => `${meta.effectiveOn}-01-01`.slice(0, 10);

/** All rows at a moment out of the raw events alone, in the plainest words. */
function standing(facts: readonly Recorded[], asOf: string, knownAt: Instant | null) {
  const known = facts.filter(({ meta }) => knownAt === null || meta.recordedAt <= knownAt);
  const found = new Map<string, unknown>();
  for (const collection of collections) {
    for (const [key, own] of factsByKey(collection, known)) {
      const state = stateOf(collection, own, asOf);
      if (state !== null) found.set(`${collection.name}/${key}`, state);
    }
  }
  return found;
}

function factsByKey({ handlers }: Collection, known: readonly Recorded[]) {
  const byKey = new Map<string, Recorded[]>();
  for (const fact of known) {
    const keys = handlers.find(({ type }) => type === fact.type)?.keys(fact) ?? [];
    for (const key of keys) byKey.set(key, [...(byKey.get(key) ?? []), fact]);
  }
  return byKey;
}

function stateOf({ handlers }: Collection, facts: readonly Recorded[], asOf: string) {
  const ruleOf = ({ type }: Recorded) => {
    const rule = handlers.find((handler) => handler.type === type)?.rule;
    if (rule === undefined) throw new Error(`nothing is done with ${type}`);
    return rule;
  };
  const applied = facts.flatMap((fact) => {
    const rule = ruleOf(fact);
    if (!('apply' in rule)) return [];
    const stands = afterCorrections(fact, facts, ruleOf);
    if (stands === null) return [];
    const from = `${rule.holdsFrom?.(stands) ?? stands.meta.effectiveOn}-01-01`.slice(0, 10);
    return [{ fact: stands, rule, from, late: rule.kind === 'begins' ? 0 : 1 }];
  });
  const begin = applied.filter(({ late }) => late === 0).map(({ from }) => from);
  const first = begin.sort()[0];
  if (first === undefined || first > asOf) return null;
  return applied
    .map((one) => (one.from > first ? { ...one, late: 0 } : { ...one, from: first }))
    .filter(({ from }) => from <= asOf)
    .sort(
      (a, b) =>
        a.from.localeCompare(b.from) || a.late - b.late || a.fact.position - b.fact.position,
    )
    .reduce<ReturnType<(typeof applied)[0]['rule']['apply']>>(
      (state, { rule, fact }) => rule.apply(state, fact),
      null,
    );
}

type RuleOf = (fact: Recorded) => Collection['handlers'][number]['rule'];

/** The fact as later corrections leave it; null when one of them voided it. */
function afterCorrections(fact: Recorded, facts: readonly Recorded[], ruleOf: RuleOf) {
  let stands: Recorded | null = fact;
  for (const later of facts.filter(({ position }) => position > fact.position)) {
    const rule = ruleOf(later);
    if (!('target' in rule) || rule.target(later) !== fact.id || stands === null) continue;
    stands = rule.kind === 'voids' ? null : rule.amend(stands, later);
  }
  return stands;
}
