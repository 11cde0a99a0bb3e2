/**
 * The built server as a process of its own: in production mode, with invented persons in it, or
 * over the demo county, which has as many people and events as a county has.
 */
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { registerPersons, testCounty } from './persons.ts';

const cli = 'dist/src/cli/main.js';

export async function served({ demo }: { readonly demo: boolean }) {
  const folder = mkdtempSync(join(tmpdir(), 'cadre-ledger-'));
  const settings = { CADRE_LEDGER_DATA: folder, PORT: '0', CADRE_LEDGER_LOG_LEVEL: 'trace' };
  const env = { ...process.env, ...settings, CADRE_LEDGER_MODE: 'production' };
  const run = (...given: string[]) =>
    execFileSync(process.execPath, [cli, ...given], { env, encoding: 'utf8' }).trim();
  if (!demo) run('init', '--county', testCounty, '--name', '虚构县');

  const probe = fileURLToPath(new URL('./cpu-probe.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', probe, cli, demo ? 'demo' : 'serve'], {
    env,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let log = '';
  let state = 'running';
  const exited = new Promise<void>((resolve) => {
    child.once('exit', (code, signal) => {
      state = `ended (${code ?? signal})`;
      resolve();
    });
  });
  const url = await new Promise<string>((resolve, reject) => {
    void exited.then(() => reject(new Error(`the server did not start: ${log}`)));
    const look = (text: Buffer) => {
      log += text.toString('utf8');
      const found = /http:\/\/localhost:(\d+)\/graphql/.exec(log);
      if (found) resolve(`http://127.0.0.1:${found[1]}`);
    };
    child.stderr?.on('data', look);
    child.stdout?.on('data', look);
  });
  const token = run('token', '--role', 'ORG_OFFICER');

  return {
    ...{ url, token, ids: demo ? [] : await registerPersons(url, token) },
    logged: () => log,
    /** «running», or how it ended. */
    state: () => state,
    /** Microseconds of a processor it has used so far. */
    cpu: () =>
      new Promise<number>((resolve) => {
        child.once('message', (usage) => {
          // What cpu-probe.ts sends.
          const { user, system } = usage as NodeJS.CpuUsage;
          resolve(user + system);
        });
        child.send('cpu');
      }),
    stop: async () => {
      child.kill('SIGTERM');
      await exited;
      rmSync(folder, { recursive: true });
    },
  };
}
