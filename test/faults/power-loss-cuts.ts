/** One recording, and the states a power cut may leave of it, each looked at. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { type Random, random } from '../../src/demo/random.ts';
import { type Files, put } from './files.ts';
import { powerCut } from './power-cuts.ts';
import { scripted } from './power-loss-commands.ts';
import { faults, faultsOfLedger, type History, headIn, historyOf } from './power-loss-oracle.ts';
import { type Recording, record, type Start } from './power-loss-recording.ts';
import { unsyncedDisk } from './unsynced-disk.ts';

export type Looked = {
  /** Different states. */
  checked: number;
  /** Of these, opened as a ledger, gone on with and compared with a replay. */
  opened: number;
  readonly violations: string[];
  /** The files of the first state that broke a promise, as the power cut left them. */
  broken: Files | null;
};
type Asked = {
  /** A folder for what is needed meanwhile. */
  readonly within: string;
  readonly seed: number;
  readonly synchronous: 'FULL' | 'NORMAL';
  readonly commands: number;
  readonly states: number;
};
/** Where the next recording may begin: in a state that was looked at, with the history up to there. */
export type Before = { readonly start: Start; readonly history: History };

/** One state of so many is opened as a ledger. */
const openedOf = 20;
/** States drawn for each that is wanted: some come out as one that was seen. */
const drawsMax = 8;
const junkBytes = 32_768;

export const fromNothing: Before = {
  start: {
    ...{ files: new Map(), head: 0, from: 1 },
    promised: { acknowledged: 0, positions: new Map() },
  },
  history: { lines: [], heads: new Set([0]), commands: [] },
};

/** Looks at the states the disk may be in before each change, spread evenly over the recording. */
export async function cuts(
  { within, seed, synchronous, commands, states }: Asked,
  before: Before,
): Promise<Looked & { readonly told: string; readonly next: Before }> {
  const { start } = before;
  const recording = record({ within, seed, start, commands, synchronous });
  const { calls } = recording;
  const folder = join(within, 'state');
  const asked = scripted(seed, start.from, commands);
  const history = await historyOf(folder, recording, before.history, asked);
  const chance = random(`cuts ${seed} ${start.from}`);
  const disk = unsyncedDisk(recording.root, start.files);
  const looked: Looked = { checked: 0, opened: 0, violations: [], broken: null };
  const isNew = novelty();
  const nextAt = Math.floor((calls.length * chance.int(30, 95)) / 100);
  let next: Before | null = null;
  for (let index = 0; index <= calls.length; index += 1) {
    const due = Math.floor((states * (index + 1)) / (calls.length + 1));
    for (let draws = (due - looked.checked) * drawsMax; draws > 0; draws -= 1) {
      if (looked.checked >= due) break;
      const files = powerCut(disk, chance);
      if (!isNew(files, recording.promisedAt(index).acknowledged)) continue;
      const isGood = await look({ folder, files, history, recording, index, chance, looked });
      if (isGood && index >= nextAt) {
        next ??= beginningAt(folder, files, history, recording, index);
      }
    }
    const call = calls[index];
    if (call !== undefined) disk.apply(call);
  }
  const told = [
    `${looked.checked} states of ${calls.length} calls and ${history.lines.length} events`,
    `${looked.opened} of them opened and replayed`,
  ].join(', ');
  return { ...looked, told, next: next ?? fromNothing };
}

function beginningAt(
  folder: string,
  files: Files,
  history: History,
  { promisedAt }: Recording,
  index: number,
): Before {
  put(folder, files);
  const from = (history.commands.at(-1)?.number ?? 0) + 1;
  const start = { files, head: headIn(folder), promised: promisedAt(index), from };
  return { start, history };
}

/** Two states are one when the files are equal and as much had been promised. */
function novelty(): (files: Files, acknowledged: number) => boolean {
  const known = new Set<string>();
  return (files, acknowledged) => {
    const hash = createHash('sha1').update(String(acknowledged));
    for (const name of [...files.keys()].toSorted()) {
      const content = files.get(name) ?? '';
      hash.update(`\n${name} ${content.length}\n`).update(content);
    }
    const before = known.size;
    return known.add(hash.digest('base64')).size > before;
  };
}

type Look = {
  readonly folder: string;
  readonly files: Files;
  readonly history: History;
  readonly recording: Recording;
  readonly index: number;
  readonly chance: Random;
  readonly looked: Looked;
};

async function look(asked: Look): Promise<boolean> {
  const { folder, files, history, recording, index, chance, looked } = asked;
  const promised = recording.promisedAt(index);
  put(folder, withJunk(files, chance));
  const found = [...faults(folder, history, promised)];
  if (found.length === 0 && looked.checked % openedOf === 0) {
    put(folder, withJunk(files, chance));
    found.push(...(await faultsOfLedger(folder, history, promised)));
    looked.opened += 1;
  }
  looked.checked += 1;
  if (found.length > 0) {
    const where = `before call ${index} of ${recording.calls.length}`;
    looked.broken ??= files;
    looked.violations.push(`${where}: ${found.join('; ')}`);
  }
  return found.length === 0;
}

/** The memory SQLite shares between processes is a file as well; what is left of it means nothing. */
function withJunk(files: Files, chance: Random): Files {
  if (!chance.chance(25)) return files;
  const databases = [...files.keys()].filter((name) => name.endsWith('.db'));
  const junk = Buffer.alloc(junkBytes, chance.int(0, 255));
  return new Map([...files, ...databases.map((name) => [`${name}-shm`, junk] as const)]);
}
