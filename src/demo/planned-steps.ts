/**
 * The steps of many counties, waiting for their turn in a file: planned county by county, loaded
 * day by day. All of them at once would need memory that grows with the number of counties.
 */
import { rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { type CivilDate, dayInShanghai } from '../../events/dates.ts';
import { type DemoCounty, demoCountyAt } from './counties.ts';
import { definitionOf, type Step } from './plan.ts';

/** A step of one county; `index` is its place in that county's plan. */
export type PlannedStep = {
  readonly county: DemoCounty;
  readonly step: Step;
  readonly index: number;
};
/** Steps of one day, no two of one county: none of them needs another. */
export type Round = readonly PlannedStep[];

const cacheKibibytes = 8_192;
const table = `CREATE TABLE steps (
  day TEXT NOT NULL, round INTEGER NOT NULL, county INTEGER NOT NULL,
  position INTEGER NOT NULL, at TEXT NOT NULL, command TEXT NOT NULL, step TEXT NOT NULL,
  PRIMARY KEY (day, round, county)) STRICT, WITHOUT ROWID`;

/** Makes the file anew; what it held before was a load that was interrupted. */
export function plannedSteps(file: string) {
  rmSync(file, { force: true });
  const database = new DatabaseSync(file);
  // The file is of no worth after this process: it is made again from the seeds.
  database.exec(`PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
    PRAGMA cache_size = -${cacheKibibytes}; ${table}`);
  const insert = database.prepare('INSERT INTO steps VALUES (?, ?, ?, ?, ?, ?, ?)');

  /** The steps of a county from `from` on; its n-th step of a day is in the n-th round of it. */
  function add(county: number, steps: readonly Step[], from: number): void {
    database.exec('BEGIN');
    let [today, round]: [CivilDate | null, number] = [null, 0];
    for (const [position, step] of steps.entries()) {
      const day = dayInShanghai(step.at);
      round = day === today ? round + 1 : 0;
      today = day;
      if (position < from) continue;
      const { at, definition, ...rest } = step;
      insert.run(day, round, county, position, at, definition.name, JSON.stringify(rest));
    }
    database.exec('COMMIT');
  }

  /** The first day with a step that waits; null when none does. */
  function firstDay(): CivilDate | null {
    const found = database.prepare('SELECT min(day) AS day FROM steps').get();
    return (found?.day ?? null) as CivilDate | null;
  }

  /** All rounds in their order, each in parts of `countiesMax`, the same parts whenever it is asked. */
  function* rounds(countiesMax: number): Generator<Round> {
    const sql = 'SELECT * FROM steps ORDER BY day, round, county';
    let [part, name] = [[] as PlannedStep[], ''];
    for (const row of database.prepare(sql).iterate()) {
      const next = `${row.day} ${row.round} ${Math.floor(Number(row.county) / countiesMax)}`;
      if (next !== name && part.length > 0) {
        yield part;
        part = [];
      }
      name = next;
      part.push(plannedStep(row));
    }
    if (part.length > 0) yield part;
  }

  /** Lets go of the file and removes it. */
  function end(): void {
    database.close();
    rmSync(file, { force: true });
  }

  return { add, firstDay, rounds, end };
}

/** Casts: the columns were written by `add`, the rest of a step is plain JSON. */
function plannedStep(row: Readonly<Record<string, unknown>>): PlannedStep {
  const rest = JSON.parse(String(row.step)) as Omit<Step, 'at' | 'definition'>;
  const definition = definitionOf(String(row.command));
  return {
    county: demoCountyAt(Number(row.county)),
    step: { at: row.at as Step['at'], definition, ...rest },
    index: Number(row.position),
  };
}
