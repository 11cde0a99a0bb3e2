import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { figures } from '../../src/cli/figures.ts';
import { init } from '../../src/cli/init.ts';
import { paceOf, progress, timeOf } from '../../src/cli/progress.ts';
import { rebuild } from '../../src/cli/rebuild.ts';
import { counties, countyModel } from '../../src/read-models/county.ts';
import { tableOf } from '../../src/read-models/projection.ts';
import { openLog } from '../../src/server/logging.ts';
import { serve } from '../../src/server/main.ts';
import { readSettings } from '../../src/server/settings.ts';

const countyTable = tableOf(countyModel, counties);

let folder: string;
let environment: Readonly<Record<string, string>>;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cadre-ledger-'));
  environment = { CADRE_LEDGER_DATA: folder, PORT: '0' };
});
afterEach(() => rmSync(folder, { recursive: true }));

async function printed(command: typeof rebuild, options: object): Promise<readonly string[]> {
  const lines: string[] = [];
  await command.run({ ...options }, { environment, print: (line) => lines.push(line) });
  return lines;
}
const made = () => printed(init, { county: '419998', name: '虚怀县' });
/** The generations that serve, by table, as the file says. */
function generations(): Readonly<Record<string, unknown>> {
  const database = new DatabaseSync(join(folder, 'ledger.db'), { readOnly: true });
  const rows = database
    .prepare("SELECT name, generation FROM collections WHERE state = 'serving'")
    .all();
  database.close();
  return Object.fromEntries(rows.map(({ name, generation }) => [String(name), generation]));
}

test('rebuild without a server builds the tables here, all or those of a model', async () => {
  await made();
  const before = await printed(figures, { asOf: '2024-06-30' });
  expect((await printed(rebuild, {})).at(-1)).toMatch(
    /^(\d+) of \1 tables rebuilt from \d+ events in \d+ s\.$/,
  );
  expect(new Set(Object.values(generations()))).toEqual(new Set([1]));
  expect(await printed(rebuild, { model: ['county'] })).toEqual([
    expect.stringMatching(/^1 of 1 tables rebuilt/),
  ]);
  expect(generations()).toMatchObject({ [countyTable]: 2, person_v2_cadres: 1 });
  expect(await printed(figures, { asOf: '2024-06-30' })).toEqual(before);
});

test('rebuild asks the running server, and follows it or not', async () => {
  await made();
  const { settings } = readSettings(environment);
  const running = await serve({ settings, logger: openLog('silent', { write: () => {} }) });
  expect(await printed(rebuild, { model: ['county'] })).toEqual([
    expect.stringMatching(/^1 of 1 tables rebuilt from \d+ events/),
  ]);
  expect(await printed(rebuild, { model: ['county'], wait: false })).toEqual([
    expect.stringContaining('rebuilt in the running server'),
  ]);
  await expect(printed(rebuild, { model: ['people'] })).rejects.toThrow('no read model people');
  await running.close();
});

test('rebuild without a server and without waiting is done by the next one', async () => {
  await made();
  expect(await printed(rebuild, { wait: false })).toEqual([
    expect.stringContaining('when the server is started'),
  ]);
  await expect(printed(rebuild, { model: ['people'] })).rejects.toThrow('no read model people');
  expect((await printed(rebuild, {})).at(-1)).toMatch(/rebuilt from \d+ events/);
  expect(new Set(Object.values(generations()))).toEqual(new Set([1]));
});

test('rebuild needs a ledger', async () => {
  await expect(printed(rebuild, {})).rejects.toThrow('There is no ledger');
});

test('progress says how fast it goes and how long it takes', () => {
  const texts: string[] = [];
  const show = progress({ isTTY: true, write: (text) => texts.push(text) }, 'Rebuilding');
  show({ done: 1, all: 2, note: paceOf(12_300, 80) });
  show({ done: 1, all: 2, note: paceOf(12_300, 80) });
  show({ done: 2, all: 2, note: paceOf(null, null) });
  expect(texts).toHaveLength(2);
  expect(texts[0]).toContain('50 % (1/2) 12,300 events/s, 1 min 20 s left\u001b[K');
  expect(texts[1]).toContain('100 % (2/2)\u001b[K\n');
  expect([45, 80, 7_500].map(timeOf)).toEqual(['45 s', '1 min 20 s', '2 h 5 min']);
});
