/** Ledgers in memory, for tests and trials: the same promises, but nothing is kept. */
import { StoreUnavailable } from '../../application/limits.ts';
import {
  type AppendResult,
  type Clock,
  type Folding,
  type Ledger,
  rowName,
  type StoredEvent,
} from '../../application/ports.ts';
import { assertWithinLimits } from '../../application/within-limits.ts';
import type { Row } from '../../read-models/row.ts';
import { type Append, answer, judge, laterOf, stamp } from '../append.ts';
import { hints } from '../hints.ts';
import { assertFollows, type Replica } from '../replica.ts';
import { memoryEvents } from './memory-events.ts';
import { memoryRebuilds } from './memory-rebuilds.ts';
import { type MemoryRows, memoryRows } from './memory-rows.ts';

type Options = { readonly folding: Folding; readonly clock: Clock };

export function memoryLedger(options: Options): Ledger {
  const { include, known, last, ...ledger } = memoryReplica(options);
  let closed = false;

  function appendNow(append: Append): AppendResult {
    if (closed) throw new StoreUnavailable('the ledger is closed', false);
    assertWithinLimits(append.writes);
    const refusal = judge(append, known);
    if (refusal !== null) return refusal;
    const { head, recordedAt } = last();
    const added = stamp(append.writes, head, laterOf(options.clock.now(), recordedAt));
    include(added);
    return answer('appended', added);
  }

  return {
    ...ledger,
    append: async (writes, checks) => appendNow({ writes, checks }),
    async close() {
      closed = true;
      await ledger.close();
    },
  };
}

/** The same tables for a journal that is kept elsewhere. */
export function memoryReplica({ folding, clock }: Options): Replica {
  const events = memoryEvents();
  const { row, write, replace: takeOver, ...rowReads } = memoryRows(folding);
  const listeners = hints();
  const rebuilds = memoryRebuilds({ folding, clock, events, takeOver });

  /** Through JSON as every other store: nobody keeps a hold on what is recorded. */
  function include(stamped: readonly StoredEvent[]): void {
    assertFollows(stamped, events.count());
    const added = stamped.map((event): StoredEvent => JSON.parse(JSON.stringify(event)));
    events.assertNewIds(added);
    write(fold(folding, row, added));
    events.add(added);
    if (added.length > 0) listeners.tell(events.count());
  }

  return {
    ...events.reads,
    ...rowReads,
    ...rebuilds.port,
    known: events.known,
    last: () => ({ head: events.count(), recordedAt: events.last()?.meta.recordedAt ?? null }),
    include,
    onAppended: listeners.listen,
    async close() {
      rebuilds.close();
      listeners.clear();
    },
  };
}

function fold(folding: Folding, row: MemoryRows['row'], added: readonly StoredEvent[]) {
  const loaded = new Map<string, Row>();
  for (const key of folding.keysOf(added)) {
    const found = row(key.table, key.key);
    if (found !== undefined) loaded.set(rowName(key), found);
  }
  return folding.foldPage(added, loaded);
}
