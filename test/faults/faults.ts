/**
 * What becomes of a ledger when its server, its disk or its file fails: `npm run faults`, or parts
 * of it by name. Prints what each part checked and how often; fails on anything that was
 * acknowledged and is lost or changed, on a wrong answer, and on a part that checked nothing.
 */
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { damage } from './damage.ts';
import { disk } from './disk.ts';
import { journalParts } from './journal.ts';
import { kill } from './kill.ts';
import { powerLoss, statesDefault } from './power-loss.ts';
import { whyNoRecording } from './power-loss-recording.ts';
import { strace } from './strace.ts';
import { type Tally, tally } from './tally.ts';

type Run = () => Promise<Tally | string>;

const { values: options, positionals: asked } = parseArgs({
  allowPositionals: true,
  options: {
    kills: { type: 'string' },
    /** Of our own servers over a cluster's journal. */
    'own-kills': { type: 'string' },
    /** Of the leading node of three. */
    'leader-kills': { type: 'string' },
    lanes: { type: 'string', default: '2' },
    /** Of the system calls, each so manieth fails. */
    every: { type: 'string', default: '1' },
    /** Only these system calls. */
    call: { type: 'string', multiple: true, default: [] },
    flips: { type: 'string', default: '500' },
    full: { type: 'string', default: '18' },
    states: { type: 'string', default: String(statesDefault) },
    seed: { type: 'string', default: '1' },
  },
});
const { seed } = options;
const numberOf = (given: string | undefined) => (given === undefined ? null : Number(given));

/** Each gives its tally, or the reason why this machine cannot run it; some have several. */
const parts: Readonly<Record<string, Run | readonly Run[]>> = {
  kill: () => kill({ kills: Number(options.kills ?? 1_000), lanes: Number(options.lanes), seed }),
  strace: () =>
    strace({ lanes: Number(options.lanes), every: Number(options.every), only: options.call }),
  disk: () => disk({ times: Number(options.full), seed }),
  journal: journalParts(seed, {
    node: numberOf(options.kills),
    own: numberOf(options['own-kills']),
    leader: numberOf(options['leader-kills']),
  }),
  damage: () => damage({ flips: Number(options.flips), seed }),
  power,
};

/** Its seed is a number; what makes a run of it void is a fault of the run. */
async function power(): Promise<Tally | string> {
  const missing = whyNoRecording();
  if (missing !== null) return missing;
  const [cuts, losses] = ['power cuts looked at', 'acknowledged events the control lost'];
  const counts = tally('power', [cuts, losses]);
  const states = Number(options.states);
  const run = await powerLoss({ states, seed: Number(seed), tell: (line) => console.log(line) });
  counts.count(cuts, run.checked);
  counts.count('of these opened and compared with a replay', run.opened);
  counts.count(losses, run.control.lost);
  for (const violation of run.violations) counts.wrong(violation);
  if (run.void !== null) counts.wrong(`void: ${run.void}`);
  return counts;
}

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
for (const [name, runs] of Object.entries(parts)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  for (const run of [runs].flat()) await tell(name, run);
}
if (closing.every((text) => text.includes('not run:'))) {
  faults.push('no part was run: nothing was checked');
}
console.log(`\n${closing.join('\n\n')}\n`);
for (const fault of faults) console.error(`✗ ${fault}`);
console.log(faults.length === 0 ? '✓ nothing acknowledged was lost' : `✗ ${faults.length} faults`);
process.exitCode = faults.length === 0 ? 0 : 1;

async function tell(name: string, run: Run): Promise<void> {
  const startedAt = performance.now();
  const done = await run().catch((error: Error) => {
    faults.push(`${name} did not come to its end: ${error.stack}`);
    return 'it did not come to its end';
  });
  if (typeof done === 'string') {
    closing.push(`${name}\n  not run: ${done}`);
    // Whoever asks for it by name is told by the exit code that nothing was checked.
    if (asked.length > 0) faults.push(`${name} was asked for and not run: ${done}`);
    return;
  }
  const seconds = Math.round((performance.now() - startedAt) / 1_000);
  closing.push(`${done.table()}\n  (${seconds} s)`);
  faults.push(...done.faults().map((fault) => `${done.part}: ${fault}`));
}
