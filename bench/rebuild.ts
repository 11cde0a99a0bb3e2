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
  type Contestant,
  interleaved,
  type Options,
  type Report,
  type Row,
  timed,
} from './measure.ts';
import { eachEvent, openJournal } from './replay.ts';

const stored = 'replay of stored events';
const decoded = 'replay of decoded events';
const ownDecoded = 'replay of the model’s own events, decoded';
const cadres = 'rebuild of the model cadres';
/** All models fold some twenty times as much. */
const allModelsEventsMax = 100_000;

export async function rebuild(options: Options): Promise<Report> {
  const { repeats, events } = options;
  const own = folding([personModel], eventCodec).collections.flatMap(({ types }) => types);
  const one = await measured(events, repeats, (file, count) => [
    { name: stored, run: () => replayOf(file, count, () => {}) },
    { name: decoded, run: () => replayOf(file, count, decode) },
    { name: ownDecoded, run: () => replayOf(file, count, decode, own) },
    { name: cadres, run: () => rebuilt(file, count, [personModel]) },
  ]);
  const all = await measured(Math.min(events, allModelsEventsMax), repeats, (file, count) => [
    { name: decoded, run: () => replayOf(file, count, decode) },
    { name: 'rebuild of all models', run: () => rebuilt(file, count, readModels) },
  ]);
  const isMet = ({ ratio }: Row) => (ratio?.value ?? 0) >= 0.5;
  const which = { group: one[0]?.group ?? '', name: cadres };
  const aim = 'at most twice the time of its decoded replay';
  return {
    rows: [...aimed(one, which, aim, isMet), ...all, ...(await duringRebuild(options))],
    absent: [],
    notes: [
      'A file without the models’ tables is opened, and the time taken until they serve: built in short steps beside the serving ones, events read by type, indexes written with the rows.',
      'A rebuild decodes what it folds: it is held against the reading and decoding of every event. Stored events and the model’s own types alone (one event in five of this history) are shown beside it; each row is counted by all events of the history.',
      'Beside a rebuild: one server process, queries of 20 cadres and mutations by clients of their own at the same time; the load lasts as long as the rebuild.',
    ],
  };
}

async function measured(
  events: number,
  repeats: number,
  contestantsOf: (file: string, count: number) => readonly Contestant[],
): Promise<readonly Row[]> {
  const file = await historyFile(events);
  const journal = openJournal(file);
  const count = await journal.head();
  await journal.close();
  const group = `rebuild over ${count} events`;
  const rows = await interleaved(group, contestantsOf(file, count), repeats);
  return against(rows, decoded, 'per second');
}

const decode = (event: StoredEvent) => eventCodec.decode(event);

async function replayOf(
  file: string,
  count: number,
  act: (event: StoredEvent) => unknown,
  types?: readonly string[],
) {
  const ledger = openJournal(file);
  const sample = await timed(count, () => eachEvent(ledger, act, types && { types }));
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
