/**
 * The one who appends to the ledger's stream for a server. Appends that wait are composed into one
 * batch for exactly the place behind what the replica holds. Whether it is stored is told by the
 * cluster's answer or, when there is none, by the journal itself: our record at that place, or
 * another's, which means that ours can come there no more. Silence is never taken for failure.
 */
import { Overloaded, StoreUnavailable, TooLarge } from '../../application/limits.ts';
import type { AppendResult, Clock, StoredEvent } from '../../application/ports.ts';
import { assertWithinLimits } from '../../application/within-limits.ts';
import { type Append, wholeCommands } from '../append.ts';
import { waitingAppendsMax, waitingBytesMax } from '../bounds.ts';
import { NewerEvents } from '../newer-events.ts';
import { assertFollows, type Replica } from '../replica.ts';
import { type Batch, callBytes, callBytesMax, compose, type Waiting } from './batch.ts';
import {
  backoffMs,
  type EventLog,
  type LogRecord,
  NotStored,
  type Surroundings,
} from './event-log.ts';

const readPage = 500;
/** So long the tail is waited for before the journal is read: a read is slow to begin (client 1.3.1). */
const tailMs = 100;
/** So long after another server's record it is taken to go on writing. */
const othersMs = 1_000;

type Parts = {
  readonly log: EventLog;
  readonly replica: Replica;
  readonly clock: Clock;
  readonly surroundings: Surroundings;
  /** How long a batch whose outcome is unknown is asked after before its callers are told so. */
  readonly budgetMs: number;
  /** False for an event this program cannot read: nothing from it on is taken in. */
  readonly knows: (event: StoredEvent) => boolean;
};

type Answer = 'appended' | 'moved' | 'unknown' | NotStored;

/**
 * With our first record there, the whole batch is there: an append is stored whole. Its callers are
 * answered by what the replica holds, so it takes in all of it, also when a page ends within it.
 */
function withAllOf(batch: Batch | null, read: readonly LogRecord[]): readonly LogRecord[] {
  const records = batch?.records ?? [];
  const isThere = read.some(({ recordId }) => recordId === records[0]?.recordId);
  const end = read.at(-1)?.event.position ?? 0;
  return isThere ? [...read, ...records.filter(({ event }) => event.position > end)] : read;
}

/** Whether another server's is among what was read; what one append holds stands together. */
function hasOthers(batch: Batch | null, read: readonly LogRecord[]): boolean {
  const isOwn = (at: 0 | -1) => read.at(at)?.recordId === batch?.records.at(at)?.recordId;
  return read.length > 0 && !(isOwn(0) && isOwn(-1));
}

export function journalWriter({ log, replica, clock, surroundings, budgetMs, knows }: Parts) {
  const queue: Waiting[] = [];
  let bytes = 0;
  let inFlight: Batch | null = null;
  let running: Promise<void> | null = null;
  let isLive = false;
  let refused: StoreUnavailable | null = null;
  let closed: StoreUnavailable | null = null;
  /** Another's record is known to stand behind this position: nothing is sent until it was read. */
  let beyond = 0;
  let begun: readonly LogRecord[] = [];
  let onIncluded = () => {};
  let othersAt = Number.NEGATIVE_INFINITY;

  function append(asked: Append): Promise<AppendResult> {
    return new Promise((resolve, reject) => {
      const { bytes: size } = assertWithinLimits(asked.writes);
      const no = closed ?? refused;
      if (no !== null) throw no;
      const call = callBytes({ ...asked, bytes: size });
      if (call > callBytesMax) {
        throw new TooLarge(
          'all events of one command, as the cluster counts them,',
          call,
          callBytesMax,
        );
      }
      if (queue.length >= waitingAppendsMax || bytes + size > waitingBytesMax) {
        throw new Overloaded('too many appends wait for the journal');
      }
      queue.push({ ...asked, bytes: size, resolve, reject });
      bytes += size;
      run();
    });
  }

  /** Up to where the journal was read: with the beginning of a command whose end is still to come. */
  const position = () => begun.at(-1)?.event.position ?? replica.last().head;

  /**
   * Takes in what follows, whoever read it, and sees what became of the batch. A command is taken
   * in whole: half of one would answer for it. Throws NewerEvents at what this program cannot read,
   * once all before it is taken in.
   */
  function include(page: readonly LogRecord[]): void {
    const at = position();
    const batch = inFlight;
    const read = withAllOf(batch, [...begun, ...page.filter(({ event }) => event.position > at)]);
    const { head } = replica.last();
    assertFollows(
      read.map(({ event }) => event),
      head,
    );
    const newer = read.find(({ event }) => !knows(event)) ?? null;
    const known = newer === null ? read : read.slice(0, read.indexOf(newer));
    const end = wholeCommands(known.map(({ event }) => event));
    begun = known.slice(end);
    const whole = known.slice(0, end);
    const there = (newer === null ? whole : read).find(
      ({ event }) => event.position === (batch?.after ?? 0) + 1,
    );
    if (whole.length > 0) replica.include(whole.map(({ event }) => event));
    if (replica.last().head >= beyond) onIncluded();
    if (hasOthers(batch, read)) othersAt = surroundings.now();
    if (batch !== null && there !== undefined) {
      batch.decide(there.recordId === batch.records[0]?.recordId ? 'stored' : 'lost');
    }
    if (newer !== null) throw new NewerEvents(newer.event.position);
    if (whole.length > 0) run();
  }

  async function readOn(): Promise<void> {
    for (;;) {
      const page = await log.read(position(), readPage);
      include(page);
      if (page.length < readPage) return;
    }
  }

  function mayWrite(): boolean {
    const isAtItsPlace = isLive && replica.last().head >= beyond;
    return isAtItsPlace && refused === null && queue.length > 0;
  }

  function run(): void {
    running ??= (async () => {
      // Appends of one turn of the event loop come together.
      await null;
      await new Promise(setImmediate);
      while (mayWrite()) {
        const begunAt = surroundings.now();
        const isStored = await write();
        if (isStored && mayWrite()) await giveWay(surroundings.now() - begunAt);
      }
    })().finally(() => {
      running = null;
      if (mayWrite()) run();
    });
  }

  /**
   * Who has just written knows of it first and would win again: while others write too it waits a
   * part of the time an append takes, and who lost does not. Otherwise a server would go without
   * for a second now and then (test/stores/journal-fairness.test.ts).
   */
  async function giveWay(tookMs: number): Promise<void> {
    if (surroundings.now() - othersAt > othersMs) return;
    await surroundings.wait(tookMs * 0.5 * surroundings.random());
  }

  function next(): Batch {
    const batch = compose(queue, { replica, clock, surroundings });
    bytes -= batch.taken;
    return batch;
  }

  /** Whether it was stored. */
  async function write(): Promise<boolean> {
    let batch: Batch | null = null;
    try {
      batch = next();
      if (batch.records.length === 0) {
        settle(batch);
        return false;
      }
      inFlight = batch;
      const failure = await decide(batch);
      if (failure !== null) fail(batch, failure);
      else if (batch.fate() === 'stored') settle(batch);
      else await lost(batch);
      return batch.fate() === 'stored';
    } catch (error) {
      // The replica took in no more: what the journal holds, a restart will tell.
      closed ??= new StoreUnavailable('the replica failed; restart the server', false);
      const unknown = new StoreUnavailable('the replica failed', true, { cause: error });
      for (const { waiting } of batch?.members ?? []) waiting.reject(unknown);
      rejectWaiting(closed);
      return false;
    } finally {
      inFlight = null;
    }
  }

  /** Until the batch's fate is known; the reason why it is not to be, when it is refused or time is up. */
  async function decide(batch: Batch): Promise<StoreUnavailable | null> {
    const until = surroundings.now() + budgetMs;
    let mayBeStored = false;
    for (let failures = 0; batch.fate() === 'open'; failures += 1) {
      const told = await Promise.race([send(batch), batch.decided]);
      if (batch.fate() !== 'open') break;
      if (told === 'appended') include(batch.records);
      else if (told === 'moved' && !mayBeStored) batch.decide('lost');
      else if (told instanceof NotStored && !mayBeStored) {
        return new StoreUnavailable(told.message, false, { cause: told });
      }
      if (batch.fate() !== 'open') break;
      mayBeStored ||= told === 'unknown';
      if (surroundings.now() >= until) {
        return new StoreUnavailable('the journal did not say whether it was recorded', true);
      }
      await Promise.race([surroundings.wait(backoffMs(failures, surroundings)), batch.decided]);
      if (batch.fate() === 'open') await Promise.race([readOn().catch(() => {}), batch.decided]);
    }
    return null;
  }

  async function send({ after, records }: Batch): Promise<Answer> {
    try {
      return await log.append(after, records);
    } catch (error) {
      return error instanceof NotStored ? error : 'unknown';
    }
  }

  function settle(batch: Batch): void {
    for (const { waiting, result } of batch.members) waiting.resolve(result);
  }

  function fail(batch: Batch, failure: StoreUnavailable): void {
    for (const { waiting, result } of batch.members) {
      // What was refused by what is recorded stays so; what rested on the batch shares its fate.
      const again = compose([waiting], { replica, clock, surroundings });
      const [alone] = again.members;
      if (result.kind !== 'appended' && again.records.length === 0 && alone) {
        waiting.resolve(alone.result);
      } else waiting.reject(failure);
    }
  }

  /** Another came first: the members are judged anew behind it. */
  async function lost(batch: Batch): Promise<void> {
    beyond = Math.max(beyond, batch.after + 1);
    queue.unshift(...batch.members.map(({ waiting }) => waiting));
    bytes += batch.members.reduce((sum, { waiting }) => sum + waiting.bytes, 0);
    await readWhatCameFirst();
    if (refused !== null) rejectWaiting(refused);
  }

  async function readWhatCameFirst(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    onIncluded = resolve;
    if (replica.last().head < beyond) await Promise.race([promise, surroundings.wait(tailMs)]);
    if (replica.last().head < beyond) await readOn().catch(() => {});
  }

  function rejectWaiting(error: Error): void {
    for (const { reject } of queue.splice(0)) reject(error);
    bytes = 0;
  }

  return {
    append,
    include,
    position,
    /** The replica is at the end of the journal, or was until it was lost. */
    live(is: boolean): void {
      isLive = is;
      if (is) run();
    },
    /** Refuses what waits and what comes, until it is told otherwise; a batch under way goes on. */
    refuse(why: string | null): void {
      refused = why === null ? null : new StoreUnavailable(why, false);
      if (refused !== null) rejectWaiting(refused);
      else run();
    },
    /** Refuses what comes, and resolves once what waits has its answer or cannot get one now. */
    async end(): Promise<void> {
      closed = new StoreUnavailable('the ledger is closed', false);
      while (running !== null) await running;
      rejectWaiting(closed);
    },
  };
}
