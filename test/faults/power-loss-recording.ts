/** A run of power-loss-child.ts: every change it made to the disk, and what it promised meanwhile. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Files, isSharedMemory, put, taken } from './files.ts';
import { everything } from './power-cuts.ts';
import { bytesMax, type Call, recordedCalls, tracedCalls } from './recorded-calls.ts';
import { unsyncedDisk } from './unsynced-disk.ts';

/** What the ledger had promised by a moment of the recording. */
export type Promised = {
  /** Position of the last event acknowledged. */
  readonly acknowledged: number;
  /** Acknowledged positions by the number of the command. */
  readonly positions: ReadonlyMap<number, number>;
};
export type Recording = {
  readonly root: string;
  readonly start: Start;
  readonly calls: readonly Call[];
  /** Before the call of this index. */
  readonly promisedAt: (index: number) => Promised;
  /** Where commits ended. */
  readonly heads: ReadonlySet<number>;
  /** What the disk holds at the end. */
  readonly files: Files;
};
type Options = {
  /** A folder for what is needed meanwhile. */
  readonly within: string;
  readonly seed: number;
  readonly start: Start;
  readonly commands: number;
  readonly synchronous: 'FULL' | 'NORMAL';
};
/** What is on the disk when a recording begins, and what had been promised before. */
export type Start = {
  readonly files: Files;
  /** How many events the ledger has in these files. */
  readonly head: number;
  readonly promised: Promised;
  /** The number of the first command. */
  readonly from: number;
};

const child = join(import.meta.dirname, 'power-loss-child.ts');

/** Why nothing can be recorded here; null when it can. */
export function whyNoRecording(): string | null {
  const { status, error, stderr } = spawnSync('strace', ['-o', '/dev/null', 'true']);
  if (error !== undefined) return 'strace is not installed (Debian: apt install strace)';
  return status === 0 ? null : `strace may not trace here: ${stderr.toString('utf8').trim()}`;
}

export function record(options: Options): Recording {
  const place = mkdtempSync(join(options.within, 'recording-'));
  const [root, notes] = [join(place, 'disk'), join(place, 'notes')];
  put(root, options.start.files);
  try {
    const log = join(place, 'log');
    trace(log, join(root, 'ledger'), notes, options);
    const isMeant = (path: string) =>
      path === notes || ((path === root || path.startsWith(`${root}/`)) && !isSharedMemory(path));
    const all = recordedCalls(readFileSync(log, 'utf8'), isMeant);
    const noted = withNotes(notes, all, options.start);
    const recording = { root, start: options.start, ...noted, files: taken(root) };
    assertComplete(recording);
    return recording;
  } finally {
    rmSync(place, { recursive: true });
  }
}

function trace(log: string, folder: string, notes: string, options: Options): void {
  const { seed, start, commands, synchronous } = options;
  const seen = ['-f', '-y', '-qq', '-xx', '-s', String(bytesMax), '-e', 'signal=none'];
  const node = [process.execPath, '--disable-warning=ExperimentalWarning', child];
  const { stderr } = spawnSync('strace', [
    ...[...seen, '-e', `trace=${tracedCalls.join(',')}`, '-o', log, ...node],
    ...[folder, notes, synchronous, String(seed), String(start.from), String(commands)],
  ]);
  if (!existsSync(notes) || !readFileSync(notes, 'utf8').endsWith('done\n')) {
    throw new Error(`the recorded process did not come to its end: ${stderr.toString('utf8')}`);
  }
}

/** Takes the notes out of the calls, each at its place between the others. */
function withNotes(notes: string, all: readonly Call[], start: Start) {
  const calls: Call[] = [];
  const heads = new Set([start.head]);
  const promises: { readonly from: number; readonly promised: Promised }[] = [];
  let { promised } = start;
  /** How many calls were there before, of those that are kept. */
  const before = [0];
  for (const call of all) {
    if (call.path !== notes) {
      calls.push(call.kind === 'sync' ? { ...call, begun: before[call.begun] ?? 0 } : call);
    } else if (call.kind === 'write') {
      const [what, one, position] = call.bytes.toString('utf8').trim().split(' ');
      if (what === 'committed') heads.add(Number(one));
      if (what === 'acknowledged') {
        promised = {
          acknowledged: Math.max(promised.acknowledged, Number(position)),
          positions: new Map(promised.positions).set(Number(one), Number(position)),
        };
        promises.push({ from: calls.length, promised });
      }
    }
    before.push(calls.length);
  }
  const promisedAt = (index: number) =>
    promises.findLast(({ from }) => from <= index)?.promised ?? start.promised;
  return { calls, promisedAt, heads };
}

/** A change that went round the log would make every state a wrong one. */
function assertComplete({ root, start, calls, files }: Recording): void {
  const disk = unsyncedDisk(root, start.files);
  for (const call of calls) disk.apply(call);
  const told = everything(disk);
  const names = [...new Set([...told.keys(), ...files.keys()])];
  const wrong = names.filter((name) => !told.get(name)?.equals(files.get(name) ?? Buffer.alloc(0)));
  if (wrong.length === 0 && names.length > 0) return;
  throw new Error(`the recording does not add up to what is on the disk (${wrong.join(', ')})`);
}
