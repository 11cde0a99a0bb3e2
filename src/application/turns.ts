/** Turns at a stream: who lost a race decides again when those before them are through. */
import { Overloaded, turnsWaitingMax } from './limits.ts';

export function turns() {
  const waiting = new Map<string, { last: Promise<unknown>; count: number }>();

  /** Does the work after everything that waits at the stream. Throws Overloaded when the queue is full. */
  async function inTurn<T>(stream: string, work: () => Promise<T>): Promise<T> {
    const queue = waiting.get(stream) ?? { last: Promise.resolve(), count: 0 };
    if (queue.count >= turnsWaitingMax) {
      throw new Overloaded('too many commands wait for the same records');
    }
    queue.count += 1;
    waiting.set(stream, queue);
    const mine = queue.last.then(work, work);
    queue.last = mine;
    try {
      return await mine;
    } finally {
      queue.count -= 1;
      if (queue.count === 0) waiting.delete(stream);
    }
  }

  return { inTurn, isBusy: (stream: string) => waiting.has(stream) };
}
