/** Reading the events table; every read is bounded by its caller or by a command's size. */
import { type Instant, instant } from '../../../events/dates.ts';
import type { CommandId, EventId } from '../../../events/values.ts';
import type { EventsOnly, Expected, StoredEvent } from '../../application/ports.ts';
import { packUuid } from './packed.ts';
import type { Statements } from './statements.ts';
import { selectEvents, storedEvent } from './stored-events.ts';
import type { Words } from './words.ts';

export function eventReads(statement: Statements, words: Words) {
  const eventsOf = (rows: readonly Readonly<Record<string, unknown>>[]) =>
    rows.map((row) => storedEvent(row, words));

  /** The last position and when it was recorded, by the file. */
  function last(): { readonly head: number; readonly recordedAt: Instant | null } {
    const row = statement(
      'SELECT position, recorded_at FROM events ORDER BY position DESC LIMIT 1',
    ).get();
    return {
      head: Number(row?.position ?? 0),
      recordedAt: row === undefined ? null : instant(Number(row.recorded_at)),
    };
  }

  function revisionOf(stream: string): Expected {
    const row = statement(
      'SELECT max(revision) AS revision FROM events WHERE stream = (SELECT id FROM streams WHERE name = ?)',
    ).get(stream);
    return typeof row?.revision === 'number' ? row.revision : 'none';
  }

  function readStream(stream: string, after: number, limit: number): StoredEvent[] {
    const where = 'WHERE e.stream = (SELECT id FROM streams WHERE name = ?) AND e.revision > ?';
    const sql = `${selectEvents} ${where} ORDER BY e.revision LIMIT ?`;
    return eventsOf(statement(sql).all(stream, after, limit));
  }

  function readAll(after: number, limit: number, only: EventsOnly = {}): StoredEvent[] {
    if (only.types !== undefined || only.counties !== undefined) {
      return at(positionsOf(statement, words, only, after, limit));
    }
    const sql = `${selectEvents} WHERE e.position > ? ORDER BY e.position LIMIT ?`;
    return eventsOf(statement(sql).all(after, limit));
  }

  /**
   * Events of these types in (after, upTo]: a walk of the journal itself, whose events are passed
   * over cheaply, where most types would be many walks of their index.
   */
  function readWindow(
    after: number,
    upTo: number,
    limit: number,
    types: readonly string[],
  ): StoredEvent[] {
    const numbers = types.flatMap((type) => words.find(type) ?? []);
    const where = `WHERE e.position > ? AND e.position <= ?
      AND +e.type IN (SELECT value FROM json_each(?))`;
    const sql = `${selectEvents} ${where} ORDER BY e.position LIMIT ?`;
    return eventsOf(statement(sql).all(after, upTo, JSON.stringify(numbers), limit));
  }

  function at(positions: readonly number[]): StoredEvent[] {
    const sql = `${selectEvents} WHERE e.position IN (SELECT value FROM json_each(?)) ORDER BY e.position`;
    return eventsOf(statement(sql).all(JSON.stringify(positions)));
  }

  function findCommand(commandId: CommandId): StoredEvent[] {
    const first = statement(
      'SELECT position, opens FROM events WHERE command_id = ? AND opens > 0',
    ).get(packUuid(commandId));
    if (first === undefined) return [];
    const [position, opens] = [Number(first.position), Number(first.opens)];
    const sql = `${selectEvents} WHERE e.position >= ? AND e.position < ? ORDER BY e.position`;
    return eventsOf(statement(sql).all(position, position + opens));
  }

  function findEvents(ids: readonly EventId[]): StoredEvent[] {
    const sql = `${selectEvents} WHERE e.event_id = ?`;
    return [...new Set(ids)].flatMap((id) => eventsOf(statement(sql).all(packUuid(id))));
  }

  return {
    last,
    revisionOf,
    readStream,
    readAll,
    readWindow,
    findCommand,
    findEvents,
  };
}

/** One walk of an index for each type and county, so that what is rare costs no scan of the rest. */
function positionsOf(
  statement: Statements,
  words: Words,
  { types, counties }: EventsOnly,
  after: number,
  limit: number,
): number[] {
  const numbers = types && [...new Set(types)].flatMap((type) => words.find(type) ?? []);
  const walks = (counties ? [...new Set(counties)] : [undefined]).flatMap((county) =>
    (numbers ?? [undefined]).map((type) => ({ county, type })),
  );
  return walks
    .flatMap(({ county, type }) => {
      const where = [
        ...(county === undefined ? [] : ['county IS ?']),
        ...(type === undefined ? [] : ['type = ?']),
      ];
      const given = [county, type].filter((one) => one !== undefined);
      const sql = `SELECT position FROM events WHERE ${where.join(' AND ')} AND position > ?
        ORDER BY position LIMIT ?`;
      return statement(sql).all(...given, after, limit);
    })
    .map((row) => Number(row.position))
    .sort((a, b) => a - b)
    .slice(0, limit);
}
