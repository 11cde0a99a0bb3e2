/**
 * How a server says no: with the status of the whole call and its trailers, or, to an append, with
 * a message inside of the call that leaves the others of the same call alone.
 */
import { Metadata, type StatusObject, status } from '@grpc/grpc-js';
import {
  AccessDenied,
  Empty,
  MaximumAppendSizeExceeded,
  StreamDeleted,
  Timeout,
  WrongExpectedVersion,
} from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/shared_pb.js';
import { Status } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/status_pb.js';
import { Any } from 'google-protobuf/google/protobuf/any_pb.js';
import { Empty as GoogleEmpty } from 'google-protobuf/google/protobuf/empty_pb.js';
import type { Expected } from './peer-streams.ts';
import type { Refusal } from './script.ts';

export type Leader = { readonly host: string; readonly port: number };
type Details = readonly [name: string, message: { serializeBinary(): Uint8Array }];

const maxAppendBytes = 1_048_576;

export function statusOf(message: string, [name, details]: Details): Status {
  const any = new Any();
  any.pack(details.serializeBinary(), name);
  return new Status().setMessage(message).setDetails(any);
}

export const detailsOf = {
  wrong(expected: Expected, current: number | null): Details {
    const details = new WrongExpectedVersion();
    if (current === null) details.setCurrentNoStream(new GoogleEmpty());
    else details.setCurrentStreamRevision(String(current));
    if (expected === 'none') details.setExpectedNoStream(new GoogleEmpty());
    else if (expected === 'any') details.setExpectedAny(new GoogleEmpty());
    else if (expected === 'exists') details.setExpectedStreamExists(new GoogleEmpty());
    else details.setExpectedStreamPosition(String(expected));
    return ['event_store.client.WrongExpectedVersion', details];
  },
};

/** Inside of an append's call; null when the refusal ends the call. */
export function refusedInside(as: Refusal): Status | null {
  if (as === 'accessDenied') {
    return statusOf('Access Denied', ['event_store.client.AccessDenied', new AccessDenied()]);
  }
  if (as === 'deadline') {
    return statusOf('Timeout', ['event_store.client.Timeout', new Timeout()]);
  }
  if (as === 'tooLarge') {
    const details = new MaximumAppendSizeExceeded().setMaxappendsize(maxAppendBytes);
    return statusOf('too large', ['event_store.client.MaximumAppendSizeExceeded', details]);
  }
  if (as === 'deleted') {
    return statusOf('deleted', ['event_store.client.StreamDeleted', new StreamDeleted()]);
  }
  if (as === 'notReady') {
    return statusOf('Server Is Not Ready', ['event_store.client.Empty', new Empty()]);
  }
  return null;
}

/** Of a whole call. */
export function refusedWhole(as: Refusal, leader: Leader | null, stream: string): StatusObject {
  const metadata = new Metadata();
  const say = (code: status, details: string): StatusObject => ({ code, details, metadata });
  if (as === 'notLeader') {
    metadata.set('exception', 'not-leader');
    metadata.set('leader-endpoint-host', leader?.host ?? '127.0.0.1');
    metadata.set('leader-endpoint-port', String(leader?.port ?? 1));
    return say(status.NOT_FOUND, 'Leader info available');
  }
  if (as === 'accessDenied') {
    metadata.set('exception', 'access-denied');
    return say(status.PERMISSION_DENIED, 'Access Denied');
  }
  if (as === 'deleted') {
    metadata.set('exception', 'stream-deleted');
    metadata.set('stream-name', stream);
    return say(status.FAILED_PRECONDITION, 'Event stream is deleted.');
  }
  if (as === 'tooSlow') {
    const why = 'Consumer too slow to handle event while live. Client resubscription required.';
    return say(status.ABORTED, `Operation timed out: ${why}`);
  }
  if (as === 'unauthenticated') return say(status.UNAUTHENTICATED, 'Unauthenticated');
  if (as === 'deadline') return say(status.DEADLINE_EXCEEDED, 'Operation timed out');
  return say(status.UNAVAILABLE, 'Server Is Not Ready');
}
