/** A tail hands another server's append over in pieces: nothing is sent behind a piece, which must fail. */
import { afterEach, expect, test } from '@jest/globals';
import { instant } from '../../events/dates.ts';
import { type EventLog, recordsOf } from '../../src/stores/kurrentdb/event-log.ts';
import { kurrentdbLedger } from '../../src/stores/kurrentdb/kurrentdb-ledger.ts';
import { surroundings } from '../../src/stores/kurrentdb/surroundings.ts';
import { memoryLedger, memoryReplica } from '../../src/stores/memory/memory-ledger.ts';
import { appendTo, emptyStream, eventLogInMemory } from './event-log-in-memory.ts';
import { event, testFolding, write } from './samples.ts';

const clock = { now: () => instant(Date.UTC(2024, 0, 1)) };
const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

async function eventsOf(count: number) {
  const ledger = memoryLedger({ folding: testFolding(), clock });
  for (let n = 0; n < count; n += 1) await ledger.append([write(`b-${n}`, 'none', event(n))], []);
  return ledger.readAll(0, count);
}

/** A server whose tail gives what it is told to, and which notes behind what it sends. */
async function server(stream = emptyStream()) {
  const log = eventLogInMemory(stream);
  const sent: number[] = [];
  let reader: Parameters<EventLog['follow']>[1] | undefined;
  const scripted: EventLog = {
    ...log,
    append: (after, records) => {
      sent.push(after);
      return log.append(after, records);
    },
    follow: (_after, given, signal) => {
      reader = given;
      given.live();
      return new Promise((resolve) => signal.addEventListener('abort', () => resolve()));
    },
  };
  const replica = memoryReplica({ folding: testFolding(), clock });
  const ledger = await kurrentdbLedger({ log: scripted, replica, clock, surroundings });
  ends.push(ledger.close);
  const tail: Parameters<EventLog['follow']>[1]['records'] = (page) => reader?.records(page);
  return { ledger, sent, tail };
}
const put = (ledger: Awaited<ReturnType<typeof server>>['ledger']) =>
  ledger.append([write('a-1', 'none', event(9))], []);

test('behind a piece it waits for the rest, and is sent once', async () => {
  const stream = emptyStream();
  const { ledger, sent, tail } = await server(stream);
  const theirs = recordsOf(await eventsOf(3), surroundings);
  appendTo(stream, 0, theirs);
  tail(theirs.slice(0, 1));
  const answer = put(ledger);
  await surroundings.wait(30);
  expect(sent).toEqual([]);
  tail(theirs.slice(1));
  expect(await answer).toMatchObject({ kind: 'appended', position: 4 });
  expect(sent).toEqual([3]);
});

test('when the tail brings no more, the journal is read', async () => {
  const stream = emptyStream();
  const { ledger, sent, tail } = await server(stream);
  const theirs = recordsOf(await eventsOf(3), surroundings);
  appendTo(stream, 0, theirs);
  tail(theirs.slice(0, 1));
  expect(await put(ledger)).toMatchObject({ kind: 'appended', position: 4 });
  expect(sent).toEqual([3]);
});

test('an end that the journal does not have is not waited for', async () => {
  const stream = emptyStream();
  const { ledger, sent, tail } = await server(stream);
  const theirs = recordsOf(await eventsOf(1), surroundings);
  appendTo(stream, 0, theirs);
  tail(theirs.map((record) => ({ ...record, appendEnd: 1_000_000 })));
  expect(await put(ledger)).toMatchObject({ kind: 'appended', position: 2 });
  expect(sent).toEqual([1]);
});
