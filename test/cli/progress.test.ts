import { expect, test } from '@jest/globals';
import { pace, progress } from '../../src/cli/progress.ts';

function screen(isTTY: boolean) {
  const written: string[] = [];
  return { isTTY, write: (text: string) => written.push(text), written };
}

test('elsewhere than on a terminal, every tenth has a line', () => {
  const plain = screen(false);
  const show = progress(plain, 'Loading');
  for (let done = 1; done <= 40; done += 1) show({ done, all: 40 });
  expect(plain.written).toHaveLength(11);
  expect(plain.written.at(-1)).toBe('Loading 100 % (40/40)\n');
});

test('what takes minutes tells how many a second, and how long it still takes', () => {
  const plain = screen(false);
  let now = 0;
  const show = pace(plain, 'Loading', 'commands', () => now);
  show({ done: 10, all: 1_000 });
  now = 2_000;
  show({ done: 210, all: 1_000 });
  now = 8_000;
  show({ done: 250, all: 1_000 });
  show({ done: 410, all: 1_000 });
  expect(plain.written).toEqual([
    'Loading 1 % (10/1000)\n',
    'Loading 21 % (210/1000) 100 commands/s, 8 s left\n',
    'Loading 41 % (410/1000) 50 commands/s, 12 s left\n',
  ]);
});

test('on a terminal a shorter line leaves nothing of a longer one', () => {
  const terminal = screen(true);
  pace(terminal, 'Loading', 'commands', () => 0)({ done: 1, all: 2 });
  const [line = ''] = terminal.written;
  expect(line.startsWith('\rLoading █')).toBe(true);
  expect(line.endsWith(' 50 % (1/2)\u001b[K')).toBe(true);
});
