/** docs/performance.md: the table of the last run of every suite, with its machine and day. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Machine } from './machine.ts';
import type { Options, Report } from './measure.ts';
import { root } from './peers.ts';
import { markdownLines } from './table.ts';

type Written = Report & Machine & { readonly suite: string; readonly options: Options };

/** Gives the page's path from the project's root. */
export function writePage(suites: readonly string[]): string {
  const page = 'docs/performance.md';
  mkdirSync(join(root, 'docs'), { recursive: true });
  const lines = [...head, ...suites.flatMap(suiteLines)];
  writeFileSync(join(root, page), `${lines.join('\n').trimEnd()}\n`);
  return page;
}

const head = [
  '# Performance',
  '',
  'Written by `npm run bench -- page` from the last run of each suite; do not edit.',
  '',
  'Method: contestants take turns inside one run, one round of warm-up and then the rounds that count;',
  'figures are medians with (least..most). CPU is user and system time of the process that serves, read',
  'from the kernel; over HTTP the clients are another process. `× name` is the multiple of the row of that name.',
  'Histories, persons and ids are made by number: every run does the same work.',
];

function suiteLines(suite: string): readonly string[] {
  const file = join(root, 'bench', 'results', `${suite}.json`);
  if (!existsSync(file)) return ['', `## ${suite}`, '', 'Not measured yet.'];
  const written: Written = JSON.parse(readFileSync(file, 'utf8'));
  return ['', `## ${suite}`, '', machineLine(written), ...markdownLines(written)];
}

function machineLine(written: Written): string {
  const noise =
    written.loadAverage > written.cores
      ? `; other programs were at work (load average ${written.loadAverage})`
      : '';
  return `${written.measuredAt.slice(0, 10)} · ${written.processor}, ${written.cores} cores, ${written.memoryGibibytes} GiB · ${written.platform} · Node ${written.node}, SQLite ${written.sqlite} · ${written.options.repeats} rounds, ${written.options.loadMs} ms of load in each${noise}`;
}
