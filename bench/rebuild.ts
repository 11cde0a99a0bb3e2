/** Read models made anew from a history: the cadres alone, and all of them, against its replay. */
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { instant } from '../events/dates.ts';
import { eventCodec } from '../events/index.ts';
import { folding } from '../src/application/folding.ts';
import { readModels } from '../src/read-models/index.ts';
import { personModel } from '../src/read-models/person.ts';
import type { ReadModel } from '../src/read-models/projection.ts';
import { sqliteLedger } from '../src/stores/sqlite/sqlite-ledger.ts';
import { historyFile } from './history.ts';
import { against, aimed, interleaved, type Options, type Report, timed } from './measure.ts';
import { eachEvent, openJournal } from './replay.ts';

const replayed = 'replay of stored events';
const cadres = 'rebuild of the model cadres';

export async function rebuild({ repeats, events }: Options): Promise<Report> {
  const file = await historyFile(events);
  const journal = openJournal(file);
  const count = await journal.head();
  await journal.close();
  const group = `rebuild over ${count} events`;
  const contestants = [
    { name: replayed, run: () => replayOf(file, count) },
    { name: cadres, run: () => rebuilt(file, count, [personModel]) },
    { name: 'rebuild of all models', run: () => rebuilt(file, count, readModels) },
  ];
  const measured = await interleaved(group, contestants, repeats, 0);
  const rows = against(measured, replayed, 'per second');
  const isMet = ({ ratio }: { ratio?: { value: number } }) => (ratio?.value ?? 0) >= 0.5;
  return {
    rows: aimed(rows, { group, name: cadres }, 'at most twice the time of its replay', isMet),
    absent: [
      {
        name: 'p99 of queries and appends while models are rebuilt',
        why: 'this bench has no load beside the rebuild yet',
      },
    ],
    notes: [
      'A file without the models’ tables is opened, and the time taken until they serve: built in short steps beside the serving ones, events read by type, indexes written with the rows.',
    ],
  };
}

async function replayOf(file: string, count: number) {
  const ledger = openJournal(file);
  const sample = await timed(count, () => eachEvent(ledger, () => {}));
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
