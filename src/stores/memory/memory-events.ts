/** Events in memory, by position, stream, command and id. */
import type { CommandId, EventId } from '../../../events/values.ts';
import type {
  EventCount,
  EventsOnly,
  Expected,
  LedgerTables,
  StoredEvent,
} from '../../application/ports.ts';
import { assertEventLimit } from '../bounds.ts';

type EventReads = Pick<
  LedgerTables,
  'head' | 'readStream' | 'readAll' | 'countEvents' | 'findCommand' | 'findEvents'
>;

export function memoryEvents() {
  const events: StoredEvent[] = [];
  const streams = new Map<string, StoredEvent[]>();
  const commands = new Map<CommandId, StoredEvent[]>();
  const byId = new Map<EventId, StoredEvent>();

  function add(added: readonly StoredEvent[]): void {
    for (const event of added) {
      events.push(event);
      byId.set(event.id, event);
      put(streams, event.stream, event);
      put(commands, event.meta.commandId, event);
    }
  }

  function assertNewIds(added: readonly StoredEvent[]): void {
    const ids = new Set<EventId>();
    for (const { id } of added) {
      if (ids.has(id) || byId.has(id)) throw new Error(`event id ${id} is given twice`);
      ids.add(id);
    }
  }

  const reads: EventReads = {
    head: async () => events.length,
    async readStream(stream, after, limit) {
      assertEventLimit(limit);
      return (streams.get(stream) ?? []).slice(after + 1, after + 1 + limit);
    },
    async readAll(after, limit, only = {}) {
      assertEventLimit(limit);
      return events.slice(after).filter(isOf(only)).slice(0, limit);
    },
    async countEvents({ stream, ...only }) {
      const counts = new Map<string, EventCount>();
      const searched = stream === null ? events : (streams.get(stream) ?? []);
      for (const { type, meta } of searched.filter(isOf(only))) {
        const key = `${type} ${meta.county}`;
        const count = (counts.get(key)?.count ?? 0) + 1;
        counts.set(key, { type, county: meta.county, count });
      }
      return [...counts.values()];
    },
    findCommand: async (commandId) => [...(commands.get(commandId) ?? [])],
    findEvents: async (ids) => [...new Set(ids)].flatMap((id) => byId.get(id) ?? []),
  };
  return {
    reads,
    add,
    assertNewIds,
    last: () => events.at(-1) ?? null,
    count: () => events.length,
    /** Events with position > `after`, at most `limit`. */
    slice: (after: number, limit: number): readonly StoredEvent[] =>
      events.slice(after, after + limit),
    known: {
      revisionOf: (stream: string): Expected => streams.get(stream)?.at(-1)?.revision ?? 'none',
      findCommand: (commandId: CommandId) => commands.get(commandId) ?? [],
      hasEvent: (id: EventId) => byId.has(id),
    },
  };
}

const isOf =
  ({ types, counties }: EventsOnly) =>
  ({ type, meta }: StoredEvent) =>
    (types?.includes(type) ?? true) && (counties?.includes(meta.county) ?? true);

function put<K>(lists: Map<K, StoredEvent[]>, key: K, event: StoredEvent): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [event]);
  else list.push(event);
}
