/** Checks a ledger's file on a snapshot of one moment; beside its server, which it never holds up. */
import type { Folding, StoredEvent } from '../../application/ports.ts';
import type { CopyProgress } from './backup.ts';
import { checkJournal } from './check-journal.ts';
import { findings, type Report } from './check-report.ts';
import { checkRows } from './check-rows.ts';
import { beyondJournal } from './generations.ts';
import { openForReading } from './open-database.ts';
import { faultsOf, headIn } from './soundness.ts';
import { statements } from './statements.ts';

export type CheckStage = 'pages' | 'events' | 'replay' | 'rows';
export type CheckOptions = {
  readonly file: string;
  readonly folding: Folding & {
    readonly quarantined: ReadonlyMap<string, { readonly position: number }>;
  };
  /** Throws for an event that cannot be read, naming no value of it. */
  readonly decode: (event: StoredEvent) => void;
  /** Judges the first event; throws to refuse. */
  readonly admit: (first: StoredEvent | undefined) => void;
  /** Leaves the replay out. */
  readonly quick: boolean;
  readonly onProgress: (stage: CheckStage) => CopyProgress;
};

/** Throws LedgerRefused when the file is no ledger this program can read at all. */
export async function checkFile(options: CheckOptions): Promise<Report> {
  const { file, folding, onProgress, quick } = options;
  const found = findings();
  const database = openForReading(file);
  try {
    const onPages = onProgress('pages');
    // What is read first fixes the snapshot for everything after it.
    database.exec('BEGIN');
    for (const what of faultsOf(database, 'integrity_check')) {
      const advice = 'stop the server, keep this file for the inquiry, and restore the last backup';
      found.add({ kind: 'whole pages and indexes', where: `file ${file}`, what, advice });
    }
    onPages({ done: 1, all: 1 });
    // What lies on damaged pages cannot be told from what was written.
    if (!found.isClean()) return found.report(0);
    const statement = statements(database);
    const head = headIn(database);
    await checkJournal(statement, head, options, found, onProgress('events'));
    for (const { table, position } of beyondJournal(statement, head)) {
      const what = `they hold events up to position ${position}, the journal ends at ${head}`;
      const advice = 'its end is lost: keep this file for the inquiry, and restore the last backup';
      found.add({ kind: 'rows no newer than the journal', where: table, what, advice });
    }
    if (quick) {
      found.note('the rows were not compared with a replay (--quick)');
    } else if (found.isClean()) {
      const [onFolded, onCompared] = [onProgress('replay'), onProgress('rows')];
      await checkRows({ statement, head, folding, findings: found, onFolded, onCompared });
      for (const [name, { position }] of folding.quarantined) {
        const what = `it could not be derived from the event at position ${position}`;
        const advice = 'report it with this release’s version; a later one builds the row anew';
        found.add({ kind: 'rows that can be derived', where: name, what, advice });
      }
    } else {
      found.note('the rows were not compared: what they are derived from is at fault');
    }
    return found.report(head);
  } finally {
    database.close();
  }
}
