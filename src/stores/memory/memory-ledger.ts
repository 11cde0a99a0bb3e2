/** A ledger in memory, for tests and trials: the same promises, but nothing is kept. */
import type { Instant } from '../../../events/dates.ts';
import type { CommandId, EventId } from '../../../events/values.ts';
import { StoreUnavailable } from '../../application/limits.ts';
import type {
  AppendResult,
  Clock,
  Expected,
  Folding,
  Ledger,
  StoredEvent,
} from '../../application/ports.ts';
import { rowName } from '../../application/ports.ts';
import { assertWithinLimits } from '../../application/within-limits.ts';
import type { Row } from '../../read-models/row.ts';
import { type Append, answer, judge, stamp } from '../append.ts';
import { assertEventLimit } from '../bounds.ts';
import { hints } from '../hints.ts';
import { type MemoryRows, memoryRows } from './memory-rows.ts';

type Options = { readonly folding: Folding; readonly clock: Clock };

export function memoryLedger({ folding, clock }: Options): Ledger {
  const events: StoredEvent[] = [];
  const streams = new Map<string, StoredEvent[]>();
  const commands = new Map<CommandId, readonly StoredEvent[]>();
  const byId = new Map<EventId, StoredEvent>();
  const { row, write, ...reads } = memoryRows(folding);
  const listeners = hints();
  let closed = false;

  const revisionOf = (stream: string): Expected => streams.get(stream)?.at(-1)?.revision ?? 'none';
  const findCommand = (commandId: CommandId) => commands.get(commandId) ?? [];

  function recordedAt(): Instant {
    const now = clock.now();
    const last = events.at(-1)?.meta.recordedAt;
    return last !== undefined && last > now ? last : now;
  }

  function appendNow(append: Append): AppendResult {
    if (closed) throw new StoreUnavailable('the ledger is closed', false);
    assertWithinLimits(append.writes);
    const refusal = judge(append, { revisionOf, findCommand });
    if (refusal !== null) return refusal;
    // Through JSON as every other store: nobody keeps a hold on what is recorded.
    const added = stamp(append.writes, events.length, recordedAt()).map(
      (event): StoredEvent => JSON.parse(JSON.stringify(event)),
    );
    assertNewIds(added, byId);
    const folded = fold(folding, { row, write }, added);
    write(folded);
    for (const event of added) {
      events.push(event);
      byId.set(event.id, event);
      const stream = streams.get(event.stream);
      if (stream === undefined) streams.set(event.stream, [event]);
      else stream.push(event);
    }
    if (added[0] !== undefined) commands.set(added[0].meta.commandId, added);
    listeners.tell(events.length);
    return answer('appended', added);
  }

  return {
    append: async (writes, checks) => appendNow({ writes, checks }),
    head: async () => events.length,
    async readStream(stream, after, limit) {
      assertEventLimit(limit);
      return (streams.get(stream) ?? []).slice(after + 1, after + 1 + limit);
    },
    async readAll(after, limit, types) {
      assertEventLimit(limit);
      if (types === undefined) return events.slice(after, after + limit);
      const wanted = new Set(types);
      return events
        .slice(after)
        .filter(({ type }) => wanted.has(type))
        .slice(0, limit);
    },
    findCommand: async (commandId) => findCommand(commandId),
    findEvents: async (ids) => [...new Set(ids)].flatMap((id) => byId.get(id) ?? []),
    onAppended: listeners.listen,
    ...reads,
    async close() {
      closed = true;
      listeners.clear();
    },
  };
}

function fold(
  folding: Folding,
  rows: Pick<MemoryRows, 'row' | 'write'>,
  added: readonly StoredEvent[],
) {
  const loaded = new Map<string, Row>();
  for (const key of folding.keysOf(added)) {
    const row = rows.row(key.table, key.key);
    if (row !== undefined) loaded.set(rowName(key), row);
  }
  return folding.foldPage(added, loaded);
}

function assertNewIds(added: readonly StoredEvent[], known: ReadonlyMap<EventId, StoredEvent>) {
  const ids = new Set<EventId>();
  for (const { id } of added) {
    if (ids.has(id) || known.has(id)) throw new Error(`event id ${id} is given twice`);
    ids.add(id);
  }
}
