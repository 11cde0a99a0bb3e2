/**
 * Fills one journal from another, event by event as they are: positions, ids, moments, metadata,
 * commands whole. Killed at any moment, it goes on where it ended when it is run again.
 */
import { LedgerRefused } from '../application/ledger-refused.ts';
import { pageEventsMax } from '../application/limits.ts';
import type { StoredEvent } from '../application/ports.ts';
import { wholeCommands } from './append.ts';
import {
  type Compared,
  compareJournals,
  type JournalReader,
  type OnProgress,
} from './compare-journals.ts';

export type JournalTarget = JournalReader & {
  /** Keeps whole commands behind its last event, in parts of whole commands; durable once it resolves. */
  put(events: readonly StoredEvent[]): Promise<void>;
};
export type MoveStage = 'comparing' | 'moving' | 'proving';
type Move = {
  readonly source: JournalReader;
  /** What the target holds before anything is written. */
  readonly found: JournalReader;
  /** Opens it for writing; not asked for where the move is refused. */
  readonly open: () => Promise<JournalTarget>;
  /** Throws for an event that may not be moved. */
  readonly judge: (event: StoredEvent) => void;
  readonly onProgress: (stage: MoveStage) => OnProgress;
};
export type Moved = Compared & {
  /** How many were there before. */
  readonly before: number;
};

/** Rejects with LedgerRefused for a target that is no beginning of the source: nothing is written. */
export async function moveJournal(move: Move): Promise<Moved> {
  const { source, found, onProgress } = move;
  const [before, all] = [await found.head(), await source.head()];
  await assertBeginning(move, before, all);
  const target = await move.open();
  const { head } = await copy(move, target, before);
  const proof = await compareJournals(source, target, head, onProgress('proving'));
  if (proof.differsAt !== null || proof.hashes[0] !== proof.hashes[1]) {
    throw new LedgerRefused(
      `what was moved differs from its source at position ${proof.differsAt}`,
      'do not use the target: something else wrote to one of them, or a disk fails',
    );
  }
  const [end, targetEnd] = [await source.head(), await target.head()];
  if (end === head && targetEnd === head) return { ...proof, before };
  throw new LedgerRefused(
    `${Math.max(end, targetEnd) - head} events were recorded while ${head} were moved`,
    'stop every server of this ledger and run the same again: it goes on where it ended',
  );
}

async function assertBeginning(
  { source, found, onProgress }: Move,
  before: number,
  all: number,
): Promise<void> {
  const untouched =
    'name an empty target, or the one a move of this ledger was begun to; nothing has been written';
  if (all === 0) throw new LedgerRefused('the source holds no event', 'name the ledger to move');
  if (before > 0) {
    const count = Math.min(before, all);
    const show = onProgress('comparing');
    const { differsAt } = await compareJournals(source, found, count, show, (at) => at !== null);
    if (differsAt !== null) {
      throw new LedgerRefused(
        `the target holds something else than the source from position ${differsAt} on`,
        untouched,
      );
    }
  }
  if (before <= all) return;
  throw new LedgerRefused(`the target holds ${before} events, the source only ${all}`, untouched);
}

/** To the end, also of what is recorded meanwhile as long as it lasts no longer than the copying. */
async function copy(
  { source, judge, onProgress }: Move,
  target: JournalTarget,
  before: number,
): Promise<{ readonly head: number }> {
  const show = onProgress('moving');
  const all = await source.head();
  let head = before;
  let begun: readonly StoredEvent[] = [];
  show({ done: head, all });
  for (;;) {
    const page = await source.read(head + begun.length, pageEventsMax);
    for (const event of page) judge(event);
    const read = [...begun, ...page];
    const end = wholeCommands(read);
    if (end > 0) await target.put(read.slice(0, end));
    begun = read.slice(end);
    head += end;
    show({ done: Math.min(head, all), all });
    if (page.length < pageEventsMax) break;
  }
  if (begun.length === 0) return { head };
  throw new LedgerRefused(
    `the source ends within a command, at position ${head + begun.length}`,
    'its end is lost: check it (cli -- check), and keep it for the inquiry',
  );
}
