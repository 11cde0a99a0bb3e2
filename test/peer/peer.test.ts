/**
 * The scripted peer answers as a cluster does: one transcript through the client, held against
 * both. On a cluster with TEST_KURRENTDB=<connection string>; the expected one was seen on 23.10.3.
 */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { expect, test } from '@jest/globals';
import {
  BACKWARDS,
  binaryEvent,
  END,
  FORWARDS,
  KurrentDBClient,
  NO_STREAM,
  type ResolvedEvent,
  START,
} from '@kurrent/kurrentdb-client';
import { scriptedPeer } from './scripted-peer.ts';

type Place = typeof NO_STREAM | bigint;

/** What a client is told of one stream, in order. */
async function transcript(connection: string): Promise<Readonly<Record<string, unknown>>> {
  const client = KurrentDBClient.connectionString(connection);
  const stream = `peer-${randomUUID()}`;
  const ids = Array.from({ length: 8 }, () => randomUUID());
  const event = (n: number) =>
    binaryEvent({ id: ids[n] ?? '', type: `Type${n}`, data: Buffer.from(`data ${n}`) });
  const append = (at: Place, ...events: readonly number[]) =>
    client.appendToStream(stream, events.map(event), { streamState: at }).then(
      ({ nextExpectedRevision }) => nextExpectedRevision,
      (error: unknown) => refusalIn(error),
    );
  const seen = ({ event: one }: ResolvedEvent) => {
    const text = one?.data instanceof Uint8Array ? Buffer.from(one.data) : 'no bytes';
    return `${one?.revision} ${one?.type} ${text} ${one?.id === ids[Number(one?.type.slice(4))]}`;
  };
  async function read(options: Parameters<typeof client.readStream>[1]) {
    const found: string[] = [];
    try {
      for await (const one of client.readStream(stream, options)) found.push(seen(one));
    } catch (error) {
      return refusalIn(error);
    }
    return found;
  }
  async function followed(
    fromRevision: typeof START | bigint,
    count: number,
    meanwhile: () => unknown,
  ) {
    const subscription = client.subscribeToStream(stream, { fromRevision });
    await once(subscription, 'confirmation');
    const found: string[] = [];
    await meanwhile();
    for await (const one of subscription) {
      found.push(seen(one));
      if (found.length === count) break;
    }
    await subscription.unsubscribe();
    return found;
  }

  const told = {
    'a stream that is not there': await read({}),
    'an append at a place of a stream that is not there': await append(3n, 0),
    'followed before it is there': await followed(START, 2, () => append(NO_STREAM, 0, 1)),
    'a further append': await append(1n, 2, 3),
    'the first append again': await append(NO_STREAM, 0, 1),
    'the second again': await append(1n, 2, 3),
    'its beginning again': await append(1n, 2),
    'it and more': await append(1n, 2, 3, 4),
    'others at its place': await append(1n, 4, 5),
    'others at the beginning': await append(NO_STREAM, 4),
    'what is there, at the end': await append(3n, 3),
    'at a place beyond the end': await append(9n, 6),
    'all of it': await read({ direction: FORWARDS, fromRevision: START }),
    'a page': await read({ direction: FORWARDS, fromRevision: 1n, maxCount: 2 }),
    'a page behind the end': await read({ direction: FORWARDS, fromRevision: 5n, maxCount: 2 }),
    'the last': await read({ direction: BACKWARDS, fromRevision: END, maxCount: 1 }),
    'followed behind a place': await followed(2n, 3, () => append(4n, 7)),
  };
  await client.dispose();
  return told;
}

/** Casts: the client's errors have these where they have them. */
function refusalIn(error: unknown): string {
  const { type, actualState } = error as { type?: string; actualState?: unknown };
  return actualState === undefined ? `${type}` : `${type}, is at ${actualState}`;
}

const line = (revision: number, n: number) => `${revision} Type${n} data ${n} true`;
const expected = {
  'a stream that is not there': 'stream-not-found',
  'an append at a place of a stream that is not there': 'wrong-expected-version, is at no_stream',
  'followed before it is there': [line(0, 0), line(1, 1)],
  'a further append': 3n,
  'the first append again': 1n,
  'the second again': 3n,
  'its beginning again': 2n,
  'it and more': 'wrong-expected-version, is at 3',
  'others at its place': 'wrong-expected-version, is at 3',
  'others at the beginning': 'wrong-expected-version, is at 3',
  'what is there, at the end': 4n,
  'at a place beyond the end': 'wrong-expected-version, is at 4',
  'all of it': [line(0, 0), line(1, 1), line(2, 2), line(3, 3), line(4, 3)],
  'a page': [line(1, 1), line(2, 2)],
  'a page behind the end': [],
  'the last': [line(4, 3)],
  'followed behind a place': [line(3, 3), line(4, 3), line(5, 7)],
};

test('the scripted peer answers a client as a cluster does', async () => {
  const peer = await scriptedPeer();
  const told = await transcript(peer.connection);
  await peer.close();
  expect(told).toEqual(expected);
});

const cluster = process.env.TEST_KURRENTDB;
const where = cluster === undefined ? 'not asked, TEST_KURRENTDB names none' : 'asked the same';
test(`a real cluster answers a client so (${where})`, async () => {
  if (cluster !== undefined) expect(await transcript(cluster)).toEqual(expected);
  else expect(process.env).not.toHaveProperty('TEST_KURRENTDB');
});
