/** What must hold of a stream and of every server's replica once nothing is killed any more. */
import type { StoredEvent } from '../../src/application/ports.ts';
import { clientLog } from '../../src/stores/kurrentdb/client-log.ts';
import { streamJournal } from '../../src/stores/kurrentdb/stream-journal.ts';
import { surroundings } from '../../src/stores/kurrentdb/surroundings.ts';
import type { Acknowledged } from './acknowledged.ts';
import { until } from './journal-nodes.ts';
import type { JournalServer } from './journal-servers.ts';
import type { Tally } from './tally.ts';
import { assertWhole, compareWith } from './whole.ts';

const pageRecords = 500;
/** What a part over HTTP must have checked. */
export const checkedAtTheEnd = [
  'acknowledged commands found in the stream',
  'acknowledged commands found in the file',
  'checks passed (rows equal a replay)',
  'positions read over HTTP and compared',
];

type Place = { readonly connection: string; readonly stream: string };
type Kept = { readonly known: Acknowledged; readonly counts: Tally };

/** Every server takes in all that the stream holds, and stops in order; then all are compared. */
export async function compareAll(
  place: Place,
  servers: readonly JournalServer[],
  { known, counts }: Kept,
): Promise<void> {
  const left = known.unresolved().length;
  if (left > 0) counts.wrong(`${left} commands were never settled`);
  const events = await storedIn(place, counts);
  for (const server of servers) {
    await until('a server holds all of the stream', () => holds(server, events.length));
    await server.stop();
    await assertWhole(server.folder, known, counts);
  }
  compareWith(known, events, counts, 'stream');
}

/** Dense, and no event twice. */
async function storedIn(place: Place, counts: Tally): Promise<readonly StoredEvent[]> {
  const log = clientLog(place);
  // It waits for a node that is busy with itself.
  const journal = streamJournal({ log, surroundings });
  const events: StoredEvent[] = [];
  try {
    for (;;) {
      const page = await journal.read(events.length, pageRecords);
      events.push(...page);
      if (page.length < pageRecords) break;
    }
  } finally {
    await log.close();
  }
  for (const [index, { position }] of events.entries()) {
    if (position !== index + 1) counts.wrong(`position ${position} stands at ${index + 1}`);
  }
  const doubled = events.length - new Set(events.map(({ id }) => id)).size;
  if (doubled > 0) counts.wrong(`${doubled} events stand in the stream twice`);
  counts.count('events in the stream', events.length);
  return events;
}

async function holds(server: JournalServer, head: number): Promise<boolean> {
  const answer = await server.ask()?.('{ ledger { head } }');
  const ledger = answer?.data?.ledger;
  return typeof ledger === 'object' && ledger !== null && 'head' in ledger && ledger.head === head;
}
