/** Time and chance as they are. */
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Surroundings } from './event-log.ts';

export const surroundings: Surroundings = {
  // Goes on evenly when the clock of the wall is set anew.
  now: () => Math.floor(performance.timeOrigin + performance.now()),
  wait: (ms, signal) => wait(ms, undefined, signal === undefined ? {} : { signal }).catch(() => {}),
  random: Math.random,
  newRecordId: () => randomUUID(),
};
