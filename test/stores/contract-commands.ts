/** Commands: one answer for each, whenever it is asked, and bounds refused before the store. */
import { describe, expect, test } from '@jest/globals';
import {
  commandBytesMax,
  commandEventsMax,
  eventBytesMax,
  TooLarge,
} from '../../src/application/limits.ts';
import type { Ledger, Write } from '../../src/application/ports.ts';
import type { Stage } from './contract.ts';
import { by, commandIdOf, digested, event, write } from './samples.ts';

const many = (command: number, count: number) =>
  Array.from({ length: count }, (_, index) => event(command, index));

export function commandContract(stage: Stage): void {
  const append = (...writes: readonly Write[]) => stage.ledger.append(writes, []);
  const all = () => stage.ledger.readAll(0, 1_000);

  describe('commands', () => {
    const twice = async (ledger: Ledger, again: Parameters<Ledger['append']>[0]) => {
      await ledger.append([write('z-1', 'none', event(9))], []);
      const first = await ledger.append(
        [write('a-1', 'none', ...many(1, 2)), write('b-1', 'none', event(1, 2))],
        [],
      );
      return [first, await ledger.append(again, [])];
    };
    test('a command appended twice is recorded once and gets the same answer', async () => {
      const [first, second] = await twice(stage.ledger, [
        write('a-1', 'none', ...many(1, 2)),
        write('b-1', 'none', event(1, 2)),
      ]);
      expect(second).toEqual({ ...first, kind: 'alreadyRecorded' });
      expect(await stage.ledger.head()).toBe(4);
    });
    test('a recorded command comes before a conflict, decided anew or not', async () => {
      const [first, second] = await twice(stage.ledger, [write('a-1', 1, event(1))]);
      expect(second).toEqual({ ...first, kind: 'alreadyRecorded' });
    });
    test('the same answer is given after others have moved the streams', async () => {
      const first = await append(write('a-1', 'none', event(1)));
      await append(write('a-1', 0, event(2)));
      expect(await append(write('a-1', 1, event(1)))).toEqual({
        ...first,
        kind: 'alreadyRecorded',
      });
    });
    test('the same command twice at once is recorded once', async () => {
      const results = await Promise.all([
        append(write('a-1', 'none', event(1))),
        append(write('a-1', 'none', event(1))),
      ]);
      expect(results).toEqual([
        { kind: 'appended', position: 1, revisions: { 'a-1': 0 } },
        { kind: 'alreadyRecorded', position: 1, revisions: { 'a-1': 0 } },
      ]);
    });
    test('a command id with other content is reused', async () => {
      await append(write('a-1', 'none', event(1)));
      const other = digested('cd'.repeat(32), event(1));
      expect(await append(write('a-1', 0, other))).toEqual({ kind: 'commandIdReused' });
    });
    test('a command id of another actor is reused', async () => {
      await append(write('a-1', 'none', event(1)));
      expect(await append(write('a-1', 0, by('li', event(1))))).toEqual({
        kind: 'commandIdReused',
      });
    });
    test('a refused command reserves nothing', async () => {
      await append(write('a-1', 3, event(1)));
      const other = digested('cd'.repeat(32), by('li', event(1)));
      expect(await append(write('a-1', 'none', other))).toMatchObject({ kind: 'appended' });
    });
    test('all events of a recorded command are found, in position order', async () => {
      await append(write('a-1', 'none', event(1)));
      await append(write('b-1', 'none', event(2)), write('a-1', 0, event(2, 1)));
      const found = await stage.ledger.findCommand(commandIdOf(2));
      expect(found.map(({ position }) => position)).toEqual([2, 3]);
      expect(found).toEqual((await all()).slice(1));
    });
    test('a command that was refused or never came is not found', async () => {
      await append(write('a-1', 3, event(1)));
      expect(await stage.ledger.findCommand(commandIdOf(1))).toEqual([]);
      expect(await stage.ledger.findCommand(commandIdOf(2))).toEqual([]);
    });
  });
  limitCases(stage);
}

function limitCases(stage: Stage): void {
  const append = (...writes: readonly Write[]) => stage.ledger.append(writes, []);
  const sized = (command: number, index: number, bytes: number) =>
    event(command, index, { name: '伟'.repeat(Math.floor(bytes / 3)) });

  describe('limits', () => {
    const nothing = async () => expect(await stage.ledger.head()).toBe(0);
    test('an event id given twice in an append is refused with nothing written', async () => {
      await expect(append(write('a-1', 'none', event(1), event(1)))).rejects.toThrow(/twice/);
      await nothing();
    });
    test('an event id of another command is refused with nothing written', async () => {
      await append(write('a-1', 'none', event(1)));
      const taken = { ...event(2), id: event(1).id };
      await expect(append(write('b-1', 'none', taken))).rejects.toThrow(/twice/);
      expect(await stage.ledger.head()).toBe(1);
      expect(await append(write('b-1', 'none', event(2)))).toMatchObject({ position: 2 });
    });
    test('an event above its limit in bytes is too large', async () => {
      await expect(append(write('a-1', 'none', sized(1, 0, eventBytesMax)))).rejects.toThrow(
        TooLarge,
      );
      await nothing();
    });
    test('an event just below its limit is recorded whole', async () => {
      const large = sized(1, 0, eventBytesMax - 1_200);
      await append(write('a-1', 'none', large));
      expect((await stage.ledger.readAll(0, 1))[0]?.data).toEqual(large.data);
    });
    test('a command above its limit in bytes is too large', async () => {
      const quarter = commandBytesMax / 4;
      const events = [0, 1, 2, 3].map((index) => sized(1, index, quarter));
      await expect(append(write('a-1', 'none', ...events))).rejects.toThrow(TooLarge);
      await nothing();
    });
    test('a command of the most events is recorded', async () => {
      const result = await append(write('a-1', 'none', ...many(1, commandEventsMax)));
      expect(result).toEqual({
        kind: 'appended',
        position: commandEventsMax,
        revisions: { 'a-1': commandEventsMax - 1 },
      });
    });
    test('a command of one event more is too large', async () => {
      await expect(append(write('a-1', 'none', ...many(1, commandEventsMax + 1)))).rejects.toThrow(
        TooLarge,
      );
      await nothing();
    });
    test('an append of no events, of two commands or twice to one stream is a defect', async () => {
      await expect(append()).rejects.toThrow(/at least one event/);
      await expect(append(write('a-1', 'none'))).rejects.toThrow(/at least one event/);
      await expect(append(write('a-1', 'none', event(1), event(2)))).rejects.toThrow(/one command/);
      await expect(
        append(write('a-1', 'none', event(1)), write('a-1', 0, event(1, 1))),
      ).rejects.toThrow(/once/);
      await nothing();
    });
  });
}
