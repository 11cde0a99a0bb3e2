/** Who appends to a cluster: the ledger over it, its client alone, a peer; the ledger's file beside. */
import { join } from 'node:path';
import { binaryEvent, KurrentDBClient, NO_STREAM } from '@kurrent/kurrentdb-client';
import { instant } from '../events/dates.ts';
import { sqliteLedger } from '../src/stores/sqlite/sqlite-ledger.ts';
import { type Appender, ledgerAppender } from './append-contestants.ts';
import { appendLoad, eventsInTurn } from './append-load.ts';
import { cluster, clusterLedger, newStream } from './cluster.ts';
import { noFolding } from './history.ts';
import { ended, loaded, startedWorker } from './journal-workers.ts';
import type { Sample } from './measure.ts';
import { opened } from './peers.ts';

export const overCluster = 'Cadre Ledger, cluster';
export const plainAppends = 'client, one append an event';
const clock = { now: () => instant(Date.now()) };

export type Loaded = {
  readonly name: string;
  readonly load: (callers: number, loadMs: number) => Promise<Sample>;
  readonly close: () => Promise<void>;
};

export function journalContestants(folder: string) {
  const next = eventsInTurn();
  const here = (appender: Appender): Loaded => ({
    name: appender.name,
    load: (callers, loadMs) => appendLoad(appender, callers, loadMs, next),
    close: appender.close,
  });
  return opened<Loaded>({
    [plainAppends]: async () => here(plain(cluster())),
    [overCluster]: async () => {
      const place = { stream: newStream(), folder: join(folder, 'replica'), folding: noFolding };
      return here(ledgerAppender(overCluster, await clusterLedger(place)));
    },
    'emmett-esdb': async () => {
      const worker = await startedWorker('emmett-esdb.js', [cluster()]);
      const load = (callers: number, loadMs: number) => loaded(worker, { callers, loadMs });
      return { name: 'emmett-esdb', load, close: () => ended(worker) };
    },
    'Cadre Ledger, file': async () => {
      const file = join(folder, 'file.db');
      const ledger = sqliteLedger({ file, folding: noFolding, clock });
      return here(ledgerAppender('Cadre Ledger, file', ledger));
    },
  });
}

/** What a program does without a ledger: one call an event, at the revision it expects. */
function plain(connection: string): Appender {
  const client = KurrentDBClient.connectionString(connection);
  return {
    name: plainAppends,
    close: () => client.dispose(),
    begin: async () => {
      const run = newStream();
      return {
        append: async (caller, revision, event) => {
          const streamState = revision === 0 ? NO_STREAM : BigInt(revision - 1);
          const data = Buffer.from(JSON.stringify(event));
          const sent = binaryEvent({ id: event.id, type: event.type, data });
          await client.appendToStream(`${run}.${caller}`, sent, { streamState });
        },
      };
    },
  };
}
