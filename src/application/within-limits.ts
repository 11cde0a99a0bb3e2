/** What every store demands of an append before it looks at anything else. */
import { commandBytesMax, commandEventsMax, eventBytesMax, TooLarge } from './limits.ts';
import type { NewStoredEvent, Write } from './ports.ts';

/** An event's values as they are stored. */
export type StoredText = { readonly data: string; readonly personal: string | null };

/**
 * Throws TooLarge, or Error for what no caller may send. Gives the text of each event, which has to
 * be written to be measured, and the bytes of all with what is known about them.
 */
export function assertWithinLimits(writes: readonly Write[]): {
  readonly texts: readonly StoredText[];
  readonly bytes: number;
} {
  const events = writes.flatMap((write) => write.events);
  if (events.length === 0 || writes.some((write) => write.events.length === 0)) {
    throw new Error('an append writes at least one event to each of its streams');
  }
  if (new Set(writes.map((write) => write.stream)).size < writes.length) {
    throw new Error('an append names a stream once');
  }
  if (new Set(events.map((event) => event.meta.commandId)).size > 1) {
    throw new Error('an append holds the events of one command');
  }
  if (events.length > commandEventsMax) {
    throw new TooLarge('the number of events of one command', events.length, commandEventsMax);
  }
  const texts = events.map(textOf);
  const sizes = events.map(({ meta }, index) => bytesOf(texts[index], meta));
  const largest = Math.max(...sizes);
  if (largest > eventBytesMax) throw new TooLarge('an event, in bytes,', largest, eventBytesMax);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  if (total > commandBytesMax) {
    throw new TooLarge('all events of one command, in bytes,', total, commandBytesMax);
  }
  return { texts, bytes: total };
}

export function textOf({ data, personal }: Pick<NewStoredEvent, 'data' | 'personal'>): StoredText {
  return {
    data: JSON.stringify(data),
    personal: personal === null ? null : JSON.stringify(personal),
  };
}

function bytesOf(text: StoredText | undefined, meta: NewStoredEvent['meta']): number {
  return [text?.data, text?.personal, JSON.stringify(meta)].reduce(
    (sum, part) => sum + Buffer.byteLength(part ?? ''),
    0,
  );
}
