/** The short form of `npm run faults`: some kills, some failing calls, some damage. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { damage } from './damage.ts';
import { disk } from './disk.ts';
import { kill } from './kill.ts';
import { strace } from './strace.ts';
import { type Tally, tally } from './tally.ts';

const minutes = 60_000;
const kills = 2;

beforeAll(() => {
  // The server that is killed is the built one.
  const root = join(import.meta.dirname, '../..');
  execFileSync(process.execPath, ['scripts/setup.mjs', '--build', '--quiet'], { cwd: root });
}, 2 * minutes);

/** A part that cannot be run on this machine says why in the output. */
function judge(done: Tally | string, checked: string): void {
  if (typeof done === 'string') {
    console.warn(`not run: ${done}`);
    return;
  }
  expect(done.of(checked)).toBeGreaterThan(0);
  expect(done.wrongs()).toBe(0);
}

test(
  `${kills} kills of the server under concurrent commands lose nothing acknowledged`,
  async () => {
    const done = await kill({ kills, lanes: 1, seed: 'short' });
    expect([done.of('kills'), done.wrongs()]).toEqual([kills, 0]);
    expect(done.of('commands acknowledged')).toBeGreaterThan(0);
    judge(done, 'acknowledged commands found in the file');
  },
  2 * minutes,
);

test(
  'a system call that fails loses nothing acknowledged, and is told in a sentence',
  async () => {
    judge(await strace({ lanes: 2, every: 300 }), 'acknowledged commands found once');
  },
  2 * minutes,
);

test(
  'a full disk refuses commands, answers queries, and needs no restart',
  async () => {
    judge(await disk({ times: 1, seed: 'short' }), 'times the same process recorded again');
  },
  2 * minutes,
);

test(
  'a damaged, foreign or misplaced file is refused in a sentence, or found by check',
  async () => {
    judge(await damage({ flips: 5, seed: 'short' }), 'wrong places, keys and formats refused');
  },
  2 * minutes,
);

test('a part that checked nothing has not passed', () => {
  const empty = tally('none', ['kills']);
  expect(empty.faults()).toEqual(['nothing was checked: «kills» is 0']);
  empty.count('kills');
  expect(empty.faults()).toEqual([]);
});
