import { expect, test } from '@jest/globals';
import { catchUpLog } from '../../src/server/catch-up-log.ts';

/** Each step a second after the one before, `per` events further. */
function logged(all: number, per: number) {
  const lines: Record<string, unknown>[] = [];
  let time = 0;
  const logger = { info: (facts: object) => void lines.push({ ...facts }) };
  const tell = catchUpLog(logger as never, () => time);
  for (let done = per; done <= all; done += per) {
    tell({ done, all });
    time += 1_000;
  }
  return lines;
}

test('a long way is logged every few seconds, with how far, how fast and how long yet', () => {
  const lines = logged(20_000, 1_000);
  expect(lines.map(({ done, percent }) => [done, percent])).toEqual([
    [6_000, 30],
    [11_000, 55],
    [16_000, 80],
    [20_000, 100],
  ]);
  expect(lines[0]).toMatchObject({ eventsPerSecond: 1_000, etaSeconds: 14 });
  expect(lines.at(-1)).toMatchObject({ etaSeconds: 0 });
});

test('what is caught up at once is not spoken of', () => {
  expect(logged(2_000, 1_000)).toEqual([]);
});
