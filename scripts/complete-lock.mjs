// Completes package-lock.json with the packages of other platforms that an optional dependency
// names. A registry mirror that lacks them leaves them out of the lock; `npm ci` then refuses it.
import { readFileSync, writeFileSync } from 'node:fs';

const file = new URL('../package-lock.json', import.meta.url);
const lock = JSON.parse(readFileSync(file, 'utf8'));
const systems = 'android|darwin|linux|win32|freebsd|openharmony';
const processors = 'arm64|arm|x64|ia32|ppc64|riscv64|s390x|loong64';
const pattern = new RegExp(`-(?<os>${systems})-(?<cpu>${processors})(-?(?<libc>gnu|musl))?`);

for (const parent of Object.values(lock.packages)) {
  const names = Object.keys(parent.optionalDependencies ?? {});
  const sibling = names.map((name) => lock.packages[`node_modules/${name}`]).find(Boolean);
  for (const name of names) {
    const platform = pattern.exec(name)?.groups;
    if (lock.packages[`node_modules/${name}`] || !platform || !sibling) continue;
    lock.packages[`node_modules/${name}`] = entry(parent, name, platform, sibling);
    console.log(`added ${name}`);
  }
}
lock.packages = Object.fromEntries(
  Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en')),
);
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);

function entry(parent, name, { os, cpu, libc }, sibling) {
  const names = { gnu: 'glibc', musl: 'musl' };
  return {
    version: parent.optionalDependencies[name],
    cpu: [cpu],
    ...(sibling.dev ? { dev: true } : {}),
    ...(os === 'linux' && libc ? { libc: [names[libc]] } : {}),
    license: sibling.license,
    optional: true,
    os: [os],
    ...(sibling.engines ? { engines: sibling.engines } : {}),
  };
}
