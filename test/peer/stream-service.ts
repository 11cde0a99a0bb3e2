/** Reading, following and appending as the protocol has it, with the faults of the script. */
import { setTimeout as wait } from 'node:timers/promises';
import type {
  ServerDuplexStream,
  ServerWritableStream,
  StatusObject,
  sendUnaryData,
  UntypedServiceImplementation,
} from '@grpc/grpc-js';
import type {
  BatchAppendReq,
  BatchAppendResp,
  ReadReq,
  ReadResp,
} from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb.js';
import {
  type Asked,
  appendAnswer,
  askedBy,
  caughtUpMessage,
  confirmationMessage,
  eventMessage,
  expectedOf,
  nameOf,
  notFoundMessage,
  recordOf,
} from './messages.ts';
import type { PeerRecord, PeerStreams } from './peer-streams.ts';
import { type Leader, refusedInside, refusedWhole } from './refusals.ts';
import type { Call, Refusal, Script } from './script.ts';

/** What the handlers share: a call, whichever it is, can be ended with an error or cut off. */
type AnyCall = {
  getPeer(): string;
  emit(event: 'error', error: StatusObject): boolean;
};
export type Parts = {
  readonly streams: PeerStreams;
  readonly script: Script;
  readonly leader: () => Leader | null;
  /** Ends the connection a call came over. */
  readonly cut: (peer: string) => void;
};
export type Following = { readonly drop: (as: Refusal | null) => void };

export function streamService(parts: Parts, followings: Set<Following>) {
  const { streams, script, cut } = parts;
  const failing = (call: AnyCall, stream: string) => (as: Refusal) =>
    call.emit('error', refusedWhole(as, parts.leader(), stream));

  function batchAppend(call: ServerDuplexStream<BatchAppendReq, BatchAppendResp>): void {
    const begun = new Map<string, Begun>();
    call.on('data', (part: BatchAppendReq) => {
      const id = part.getCorrelationId()?.toString() ?? '';
      const append = begun.get(id) ?? { options: part.getOptions(), records: [] };
      begun.set(id, append);
      append.records.push(...part.getProposedMessagesList().map(recordOf));
      if (!part.getIsFinal()) return;
      begun.delete(id);
      void finish(call, append, part);
    });
    call.on('end', () => call.end());
    // A connection that is cut is no failure of the peer.
    call.on('error', () => {});
  }

  async function finish(
    call: ServerDuplexStream<BatchAppendReq, BatchAppendResp>,
    { options, records }: Begun,
    part: BatchAppendReq,
  ): Promise<void> {
    if (options === undefined) throw new Error('an append came without its options');
    const stream = nameOf(options.getStreamIdentifier());
    const expected = expectedOf(options);
    const request = { correlationId: part.getCorrelationId(), stream };
    const apply = () => streams.append(stream, expected, records);
    const answer = (result: Parameters<typeof appendAnswer>[1]) => {
      if (!call.destroyed) call.write(appendAnswer(request, result, expected));
    };
    const fault = script.take('append');
    if (fault?.kind === 'refuse') {
      const status = refusedInside(fault.as);
      if (status === null) failing(call, stream)(fault.as);
      else answer({ kind: 'refused', status });
      return;
    }
    if (fault?.kind === 'delay') await wait(fault.ms);
    if (fault?.kind === 'race') streams.append(stream, 'any', fault.rivals);
    if (fault?.kind !== 'cut' && fault?.kind !== 'hang') {
      answer(apply());
      return;
    }
    if (fault.when === 'after') apply();
    if (fault.kind === 'cut') cut(call.getPeer());
  }

  async function read(call: ServerWritableStream<ReadReq, ReadResp>): Promise<void> {
    call.on('error', () => {});
    const asked = askedBy(call.request);
    const fault = script.take(asked.isSubscription ? 'subscribe' : 'read');
    if (fault?.kind === 'delay') await wait(fault.ms);
    if (fault?.kind === 'refuse') failing(call, asked.stream)(fault.as);
    else if (fault?.kind === 'cut') {
      // «After»: in the middle of the page.
      if (fault.when === 'after') writePage(call, { ...asked, limit: Math.ceil(asked.limit / 2) });
      await wait(fault.when === 'after' ? 20 : 0);
      cut(call.getPeer());
    } else if (fault?.kind !== 'hang') {
      if (asked.isSubscription) subscribe(call, asked);
      else {
        writePage(call, asked);
        call.end();
      }
    }
  }

  function writePage(call: ServerWritableStream<ReadReq, ReadResp>, asked: Asked): void {
    const { stream, limit, isBackwards } = asked;
    const records = streams.read(stream);
    if (records === null) call.write(notFoundMessage(stream));
    for (const revision of revisions(records?.length ?? 0, asked)) {
      const record = records?.[revision];
      if (record !== undefined) call.write(eventMessage(stream, revision, record));
    }
    function* revisions(count: number, { from }: Asked) {
      const first = from === 'start' ? 0 : from === 'end' ? count - 1 : from;
      const step = isBackwards ? -1 : 1;
      let at = isBackwards ? Math.min(first, count - 1) : first;
      for (let n = 0; n < limit && at >= 0 && at < count; n += 1, at += step) yield at;
    }
  }

  function subscribe(call: ServerWritableStream<ReadReq, ReadResp>, { stream, from }: Asked): void {
    let next =
      from === 'start' ? 0 : from === 'end' ? (streams.read(stream)?.length ?? 0) : from + 1;
    const pass = () => {
      const records: readonly PeerRecord[] = streams.read(stream) ?? [];
      for (; next < records.length; next += 1) {
        const record = records[next];
        if (record !== undefined) call.write(eventMessage(stream, next, record));
      }
    };
    const stop = streams.onAppended(stream, pass);
    const following: Following = {
      drop(as) {
        end();
        if (as === null) call.end();
        else failing(call, stream)(as);
      },
    };
    const end = () => {
      stop();
      followings.delete(following);
    };
    followings.add(following);
    call.on('cancelled', end);
    call.on('close', end);
    call.write(confirmationMessage(`${stream}@${next}`));
    pass();
    if (streams.read(stream) !== null) call.write(caughtUpMessage());
  }

  return { batchAppend, read } satisfies UntypedServiceImplementation;
}
type Begun = {
  readonly options: BatchAppendReq.Options | undefined;
  readonly records: PeerRecord[];
};

/** A call with one answer, with the faults of the script. */
export function unary<Answer>(
  { script, cut, leader }: Parts,
  name: Call,
  answer: () => Answer,
): (call: AnyCall, callback: sendUnaryData<Answer>) => Promise<void> {
  return async (call, callback) => {
    const fault = script.take(name);
    if (fault?.kind === 'delay') await wait(fault.ms);
    if (fault?.kind === 'refuse') callback(refusedWhole(fault.as, leader(), ''));
    else if (fault?.kind === 'cut') cut(call.getPeer());
    else if (fault?.kind !== 'hang') callback(null, answer());
  };
}
