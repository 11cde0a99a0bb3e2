/** Reading every stored event in order, against the same events as lines of JSON in a file. */
import {
  appendFileSync,
  closeSync,
  existsSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { instant } from '../events/dates.ts';
import { eventCodec } from '../events/index.ts';
import { pageEventsMax } from '../src/application/limits.ts';
import type { EventsOnly, Ledger, StoredEvent } from '../src/application/ports.ts';
import { sqliteLedger } from '../src/stores/sqlite/sqlite-ledger.ts';
import { historyFile, noFolding } from './history.ts';
import { against, aimed, interleaved, type Options, type Report, timed } from './measure.ts';

const limit = 'NDJSON file, JSON.parse';
const storedEvents = 'stored events';
const decodedEvents = 'decoded events';
const chunkBytes = 1024 * 1024;

export async function replay({ repeats, events }: Options): Promise<Report> {
  const file = await historyFile(events);
  const ledger = openJournal(file);
  const lines = await linesFile(ledger, file);
  const count = await ledger.head();
  const group = `replay of ${count} events`;
  const contestants = [
    { name: limit, run: () => timed(count, () => assertCount(readLines(lines), count)) },
    { name: storedEvents, run: () => timed(count, () => eachEvent(ledger, () => {})) },
    {
      name: decodedEvents,
      run: () => timed(count, () => eachEvent(ledger, (event) => eventCodec.decode(event))),
    },
  ];
  const measured = await interleaved(group, contestants, repeats);
  await ledger.close();
  const rows = against(measured, limit, 'per second');
  const least = (name: string, value: number, all: typeof rows) =>
    aimed(all, { group, name }, `≥ ${value} of the file`, ({ ratio }) => {
      return (ratio?.value ?? 0) >= value;
    });
  return {
    rows: least(storedEvents, 0.9, least(decodedEvents, 0.6, rows)),
    absent: [],
    notes: [
      'The file holds the same stored events, one JSON object a line, read in chunks of 1 MiB and parsed with JSON.parse; both are warm in the page cache.',
      `The ledger is read through its port in pages of ${pageEventsMax} events: columns become the same objects, data and personal values by JSON.parse.`,
      'Decoded: every event through the codec as well, which lifts and validates it (zod). The file validates nothing.',
    ],
  };
}

/** The journal of a history, without projections. */
export function openJournal(file: string): Ledger {
  return sqliteLedger({ file, folding: noFolding, clock: { now: () => instant(Date.now()) } });
}

/** Every event in order, or those wanted; gives how many there were. */
export async function eachEvent(
  ledger: Pick<Ledger, 'readAll'>,
  act: (event: StoredEvent) => unknown,
  only?: EventsOnly,
): Promise<number> {
  let position = 0;
  for (;;) {
    const page = await ledger.readAll(position, pageEventsMax, only);
    const last = page.at(-1);
    if (last === undefined) return position;
    for (const event of page) act(event);
    position = last.position;
  }
}

async function linesFile(ledger: Ledger, file: string): Promise<string> {
  const lines = file.replace(/\.db$/, '.ndjson');
  if (existsSync(lines)) return lines;
  const partial = `${lines}.partial`;
  rmSync(partial, { force: true });
  let pending: string[] = [];
  const flush = () => {
    appendFileSync(partial, pending.join(''));
    pending = [];
  };
  await eachEvent(ledger, (event) => {
    pending.push(`${JSON.stringify(event)}\n`);
    if (pending.length === pageEventsMax) flush();
  });
  flush();
  renameSync(partial, lines);
  return lines;
}

/** How many lines parsed. */
function readLines(file: string): number {
  const descriptor = openSync(file, 'r');
  const buffer = Buffer.allocUnsafe(chunkBytes);
  let [rest, count]: [Buffer, number] = [Buffer.alloc(0), 0];
  for (;;) {
    const read = readSync(descriptor, buffer, 0, chunkBytes, null);
    if (read === 0) break;
    const bytes = Buffer.concat([rest, buffer.subarray(0, read)]);
    let start = 0;
    for (let end = bytes.indexOf(10); end !== -1; end = bytes.indexOf(10, start)) {
      const event: StoredEvent = JSON.parse(bytes.toString('utf8', start, end));
      if (event.position === count + 1) count += 1;
      start = end + 1;
    }
    rest = Buffer.from(bytes.subarray(start));
  }
  closeSync(descriptor);
  return count;
}

function assertCount(found: number, expected: number): void {
  if (found !== expected) throw new Error(`${found} events were read where ${expected} are`);
}
