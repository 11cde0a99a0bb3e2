/**
 * Power cuts, replayed from recordings of the SQLite ledger at work: `node test/faults/power-loss.ts
 * [--states 12000] [--seed 1]`. Exits with 1 when a promise is broken, when fewer states were seen
 * than asked for, or when the control, a ledger that does not sync, loses nothing either.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Random, random } from '../../src/demo/random.ts';
import { type Files, powerCut } from './power-cuts.ts';
import { scripted } from './power-loss-commands.ts';
import { faults, faultsOfLedger, type History, historyIn, lost } from './power-loss-oracle.ts';
import { type Recording, record, whyNoRecording } from './power-loss-recording.ts';
import { unsyncedDisk } from './unsynced-disk.ts';

export type PowerLossOptions = {
  /** Different states to look at; the control is given `controlStates`. */
  readonly states?: number;
  readonly seed?: number;
  readonly tell?: (line: string) => void;
};
export type PowerLoss = {
  /** Different states that were looked at. */
  readonly checked: number;
  /** Of these, opened as a ledger, gone on with and compared with a replay. */
  readonly opened: number;
  readonly violations: readonly string[];
  readonly control: { readonly checked: number; readonly lost: number };
  /** Why the run shows nothing; null when it does. */
  readonly void: string | null;
};

export const statesDefault = 12_000;
const recordingStates = 2_500;
const controlStates = 300;
const commands = 90;
/** One state of so many is opened as a ledger. */
const openedOf = 20;
/** States drawn for each that is wanted: some come out as one that was seen. */
const drawsMax = 8;
const junkBytes = 32_768;

export async function powerLoss(options: PowerLossOptions = {}): Promise<PowerLoss> {
  const { states = statesDefault, seed = 1, tell = () => {} } = options;
  const none = { checked: 0, opened: 0, violations: [], control: { checked: 0, lost: 0 } };
  const why = whyNoRecording();
  if (why !== null) return { ...none, void: why };
  const memory = '/dev/shm';
  const place = mkdtempSync(join(existsSync(memory) ? memory : tmpdir(), 'cadre-ledger-power-'));
  try {
    const seen = { checked: 0, opened: 0, violations: [] as string[] };
    const count = Math.ceil(states / recordingStates);
    for (let number = 0; number < count; number += 1) {
      const wanted = Math.ceil((states - seen.checked) / (count - number));
      const one = await cuts(place, seed + number, 'FULL', wanted);
      tell(`seed ${seed + number}: ${one.told}, ${one.violations.length} promises broken`);
      seen.checked += one.checked;
      seen.opened += one.opened;
      seen.violations.push(...one.violations);
    }
    const unsynced = await cuts(place, seed, 'NORMAL', Math.min(states, controlStates));
    const isLoss = (violation: string) => violation.includes(lost);
    const control = {
      checked: unsynced.checked,
      lost: unsynced.violations.filter(isLoss).length,
    };
    tell(`control: ${unsynced.told}, in ${control.lost} acknowledged events are lost`);
    return { ...seen, control, void: whyVoid(states, seen.checked, control.lost) };
  } finally {
    rmSync(place, { recursive: true });
  }
}

function whyVoid(wanted: number, checked: number, lostInControl: number): string | null {
  if (wanted <= 0 || checked < wanted) return `${checked} states were looked at, not ${wanted}`;
  if (lostInControl > 0) return null;
  return 'the control, which does not sync its commits, lost nothing: the run cannot see a loss';
}

type Looked = { checked: number; opened: number; violations: string[] };

/** Records, and looks at the states the disk may be in before each change, spread evenly. */
async function cuts(
  place: string,
  seed: number,
  synchronous: 'FULL' | 'NORMAL',
  wanted: number,
): Promise<Looked & { readonly told: string }> {
  const recording = record({ within: place, seed, commands, synchronous });
  const { root, calls, heads, promisedAt, files } = recording;
  const folder = join(place, 'state');
  put(folder, files);
  const asked = scripted(seed, commands);
  const history = await historyIn(folder, heads, promisedAt(calls.length), asked);
  const chance = random(`cuts ${seed}`);
  const disk = unsyncedDisk(root);
  const looked: Looked = { checked: 0, opened: 0, violations: [] };
  const known = new Set<string>();
  for (let index = 0; index <= calls.length; index += 1) {
    const due = Math.floor((wanted * (index + 1)) / (calls.length + 1));
    for (let draws = (due - looked.checked) * drawsMax; draws > 0; draws -= 1) {
      if (looked.checked >= due) break;
      const drawn = powerCut(disk, chance);
      if (!isNew(known, drawn, recording, index)) continue;
      await look({ folder, drawn, history, recording, index, chance, looked });
    }
    const call = calls[index];
    if (call !== undefined) disk.apply(call);
  }
  const told = `${looked.checked} states from ${calls.length} calls, ${history.lines.length} events`;
  return { ...looked, told: `${told}, ${looked.opened} of them opened and replayed` };
}

/** Two states are one when the files are equal and as much had been promised. */
function isNew(known: Set<string>, files: Files, recording: Recording, index: number): boolean {
  const hash = createHash('sha1').update(String(recording.promisedAt(index).acknowledged));
  for (const name of [...files.keys()].toSorted()) {
    const content = files.get(name) ?? '';
    hash.update(`\n${name} ${content.length}\n`).update(content);
  }
  const digest = hash.digest('base64');
  const before = known.size;
  return known.add(digest).size > before;
}

type Look = {
  readonly folder: string;
  readonly drawn: Files;
  readonly history: History;
  readonly recording: Recording;
  readonly index: number;
  readonly chance: Random;
  readonly looked: Looked;
};

async function look({ folder, drawn, history, recording, index, chance, looked }: Look) {
  const promised = recording.promisedAt(index);
  put(folder, withJunk(drawn, chance));
  const found = [...faults(folder, history, promised)];
  if (found.length === 0 && looked.checked % openedOf === 0) {
    put(folder, withJunk(drawn, chance));
    found.push(...(await faultsOfLedger(folder, history, promised)));
    looked.opened += 1;
  }
  looked.checked += 1;
  if (found.length > 0) {
    const where = `before call ${index} of ${recording.calls.length}`;
    looked.violations.push(`${where}: ${found.join('; ')}`);
  }
}

/** The memory SQLite shares between processes is a file as well; what is left of it means nothing. */
function withJunk(files: Files, chance: Random): Files {
  if (!chance.chance(25)) return files;
  const database = [...files.keys()].filter((name) => name.endsWith('.db'));
  const junk = Buffer.alloc(junkBytes, chance.int(0, 255));
  return new Map([...files, ...database.map((name) => [`${name}-shm`, junk] as const)]);
}

function put(folder: string, files: Files): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [name, content] of files) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      states: { type: 'string', default: String(statesDefault) },
      seed: { type: 'string', default: '1' },
    },
  });
  const run = await powerLoss({
    ...{ states: Number(values.states), seed: Number(values.seed) },
    tell: (line) => console.log(line),
  });
  for (const violation of run.violations) console.error(`✗ ${violation}`);
  if (run.void !== null) console.error(`✗ void: ${run.void}`);
  const isGood = run.violations.length === 0 && run.void === null;
  if (isGood) console.log(`✓ ${run.checked} power cuts, nothing acknowledged was lost`);
  process.exitCode = isGood ? 0 : 1;
}
