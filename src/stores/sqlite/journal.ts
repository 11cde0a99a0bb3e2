/** The events table: its reads, and the writing of one append inside the writer's transaction. */
import type { Instant } from '../../../events/dates.ts';
import type { AppendResult, EventSearch, StoredEvent } from '../../application/ports.ts';
import { type StoredText, textOf } from '../../application/within-limits.ts';
import { type Append, answer, judge, stamp } from '../append.ts';
import { countEvents } from './event-counts.ts';
import { eventReads } from './event-reads.ts';
import type { Statements } from './statements.ts';
import { insert } from './stored-events.ts';
import { eventTypes, tally } from './tallies.ts';
import { words as dictionary } from './words.ts';

export type Journal = ReturnType<typeof journal>;

export function journal(statement: Statements) {
  const words = dictionary(statement);
  const reads = eventReads(statement, words);

  function newStream(name: string): number {
    return Number(statement('INSERT INTO streams (name) VALUES (?)').run(name).lastInsertRowid);
  }

  /** Judges and writes one append after `head`; `events` are what was added. */
  function write(
    append: Append & { readonly texts: readonly StoredText[] },
    head: number,
    recordedAt: Instant,
  ): { readonly result: AppendResult; readonly events: readonly StoredEvent[] } {
    const numbers = new Map<string, number>();
    const refusal = judge(append, {
      findCommand: reads.findCommand,
      revisionOf: (stream) => {
        const place = reads.placeOf(stream);
        if (place !== null) numbers.set(stream, place.id);
        return place?.revision ?? 'none';
      },
    });
    if (refusal !== null) return { result: refusal, events: [] };
    for (const { stream, expected } of append.writes) {
      if (expected === 'none') numbers.set(stream, newStream(stream));
    }
    const events = stamp(append.writes, head, recordedAt);
    for (const [index, event] of events.entries()) {
      const [stream, text] = [numbers.get(event.stream), append.texts[index]];
      if (stream === undefined || text === undefined) throw new Error('an event was not judged');
      insert(statement, words, { stream, text, opens: index === 0 ? events.length : 0 }, event);
    }
    tally(statement, head, head + events.length);
    return { result: answer('appended', events), events };
  }

  /** Writes what another journal holds, as it is, after `head`. */
  function keep(events: readonly StoredEvent[], head: number): void {
    const numbers = new Map<string, number>();
    for (const event of events) {
      const { index, count } = event.meta;
      const number =
        numbers.get(event.stream) ?? reads.placeOf(event.stream)?.id ?? newStream(event.stream);
      numbers.set(event.stream, number);
      const place = { stream: number, text: textOf(event), opens: index === 0 ? count : 0 };
      insert(statement, words, place, event);
    }
    tally(statement, head, head + events.length);
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
