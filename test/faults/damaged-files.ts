/** Files that are cut short, of something else, in the wrong place, of another time or another key. */
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { assertOpens } from '../../src/application/open-ledger.ts';
import { told } from '../../src/cli/ledger-files.ts';
import type { Random } from '../../src/demo/random.ts';
import { CannotStart } from '../../src/server/cannot-start.ts';
import { keyOf, openFolder } from '../../src/server/open-folder.ts';
import { assertNoLedger, restoreFile } from '../../src/stores/sqlite/restore.ts';
import { answersOf, copyOf, fill, settingsOf } from './sample-ledger.ts';
import type { Tally } from './tally.ts';
import { checked } from './whole.ts';

export type Damaging = {
  readonly place: string;
  /** A whole ledger with its key, and a backup of it. */
  readonly folder: string;
  readonly backup: string;
  readonly chance: Random;
  readonly counts: Tally;
};

const lengths = 24;
const pageBytes = 8_192;

/** At random lengths, at whole pages, and to nothing: check and start, restore of a backup. */
export async function truncations({ place, folder, backup, chance, counts }: Damaging) {
  const { size } = statSync(join(folder, 'ledger.db'));
  const pages = size / pageBytes;
  for (let turn = 0; turn < lengths; turn += 1) {
    const whole = turn % 2 === 0 ? chance.int(1, pages - 1) * pageBytes : chance.int(1, size - 1);
    const length = turn === 0 ? 0 : whole;
    const cut = join(place, 'cut');
    truncateSync(copyOf(folder, cut), length);
    const said = await checked(cut, true);
    if (said === null) counts.wrong(`check --quick passed a ledger cut to ${length} of ${size}`);
    if (length === 0) await refused(counts, 'a ledger cut to nothing', /restore/, () => open(cut));
    const short = join(place, 'short.db');
    copyFileSync(backup, short);
    truncateSync(short, Math.min(length, statSync(short).size - 1));
    const why = await restored(folder, short, join(place, 'restored'));
    if (why === null) counts.wrong(`a backup cut to ${length} was restored`);
    rmSync(join(place, 'restored'), { recursive: true, force: true });
    rmSync(cut, { recursive: true });
    counts.count('lengths a file was cut to');
  }
}

export async function foreignFiles({ place, folder, chance, counts }: Damaging): Promise<void> {
  const theirs = join(place, 'theirs.db');
  const database = new DatabaseSync(theirs);
  database.exec('CREATE TABLE theirs (x); INSERT INTO theirs VALUES (1)');
  database.close();
  const bytes = Buffer.from(Array.from({ length: 20_000 }, () => chance.int(0, 255)));
  const files: Readonly<Record<string, Buffer>> = {
    'a text': Buffer.from('这不是账本 certainly no ledger\n'.repeat(400)),
    'an archive': Buffer.concat([Buffer.from('504b0304', 'hex'), bytes]),
    'random bytes': bytes,
    zeros: Buffer.alloc(20_000),
    'a database of another program': readFileSync(theirs),
  };
  for (const [name, content] of Object.entries(files)) {
    const foreign = join(place, 'foreign');
    writeFileSync(copyOf(folder, foreign), content);
    const found = await checked(foreign);
    if (found === null || !/name the file|restore/.test(found)) {
      counts.wrong(`check said of ${name}: ${found}`);
    }
    await refused(counts, `a start on ${name}`, /name the file|restore/, () => open(foreign));
    const from = join(foreign, 'ledger.db');
    const why = await restored(folder, from, join(place, 'restored'));
    if (why === null) counts.wrong(`${name} was restored`);
    if (!readFileSync(from).equals(content)) counts.wrong(`${name} was changed`);
    rmSync(foreign, { recursive: true });
    counts.count('foreign files refused');
  }
}

/** Whole files where they do not belong, or that this program or this key may not open. */
export async function wrongPlaces(given: Damaging): Promise<void> {
  const { place, folder, backup, counts } = given;
  const what = async (name: string, expected: RegExp, act: () => Promise<unknown>) => {
    if (await refused(counts, name, expected, act)) {
      counts.count('wrong places, keys and formats refused');
    }
  };
  const at = (name: string) => join(place, name);
  copyOf(folder, at('newer'));
  await fill(at('newer'), 20, 24);
  await what('a restore over a ledger', /in this folder; name an empty/, () =>
    restore(backup, at('newer')),
  );
  await oldBackupByHand(given, what);

  copyOf(folder, at('no-key'));
  rmSync(at('no-key/ledger.key'));
  await what('a start without the key', /key.*missing/, () => open(at('no-key')));
  mkdirSync(at('empty'));
  await what('a restore without the key', /key/, () => restore(backup, at('empty')));
  if (existsSync(at('empty/ledger.key'))) counts.wrong('a restore made a key');
  copyOf(folder, at('other-key'));
  writeFileSync(at('other-key/ledger.key'), 'ab'.repeat(32));
  await what('a start under another key', /another key; give the key/, () => open(at('other-key')));
  rmSync(at('other-key/ledger.db'));
  await what('a restore under another key', /another key; give the key/, () =>
    restore(backup, at('other-key')),
  );

  const newer = { layout: 'PRAGMA user_version = 99', format: newerFormat };
  for (const [name, sql] of Object.entries(newer)) {
    const file = copyOf(folder, at(`newer-${name}`));
    const database = new DatabaseSync(file);
    database.exec(sql);
    database.close();
    await what(`a newer ${name}`, /99.*newer release/, () => open(at(`newer-${name}`)));
    await what(`the check of a newer ${name}`, /99.*newer release/, async () => {
      const said = await checked(at(`newer-${name}`));
      if (said !== null) throw new CannotStart(said);
    });
    mkdirSync(at(`into-${name}`));
    copyFileSync(join(folder, 'ledger.key'), at(`into-${name}/ledger.key`));
    await what(`the restore of a newer ${name}`, /99.*newer release/, () =>
      restore(file, at(`into-${name}`)),
    );
  }
}

const newerFormat = `DROP TRIGGER events_refuse_update;
  UPDATE events SET data = json_set(data, '$.format', 99) WHERE position = 1;`;

type Expect = (name: string, expected: RegExp, act: () => Promise<unknown>) => Promise<void>;

/** A backup copied over the file by hand: beside the log of a killed server, and after a clean stop. */
async function oldBackupByHand(given: Damaging, what: Expect): Promise<void> {
  const { place, folder, backup, counts } = given;
  const killed = join(place, 'killed');
  copyOf(folder, killed);
  const { ledger } = await openFolder(settingsOf(killed), { demo: false, create: false });
  await ledger.rebuild();
  await ledger.rebuilt();
  // What a killed server leaves: the file, and the log that was not carried over.
  copyFileSync(join(killed, 'ledger.db-wal'), join(place, 'log'));
  await ledger.close();
  copyFileSync(backup, join(killed, 'ledger.db'));
  copyFileSync(join(place, 'log'), join(killed, 'ledger.db-wal'));
  await what('an old backup beside a newer log', /is not the log of.*restore/, () => open(killed));
  if (statSync(join(killed, 'ledger.db-wal')).size === 0) counts.wrong('the log was emptied');

  const stopped = join(place, 'stopped');
  copyOf(folder, stopped);
  await fill(stopped, 20, 24);
  copyFileSync(backup, join(stopped, 'ledger.db'));
  // Nothing in one file tells that a longer one was here: what it answers must be of one moment.
  if ((await checked(stopped)) !== null) counts.wrong('an old backup is not whole in itself');
  if ((await answersOf(stopped)) !== (await answersOf(folder))) {
    counts.wrong('an old backup answers otherwise than the ledger did then');
  }
  counts.count('old backups in the place of a ledger that was stopped: whole, as of then');
}

async function open(folder: string): Promise<void> {
  const { ledger } = await openFolder(settingsOf(folder), { demo: false, create: true });
  await ledger.close();
}

async function restore(from: string, folder: string): Promise<void> {
  const to = join(folder, 'ledger.db');
  await told(async () => {
    assertNoLedger(to);
    const key = keyOf(settingsOf(folder), true);
    await restoreFile(
      from,
      to,
      (first) => assertOpens(first, { key, demo: null }),
      () => {},
    );
  });
}

/** Restores under the ledger's key into a new folder; what it was refused with, or null. */
export async function restored(keyIn: string, from: string, to: string): Promise<string | null> {
  mkdirSync(to, { recursive: true });
  copyFileSync(join(keyIn, 'ledger.key'), join(to, 'ledger.key'));
  try {
    await restore(from, to);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Whether it was refused with the sentence that was expected. */
async function refused(
  counts: Tally,
  name: string,
  expected: RegExp,
  act: () => Promise<unknown>,
): Promise<boolean> {
  try {
    await act();
    counts.wrong(`${name} was not refused`);
    return false;
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    if (error instanceof CannotStart && expected.test(said)) return true;
    counts.wrong(`${name} was refused with: ${said}`);
    return false;
  }
}
