/**
 * What becomes of a ledger when its server, its disk or its file fails: `npm run faults`, or parts of
 * it by name. Prints what each part checked and how often; fails on anything that was acknowledged
 * and is lost or changed, on a wrong answer, and on a part that checked nothing.
 */
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { disk } from './disk.ts';
import { kill } from './kill.ts';
import type { Tally } from './tally.ts';

const { values: options, positionals: asked } = parseArgs({
  allowPositionals: true,
  options: {
    kills: { type: 'string', default: '1000' },
    lanes: { type: 'string', default: '2' },
    full: { type: 'string', default: '18' },
    seed: { type: 'string', default: '1' },
  },
});
const { seed } = options;

/** Each gives its tally, or the reason why this machine cannot run it. */
const parts: Readonly<Record<string, () => Promise<Tally | string>>> = {
  kill: () => kill({ kills: Number(options.kills), lanes: Number(options.lanes), seed }),
  disk: () => disk({ times: Number(options.full), seed }),
};

const unknown = asked.filter((name) => !Object.hasOwn(parts, name));
if (unknown.length > 0) {
  console.error(
    `There is no part ${unknown.join(', ')}; there are ${Object.keys(parts).join(', ')}.`,
  );
  process.exit(1);
}
console.log(
  `machine: ${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.version}, seed ${seed}`,
);
const faults: string[] = [];
const closing: string[] = [];
for (const [name, run] of Object.entries(parts)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  const startedAt = performance.now();
  const done = await run();
  if (typeof done === 'string') {
    closing.push(`${name}\n  not run: ${done}`);
    // Whoever asks for it by name is told by the exit code that nothing was checked.
    if (asked.length > 0) faults.push(`${name} was asked for and not run: ${done}`);
    continue;
  }
  const seconds = Math.round((performance.now() - startedAt) / 1_000);
  closing.push(`${done.table()}\n  (${seconds} s)`);
  faults.push(...done.faults().map((fault) => `${name}: ${fault}`));
  if (closing.length === 0) faults.push('no part was run: nothing was checked');
}
console.log(`\n${closing.join('\n\n')}\n`);
for (const fault of faults) console.error(`✗ ${fault}`);
console.log(faults.length === 0 ? '✓ nothing acknowledged was lost' : `✗ ${faults.length} faults`);
process.exitCode = faults.length === 0 ? 0 : 1;
