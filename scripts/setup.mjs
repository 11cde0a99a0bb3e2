// Installs what is missing and, with --build, compiles; with --bench, brings the peers the ledger is
// measured against. Plain JavaScript: it runs on the Node that is on the machine (20 or later)
// before the project's own Node 24 has been installed.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const quiet = process.argv.includes('--quiet');
const run = (command, args, cwd = root) =>
  execFileSync(command, args, {
    cwd,
    stdio: ['ignore', quiet ? 'ignore' : 2, 2],
    shell: process.platform === 'win32',
  });

if (!isInstalled(root)) {
  if (!quiet) console.error('Installing what package-lock.json names …');
  run('npm', ['ci']);
}
const bench = join(root, 'bench');
if (process.argv.includes('--bench') && !isInstalled(bench)) {
  if (!quiet) console.error('Installing the peers bench/package-lock.json names …');
  // Without them the ledger is still measured; each that is missing is named in the output.
  try {
    run('npm', ['ci', '--ignore-scripts'], bench);
  } catch (error) {
    console.error(`The peers are not installed: ${error.message}`);
  }
}
if (process.argv.includes('--build')) {
  run(process.execPath, [tsc(), '-p', 'tsconfig.build.json']);
}

/** npm writes node_modules/.package-lock.json last; it must hold what package-lock.json holds. */
function isInstalled(folder) {
  const done = join(folder, 'node_modules', '.package-lock.json');
  if (!existsSync(done)) return false;
  const read = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;
  const installed = read(done);
  return Object.entries(read(join(folder, 'package-lock.json'))).every(
    ([path, wanted]) =>
      path === '' || wanted.optional || installed[path]?.version === wanted.version,
  );
}

function tsc() {
  const require = createRequire(join(root, 'package.json'));
  return join(dirname(require.resolve('typescript/package.json')), 'bin', 'tsc');
}
