/** A group of appends composed for one place in the journal, and what becomes of it there. */

import type { CommandId, EventId } from '../../../events/values.ts';
import { TooLarge } from '../../application/limits.ts';
import type { AppendResult, Clock, Expected, StoredEvent } from '../../application/ports.ts';
import { type Append, answer, judge, laterOf, stamp } from '../append.ts';
import type { Replica } from '../replica.ts';
import { type LogRecord, recordsOf, type Surroundings } from './event-log.ts';

export type Waiting = Append & {
  readonly bytes: number;
  readonly resolve: (result: AppendResult) => void;
  readonly reject: (error: Error) => void;
};
/** An append of the batch, with its answer if the batch is stored. */
type Member = { readonly waiting: Waiting; readonly result: AppendResult };
export type Fate = 'open' | 'stored' | 'lost';
export type Batch = {
  /** The position it stands behind. */
  readonly after: number;
  readonly records: readonly LogRecord[];
  readonly members: readonly Member[];
  /** Bytes taken off the queue with it. */
  readonly taken: number;
  readonly fate: () => Fate;
  /** Resolves once the fate is no longer open. */
  readonly decided: Promise<void>;
  readonly decide: (fate: 'stored' | 'lost') => void;
};

const batchAppendsMax = 512;
/** The cluster counts the whole call: 1 MiB as it comes. */
export const callBytesMax = 1_000_000;
/**
 * What it counts of a record beside the JSON of data, personal values and metadata: the rest of our
 * envelope (ids, stream, names of fields) and what the client sends with it. Some 400 were seen.
 */
const recordBytes = 512;
const batchEventsMax = 1_000;

type Parts = {
  readonly replica: Pick<Replica, 'known' | 'last'>;
  readonly clock: Clock;
  readonly surroundings: Surroundings;
};

/** What the cluster will count of an append, at most. */
export function callBytes({ writes, bytes }: Pick<Waiting, 'writes' | 'bytes'>): number {
  return bytes + eventsIn(writes) * recordBytes;
}

/** Throws TooLarge for a command that no append can hold. */
export function assertFits(asked: Pick<Waiting, 'writes' | 'bytes'>): void {
  const call = callBytes(asked);
  if (call <= callBytesMax) return;
  throw new TooLarge('all events of one command, as the cluster counts them,', call, callBytesMax);
}

const eventsIn = (writes: Append['writes']) =>
  writes.reduce((sum, { events }) => sum + events.length, 0);

/**
 * Judges appends by the replica and by each other, and stamps those that may be recorded for the
 * place behind the replica's end. Takes them off the front of the queue.
 */
export function compose(queue: Waiting[], { replica, clock, surroundings }: Parts): Batch {
  const { head, recordedAt: last } = replica.last();
  const overlay = overlaid(replica.known);
  const members: Member[] = [];
  const events: StoredEvent[] = [];
  let bytes = 0;
  let taken = 0;
  let count = 0;
  for (const waiting of queue) {
    const isFull =
      members.length >= batchAppendsMax ||
      bytes + callBytes(waiting) > callBytesMax ||
      events.length + eventsIn(waiting.writes) > batchEventsMax;
    if (isFull && members.length > 0) break;
    const refusal = judge(waiting, overlay.known);
    count += 1;
    taken += waiting.bytes;
    if (refusal !== null) {
      members.push({ waiting, result: refusal });
      continue;
    }
    if (overlay.hasOneOf(waiting.writes)) {
      waiting.reject(new Error('an event id is given twice'));
      continue;
    }
    const previous = events.at(-1)?.meta.recordedAt ?? last;
    const added = stamp(waiting.writes, head + events.length, laterOf(clock.now(), previous));
    overlay.add(added);
    events.push(...added);
    members.push({ waiting, result: answer('appended', added) });
    bytes += callBytes(waiting);
  }
  // Not before all are judged: when the replica fails, whoever waits is found in the queue.
  queue.splice(0, count);
  const records = recordsOf(events, surroundings);
  return { after: head, records, members, taken, ...fates() };
}

function fates(): Pick<Batch, 'fate' | 'decided' | 'decide'> {
  let fate: Fate = 'open';
  const { promise, resolve } = Promise.withResolvers<void>();
  return {
    fate: () => fate,
    decided: promise,
    decide: (to) => {
      if (fate === 'open') fate = to;
      resolve();
    },
  };
}

/** What is known, with the batch so far on top. */
function overlaid(known: Replica['known']) {
  const revisions = new Map<string, Expected>();
  const commands = new Map<CommandId, readonly StoredEvent[]>();
  const ids = new Set<EventId>();
  return {
    /** True when an event's id is another's, recorded or in the batch, or given twice. */
    hasOneOf(writes: Append['writes']): boolean {
      const own = writes.flatMap(({ events }) => events.map(({ id }) => id));
      return new Set(own).size < own.length || own.some((id) => ids.has(id) || known.hasEvent(id));
    },
    known: {
      revisionOf: (stream: string) => revisions.get(stream) ?? known.revisionOf(stream),
      findCommand: (id: CommandId) => commands.get(id) ?? known.findCommand(id),
    },
    add(events: readonly StoredEvent[]): void {
      for (const { id, stream, revision } of events) {
        ids.add(id);
        revisions.set(stream, revision);
      }
      const id = events[0]?.meta.commandId;
      if (id !== undefined) commands.set(id, events);
    },
  };
}

/**
 * With our first record there, the whole batch is there: an append is stored whole. Its callers are
 * answered by what the replica holds, so it takes in all of it, also when a page ends within it.
 */
export function withAllOf(batch: Batch | null, read: readonly LogRecord[]): readonly LogRecord[] {
  const records = batch?.records ?? [];
  const isThere = read.some(({ recordId }) => recordId === records[0]?.recordId);
  const end = read.at(-1)?.event.position ?? 0;
  return isThere ? [...read, ...records.filter(({ event }) => event.position > end)] : read;
}

/** Whether another server's is among what was read; what one append holds stands together. */
export function hasOthers(batch: Batch | null, read: readonly LogRecord[]): boolean {
  const isOwn = (at: 0 | -1) => read.at(at)?.recordId === batch?.records.at(at)?.recordId;
  return read.length > 0 && !(isOwn(0) && isOwn(-1));
}
