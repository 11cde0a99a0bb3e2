/**
 * What the writer and the follower ask of the cluster: one stream of a ledger, `position` being its
 * revision + 1. The adapter over the client is client-log.ts; tests bring logs with faults.
 */
import type { StoredEvent } from '../../application/ports.ts';

/**
 * An event as the stream holds it. `recordId` is made anew whenever an event is composed: the
 * cluster takes an append again when ids and revision are the same, so an id that another server
 * could choose too (an event's own is derived from its command) would let it take one server's
 * append for another's. `appendEnd` is the position at which the append ends that it was stored
 * with: a tail hands an append over in pieces, and what is sent behind a piece cannot be stored.
 */
export type LogRecord = {
  readonly recordId: string;
  readonly event: StoredEvent;
  readonly appendEnd: number;
};

/** Events as the records of one append. */
export function recordsOf(
  events: readonly StoredEvent[],
  { newRecordId }: Pick<Surroundings, 'newRecordId'>,
): readonly LogRecord[] {
  const appendEnd = events.at(-1)?.position ?? 0;
  return events.map((event) => ({ recordId: newRecordId(), event, appendEnd }));
}

export type EventLog = {
  /**
   * Appends after exactly this position (0: the stream must not exist), all or nothing. `moved`:
   * something else stands there, nothing was stored by this call. Rejects with NotStored when the
   * cluster refused it for good; after any other rejection the outcome is unknown. The same records
   * may be appended again after the same position: what is stored already is not stored twice.
   */
  append(after: number, records: readonly LogRecord[]): Promise<'appended' | 'moved'>;
  /** The last position, 0 when the stream does not exist. */
  head(): Promise<number>;
  /** Records with position > `after` in order, at most `limit`; fewer only at the end. */
  read(after: number, limit: number): Promise<readonly LogRecord[]>;
  /** All that follows `after`, page by page, as far as the stream goes once it comes there. */
  readOn(after: number): AsyncIterable<readonly LogRecord[]>;
  /**
   * Hands over what follows `after` as it comes, page after page; the next page waits for the one
   * before. Ends by rejecting when the log is lost, with FellBehind when only the tail was cut, or
   * resolves when the signal aborts.
   */
  follow(
    after: number,
    reader: {
      readonly records: (page: readonly LogRecord[]) => void;
      /** What is held already, as what this server appended itself, need not be handed over. */
      readonly position: () => number;
      /** Everything that was there when it was asked for has been handed over. */
      readonly live: () => void;
      /** It has come to here, also where what is held already was not handed over. */
      readonly passed: (position: number) => void;
    },
    signal: AbortSignal,
  ): Promise<void>;
  close(): Promise<void>;
};

/** `isTooLarge`: for its size, by the cluster's own limit. */
type NotStoredOptions = ErrorOptions & { readonly isTooLarge?: boolean };

/**
 * The cluster cut a tail that more came for than it keeps for one (32 events in EventStoreDB 23.10,
 * which a single append may hold): the journal is there, and what is missing is to be read.
 */
export class FellBehind extends Error {
  constructor(options?: ErrorOptions) {
    super('the tail fell behind', options);
    this.name = 'FellBehind';
  }
}

/** The cluster refused an append for a reason that stands: nothing was stored. */
export class NotStored extends Error {
  readonly isTooLarge: boolean;

  constructor(message: string, { isTooLarge = false, ...options }: NotStoredOptions = {}) {
    super(message, options);
    this.name = 'NotStored';
    this.isTooLarge = isTooLarge;
  }
}

/** Time and chance, so that tests run on time of their own. */
export type Surroundings = {
  readonly now: () => number;
  /** Resolves after the time, or at once when the signal aborts. */
  readonly wait: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** From 0 to below 1. */
  readonly random: () => number;
  readonly newRecordId: () => string;
};

/** Longer after each failure, and never the same for two servers. */
export function backoffMs(failures: number, { random }: Surroundings): number {
  const most = Math.min(2_000, 20 * 2 ** Math.min(failures, 7));
  return most / 2 + (most / 2) * random();
}
