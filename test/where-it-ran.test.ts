/** The report at the end of a run, which tells what was not run and why. */
import { expect, test } from '@jest/globals';
import { sourceFiles } from './source-files.ts';

type Report = {
  linesOf(
    results: readonly { testFilePath: string; testResults: readonly object[] }[],
    environment: Readonly<Record<string, string>>,
  ): string[];
};
// Cast: jest loads the report itself, so it is no TypeScript.
const { linesOf } = (await import('./where-it-ran.mjs' as string)) as Report;

const contract = 'The journal’s contract';
const passed = (top: string) => ({ ancestorTitles: [top], status: 'passed' });
const file = (path: string, ...testResults: object[]) => ({
  testFilePath: `/anywhere/test/stores/${path}.test.ts`,
  testResults,
});
const lineOf = (lines: readonly string[], name: string) =>
  lines
    .find((line) => line.includes(name))
    ?.slice(60)
    .trim();

test('nothing is said of a run that has nothing to do with it', () => {
  expect(linesOf([file('samples')], {})).toEqual([]);
});

test('each place has a line, also one that was left out, without its cluster, or broken', () => {
  const results = [
    file('memory', passed(`${contract}: memory`), passed(`${contract}: memory`)),
    file('kurrentdb-server', passed('something else')),
    file('kurrentdb-peer'),
  ];
  const lines = linesOf(results, {});
  expect(lineOf(lines, ': memory')).toBe('2 passed');
  expect(lineOf(lines, 'SQLite')).toBe('not run: left out of this run');
  expect(lineOf(lines, 'client, real cluster')).toBe('not run: TEST_KURRENTDB is not set');
  expect(lineOf(lines, 'scripted peer')).toBe('NOT RUN: its file ended before');
});

test('a failure and a case that was not run are counted', () => {
  const top = `${contract}: SQLite`;
  const other = (status: string) => ({ ancestorTitles: [top], status });
  const lines = linesOf([file('sqlite', passed(top), other('failed'), other('pending'))], {});
  expect(lineOf(lines, 'SQLite')).toBe('1 passed, 1 failed, 1 not run');
});

test('every place that runs the contract or the scenarios is in the report', () => {
  const everything = linesOf([file('memory')], {}).join('\n');
  const named = sourceFiles('test').flatMap(({ path, text }) =>
    path.endsWith('.test.ts')
      ? [...text.matchAll(/\b(?:journalContract|severalServers)\(\s*'([^']+)'/g)].map(([, n]) => n)
      : [],
  );
  expect(named.length).toBeGreaterThan(6);
  for (const name of named) expect(everything).toContain(`: ${name} `);
});
