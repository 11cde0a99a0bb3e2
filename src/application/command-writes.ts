/** What a decided command writes: its events as they are stored, and the revisions they rest on. */
import type { Codec } from '../../events/codec.ts';
import type { CommandId } from '../../events/values.ts';
import type { Context, Decision } from '../domain/command.ts';
import type { CommandRequest } from './handle.ts';
import type { Check, Expected, NewStoredEvent, Write } from './ports.ts';

type Deciding = {
  readonly request: CommandRequest;
  readonly context: Context;
  readonly commandId: CommandId;
  readonly digest: string;
  readonly decision: Decision & { readonly kind: 'accepted' };
  readonly reads: ReadonlyMap<string, Expected>;
};

/** The writes of a command, each stream at the revision it was read at; the rest is checked. */
export function writesOf(
  codec: Codec,
  { request, context, commandId, digest, decision, reads }: Deciding,
): { writes: Write[]; checks: Check[] } {
  const { events, advisories } = decision;
  const streams = new Map<string, NewStoredEvent[]>();
  events.forEach((event, index) => {
    const stored: NewStoredEvent = {
      ...codec.encode(event.definition, event.data, event.personal),
      id: event.id,
      meta: {
        county: event.definition.category === 'ledger' ? null : context.county,
        actor: request.actor,
        onBehalfOf: null,
        basis: context.basis,
        reason: context.reason,
        effectiveOn: event.effectiveOn,
        correlationId: request.correlationId,
        causationId: null,
        commandId,
        command: request.definition.name,
        digest,
        index,
        count: events.length,
        advisories: index === 0 ? advisories : [],
        traceparent: request.traceparent,
      },
    };
    streams.set(event.stream, [...(streams.get(event.stream) ?? []), stored]);
  });
  // A stream that was not read is a new entity's: it must not exist yet.
  const writes = [...streams].map(([stream, stored]) => ({
    stream,
    expected: reads.get(stream) ?? ('none' as const),
    events: stored,
  }));
  const checks = [...reads]
    .filter(([stream]) => !streams.has(stream))
    .map(([stream, expected]) => ({ stream, expected }));
  return { writes, checks };
}
