/**
 * The ports: what the application asks of a store, in the store's own terms. A store knows stored
 * events and rows, never an event's name. Every adapter passes test/stores/contract.ts.
 */
import type { CivilDate, Instant } from '../../events/dates.ts';
import type { Meta } from '../../events/define.ts';
import type { CommandId, EventId } from '../../events/values.ts';
import type { Row, RowKey, State, Version } from '../read-models/row.ts';

export type Json = { readonly [field: string]: unknown };

/** What is to be stored of one event; the writer adds revision, position and recordedAt. */
export type NewStoredEvent = {
  readonly id: EventId;
  readonly type: string;
  readonly version: number;
  readonly data: Json;
  /** Values marked P1 or P2, by the subject they belong to; null when the event has none. */
  readonly personal: { readonly [subject: string]: Json } | null;
  readonly meta: Omit<Meta, 'recordedAt'>;
};

export type StoredEvent = Omit<NewStoredEvent, 'meta'> & {
  readonly stream: string;
  /** From 0, without gaps in its stream. */
  readonly revision: number;
  /** From 1, without gaps in the journal, rising in commit order. */
  readonly position: number;
  readonly meta: Meta;
};

/** The revision a stream must be at: its last one, or `none` when it must not exist. */
export type Expected = 'none' | number;
export type Write = {
  readonly stream: string;
  readonly expected: Expected;
  readonly events: readonly NewStoredEvent[];
};
export type Check = { readonly stream: string; readonly expected: Expected };

export type Revisions = Readonly<Record<string, number>>;
export type AppendResult =
  | { readonly kind: 'appended'; readonly position: number; readonly revisions: Revisions }
  /** The command of these events was recorded before: same id, digest and actor. */
  | { readonly kind: 'alreadyRecorded'; readonly position: number; readonly revisions: Revisions }
  /** The id belongs to another command, or to another actor's. */
  | { readonly kind: 'commandIdReused' }
  /** The first stream found elsewhere than expected, writes before checks, in the order given. */
  | {
      readonly kind: 'conflict';
      readonly stream: string;
      readonly expected: Expected;
      readonly actual: Expected;
    };

/** The truth: one journal in total order. */
export type Journal = {
  /**
   * Appends all events of one command atomically; they get consecutive positions in the order of
   * `writes`. Rejects with TooLarge or Overloaded (limits.ts) before anything is written, with
   * StorageFull when there is no room and nothing was written, and with StoreUnavailable when the
   * outcome is unknown or the store has stopped.
   */
  append(writes: readonly Write[], checks: readonly Check[]): Promise<AppendResult>;
};

/** Which rows a page of events touches, and what becomes of them; pure and synchronous. */
export type Folding = {
  readonly collections: readonly CollectionShape[];
  keysOf(events: readonly StoredEvent[], only?: FoldOnly): readonly RowKey[];
  /** `rows` by `rowName`, missing where there is none yet; each touched row comes back once. */
  foldPage(
    events: readonly StoredEvent[],
    rows: ReadonlyMap<string, Row>,
    only?: FoldOnly,
  ): readonly RowWrite[];
  /** True for the table of an earlier version of a collection that is served: it may be removed. */
  isFormer?(table: string): boolean;
};
/** What a rebuild folds; without it, every collection is folded, and what throws is quarantined. */
export type FoldOnly = {
  readonly tables: ReadonlySet<string>;
  /** Of these, a projection that throws is no quarantine: foldPage throws ProjectionFailed. */
  readonly strict: ReadonlySet<string>;
};
export function rowName({ table, key }: RowKey): string {
  return `${table}/${key}`;
}
/** A collection as a store sees it. `table` is unique per model, version and collection. */
export type CollectionShape = {
  readonly table: string;
  /** The types of event that may touch its rows. */
  readonly types: readonly string[];
  readonly columns: readonly string[];
  readonly indexes: readonly (readonly string[])[];
  /** The column nearly every query names one value of (the county); null when there is none. */
  readonly scope: string | null;
  /** What a version of a row is found by; pure functions of its state. */
  readonly columnsOf: (state: State) => Readonly<Record<string, Scalar | null>>;
  readonly textOf: ((state: State) => string) | null;
  /**
   * The table of a later version for which this one answers until that is built. It is never
   * built: only rows that are there and hold every event stand in.
   */
  readonly standsInFor?: string;
};
export type RowWrite = RowKey & { readonly row: Row };

export type Moment = {
  /** Effective on this day. */
  readonly asOf: CivilDate;
  /** As known at this moment; null: all that is known. */
  readonly knownAt: Instant | null;
};
export type Scalar = string | number;
/** `null` matches a column that is null. */
export type Condition =
  | Scalar
  | null
  | { readonly in: readonly (Scalar | null)[] }
  | { readonly not: Scalar | null }
  | { readonly from?: Scalar; readonly before?: Scalar };
export type RowQuery = {
  readonly table: string;
  /** All must hold; columns declared in the collection's shape only. */
  readonly where: Readonly<Record<string, Condition>>;
  /** Rows whose text contains this, characters in this order, side by side. */
  readonly text?: string | null;
  readonly at: Moment;
};
/** Ties are broken by key, ascending; null sorts before everything else. */
export type Order = readonly { readonly column: string; readonly descending?: boolean }[];
export type RowPage = {
  readonly rows: readonly FoundRow[];
  readonly hasMore: boolean;
};
/** A row's version that holds at the moment asked for. */
export type FoundRow = { readonly key: string; readonly version: Version };
export type Group = { readonly values: readonly (Scalar | null)[]; readonly count: number };

/** Which events are wanted: any of the types, of any of the counties; null is the ledger's own. */
export type EventsOnly = {
  readonly types?: readonly string[] | undefined;
  readonly counties?: readonly (string | null)[] | undefined;
};

export type EventSearch = EventsOnly & {
  /** Of this stream alone; null: of all. */
  readonly stream: string | null;
};
export type EventCount = {
  readonly type: string;
  readonly county: string | null;
  readonly count: number;
};

/** The local tables: events by position, stream and command, and the read models' rows. */
export type LedgerTables = {
  /** The last position, 0 when empty. */
  head(): Promise<number>;
  /** Events of a stream with revision > `after` (−1: from its start), at most `limit`. */
  readStream(stream: string, after: number, limit: number): Promise<readonly StoredEvent[]>;
  /** Events with position > `after`, at most `limit`; with `only`, those of its types and counties. */
  readAll(after: number, limit: number, only?: EventsOnly): Promise<readonly StoredEvent[]>;
  /** How many events a search finds, by type and county, in no order. */
  countEvents(search: EventSearch): Promise<readonly EventCount[]>;
  /** All events of a recorded command in position order; empty when it is not recorded. */
  findCommand(commandId: CommandId): Promise<readonly StoredEvent[]>;
  /** Events by id, in no order; unknown ids are left out. */
  findEvents(ids: readonly EventId[]): Promise<readonly StoredEvent[]>;
  /** Calls back after a commit; a hint may be lost or come twice. Returns the way to stop. */
  onAppended(hint: (head: number) => void): () => void;

  /** Rows by key as they hold at a moment; keys without a version there are left out. */
  getRows(table: string, keys: readonly string[], at: Moment): Promise<readonly FoundRow[]>;
  /** `after`: the order columns' values and the key of the last row of the page before. */
  findRows(
    query: RowQuery,
    order: Order,
    after: readonly (Scalar | null)[] | null,
    first: number,
  ): Promise<RowPage>;
  /** With `distinct`, the number of different values of that column. */
  countRows(query: RowQuery, distinct?: string): Promise<number>;
  /** Counts by the values of columns, at most `groupsMax` (limits.ts), largest first, then by value. */
  groupRows(query: RowQuery, by: readonly string[], distinct?: string): Promise<readonly Group[]>;
  /** Every recorded version of rows, for proofs that a rebuilt model equals the live one. */
  dumpRows(table: string): AsyncIterable<{ readonly key: string; readonly row: Row }>;
};

/**
 * Rows built anew from position 1, beside those that are served, and put in their place once they
 * hold every event. Appends go first. Reads of rows that nothing serves yet wait for
 * `rebuildWaitMs` (limits.ts) and then reject with ModelRebuilding.
 */
export type Rebuilding = {
  /** Begins rebuilds of these tables, by default all; one that is under way goes on as it is. */
  rebuild(tables?: readonly string[]): Promise<void>;
  /** What is being rebuilt, and what stopped since it was last asked for. */
  rebuilds(): Promise<readonly Rebuild[]>;
  /** Once nothing is left to do: each rebuild has taken over or stopped. */
  rebuilt(): Promise<void>;
};
export type Rebuild = {
  readonly table: string;
  /** Everything up to here is in its rows; `head` is where they take over. */
  readonly position: number;
  readonly head: number;
  readonly startedAt: Instant;
  /** Since the process went about it; null before there is a rate to speak of. */
  readonly eventsPerSecond: number | null;
  readonly etaSeconds: number | null;
  /** False when nothing can be read of the table until the rebuild has taken over. */
  readonly served: boolean;
  /** Why it does not go on; null while it does. */
  readonly stopped: string | null;
};

/** Whether a server has a journal that is kept elsewhere; without it reads are of a while ago. */
export type JournalState = {
  readonly isLive: boolean;
  /** Since when it has been as it is. */
  readonly since: Instant;
  /** Why it was lost, in the words of whoever lost it; null while it is live or was never lost. */
  readonly cause: string | null;
  /** It is followed no further, for `cause`: what a start of this or of a newer program has to mend. */
  readonly isOver: boolean;
  /** Where it goes on with events of a newer version, before which this server stopped; else null. */
  readonly newerFrom: number | null;
  /** Its last position, as far as it was heard of. */
  readonly head: number;
  /** When it last answered or told of something; null when it never did. */
  readonly heardAt: Instant | null;
};

export type Ledger = Journal &
  LedgerTables &
  Rebuilding & {
    /** Only of a journal that is kept elsewhere. */
    journal?(): JournalState;
    /** Its last position, asked of it; only of such a journal. Rejects with StoreUnavailable. */
    journalHead?(): Promise<number>;
    close(): Promise<void>;
  };

export type Clock = { now(): Instant };
