/** What is said when a journal in a cluster cannot be used: by the client's own errors. */
import { createServer } from 'node:net';
import { expect, test } from '@jest/globals';
import { ErrorType } from '@kurrent/kurrentdb-client';
import { LedgerRefused } from '../../src/application/ledger-refused.ts';
import { sentenceOf, withJournal } from '../../src/server/connect-journal.ts';
import { NotStored } from '../../src/stores/kurrentdb/event-log.ts';

const connecting = (hosts: string, rest = '?tls=false') =>
  withJournal(
    { eventStore: `kurrentdb://user:secret@${hosts}/${rest}`, stream: 'ledger-1' },
    async () => 'connected',
  ).catch((error: unknown) => error);

/** Through the real client. */
test.each([
  ['a name nobody knows', 'nowhere.invalid:2113', /No machine is known by a name in nowhere/],
  ['a port nobody listens at', '127.0.0.1:1', /Nothing listens at 127.0.0.1:1\. Start the cluster/],
  [
    'nodes none of which answers',
    '127.0.0.1:1,127.0.0.1:2',
    /None of 127.0.0.1:1,127.0.0.1:2 answers as a node of a cluster that has a leader/,
  ],
])('%s is told as such, without user and password', async (_, hosts, told) => {
  const error = await connecting(hosts, '?tls=false&maxDiscoverAttempts=2');
  expect(error).toMatchObject({ name: 'CannotStart', message: expect.stringMatching(told) });
  expect(String(error)).not.toMatch(/secret|user:/);
});

test('a port where something else than a cluster answers is told with what was said', async () => {
  const server = createServer((socket) => {
    socket.on('error', () => {}).once('data', () => socket.end('HTTP/1.1 400 No\r\n\r\n'));
    socket.once('end', () => socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no address');
  const plain = await connecting(`127.0.0.1:${address.port}`);
  expect(plain).toMatchObject({
    message: expect.stringMatching(/does not answer\. Is it running/),
  });
  const secured = await connecting(`localhost:${address.port}`, '?tls=true');
  expect(secured).toMatchObject({ message: expect.stringMatching(/do not agree about TLS/) });
  await new Promise((resolve) => server.close(resolve));
});

/** As the client names them; a node without users gives none of these. */
test.each([
  ['access-denied', 'PERMISSION_DENIED', /refuses access to stream ledger-1: the user or the pass/],
  ['unknown', 'UNAUTHENTICATED: AUTHENTICATION FAILED', /the user or the password is wrong/],
  ['stream-deleted', '', /Stream ledger-1 at one:2113 was deleted/],
  ['stream-tombstoned', '', /goes on in no deleted stream/],
  ['not-leader', '', /a cluster that has a leader/],
  ['unknown', 'Server Is Not Ready', /a cluster that has a leader/],
  ['deadline-exceeded', '', /does not answer.*deadline-exceeded/],
  ['unavailable', '14 UNAVAILABLE: read ECONNRESET', /does not answer/],
])('the client’s %s %s', (type, message, told) => {
  const error = Object.assign(new Error(message), { type });
  expect(sentenceOf(error, 'one:2113', 'ledger-1')).toMatchObject({
    ...{ name: 'CannotStart', message: expect.stringMatching(told), cause: error },
  });
});

test('an append that was refused is told by the client’s reason', () => {
  const refused = (type: string) =>
    new NotStored(`the journal refuses the append (${type})`, {
      cause: Object.assign(new Error(''), { type }),
    });
  const said = (type: string) =>
    (sentenceOf(refused(type), 'one:2113', 'ledger-1') as Error).message;
  expect(said(ErrorType.ACCESS_DENIED)).toMatch(/refuses access to stream ledger-1/);
  expect(said(ErrorType.MAXIMUM_APPEND_SIZE_EXCEEDED)).toMatch(/takes no append of this size/);
});

test('what is refused by us stays as it is said, and what nobody knows stays an error', () => {
  const refused = new LedgerRefused('stream x holds what is no event of a ledger', 'name another');
  expect(sentenceOf(refused, 'one', 'x')).toBe(refused);
  const defect = new TypeError('undefined is not a function');
  expect(sentenceOf(defect, 'one', 'x')).toBe(defect);
});
