/** Power cuts in short: some hundred states, the control, and that the oracle sees what it is for. */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sqliteLedger } from '../../src/stores/sqlite/sqlite-ledger.ts';
import { stillClock, testFolding } from '../stores/samples.ts';
import { temporaryFolder } from '../stores/temporary-folder.ts';
import { type Files, put, taken } from './files.ts';
import { powerLoss } from './power-loss.ts';
import { scripted } from './power-loss-commands.ts';
import { fromNothing } from './power-loss-cuts.ts';
import { faults, faultsOfLedger, type History, historyOf, lost } from './power-loss-oracle.ts';
import { type Promised, record, whyNoRecording } from './power-loss-recording.ts';
import { unsyncedDisk } from './unsynced-disk.ts';

const states = 200;
const few = 16;
const why = whyNoRecording();
let folder = '';
let remove = async () => {};
beforeAll(async () => {
  ({ folder, remove } = await temporaryFolder());
});
afterAll(() => remove());

/** Where nothing can be recorded, says so: what needs it was not tested. */
function recordable(): boolean {
  if (why !== null) console.warn(`Power cuts were not tried: ${why}.`);
  return why === null;
}

test(`${states} power cuts lose nothing acknowledged; without syncs of commits they do`, async () => {
  if (!recordable()) return;
  const run = await powerLoss({ states, commands: few });
  expect(run).toMatchObject({ checked: states, violations: [], void: null });
  expect(run.opened).toBeGreaterThanOrEqual(states / 20);
  expect(run.control.lost).toBeGreaterThan(0);
});

test('the folder of a new ledger is synced before anything is acknowledged', () => {
  if (!recordable()) return;
  const { start } = fromNothing;
  const { root, calls, promisedAt } = record({
    ...{ within: folder, seed: 3, start, commands: 1, synchronous: 'FULL' },
  });
  const disk = unsyncedDisk(root, new Map());
  for (const [index, call] of calls.entries()) {
    if (promisedAt(index).acknowledged > 0) break;
    disk.apply(call);
  }
  expect([...disk.top.durable.keys()]).toEqual(['ledger']);
});

test('a run of no states is void', async () => {
  expect((await powerLoss({ states: 0 })).void).toBe('no states were asked for');
});

describe('the oracle', () => {
  const commands = scripted(1, 1, 30);
  let history: History;
  let promised: Promised = { acknowledged: 0, positions: new Map() };
  let whole: Files = new Map();
  const heads = new Set([0]);

  beforeAll(async () => {
    const ledger = sqliteLedger({
      ...{ folder: join(folder, 'ledger'), folding: testFolding(), clock: stillClock() },
    });
    const positions = new Map<number, number>();
    for (const { number, writes } of commands) {
      const result = await ledger.append(writes, []);
      if (result.kind !== 'appended') continue;
      positions.set(number, result.position);
      heads.add(result.position);
    }
    promised = { acknowledged: await ledger.head(), positions };
    await ledger.close();
    whole = taken(folder);
    const recording = { ...{ root: folder, calls: [], heads, files: whole }, ...fromNothing };
    history = await historyOf(
      folder,
      { ...recording, promisedAt: () => promised },
      fromNothing.history,
      commands,
    );
  });

  async function found(damage: string): Promise<{ quick: string; whole: string }> {
    const damaged = () => {
      put(folder, whole);
      const database = new DatabaseSync(join(folder, 'ledger', 'ledger.db'));
      for (const act of ['update', 'delete']) database.exec(`DROP TRIGGER events_refuse_${act}`);
      database.exec(damage);
      database.close();
    };
    damaged();
    const quick = faults(folder, history, promised).join('; ');
    damaged();
    return { quick, whole: (await faultsOfLedger(folder, history, promised)).join('; ') };
  }
  const end = '(SELECT max(position) FROM events)';

  test('finds nothing in what is whole', async () => {
    expect(await found('')).toEqual({ quick: '', whole: '' });
  });

  test('finds the loss of what was acknowledged', async () => {
    const { quick } = await found(`DELETE FROM events WHERE position = ${end}`);
    expect(quick).toContain(`${lost} up to ${promised.acknowledged}`);
    expect(quick).toContain(`the rows of people_v1_persons are at ${promised.acknowledged}`);
    put(folder, new Map());
    expect(faults(folder, history, promised).join()).toContain('there up to 0');
  });

  test('finds half of a command', async () => {
    const many = commands.find(
      ({ answer, writes }) => answer === 'appended' && (writes[0]?.events.length ?? 0) > 1,
    );
    const last = promised.positions.get(many?.number ?? 0) ?? 0;
    const { quick } = await found(`DELETE FROM events WHERE position >= ${last}`);
    expect(quick).toContain(`it ends within a commit, at ${last - 1}`);
  });

  test('finds an event that is another, and one that is missing', async () => {
    const changed = await found(`UPDATE events SET data = replace(data, '伟', '卫')
      WHERE position = 2`);
    expect(changed.quick).toContain('another event than was recorded stands at number 2');
    const missing = await found('DELETE FROM events WHERE position = 2');
    expect(missing.quick).toContain('another event than was recorded stands at number 2');
    expect(missing.whole).toContain('position 2');
  });

  test('finds rows that are not what the journal says, and a file that is no database', async () => {
    const { whole: said } = await found('DELETE FROM people_v1_persons__facts WHERE ordinal = 0');
    expect(said).toContain('rows equal to a replay');
    put(folder, new Map([['ledger/ledger.db', Buffer.alloc(8_192, 7)]]));
    expect(faults(folder, history, promised).join()).toContain('not to be read');
  });
});
