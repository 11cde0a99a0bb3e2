/**
 * emmett over a cluster: `emmett-esdb.js <connection>`. In a process of its own, for its client is
 * the one before KurrentDB's, and both put their protocol's types in the same global place.
 */
import type { NewStoredEvent } from '../src/application/ports.ts';
import type { Appender } from './append-contestants.ts';
import { appendLoad, eventsInTurn } from './append-load.ts';
import type { Asked, Told } from './journal-workers.ts';
import { peer, peerModule } from './peers.ts';

type EmmettStore = {
  readonly appendToStream: (
    stream: string,
    events: readonly object[],
    options: { readonly expectedStreamVersion: bigint | 'STREAM_DOES_NOT_EXIST' },
  ) => Promise<unknown>;
};
type FormerClient = { readonly dispose: () => Promise<void> };

const [connection = ''] = process.argv.slice(2);
try {
  serve(await emmett(connection));
} catch (error) {
  tell({ kind: 'failed', why: error instanceof Error ? error.message : String(error) });
  process.exit();
}

function tell(told: Told): void {
  process.send?.(told);
}

function serve(appender: Appender): void {
  const next = eventsInTurn();
  process.on('message', async ({ callers, loadMs }: Asked) => {
    tell({ kind: 'sample', sample: await appendLoad(appender, callers, loadMs, next) });
  });
  process.once('disconnect', () => {
    appender.close().finally(() => process.exit());
  });
  tell({ kind: 'ready' });
}

/** Casts: the shapes are those of the peer's documentation. */
async function emmett(text: string): Promise<Appender> {
  const { EventStoreDBClient } = await peer('@eventstore/db-client');
  const connect = EventStoreDBClient as { connectionString: (text: string) => FormerClient };
  const module = await peerModule('@event-driven-io/emmett-esdb', 'dist/index.js');
  const open = module.getEventStoreDBEventStore as (client: FormerClient) => EmmettStore;
  const client = connect.connectionString(text.replace(/^\w+(?=[:+])/, 'esdb'));
  const store = open(client);
  let runs = 0;
  return {
    name: 'emmett-esdb',
    close: () => client.dispose(),
    begin: async () => {
      runs += 1;
      const run = `bench-emmett-${process.pid}-${Date.now()}-${runs}`;
      return {
        append: async (caller, revision, event) => {
          const expectedStreamVersion =
            revision === 0 ? 'STREAM_DOES_NOT_EXIST' : BigInt(revision - 1);
          await store.appendToStream(`${run}.${caller}`, [emmettEvent(event)], {
            expectedStreamVersion,
          });
        },
      };
    },
  };
}

function emmettEvent({ type, data, personal, meta }: NewStoredEvent) {
  return { type, data: { ...data, personal }, metadata: meta };
}
