/** The journal in a ledger's file, for whoever reads it from end to end; beside its writer too. */
import type { StoredEvent } from '../../application/ports.ts';
import { eventReads } from './event-reads.ts';
import { openForReading } from './open-database.ts';
import { statements } from './statements.ts';
import { words } from './words.ts';

export type JournalFile = {
  head(): Promise<number>;
  read(after: number, limit: number): Promise<readonly StoredEvent[]>;
  close(): void;
};

/** Throws LedgerRefused for what is no file of a ledger. */
export function journalFile(file: string): JournalFile {
  const database = openForReading(file);
  const statement = statements(database);
  const { last, readAll } = eventReads(statement, words(statement));
  return {
    head: async () => last().head,
    read: async (after, limit) => readAll(after, limit),
    close: () => database.close(),
  };
}
