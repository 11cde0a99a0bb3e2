/** A ledger over the real client and a scripted peer, and what stands in the peer's stream. */
import type { StoredEvent } from '../../src/application/ports.ts';
import { clientLog } from '../../src/stores/kurrentdb/client-log.ts';
import { toBytes } from '../../src/stores/kurrentdb/envelope.ts';
import { kurrentdbLedger } from '../../src/stores/kurrentdb/kurrentdb-ledger.ts';
import { surroundings } from '../../src/stores/kurrentdb/surroundings.ts';
import { memoryReplica } from '../../src/stores/memory/memory-ledger.ts';
import type { PeerRecord } from '../peer/peer-streams.ts';
import { type ScriptedPeer, scriptedPeer } from '../peer/scripted-peer.ts';
import { event, stillClock, testFolding, write } from './samples.ts';

export const stream = 'ledger';
/** Short, so that silence is noticed within a test; a new client's first read takes half of it. */
const callMs = 1_000;

export type FaultyStage = Awaited<ReturnType<typeof faultyStage>>;

type Options = {
  readonly connectionOf?: (peer: ScriptedPeer, another: ScriptedPeer) => string;
  /** Both longer than a busy machine takes; short where it is waited for. */
  readonly budgetMs?: number;
  readonly patienceMs?: number;
};

export async function faultyStage({
  connectionOf = ({ connection }) => connection,
  budgetMs = 20_000,
  patienceMs = 20_000,
}: Options = {}) {
  const peer = await scriptedPeer();
  const another = await scriptedPeer(peer.streams);
  const ends: (() => Promise<void>)[] = [another.close, peer.close];
  const clock = stillClock();
  const connection = connectionOf(peer, another);

  async function server() {
    const ledger = await kurrentdbLedger({
      log: clientLog({ connection, stream, callMs }),
      replica: memoryReplica({ folding: testFolding(), clock }),
      ...{ clock, surroundings, budgetMs, patienceMs },
    });
    ends.push(() => ledger.close());
    return ledger;
  }

  return {
    peer,
    server,
    ledger: await server(),
    /** Another node of the same cluster. */
    another,
    stored: () => (peer.streams.read(stream) ?? []).map(({ data }) => storedIn(data)),
    async end(): Promise<void> {
      for (const end of ends.splice(0).reverse()) await end();
    },
  };
}

/** Cast: written by the ledgers of these tests alone. */
const storedIn = (data: Uint8Array) => JSON.parse(Buffer.from(data).toString()) as StoredEvent;

export const asked = (n: number) => [write(`a-${n}`, 'none', event(n))];

/** What another server appended: command `n` at this position. */
export function rival(n: number, position: number): PeerRecord {
  const sample = event(n);
  const meta = { ...sample.meta, recordedAt: '2024-06-30T08:00:00.000Z' as never };
  const data = toBytes({ ...sample, stream: `a-${n}`, revision: 0, position, meta });
  const metadata = new Map([
    ['type', sample.type],
    ['content-type', 'application/octet-stream'],
  ]);
  return { id: crypto.randomUUID(), metadata, customMetadata: new Uint8Array(), data };
}

export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await surroundings.wait(10);
}
