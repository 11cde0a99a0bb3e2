/**
 * A server's ledger in a process of its own, over a stream that others write too:
 * `journal-worker.js <writer|reader> <stream> <folder>`, told what to do by its parent.
 */
import type { CivilDate } from '../events/dates.ts';
import { eventCodec } from '../events/index.ts';
import { folding } from '../src/application/folding.ts';
import type { Ledger } from '../src/application/ports.ts';
import { readModels } from '../src/read-models/index.ts';
import { cadres, personModel } from '../src/read-models/person.ts';
import { tableOf } from '../src/read-models/projection.ts';
import { ledgerAppender } from './append-contestants.ts';
import { appendLoad, eventsInTurn } from './append-load.ts';
import { clusterLedger } from './cluster.ts';
import { noFolding } from './history.ts';
import type { Asked, Told } from './journal-workers.ts';

const [role = '', stream = '', folder = ''] = process.argv.slice(2);
const isReader = role === 'reader';
const ledger = await clusterLedger({
  ...{ stream, folder },
  folding: isReader ? folding(readModels, eventCodec) : noFolding,
});
if (isReader) watch(ledger);
else write(ledger);
tell({ kind: 'ready' });

function tell(told: Told): void {
  process.send?.(told);
}

function write(written: Ledger): void {
  const name = String(process.pid);
  const appender = ledgerAppender(name, written, `${name}.`);
  const next = eventsInTurn(name);
  process.on('message', async ({ callers, loadMs }: Asked) => {
    tell({ kind: 'sample', sample: await appendLoad(appender, callers, loadMs, next) });
  });
}

/** Tells of every new cadre, once its row can be read here. */
function watch(read: Ledger): void {
  const table = tableOf(personModel, cadres);
  let seen = 0;
  let last = Promise.resolve();
  const look = async () => {
    for (const { type, data, position } of await read.readAll(seen, 1_000)) {
      seen = position;
      if (type !== 'PersonRegistered') continue;
      // Cast: a day, as the brand wants it.
      const at = { asOf: '2026-01-01' as CivilDate, knownAt: null };
      const rows = await read.getRows(table, [String(data.cadreId)], at);
      if (rows.length !== 1) throw new Error(`no row for the event at ${position}`);
      tell({ kind: 'seen', position, atMs: performance.timeOrigin + performance.now() });
    }
  };
  read.onAppended(() => {
    last = last.then(look);
  });
}

process.once('disconnect', () => {
  ledger.close().finally(() => process.exit());
});
