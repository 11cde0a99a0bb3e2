/**
 * The ledger's stream through the KurrentDB client. Every call has a deadline of its own, for the
 * client's is only told to the server; what is not surely refused is passed on as unknown. A client
 * that could not find its cluster never does afterwards, so it is replaced.
 */
import {
  type AppendStreamState,
  BACKWARDS,
  binaryEvent,
  END,
  ErrorType,
  FORWARDS,
  KurrentDBClient,
  NO_STREAM,
  type ReadStreamOptions,
  type ResolvedEvent,
  START,
} from '@kurrent/kurrentdb-client';
import { isForGood, isTooSlow, named, typeOf } from './client-errors.ts';
import { fromBytes, toBytes } from './envelope.ts';
import { type EventLog, FellBehind, type LogRecord, NotStored } from './event-log.ts';

type Options = {
  /** As the client takes it: kurrentdb://… */
  readonly connection: string;
  readonly stream: string;
  readonly callMs?: number;
};
export type ClientLog = EventLog & {
  /** The version of the server that answers. */
  serverVersion(): Promise<string>;
};

const pageRecordsMax = 500;
/** A client just made is given some time. */
const replaceAfterMs = 1_000;
/** The cluster has judged the append and taken nothing of it; these answers do not change. */
const refusals: ReadonlySet<string> = new Set([
  ErrorType.ACCESS_DENIED,
  ErrorType.INVALID_ARGUMENT,
  ErrorType.MAXIMUM_APPEND_SIZE_EXCEEDED,
  ErrorType.STREAM_DELETED,
  ErrorType.STREAM_TOMBSTONED,
  ErrorType.UNSUPPORTED,
]);

export function clientLog({ connection, stream, callMs = 5_000 }: Options): ClientLog {
  let client = KurrentDBClient.connectionString(connection);
  let replacedAt = Number.NEGATIVE_INFINITY;

  /** Ends waiting after the deadline, whatever the client does; what it answers later is dropped. */
  async function within<T>(ms: number, call: Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms);
    });
    try {
      return await Promise.race([call, late]);
    } catch (error) {
      call.catch(() => {});
      if (isForGood(error)) replace();
      throw named(error);
    } finally {
      clearTimeout(timer);
    }
  }

  function replace(): void {
    const now = performance.now();
    if (now - replacedAt < replaceAfterMs) return;
    replacedAt = now;
    const former = client;
    client = KurrentDBClient.connectionString(connection);
    former.dispose().catch(() => {});
  }

  async function append(after: number, records: readonly LogRecord[]) {
    const events = records.map(({ recordId: id, event, appendEnd }) =>
      binaryEvent({ id, type: event.type, data: toBytes(event), metadata: { appendEnd } }),
    );
    const streamState: AppendStreamState = after === 0 ? NO_STREAM : BigInt(after - 1);
    try {
      const options = { streamState, deadline: callMs };
      const { nextExpectedRevision } = await within(
        callMs,
        client.appendToStream(stream, events, options),
      );
      if (nextExpectedRevision === BigInt(after + records.length - 1)) return 'appended' as const;
    } catch (error) {
      const type = typeOf(error);
      if (type === ErrorType.WRONG_EXPECTED_VERSION) return 'moved' as const;
      if (type !== null && refusals.has(type)) {
        const isTooLarge = type === ErrorType.MAXIMUM_APPEND_SIZE_EXCEEDED;
        throw new NotStored(`the journal refuses the append (${type})`, {
          cause: error,
          isTooLarge,
        });
      }
      throw error;
    }
    throw new Error('the journal stored an append at another place than it was asked to');
  }

  async function read(after: number, limit: number): Promise<readonly LogRecord[]> {
    const options = { direction: FORWARDS, fromRevision: BigInt(after), maxCount: limit } as const;
    return within(callMs * 2, collect(eventsOf(options)));
  }

  /** One call for all: each begins with a wait, some 40 ms, for the client leaves Nagle's algorithm on (1.3.1). */
  async function* readOn(after: number): AsyncGenerator<readonly LogRecord[]> {
    const events = eventsOf({ direction: FORWARDS, fromRevision: BigInt(after) });
    try {
      for (;;) {
        const page = await within(callMs * 2, collect(events, pageRecordsMax));
        if (page.length > 0) yield page;
        if (page.length < pageRecordsMax) return;
      }
    } finally {
      events.return?.().catch(() => {});
    }
  }

  const eventsOf = (options: ReadStreamOptions) =>
    client.readStream(stream, options)[Symbol.asyncIterator]();

  async function head(): Promise<number> {
    const options = { direction: BACKWARDS, fromRevision: END, maxCount: 1 } as const;
    const [last] = await within(callMs * 2, collect(eventsOf(options)));
    return last?.event.position ?? 0;
  }

  /** The next ones; fewer than asked for only at the end. */
  async function collect(
    events: AsyncIterator<ResolvedEvent>,
    limit = Number.POSITIVE_INFINITY,
  ): Promise<LogRecord[]> {
    const found: LogRecord[] = [];
    try {
      while (found.length < limit) {
        const { done, value } = await events.next();
        if (done) break;
        found.push(recordOf(value));
      }
    } catch (error) {
      if (typeOf(error) !== ErrorType.STREAM_NOT_FOUND) throw error;
    }
    return found;
  }

  function recordOf(resolved: ResolvedEvent): LogRecord {
    const { event } = resolved;
    if (event === undefined) throw new Error(`stream ${stream} holds a link to nothing`);
    const position = positionOf(resolved);
    const bytes = event.data instanceof Uint8Array ? event.data : new Uint8Array();
    const appendEnd = endIn(event.metadata, position);
    return { recordId: event.id, event: fromBytes(bytes, stream, position), appendEnd };
  }

  function follow(
    after: number,
    reader: Parameters<EventLog['follow']>[1],
    signal: AbortSignal,
  ): Promise<void> {
    return new Promise((resolve, reject) => {
      const fromRevision = after === 0 ? START : BigInt(after - 1);
      const subscription = client.subscribeToStream(stream, { fromRevision });
      let waiting: ResolvedEvent[] = [];
      let isScheduled = false;
      let isEnded = false;
      /** Handed over up to here; live once that is where the stream ended when it was subscribed to. */
      let at = after;
      let target = Number.POSITIVE_INFINITY;

      // What connects may still say nothing.
      const unconfirmed = setTimeout(() => {
        fail(new Error(`no answer to the subscription within ${callMs} ms`));
      }, callMs);

      function end(settle: () => void): void {
        isEnded = true;
        clearTimeout(unconfirmed);
        signal.removeEventListener('abort', stop);
        subscription.unsubscribe().catch(() => {});
        settle();
      }
      const stop = () => end(resolve);
      const fail = (error: unknown) => end(() => reject(error));

      function flush(): void {
        isScheduled = false;
        const page = waiting;
        waiting = [];
        if (isEnded) return;
        try {
          const held = reader.position();
          const records = page.filter((one) => positionOf(one) > held).map(recordOf);
          if (records.length > 0) reader.records(records);
          at = page.length === 0 ? at : positionOf(page.at(-1));
          reader.passed(at);
          if (at >= target) reader.live();
        } catch (error) {
          fail(error);
          return;
        }
        subscription.resume();
      }
      function schedule(): void {
        if (waiting.length >= pageRecordsMax) subscription.pause();
        if (isScheduled) return;
        isScheduled = true;
        setImmediate(flush);
      }

      if (signal.aborted) stop();
      else signal.addEventListener('abort', stop);
      subscription.on('data', (resolved: ResolvedEvent) => {
        waiting.push(resolved);
        schedule();
      });
      // «Caught up» is not told of a stream that does not exist yet, nor by older servers.
      subscription.on('confirmation', () => {
        clearTimeout(unconfirmed);
        head().then((found) => {
          target = found;
          schedule();
        }, fail);
      });
      subscription.on('error', (error) => {
        if (isForGood(error)) replace();
        fail(isTooSlow(error) ? new FellBehind({ cause: error }) : error);
      });
      subscription.on('end', () => fail(new Error('the subscription ended')));
    });
  }

  return {
    append,
    read,
    readOn,
    follow,
    head,
    serverVersion() {
      // The client knows it and keeps it to itself; its own types call it protected.
      const { capabilities } = client as unknown as {
        capabilities: Promise<{ serverVersion: string }>;
      };
      return within(
        callMs * 2,
        capabilities.then(({ serverVersion }) => serverVersion),
      );
    },
    close: () => client.dispose(),
  };
}

/** A link to nothing counts as still to come, so that it is not passed over. */
function positionOf(resolved: ResolvedEvent | undefined): number {
  return resolved?.event === undefined
    ? Number.POSITIVE_INFINITY
    : Number(resolved.event.revision) + 1;
}

/** Where the append ends, by the word of the server that wrote it; earlier releases gave none. */
function endIn(metadata: unknown, position: number): number {
  if (typeof metadata !== 'object' || metadata === null || !('appendEnd' in metadata)) {
    return position;
  }
  return Math.max(position, Number(metadata.appendEnd) || 0);
}
