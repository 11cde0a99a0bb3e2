/** Rows: folded with the append, as of any day, as known at any moment. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { CivilDate, Instant } from '../../events/dates.ts';
import type { StoredEvent } from '../../src/application/ports.ts';
import { rowName } from '../../src/application/ports.ts';
import type { Row } from '../../src/read-models/row.ts';
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

const day = (text: string) => text as CivilDate;

/** Rows folded from events in pages of a size, as a rebuild does. */
function rebuilt(events: readonly StoredEvent[], pageSize: number): Map<string, Row> {
  const folding = testFolding();
  const rows = new Map<string, Row>();
  for (let start = 0; start < events.length; start += pageSize) {
    const page = events.slice(start, start + pageSize);
    for (const written of folding.foldPage(page, rows)) rows.set(rowName(written), written.row);
  }
  return rows;
}

export function rowContract(stage: Stage, keeps: boolean, isKeptElsewhere = false): void {
  let command = 0;
  const record = async (...specs: readonly Spec[]) => {
    command += 1;
    const events = specs.map((spec, index) => event(command, index, { person: 'p1', ...spec }));
    await stage.ledger.append([write(`a-${command}`, 'none', ...events)], []);
    return command;
  };
  const nameAt = async (asOf: string, knownAt: Instant | null = null) => {
    const rows = await stage.ledger.getRows(table, ['p1'], { asOf: day(asOf), knownAt });
    return rows.map(({ version }) => version.state.name);
  };
  const dump = () => dumped(stage.ledger);

  describe('time', () => {
    test('a row is there once its append is answered', async () => {
      const n = await record({ name: '王伟' });
      expect(await stage.ledger.getRows(table, ['p1'], query().at)).toEqual([
        {
          key: 'p1',
          version: {
            from: '2024-01-01',
            to: '9999-12-31',
            recordedFrom: stage.clock.now(),
            recordedTo: null,
            event: eventIdOf(n),
            state: { name: '王伟', unit: 'u', score: 1 },
          },
        },
      ]);
    });
    test('a row holds from its first day on and not before', async () => {
      await record({ on: '2024-02-01' });
      expect(await nameAt('2024-01-31')).toEqual([]);
      expect(await nameAt('2024-02-01')).toEqual(['王伟']);
    });
    test('a later state holds from its day, the earlier until then', async () => {
      await record({ name: '王伟', on: '2024-01-01' });
      await record({ name: '王大伟', on: '2024-03-01', type: 'PersonChanged' });
      expect(await nameAt('2024-02-29')).toEqual(['王伟']);
      expect(await nameAt('2024-03-01')).toEqual(['王大伟']);
    });
    test('what was entered late was not known before', async () => {
      const before = stage.clock.now();
      await record({ name: '王伟' });
      stage.clock.advance(1_000);
      await record({ name: '王大伟', on: '2024-02-01', type: 'PersonChanged' });
      expect(await nameAt('2024-05-01', before)).toEqual(['王伟']);
      expect(await nameAt('2024-05-01', stage.clock.now())).toEqual(['王大伟']);
      expect(await nameAt('2024-05-01', '2000-01-01T00:00:00.000Z' as Instant)).toEqual([]);
    });
    test('the end of knowledge is exclusive to the millisecond', async () => {
      await record({ name: '王伟' });
      const first = stage.clock.now();
      stage.clock.advance(1);
      await record({ name: '王大伟', type: 'PersonChanged' });
      expect(await nameAt('2024-05-01', first)).toEqual(['王伟']);
      expect(await nameAt('2024-05-01', stage.clock.now())).toEqual(['王大伟']);
    });
    test('a voided row is gone now and known as it was before', async () => {
      const n = await record({ name: '王伟' });
      const before = stage.clock.now();
      stage.clock.advance(1_000);
      await record({ type: 'NotingVoided', eventId: eventIdOf(n) });
      expect(await nameAt('2024-05-01')).toEqual([]);
      expect(await nameAt('2024-05-01', before)).toEqual(['王伟']);
    });
    test('a correction in the same moment replaces what was derived in it', async () => {
      const n = await record({ name: '王伟', unit: 'u1' });
      await record({ type: 'NotingCorrected', eventId: eventIdOf(n), name: '汪伟', unit: 'u2' });
      expect(await nameAt('2024-05-01')).toEqual(['汪伟']);
      const found = async (text: string) => stage.ledger.countRows(query({}, { text }));
      expect([await found('王'), await found('汪')]).toEqual([0, 1]);
      expect(await stage.ledger.countRows(query({ unit: 'u2' }))).toBe(1);
      expect((await dump())[0]?.row.versions).toHaveLength(1);
    });
    test('a row entered late into the past does not displace the present', async () => {
      await record({ name: 'later', on: '2024-03-01' });
      await record({ name: 'earlier', on: '2024-01-01', type: 'PersonNoted' });
      expect(await nameAt('2024-05-01')).toEqual(['later']);
      expect(await nameAt('2024-02-01')).toEqual(['earlier']);
    });
    test('rows are got by key, unknown and repeated keys once or not at all', async () => {
      await record({ person: 'p1' });
      await record({ person: 'p2' });
      const rows = await stage.ledger.getRows(table, ['p2', 'p9', 'p1', 'p2'], query().at);
      expect(rows.map(({ key }) => key)).toEqual(['p2', 'p1']);
      expect(await stage.ledger.getRows(table, [], query().at)).toEqual([]);
    });
    test('a table nobody declared is refused', async () => {
      await expect(stage.ledger.getRows('people_v9_persons', ['p1'], query().at)).rejects.toThrow(
        /no collection/,
      );
    });
  });

  describe('folding', () => {
    const specs = fc.array(
      fc.record({
        person: fc.constantFrom('p1', 'p2', 'p3'),
        type: fc.constantFrom('PersonNoted' as const, 'PersonChanged' as const),
        name: fc.constantFrom('甲', '乙', '𠮷丙'),
        on: fc.constantFrom('2023', '2023-05', '2024-01-01', '2024-06-30'),
        wait: fc.constantFrom(0, 0, 1_000),
      }),
      { minLength: 1, maxLength: 20 },
    );
    test('a rebuilt model equals the live one byte for byte, whatever the pages', async () => {
      await fc.assert(
        fc.asyncProperty(specs, fc.integer({ min: 1, max: 7 }), async (list, pageSize) => {
          const ledger = await stage.another();
          const waits: Promise<unknown>[] = [];
          for (const [index, { wait, ...spec }] of list.entries()) {
            if (wait > 0) await Promise.all(waits);
            stage.clock.advance(wait);
            waits.push(ledger.append([write(`a-${index}`, 'none', event(index + 1, 0, spec))], []));
          }
          await Promise.all(waits);
          const live = await dumped(ledger);
          const again = rebuilt(await ledger.readAll(0, 1_000), pageSize);
          for (const { key, row } of live) {
            const other = again.get(rowName({ table, key }));
            expect(JSON.stringify(sorted(row))).toBe(JSON.stringify(sorted(other)));
          }
          expect(live).toHaveLength(again.size);
        }),
        { numRuns: 20 },
      );
    });
    test('a dump holds every row with all versions, by key', async () => {
      for (const person of ['p2', 'p1', '𠮷', '\uffee']) await record({ person });
      await record({ person: 'p1', type: 'PersonChanged', on: '2024-02-01' });
      const rows = await dump();
      expect(rows.map(({ key }) => key)).toEqual(['p1', 'p2', '\uffee', '𠮷']);
      expect(rows[0]?.row.versions.map(({ from }) => from)).toEqual(['2024-01-01', '2024-02-01']);
      expect(rows[0]?.row.facts).toHaveLength(2);
    });
    test('a dump of more rows than a page holds each once', async () => {
      const people = Array.from({ length: 700 }, (_, n) => ({ person: `p${n}` }));
      await record(...people);
      const keys = (await dump()).map(({ key }) => key);
      expect(new Set(keys).size).toBe(700);
      expect(keys).toHaveLength(700);
    });
  });
  quarantineCases(stage, keeps, isKeptElsewhere);
}

function quarantineCases(stage: Stage, keeps: boolean, isKeptElsewhere: boolean): void {
  const record = (n: number, spec: Spec) =>
    stage.ledger.append([write(`a-${n}`, 'none', event(n, 0, { person: 'p1', ...spec }))], []);
  const names = async () =>
    (await stage.ledger.findRows(query(), [], null, 10)).rows.map(
      ({ version }) => version.state.name,
    );

  describe('a projection that throws', () => {
    test('fails no append, its own or a neighbour’s', async () => {
      const results = await Promise.all([
        record(1, { name: 'breaks' }),
        record(2, { person: 'p2', name: '李娜' }),
      ]);
      expect(results.map(({ kind }) => kind)).toEqual(['appended', 'appended']);
      expect(await names()).toEqual(['李娜']);
    });
    test('for which no key can be told is quarantined by its collection', async () => {
      await record(1, { name: '王伟' });
      await record(2, { person: 'keyless', name: '李娜' });
      expect(await names()).toEqual(['王伟']);
      expect(stage.folding.quarantined.get(`${table}/*`)).toMatchObject({ key: null, position: 2 });
    });
    const apart = isKeptElsewhere
      ? 'outside of the folding stops the replica; the journal holds what it holds'
      : 'outside of the folding fails its own append alone';
    test(apart, async () => {
      const { foldPage, ...rest } = testFolding();
      const ledger = await stage.another({
        ...rest,
        foldPage: (events, rows) => {
          if (events.some(({ stream }) => stream === 'a-2')) throw new Error('cannot fold');
          return foldPage(events, rows);
        },
      });
      const results = await Promise.allSettled(
        [1, 2, 3].map((n) => ledger.append([write(`a-${n}`, 'none', event(n))], [])),
      );
      if (isKeptElsewhere) {
        expect(results.map(({ status }) => status)).toContain('rejected');
        await expect(ledger.append([write('a-9', 'none', event(9))], [])).rejects.toThrow(
          /replica failed/,
        );
        return;
      }
      expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
      expect((await ledger.readAll(0, 10)).map(({ stream }) => stream)).toEqual(['a-1', 'a-3']);
      expect((await dumped(ledger)).map(({ key }) => key)).toEqual(['p1', 'p3']);
    });
    test('quarantines its key and leaves the row as it was', async () => {
      await record(1, { name: '王伟' });
      await record(2, { name: 'breaks', type: 'PersonChanged' });
      expect(await names()).toEqual(['王伟']);
      expect([...stage.folding.quarantined.keys()]).toEqual([`${table}/p1`]);
      expect(stage.folding.quarantined.get(`${table}/p1`)?.position).toBe(2);
    });
    test('loses no fact: once the bad one is voided, the row is whole again', async () => {
      await record(1, { name: '王伟' });
      await record(2, { name: 'breaks', type: 'PersonChanged', on: '2024-02-01' });
      await record(3, { name: '王大伟', type: 'PersonChanged', on: '2024-03-01' });
      expect(await names()).toEqual(['王伟']);
      if (keeps) await stage.reopen();
      await record(4, { type: 'NotingVoided', eventId: eventIdOf(2) });
      expect(await names()).toEqual(['王大伟']);
      expect(stage.folding.quarantined.size).toBe(0);
    });
  });
}

/** Facts in one order of fields: a fact that has been through a store may have another. */
function sorted(row: Row | undefined): unknown {
  const order = (value: unknown): unknown =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(
          Object.entries(value)
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .map(([field, part]) => [field, order(part)]),
        )
      : Array.isArray(value)
        ? value.map(order)
        : value;
  return order(row);
}
