/** Files as they lie in a folder, by their paths below it. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

export type Files = ReadonlyMap<string, Buffer>;

/** SQLite makes it anew from the log, and writes it through memory: nobody is to rely on it. */
export function isSharedMemory(path: string): boolean {
  return path.endsWith('-shm');
}

/** Instead of what is there. */
export function put(folder: string, files: Files): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [name, content] of files) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
}

export function taken(folder: string): Files {
  const found = readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !isSharedMemory(entry.name))
    .map(({ parentPath, name }) => join(parentPath, name));
  return new Map(found.map((path) => [relative(folder, path), readFileSync(path)]));
}
