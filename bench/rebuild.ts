/** Read models made anew from a history: the cadres alone, and all of them, against its replay. */
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { instant } from '../events/dates.ts';
import { eventCodec } from '../events/index.ts';
import { folding } from '../src/application/folding.ts';
import type { StoredEvent } from '../src/application/ports.ts';
import { readModels } from '../src/read-models/index.ts';
import { personModel } from '../src/read-models/person.ts';
import type { ReadModel } from '../src/read-models/projection.ts';
import { sqliteLedger } from '../src/stores/sqlite/sqlite-ledger.ts';
import { duringRebuild } from './during-rebuild.ts';
import { historyFile } from './history.ts';
import {
  against,
  aimed,
  interleaved,
  type Options,
  type Report,
  type Row,
  timed,
} from './measure.ts';
import { eachEvent, openJournal } from './replay.ts';

const stored = 'replay of stored events';
const decoded = 'replay of decoded events';
const cadres = 'rebuild of the model cadres';

export async function rebuild(options: Options): Promise<Report> {
  const { repeats, events } = options;
  const file = await historyFile(events);
  const journal = openJournal(file);
  const count = await journal.head();
  await journal.close();
  const group = `rebuild over ${count} events`;
  const contestants = [
    { name: stored, run: () => replayOf(file, count, () => {}) },
    { name: decoded, run: () => replayOf(file, count, (event) => eventCodec.decode(event)) },
    { name: cadres, run: () => rebuilt(file, count, [personModel]) },
    { name: 'rebuild of all models', run: () => rebuilt(file, count, readModels) },
  ];
  const measured = await interleaved(group, contestants, repeats);
  const rows = against(measured, decoded, 'per second');
  const isMet = ({ ratio }: Row) => (ratio?.value ?? 0) >= 0.5;
  const aim = 'at most twice the time of its decoded replay';
  return {
    rows: [...aimed(rows, { group, name: cadres }, aim, isMet), ...(await duringRebuild(options))],
    absent: [],
    notes: [
      'A file without the models’ tables is opened, and the time taken until they serve: built in short steps beside the serving ones, events read by type, indexes written with the rows.',
      'A rebuild decodes what it folds, so its replay is the reading and decoding of every event; that of stored events is shown beside it. The cadres fold one event in ten of this history.',
      'Beside a rebuild: one server process, queries of 20 cadres and mutations by clients of their own at the same time; the load lasts as long as the rebuild.',
    ],
  };
}

async function replayOf(file: string, count: number, act: (event: StoredEvent) => unknown) {
  const ledger = openJournal(file);
  const sample = await timed(count, () => eachEvent(ledger, act));
  await ledger.close();
  return sample;
}

/** Over a fresh copy each time: the tables must be missing. */
async function rebuilt(file: string, count: number, models: readonly ReadModel[]) {
  const folder = mkdtempSync(join(tmpdir(), 'cadre-ledger-bench-'));
  const copy = join(folder, 'ledger.db');
  copyFileSync(file, copy);
  const sample = await timed(count, async () => (await openFolded(copy, models)).close());
  rmSync(folder, { recursive: true });
  return sample;
}

/** Opens, and waits until every row of the models is there: they are built beside, not at open. */
export async function openFolded(file: string, models: readonly ReadModel[]) {
  const clock = { now: () => instant(Date.now()) };
  const ledger = sqliteLedger({ file, folding: folding(models, eventCodec), clock });
  await ledger.rebuilt();
  return ledger;
}
