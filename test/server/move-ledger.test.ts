/** A ledger moved between folder and stream: what becomes of both, and what is refused. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { check } from '../../src/cli/check.ts';
import { compared } from '../../src/cli/check-replica.ts';
import { migrate } from '../../src/cli/migrate.ts';
import { elsewhere } from '../../src/server/journal-elsewhere.ts';
import { moveToFolder, moveToStream } from '../../src/server/move-ledger.ts';
import { openFolder } from '../../src/server/open-folder.ts';
import type { MoveStage } from '../../src/stores/move-journal.ts';
import { journalFile } from '../../src/stores/sqlite/journal-file.ts';
import { filled, keyHex, openCounty, opened, run, spoil } from '../cli/operated.ts';
import { emptyStream, eventLogInMemory, type Stream } from '../stores/event-log-in-memory.ts';
import { temporaryFolder } from '../stores/temporary-folder.ts';

let folder = '';
let back = '';
let stream: Stream = emptyStream();
let ends: (() => Promise<void>)[] = [];
beforeEach(async () => {
  const [one, other] = [await temporaryFolder(), await temporaryFolder()];
  [folder, back, stream] = [one.folder, join(other.folder, 'data'), emptyStream()];
  ends = [one.remove, other.remove];
  await filled(folder, 30);
});
afterEach(async () => {
  for (const end of ends) await end();
});

const where = 'stream ledger-1 at one:2113';
const unseen = { onProgress: () => () => {} };
const of = (dataFolder: string) => ({ dataFolder, key: keyHex });
const named = () => ({ log: eventLogInMemory(stream), where });
const thither = () => moveToStream(of(folder), named(), unseen);
const backAgain = (told: Parameters<typeof moveToFolder>[2] = unseen) =>
  moveToFolder(named(), of(back), told);
async function eventsIn(data: string) {
  const file = journalFile(join(data, 'ledger.db'));
  const events = await file.read(0, 1_000);
  file.close();
  return events;
}

test('there and back: the same events in a folder that can be served, and everything holds', async () => {
  const before = await eventsIn(folder);
  const [there, again] = [await thither(), await backAgain()];
  expect(there.count).toBe(before.length);
  expect(again.hashes).toEqual(there.hashes);
  expect(await eventsIn(back)).toEqual(before);
  expect(elsewhere(back)).toBeNull();
  expect(await run(check, back)).toMatchObject({ failed: false });
  const { application } = await opened(back);
  await openCounty(application, '419999');
  await application.close();
});

test('a folder whose journal was moved is a replica: it is read, and not written to any more', async () => {
  await thither();
  await expect(opened(folder)).rejects.toThrow(
    /does not keep the journal.*stream ledger-1 at one:2113.*CADRE_LEDGER_EVENT_STORE/,
  );
  const reading = { demo: null, create: false, readOnly: true };
  const { application } = await openFolder(of(folder), reading);
  expect(await application.counties()).toHaveLength(30);
  await application.close();
  await expect(thither()).rejects.toThrow(/does not keep the journal/);
  expect(await run(check, folder)).toMatchObject({
    failed: false,
    text: expect.stringContaining('a replica of stream ledger-1'),
  });
});

test('a folder that a server writes is not moved', async () => {
  const { application } = await opened(folder);
  await expect(thither()).rejects.toThrow(/another process is writing.*stop it first/);
  await application.close();
  expect(stream.records).toEqual([]);
  expect(elsewhere(folder)).toBeNull();
});

test('another key is refused on either side, and nothing is written', async () => {
  const wrong = 'ab'.repeat(32);
  const leaving = moveToStream({ dataFolder: folder, key: wrong }, named(), unseen);
  await expect(leaving).rejects.toThrow(/another key/);
  expect(stream.records).toEqual([]);
  await thither();
  const coming = moveToFolder(named(), { dataFolder: back, key: wrong }, unseen);
  await expect(coming).rejects.toThrow(/another key/);
  const keyless = moveToFolder(named(), { dataFolder: back, key: null }, unseen);
  await expect(keyless).rejects.toThrow(/key of the ledger in .* is missing/);
  expect(existsSync(back)).toBe(false);
});

test('a folder half filled is not served; the move goes on, also where another ledger is refused', async () => {
  await thither();
  const ended = (stage: MoveStage) => () => {
    if (stage === 'proving') throw new Error('the process ended');
  };
  await expect(backAgain({ onProgress: ended })).rejects.toThrow('the process ended');
  await expect(opened(back)).rejects.toThrow(/does not keep the journal/);
  const moved = await backAgain();
  expect([moved.before, moved.count]).toEqual([moved.count, moved.count]);
  const other = await temporaryFolder();
  ends.push(other.remove);
  await filled(other.folder, 2);
  const events = await eventsIn(other.folder);
  const spoiling = moveToFolder(named(), of(other.folder), unseen);
  await expect(spoiling).rejects.toThrow(/something else than the source from position 1 on/);
  expect(await eventsIn(other.folder)).toEqual(events);
  expect(elsewhere(other.folder)).toBeNull();
});

test('a replica is compared with its journal: equal, behind, different at a place, or longer', async () => {
  await thither();
  const file = join(folder, 'ledger.db');
  const asked = () => compared(eventLogInMemory(stream), file, where);
  const events = stream.records.length;
  expect(await asked()).toEqual({
    found: [],
    said: [
      expect.stringMatching(new RegExp(`holds ${events} events as stream.*sha256 [0-9a-f]{64}$`)),
    ],
  });
  const last = stream.records.pop();
  if (last === undefined) throw new Error('nothing was moved');
  expect((await asked()).found).toMatchObject([
    { where: `positions ${events} to ${events}`, what: expect.stringContaining('lost its end') },
  ]);
  stream.records.push(last, last);
  expect((await asked()).said).toEqual([expect.stringContaining('1 behind the journal')]);
  stream.records.pop();
  spoil(folder, "UPDATE events SET reason = 'x' WHERE position = 5");
  const { found, said } = await asked();
  expect([found.length, found[0]?.where, said]).toEqual([1, 'position 5', []]);
});

test('what cannot be meant is told in a sentence before anything is connected with', async () => {
  const told = async (options: Record<string, unknown>, rest = {}) => {
    const environment = { CADRE_LEDGER_KEY: keyHex, ...rest };
    const { text, failed } = await run(migrate, folder, options, environment);
    expect(failed).toBe(true);
    return text;
  };
  expect(await told({ to: 'cluster' })).toMatch(
    /To which cluster\? Name it with CADRE_LEDGER_EVENT/,
  );
  expect(await told({ to: back })).toMatch(/From which cluster\?/);
  expect(await told({ to: 'mysql://one' })).toMatch(
    /^--to must be cluster, a folder or a connection string/,
  );
  expect(await told({ to: ' ' })).toMatch(/--to must name/);
  expect(await told({ to: 'cluster', stream: '-' })).toMatch(/^--stream must begin with a letter/);
  const secret = 'kurrentdb://user:secret@127.0.0.1:1?tls=false';
  const text = await told({ to: 'cluster' }, { CADRE_LEDGER_EVENT_STORE: secret });
  expect(text).toMatch(/Nothing listens at 127.0.0.1:1/);
  expect(text).not.toContain('secret');
});
