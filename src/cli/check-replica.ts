/** Whether the folder holds what its journal in a cluster holds: what `check` adds for a replica. */
import { placeOf } from '../server/journal-found.ts';
import type { Settings } from '../server/settings.ts';
import { compareJournals } from '../stores/compare-journals.ts';
import type { EventLog } from '../stores/kurrentdb/event-log.ts';
import { journalFile } from '../stores/sqlite/journal-file.ts';
import { pace } from './progress.ts';

type Found = { readonly where: string; readonly what: string; readonly advice: string };
export type ReplicaReport = {
  /** How many events both hold, and whether they are the same. */
  readonly said: readonly string[];
  readonly found: readonly Found[];
};

/** Compares up to where the shorter ends; a replica beside its server may be a little behind. */
export async function checkReplica(
  settings: Pick<Settings, 'eventStore' | 'stream'>,
  file: string,
): Promise<ReplicaReport> {
  const { withJournal } = await import('../server/connect-journal.ts');
  return withJournal(settings, async ({ log, found }) => {
    const report = await compared(log, file, placeOf(found));
    await log.close();
    return report;
  });
}

export async function compared(log: EventLog, file: string, place: string): Promise<ReplicaReport> {
  const { streamJournal } = await import('../stores/kurrentdb/stream-journal.ts');
  const { surroundings } = await import('../stores/kurrentdb/surroundings.ts');
  const journal = streamJournal({ log, surroundings });
  const replica = journalFile(file);
  try {
    // The replica is asked first: it never holds what the journal does not.
    const held = await replica.head();
    const head = await journal.head();
    const count = Math.min(held, head);
    const show = pace(process.stderr, '比对副本与日志 Comparing replica and journal', 'events');
    const { hashes, differsAt } = await compareJournals(replica, journal, count, show);
    const advice =
      'the journal is what counts: keep this folder for the inquiry, and begin with an empty one, it is filled from the journal';
    const found: Found[] = [];
    if (differsAt !== null) {
      const what = `the replica and ${place} differ from here on (sha256 of ${count}: ${hashes.join(' and ')})`;
      found.push({ where: `position ${differsAt}`, what, advice });
    }
    if (held > head) {
      found.push({
        where: `positions ${head + 1} to ${held}`,
        what: `the replica holds them, ${place} does not: the journal lost its end`,
        advice: 'keep this folder: it holds what the journal lost (docs/scale-out.md)',
      });
    }
    const behind = head > held ? `, ${head - held} behind the journal` : '';
    const same = `副本与日志一致 The replica holds ${count} events as ${place} does${behind}: sha256 ${hashes[0]}`;
    return { said: differsAt === null ? [same] : [], found };
  } finally {
    replica.close();
  }
}
