/** The demo county's ledger, loaded once and kept in bench/data. */
import { execFileSync } from 'node:child_process';
import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './peers.ts';

export function demoFolder(): string {
  const folder = join(root, 'bench', 'data', 'demo');
  if (existsSync(join(folder, 'ledger.db'))) return folder;
  process.stderr.write(`loading the demo county into ${folder}\n`);
  const partial = `${folder}.partial`;
  rmSync(partial, { recursive: true, force: true });
  execFileSync(process.execPath, [join(root, 'dist/src/cli/main.js'), 'demo', '--load-only'], {
    env: { ...process.env, CADRE_LEDGER_DATA: partial },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  renameSync(partial, folder);
  return folder;
}
