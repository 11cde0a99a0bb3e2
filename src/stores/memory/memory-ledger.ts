/** A ledger in memory, for tests and trials: the same promises, but nothing is kept. */
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
import { memoryEvents } from './memory-events.ts';
import { memoryRebuilds } from './memory-rebuilds.ts';
import { type MemoryRows, memoryRows } from './memory-rows.ts';

type Options = { readonly folding: Folding; readonly clock: Clock };

export function memoryLedger({ folding, clock }: Options): Ledger {
  const events = memoryEvents();
  const { row, write, replace: takeOver, ...rowReads } = memoryRows(folding);
  const listeners = hints();
  const rebuilds = memoryRebuilds({ folding, clock, events, takeOver });
  let closed = false;

  function appendNow(append: Append): AppendResult {
    if (closed) throw new StoreUnavailable('the ledger is closed', false);
    assertWithinLimits(append.writes);
    const refusal = judge(append, events.known);
    if (refusal !== null) return refusal;
    const last = events.last();
    const recordedAt = laterOf(clock.now(), last?.meta.recordedAt ?? null);
    // Through JSON as every other store: nobody keeps a hold on what is recorded.
    const added = stamp(append.writes, last?.position ?? 0, recordedAt).map(
      (event): StoredEvent => JSON.parse(JSON.stringify(event)),
    );
    events.assertNewIds(added);
    write(fold(folding, row, added));
    events.add(added);
    const appended = answer('appended', added);
    listeners.tell(appended.position);
    return appended;
  }

  return {
    append: async (writes, checks) => appendNow({ writes, checks }),
    ...events.reads,
    ...rowReads,
    ...rebuilds.port,
    onAppended: listeners.listen,
    async close() {
      closed = true;
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
