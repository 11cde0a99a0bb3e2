/** The cluster that is measured, and ledgers over it. */
import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { instant } from '../events/dates.ts';
import type { Folding, Ledger } from '../src/application/ports.ts';
import { clientLog } from '../src/stores/kurrentdb/client-log.ts';
import { kurrentdbLedger } from '../src/stores/kurrentdb/kurrentdb-ledger.ts';
import { surroundings } from '../src/stores/kurrentdb/surroundings.ts';
import { sqliteReplica } from '../src/stores/sqlite/sqlite-ledger.ts';

const clock = { now: () => instant(Date.now()) };

/** Throws with the setting's name when there is none. */
export function cluster(): string {
  const given = process.env.BENCH_KURRENTDB;
  if (given === undefined || given === '') {
    throw new Error('BENCH_KURRENTDB names no KurrentDB (kurrentdb://host:port?tls=false)');
  }
  return given;
}

export const newStream = () => `bench-${randomUUID()}`;

type Place = { readonly stream: string; readonly folder: string; readonly folding: Folding };

/** As a server opens it: the replica in a file, which it follows. */
export function clusterLedger({ stream, folder, folding }: Place): Promise<Ledger> {
  mkdirSync(folder, { recursive: true });
  const log = clientLog({ connection: cluster(), stream });
  const replica = sqliteReplica({ folder, folding, clock });
  return kurrentdbLedger({ log, replica, clock, surroundings });
}
