/** The built server (`serve`) as a process of its own that can be killed at any moment. */
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { askServer } from '../../src/server/control.ts';
import { developmentToken } from '../../src/server/development-key.ts';
import { readSettings } from '../../src/server/settings.ts';

const root = join(import.meta.dirname, '../..');
const startMsMax = 60_000;
const stopMsMax = 60_000;
const answerMsMax = 60_000;
/** Of what it says, the end is kept: it says why it ended last. */
const saidMax = 20_000;

export type Started = ReturnType<typeof startServer>;
export type Ended = { readonly code: number | null; readonly signal: NodeJS.Signals | null };

/** `environment` over this process's own; `wrapper` comes before the command, as a tracer does. */
export function startServer(
  folder: string,
  environment: Readonly<Record<string, string>> = {},
  wrapper: readonly string[] = [],
) {
  const command = [...wrapper, process.execPath, join(root, 'dist/src/cli/main.js'), 'serve'];
  const child = spawn(command[0] ?? '', command.slice(1), {
    env: { ...process.env, CADRE_LEDGER_DATA: folder, PORT: '0', ...environment },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  const ended = new Promise<Ended>((resolve) =>
    child.once('close', (code, signal) => resolve({ code, signal })),
  );
  /** Where it answers, or null when it ended first. */
  const serving = new Promise<string | null>((resolve) => {
    void ended.then(() => resolve(null));
    child.stderr.on('data', (part: Buffer) => {
      said = (said + part.toString('utf8')).slice(-saidMax);
      const port = /"url":"http:\/\/localhost:(\d+)\/graphql"/.exec(said)?.[1];
      if (port !== undefined) resolve(`http://127.0.0.1:${port}/graphql`);
    });
  });
  return {
    process: child,
    ended,
    serving: within(serving, startMsMax, 'the server did not start'),
    said: () => said,
    kill: () => end(child, 'SIGKILL', ended),
    stop: () => within(end(child, 'SIGTERM', ended), stopMsMax, 'the server did not stop'),
  };
}

function end(child: ChildProcess, signal: NodeJS.Signals, ended: Promise<Ended>): Promise<Ended> {
  child.kill(signal);
  return ended;
}

async function within<T>(promise: Promise<T>, ms: number, otherwise: string): Promise<T> {
  const cancel = new AbortController();
  const late = sleep(ms, null, { signal: cancel.signal }).then(() => {
    throw new Error(otherwise);
  });
  // Cancelled, it rejects: that is nobody's error.
  late.catch(() => {});
  try {
    return await Promise.race([promise, late]);
  } finally {
    cancel.abort();
  }
}

export type Reply = {
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly code: string | null;
};
export type Ask = (query: string, variables?: object) => Promise<Reply>;

/** Asks over HTTP; rejects when there is no whole answer. */
export function asker(url: string, token: string): Ask {
  return async (query, variables = {}) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query, variables }),
      signal: AbortSignal.timeout(answerMsMax),
    });
    const { data, errors } = Answer.parse(await response.json());
    return { data: data ?? null, code: errors?.[0]?.extensions.code ?? null };
  };
}

const Answer = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z.array(z.object({ extensions: z.object({ code: z.string() }) })).optional(),
});

/** Signed with the key of the folder, which is made where there is none. */
export function tokenFor(folder: string): Promise<string> {
  const { settings } = readSettings({ CADRE_LEDGER_DATA: folder });
  const who = { subject: 'officer', name: null, counties: null, cadreId: null };
  return developmentToken(settings, { ...who, roles: ['ORG_OFFICER'], days: 1 });
}

/** Has every read model built anew by the server that runs. */
export async function askForRebuild(folder: string): Promise<void> {
  await askServer(folder, ['POST', '/rebuild'], z.unknown(), { models: null });
}
