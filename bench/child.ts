/** A server in a process of its own: started, asked for its address, watched, stopped. */
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { root } from './peers.ts';

export type Child = {
  readonly url: string;
  /** User and system time in µs so far. */
  readonly cpuMicros: () => number;
  /** The most memory it has held, in MB. */
  readonly memoryMegabytes: () => number;
  readonly stop: () => Promise<void>;
};

/** The kernel counts CPU time in ticks of 10 ms (sysconf _SC_CLK_TCK is 100 on Linux). */
const tickMicros = 10_000;
const startTimeoutMs = 120_000;
/**
 * What `npm start` hands to Node, for every contestant alike. Halves of 8 MiB are young generation
 * enough for what is under way; those of the default grow to 32, all touched while it starts.
 */
const flags = flagsOf(readFileSync(join(root, 'package.json'), 'utf8'));

/** `arguments` for dist/bench/server.js, which prints its address as its first line. */
export async function startChild(
  parameters: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Child> {
  const script = join(root, 'dist', 'bench', 'server.js');
  const child = spawn(process.execPath, [...flags, script, ...parameters], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...environment },
  });
  const url = await firstLine(child);
  return {
    url,
    cpuMicros: () => cpuOf(child),
    memoryMegabytes: () => peakOf(child),
    stop: () => stopped(child),
  };
}

function flagsOf(manifest: string): readonly string[] {
  const words: readonly string[] = JSON.parse(manifest).scripts.start.split(' ');
  return words.slice(1, words.indexOf('dist/src/cli/main.js'));
}

function firstLine(child: ChildProcess): Promise<string> {
  const { stdout, stderr } = child;
  if (stdout === null || stderr === null) throw new Error('the child has no output');
  let errors = '';
  stderr.on('data', (bytes: Buffer) => {
    errors = (errors + bytes.toString()).slice(-2_000);
  });
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`the server did not start: ${errors}`));
    }, startTimeoutMs);
    createInterface({ input: stdout }).once('line', (line) => {
      clearTimeout(timer);
      resolve(line);
    });
    child.once('exit', () => {
      clearTimeout(timer);
      reject(new Error(`the server ended: ${errors}`));
    });
  });
}

function cpuOf({ pid }: ChildProcess): number {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * tickMicros;
}

function peakOf({ pid }: ChildProcess): number {
  const found = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(found?.[1] ?? Number.NaN) / 1024;
}

function stopped(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}
