/** The thread that carries the log over is gone when the ledger says that it is closed. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { checkpoints } from '../../src/stores/sqlite/checkpoints.ts';
import { temporaryFolder } from './temporary-folder.ts';

let place: Awaited<ReturnType<typeof temporaryFolder>>;
beforeEach(async () => {
  place = await temporaryFolder();
});
afterEach(() => place.remove());

test('who asks for the end again waits for it too, so that the file is left without its log', async () => {
  const file = join(place.folder, 'ledger.db');
  const database = new DatabaseSync(file);
  database.exec('PRAGMA journal_mode = WAL; CREATE TABLE rows (id INTEGER PRIMARY KEY)');
  const carrying = checkpoints(database, file);
  await carrying.carryOver();
  const ends: string[] = [];
  // As a rebuild does at its end, and then the ledger as it closes.
  const first = carrying.end().then(() => ends.push('first'));
  await carrying.end().then(() => ends.push('second'));
  expect(ends).toEqual(['first', 'second']);
  await first;
  database.close();
  expect(existsSync(`${file}-wal`)).toBe(false);
});
