/** How often a journal that is lost again and again is asked, in time that does not pass. */
import { expect, test } from '@jest/globals';
import type { EventLog } from '../../src/stores/kurrentdb/event-log.ts';
import { follow } from '../../src/stores/kurrentdb/follower.ts';
import { emptyStream, eventLogInMemory } from './event-log-in-memory.ts';
import { virtualTime } from './virtual-time.ts';

/** When it was asked for in a minute of subscriptions that each hold for `heldMs`. */
async function asked(heldMs: number): Promise<readonly number[]> {
  const { surroundings, run } = virtualTime('flapping');
  const at: number[] = [];
  const log: EventLog = {
    ...eventLogInMemory(emptyStream()),
    follow: async (_after, reader) => {
      at.push(surroundings.now());
      reader.live();
      await surroundings.wait(heldMs);
      throw new Error('the subscription was lost');
    },
  };
  const ending = new AbortController();
  let isOver = false;
  const following = follow(
    {
      ...{ log, surroundings },
      following: {
        ...{ include: () => {}, position: () => 0, passed: () => {} },
        ...{ caughtUp: () => {}, lost: () => {}, ended: () => {} },
        ...{ assertOwn: async () => {}, subscribed: () => {} },
      },
    },
    ending.signal,
  ).then(() => {
    isOver = true;
  });
  void surroundings.wait(60_000).then(() => ending.abort());
  await run(() => isOver, 120_000);
  await following;
  return at;
}

test('one that is lost at once each time is waited for ever longer', async () => {
  const at = await asked(1);
  expect(at.length).toBeLessThan(60);
  expect((at[2] ?? 0) - (at[1] ?? 0)).toBeLessThan(100);
});

test('one that held is asked for again at once', async () => {
  const at = await asked(6_000);
  expect(at.length).toBe(10);
  expect(Math.max(...at.map((one, index) => one - (at[index - 1] ?? one)))).toBeLessThan(6_100);
});
