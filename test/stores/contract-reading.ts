/** Reading: what was appended comes back as it was, page by page, after a restart too. */
import { describe, expect, test } from '@jest/globals';
import type { EventId } from '../../events/values.ts';
import type { EventsOnly, NewStoredEvent, StoredEvent } from '../../src/application/ports.ts';
import type { Stage } from './contract.ts';
import { commandIdOf, event, eventIdOf, write } from './samples.ts';

const unicode = [
  '欧阳娜娜',
  '买买提·阿不都拉',
  '𠮷野家',
  '👩‍👩‍👧 家庭',
  'a\u0000b',
  '\ud800 alone',
  '"quoted" \\ \n\t',
  'Ünïcödé',
];
const full: NewStoredEvent = {
  ...event(1, 0, { name: '王伟' }),
  personal: { p·1: { name: '𠮷', born: '1980-02' } },
  meta: {
    ...event(1).meta,
    county: '522301' as never,
    actor: { subject: '张三', cadreId: '018f3a5e-0000-7000-8000-00000000000a' as never },
    onBehalfOf: '李四',
    basis: '〔2024〕12号' as never,
    reason: '补录',
    effectiveOn: '2019-03' as never,
    correlationId: 'not-a-uuid',
    causationId: eventIdOf(7),
    digest: 'not hex',
    index: 0,
    count: 1,
    advisories: [
      { code: 'Late', params: { days: 3, zh: '天' }, rule: 'R1', basis: null, evidence: [] },
    ],
    traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
  },
};

export function readingContract(stage: Stage, keeps: boolean): void {
  const put = (command: number, stream: string, expected: number | 'none', one = event(command)) =>
    stage.ledger.append([write(stream, expected, one)], []);
  const fill = async (count: number) => {
    for (let n = 1; n <= count; n += 1) await put(n, `a-${n}`, 'none');
  };
  const positionsOf = (events: readonly StoredEvent[]) => events.map(({ position }) => position);

  describe('events', () => {
    test('an event comes back with all it was given, and what the writer added', async () => {
      await put(1, 'a-1', 'none', full);
      const recordedAt = stage.clock.now();
      const expected = {
        ...full,
        stream: 'a-1',
        revision: 0,
        position: 1,
        meta: { ...full.meta, recordedAt },
      };
      expect(await stage.ledger.readAll(0, 1)).toEqual([expected]);
      expect(await stage.ledger.readStream('a-1', -1, 1)).toEqual([expected]);
      expect(await stage.ledger.findCommand(commandIdOf(1))).toEqual([expected]);
      expect(await stage.ledger.findEvents([full.id])).toEqual([expected]);
    });
    test.each(unicode.map((name) => [name]))(
      'the text %j is kept to the code unit',
      async (name) => {
        await put(1, `a-${name.replace('\ud800', '')}`, 'none', event(1, 0, { name }));
        const [found] = await stage.ledger.readAll(0, 1);
        expect(found?.data.name).toBe(name);
        expect(await stage.ledger.readStream(found?.stream ?? '', -1, 1)).toEqual([found]);
      },
    );
    test('numbers keep their value: large, negative, fractions', async () => {
      const numbers = { n: [0, -1, 0.1, 2 ** 53 - 1, 1e-7] };
      await put(1, 'a-1', 'none', { ...event(1, 0, { score: 1e15 }), personal: { p: numbers } });
      const [found] = await stage.ledger.readAll(0, 1);
      expect(found?.data.score).toBe(1e15);
      expect(found?.personal).toEqual({ p: numbers });
    });
    test('what a caller changes afterwards is not what is recorded', async () => {
      const mine = event(1);
      await put(1, 'a-1', 'none', mine);
      (mine.data as Record<string, unknown>).name = 'other';
      expect((await stage.ledger.readAll(0, 1))[0]?.data.name).toBe('王伟');
    });
  });

  describe('pages', () => {
    test('an empty journal has head 0 and no events', async () => {
      expect(await stage.ledger.head()).toBe(0);
      expect(await stage.ledger.readAll(0, 10)).toEqual([]);
      expect(await stage.ledger.readStream('a-1', -1, 10)).toEqual([]);
    });
    test('a page of all events begins behind a position and holds no more than asked', async () => {
      await fill(7);
      expect(positionsOf(await stage.ledger.readAll(2, 3))).toEqual([3, 4, 5]);
      expect(positionsOf(await stage.ledger.readAll(5, 3))).toEqual([6, 7]);
      expect(await stage.ledger.readAll(7, 3)).toEqual([]);
      expect(await stage.ledger.readAll(99, 3)).toEqual([]);
    });
    test('a page of a stream begins behind a revision', async () => {
      const events = [0, 1, 2, 3].map((index) => event(1, index));
      await stage.ledger.append([write('a-1', 'none', ...events)], []);
      await put(2, 'b-1', 'none');
      const revisions = async (after: number, limit: number) =>
        (await stage.ledger.readStream('a-1', after, limit)).map(({ revision }) => revision);
      expect(await revisions(-1, 2)).toEqual([0, 1]);
      expect(await revisions(1, 9)).toEqual([2, 3]);
      expect(await revisions(3, 9)).toEqual([]);
    });
    test('a page of types holds these only, in position order, each once', async () => {
      for (let n = 1; n <= 9; n += 1) {
        const type = n % 3 === 0 ? 'NotingVoided' : n % 3 === 1 ? 'PersonNoted' : 'PersonChanged';
        await put(
          n,
          `a-${n}`,
          'none',
          event(n, 0, type === 'NotingVoided' ? { type, eventId: 'none' } : { type }),
        );
      }
      const page = async (after: number, limit: number, ...types: string[]) =>
        positionsOf(await stage.ledger.readAll(after, limit, { types }));
      expect(await page(0, 9, 'NotingVoided')).toEqual([3, 6, 9]);
      expect(await page(3, 3, 'NotingVoided', 'PersonNoted', 'NotingVoided')).toEqual([4, 6, 7]);
      expect(await page(0, 9, 'Unheard')).toEqual([]);
      expect(await page(0, 9)).toEqual([]);
    });
    test('a page of counties holds theirs only, also of some types', async () => {
      for (let n = 1; n <= 8; n += 1) {
        const voided = { type: 'NotingVoided', eventId: 'none' } as const;
        const one = event(n, 0, n % 4 === 0 ? voided : {});
        const county = [null, '419998', '490001'][n % 3] as NewStoredEvent['meta']['county'];
        await put(n, `a-${n}`, 'none', { ...one, meta: { ...one.meta, county } });
      }
      const page = async (after: number, limit: number, only: EventsOnly) =>
        positionsOf(await stage.ledger.readAll(after, limit, only));
      expect(await page(0, 9, { counties: ['419998'] })).toEqual([1, 4, 7]);
      expect(await page(1, 2, { counties: ['490001', null, null] })).toEqual([2, 3]);
      expect(await page(0, 9, { counties: ['419998'], types: ['PersonNoted'] })).toEqual([1, 7]);
      expect(await page(0, 9, { counties: [] })).toEqual([]);
    });
    test('a page without bound is refused', async () => {
      await expect(stage.ledger.readAll(0, 1_001)).rejects.toThrow(/1 to 1000/);
      await expect(stage.ledger.readAll(0, 0)).rejects.toThrow(/1 to 1000/);
      await expect(stage.ledger.readStream('a-1', -1, Number.NaN)).rejects.toThrow(/1 to 1000/);
    });
    test('events are found by id, unknown ones left out', async () => {
      await fill(3);
      const ids = [eventIdOf(3), eventIdOf(8), eventIdOf(1), eventIdOf(1), '' as EventId];
      const found = await stage.ledger.findEvents(ids);
      expect(positionsOf(found).sort()).toEqual([1, 3]);
    });
    test('a page of events no stream is similar to is empty', async () => {
      await put(1, 'a-1', 'none');
      expect(await stage.ledger.readStream('A-1', -1, 10)).toEqual([]);
      expect(await stage.ledger.readStream('a-', -1, 10)).toEqual([]);
      expect(await stage.ledger.readStream('a-%', -1, 10)).toEqual([]);
    });
  });
  followCases(stage);
  timeCases(stage, keeps);
}

function followCases(stage: Stage): void {
  const put = (n: number) => stage.ledger.append([write(`a-${n}`, 'none', event(n))], []);

  describe('followers', () => {
    const settled = () => new Promise((resolve) => setTimeout(resolve, 20));
    test('a commit is hinted at with the head', async () => {
      const heads: number[] = [];
      stage.ledger.onAppended((head) => heads.push(head));
      await put(1);
      await settled();
      expect(heads.at(-1)).toBe(1);
    });
    test('what was refused is not hinted at', async () => {
      const heads: number[] = [];
      stage.ledger.onAppended((head) => heads.push(head));
      await stage.ledger.append([write('a-1', 4, event(1))], []);
      await settled();
      expect(heads).toEqual([]);
    });
    test('a listener that stopped hears no more', async () => {
      const heads: number[] = [];
      const stop = stage.ledger.onAppended((head) => heads.push(head));
      stop();
      stop();
      await put(1);
      await settled();
      expect(heads).toEqual([]);
    });
    test.each([
      ['lost', (n: number) => n % 3 === 0],
      ['doubled', () => true],
    ])('a follower that reads pages sees every event though hints are %s', async (_, isHeard) => {
      const seen: number[] = [];
      let hints = 0;
      let reading = Promise.resolve();
      const readOn = async () => {
        for (;;) {
          const page = await stage.ledger.readAll(seen.length, 2);
          seen.push(...page.map(({ position }) => position));
          if (page.length === 0) return;
        }
      };
      stage.ledger.onAppended(() => {
        hints += 1;
        if (!isHeard(hints)) return;
        reading = reading.then(readOn).then(readOn);
      });
      for (let n = 1; n <= 9; n += 1) {
        await put(n);
        await settled();
      }
      await reading;
      expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    });
  });
}

function timeCases(stage: Stage, keeps: boolean): void {
  const put = (n: number) => stage.ledger.append([write(`a-${n}`, 'none', event(n))], []);
  const times = async () =>
    (await stage.ledger.readAll(0, 100)).map(({ meta }) => meta.recordedAt.slice(17));

  describe('recordedAt', () => {
    test('it never falls when the clock goes back', async () => {
      await put(1);
      stage.clock.advance(-5_000);
      await put(2);
      stage.clock.advance(5_001);
      await put(3);
      expect(await times()).toEqual(['00.000Z', '00.000Z', '00.001Z']);
    });
    test('all events of an append share it', async () => {
      const events = [0, 1, 2].map((index) => event(1, index));
      await stage.ledger.append([write('a-1', 'none', ...events)], []);
      expect(new Set(await times()).size).toBe(1);
    });
    test('it is the writer’s own, whatever the caller says', async () => {
      const meta = { ...event(1).meta, recordedAt: '1999-01-01T00:00:00.000Z' };
      await stage.ledger.append([write('a-1', 'none', { ...event(1), meta })], []);
      expect(await times()).toEqual(['00.000Z']);
    });
  });

  if (!keeps) return;
  describe('a restart', () => {
    test('keeps events, positions and revisions, and goes on from them', async () => {
      await put(1);
      await put(2);
      const before = await stage.ledger.readAll(0, 10);
      await stage.reopen();
      expect(await stage.ledger.readAll(0, 10)).toEqual(before);
      expect(await stage.ledger.head()).toBe(2);
      expect(await stage.ledger.append([write('a-1', 0, event(3))], [])).toEqual({
        kind: 'appended',
        position: 3,
        revisions: { 'a-1': 1 },
      });
    });
    test('keeps commands: found, and recorded already', async () => {
      const first = await put(1);
      await stage.reopen();
      expect(await stage.ledger.findCommand(commandIdOf(1))).toHaveLength(1);
      expect(await put(1)).toEqual({ ...first, kind: 'alreadyRecorded' });
    });
    test('does not let recordedAt fall', async () => {
      await put(1);
      stage.clock.advance(-60_000);
      await stage.reopen();
      await put(2);
      expect(await times()).toEqual(['00.000Z', '00.000Z']);
    });
  });
  describe('closing', () => {
    test('what was asked before is recorded, what is asked after is refused', async () => {
      const asked = put(1);
      await stage.ledger.close();
      expect(await asked).toMatchObject({ kind: 'appended' });
      await expect(put(2)).rejects.toThrow(/closed/);
    });
  });
}
