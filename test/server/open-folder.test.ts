import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { init } from '../../src/cli/init.ts';
import { OpenOrganization } from '../../src/domain/organization.ts';
import { organizations } from '../../src/read-models/organization.ts';
import { openFolder } from '../../src/server/open-folder.ts';
import { collectionsOfLayout3 } from '../stores/samples.ts';

let parent: string;
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'cadre-ledger-'));
});
afterEach(() => rmSync(parent, { recursive: true }));

const open = (dataFolder: string) =>
  openFolder({ dataFolder, key: null }, { demo: false, create: true });
const opened = async (dataFolder: string, options: object) => {
  const lines: string[] = [];
  const environment = { CADRE_LEDGER_DATA: dataFolder };
  await init.run({ ...options }, { environment, print: (line) => lines.push(line) });
  return lines.join();
};

test('a data folder that is a file, or lies below one, is refused with a sentence', async () => {
  const file = join(parent, 'file');
  writeFileSync(file, '');
  await expect(open(file)).rejects.toThrow(/is a file, or lies below one \(EEXIST\)/);
  await expect(open(join(file, 'data'))).rejects.toThrow(/lies below one \(ENOTDIR\)/);
});

test('what SQLite has against the files is told with what to do', async () => {
  const folder = join(parent, 'data');
  const { application } = await open(folder);
  await application.close();
  const file = join(folder, 'ledger.db');
  const database = new DatabaseSync(file);
  const sql = "SELECT rootpage FROM sqlite_schema WHERE name = 'events'";
  const page = Number(database.prepare(sql).get()?.rootpage);
  database.close();
  const content = readFileSync(file);
  // The first byte of a page says what it is: this one is nothing.
  content[(page - 1) * 8_192] = 0xff;
  writeFileSync(file, content);
  await expect(open(folder)).rejects.toThrow(/cannot be opened: it is damaged; keep.*restore/);
});

test('a county of a new ledger can take in its history', async () => {
  const folder = join(parent, 'data');
  expect(await opened(folder, { county: '419997', name: '某县' })).toContain('is open in');
  const { application } = await open(folder);
  const [county = ''] = await application.counties();
  const { rows } = application;
  const at = { asOf: '1990-01-01' as never, knownAt: null };
  const [root] = await rows.all(organizations, { where: { county }, at });
  const outcome = await application.handle({
    definition: OpenOrganization,
    input: OpenOrganization.input.parse({
      ...{ code: 'T01', name: '虚构乡', unitType: 'TOWNSHIP', parentId: root?.key },
      openingBalance: true,
    }),
    record: {
      ...{ commandId: null, dryRun: true, basis: null, reason: null },
      effectiveOn: '1990-01-01' as never,
    },
    county: county as never,
    actor: { subject: 'officer', cadreId: null },
    correlationId: 'test',
    traceparent: null,
  });
  expect(outcome).toMatchObject({ kind: 'dryRun' });
  await application.close();
});

test('a county is opened since the day named, and not with a date that is none', async () => {
  const folder = join(parent, 'data');
  const options = { county: '419997', name: '某县' };
  await expect(opened(folder, { ...options, since: '2020-13' })).rejects.toThrow(/^--since /);
  expect(existsSync(folder)).toBe(false);
  await opened(folder, { ...options, since: '2012-05' });
  const { application } = await open(folder);
  const count = (asOf: string) =>
    application.rows.count(organizations, {
      where: { county: '419997' },
      at: { asOf: asOf as never, knownAt: null },
    });
  expect([await count('2012-04-30'), await count('2012-05-01')]).toEqual([0, 1]);
  await application.close();
});

test('a ledger that is refused is left as it was, whatever this release would add to it', async () => {
  const folder = join(parent, 'data');
  await (await open(folder)).application.close();
  const file = new DatabaseSync(join(folder, 'ledger.db'));
  file.exec(`${collectionsOfLayout3} DROP TABLE tallies;
    CREATE INDEX events_type ON events (type); DELETE FROM collections; PRAGMA user_version = 2`);
  const inFile = () => file.prepare('SELECT name FROM sqlite_schema ORDER BY name').all();
  const before = inFile();
  const demo = openFolder({ dataFolder: folder, key: null }, { demo: true, create: true });
  await expect(demo).rejects.toThrow(/this is a real ledger.*nothing has been written/);
  const other = { dataFolder: folder, key: '0'.repeat(64) };
  const opening = openFolder(other, { demo: false, create: false });
  await expect(opening).rejects.toThrow(/another key/);
  expect(inFile()).toEqual(before);
  await (await open(folder)).application.close();
  expect(inFile().length).toBeGreaterThan(before.length);
  file.close();
});

test('the key is whole and its owner’s alone before anything is recorded under it', async () => {
  const folder = join(parent, 'data');
  await (await open(folder)).application.close();
  const key = join(folder, 'ledger.key');
  expect(statSync(key).mode & 0o777).toBe(0o600);
  expect(readFileSync(key, 'utf8')).toMatch(/^[0-9a-f]{64}\n$/);
  expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
});

test('an event this release does not know is told of in a sentence', async () => {
  const folder = join(parent, 'data');
  await opened(folder, { county: '419997', name: '某县' });
  const file = new DatabaseSync(join(folder, 'ledger.db'));
  file.exec(`DROP TRIGGER words_refuse_update; DELETE FROM generations;
    UPDATE words SET word = 'CountyRenamedInTheFuture' WHERE word = 'CountyOpened';`);
  file.close();
  await expect(open(folder)).rejects.toThrow(
    /holds events this release does not know: CountyRenamedInTheFuture; start .*newer one/,
  );
});
