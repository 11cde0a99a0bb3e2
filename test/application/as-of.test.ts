/** Reading as of a day, as known at a moment: whatever was recorded in whatever order. */
import { describe, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import type { CivilDate, Instant } from '../../events/dates.ts';
import { eventCodec } from '../../events/index.ts';
import { folding } from '../../src/application/folding.ts';
import type { Ledger, Moment, StoredEvent } from '../../src/application/ports.ts';
import { rowName } from '../../src/application/ports.ts';
import { rowReader } from '../../src/application/rows.ts';
import { postingModel, postings } from '../../src/read-models/posting.ts';
import { reserveMemberships, reservePoolModel } from '../../src/read-models/reserve-pool.ts';
import type { Row, Version } from '../../src/read-models/row.ts';
import { memoryLedger } from '../../src/stores/memory/memory-ledger.ts';
import { sqliteLedger } from '../../src/stores/sqlite/sqlite-ledger.ts';
import { storeKinds } from '../ledger-under-test.ts';
import { temporaryFolder } from '../stores/temporary-folder.ts';
import { day, history, instant, type Raw, type Seen, seen } from './random-history.ts';

jest.setTimeout(30_000);
const models = [postingModel, reservePoolModel];
const runs = { memory: 100, sqlite: 8 };

describe.each(storeKinds)('over %s', (kind) => {
  const numRuns = runs[kind];

  test('rows as of a day and known at a moment are what a filter and a fold give', async () => {
    const moments = fc.array(fc.tuple(day, fc.option(instant)), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(history, moments, async (raws, asked) => {
        await recorded(kind, raws, async (ledger) => {
          for (const [asOf, knownAt] of asked) {
            expect(await shown(ledger, asOf, knownAt)).toEqual(seen(raws, asOf, knownAt));
          }
        });
      }),
      { numRuns },
    );
  });

  test('known at a moment is the prefix of the journal up to it', async () => {
    await fc.assert(
      fc.asyncProperty(history, day, instant, async (raws, asOf, knownAt) => {
        const prefix = raws.filter(({ at }) => at <= knownAt);
        const whole = await recorded(kind, raws, (ledger) => shown(ledger, asOf, knownAt));
        const first = await recorded(kind, prefix, (ledger) => shown(ledger, asOf, null));
        expect(whole).toEqual(first);
      }),
      { numRuns },
    );
  });

  test('rows folded anew, in pages of any size, are the rows that came about live', async () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 10 });
    await fc.assert(
      fc.asyncProperty(history, sizes, async (raws, pageSizes) => {
        await recorded(kind, raws, async (ledger) => {
          const live = await dumped(ledger);
          const events = await ledger.readAll(0, 1_000);
          expect(rebuilt(events, pageSizes)).toEqual(live);
          expect(rebuilt(events, [1_000])).toEqual(live);
        });
      }),
      { numRuns },
    );
  });

  test('rows rebuilt by the store are the rows that came about live, byte for byte', async () => {
    await fc.assert(
      fc.asyncProperty(history, async (raws) => {
        await recorded(kind, raws, async (ledger) => {
          const live = JSON.stringify(await dumped(ledger));
          await ledger.rebuild();
          await ledger.rebuilt();
          expect(await ledger.rebuilds()).toEqual([]);
          expect(JSON.stringify(await dumped(ledger))).toBe(live);
        });
      }),
      { numRuns },
    );
  });
});

test('a row keeps no version that nobody could have read, and none twice', async () => {
  await fc.assert(
    fc.asyncProperty(history, async (raws) => {
      for (const [, { versions }] of await recorded('memory', raws, dumped)) {
        const known = ({ recordedFrom, recordedTo }: Version) => [recordedFrom, recordedTo];
        const unread = versions.filter(
          (one) => one.from >= one.to || one.recordedFrom === one.recordedTo,
        );
        expect(unread.map(known)).toEqual([]);
        const held = ({ from, to, event, state }: Version) =>
          JSON.stringify([from, to, event, state]);
        const again = versions.filter((one) =>
          versions.some((next) => next.recordedFrom === one.recordedTo && held(next) === held(one)),
        );
        expect(again.map(known)).toEqual([]);
      }
    }),
    { numRuns: runs.memory },
  );
});

test('histories are long enough to hold corrections, voids and equal moments', () => {
  const samples = fc.sample(history, { numRuns: 200, seed: 1 });
  const types = samples.flatMap((raws) => raws.map(({ event }) => event.type));
  const count = (type: string) => types.filter((one) => one === type).length;
  for (const type of ['PostingEnded', 'PostingCorrected', 'PostingVoided', 'ReserveMemberExited']) {
    expect([type, count(type) > 100]).toEqual([type, true]);
  }
  const moments = samples.flatMap((raws) =>
    raws.map(({ at }, index) => at === raws[index - 1]?.at),
  );
  expect(moments.filter((isEqual) => isEqual).length).toBeGreaterThan(200);
});

/** Appends a history event by event at the moments it gives, and hands the ledger over. */
async function recorded<T>(
  kind: (typeof storeKinds)[number],
  raws: readonly Raw[],
  use: (ledger: Ledger) => Promise<T>,
): Promise<T> {
  let now = '' as Instant;
  const parts = { folding: folding(models, eventCodec), clock: { now: () => now } };
  const place = kind === 'sqlite' ? await temporaryFolder() : null;
  const ledger =
    place === null ? memoryLedger(parts) : sqliteLedger({ ...parts, folder: place.folder });
  const revisions = new Map<string, number>();
  for (const { stream, event, at } of raws) {
    now = at;
    const expected = revisions.get(stream) ?? 'none';
    const result = await ledger.append([{ stream, expected, events: [event] }], []);
    expect(result.kind).toBe('appended');
    revisions.set(stream, expected === 'none' ? 0 : expected + 1);
  }
  try {
    return await use(ledger);
  } finally {
    await ledger.close();
    await place?.remove();
  }
}

/** What the store shows at a moment, in the fields that the plain reading has. */
async function shown(ledger: Ledger, asOf: string, knownAt: Instant | null) {
  const rows = rowReader(ledger, models);
  const at: Moment = { asOf: asOf as CivilDate, knownAt };
  const held = await rows.all(postings, { where: {}, at });
  const members = await rows.all(reserveMemberships, { where: {}, at });
  return new Map<string, Seen>([
    ...held.map(({ key, state }) => {
      const { cadreId, title, from, to, endEventId } = state;
      return [key, { cadreId, title, from, to, endEventId }] as const;
    }),
    ...members.map(({ key, state }) => {
      const { cadreId, status, admittedOn, exitedOn } = state;
      return [key, { cadreId, status, admittedOn, exitedOn }] as const;
    }),
  ]);
}

/** Every row with all its versions, sorted by name. */
async function dumped(ledger: Ledger): Promise<[string, Row][]> {
  const rows: [string, Row][] = [];
  for (const { table } of folding(models, eventCodec).collections) {
    for await (const { key, row } of ledger.dumpRows(table))
      rows.push([rowName({ table, key }), row]);
  }
  return sorted(rows);
}

/** Rows folded from nothing, in pages of these sizes, again and again. */
function rebuilt(events: readonly StoredEvent[], sizes: readonly number[]): [string, Row][] {
  const { keysOf, foldPage } = folding(models, eventCodec);
  const rows = new Map<string, Row>();
  let from = 0;
  for (let page = 0; from < events.length; page += 1) {
    const size = sizes[page % sizes.length] ?? 1;
    const pageEvents = events.slice(from, from + size);
    const loaded = keysOf(pageEvents).flatMap((key) => {
      const row = rows.get(rowName(key));
      return row === undefined ? [] : [[rowName(key), row] as const];
    });
    for (const write of foldPage(pageEvents, new Map(loaded))) rows.set(rowName(write), write.row);
    from += size;
  }
  return sorted([...rows]);
}

function sorted(rows: readonly [string, Row][]): [string, Row][] {
  return [...rows].sort(([a], [b]) => (a < b ? -1 : 1));
}
