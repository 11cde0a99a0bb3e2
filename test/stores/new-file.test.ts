/** A file appears under its name when all of it is on the disk, or not at all. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { discard, publish, temporaryBeside } from '../../src/stores/sqlite/new-file.ts';
import { temporaryFolder } from './temporary-folder.ts';

let folder = '';
let remove = async () => {};
beforeEach(async () => {
  ({ folder, remove } = await temporaryFolder());
});
afterEach(() => remove());

test('a draft takes its name and is gone under its own', () => {
  const file = join(folder, 'backup.db');
  const draft = temporaryBeside(file);
  writeFileSync(draft, 'whole');
  publish(draft, file);
  expect(readdirSync(folder)).toEqual(['backup.db']);
  expect(readFileSync(file, 'utf8')).toBe('whole');
});

test('a name that is taken meanwhile is left to whoever took it', () => {
  const file = join(folder, 'backup.db');
  const draft = temporaryBeside(file);
  writeFileSync(file, 'theirs');
  expect(() => publish(draft, file)).toThrow(/exists already/);
  expect(readFileSync(file, 'utf8')).toBe('theirs');
  expect(existsSync(draft)).toBe(true);
});

test('a draft that cannot be removed fails nothing that is done', () => {
  const draft = join(folder, '.backup.db.part');
  mkdirSync(draft);
  expect(() => discard(draft)).not.toThrow();
  expect(() => discard(join(folder, 'never there'))).not.toThrow();
});
