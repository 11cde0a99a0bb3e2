/** The model of a disk without power, and the reading of strace's log, on a few calls made by hand. */
import { describe, expect, test } from '@jest/globals';
import { random } from '../../src/demo/random.ts';
import { everything, powerCut } from './power-cuts.ts';
import { type Call, recordedCalls } from './recorded-calls.ts';
import { unsyncedDisk } from './unsynced-disk.ts';

const cutsOf = 400;
const sectors = (letters: string) =>
  Buffer.from([...letters].map((letter) => letter.repeat(512)).join(''));
const lettersOf = (content: Buffer) =>
  content.length % 512 === 0 ? content.toString('latin1').replaceAll(/(.)\1{511}/gs, '$1') : 'torn';

const open: Call = { kind: 'open', path: '/d/f', creates: true };
const write = (offset: number, letters: string): Call => ({
  ...{ kind: 'write', path: '/d/f', offset: offset * 512, bytes: sectors(letters) },
});
const sync = (path: string, begun: number): Call => ({ kind: 'sync', path, begun });

/** What cuts after these calls leave, each once. */
function left(calls: readonly Call[]): Set<string> {
  const disk = unsyncedDisk('/d', new Map());
  for (const call of calls) disk.apply(call);
  const chance = random('a seed');
  return new Set(
    Array.from({ length: cutsOf }, () => {
      const files = powerCut(disk, chance);
      return [...files].map(([name, content]) => `${name} ${lettersOf(content)}`).join(' ');
    }),
  );
}

describe('after a power cut', () => {
  test('what was synced is there, content and name', () => {
    expect(left([open, write(0, 'ab'), sync('/d/f', 2), sync('/d', 3)])).toEqual(new Set(['f ab']));
  });

  test('a file whose folder was not synced may be gone', () => {
    expect(left([open, write(0, 'ab'), sync('/d/f', 2)])).toEqual(new Set(['f ab', '']));
  });

  test('a removal that was not synced may not have been', () => {
    const calls = [open, write(0, 'a'), sync('/d/f', 2), sync('/d', 3)];
    expect(left([...calls, { kind: 'remove', path: '/d/f' }])).toEqual(new Set(['f a', '']));
  });

  test('each sector holds what it held at some moment since the sync, and nothing else', () => {
    const calls = [open, write(0, 'abc'), sync('/d/f', 2), sync('/d', 3)];
    const found = left([...calls, write(0, 'de'), write(1, 'fg')]);
    const firsts = ['a', 'd'];
    const possible = firsts.flatMap((one) =>
      ['b', 'e', 'f'].flatMap((two) => ['c', 'g'].map((three) => `f ${one}${two}${three}`)),
    );
    expect([...found].filter((one) => !possible.includes(one))).toEqual([]);
    // Not only the beginnings of the course: the later write without the one before it, too.
    expect([...found]).toEqual(expect.arrayContaining(['f abc', 'f dfg', 'f dec', 'f afg']));
  });

  test('a file that grew may have its size without its content', () => {
    const calls = [open, write(0, 'a'), sync('/d/f', 2), sync('/d', 3), write(1, 'b')];
    const found = left(calls);
    expect([...found]).toEqual(expect.arrayContaining(['f a', 'f ab', 'f a\0']));
  });

  test('a sync covers what had been done when it began, not what came while it ran', () => {
    expect(left([open, sync('/d', 1), write(0, 'a'), sync('/d/f', 2)])).toContain('f ');
  });

  test('without a cut everything is there', () => {
    const disk = unsyncedDisk('/d', new Map([['e/old', sectors('x')]]));
    const calls: Call[] = [open, write(0, 'ab'), { kind: 'truncate', path: '/d/f', size: 512 }];
    for (const call of [...calls, write(2, 'c')]) disk.apply(call);
    const files = [...everything(disk)].map(([name, content]) => [name, lettersOf(content)]);
    expect(new Map(files as [string, string][])).toEqual(
      new Map([
        ['e/old', 'x'],
        ['f', 'a\0c'],
      ]),
    );
  });
});

describe('a recording', () => {
  const hex = (text: string) =>
    [...Buffer.from(text)].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('');
  const on = (path: string) => `23<${hex(path)}>`;
  const read = (...lines: readonly string[]) =>
    recordedCalls(lines.join('\n'), (path) => path.startsWith('/d/'));

  test('tells writes, syncs, names and sizes of the folder, and of nothing else', () => {
    const calls = read(
      `7 openat(AT_FDCWD<${hex('/')}>, "${hex('/d/f')}", O_RDWR|O_CREAT, 0600) = 23<${hex('/d/f')}>`,
      `7 pwrite64(${on('/d/f')}, "${hex('ab')}", 2, 4096) = 2`,
      `7 pwrite64(${on('/elsewhere')}, "${hex('ab')}", 2, 0) = 2`,
      `7 ftruncate(${on('/d/f')}, 512) = 0`,
      `7 unlink("${hex('/d/g')}") = -1 ENOENT (No such file or directory)`,
      `7 fsync(${on('/d/f')}) = 0`,
    );
    expect(calls).toEqual([
      { kind: 'open', path: '/d/f', creates: true },
      { kind: 'write', path: '/d/f', bytes: Buffer.from('ab'), offset: 4096 },
      { kind: 'truncate', path: '/d/f', size: 512 },
      { kind: 'sync', path: '/d/f', begun: 3 },
    ]);
  });

  test('knows when a sync began that other threads wrote beside', () => {
    const calls = read(
      `7 fsync(${on('/d/f')} <unfinished ...>`,
      `8 write(${on('/d/f')}, "${hex('a')}", 1) = 1`,
      `7 <... fsync resumed>) = 0`,
    );
    expect(calls.map(({ kind }) => kind)).toEqual(['write', 'sync']);
    expect(calls[1]).toMatchObject({ kind: 'sync', path: '/d/f', begun: 0 });
  });

  test('with a write that was cut, or a call the model does not know, is refused', () => {
    expect(() => read(`7 write(${on('/d/f')}, "${hex('a')}"..., 9) = 9`)).toThrow(/1 of 9 bytes/);
    const rename = `7 rename("${hex('/d/f')}", "${hex('/d/g')}") = 0`;
    expect(() => read(rename)).toThrow('holds rename of /d/f');
  });
});
