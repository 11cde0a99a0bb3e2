/** A rolling upgrade: the journal goes on with what this release does not know. */
import { afterEach, expect, test } from '@jest/globals';
import { eventCodec } from '../../events/index.ts';
import { folding } from '../../src/application/folding.ts';
import { application } from '../../src/application/index.ts';
import { ledgerKey } from '../../src/application/keys.ts';
import { openLedger } from '../../src/application/open-ledger.ts';
import type { JournalState, StoredEvent } from '../../src/application/ports.ts';
import { readModels } from '../../src/read-models/index.ts';
import { sentenceOf } from '../../src/server/connect-journal.ts';
import { openLog } from '../../src/server/logging.ts';
import { served, toldTo } from '../../src/server/main.ts';
import { knows, systemClock } from '../../src/server/open-folder.ts';
import type { EventLog } from '../../src/stores/kurrentdb/event-log.ts';
import { kurrentdbLedger } from '../../src/stores/kurrentdb/kurrentdb-ledger.ts';
import { surroundings } from '../../src/stores/kurrentdb/surroundings.ts';
import { memoryReplica } from '../../src/stores/memory/memory-ledger.ts';
import { countyNumber, openCounty } from '../cli/operated.ts';
import {
  appendTo,
  emptyStream,
  eventLogInMemory,
  type Stream,
} from '../stores/event-log-in-memory.ts';

const clock = systemClock;
const key = ledgerKey(Buffer.alloc(32, 7));
const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

async function opened(
  stream: Stream,
  onState: (state: JournalState) => void = () => {},
  log: EventLog = eventLogInMemory(stream),
) {
  const shape = folding(readModels, eventCodec);
  const replica = memoryReplica({ folding: shape, clock });
  const ledger = await kurrentdbLedger({ log, replica, clock, surroundings, knows, onState });
  ends.push(ledger.close);
  const { ledgerId } = await openLedger(ledger, { key, demo: false, clock, create: true });
  return application({ ledger, ledgerId, codec: eventCodec, key, clock, readModels });
}
/** As a later release would record them: this one has no such type, or no such version. */
function recordedLater(stream: Stream, change: Partial<StoredEvent>): number {
  const last = stream.records.at(-1)?.event;
  if (last === undefined) throw new Error('nothing was recorded');
  const position = last.position + 1;
  const meta = { ...last.meta, index: 0, count: 1 };
  const event = { ...last, position, stream: 'later-1', revision: 0, meta, ...change };
  appendTo(stream, last.position, [{ recordId: `later-${position}`, event, appendEnd: position }]);
  return position;
}
async function until(holds: () => boolean): Promise<void> {
  for (let times = 0; !holds(); times += 1) {
    if (times === 2_000) throw new Error('it does not come about');
    await surroundings.wait(5);
  }
}

test.each([
  ['a type', { type: 'CountyRenamedInTheFuture' }],
  ['a version', { version: 99 }],
])(
  '%s it does not know stops a server there: read, not ready, commands refused',
  async (_, newer) => {
    const stream = emptyStream();
    const lines: string[] = [];
    const logger = openLog('info', { write: (line) => lines.push(line) });
    const app = await opened(stream, toldTo(logger).journal.onState);
    await openCounty(app, countyNumber(1));
    const { ready } = await served(app, false);
    expect(await ready()).toMatchObject({ ready: true });
    const position = recordedLater(stream, newer);
    await until(() => app.journal()?.newerFrom != null);
    const said = `the journal holds events of a newer version from position ${position}; upgrade this server`;
    expect(await ready()).toMatchObject({
      ready: false,
      details: { journal: { isLive: false, newerFrom: position, cause: said } },
    });
    expect(lines.filter((line) => line.includes(said))).toHaveLength(1);
    expect(await app.counties()).toEqual([countyNumber(1)]);
    expect(await app.head()).toBe(position - 1);
    await expect(openCounty(app, countyNumber(2))).rejects.toThrow(`${said}; nothing was recorded`);
    expect(stream.records).toHaveLength(position);
    expect(app.quarantined()).toEqual([]);
  },
);

test('a command on its way when they come is told that nothing was recorded', async () => {
  const stream = emptyStream();
  const inner = eventLogInMemory(stream);
  const sent = Promise.withResolvers<void>();
  const come = Promise.withResolvers<void>();
  let isSlow = false;
  const append: EventLog['append'] = async (after, records) => {
    sent.resolve();
    if (isSlow) await come.promise;
    return inner.append(after, records);
  };
  const app = await opened(stream, undefined, { ...inner, append });
  await openCounty(app, countyNumber(1));
  isSlow = true;
  const refused = expect(openCounty(app, countyNumber(2))).rejects.toThrow(
    /newer version.*nothing was recorded/,
  );
  await sent.promise;
  // Where the command was to stand, the other release's event stands: the race is lost for good.
  const position = recordedLater(stream, { type: 'CountyRenamedInTheFuture' });
  await until(() => app.journal()?.newerFrom === position);
  come.resolve();
  await refused;
  expect(stream.records).toHaveLength(position);
});

test('a server that starts over them says so and does not start', async () => {
  const stream = emptyStream();
  await openCounty(await opened(stream), countyNumber(1));
  const position = recordedLater(stream, { version: 99 });
  const error = await opened(stream).catch((thrown: unknown) => sentenceOf(thrown, 'one', 'x'));
  expect(error).toMatchObject({
    name: 'CannotStart',
    message: `the journal holds events of a newer version from position ${position}; upgrade this server.`,
  });
});
