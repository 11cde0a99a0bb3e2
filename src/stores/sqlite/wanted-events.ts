/** Which events a search wants, as SQL. */
import type { EventsOnly } from '../../application/ports.ts';
import type { Words } from './words.ts';

/** A condition on columns `type` and `county` of events or of their tallies, and what it is given. */
export function wanted(words: Words, { types, counties }: EventsOnly) {
  const lists = [
    { column: 'type', values: types?.flatMap((type) => words.find(type) ?? []) },
    { column: "ifnull(county, '')", values: counties?.map((county) => county ?? '') },
  ].filter(({ values }) => values !== undefined);
  const conditions = lists.map(({ column }) => `${column} IN (SELECT value FROM json_each(?))`);
  return {
    text: ['true', ...conditions].join(' AND '),
    given: lists.map(({ values }) => JSON.stringify(values)),
  };
}
