/**
 * A folder as a disk without power may show it (docs/power-loss.md): of every file and folder what
 * is durable, and what was done since its last sync and may be there or not.
 */
import { basename, dirname } from 'node:path';
import type { Files } from './files.ts';
import type { Call } from './recorded-calls.ts';

/** Cutting a file off counts as zeros over what was there. */
export type Change = {
  /** When, counted in calls. */
  readonly at: number;
  readonly offset: number;
  readonly bytes: Buffer;
  readonly sizeAfter: number;
};
export type DiskFile = { durable: Buffer; changes: Change[] };
type Name = { readonly at: number; readonly name: string; readonly entry: Entry | null };
export type DiskFolder = { durable: ReadonlyMap<string, Entry>; names: Name[] };
export type Entry = DiskFile | DiskFolder;
export type Disk = ReturnType<typeof unsyncedDisk>;

/** `root` is there with these files, all of it durable. */
export function unsyncedDisk(root: string, files: Files) {
  const top = durableFolder(files);
  let now = 0;
  /** What removed files held: a file that grows may be given their blocks. */
  let freed: Buffer = Buffer.alloc(0);

  function find(path: string): Entry | null {
    if (path === root) return top;
    if (path.length <= root.length) return null;
    const folder = find(dirname(path));
    if (folder === null || !isFolder(folder)) return null;
    const last = folder.names.findLast(({ name }) => name === basename(path));
    return last === undefined ? (folder.durable.get(basename(path)) ?? null) : last.entry;
  }

  function name(path: string, entry: Entry | null): void {
    const folder = find(dirname(path));
    if (folder === null || !isFolder(folder)) throw new Error(`${dirname(path)} is no folder`);
    folder.names.push({ at: now, name: basename(path), entry });
  }

  function fileAt(path: string): DiskFile {
    const entry = find(path);
    if (entry === null || isFolder(entry)) throw new Error(`${path} is no file`);
    return entry;
  }

  function change(path: string, offset: number, bytes: Buffer, sizeAfter: number): void {
    fileAt(path).changes.push({ at: now, offset, bytes, sizeAfter });
  }

  function apply(call: Call): void {
    now += 1;
    switch (call.kind) {
      case 'open':
        if (call.creates && find(call.path) === null) {
          name(call.path, { durable: Buffer.alloc(0), changes: [] });
        }
        return;
      case 'makeFolder':
        name(call.path, { durable: new Map(), names: [] });
        return;
      case 'link':
        name(call.path, fileAt(call.from));
        return;
      case 'remove':
        freed = contentOf(fileAt(call.path));
        name(call.path, null);
        return;
      case 'write': {
        const size = sizeOf(fileAt(call.path));
        const offset = call.offset ?? size;
        change(call.path, offset, call.bytes, Math.max(size, offset + call.bytes.length));
        return;
      }
      case 'truncate': {
        const cut = Buffer.alloc(Math.max(0, sizeOf(fileAt(call.path)) - call.size));
        change(call.path, call.size, cut, call.size);
        return;
      }
      case 'sync': {
        const entry = find(call.path);
        if (entry === null) throw new Error(`${call.path} was synced and is not there`);
        sync(entry, call.begun);
      }
    }
  }

  return { top, apply, find, freed: () => freed };
}

function durableFolder(files: Files): DiskFolder {
  const names = new Set([...files.keys()].map((path) => path.split('/')[0] ?? ''));
  const entries = [...names].map((name): [string, Entry] => {
    const durable = files.get(name);
    if (durable !== undefined) return [name, { durable, changes: [] }];
    const within = [...files].filter(([path]) => path.startsWith(`${name}/`));
    const inner = within.map(([path, file]) => [path.slice(name.length + 1), file] as const);
    return [name, durableFolder(new Map(inner))];
  });
  return { durable: new Map(entries), names: [] };
}

export function isFolder(entry: Entry): entry is DiskFolder {
  return 'names' in entry;
}

/** What was done before the sync began is durable from now on. */
function sync(entry: Entry, begun: number): void {
  if (isFolder(entry)) {
    const durable = new Map(entry.durable);
    for (const { at, name, entry: named } of entry.names) {
      if (at > begun) continue;
      if (named === null) durable.delete(name);
      else durable.set(name, named);
    }
    entry.durable = durable;
    entry.names = entry.names.filter(({ at }) => at > begun);
  } else {
    const [covered, left] = [true, false].map((is) =>
      entry.changes.filter(({ at }) => at <= begun === is),
    );
    entry.durable = contentOf({ durable: entry.durable, changes: covered ?? [] });
    entry.changes = left ?? [];
  }
}

function sizeOf({ durable, changes }: DiskFile): number {
  return changes.at(-1)?.sizeAfter ?? durable.length;
}

/** With all that was done, as a process sees it. */
export function contentOf(file: DiskFile): Buffer {
  const ends = file.changes.map(({ offset, bytes }) => offset + bytes.length);
  const content = Buffer.alloc(Math.max(file.durable.length, ...ends));
  file.durable.copy(content);
  for (const { offset, bytes } of file.changes) bytes.copy(content, offset);
  return content.subarray(0, sizeOf(file));
}
