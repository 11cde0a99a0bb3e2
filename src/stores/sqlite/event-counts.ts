/** What there is in the events table: counted, and by types; out of its indexes. */
import type { EventCount, EventSearch } from '../../application/ports.ts';
import type { Statements } from './statements.ts';
import type { Words } from './words.ts';

/** Out of an index alone, unless of one stream. */
export function countEvents(
  statement: Statements,
  words: Words,
  { stream, types, counties }: EventSearch,
): EventCount[] {
  const where = [
    ...(stream === null ? [] : ['stream = (SELECT id FROM streams WHERE name = ?)']),
    ...(types === undefined ? [] : ['type IN (SELECT value FROM json_each(?))']),
    ...(counties === undefined
      ? []
      : ['EXISTS (SELECT 1 FROM json_each(?) AS wanted WHERE wanted.value IS county)']),
  ];
  const given = [
    ...(stream === null ? [] : [stream]),
    ...(types === undefined
      ? []
      : [JSON.stringify(types.flatMap((type) => words.find(type) ?? []))]),
    ...(counties === undefined ? [] : [JSON.stringify(counties)]),
  ];
  const sql = `SELECT county, type, count(*) AS count FROM events
    ${where.length === 0 ? '' : `WHERE ${where.join(' AND ')}`} GROUP BY county, type`;
  return statement(sql)
    .all(...given)
    .map(({ county, type, count }) => ({
      type: words.wordOf(Number(type)),
      county: county === null ? null : String(county),
      count: Number(count),
    }));
}

/** Every type there is: from one entry of the index to the next other. */
export function eventTypes(statement: Statements, words: Words): string[] {
  const sql = `WITH RECURSIVE found(type) AS (
      SELECT min(type) FROM events
      UNION ALL SELECT (SELECT min(type) FROM events WHERE type > found.type) FROM found
        WHERE found.type IS NOT NULL)
    SELECT type FROM found WHERE type IS NOT NULL`;
  return statement(sql)
    .all()
    .map(({ type }) => words.wordOf(Number(type)));
}
