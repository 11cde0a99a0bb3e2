/**
 * The one who appends to the ledger's stream for a server. Appends that wait are composed into one
 * batch for exactly the place behind what the replica holds. Whether it is stored is told by the
 * cluster's answer or, when there is none, by the journal itself: our record at that place, or
 * another's, which means that ours can come there no more. Silence is never taken for failure.
 */
import { Overloaded, StoreUnavailable } from '../../application/limits.ts';
import type { AppendResult, Clock, StoredEvent } from '../../application/ports.ts';
import { assertWithinLimits } from '../../application/within-limits.ts';
import { type Append, wholeCommands } from '../append.ts';
import { waitingAppendsMax, waitingBytesMax } from '../bounds.ts';
import { NewerEvents } from '../newer-events.ts';
import { assertFollows, type Replica } from '../replica.ts';
import { assertFits, type Batch, compose, hasOthers, type Waiting, withAllOf } from './batch.ts';
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

export function journalWriter({ log, replica, clock, surroundings, budgetMs, knows }: Parts) {
  const queue: Waiting[] = [];
  let bytes = 0;
  let inFlight: Batch | null = null;
  let running: Promise<void> | null = null;
  let isLive = false;
  let refused: StoreUnavailable | null = null;
  let closed: StoreUnavailable | null = null;
  /** Another's append is known to reach to here: nothing is sent until it was read. */
  let beyond = 0;
  let begun: readonly LogRecord[] = [];
  let onIncluded = () => {};
  const turns = givingWay(surroundings);

  function append(asked: Append): Promise<AppendResult> {
    return new Promise((resolve, reject) => {
      const { bytes: size } = assertWithinLimits(asked.writes);
      const no = closed ?? refused;
      if (no !== null) throw no;
      assertFits({ ...asked, bytes: size });
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
    beyond = Math.max(beyond, known.at(-1)?.appendEnd ?? 0);
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

  const isBehind = () => replica.last().head < beyond;
  const wantsToWrite = () => isLive && refused === null && queue.length > 0;

  function run(): void {
    running ??= (async () => {
      // Appends of one turn of the event loop come together.
      await null;
      await new Promise(setImmediate);
      while (wantsToWrite()) {
        await turns.giveWay();
        if (isBehind() && !(await readWhatCameFirst())) return;
        if (wantsToWrite()) await write();
      }
    })().finally(() => {
      running = null;
      if (wantsToWrite() && !isBehind()) run();
    });
  }

  async function write(): Promise<void> {
    const begunAt = surroundings.now();
    let batch: Batch | null = null;
    try {
      batch = compose(queue, { replica, clock, surroundings });
      bytes -= batch.taken;
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
    const ended = new AbortController();
    let isTimeUp = false;
    const timeUp = surroundings.wait(budgetMs, ended.signal).then(() => {
      isTimeUp = true;
    });
    const settled = Promise.race([batch.decided, timeUp]);
    try {
      return await decideUntil(batch, settled, () => isTimeUp);
    } finally {
      ended.abort();
    }
  }

  async function decideUntil(
    batch: Batch,
    settled: Promise<void>,
    isTimeUp: () => boolean,
  ): Promise<StoreUnavailable | null> {
    let mayBeStored = false;
    for (let failures = 0; batch.fate() === 'open'; failures += 1) {
      const told = await Promise.race([send(batch), settled]);
      if (batch.fate() !== 'open') break;
      if (told === 'appended') include(batch.records);
      else if (told === 'moved' && !mayBeStored) batch.decide('lost');
      else if (told instanceof NotStored && !mayBeStored) {
        return new StoreUnavailable(told.message, false, { cause: told });
      }
      if (batch.fate() !== 'open') break;
      mayBeStored ||= told === 'unknown';
      if (isTimeUp()) {
        return new StoreUnavailable('the journal did not say whether it was recorded', true);
      }
      await Promise.race([surroundings.wait(backoffMs(failures, surroundings)), settled]);
      if (batch.fate() === 'open') await Promise.race([readOn().catch(() => {}), settled]);
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

  /** By the tail or, when that is late, by reading the journal; false when neither can be had. */
  async function readWhatCameFirst(): Promise<boolean> {
    for (let failures = 0; isBehind(); failures += 1) {
      const included = new Promise<void>((resolve) => {
        onIncluded = resolve;
      });
      await Promise.race([included, surroundings.wait(tailMs)]);
      if (isBehind()) await Promise.race([included, readToTheEnd()]);
      if (!isBehind()) return true;
      if (closed !== null || !isLive) return false;
      await Promise.race([included, surroundings.wait(backoffMs(failures, surroundings))]);
    }
    return true;
  }

  async function readToTheEnd(): Promise<void> {
    const awaited = beyond;
    try {
      await readOn();
    } catch {
      return;
    }
    // An append is stored whole: where the stream ends, none is under way. And what a leader held
    // alone, a cluster may lose: then nothing stands there any more.
    if (beyond === awaited) beyond = 0;
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
