// Installs what is missing and, with --build, compiles. Plain JavaScript: it runs on the Node that
// is on the machine (20 or later) before the project's own Node 24 has been installed.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const quiet = process.argv.includes('--quiet');
const run = (command, args) =>
  execFileSync(command, args, {
    cwd: root,
    stdio: ['ignore', quiet ? 'ignore' : 2, 2],
    shell: process.platform === 'win32',
  });

if (!isInstalled()) {
  if (!quiet) console.error('Installing what package-lock.json names …');
  run('npm', ['ci']);
}
if (process.argv.includes('--build')) {
  run(process.execPath, [tsc(), '-p', 'tsconfig.build.json']);
}

/** npm writes node_modules/.package-lock.json last; it must hold what package-lock.json holds. */
function isInstalled() {
  const done = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(done)) return false;
  const read = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;
  const installed = read(done);
  return Object.entries(read(join(root, 'package-lock.json'))).every(
    ([path, wanted]) =>
      path === '' || wanted.optional || installed[path]?.version === wanted.version,
  );
}

function tsc() {
  const require = createRequire(join(root, 'package.json'));
  return join(dirname(require.resolve('typescript/package.json')), 'bin', 'tsc');
}
