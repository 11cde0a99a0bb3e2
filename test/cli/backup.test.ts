/** What a backup and a restore refuse, and what they leave behind. */
import { readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { backup } from '../../src/cli/backup.ts';
import { restore } from '../../src/cli/restore.ts';
import { temporaryFolder } from '../stores/temporary-folder.ts';
import { filled, keyHex, openCounty, opened, run } from './operated.ts';

let folder = '';
let elsewhere = '';
let ends: (() => Promise<void>)[] = [];
beforeEach(async () => {
  const [one, other] = [await temporaryFolder(), await temporaryFolder()];
  [folder, elsewhere] = [one.folder, other.folder];
  ends = [one.remove, other.remove];
});
afterEach(async () => {
  for (const end of ends) await end();
});
const copy = () => join(elsewhere, 'copy.db');
const target = () => join(elsewhere, 'data');
const names = (of: string) => readdirSync(of).filter((name) => !name.endsWith('.lock'));

describe('a backup', () => {
  beforeEach(() => filled(folder));
  test('overwrites nothing', async () => {
    writeFileSync(copy(), 'theirs');
    const { text, failed } = await run(backup, folder, { to: copy() });
    expect({ text, failed }).toEqual({
      text: expect.stringMatching(/exists already; name/),
      failed: true,
    });
    expect(readFileSync(copy(), 'utf8')).toBe('theirs');
  });
  test('holds neither the key nor anything derived from where it was made', async () => {
    await run(backup, folder, { to: copy() });
    expect(readFileSync(copy()).includes(Buffer.from(keyHex))).toBe(false);
    expect(readFileSync(copy()).includes(Buffer.from(keyHex, 'hex'))).toBe(false);
  });
  test('of a replica says that its journal is elsewhere', async () => {
    const { text: own } = await run(backup, folder, { to: copy() });
    writeFileSync(join(folder, 'journal-elsewhere'), 'cadre-ledger at one:2113\n');
    const { text } = await run(backup, folder, { to: join(elsewhere, 'other.db') });
    expect(own).not.toMatch(/replica/);
    expect(text).toMatch(/a replica of cadre-ledger at one:2113: restored and served alone/);
  });
  test('of a damaged ledger is not kept', async () => {
    truncateSync(join(folder, 'ledger.db'), statSync(join(folder, 'ledger.db')).size / 2);
    expect((await run(backup, folder, { to: copy() })).failed).toBe(true);
    expect(names(elsewhere)).toEqual([]);
  });
  test('into a folder that is not there says so', async () => {
    const { text } = await run(backup, folder, { to: join(elsewhere, 'none', 'copy.db') });
    expect(text).toMatch(/does not exist; make it first/);
  });
});

describe('a restore', () => {
  beforeEach(async () => {
    await filled(folder);
    await run(backup, folder, { to: copy() });
  });
  async function refused(told: RegExp, environment?: Record<string, string>) {
    const { text, failed } = await run(restore, target(), { from: copy() }, environment);
    expect(text).toMatch(told);
    expect(failed).toBe(true);
    expect(names(elsewhere).filter((name) => name !== 'copy.db' && name !== 'data')).toEqual([]);
    if (names(elsewhere).includes('data')) expect(names(target())).toEqual([]);
  }
  const change = (sql: string) => {
    const database = new DatabaseSync(copy());
    database.exec(sql);
    database.close();
  };
  test('without the key says where to put it', () => refused(/ledger.key.*CADRE_LEDGER_KEY/, {}));
  test('under another key is refused', () =>
    refused(/another key; give the key/, { CADRE_LEDGER_KEY: 'ab'.repeat(32) }));
  test('of a file of another program is refused', () => {
    change('PRAGMA application_id = 7');
    return refused(/another program/);
  });
  test('of a newer layout is refused', () => {
    change('PRAGMA user_version = 99');
    return refused(/layout 99/);
  });
  test('of a file that is cut short is refused', () => {
    truncateSync(copy(), statSync(copy()).size - 8_192 * 3);
    return refused(/damaged|cut short|not readable as a database/);
  });
  test('of a file that is no database is refused', () => {
    writeFileSync(copy(), 'certainly no database, '.repeat(1_000));
    return refused(/not readable as a database/);
  });
  test('never takes the place of a ledger', async () => {
    const { text } = await run(restore, folder, { from: copy() });
    expect(text).toMatch(/a ledger is, or was, in this folder; name an empty/);
  });
  test('of a ledger in use is refused', async () => {
    const { application } = await opened(folder);
    await openCounty(application, '419999');
    const { text } = await run(restore, target(), { from: join(folder, 'ledger.db') });
    expect(text).toMatch(/log beside it.*make a backup/);
    await application.close();
  });
});
