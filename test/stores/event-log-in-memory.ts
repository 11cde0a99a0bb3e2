/** A stream in memory that behaves as a cluster's: exact revisions, repeats, followers. */
import type { EventLog, LogRecord } from '../../src/stores/kurrentdb/event-log.ts';

export type Stream = {
  readonly records: LogRecord[];
  readonly listeners: Set<() => void>;
};
export const emptyStream = (): Stream => ({ records: [], listeners: new Set() });

/** What the server does with an append: the same records at the same place are there already. */
export function appendTo(
  { records, listeners }: Stream,
  after: number,
  batch: readonly LogRecord[],
) {
  const there = records.slice(after, after + batch.length);
  if (there.length === batch.length && after <= records.length) {
    const isSame = there.every(({ recordId }, index) => recordId === batch[index]?.recordId);
    return isSame && batch.length > 0 ? ('appended' as const) : ('moved' as const);
  }
  if (after !== records.length) return 'moved' as const;
  // Through JSON, as over a wire.
  records.push(...batch.map((record): LogRecord => JSON.parse(JSON.stringify(record))));
  for (const tell of listeners) tell();
  return 'appended' as const;
}

/** Page after page by short reads, each as late and as faulty as any. */
export async function* readingOn(
  read: EventLog['read'],
  after: number,
  size = 500,
): AsyncGenerator<readonly LogRecord[]> {
  for (let at = after; ; at += size) {
    const page = await read(at, size);
    if (page.length > 0) yield page;
    if (page.length < size) return;
  }
}

export function eventLogInMemory(stream: Stream): EventLog {
  let isClosed = false;
  const assertOpen = () => {
    if (isClosed) throw new Error('the client is closed');
  };
  async function read(after: number, limit: number) {
    assertOpen();
    return stream.records.slice(after, after + limit);
  }
  return {
    read,
    readOn: (after) => readingOn(read, after),
    async append(after, batch) {
      assertOpen();
      return appendTo(stream, after, batch);
    },
    async head() {
      assertOpen();
      return stream.records.length;
    },
    async follow(after, reader, signal) {
      assertOpen();
      let at = after;
      const stop = Promise.withResolvers<void>();
      const pass = () => {
        const page = stream.records.slice(at);
        at += page.length;
        if (page.length > 0 && !signal.aborted) reader.records(page);
        reader.passed(at);
      };
      pass();
      reader.live();
      const passOrEnd = () => {
        try {
          pass();
        } catch (error) {
          stop.reject(error);
        }
      };
      const tell = () => setImmediate(passOrEnd);
      stream.listeners.add(tell);
      signal.addEventListener('abort', () => stop.resolve());
      try {
        await stop.promise;
      } finally {
        stream.listeners.delete(tell);
      }
    },
    async close() {
      isClosed = true;
    },
  };
}
