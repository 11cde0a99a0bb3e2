/** Event stores of others. Types are what is used here: the packages are not the project's own. */
import { randomUUID } from 'node:crypto';
import type { Appender } from './append-contestants.ts';
import { peer } from './peers.ts';

const connection = () => {
  const given = process.env.BENCH_POSTGRES;
  if (given === undefined || given === '') {
    throw new Error('BENCH_POSTGRES names no PostgreSQL (postgresql://user@host:port/database)');
  }
  return given;
};

export async function emmettSqlite(): Promise<Appender> {
  await peer('@event-driven-io/emmett-sqlite').catch(() => {
    throw new Error(
      'not installed: it needs sqlite3, which is compiled by an install script, and a version of emmett that is not published',
    );
  });
  throw new Error('installed by hand; this suite knows no adapter for it');
}

type EmmettStore = {
  readonly schema: { readonly migrate: () => Promise<unknown> };
  readonly appendToStream: (
    stream: string,
    events: readonly object[],
    options: { readonly expectedStreamVersion: bigint | 'STREAM_DOES_NOT_EXIST' },
  ) => Promise<unknown>;
  readonly close: () => Promise<void>;
};

/** Casts: the shapes are those of the peer's documentation. */
export async function emmettPostgres(): Promise<Appender> {
  const url = connection();
  const module = await peer('@event-driven-io/emmett-postgresql');
  const open = module.getPostgreSQLEventStore as (connection: string) => EmmettStore;
  const store = open(url);
  await store.schema.migrate();
  return {
    name: 'emmett-postgresql',
    close: () => store.close(),
    begin: async () => {
      const run = randomUUID();
      return {
        append: async (caller, revision, { type, data, personal, meta }) => {
          const expectedStreamVersion = revision === 0 ? 'STREAM_DOES_NOT_EXIST' : BigInt(revision);
          const event = { type, data: { ...data, personal }, metadata: meta };
          await store.appendToStream(`${run}.${caller}`, [event], { expectedStreamVersion });
        },
      };
    },
  };
}

type CastoreAdapter = {
  readonly pushEvent: (event: object, options: { eventStoreId: string }) => Promise<unknown>;
};
type CastoreClass = {
  new (options: { connectionString: string; tableName: string }): CastoreAdapter;
  createEventTable: (options: { connectionString: string; tableName: string }) => Promise<unknown>;
};

export async function castorePostgres(): Promise<Appender> {
  const connectionString = connection();
  const module = await peer('@castore/event-storage-adapter-postgres');
  const Adapter = module.PostgresEventStorageAdapter as CastoreClass;
  const tableName = `castore_${process.pid}`;
  await Adapter.createEventTable({ connectionString, tableName });
  const adapter = new Adapter({ connectionString, tableName });
  return {
    name: 'castore postgres',
    close: async () => {},
    begin: async (callers) => {
      const ids = Array.from({ length: callers }, () => randomUUID());
      return {
        append: async (caller, revision, { type, data, personal, meta }) => {
          const payload = { ...data, personal };
          const [aggregateId, version] = [ids[caller], revision + 1];
          const event = { aggregateId, version, type, payload, metadata: meta };
          await adapter.pushEvent(event, { eventStoreId: 'cadre' });
        },
      };
    },
  };
}
