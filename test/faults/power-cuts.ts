/**
 * What a disk may hold once the power is back (docs/power-loss.md). Every sector of a file is as it
 * was at some moment since the file's last sync, its size and every name of a folder too.
 */
import type { Random } from '../../src/demo/random.ts';
import type { Files } from './files.ts';
import { contentOf, type Disk, type DiskFile, type DiskFolder, isFolder } from './unsynced-disk.ts';

/** Of a disk, and of the pages the system writes in. */
const sectorBytes = 512;
const pageSectors = 8;
/** What is on blocks nobody wrote to before. */
const junk = Buffer.from('a5a5000d0a1affff377f0682002de218', 'hex');

/** Whether a change, made at a moment, has reached a sector; asked once for each. */
type Reached = (at: number, sector: number) => boolean;
type Cut = {
  readonly reached: Reached;
  /** Whether a name is as it was left at that moment. */
  readonly named: (at: number) => boolean;
  /** Which of so many sizes the file had. */
  readonly size: (count: number) => number;
  /** What a sector holds that belongs to the file and was never written. */
  readonly unwritten: Buffer | null;
};

export function powerCut(disk: Disk, chance: Random): Files {
  const files = new Map<string, Buffer>();
  collect(disk.top, '', cut(disk, chance), files);
  return files;
}

/** With all that was done, as after a stop of the process alone. */
export function everything(disk: Disk): Files {
  const files = new Map<string, Buffer>();
  const all: Cut = { ...{ reached: always, named: always, size: last }, unwritten: null };
  collect(disk.top, '', all, files);
  return files;
}

const always = () => true;
const never = () => false;
const last = (count: number) => count - 1;

function collect(folder: DiskFolder, path: string, cut: Cut, files: Map<string, Buffer>): void {
  const entries = new Map(folder.durable);
  for (const { at, name, entry } of folder.names) {
    if (!cut.named(at)) continue;
    if (entry === null) entries.delete(name);
    else entries.set(name, entry);
  }
  for (const [name, entry] of entries) {
    if (isFolder(entry)) collect(entry, `${path}${name}/`, cut, files);
    else files.set(`${path}${name}`, contentAfter(entry, cut));
  }
}

/** Of the changes that touch a sector, it holds those up to the last that reached it. */
function contentAfter(file: DiskFile, cut: Cut): Buffer {
  const { durable, changes } = file;
  if (cut.reached === always) return contentOf(file);
  const sizes = [durable.length, ...changes.map(({ sizeAfter }) => sizeAfter)];
  const size = sizes[cut.size(sizes.length)] ?? durable.length;
  const content = Buffer.alloc(size);
  const { unwritten } = cut;
  for (let at = durable.length; unwritten !== null && at < size; at += unwritten.length) {
    unwritten.copy(content, at);
  }
  durable.copy(content);
  const upTo = new Map<number, number>();
  for (const [index, change] of changes.entries()) {
    for (const sector of sectorsOf(change)) {
      if (cut.reached(change.at, sector)) upTo.set(sector, index);
    }
  }
  for (const [index, change] of changes.entries()) {
    for (const sector of sectorsOf(change)) {
      if ((upTo.get(sector) ?? -1) < index) continue;
      const from = Math.max(change.offset, sector * sectorBytes);
      const to = Math.min(change.offset + change.bytes.length, (sector + 1) * sectorBytes, size);
      if (from < to) change.bytes.copy(content, from, from - change.offset, to - change.offset);
    }
  }
  return content;
}

function* sectorsOf({ offset, bytes }: { offset: number; bytes: Buffer }): Iterable<number> {
  const end = Math.ceil((offset + bytes.length) / sectorBytes);
  for (let sector = Math.floor(offset / sectorBytes); sector < end; sector += 1) yield sector;
}

/** The extremes, a moment with the write of that moment torn, and chance in grains of all kinds. */
function cut(disk: Disk, chance: Random): Cut {
  const moments = unsyncedMoments(disk.top);
  const percent = chance.pick([5, 30, 50, 70, 95]);
  const named = oncePer((_at: number) => chance.chance(percent));
  const size = (count: number) => (chance.chance(60) ? last(count) : chance.int(0, count - 1));
  const blocks = chance.pick([null, junk, disk.freed()]);
  const unwritten = blocks === null || blocks.length === 0 ? null : blocks;
  const among = moments.length === 0 ? [0] : moments;
  const one = chance.pick(among);
  const kind = chance.int(1, 13);
  if (kind === 1) return { reached: never, named: never, size: () => 0, unwritten };
  if (kind === 2) return { reached: always, named: always, size: last, unwritten };
  if (kind <= 5) {
    const torn = chance.int(0, 20);
    const reached: Reached = (at, sector) => at < one || (at === one && sector % 20 < torn);
    return { reached, named: (at) => at <= one, size: last, unwritten };
  }
  if (kind === 6) return { reached: (at) => at !== one, named: always, size: last, unwritten };
  if (kind === 7) return { reached: (at) => at === one, named, size, unwritten };
  if (kind <= 9) return { reached: named, named, size, unwritten };
  const grain = kind <= 11 ? pageSectors : 1;
  const isThere = oncePer((_block: number) => chance.chance(percent));
  const reached: Reached = (_at, sector) => isThere(Math.floor(sector / grain));
  const tornTimes: Reached = (at, sector) => reached(at, sector) && chance.chance(80);
  return { reached: chance.chance(50) ? reached : tornTimes, named, size, unwritten };
}

/** When something was done that is not durable yet. */
function unsyncedMoments(folder: DiskFolder): readonly number[] {
  const entries = [...folder.durable.values(), ...folder.names.map(({ entry }) => entry)];
  const within = [...new Set(entries)].flatMap((entry) => {
    if (entry === null) return [];
    return isFolder(entry) ? unsyncedMoments(entry) : entry.changes.map(({ at }) => at);
  });
  return [...folder.names.map(({ at }) => at), ...within];
}

/** Chance that answers the same when it is asked again. */
function oncePer(decide: (key: number) => boolean): (key: number) => boolean {
  const known = new Map<number, boolean>();
  return (key) => {
    const decided = known.get(key) ?? decide(key);
    known.set(key, decided);
    return decided;
  };
}
