/**
 * Writes appends that arrived together in one transaction with one fsync; nobody is answered before
 * the commit. Each is judged before anything of it is written, so that a refusal leaves nothing to
 * take back. One that throws all the same is taken back with its group, and each of the group is
 * written alone: a savepoint for each costs more than all else, for it keeps every page it touches.
 * A full disk refuses the group and is tried again by the next one: SQLite says so of writes alone,
 * the commit's last one included, and what lacks that is no commit to any reader, also after a
 * crash. After every other failure of the disk everything is refused: only a restart can tell what
 * is on it.
 */
import type { Instant } from '../../../events/dates.ts';
import { StorageFull, StoreUnavailable } from '../../application/limits.ts';
import type { AppendResult, Clock, Folding, StoredEvent } from '../../application/ports.ts';
import { laterOf } from '../append.ts';
import { assertFollows } from '../replica.ts';
import type { Waiting } from './append-queue.ts';
import type { Fold } from './fold-events.ts';
import { type Generations, moveServing } from './generations.ts';
import type { Journal } from './journal.ts';
import type { Statements } from './statements.ts';
import { isBusy, isConstraint, isFull, isStorageFailure, type Transaction } from './transaction.ts';

type Last = { readonly head: number; readonly recordedAt: Instant | null };
type Written = { readonly result: AppendResult; readonly events: readonly StoredEvent[] };
type Parts = {
  readonly transaction: Transaction;
  readonly statement: Statements;
  readonly journal: Journal;
  readonly folding: Folding;
  readonly fold: Fold;
  readonly generations: Generations;
  readonly clock: Clock;
  /** What it takes in stays in another journal too, which has it again after a power cut. */
  readonly isCopy: boolean;
  readonly onCommitted: (head: number) => void;
  /** Told once, when a failure of the disk ends all writing. */
  readonly onFailed: (cause: unknown) => void;
  /** Told when the disk takes nothing more, and when it takes appends again. */
  readonly onFull: (isFull: boolean) => void;
};
/** `last` is what is committed; `stopped` why nothing more is accepted. */
type Writer = Parts & { last: Last; stopped: StoreUnavailable | null; isFull: boolean };

export function groupCommit(parts: Parts) {
  const writer: Writer = {
    ...{ ...parts, last: parts.journal.last() },
    ...{ stopped: null, isFull: false },
  };
  return {
    write: (group: readonly Waiting[]) => writeGroup(writer, group),
    include: (events: readonly StoredEvent[]) => include(writer, events),
    last: () => writer.last,
    close: () => {
      writer.stopped ??= new StoreUnavailable('the ledger is closed', false);
    },
  };
}

function writeGroup(writer: Writer, group: readonly Waiting[]): void {
  if (writer.stopped !== null) {
    rejectAll(group, writer.stopped);
    return;
  }
  let written: readonly Written[];
  try {
    writer.transaction.begin();
    written = writeEach(writer, group);
  } catch (error) {
    notWritten(writer, group, error);
    return;
  }
  try {
    writer.transaction.commit();
  } catch (error) {
    if (isFull(error) && isTakenBack(writer)) fullFor(writer, group, error);
    else outcomeUnknown(writer, group, error);
    return;
  }
  const last = written.reduce((before, { events }) => lastOf(before, events), writer.last);
  const isMoved = last.head > writer.last.head;
  writer.last = last;
  for (const [index, { result }] of written.entries()) group[index]?.resolve(result);
  if (!isMoved) return;
  if (writer.isFull) {
    writer.isFull = false;
    writer.onFull(false);
  }
  writer.onCommitted(last.head);
}

/** Takes in what another journal holds, all or nothing; what is wrong with it ends all writing. */
function include(writer: Writer, events: readonly StoredEvent[]): void {
  const last = events.at(-1);
  if (writer.stopped !== null) throw writer.stopped;
  if (last === undefined) return;
  assertFollows(events, writer.last.head);
  try {
    if (writer.isCopy) writer.transaction.beginUnsynced();
    else writer.transaction.begin();
    writer.journal.keep(events, writer.last.head);
    foldServing(writer, events);
    writer.transaction.commit();
  } catch (error) {
    rollBack(writer);
    stop(writer, error);
    throw error;
  }
  writer.last = { head: last.position, recordedAt: last.meta.recordedAt };
  writer.onCommitted(last.position);
}

function writeEach(writer: Writer, group: readonly Waiting[]): readonly Written[] {
  const { journal, clock } = writer;
  const written: Written[] = [];
  let { last } = writer;
  for (const one of group) {
    const recordedAt = laterOf(clock.now(), last.recordedAt);
    const outcome = journal.write(one, last.head, recordedAt);
    written.push(outcome);
    last = lastOf(last, outcome.events);
  }
  foldServing(
    writer,
    written.flatMap(({ events }) => events),
  );
  return written;
}

/** What is being rebuilt comes to these events by itself. */
function foldServing(
  { statement, folding, fold, generations }: Writer,
  events: readonly StoredEvent[],
): void {
  const last = events.at(-1);
  if (last === undefined) return;
  const serving = generations.serving();
  const tables = folding.collections.map(({ table }) => table).filter((one) => serving.has(one));
  fold.into(serving, events, { tables: new Set(tables), strict: new Set() });
  moveServing(statement, last.position);
}

/** Nothing of the group is on the disk. What throws is sought by writing each alone. */
function notWritten(writer: Writer, group: readonly Waiting[], error: unknown): void {
  rollBack(writer);
  if (isBusy(error)) {
    const why = 'another connection holds the ledger; nothing was recorded, try again';
    rejectAll(group, new StoreUnavailable(why, false, { cause: error }));
  } else if (isFull(error)) {
    fullFor(writer, group, error);
  } else if (isStorageFailure(error)) {
    stop(writer, error);
    const why = 'the disk failed before anything was recorded';
    rejectAll(group, new StoreUnavailable(why, false, { cause: error }));
  } else if (group.length === 1) {
    rejectAll(group, named(error));
  } else {
    for (const one of group) writeGroup(writer, [one]);
  }
}

/** Whether the file ends where it did before the commit that failed. */
function isTakenBack(writer: Writer): boolean {
  rollBack(writer);
  try {
    return writer.stopped === null && writer.journal.last().head === writer.last.head;
  } catch {
    return false;
  }
}

function fullFor(writer: Writer, group: readonly Waiting[], cause: unknown): void {
  if (!writer.isFull) {
    writer.isFull = true;
    writer.onFull(true);
  }
  rejectAll(group, new StorageFull({ cause }));
}

function outcomeUnknown(writer: Writer, group: readonly Waiting[], error: unknown): void {
  stop(writer, error);
  rollBack(writer);
  const why = 'the disk failed while events were being recorded; whether they are is not known';
  rejectAll(group, new StoreUnavailable(why, true, { cause: error }));
}

function rollBack(writer: Writer): void {
  try {
    writer.transaction.rollback();
  } catch (error) {
    // The connection is of no more use; what the callers hear is the first error.
    stop(writer, error);
  }
}

function stop(writer: Writer, cause: unknown): void {
  const why = 'the ledger accepts nothing after a failure of the disk; restart the server';
  if (writer.stopped !== null) return;
  writer.stopped = new StoreUnavailable(why, false, { cause });
  writer.onFailed(cause);
}

function rejectAll(group: readonly Waiting[], error: Error): void {
  for (const one of group) one.reject(error);
}

function lastOf(last: Last, events: readonly StoredEvent[]): Last {
  const event = events.at(-1);
  return event === undefined ? last : { head: event.position, recordedAt: event.meta.recordedAt };
}

function named(error: unknown): Error {
  if (isConstraint(error)) return new Error('an event id is given twice', { cause: error });
  return error instanceof Error ? error : new Error(String(error));
}
