/**
 * Power cuts, replayed from recordings of the SQLite ledger at work (docs/power-loss.md):
 * `node test/faults/power-loss.ts [--states 12000] [--seed 1] [--keep folder]`. Exits with 1 when
 * a promise is broken (the first such state is put into the folder), when fewer states were
 * seen than asked for, or when the control, which does not sync its commits, loses nothing either.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { put } from './files.ts';
import { type Before, cuts, fromNothing, type Looked } from './power-loss-cuts.ts';
import { lost } from './power-loss-oracle.ts';
import { whyNoRecording } from './power-loss-recording.ts';

export type PowerLossOptions = {
  /** Different states to look at. */
  readonly states?: number;
  readonly seed?: number;
  /** How many a recording has. */
  readonly commands?: number;
  readonly tell?: (line: string) => void;
};
export type PowerLoss = Readonly<Looked> & {
  readonly control: { readonly checked: number; readonly lost: number };
  /** Why the run shows nothing; null when it does. */
  readonly void: string | null;
};

export const statesDefault = 12_000;
const recordingStates = 1_200;
const controlStates = 300;
const commandsDefault = 40;
/** A new ledger, and how many times it goes on from where a power cut left it. */
const livesOf = 3;

export async function powerLoss(options: PowerLossOptions = {}): Promise<PowerLoss> {
  const { states = statesDefault, seed = 1, commands = commandsDefault, tell = () => {} } = options;
  const all: Looked = { checked: 0, opened: 0, violations: [], broken: null };
  const why = states > 0 ? whyNoRecording() : 'no states were asked for';
  if (why !== null) return { ...all, control: { checked: 0, lost: 0 }, void: why };
  const memory = '/dev/shm';
  const within = mkdtempSync(join(existsSync(memory) ? memory : tmpdir(), 'cadre-ledger-power-'));
  try {
    const count = Math.ceil(states / recordingStates);
    let before: Before = fromNothing;
    for (let number = 0; number < count; number += 1) {
      if (number % livesOf === 0) before = fromNothing;
      const wanted = Math.ceil((states - all.checked) / (count - number));
      const ofSeed = seed + Math.floor(number / livesOf);
      const asked = { within, seed: ofSeed, commands, states: wanted };
      const one = await cuts({ ...asked, synchronous: 'FULL' }, before);
      const place = before === fromNothing ? 'a new ledger' : 'where a power cut left it';
      tell(`seed ${ofSeed}, ${place}: ${one.told}, ${one.violations.length} promises broken`);
      before = one.next;
      all.checked += one.checked;
      all.opened += one.opened;
      all.violations.push(...one.violations);
      all.broken ??= one.broken;
    }
    const fewer = Math.min(Math.ceil(states / 2), controlStates);
    const control = await unsynced({ within, seed, commands, states: fewer }, tell);
    return { ...all, control, void: whyVoid(states, all.checked, control.lost) };
  } finally {
    rmSync(within, { recursive: true });
  }
}

/** The same course on a ledger that does not sync its commits. */
async function unsynced(
  asked: Omit<Parameters<typeof cuts>[0], 'synchronous'>,
  tell: (line: string) => void,
): Promise<PowerLoss['control']> {
  const control = await cuts({ ...asked, synchronous: 'NORMAL' }, fromNothing);
  const { told, checked, violations } = control;
  const losses = violations.filter((violation) => violation.includes(lost)).length;
  tell(`control, synchronous=NORMAL: ${told}, acknowledged events lost in ${losses}`);
  return { checked, lost: losses };
}

function whyVoid(wanted: number, checked: number, lostInControl: number): string | null {
  if (checked < wanted) return `${checked} different states were looked at, not ${wanted}`;
  if (lostInControl > 0) return null;
  return 'the control, which does not sync its commits, lost nothing: the run cannot see a loss';
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      states: { type: 'string', default: String(statesDefault) },
      seed: { type: 'string', default: '1' },
      keep: { type: 'string' },
    },
  });
  const run = await powerLoss({
    ...{ states: Number(values.states), seed: Number(values.seed) },
    tell: (line) => console.log(line),
  });
  if (values.keep !== undefined && run.broken !== null) {
    put(join(values.keep, 'power-cut'), run.broken);
  }
  for (const violation of run.violations) console.error(`✗ ${violation}`);
  if (run.void !== null) console.error(`✗ void: ${run.void}`);
  const isGood = run.violations.length === 0 && run.void === null;
  if (isGood) console.log(`✓ ${run.checked} power cuts, nothing acknowledged was lost`);
  process.exitCode = isGood ? 0 : 1;
}
