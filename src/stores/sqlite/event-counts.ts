/** How many events a search finds, by type and county. */
import type { EventCount, EventSearch } from '../../application/ports.ts';
import type { Statements } from './statements.ts';
import { tallied } from './tallies.ts';
import { wanted } from './wanted-events.ts';
import type { Words } from './words.ts';

/** Out of the tallies, unless of one stream. */
export function countEvents(
  statement: Statements,
  words: Words,
  { stream, ...only }: EventSearch,
): EventCount[] {
  if (stream === null) return tallied(statement, words, only);
  const { text, given } = wanted(words, only);
  const sql = `SELECT county, type, count(*) AS count FROM events
    WHERE stream = (SELECT id FROM streams WHERE name = ?) AND ${text} GROUP BY county, type`;
  return statement(sql)
    .all(stream, ...given)
    .map(({ county, type, count }) => ({
      type: words.wordOf(Number(type)),
      county: county === null ? null : String(county),
      count: Number(count),
    }));
}
