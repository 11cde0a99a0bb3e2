/** What SQLite has to keep when processes die, race for the file, or the disk is full. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { memoryLedger } from '../../src/stores/memory/memory-ledger.ts';
import { sqliteLedger, sqliteReplica } from '../../src/stores/sqlite/sqlite-ledger.ts';
import { dumped, event, stillClock, testFolding, write } from './samples.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** `npm run faults` kills a thousand times; here it is seen that each kind of moment is met. */
const kills = 8;
const child = join(import.meta.dirname, 'append-child.ts');
const open = (folder: string) =>
  sqliteLedger({ folder, folding: testFolding(), clock: stillClock() });
let folder = '';
let remove = async () => {};

beforeAll(async () => {
  ({ folder, remove } = await temporaryFolder());
});
afterAll(() => remove());

function start(...args: readonly string[]) {
  const flags = ['--disable-warning=ExperimentalWarning', child, ...args];
  const running = spawn(process.execPath, flags, { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  running.stdout.on('data', (part) => {
    said += part;
  });
  const lines = () => said.split('\n').slice(0, -1);
  return { running, lines, ended: once(running, 'close') };
}

async function killedAfter(acknowledgedMin: number, place: string, next: number) {
  const { running, lines, ended } = start(place, 'forever', String(next));
  while (lines().length < acknowledgedMin && running.exitCode === null) await sleep(2);
  running.kill('SIGKILL');
  await ended;
  return lines().map(Number);
}

test(`${kills} kills during appends lose nothing that was acknowledged and leave no gap`, async () => {
  for (let kill = 0; kill < kills; kill += 1) {
    const acknowledged = await killedAfter(1 + ((kill * 17) % 40), folder, 1 + kill * 1_000_000);
    expect(acknowledged.length).toBeGreaterThan(0);
    const ledger = open(folder);
    const head = await ledger.head();
    expect(head).toBeGreaterThanOrEqual(Math.max(...acknowledged));
    const positions: number[] = [];
    while (positions.length < head) {
      const page = await ledger.readAll(positions.length, 1_000);
      expect(page.length).toBeGreaterThan(0);
      positions.push(...page.map(({ position }) => position));
    }
    expect(positions.every((position, index) => position === index + 1)).toBe(true);
    const facts = (await dumped(ledger)).reduce((sum, { row }) => sum + row.facts.length, 0);
    expect(facts).toBe(head);
    await ledger.close();
  }
}, 120_000);

test('a second writing process is refused with a sentence, a later one is not', async () => {
  const { folder, remove } = await temporaryFolder();
  const ledger = open(folder);
  const second = start(folder, 'once');
  await second.ended;
  expect(second.lines()).toEqual([
    expect.stringMatching(/^LedgerRefused: another process is writing .*ask the running server/),
  ]);
  await ledger.append([write('a-1', 'none', event(1))], []);
  await ledger.close();
  const third = start(folder, 'once');
  await third.ended;
  expect(third.lines()).toEqual(['opened']);
  await remove();
}, 30_000);

test('a killed process holds no lock', async () => {
  const { folder, remove } = await temporaryFolder();
  await killedAfter(1, folder, 1);
  await open(folder).close();
  await remove();
}, 30_000);

test('after a failed write the ledger accepts nothing, says so, and still reads', async () => {
  const { folder, remove } = await temporaryFolder();
  const limited = `ulimit -f 4096; exec "$0" "$@"`;
  const args = ['--disable-warning=ExperimentalWarning', child, folder, 'limited'];
  const running = spawn('sh', ['-c', limited, process.execPath, ...args]);
  let said = '';
  running.stdout.on('data', (part) => {
    said += part;
  });
  await once(running, 'close');
  const lines = said.trim().split('\n');
  expect(lines.slice(-3)).toEqual(['unknown true', 'then false', 'read 1']);
  const ledger = open(folder);
  expect(await ledger.head()).toBeGreaterThanOrEqual(Number(lines.at(-4)));
  await ledger.close();
  await remove();
}, 60_000);

test.each([
  ['a copy of another journal leaves it to the log', true, 'NORMAL'],
  ['the only journal there is has it on the disk', false, 'FULL'],
])('what is taken in: %s', async (_which, isCopy, synchronous) => {
  const { folder, remove } = await temporaryFolder();
  const source = memoryLedger({ folding: testFolding(), clock: stillClock() });
  await source.append([write('a-1', 'none', event(1))], []);
  const replica = sqliteReplica({ folder, folding: testFolding(), clock: stillClock(), isCopy });
  const exec = jest.spyOn(DatabaseSync.prototype, 'exec');
  replica.include(await source.readAll(0, 1));
  const begun = exec.mock.calls.map(([sql]) => sql).filter((sql) => sql.includes('BEGIN'));
  exec.mockRestore();
  expect(begun).toEqual([`PRAGMA synchronous = ${synchronous}; BEGIN IMMEDIATE`]);
  await replica.close();
  await remove();
});
