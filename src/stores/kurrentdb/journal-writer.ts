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
import { givingWay } from './giving-way.ts';

/** So long the tail is waited for before the journal is read: a read is slow to begin (client 1.3.1). */
const tailMs = 100;

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
  /** Another's record is known to stand here: nothing is sent until it was read. */
  let beyond = 0;
  /** What was read last came with an append that ends here, by its writer's word. */
  let appendEnd = 0;
  let begun: readonly LogRecord[] = [];
  let onIncluded = () => {};
  const turns = givingWay(surroundings);

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
    appendEnd = known.at(-1)?.appendEnd ?? appendEnd;
    if (!isBehind()) onIncluded();
    if (hasOthers(batch, read)) turns.others();
    if (batch !== null && there !== undefined) {
      batch.decide(there.recordId === batch.records[0]?.recordId ? 'stored' : 'lost');
    }
    if (newer !== null) throw new NewerEvents(newer.event.position);
    if (whole.length > 0) run();
  }

  async function readOn(): Promise<void> {
    for await (const page of log.readOn(position())) include(page);
  }

  const isBehind = () => replica.last().head < Math.max(beyond, appendEnd);
  const wantsToWrite = () => isLive && refused === null && queue.length > 0;

  function run(): void {
    running ??= (async () => {
      // Appends of one turn of the event loop come together.
      await null;
      await new Promise(setImmediate);
      while (wantsToWrite()) {
        await turns.giveWay();
        if (isBehind()) await readWhatCameFirst();
        // Once the rest is taken in, it goes on.
        if (isBehind()) return;
        if (wantsToWrite()) await write();
      }
    })().finally(() => {
      running = null;
      if (wantsToWrite() && !isBehind()) run();
    });
  }

  function next(): Batch {
    const batch = compose(queue, { replica, clock, surroundings });
    bytes -= batch.taken;
    return batch;
  }

  async function write(): Promise<void> {
    const begunAt = surroundings.now();
    let batch: Batch | null = null;
    try {
      batch = next();
      if (batch.records.length === 0) {
        settle(batch);
        return;
      }
      inFlight = batch;
      const failure = await decide(batch);
      if (failure !== null) fail(batch, failure);
      else if (batch.fate() === 'stored') settle(batch);
      else lost(batch);
      if (batch.fate() === 'stored') {
        turns.won(batch.after + batch.records.length, surroundings.now() - begunAt);
      }
    } catch (error) {
      // The replica took in no more: what the journal holds, a restart will tell.
      closed ??= new StoreUnavailable('the replica failed; restart the server', false);
      const unknown = new StoreUnavailable('the replica failed', true, { cause: error });
      for (const { waiting } of batch?.members ?? []) waiting.reject(unknown);
      rejectWaiting(closed);
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
  function lost(batch: Batch): void {
    beyond = Math.max(beyond, batch.after + 1);
    queue.unshift(...batch.members.map(({ waiting }) => waiting));
    bytes += batch.members.reduce((sum, { waiting }) => sum + waiting.bytes, 0);
    if (refused !== null) rejectWaiting(refused);
  }

  async function readWhatCameFirst(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    onIncluded = resolve;
    await Promise.race([promise, surroundings.wait(tailMs)]);
    if (!isBehind()) return;
    try {
      await readOn();
      // An append is stored whole: where the stream ends, none is under way.
      appendEnd = 0;
    } catch {
      // Whoever follows is told.
    }
  }

  function rejectWaiting(error: Error): void {
    for (const { reject } of queue.splice(0)) reject(error);
    bytes = 0;
  }

  return {
    append,
    include,
    position,
    passed: turns.passed,
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
