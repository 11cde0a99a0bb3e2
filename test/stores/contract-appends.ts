/** Appending: exact revisions, atomicity, dense positions, alone and together. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { AppendResult, Check, Write } from '../../src/application/ports.ts';
import type { Stage } from './contract.ts';
import { by, event, write } from './samples.ts';

const appended = (position: number, revisions: Record<string, number>) => ({
  kind: 'appended',
  position,
  revisions,
});
const many = (command: number, count: number) =>
  Array.from({ length: count }, (_, index) => event(command, index));

export function appendContract(stage: Stage): void {
  const append = (...writes: readonly Write[]) => stage.ledger.append(writes, []);
  const all = () => stage.ledger.readAll(0, 1_000);
  const positions = async () => (await all()).map(({ position }) => position);

  describe('revisions', () => {
    test('a first event is appended to a stream that does not exist', async () => {
      expect(await append(write('a-1', 'none', event(1)))).toEqual(appended(1, { 'a-1': 0 }));
    });
    test('an event is appended at the exact revision', async () => {
      await append(write('a-1', 'none', ...many(1, 3)));
      expect(await append(write('a-1', 2, event(2)))).toEqual(appended(4, { 'a-1': 3 }));
    });
    test('none is refused for a stream that exists', async () => {
      await append(write('a-1', 'none', event(1)));
      expect(await append(write('a-1', 'none', event(2)))).toEqual({
        kind: 'conflict',
        stream: 'a-1',
        expected: 'none',
        actual: 0,
      });
    });
    test('a revision is refused for a stream that does not exist', async () => {
      expect(await append(write('a-1', 0, event(1)))).toEqual({
        kind: 'conflict',
        stream: 'a-1',
        expected: 0,
        actual: 'none',
      });
    });
    test.each([0, 2, -1])('revision %i is refused for a stream at 1', async (expected) => {
      await append(write('a-1', 'none', ...many(1, 2)));
      expect(await append(write('a-1', expected, event(2)))).toMatchObject({
        kind: 'conflict',
        actual: 1,
      });
    });
    test('a refused append leaves nothing', async () => {
      await append(write('a-1', 5, event(1)));
      expect(await all()).toEqual([]);
      expect(await stage.ledger.head()).toBe(0);
    });
  });

  describe('checks', () => {
    const checks = (...list: readonly Check[]) => list;
    test('a check that holds lets the append through and writes nothing', async () => {
      await append(write('b-1', 'none', event(1)));
      const result = await stage.ledger.append(
        [write('a-1', 'none', event(2))],
        checks({ stream: 'b-1', expected: 0 }, { stream: 'c-1', expected: 'none' }),
      );
      expect(result).toEqual(appended(2, { 'a-1': 0 }));
      expect(await stage.ledger.readStream('b-1', -1, 10)).toHaveLength(1);
    });
    test('a stream read at an older revision is a conflict', async () => {
      await append(write('b-1', 'none', ...many(1, 2)));
      const result = await stage.ledger.append(
        [write('a-1', 'none', event(2))],
        checks({ stream: 'b-1', expected: 0 }),
      );
      expect(result).toEqual({ kind: 'conflict', stream: 'b-1', expected: 0, actual: 1 });
      expect(await stage.ledger.head()).toBe(2);
    });
    test('a stream read as missing that exists is a conflict', async () => {
      await append(write('b-1', 'none', event(1)));
      const result = await stage.ledger.append(
        [write('a-1', 'none', event(2))],
        checks({ stream: 'b-1', expected: 'none' }),
      );
      expect(result).toMatchObject({ kind: 'conflict', stream: 'b-1', actual: 0 });
    });
    test('writes are looked at before checks, in the order given', async () => {
      await append(write('a-1', 'none', event(1)));
      const result = await stage.ledger.append(
        [write('b-1', 'none', event(2)), write('a-1', 7, event(2, 1))],
        checks({ stream: 'c-1', expected: 3 }),
      );
      expect(result).toMatchObject({ kind: 'conflict', stream: 'a-1' });
    });
  });

  describe('several streams', () => {
    test('events take consecutive positions in the order of the writes', async () => {
      const result = await append(
        write('a-1', 'none', event(1, 0), event(1, 2)),
        write('b-1', 'none', event(1, 1)),
      );
      expect(result).toEqual(appended(3, { 'a-1': 1, 'b-1': 0 }));
      expect((await all()).map(({ stream, revision }) => [stream, revision])).toEqual([
        ['a-1', 0],
        ['a-1', 1],
        ['b-1', 0],
      ]);
    });
    test('one stream elsewhere than expected and none is written', async () => {
      await append(write('b-1', 'none', event(1)));
      await append(write('a-1', 'none', event(2)), write('b-1', 'none', event(2, 1)));
      expect(await stage.ledger.readStream('a-1', -1, 10)).toEqual([]);
      expect(await positions()).toEqual([1]);
    });
    test('a stream named like a property of objects is a stream', async () => {
      const result = await append(write('__proto__', 'none', event(1)));
      expect(Object.entries(result.kind === 'appended' ? result.revisions : {})).toEqual([
        ['__proto__', 0],
      ]);
    });
  });

  describe('appends that arrive together', () => {
    test('a conflict fails alone and leaves no gap', async () => {
      const results = await Promise.all([
        append(write('a-1', 'none', event(1))),
        append(write('a-1', 'none', event(2))),
        append(write('b-1', 'none', event(3))),
        append(write('a-1', 0, event(4))),
      ]);
      expect(results.map(({ kind }) => kind)).toEqual([
        'appended',
        'conflict',
        'appended',
        'appended',
      ]);
      expect(await positions()).toEqual([1, 2, 3]);
    });
    test('one of many that race for a revision wins', async () => {
      const results = await Promise.all(
        Array.from({ length: 50 }, (_, index) => append(write('a-1', 'none', event(index + 1)))),
      );
      expect(results.filter(({ kind }) => kind === 'appended')).toHaveLength(1);
      expect(await positions()).toEqual([1]);
    });
    test('more than fit one group are all recorded in order', async () => {
      await Promise.all(
        Array.from({ length: 1_200 }, (_, index) =>
          append(write(`a-${index}`, 'none', event(index + 1))),
        ),
      );
      expect(await stage.ledger.head()).toBe(1_200);
      const tail = await stage.ledger.readAll(1_000, 1_000);
      expect(tail.map(({ stream }) => stream)).toEqual(
        Array.from({ length: 200 }, (_, index) => `a-${index + 1_000}`),
      );
    });
    test('an append that throws leaves its neighbours and no gap', async () => {
      const results = await Promise.allSettled([
        append(write('a-1', 'none', event(1))),
        append(write('b-1', 'none', event(2), event(2))),
        append(write('c-1', 'none', event(3))),
      ]);
      expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
      expect((await all()).map(({ stream }) => stream)).toEqual(['a-1', 'c-1']);
      expect(await positions()).toEqual([1, 2]);
    });
    test('a name first heard in a refused append is known in the next', async () => {
      const renamed = { ...event(2), type: 'PersonChanged' };
      await Promise.allSettled([
        append(write('b-1', 'none', renamed, renamed)),
        append(write('c-1', 'none', by('li', event(3)))),
        append(write('d-1', 'none', { ...event(4), type: 'PersonChanged' })),
      ]);
      expect((await all()).map(({ type, meta }) => [type, meta.actor.subject])).toEqual([
        ['PersonNoted', 'li'],
        ['PersonChanged', 'zhang'],
      ]);
    });
    test('batching does not matter: together or one by one, the journal is the same', async () => {
      const attempts = fc.array(
        fc.record({
          stream: fc.integer({ min: 1, max: 3 }),
          guess: fc.integer({ min: -1, max: 4 }),
        }),
        { minLength: 1, maxLength: 25 },
      );
      await fc.assert(
        fc.asyncProperty(attempts, async (list) => {
          const [one, other] = [await stage.another(), await stage.another()];
          const asks = list.map(({ stream, guess }, index) =>
            write(`a-${stream}`, guess === -1 ? 'none' : guess, event(index + 1)),
          );
          const together = await Promise.all(asks.map((ask) => one.append([ask], [])));
          const apart: AppendResult[] = [];
          for (const ask of asks) apart.push(await other.append([ask], []));
          expect(together).toEqual(apart);
          expect(await one.readAll(0, 1_000)).toEqual(await other.readAll(0, 1_000));
        }),
        { numRuns: 15 },
      );
    });
  });
}
