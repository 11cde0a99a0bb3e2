/** Whether the journal keeps its promises: one walk over its events in position order. */
import { pageEventsMax } from '../../application/limits.ts';
import type { StoredEvent } from '../../application/ports.ts';
import type { CopyProgress } from './backup.ts';
import type { Findings } from './check-report.ts';
import { eventReads } from './event-reads.ts';
import type { Statements } from './statements.ts';
import { wrongTally } from './tallies.ts';
import { words } from './words.ts';

const restore = 'restore the last backup in which this holds, and keep this file for the inquiry';

type Judges = {
  readonly decode: (event: StoredEvent) => void;
  readonly admit: (first: StoredEvent | undefined) => void;
};

/**
 * `decode` throws for an event that cannot be read and names no value of it; `admit` throws when
 * the first event is not what a ledger of this program and key begins with.
 */
export async function checkJournal(
  statement: Statements,
  head: number,
  { admit, decode }: Judges,
  findings: Findings,
  onProgress: CopyProgress,
): Promise<void> {
  const reads = eventReads(statement, words(statement));
  let before: StoredEvent | null = null;
  if (head === 0) admit(undefined);
  for (let position = 0; position < head; ) {
    const last = Math.min(head, position + pageEventsMax);
    const page = pageOf(statement, reads, position, last, findings);
    for (const event of page) {
      if (event.position === 1) admit(event);
      checkOrder(before, event, findings);
      checkDecoding(event, decode, findings);
      before = event;
    }
    position = last;
    onProgress({ done: position, all: head });
    await new Promise(setImmediate);
  }
  if (before === null || before.position < head) missing(before?.position ?? 0, head + 1, findings);
  checkStreams(statement, findings);
  checkCommands(statement, findings);
  checkTallies(statement, findings);
}

/** The events of a span; where one cannot even be read, the others one by one. */
function pageOf(
  statement: Statements,
  reads: ReturnType<typeof eventReads>,
  after: number,
  last: number,
  findings: Findings,
): readonly StoredEvent[] {
  const upTo = (event: StoredEvent) => event.position <= last;
  try {
    const page = reads.readAll(after, last - after).filter(upTo);
    // What the join with the streams drops must not pass for a gap.
    if (page.length === last - after) return page;
  } catch {
    // Sought below, event by event.
  }
  const positions = statement('SELECT position FROM events WHERE position > ? AND position <= ?')
    .all(after, last)
    .map((row) => Number(row.position));
  return positions.flatMap((position) => {
    try {
      const [event] = reads.readAll(position - 1, 1).filter((one) => one.position === position);
      if (event !== undefined) return [event];
      throw new Error('its stream is unknown');
    } catch (error) {
      // What JSON.parse says repeats the text, which may be personal.
      const isPlain = error instanceof Error && !(error instanceof SyntaxError);
      const what = isPlain ? error.message : 'its text is no JSON';
      const where = `position ${position}`;
      findings.add({ kind: 'readable events', where, what, advice: restore });
      return [];
    }
  });
}

function checkOrder(before: StoredEvent | null, event: StoredEvent, findings: Findings): void {
  const expected = (before?.position ?? 0) + 1;
  if (event.position !== expected) missing(expected - 1, event.position, findings);
  if (before === null || before.meta.recordedAt <= event.meta.recordedAt) return;
  findings.add({
    kind: 'recorded moments that never fall',
    where: `position ${event.position}`,
    what: `recorded at ${event.meta.recordedAt}, before ${before.meta.recordedAt} of position ${before.position}`,
    advice: restore,
  });
}

function missing(after: number, next: number, findings: Findings): void {
  const first = after + 1;
  findings.add({
    kind: 'dense positions',
    where: first === next - 1 ? `position ${first}` : `positions ${first} to ${next - 1}`,
    what: 'no readable event is there',
    advice: restore,
  });
}

function checkDecoding(
  event: StoredEvent,
  decode: (event: StoredEvent) => void,
  findings: Findings,
): void {
  try {
    decode(event);
  } catch (error) {
    const what = error instanceof Error ? error.message : 'it cannot be decoded';
    const advice = 'check with the release that wrote it; if that fails too, restore a backup';
    const where = `position ${event.position}, stream ${event.stream}`;
    findings.add({ kind: 'events that decode', where, what, advice });
  }
}

/** Walks the index of streams; memory does not grow with their number. */
function checkStreams(statement: Statements, findings: Findings): void {
  const sql = `SELECT s.name, g.stream, g.events, g.first, g.last FROM
    (SELECT stream, count(*) AS events, min(revision) AS first, max(revision) AS last
       FROM events GROUP BY stream) g LEFT JOIN streams s ON s.id = g.stream
    WHERE g.first <> 0 OR g.last <> g.events - 1 OR s.name IS NULL LIMIT 1000`;
  for (const { name, stream, events, first, last } of statement(sql).iterate()) {
    findings.add({
      kind: 'dense revisions',
      where: `stream ${name ?? `number ${stream}, whose name is missing`}`,
      what: `${events} events stand at revisions ${first} to ${last}`,
      advice: restore,
    });
  }
}

/**
 * A command's events stand together: its first says how many there are from it on, and each has
 * its index and the number of all.
 */
function checkCommands(statement: Statements, findings: Findings): void {
  const sql = `SELECT position, command_id, command_index, command_count, opens FROM events
    ORDER BY position`;
  let command = { id: null as unknown, next: 0, end: 0 };
  const wrong = (position: unknown, what: string) =>
    findings.add({
      ...{ kind: 'whole commands', where: `position ${position}`, what, advice: restore },
    });
  for (const row of statement(sql).iterate()) {
    const [position, opens] = [Number(row.position), Number(row.opens)];
    const [index, count] = [Number(row.command_index), Number(row.command_count)];
    const isOpen = command.next < command.end;
    if (opens > 0) {
      if (isOpen) wrong(position, 'a command begins where the one before it is not complete');
      if (opens !== count) wrong(position, `its command has ${count} events and opens ${opens}`);
      command = { id: row.command_id, next: position + 1, end: position + opens };
    } else if (!isOpen || !isEqual(command.id, row.command_id)) {
      wrong(position, 'the event belongs to no command that was begun before it');
    } else {
      command = { ...command, next: command.next + 1 };
    }
    if (index < 0 || index >= count) wrong(position, `it is number ${index} of ${count}`);
  }
  if (command.next < command.end) {
    wrong(command.next, `the journal ends before its last command does, at ${command.end - 1}`);
  }
}

/** What a log of some types or counties skips by. */
function checkTallies(statement: Statements, findings: Findings): void {
  const wrong = wrongTally(statement);
  if (wrong === null) return;
  findings.add({
    kind: 'tallies that are those of the events',
    where: `positions ${wrong.after + 1} to ${wrong.upTo}`,
    what: 'the tallies of their types and counties are others',
    advice: restore,
  });
}

function isEqual(one: unknown, other: unknown): boolean {
  return one instanceof Uint8Array && other instanceof Uint8Array
    ? Buffer.compare(one, other) === 0
    : one === other;
}
