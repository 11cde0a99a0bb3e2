/**
 * A ledger whose journal is one stream of a KurrentDB cluster: the server's own tables follow it
 * and answer every read, one writer appends to it. Nothing above the port knows the difference.
 */
import { instant } from '../../../events/dates.ts';
import { LedgerRefused } from '../../application/ledger-refused.ts';
import { StoreUnavailable } from '../../application/limits.ts';
import { type Observer, unobserved } from '../../application/observe.ts';
import type { Clock, JournalState, Ledger, StoredEvent } from '../../application/ports.ts';
import { NewerEvents } from '../newer-events.ts';
import type { Replica } from '../replica.ts';
import type { EventLog, LogRecord, Surroundings } from './event-log.ts';
import { catchUp, follow } from './follower.ts';
import { journalWriter } from './journal-writer.ts';
import { observedJournal } from './observed-journal.ts';

export type KurrentdbLedger = Ledger & { readonly journal: () => JournalState };

type Parts = {
  readonly log: EventLog;
  readonly replica: Replica;
  readonly clock: Clock;
  readonly surroundings: Surroundings;
  /** How long the outcome of an append is asked after before its caller is told that it is unknown. */
  readonly budgetMs?: number;
  /** How long commands wait for a journal that was lost before they are refused. */
  readonly patienceMs?: number;
  /** Told while the replica catches up at start. */
  readonly onProgress?: (position: number, head: number) => void;
  readonly onState?: (state: JournalState) => void;
  /** False for an event of a newer version; the replica ends before it, and commands are refused. */
  readonly knows?: (event: StoredEvent) => boolean;
  readonly observer?: Pick<Observer, 'measure'>;
  /** After so long without a word the journal is asked for its head; without it, never. */
  readonly quietMs?: number;
};
type Followed = Omit<JournalState, 'head' | 'heardAt'>;

/** A journal that seems to have lost its end is asked again for so long: a node may be behind. */
const shorterMs = 10_000;

/**
 * Resolves when the replica has caught up and follows. Rejects with LedgerRefused, NewerEvents, or
 * what the log throws.
 */
export async function kurrentdbLedger(parts: Parts): Promise<KurrentdbLedger> {
  const { clock, surroundings, knows = () => true } = parts;
  const { budgetMs = 15_000, patienceMs = 5_000, onProgress, onState = () => {} } = parts;
  const { log, replica, heard } = observedJournal(parts, parts.observer ?? unobserved);
  const writer = journalWriter({ log, replica, clock, surroundings, budgetMs, knows });
  // Of the wall, also when what is recorded bears another time.
  const now = () => instant(surroundings.now());
  const ending = new AbortController();
  const followed = Promise.withResolvers<void>();
  let followAnew = () => {};
  let state: Followed = {
    ...{ isLive: false, since: now(), cause: null },
    ...{ isOver: false, newerFrom: null },
  };
  const journal = (): JournalState => ({ ...state, ...heard() });

  await assertBegins(log, replica);
  const head = await log.head();
  const include = (page: readonly LogRecord[]) => {
    writer.include(page);
    if (page.length > 0) onProgress?.(replica.last().head, Math.max(head, replica.last().head));
  };
  await catchUp(log, { include, position: writer.position }, ending.signal);

  function become(isLive: boolean, cause: string | null): void {
    if (state.isLive !== isLive || cause !== null) {
      const since = state.isLive === isLive ? state.since : now();
      state = { ...state, isLive, since, cause };
      onState(journal());
    }
    writer.live(isLive);
    if (!isLive) return;
    writer.refuse(null);
    followed.resolve();
  }
  async function refuseAfterPatience(): Promise<void> {
    const { since } = state;
    await surroundings.wait(patienceMs, ending.signal);
    const isOtherwise = state.isLive || state.since !== since || state.isOver;
    if (isOtherwise || ending.signal.aborted) return;
    writer.refuse('the journal cannot be reached; nothing was recorded, try again later');
  }

  let shorterSince: number | null = null;
  /** A cluster may have been restored to an earlier moment while it was away. */
  async function assertOwn(): Promise<void> {
    const end = await endOf(log, replica);
    if (end === 'held') shorterSince = null;
    if (end === 'another') throw refusalOf(end, replica);
    if (end !== 'shorter') return;
    shorterSince ??= surroundings.now();
    const refusal = refusalOf(end, replica);
    if (surroundings.now() - shorterSince >= shorterMs) throw refusal;
    throw new Error(refusal.message);
  }

  const following = follow(
    {
      ...{ log, surroundings },
      following: {
        include: writer.include,
        position: writer.position,
        passed: writer.passed,
        caughtUp: () => become(true, null),
        lost(error) {
          const wasLive = state.isLive;
          become(false, error instanceof Error ? error.message : String(error));
          if (wasLive) void refuseAfterPatience();
        },
        assertOwn,
        subscribed: (anew) => {
          followAnew = anew;
        },
        ended(why) {
          const { message } = why;
          const newerFrom = why instanceof NewerEvents ? why.position : null;
          state = { ...state, isOver: true, newerFrom };
          become(false, message);
          writer.refuse(`${message}; nothing was recorded`);
          followed.resolve();
        },
      },
    },
    ending.signal,
  );
  // Commands can be recorded from the start; without a journal to follow, reads are served.
  await Promise.race([followed.promise, refuseAfterPatience()]);

  /**
   * So that a journal nobody writes to is told from one that went silent: a subscription that
   * brought nothing of what is there, a quiet time long, is begun anew.
   */
  async function askWhenQuiet(quietMs: number): Promise<void> {
    let known = 0;
    while (!ending.signal.aborted) {
      await surroundings.wait(quietMs, ending.signal);
      if (ending.signal.aborted) return;
      if (known > writer.position()) followAnew();
      const { heardAt } = heard();
      const isQuiet = heardAt === null || surroundings.now() - Date.parse(heardAt) >= quietMs;
      if (isQuiet) await log.head().catch(() => {});
      known = heard().head;
    }
  }
  const asking = parts.quietMs === undefined ? null : askWhenQuiet(parts.quietMs);

  let closed: Promise<void> | null = null;
  async function close(): Promise<void> {
    await writer.end();
    ending.abort();
    await log.close();
    await following;
    await asking;
    await replica.close();
  }
  const { known: _known, last: _last, include: _include, ...tables } = replica;
  return {
    ...tables,
    append: (writes, checks) => writer.append({ writes, checks }),
    journal,
    journalHead: () =>
      log.head().catch((cause: unknown) => {
        throw new StoreUnavailable('the journal cannot be reached', true, { cause });
      }),
    close: () => {
      closed ??= close();
      return closed;
    },
  };
}

/** Throws LedgerRefused when what the replica holds is not how the journal begins. */
async function assertBegins(log: EventLog, replica: Replica): Promise<void> {
  const { head } = replica.last();
  if (head === 0) return;
  const [first] = await log.read(0, 1);
  const [ownFirst] = await replica.readAll(0, 1);
  if (first?.event.id !== ownFirst?.id) {
    throw new LedgerRefused(
      first === undefined
        ? `the data folder holds ${head} events, the journal none`
        : 'the data folder holds another ledger than the journal',
      'name the data folder or the stream that is meant; an empty folder is filled from the journal',
    );
  }
  const end = await endOf(log, replica);
  if (end !== 'held') throw refusalOf(end, replica);
}

/** What the journal has where the replica ends. */
async function endOf(log: EventLog, replica: Replica): Promise<'held' | 'shorter' | 'another'> {
  const { head } = replica.last();
  if (head === 0) return 'held';
  const [last] = await log.read(head - 1, 1);
  const [own] = await replica.readAll(head - 1, 1);
  if (last === undefined) return 'shorter';
  const { id, meta } = last.event;
  return id === own?.id && meta.recordedAt === own.meta.recordedAt ? 'held' : 'another';
}

function refusalOf(end: 'shorter' | 'another', replica: Replica): LedgerRefused {
  const { head } = replica.last();
  return end === 'shorter'
    ? new LedgerRefused(
        `the data folder holds ${head} events, the journal fewer: its end is lost`,
        'keep this folder for the inquiry: it holds what the journal lost; then begin with an empty one',
      )
    : new LedgerRefused(
        `the data folder and the journal differ at position ${head}`,
        'keep this folder for the inquiry, and begin with an empty one: it is filled from the journal',
      );
}
