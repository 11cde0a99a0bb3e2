/** The peer's values as messages of the client's own protocol files, and back. */
import {
  AllStreamPosition,
  StreamIdentifier,
  UUID,
} from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/shared_pb.js';
import type { Status } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/status_pb.js';
import {
  type BatchAppendReq,
  BatchAppendResp,
  type ReadReq,
  ReadResp,
} from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb.js';
import type { Appended, Expected, PeerRecord } from './peer-streams.ts';
import { detailsOf, statusOf } from './refusals.ts';

export const nameOf = (identifier: StreamIdentifier | undefined) =>
  Buffer.from(identifier?.getStreamName_asU8() ?? []).toString('utf8');

export const identifierOf = (name: string) =>
  new StreamIdentifier().setStreamName(Buffer.from(name).toString('base64'));

/** Both forms of an id, as a client may send either. */
function idOf(uuid: UUID | undefined): string {
  if (uuid?.hasString()) return uuid.getString();
  const structured = uuid?.getStructured();
  const bits = [structured?.getMostSignificantBits(), structured?.getLeastSignificantBits()];
  const hex = bits.map((part) => BigInt.asUintN(64, BigInt(part ?? 0)).toString(16));
  const digits = hex.map((part) => part.padStart(16, '0')).join('');
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
function uuidOf(id: string): UUID {
  return new UUID().setString(id);
}

export function expectedOf(options: BatchAppendReq.Options): Expected {
  if (options.hasNoStream()) return 'none';
  if (options.hasAny()) return 'any';
  return options.hasStreamExists() ? 'exists' : Number(options.getStreamPosition());
}

export function recordOf(message: BatchAppendReq.ProposedMessage): PeerRecord {
  return {
    id: idOf(message.getId()),
    metadata: new Map(message.getMetadataMap().toArray()),
    customMetadata: message.getCustomMetadata_asU8(),
    data: message.getData_asU8(),
  };
}

export function appendAnswer(
  request: { readonly correlationId: UUID | undefined; readonly stream: string },
  result: Appended | { readonly kind: 'refused'; readonly status: Status },
  expected: Expected,
): BatchAppendResp {
  const answer = new BatchAppendResp()
    .setCorrelationId(request.correlationId)
    .setStreamIdentifier(identifierOf(request.stream));
  if (result.kind === 'refused') return answer.setError(result.status);
  if (result.kind === 'wrong') {
    return answer.setError(statusOf('wrong version', detailsOf.wrong(expected, result.current)));
  }
  const position = positionAt(result.revision);
  return answer.setSuccess(
    new BatchAppendResp.Success()
      .setCurrentRevision(String(result.revision))
      .setPosition(
        new AllStreamPosition().setCommitPosition(position).setPreparePosition(position),
      ),
  );
}

/** A place in the whole log: any that rises with the revision will do for one stream. */
const positionAt = (revision: number) => String((revision + 1) * 1_000);

export function eventMessage(stream: string, revision: number, record: PeerRecord): ReadResp {
  const recorded = new ReadResp.ReadEvent.RecordedEvent()
    .setId(uuidOf(record.id))
    .setStreamIdentifier(identifierOf(stream))
    .setStreamRevision(String(revision))
    .setPreparePosition(positionAt(revision))
    .setCommitPosition(positionAt(revision))
    .setCustomMetadata(record.customMetadata)
    .setData(record.data);
  const metadata = recorded.getMetadataMap();
  for (const [name, value] of record.metadata) metadata.set(name, value);
  // A hundred nanoseconds each since 1970.
  metadata.set('created', String(Date.now() * 10_000));
  const event = new ReadResp.ReadEvent().setEvent(recorded);
  return new ReadResp().setEvent(event.setCommitPosition(positionAt(revision)));
}

export const notFoundMessage = (stream: string) =>
  new ReadResp().setStreamNotFound(
    new ReadResp.StreamNotFound().setStreamIdentifier(identifierOf(stream)),
  );
export const confirmationMessage = (id: string) =>
  new ReadResp().setConfirmation(new ReadResp.SubscriptionConfirmation().setSubscriptionId(id));
export const caughtUpMessage = () => new ReadResp().setCaughtUp(new ReadResp.CaughtUp());

export type Asked = {
  readonly stream: string;
  readonly isSubscription: boolean;
  readonly isBackwards: boolean;
  /** The first revision that is asked for; for a subscription it is the last that is known. */
  readonly from: number | 'start' | 'end';
  readonly limit: number;
};

export function askedBy(request: ReadReq): Asked {
  const options = request.getOptions();
  const stream = options?.getStream();
  const from = stream?.hasStart()
    ? 'start'
    : stream?.hasEnd()
      ? 'end'
      : Number(stream?.getRevision());
  return {
    from,
    stream: nameOf(stream?.getStreamIdentifier()),
    isSubscription: options?.hasSubscription() ?? false,
    isBackwards: options?.getReadDirection() === 1,
    limit: options?.hasCount() ? Number(options.getCount()) : Number.POSITIVE_INFINITY,
  };
}
