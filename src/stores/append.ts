/** What all stores decide alike about an append: whether it may be, and what its events become. */

import type { Instant } from '../../events/dates.ts';
import type { Meta } from '../../events/define.ts';
import type { CommandId } from '../../events/values.ts';
import type {
  AppendResult,
  Check,
  Expected,
  NewStoredEvent,
  StoredEvent,
  Write,
} from '../application/ports.ts';

export type Append = { readonly writes: readonly Write[]; readonly checks: readonly Check[] };
export type Known = {
  readonly revisionOf: (stream: string) => Expected;
  readonly findCommand: (commandId: CommandId) => readonly StoredEvent[];
};

/** Why the append is not to be written; null when it is. A recorded command comes before a conflict. */
export function judge({ writes, checks }: Append, known: Known): AppendResult | null {
  const first = firstOf(writes);
  const recorded = known.findCommand(first.meta.commandId);
  if (recorded.length > 0) return answerAgain(recorded, first);
  for (const { stream, expected } of [...writes, ...checks]) {
    const actual = known.revisionOf(stream);
    if (actual !== expected) return { kind: 'conflict', stream, expected, actual };
  }
  return null;
}

/** The events as they are kept: positions after `head`, revisions after what each write expected. */
export function stamp(
  writes: readonly Write[],
  head: number,
  recordedAt: Instant,
): readonly StoredEvent[] {
  let position = head;
  return writes.flatMap(({ stream, expected, events }) => {
    const start = expected === 'none' ? 0 : expected + 1;
    return events.map((event, index) => {
      position += 1;
      const meta = recorded(event.meta, recordedAt);
      return { ...event, stream, revision: start + index, position, meta };
    });
  });
}

/** The fields in the order in which they are read again, so that rows rebuilt are the same bytes. */
function recorded(meta: NewStoredEvent['meta'], recordedAt: Instant): Meta {
  return {
    county: meta.county,
    actor: meta.actor,
    onBehalfOf: meta.onBehalfOf,
    basis: meta.basis,
    reason: meta.reason,
    effectiveOn: meta.effectiveOn,
    recordedAt,
    correlationId: meta.correlationId,
    causationId: meta.causationId,
    commandId: meta.commandId,
    command: meta.command,
    digest: meta.digest,
    index: meta.index,
    count: meta.count,
    advisories: meta.advisories,
    traceparent: meta.traceparent,
  };
}

/** How many of the first are whole commands: one stands together, its first says how long it is. */
export function wholeCommands(events: readonly StoredEvent[]): number {
  let end = 0;
  for (;;) {
    const next = end + (events[end]?.meta.count ?? Number.POSITIVE_INFINITY);
    if (next > events.length) return end;
    end = next;
  }
}

/** When an append is recorded: now, but never before the one it follows. */
export function laterOf(now: Instant, last: Instant | null): Instant {
  return last !== null && last > now ? last : now;
}

/** The answer to an append, from its events in position order. */
export function answer<K extends 'appended' | 'alreadyRecorded'>(
  kind: K,
  events: readonly StoredEvent[],
) {
  const revisions = Object.fromEntries(events.map(({ stream, revision }) => [stream, revision]));
  return { kind, position: events.at(-1)?.position ?? 0, revisions };
}

function answerAgain(recorded: readonly StoredEvent[], asked: NewStoredEvent): AppendResult {
  const [first] = recorded;
  const same =
    first?.meta.digest === asked.meta.digest &&
    first.meta.actor.subject === asked.meta.actor.subject;
  return same ? answer('alreadyRecorded', recorded) : { kind: 'commandIdReused' };
}

function firstOf(writes: readonly Write[]): NewStoredEvent {
  const event = writes[0]?.events[0];
  if (event === undefined) throw new Error('an append without events passed assertWithinLimits');
  return event;
}
