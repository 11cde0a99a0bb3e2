/** The short form of `npm run faults`: some kills, some failing calls, some damage. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { damage } from './damage.ts';
import { disk } from './disk.ts';
import { kill } from './kill.ts';
import { strace } from './strace.ts';
import { type Tally, tally } from './tally.ts';

const minutes = 60_000;
const kills = 2;

/** All at once: most of each is waiting for processes to start and for disks. */
const parts = {
  kill: () => kill({ kills, lanes: 1, seed: 'short' }),
  strace: () => strace({ lanes: 1, every: 400 }),
  disk: () => disk({ times: 1, seed: 'short' }),
  damage: () => damage({ flips: 4, seed: 'short' }),
};
const running = new Map<string, Promise<Tally | string>>();

beforeAll(() => {
  // The server that is killed is the built one.
  const root = join(import.meta.dirname, '../..');
  execFileSync(process.execPath, ['scripts/setup.mjs', '--build', '--quiet'], { cwd: root });
  for (const [name, run] of Object.entries(parts)) {
    const part = run();
    running.set(name, part);
    // Its test tells of it, whenever its turn comes.
    part.catch(() => {});
  }
}, 2 * minutes);
afterAll(async () => {
  await Promise.allSettled(running.values());
});

function done<K extends keyof typeof parts>(name: K): ReturnType<(typeof parts)[K]> {
  const part = running.get(name);
  if (part === undefined) throw new Error(`${name} was not begun`);
  // Cast: it was begun as the part of this name.
  return part as ReturnType<(typeof parts)[K]>;
}

/** A part that cannot be run on this machine says why in the output. */
function judge(tallied: Tally | string, checked: string): void {
  if (typeof tallied === 'string') {
    console.warn(`not run: ${tallied}`);
    return;
  }
  expect(tallied.of(checked)).toBeGreaterThan(0);
  expect(tallied.wrongs()).toBe(0);
}

test(
  `${kills} kills of the server under concurrent commands lose nothing acknowledged`,
  async () => {
    const killed = await done('kill');
    expect([killed.of('kills'), killed.wrongs()]).toEqual([kills, 0]);
    expect(killed.of('commands acknowledged')).toBeGreaterThan(0);
    judge(killed, 'acknowledged commands found in the file');
  },
  2 * minutes,
);

test(
  'a system call that fails loses nothing acknowledged, and is told in a sentence',
  async () => {
    judge(await done('strace'), 'acknowledged commands found once');
  },
  2 * minutes,
);

test(
  'a full disk refuses commands, answers queries, and needs no restart',
  async () => {
    judge(await done('disk'), 'times the same process recorded again');
  },
  2 * minutes,
);

test(
  'a damaged, foreign or misplaced file is refused in a sentence, or found by check',
  async () => {
    judge(await done('damage'), 'wrong places, keys and formats refused');
  },
  2 * minutes,
);

test('a part that checked nothing has not passed', () => {
  const empty = tally('none', ['kills']);
  expect(empty.faults()).toEqual(['nothing was checked: «kills» is 0']);
  empty.count('kills');
  expect(empty.faults()).toEqual([]);
});
