/**
 * Streams as a cluster keeps them, in memory. What is promised of appends was seen on
 * EventStoreDB 23.10.3; peer.test.ts holds both against each other.
 */
import { EventEmitter } from 'node:events';

export type PeerRecord = {
  readonly id: string;
  readonly metadata: ReadonlyMap<string, string>;
  readonly customMetadata: Uint8Array;
  readonly data: Uint8Array;
};
export type Expected = 'any' | 'none' | 'exists' | number;
export type Appended =
  | { readonly kind: 'stored'; readonly revision: number }
  | { readonly kind: 'wrong'; readonly current: number | null };

export type PeerStreams = ReturnType<typeof peerStreams>;

export function peerStreams() {
  const streams = new Map<string, PeerRecord[]>();
  const changes = new EventEmitter().setMaxListeners(0);

  function append(name: string, expected: Expected, records: readonly PeerRecord[]): Appended {
    const stream = streams.get(name) ?? [];
    const current = stream.length - 1;
    if (!isAt(expected, current)) {
      return repeated(stream, expected, records) ?? { kind: 'wrong', current: atOf(stream) };
    }
    stream.push(...records);
    streams.set(name, stream);
    changes.emit(name);
    return { kind: 'stored', revision: stream.length - 1 };
  }

  return {
    append,
    /** Null when there is no such stream. */
    read: (name: string): readonly PeerRecord[] | null => streams.get(name) ?? null,
    /** Calls back after each append until it is told to stop. */
    onAppended(name: string, tell: () => void): () => void {
      changes.on(name, tell);
      return () => changes.off(name, tell);
    },
  };
}

const atOf = (stream: readonly PeerRecord[]) => (stream.length === 0 ? null : stream.length - 1);

function isAt(expected: Expected, current: number): boolean {
  if (expected === 'any') return true;
  if (expected === 'none') return current === -1;
  return expected === 'exists' ? current >= 0 : current === expected;
}

/** The answer of before when all of these ids stand right behind the place that is expected. */
function repeated(
  stream: readonly PeerRecord[],
  expected: Expected,
  records: readonly PeerRecord[],
): Appended | null {
  if (expected === 'any' || expected === 'exists') return null;
  const first = expected === 'none' ? 0 : expected + 1;
  const isThere = records.every(({ id }, index) => stream[first + index]?.id === id);
  return isThere ? { kind: 'stored', revision: first + records.length - 1 } : null;
}
