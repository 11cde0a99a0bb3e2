/** What a start leaves out: each of these costs every start, and is needed by few or by none. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';

const root = join(import.meta.dirname, '..', '..');

/** The modules a process has loaded once these files are, with what Node brings along. */
function loadedBy(...files: readonly string[]): readonly string[] {
  const program = `for (const file of ${JSON.stringify(files)}) await import(file);
    const { default: Module } = await import('node:module');
    const packages = Object.keys(Module._cache);
    console.log(JSON.stringify([...process.moduleLoadList, ...packages, process.env.NODE_ENV]));`;
  const env = { ...process.env, NODE_ENV: undefined };
  const given = ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', program];
  return JSON.parse(execFileSync(process.execPath, given, { cwd: root, env, encoding: 'utf8' }));
}

test('the server is there without Node’s HTTP client, which an import of node:http loads', () => {
  const undici = (loaded: readonly string[]) => loaded.some((name) => name?.includes('/undici'));
  expect(undici(loadedBy('./src/server/http.ts', './src/server/control.ts'))).toBe(false);
  expect(undici(loadedBy('node:http'))).toBe(true);
});

test('a ledger kept in its folder loads no client of a cluster', () => {
  const client = (loaded: readonly string[]) => loaded.some((name) => name?.includes('@kurrent'));
  expect(client(loadedBy('./src/server/open-folder.ts'))).toBe(false);
  expect(client(loadedBy('./src/server/open-journal.ts'))).toBe(true);
});

test('the libraries of a served ledger check for use, not for development', () => {
  expect(loadedBy('./src/server/production.ts').at(-1)).toBe('production');
});
