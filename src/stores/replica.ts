/**
 * The ledger tables of a journal that is kept elsewhere: the same reads and rows, filled with what
 * the journal holds, in its order. Reads for judging are synchronous: between looking and composing
 * an append nothing can come in.
 */
import type { Instant } from '../../events/dates.ts';
import type { EventId } from '../../events/values.ts';
import type { Ledger, StoredEvent } from '../application/ports.ts';
import type { Known } from './append.ts';

export type Replica = Omit<Ledger, 'append'> & {
  readonly known: Known & { readonly hasEvent: (id: EventId) => boolean };
  /** The last event held; position 0 when there is none. */
  readonly last: () => { readonly head: number; readonly recordedAt: Instant | null };
  /** Takes in the events that follow the last one. Throws when they do not, and takes none then. */
  readonly include: (events: readonly StoredEvent[]) => void;
};

/** Throws unless the events go on where the replica ends, without a gap. */
export function assertFollows(events: readonly StoredEvent[], head: number): void {
  const at = events.findIndex(({ position }, index) => position !== head + 1 + index);
  if (at === -1) return;
  throw new Error(`position ${events[at]?.position} follows ${head + at} in the journal`);
}
