/** Runs the workload under `strace`: to list its system calls on a folder, or to fail one of them. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';

export const calls = [
  ...['openat', 'write', 'pwrite64', 'fsync', 'fdatasync', 'ftruncate', 'fallocate'],
  ...['rename', 'link', 'unlink', 'mkdir'],
];
export type Fault = { readonly call: string; readonly number: number; readonly error: string };

const child = join(import.meta.dirname, 'workload-child.ts');
const msMax = 120_000;

/** Lines of the child; what it says beside them ends up in `beside`. */
const Line = z.object({
  act: z.string(),
  kind: z.string().optional(),
  position: z.number().nullable().optional(),
  refused: z.string().optional(),
  message: z.string().optional(),
  isSentence: z.boolean().optional(),
  head: z.number().optional(),
});
export type Said = z.output<typeof Line>;
export type Traced = {
  readonly said: readonly Said[];
  readonly beside: string;
  readonly code: number | null;
  readonly log: readonly string[];
};

/** Why nothing can be traced here; null when it can. */
export function cannotTrace(): string | null {
  const tried = spawnSync('strace', ['-o', '/dev/null', process.execPath, '--version']);
  if (tried.error !== undefined) return 'strace is not installed';
  return tried.status === 0 ? null : `strace cannot trace here (${String(tried.stderr).trim()})`;
}

/** `cache`: where Node keeps what it has compiled; the same for all, or calls are numbered anew. */
export async function traced(folder: string, cache: string, fault: Fault | null): Promise<Traced> {
  const place = mkdtempSync(join(tmpdir(), 'cadre-ledger-strace-'));
  const log = join(place, 'log');
  const what =
    fault === null
      ? ['-e', `trace=${calls.join(',')}`]
      : [
          ...['-e', `trace=${fault.call}`],
          ...['-e', `inject=${fault.call}:error=${fault.error}:when=${fault.number}`],
        ];
  const tracer = ['-f', '--seccomp-bpf', '-y', '-s', '0', '-o', log, ...what];
  const node = [process.execPath, '--disable-warning=ExperimentalWarning', child, folder];
  const running = spawn('strace', [...tracer, ...node], {
    env: { ...process.env, NODE_COMPILE_CACHE: cache },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: msMax,
    killSignal: 'SIGKILL',
  });
  let [out, beside] = ['', ''];
  running.stdout.on('data', (part) => {
    out += part;
  });
  running.stderr.on('data', (part) => {
    beside += part;
  });
  const [code] = await once(running, 'close');
  const lines = readFileSync(log, 'utf8').split('\n');
  rmSync(place, { recursive: true });
  const said = out
    .split('\n')
    .slice(0, -1)
    .map((line) => Line.parse(JSON.parse(line)));
  return { said, beside, code: code === null ? null : Number(code), log: lines };
}

/**
 * The numbers under which some thread makes a call on the folder. strace counts for each thread:
 * where another thread has a call of the same number, that one fails too.
 */
export function numbersOf(log: readonly string[], folder: string): ReadonlyMap<string, number[]> {
  const counts = new Map<string, number>();
  const found = new Map<string, Set<number>>();
  for (const line of log) {
    const [, thread, call] = /^(\d+) +(\w+)\(/.exec(line) ?? [];
    if (thread === undefined || call === undefined) continue;
    const number = (counts.get(`${thread} ${call}`) ?? 0) + 1;
    counts.set(`${thread} ${call}`, number);
    if (line.includes(folder)) found.set(call, (found.get(call) ?? new Set()).add(number));
  }
  return new Map(
    [...found].map(([call, numbers]) => [call, [...numbers].toSorted((a, b) => a - b)]),
  );
}
