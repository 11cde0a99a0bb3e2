/** Reading the events table; every read is bounded by its caller or by a command's size. */
import type { SQLInputValue } from 'node:sqlite';
import { type Instant, instant } from '../../../events/dates.ts';
import type { CommandId, EventId } from '../../../events/values.ts';
import type { EventsOnly, StoredEvent } from '../../application/ports.ts';
import { packUuid } from './packed.ts';
import type { Statements } from './statements.ts';
import { selectStored } from './stored-events.ts';
import { spansOf } from './tallies.ts';
import { wanted } from './wanted-events.ts';
import type { Words } from './words.ts';

export function eventReads(statement: Statements, words: Words) {
  const select = (rest: string, ...given: readonly SQLInputValue[]) =>
    selectStored(statement, words, rest, given);

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

  /** The stream's number and last revision; null where it was never written. */
  function placeOf(stream: string): { readonly id: number; readonly revision: number } | null {
    const sql = `SELECT id, (SELECT max(revision) FROM events WHERE stream = streams.id) AS revision
      FROM streams WHERE name = ?`;
    const row = statement(sql).get(stream);
    return row === undefined ? null : { id: Number(row.id), revision: Number(row.revision) };
  }

  function readStream(stream: string, after: number, limit: number): StoredEvent[] {
    const where = 'WHERE e.stream = (SELECT id FROM streams WHERE name = ?) AND e.revision > ?';
    return select(`${where} ORDER BY e.revision LIMIT +?`, stream, after, limit);
  }

  function readAll(after: number, limit: number, only: EventsOnly = {}): StoredEvent[] {
    if (only.types === undefined && only.counties === undefined) {
      return select('WHERE e.position > ? ORDER BY e.position LIMIT +?', after, limit);
    }
    const found: StoredEvent[] = [];
    for (const span of spansOf(statement, words, after, last().head, only)) {
      found.push(...readWindow(span.after, span.upTo, limit - found.length, only));
      if (found.length === limit) break;
    }
    return found;
  }

  /** Wanted events in (after, upTo]: a walk of the journal itself, the others passed over cheaply. */
  function readWindow(after: number, upTo: number, limit: number, only: EventsOnly): StoredEvent[] {
    const { text, given } = wanted(words, only);
    const where = `WHERE e.position > ? AND e.position <= ? AND ${text}`;
    return select(`${where} ORDER BY e.position LIMIT +?`, after, upTo, ...given, limit);
  }

  function findCommand(commandId: CommandId): StoredEvent[] {
    const first = statement(
      'SELECT position, opens FROM events WHERE command_id = ? AND opens > 0',
    ).get(packUuid(commandId));
    if (first === undefined) return [];
    const [position, opens] = [Number(first.position), Number(first.opens)];
    const where = 'WHERE e.position >= ? AND e.position < ?';
    return select(`${where} ORDER BY e.position`, position, position + opens);
  }

  function findEvents(ids: readonly EventId[]): StoredEvent[] {
    return [...new Set(ids)].flatMap((id) => select('WHERE e.event_id = ?', packUuid(id)));
  }

  return {
    last,
    placeOf,
    readStream,
    readAll,
    readWindow,
    findCommand,
    findEvents,
  };
}
