/** The events table: its reads, and the writing of one append inside the writer's transaction. */
import type { Instant } from '../../../events/dates.ts';
import type { AppendResult, EventSearch, StoredEvent } from '../../application/ports.ts';
import { type Append, answer, judge, stamp } from '../append.ts';
import { countEvents, eventTypes } from './event-counts.ts';
import { eventReads } from './event-reads.ts';
import type { Statements } from './statements.ts';
import { insert } from './stored-events.ts';
import { words as dictionary } from './words.ts';

export type Journal = ReturnType<typeof journal>;

export function journal(statement: Statements) {
  const words = dictionary(statement);
  const reads = eventReads(statement, words);

  function streamNumber(name: string): number {
    const found = statement('SELECT id FROM streams WHERE name = ?').get(name);
    if (found !== undefined) return Number(found.id);
    return Number(statement('INSERT INTO streams (name) VALUES (?)').run(name).lastInsertRowid);
  }

  /** Judges and writes one append after `head`; `events` are what was added. */
  function write(
    append: Append,
    head: number,
    recordedAt: Instant,
  ): { readonly result: AppendResult; readonly events: readonly StoredEvent[] } {
    const refusal = judge(append, reads);
    if (refusal !== null) return { result: refusal, events: [] };
    const events = stamp(append.writes, head, recordedAt);
    keep(events);
    return { result: answer('appended', events), events };
  }

  /** Writes events as they are, in their order. */
  function keep(events: readonly StoredEvent[]): void {
    const streams = new Map<string, number>();
    for (const event of events) {
      const stream = streams.get(event.stream) ?? streamNumber(event.stream);
      streams.set(event.stream, stream);
      insert(statement, words, stream, event, event.meta.index === 0 ? event.meta.count : 0);
    }
  }

  return {
    ...reads,
    countEvents: (search: EventSearch) => countEvents(statement, words, search),
    eventTypes: () => eventTypes(statement, words),
    write,
    keep,
    forgetWords: words.forget,
  };
}
