import { expect, jest, test } from '@jest/globals';
import { clientLog } from '../../src/stores/kurrentdb/client-log.ts';
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
  ['kurrentdb://ledger:s3cr#et@host?tls=false', /percent-encoded/],
  ['kurrentdb://ledger:s3cr\\et@host?tls=false', /percent-encoded/],
  ['kurrentdb://ledger:50%off@host?tls=false', /percent-encoded/],
  ['kurrentdb://ledger:%ff%fe@host?tls=false', /percent-encoded/],
  ['kurrentdb://ledger@host?tls=false', /user:password/],
  ['kurrentdb://ho;st?tls=false', /host:port/],
  ['kurrentdb://host?tls=false&tlsCa=/x', /these options alone: tls, tlsVerifyCert, tlsCaFile/],
  ['kurrentdb://host?tls=yes', /gives its option tls a value it cannot have/],
  ['kurrentdb://host?tls', /option tls a value/],
  ['kurrentdb://host?tls=false&defaultDeadline=0', /option defaultDeadline/],
  ['kurrentdb://host?tls=false&discoveryInterval=-5', /option discoveryInterval/],
  ['kurrentdb://host?nodePreference=nearest', /option nodePreference/],
  ['kurrentdb://host?tls=true&tlsCaFile=%zz', /option tlsCaFile/],
])('%s is refused, and says what would be right', (text, said) => {
  expect(connectionOf(text)).toMatch(said);
});

test('what is refused is not repeated: it may hold a password', () => {
  const wrong = [
    secret.replace(':2113', ':x'),
    secret.replace('kurrentdb', 'redis'),
    secret.replace('s3cret', 's3cret#'),
    secret.replace('tls', 's3cret'),
    'kurrentdb://officer:pa?s3cret=x@host',
    'kurrentdb://officer:pa/s3cret@host',
  ];
  for (const one of wrong) {
    expect(connectionOf(one)).toEqual(expect.any(String));
    expect(connectionOf(one)).not.toMatch(/s3cret|officer/);
  }
});

test('what is taken is understood by the client, which then prints nothing', async () => {
  const warn = jest.spyOn(console, 'warn').mockImplementation(() => {});
  const texts = [
    secret,
    'kurrentdb://officer:s3%23cr%40et-._~!*@127.0.0.1:2113?tls=false',
    'esdb://127.0.0.1?tls=false&nodePreference=leader&keepAliveInterval=10000',
    'kurrentdb+discover://cluster.example?tlsVerifyCert=false&connectionName=one&gossipTimeout=5',
  ];
  for (const text of texts) {
    const connection = connectionOf(text);
    if (typeof connection === 'string') throw new Error(connection);
    await clientLog({ connection: connection.text, stream: 'one' }).close();
  }
  expect(warn).not.toHaveBeenCalled();
  warn.mockRestore();
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
