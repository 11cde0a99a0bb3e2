/** What `check` finds, where, and what it says to do. */
import { closeSync, openSync, readFileSync, statSync, truncateSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { check } from '../../src/cli/check.ts';
import { temporaryFolder } from '../stores/temporary-folder.ts';
import { filled, openCounty, opened, run, spoil } from './operated.ts';

let folder = '';
let remove = async () => {};
beforeEach(async () => {
  ({ folder, remove } = await temporaryFolder());
  await filled(folder);
});
afterEach(() => remove());

const checked = () => run(check, folder);

test('a ledger that keeps its promises passes, beside its writer too', async () => {
  expect(await checked()).toEqual({
    failed: false,
    text: expect.stringContaining('Everything holds up to position'),
  });
  const { application } = await opened(folder);
  await openCounty(application, '419999');
  expect((await checked()).failed).toBe(false);
  await application.close();
});

describe('a journal that was tampered with', () => {
  test.each([
    [
      'a gap',
      'DELETE FROM events WHERE position = 3',
      /dense positions\): position 3: no readable/,
    ],
    [
      'a lost end',
      'UPDATE events SET opens = 7, command_count = 7 WHERE position = (SELECT max(position) FROM events WHERE opens > 0)',
      /ends before its last command does/,
    ],
    [
      'a lost last event',
      'DELETE FROM events WHERE position = (SELECT max(position) FROM events)',
      /rows no newer than the journal\): \S+: they hold events up to position \d+, the journal ends/,
    ],
    [
      'a revision',
      'UPDATE events SET revision = 7 WHERE position = 2',
      /dense revisions\): stream county-410001: 1 events stand at revisions 7 to 7/,
    ],
    [
      'a stream’s name',
      'DELETE FROM streams WHERE id = (SELECT stream FROM events WHERE position = 2)',
      /readable events\): position 2: its stream is unknown/,
    ],
    [
      'a moment',
      'UPDATE events SET recorded_at = 1 WHERE position = 4',
      /never fall\): position 4: recorded at 1970/,
    ],
    [
      'a command’s beginning',
      'UPDATE events SET opens = 0 WHERE position = (SELECT max(position) FROM events WHERE opens > 0)',
      /whole commands\): position \d+: the event belongs to no command/,
    ],
    [
      'a type',
      "INSERT INTO words (word) VALUES ('Invented'); UPDATE events SET type = (SELECT id FROM words WHERE word = 'Invented') WHERE position = 2",
      /events that decode\): position 2, stream county-410001: event Invented version 1/,
    ],
    [
      'a tally',
      "INSERT INTO tallies VALUES (1, '419999', 0, 5)",
      /tallies that are those of the events\): positions 1 to 256/,
    ],
    [
      'a text',
      'UPDATE events SET data = \'{"name": 王五\' WHERE position = 2',
      /readable events\): position 2: its text is no JSON/,
    ],
  ])('%s is found at its place', async (_, sql, told) => {
    spoil(folder, sql);
    const { text, failed } = await checked();
    expect(text).toMatch(told);
    expect(text).toMatch(/restore|release/);
    expect(text).not.toContain('王五');
    expect(failed).toBe(true);
  });
});

describe('rows that are not what the journal says', () => {
  const rowsTable = () => {
    const database = new DatabaseSync(join(folder, 'ledger.db'));
    const sql = "SELECT name FROM sqlite_schema WHERE name LIKE 'count%__versions'";
    const name = String(database.prepare(sql).get()?.name);
    database.close();
    return name;
  };
  test.each([
    [
      'changed',
      (table: string) => `UPDATE "${table}" SET state = '{}' WHERE ordinal = 0 AND key = '410002'`,
      /key 410002, version 0: it differs/,
    ],
    [
      'missing',
      (table: string) => `DELETE FROM "${table}" WHERE key = '410003'`,
      /key 410003, version 0: it is missing/,
    ],
    [
      'invented',
      (table: string) => `UPDATE "${table}" SET key = '410009' WHERE key = '410005'`,
      /key 410009, version 0: no event calls for it/,
    ],
  ])('a row that is %s is named', async (_, sql, told) => {
    spoil(folder, sql(rowsTable()));
    const { text, failed } = await checked();
    expect(text).toMatch(told);
    expect(text).toMatch(/rebuild/);
    expect(failed).toBe(true);
    expect((await run(check, folder, { quick: true })).failed).toBe(false);
  });
});

test('rows whose table cannot be asked are told as such, and the others are compared', async () => {
  const sql = "SELECT name FROM sqlite_schema WHERE name LIKE 'count%__versions'";
  const database = new DatabaseSync(join(folder, 'ledger.db'));
  const versions = String(database.prepare(sql).get()?.name);
  database.exec(`ALTER TABLE "${versions}" RENAME COLUMN state TO stale`);
  database.close();
  const { text, failed } = await checked();
  expect(failed).toBe(true);
  expect(text).toMatch(/equal to a replay\): table count\S+: it cannot be read .*state.*restore/);
});

describe('a file that is no whole ledger of this program', () => {
  const file = () => join(folder, 'ledger.db');
  const pageBytes = 8_192;
  test('with a flipped byte in any page is refused, or nothing of it was in use', async () => {
    const pages = statSync(file()).size / pageBytes;
    const original = readFileSync(file());
    let found = 0;
    // The first bytes of a page say what it is: whoever flips one breaks the page.
    for (let page = 1; page < pages; page += 1) {
      const at = page * pageBytes;
      if ((original[at] ?? 0) === 0) continue;
      write(at, (original[at] ?? 0) ^ 0x04);
      const { failed, text } = await run(check, folder, { quick: true });
      expect({ page, failed }).toEqual({ page, failed: true });
      expect(text).toMatch(/restore/);
      write(at, original[at] ?? 0);
      found += 1;
      if (found === 12) break;
    }
    expect(found).toBeGreaterThan(3);
  });
  test('that is cut short is refused', async () => {
    truncateSync(file(), Math.floor(statSync(file()).size / 2));
    const { text, failed } = await checked();
    expect(failed).toBe(true);
    expect(text).toMatch(/damaged|malformed|corrupt|readable|whole pages/);
    expect(text).toMatch(/restore/);
  });
  test.each([
    ['of another program', 'PRAGMA application_id = 7', /another program; name/],
    ['of a newer layout', 'PRAGMA user_version = 99', /layout 99.*newer release/],
    [
      'of a newer format',
      "UPDATE events SET data = json_set(data, '$.format', 99) WHERE position = 1",
      /format 99.*newer release/,
    ],
  ])('%s is refused with what to do', async (_, sql, told) => {
    spoil(folder, sql);
    const { text, failed } = await checked();
    expect(text).toMatch(told);
    expect(failed).toBe(true);
  });
  test('under another key is refused', async () => {
    const { text } = await run(check, folder, {}, { CADRE_LEDGER_KEY: 'ab'.repeat(32) });
    expect(text).toMatch(/another key; give the key/);
  });
  function write(at: number, byte: number): void {
    const opened = openSync(file(), 'r+');
    writeSync(opened, Buffer.from([byte]), 0, 1, at);
    closeSync(opened);
  }
});
