/**
 * The journal's tables and how a file is known to be ours. Layout measured in research: typed
 * metadata columns beside JSON text, names once in dictionaries, ids as bytes, position as rowid.
 */
import type { DatabaseSync } from 'node:sqlite';
import { LedgerRefused } from '../../application/ledger-refused.ts';
import { talliesTable, tallyAll } from './tallies.ts';

/** «CDRL», in the header of every file of this program. */
const applicationId = 0x4344524c;
/** Raised when the layout changes; a file of an earlier one is migrated at open. */
const schemaVersion = 4;

/**
 * One line for each generation of a collection's tables (generations.ts), read as `collections`.
 * Every append moves one short line and not all of these, which are long.
 */
const collectionsTables = `
CREATE TABLE generations (
  name TEXT NOT NULL,
  generation INTEGER NOT NULL,
  shape TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('serving', 'asked', 'building', 'leaving')),
  -- The rows hold every event up to here; NULL: up to the one in \`followed\`.
  position INTEGER CHECK (position IS NOT NULL OR state = 'serving'),
  started_at TEXT NOT NULL,
  PRIMARY KEY (name, generation)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX generations_serving ON generations (name) WHERE state = 'serving';
CREATE TABLE followed (id INTEGER PRIMARY KEY CHECK (id = 1), position INTEGER NOT NULL) STRICT;
INSERT INTO followed VALUES (1, 0);
CREATE VIEW collections AS
  SELECT name, generation, shape, state, coalesce(g.position, f.position) AS position, started_at
  FROM generations g, followed f;
`;

const journalTables = `
CREATE TABLE streams (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE words (id INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE events (
  position INTEGER PRIMARY KEY,
  stream INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  event_id BLOB NOT NULL,
  type INTEGER NOT NULL,
  version INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  effective_on TEXT NOT NULL,
  county TEXT,
  actor INTEGER NOT NULL,
  actor_cadre ANY,
  on_behalf_of TEXT,
  basis TEXT,
  reason TEXT,
  correlation_id ANY NOT NULL,
  causation_id ANY,
  command_id ANY NOT NULL,
  command INTEGER NOT NULL,
  digest ANY NOT NULL,
  command_index INTEGER NOT NULL,
  command_count INTEGER NOT NULL,
  -- Events of the command from here on, at its first event; 0 at the others.
  opens INTEGER NOT NULL,
  traceparent TEXT,
  advisories TEXT,
  data TEXT NOT NULL,
  personal TEXT,
  UNIQUE (stream, revision),
  UNIQUE (event_id)
) STRICT;
CREATE UNIQUE INDEX events_command ON events (command_id) WHERE opens > 0;
${talliesTable}${collectionsTables}`;

/** What is recorded stays: not even this program can change or remove it. */
const guardsOf = (table: string) =>
  ['UPDATE', 'DELETE']
    .map(
      (act) => `CREATE TRIGGER ${table}_refuse_${act.toLowerCase()} BEFORE ${act} ON ${table}
      BEGIN SELECT RAISE(ABORT, 'the journal is append-only: ${act} of ${table} is refused'); END;`,
    )
    .join('\n');
const guards = ['events', 'streams', 'words', 'tallies'].map(guardsOf).join('\n');

/** Throws LedgerRefused unless the file is a ledger of this layout; true when it is empty. */
export function assertOurs(database: DatabaseSync, file: string): boolean {
  const [id, version] = headerOf(database, file);
  if (id === 0 && version === 0 && tablesIn(database) === 0) return true;
  if (id !== applicationId) {
    throw new LedgerRefused(
      `${file} is a database of another program`,
      'name the file of a ledger, or one that does not exist yet',
    );
  }
  if (version > schemaVersion) {
    throw new LedgerRefused(
      `${file} has layout ${version}, this program knows layouts up to ${schemaVersion}`,
      'start a newer release of the program; the file has not been touched',
    );
  }
  return false;
}

export function createJournal(database: DatabaseSync): void {
  database.exec(`BEGIN IMMEDIATE; ${journalTables} ${guards}
    PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${schemaVersion}; COMMIT;`);
}

/** From each layout to the next. */
const steps: Readonly<Record<number, string>> = {
  1: `ALTER TABLE collections RENAME TO collections_1;
    CREATE TABLE collections AS
      SELECT name, 0 AS generation, shape, 'serving' AS state, position, '' AS started_at
      FROM collections_1;
    DROP TABLE collections_1;`,
  2: `DROP INDEX events_type; DROP INDEX IF EXISTS events_county;
    DROP INDEX IF EXISTS events_county_type;
    ${talliesTable}${tallyAll}${guardsOf('tallies')}`,
  3: `ALTER TABLE collections RENAME TO collections_3;
    ${collectionsTables}
    INSERT INTO generations
      SELECT name, generation, shape, state, position, started_at FROM collections_3;
    DROP TABLE collections_3;`,
};

/** Brings a file of an earlier layout to this one. */
export function migrate(database: DatabaseSync): void {
  for (let version = pragma(database, 'user_version'); version < schemaVersion; version += 1) {
    database.exec(
      `BEGIN IMMEDIATE; ${steps[version]} PRAGMA user_version = ${version + 1}; COMMIT;`,
    );
  }
}

/** Throws LedgerRefused for a file that only a writer can bring to this layout. */
export function assertPresent(database: DatabaseSync, file: string): void {
  const version = pragma(database, 'user_version');
  if (version === schemaVersion) return;
  throw new LedgerRefused(
    `${file} has layout ${version}, this program reads layout ${schemaVersion}`,
    'start this release for writing once; it brings the file to its layout',
  );
}

function headerOf(database: DatabaseSync, file: string): readonly [number, number] {
  try {
    return [pragma(database, 'application_id'), pragma(database, 'user_version')];
  } catch (error) {
    throw new LedgerRefused(
      `${file} is not readable as a database`,
      'name the file of a ledger, or restore it from a backup',
      { cause: error },
    );
  }
}

function tablesIn(database: DatabaseSync): number {
  return Number(database.prepare('SELECT count(*) AS n FROM sqlite_schema').get()?.n);
}

/** A pragma's value as a number; NaN when it is text. */
export function pragma(database: DatabaseSync, name: string): number {
  return Number(Object.values(database.prepare(`PRAGMA ${name}`).get() ?? {})[0]);
}
