/** Cold start: CPU and memory of a server's process up to its first answered query. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Agent } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startChild } from './child.ts';
import { demoFolder } from './demo-folder.ts';
import { ask } from './http-load.ts';
import { aimed, interleaved, type Options, type Report, type Sample } from './measure.ts';
import { page, rowsOf } from './query-rows.ts';

const ours = 'Cadre Ledger, demo county';
const cpuSecondsMost = 0.8;
const megabytesMost = 120;

export async function start({ repeats, folders }: Options): Promise<Report> {
  const folder = mkdtempSync(join(tmpdir(), 'cadre-ledger-bench-'));
  const file = join(folder, 'rows.json');
  const ledgerFolder = folders[0] ?? demoFolder();
  const ledger = await startChild(['ledger', ledgerFolder]);
  writeFileSync(file, JSON.stringify((await rowsOf(ledger)).rows));
  await ledger.stop();
  const group = 'start to the first answered page of 50';
  const contestants = [
    { name: ours, run: () => firstAnswer(['ledger', ledgerFolder], '/graphql') },
    { name: 'plain Apollo', run: () => firstAnswer(['apollo', file], '/') },
    { name: 'plain node:http', run: () => firstAnswer(['raw', file], null) },
  ];
  const rows = await interleaved(group, contestants, repeats);
  rmSync(folder, { recursive: true });
  const text = `< ${cpuSecondsMost} s CPU, < ${megabytesMost} MB`;
  return {
    rows: aimed(rows, { group, name: ours }, text, ({ values }) => {
      const [cpu, memory] = [values['CPU s']?.median, values['peak MB']?.median];
      return (cpu ?? Infinity) < cpuSecondsMost && (memory ?? Infinity) < megabytesMost;
    }),
    absent: [],
    notes: [
      'From the start of the process to the answer; the kernel’s count of all threads, the peak of resident memory. plain node:http loads Apollo’s module too, which it shares a file with.',
    ],
  };
}

async function firstAnswer(parameters: readonly string[], path: string | null): Promise<Sample> {
  const started = performance.now();
  const child = await startChild(parameters);
  const agent = new Agent();
  const asked =
    path === null
      ? { path: '/cadres', body: null }
      : { path, body: JSON.stringify({ query: page }) };
  await ask(agent, child.url, asked);
  const sample = {
    'wall s': (performance.now() - started) / 1000,
    'CPU s': child.cpuMicros() / 1e6,
    'peak MB': child.memoryMegabytes(),
  };
  agent.destroy();
  await child.stop();
  return sample;
}
