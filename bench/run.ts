/**
 * `npm run bench -- <suite> …`: measures, prints a table and writes bench/results/<suite>.json.
 * `-- page` writes docs/performance.md from the results that are there.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { append } from './append.ts';
import { asof } from './asof.ts';
import { journal } from './journal.ts';
import { machine } from './machine.ts';
import type { Options, Report } from './measure.ts';
import { mutation } from './mutation.ts';
import { writePage } from './page.ts';
import { root } from './peers.ts';
import { query } from './query.ts';
import { rebuild } from './rebuild.ts';
import { replay } from './replay.ts';
import { scale } from './scale.ts';
import { start } from './start.ts';
import { tableLines } from './table.ts';

const suites: Readonly<Record<string, (options: Options) => Promise<Report>>> = {
  append,
  journal,
  mutation,
  query,
  replay,
  rebuild,
  asof,
  scale,
  start,
};
const usage = `npm run bench -- ${Object.keys(suites).join('|')}|page
  --repeats 3        rounds that count, after one of warm-up
  --load-ms 2000     how long each contestant is under load in a round
  --events 1000000   events of the history (replay, rebuild, journal)
  --cadres 100000    cadres of the roster (asof)
  --folder <ledger>  data folder of a ledger, once or more (scale, query, start)
  BENCH_POSTGRES     connection string of a PostgreSQL for the peers that need one
  BENCH_KURRENTDB    connection string of a KurrentDB or EventStoreDB (journal)`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    repeats: { type: 'string', default: '3' },
    'load-ms': { type: 'string', default: '2000' },
    events: { type: 'string', default: '1000000' },
    cadres: { type: 'string', default: '100000' },
    folder: { type: 'string', multiple: true, default: [] },
  },
});
const options: Options = {
  repeats: Number(values.repeats),
  loadMs: Number(values['load-ms']),
  events: Number(values.events),
  cadres: Number(values.cadres),
  folders: values.folder,
};
const isSensible = [options.repeats, options.loadMs, options.events, options.cadres].every(
  (number) => Number.isInteger(number) && number > 0,
);
const isKnown = positionals.every((name) => name === 'page' || Object.hasOwn(suites, name));
if (positionals.length === 0 || !isKnown || !isSensible) {
  console.error(usage);
  process.exitCode = 1;
} else {
  for (const name of positionals) await runSuite(name);
  // Some peers keep connections open and offer no way to close them.
  process.exit();
}

async function runSuite(name: string): Promise<void> {
  const measure = suites[name];
  if (measure === undefined) {
    console.log(`${writePage(Object.keys(suites))} written.`);
    return;
  }
  const report = await measure(options);
  if (report.rows.length === 0) throw new Error(`${name} measured nothing`);
  for (const line of tableLines(report)) console.log(line);
  const folder = join(root, 'bench', 'results');
  mkdirSync(folder, { recursive: true });
  const written = { suite: name, ...machine(), options, ...report };
  writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(written, null, 2)}\n`);
}
