/** What a start says, in a sentence, of a journal it cannot begin on; through the real client. */

import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { check } from '../../src/cli/check.ts';
import { CannotStart } from '../../src/server/cannot-start.ts';
import { openFolder } from '../../src/server/open-folder.ts';
import type { PeerRecord } from '../peer/peer-streams.ts';
import type { Call, Refusal } from '../peer/script.ts';
import { type ScriptedPeer, scriptedPeer } from '../peer/scripted-peer.ts';
import { temporaryFolder } from '../stores/temporary-folder.ts';

let peer: ScriptedPeer;
let place: Awaited<ReturnType<typeof temporaryFolder>>;
beforeEach(async () => {
  peer = await scriptedPeer();
  place = await temporaryFolder();
});
afterEach(async () => {
  await peer.close();
  await place.remove();
});

const stream = 'ledger';
const start = (eventStore = peer.connection) =>
  openFolder(
    { dataFolder: place.folder, key: 'cd'.repeat(32), eventStore, stream },
    { demo: false, create: true },
  );
/** Opens, when it must not, so that it ends; what was said otherwise. */
async function said(eventStore?: string): Promise<string> {
  try {
    const { application } = await start(eventStore);
    await application.close();
    return 'it started';
  } catch (error) {
    if (!(error instanceof CannotStart)) throw error;
    return error.message;
  }
}

test('nothing listens there', async () => {
  await peer.away();
  expect(await said()).toMatch(/does not answer|Nothing listens/);
});

test('something else listens there', async () => {
  const other = createServer((_, response) => response.end('hello')).listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  expect(await said(`kurrentdb://127.0.0.1:${port}?tls=false`)).toMatch(/does not answer|None of/);
  other.close();
});

test('a cluster without a leader', async () => {
  peer.elects(false);
  expect(await said(peer.discovered)).toMatch(/does not answer|None of/);
});

test.each<readonly [Refusal, readonly Call[], RegExp]>([
  ['accessDenied', ['read'], /refuses access to stream ledger/],
  ['unauthenticated', ['read'], /refuses access to stream ledger/],
  ['unauthenticated', ['read', 'features'], /refuses access to stream ledger/],
  ['deleted', ['read'], /was deleted/],
  ['unavailable', ['read'], /does not answer/],
])('%s at %j', async (as, calls, sentence) => {
  for (const call of calls) peer.script.always(call, { kind: 'refuse', as });
  expect(await said()).toMatch(sentence);
});

const foreign: PeerRecord = {
  id: '01900000-0000-4000-8000-000000000009',
  metadata: new Map([
    ['type', 'Order'],
    ['content-type', 'application/json'],
  ]),
  customMetadata: new Uint8Array(),
  data: Buffer.from('{"order":1}'),
};

test('a stream that is no ledger', async () => {
  peer.streams.append(stream, 'none', [foreign]);
  expect(await said()).toMatch(/holds at revision 0 what is no event of a ledger/);
});

test('so does the check of a replica, when it is compared with another stream', async () => {
  await (await start()).application.close();
  peer.streams.append('other', 'none', [foreign]);
  const environment = {
    CADRE_LEDGER_DATA: place.folder,
    CADRE_LEDGER_KEY: 'cd'.repeat(32),
    CADRE_LEDGER_EVENT_STORE: peer.connection,
    CADRE_LEDGER_STREAM: 'other',
  };
  const checked = check.run({}, { environment, print: () => {} });
  await expect(checked).rejects.toThrow(CannotStart);
  await expect(checked).rejects.toThrow(/holds at revision 0 what is no event of a ledger/);
});

test('no sentence holds the password', async () => {
  peer.script.always('read', { kind: 'refuse', as: 'accessDenied' });
  const secret = peer.connection.replace('127.0.0.1', 'officer:s3cret@127.0.0.1');
  expect(await said(secret)).not.toMatch(/s3cret|officer/);
});

test('a certificate that is not there', async () => {
  const secret = `kurrentdb://officer:s3cret@127.0.0.1:1?tls=true&tlsCaFile=${place.folder}/none.crt`;
  const sentence = await said(secret);
  expect(sentence).toMatch(/names a certificate or a key that is not there/);
  expect(sentence).not.toMatch(/s3cret|officer/);
});

test('a journal that answers: the ledger is made in its stream', async () => {
  const { application, created } = await start();
  expect([created, peer.streams.read(stream)?.length]).toEqual([true, 1]);
  await application.close();
});
