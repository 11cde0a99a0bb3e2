import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Command } from '../../src/cli/command.ts';
import { figures } from '../../src/cli/figures.ts';
import { init } from '../../src/cli/init.ts';
import { progress } from '../../src/cli/progress.ts';
import { table, widthOf } from '../../src/cli/table.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cadre-ledger-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function printed(command: Command, options: object): Promise<readonly string[]> {
  const lines: string[] = [];
  const environment = { CADRE_LEDGER_DATA: folder };
  await command.run({ ...options }, { environment, print: (line) => lines.push(line) });
  return lines;
}
const county = { county: '419998', name: '虚怀县' };

test('init opens a county once; under another name it says so', async () => {
  expect(await printed(init, county)).toEqual([expect.stringContaining('is open in')]);
  expect(await printed(init, county)).toEqual([expect.stringContaining('open already')]);
  await expect(printed(init, { ...county, name: '另一县' })).rejects.toThrow('another name');
  await expect(printed(init, { ...county, county: '4' })).rejects.toThrow('--county is no county');
});

test('figures of a county without facts are nought, and shares nothing', async () => {
  await printed(init, county);
  const lines = await printed(figures, { asOf: '2024-06-30' });
  expect(lines[0]).toContain('419998');
  expect(lines.find((line) => line.startsWith('SELECTED_FROM'))).toMatch(/ 0 +192 {2}✗$/);
  expect(lines.find((line) => line.startsWith('KEY_POST'))).toContain('—');
});

test('figures ask for a ledger, a county and a day that exist', async () => {
  await expect(printed(figures, {})).rejects.toThrow('There is no ledger');
  expect(existsSync(join(folder, 'ledger.db'))).toBe(false);
  await printed(init, county);
  await printed(init, { county: '419997', name: '又一县' });
  await expect(printed(figures, {})).rejects.toThrow('Name one with --county: 419998, 419997');
  await expect(printed(figures, { asOf: '2024-02-30' })).rejects.toThrow('--as-of is no day');
});

test('a Chinese character takes two columns of a table', () => {
  expect([widthOf('县A'), widthOf('«—»')]).toEqual([3, 3]);
  const lines = table(
    [
      ['名', 'n'],
      ['a', '10'],
      ['县城', '5'],
    ],
    ['left', 'right'],
  );
  expect(lines).toEqual(['名     n', '────────', 'a     10', '县城   5']);
});

test('progress is a bar on a terminal, and a line for every tenth elsewhere', () => {
  const written = (isTTY: boolean) => {
    const texts: string[] = [];
    const show = progress({ isTTY, write: (text) => texts.push(text) }, 'Loading');
    for (let done = 1; done <= 200; done += 1) show({ done, all: 200 });
    return texts;
  };
  expect(written(false)).toHaveLength(11);
  expect(written(false).at(-1)).toBe('Loading 100 % (200/200)\n');
  expect(written(true)).toHaveLength(101);
  expect(written(true).at(-1)).toBe(`\rLoading ${'█'.repeat(40)} 100 % (200/200)\n`);
});
