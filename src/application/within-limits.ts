/** What every store demands of an append before it looks at anything else. */
import { commandBytesMax, commandEventsMax, eventBytesMax, TooLarge } from './limits.ts';
import type { NewStoredEvent, Write } from './ports.ts';

/** Throws TooLarge, or Error for what no caller may send; gives the bytes of all events. */
export function assertWithinLimits(writes: readonly Write[]): number {
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
  const sizes = events.map(bytesOf);
  const largest = Math.max(...sizes);
  if (largest > eventBytesMax) throw new TooLarge('an event, in bytes,', largest, eventBytesMax);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  if (total > commandBytesMax) {
    throw new TooLarge('all events of one command, in bytes,', total, commandBytesMax);
  }
  return total;
}

/** Bytes of one event's stored JSON. */
function bytesOf({ data, personal, meta }: NewStoredEvent): number {
  return Buffer.byteLength(JSON.stringify({ data, personal, meta }));
}
