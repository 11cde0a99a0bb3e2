/**
 * How many events of each type and county stand in each block of the journal: what a log of some
 * types or counties skips by, and what is counted by. An index would be written with every event,
 * in as many places as there are types and counties; a tally is written once a block is full, in
 * the transaction that fills it. The events behind the last full block are looked through.
 */
import type { EventCount, EventsOnly } from '../../application/ports.ts';
import type { Statements } from './statements.ts';
import { wanted } from './wanted-events.ts';
import type { Words } from './words.ts';

const blockEvents = 256;
/** Blocks asked for at once: most searches find enough in the first. */
const blocksMax = 16;

/** `county` is empty for the ledger's own events, as a key has no null. */
export const talliesTable = `CREATE TABLE tallies (
  type INTEGER NOT NULL,
  county TEXT NOT NULL,
  block INTEGER NOT NULL,
  events INTEGER NOT NULL,
  PRIMARY KEY (type, county, block)
) STRICT, WITHOUT ROWID;
`;

/** Of the events in (after, upTo]. */
const counted = (after: string, upTo: string) => `SELECT type, ifnull(county, '') AS county,
  (position - 1) / ${blockEvents} AS block, count(*) AS events
  FROM events WHERE position > ${after} AND position <= ${upTo} GROUP BY 1, 2, 3`;
/** The last position, and the last of the last full block. */
const head = '(SELECT ifnull(max(position), 0) FROM events)';
const full = `(SELECT ifnull(max(position), 0) / ${blockEvents} * ${blockEvents} FROM events)`;

/** Writes the tallies of the blocks that the events in (before, after] have filled. */
export function tally(statement: Statements, before: number, after: number): void {
  const [from, to] = [blockOf(before), blockOf(after)];
  if (from === to) return;
  statement(`INSERT INTO tallies ${counted('?', '?')}`).run(from * blockEvents, to * blockEvents);
}

/** The number of full blocks up to a position, and of the block behind them. */
const blockOf = (position: number) => Math.floor(position / blockEvents);

/** All tallies, for a file that has none. */
export const tallyAll = `INSERT INTO tallies ${counted('0', full)};
`;

/** How many events there are, by type and county; one statement, as of one moment. */
export function tallied(statement: Statements, words: Words, only: EventsOnly): EventCount[] {
  const { text, given } = wanted(words, only);
  const all = `SELECT type, county, events FROM tallies
    UNION ALL SELECT type, county, events FROM (${counted(full, head)})`;
  const sql = `SELECT type, county, sum(events) AS count FROM (${all}) WHERE ${text}
    GROUP BY type, county`;
  return statement(sql)
    .all(...given)
    .map(({ type, county, count }) => ({
      type: words.wordOf(Number(type)),
      county: county === '' ? null : String(county),
      count: Number(count),
    }));
}

/** Every type there is; also in a file of an earlier layout, judged before it is changed. */
export function eventTypes(statement: Statements, words: Words): string[] {
  const tables = statement("SELECT 1 FROM sqlite_schema WHERE name = 'tallies'").all();
  const behind = tables.length === 0 ? '0' : full;
  const types = `SELECT DISTINCT type FROM events WHERE position > ${behind}`;
  return statement(tables.length === 0 ? types : `${talliedTypes} UNION ${types}`)
    .all()
    .map(({ type }) => words.wordOf(Number(type)));
}

/** The first block whose tallies are not those of its events; null when all are. */
export function wrongTally(statement: Statements): { after: number; upTo: number } | null {
  const [kept, meant] = ['SELECT type, county, block, events FROM tallies', counted('0', full)];
  const sql = `SELECT min(block) AS block FROM (
    SELECT block FROM (${kept} EXCEPT ${meant})
    UNION ALL SELECT block FROM (${meant} EXCEPT ${kept}))`;
  const block = statement(sql).get()?.block ?? null;
  if (block === null) return null;
  return { after: Number(block) * blockEvents, upTo: (Number(block) + 1) * blockEvents };
}

/**
 * Spans (after, upTo] of positions, in order, in which events of these types and counties are: the
 * full blocks that hold any, from the one behind `after` on, and what follows them up to `last`.
 */
export function* spansOf(
  statement: Statements,
  words: Words,
  after: number,
  last: number,
  only: EventsOnly,
): Generator<{ readonly after: number; readonly upTo: number }> {
  const pairs = pairsOf(statement, words, only);
  const open = blockOf(last);
  for (let block = blockOf(after); block < open; ) {
    const found = blocksIn(statement, pairs, block, open);
    for (const one of found) {
      yield { after: Math.max(after, one * blockEvents), upTo: (one + 1) * blockEvents };
    }
    block = found.length < blocksMax ? open : (found.at(-1) ?? open) + 1;
  }
  yield { after: Math.max(after, open * blockEvents), upTo: last };
}

type Pair = readonly [type: number, county: string];

/** The first blocks from `from` on and before `end` in which one of the pairs is. */
function blocksIn(
  statement: Statements,
  pairs: readonly Pair[],
  from: number,
  end: number,
): number[] {
  const sql = `SELECT block FROM tallies WHERE type = ? AND county = ? AND block >= ? AND block < ?
    ORDER BY block LIMIT ${blocksMax}`;
  const found = pairs.flatMap((pair) => statement(sql).all(...pair, from, end));
  return [...new Set(found.map((row) => Number(row.block)))]
    .sort((a, b) => a - b)
    .slice(0, blocksMax);
}

/** The pairs of type and county among those wanted that a full block may hold. */
function pairsOf(statement: Statements, words: Words, { types, counties }: EventsOnly): Pair[] {
  const numbers = types?.flatMap((type) => words.find(type) ?? []) ?? numbersIn(statement);
  return [...new Set(numbers)].flatMap((type) => {
    const named = counties?.map((county) => county ?? '') ?? countiesOf(statement, type);
    return [...new Set(named)].map((county): Pair => [type, county]);
  });
}

const numbersIn = (statement: Statements) =>
  statement(talliedTypes)
    .all()
    .map(({ type }) => Number(type));

const talliedTypes = `WITH RECURSIVE found(type) AS (
    SELECT min(type) FROM tallies
    UNION ALL SELECT (SELECT min(type) FROM tallies WHERE type > found.type) FROM found
      WHERE found.type IS NOT NULL)
  SELECT type FROM found WHERE type IS NOT NULL`;

function countiesOf(statement: Statements, type: number): string[] {
  const sql = `WITH RECURSIVE found(county) AS (
      SELECT min(county) FROM tallies WHERE type = ?1
      UNION ALL SELECT
        (SELECT min(county) FROM tallies WHERE type = ?1 AND county > found.county) FROM found
        WHERE found.county IS NOT NULL)
    SELECT county FROM found WHERE county IS NOT NULL`;
  return statement(sql)
    .all(type)
    .map(({ county }) => String(county));
}
