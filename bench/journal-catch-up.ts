/** An empty replica filled from a long stream, against the client's own read of the same. */
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { FORWARDS, KurrentDBClient, START } from '@kurrent/kurrentdb-client';
import { eventCodec } from '../events/index.ts';
import { folding } from '../src/application/folding.ts';
import { pageEventsMax } from '../src/application/limits.ts';
import type { Folding } from '../src/application/ports.ts';
import { readModels } from '../src/read-models/index.ts';
import { clientLog } from '../src/stores/kurrentdb/client-log.ts';
import { streamJournal } from '../src/stores/kurrentdb/stream-journal.ts';
import { surroundings } from '../src/stores/kurrentdb/surroundings.ts';
import { cluster, clusterLedger, newStream } from './cluster.ts';
import { historyFile, noFolding } from './history.ts';
import { against, aimed, interleaved, type Row, timed } from './measure.ts';
import { openJournal } from './replay.ts';

const rawRead = 'client, read of the stream';
const withoutRows = 'replica, without rows';

type Shape = { readonly folder: string; readonly repeats: number; readonly events: number };

export async function catchUpOf({ folder, repeats, events }: Shape): Promise<readonly Row[]> {
  const stream = newStream();
  const count = await fill(stream, events);
  const client = KurrentDBClient.connectionString(cluster());
  const filled = (rows: Folding) => () =>
    timed(count, () => replicaOf(folder, stream, rows, count));
  const contestants = [
    { name: rawRead, run: () => timed(count, () => readAll(client, stream, count)) },
    { name: withoutRows, run: filled(noFolding) },
    { name: 'replica with all rows', run: filled(folding(readModels, eventCodec)) },
  ];
  const group = `catch-up over ${count} events`;
  const measured = await interleaved(group, contestants, repeats);
  await client.dispose();
  const rows = against(measured, rawRead, 'per second');
  const isMet = ({ ratio }: Row) => (ratio?.value ?? 0) >= 0.5;
  return aimed(rows, { group, name: withoutRows }, '≥ 0.5 of the client’s read', isMet);
}

/** Writes the history to the stream as it is; how many events it has. */
async function fill(stream: string, events: number): Promise<number> {
  const source = openJournal(await historyFile(events));
  const log = clientLog({ connection: cluster(), stream });
  const { put } = streamJournal({ log, surroundings });
  process.stderr.write(`writing a history of ${events} events to the cluster\n`);
  let at = 0;
  for (;;) {
    // The history's commands end where its pages do: a thousand of one event, then all of ten.
    const page = await source.readAll(at, pageEventsMax);
    if (page.length === 0) break;
    await put(page);
    at += page.length;
  }
  await source.close();
  await log.close();
  return at;
}

async function readAll(client: KurrentDBClient, stream: string, count: number): Promise<void> {
  let read = 0;
  const options = { direction: FORWARDS, fromRevision: START } as const;
  for await (const { event } of client.readStream(stream, options)) if (event) read += 1;
  if (read !== count) throw new Error(`${read} events were read where ${count} are`);
}

async function replicaOf(folder: string, stream: string, rows: Folding, count: number) {
  const place = mkdtempSync(join(folder, 'catch-up-'));
  const ledger = await clusterLedger({ stream, folder: place, folding: rows });
  if ((await ledger.head()) !== count) throw new Error('the replica has not caught up');
  await ledger.close();
  rmSync(place, { recursive: true });
}
