import { expect, test } from '@jest/globals';
import { connectionOf } from '../../src/stores/kurrentdb/connection.ts';
import { fromBytes, toBytes } from '../../src/stores/kurrentdb/envelope.ts';
import { event } from './samples.ts';

const secret = 'kurrentdb://officer:s3cret@one.example:2113,two.example:2114?tls=true';

test('what may be said of a connection are its hosts alone', () => {
  expect(connectionOf(secret)).toEqual({
    text: secret,
    hosts: 'one.example:2113,two.example:2114',
  });
  expect(connectionOf('kurrentdb+discover://cluster.example')).toMatchObject({
    hosts: 'cluster.example (by its name)',
  });
});

test('the name of before is the name of now', () => {
  expect(connectionOf('esdb://127.0.0.1:2113?tls=false')).toMatchObject({
    text: 'kurrentdb://127.0.0.1:2113?tls=false',
  });
});

test.each([
  ['postgres://localhost', /must be sqlite or a connection string/],
  ['kurrentdb://', /must be sqlite or a connection string/],
  ['kurrentdb://host:port', /host:port/],
  ['kurrentdb://host:70000', /host:port/],
  ['kurrentdb://a,b:1:2', /host:port/],
  ['kurrentdb://host?throwOnAppendFailure=false', /throwOnAppendFailure/],
])('%s is refused, and says what would be right', (text, said) => {
  expect(connectionOf(text)).toMatch(said);
});

test('what is refused is not repeated: it may hold a password', () => {
  for (const wrong of [secret.replace(':2113', ':x'), secret.replace('kurrentdb', 'redis')]) {
    expect(connectionOf(wrong)).not.toMatch(/s3cret|officer/);
  }
});

const stored = {
  ...event(1),
  stream: 'a-1',
  revision: 0,
  position: 1,
  meta: { ...event(1).meta, recordedAt: '2024-06-30T08:00:00.000Z' as never },
};

test('an event comes back as it went, at its own place alone', () => {
  expect(fromBytes(toBytes(stored), 'ledger', 1)).toEqual(stored);
  expect(() => fromBytes(toBytes(stored), 'ledger', 2)).toThrow(
    /stream ledger holds at revision 1 what is no event of a ledger.*CADRE_LEDGER_STREAM/,
  );
});

test.each(['', 'null', '[]', '{"id":"x"}', 'not json'])('%j is no event of a ledger', (text) => {
  expect(() => fromBytes(Buffer.from(text), 'ledger', 1)).toThrow(/no event of a ledger/);
});
