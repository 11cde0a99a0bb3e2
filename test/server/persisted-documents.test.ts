/** Documents a client names instead of sending, and a server that runs no others. */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { temporaryFolder } from '../stores/temporary-folder.ts';
import { body, type Serving, serving } from './serving.ts';

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');
const me = '{ me }';
const choose = 'query ($id: ID!) { choose(id: $id) }';
const record = 'mutation { record }';

let place: Awaited<ReturnType<typeof temporaryFolder>>;
let manifest: string;
beforeAll(async () => {
  place = await temporaryFolder();
  manifest = join(place.folder, 'documents.json');
  const all = { [`sha256:${hashOf(me)}`]: me, choose, [hashOf(record)]: record };
  writeFileSync(manifest, JSON.stringify(all));
});
afterAll(() => place.remove());

async function withDocuments<T>(
  environment: Readonly<Record<string, string>>,
  act: (server: Serving) => Promise<T>,
): Promise<T> {
  const server = await serving({ environment });
  try {
    return await act(server);
  } finally {
    await server.end();
  }
}
const only = () => ({
  CADRE_LEDGER_PERSISTED_DOCUMENTS: manifest,
  CADRE_LEDGER_DOCUMENTS: 'persisted',
});
const beside = () => ({ CADRE_LEDGER_PERSISTED_DOCUMENTS: manifest });

async function post(server: Serving, asked: object) {
  const authorization = `Bearer ${await server.token()}`;
  const headers = { 'content-type': 'application/json', authorization };
  const response = await fetch(server.url, {
    method: 'POST',
    headers,
    body: JSON.stringify(asked),
  });
  return body(response);
}
async function get(server: Serving, asked: Readonly<Record<string, string>>) {
  const headers = { authorization: `Bearer ${await server.token()}` };
  const response = await fetch(`${server.url}?${new URLSearchParams(asked)}`, { headers });
  return { status: response.status, ...(await body(response)) };
}
async function overWebsocket(server: Serving, payload: object): Promise<unknown> {
  const client = createClient({
    url: server.url.replace('http', 'ws'),
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${await server.token()}` },
  });
  try {
    return (await client.iterate({ query: '', ...payload }).next()).value;
  } catch (errors) {
    return { errors };
  } finally {
    await client.dispose();
  }
}
const apollos = (text: string) => ({
  extensions: { persistedQuery: { version: 1, sha256Hash: hashOf(text) } },
});
const answered = { data: { me: 'officer-1' } };
const coded = (code: string) => ({ errors: [{ extensions: { code } }] });

describe('a persisted document', () => {
  test('is run by its hash, by its id, and by what Apollo’s clients send', () =>
    withDocuments(beside(), async (server) => {
      expect(await post(server, { documentId: `sha256:${hashOf(me)}` })).toEqual(answered);
      expect(await post(server, apollos(me))).toEqual(answered);
      const variables = { id: '7' };
      expect(await post(server, { documentId: 'choose', variables })).toEqual({
        data: { choose: '7' },
      });
      expect(await post(server, { documentId: hashOf(record) })).toEqual({
        data: { record: 'recorded' },
      });
    }));

  test('is run by GET, with its variables, unless it is a mutation', () =>
    withDocuments(beside(), async (server) => {
      const variables = JSON.stringify({ id: '7' });
      expect(await get(server, { documentId: 'choose', variables })).toMatchObject({
        data: { choose: '7' },
      });
      const extensions = JSON.stringify(apollos(me).extensions);
      expect(await get(server, { extensions })).toMatchObject(answered);
      expect(await get(server, { documentId: hashOf(record) })).toMatchObject({ status: 405 });
    }));

  test('is run over WebSocket', () =>
    withDocuments(only(), async (server) => {
      expect(await overWebsocket(server, { documentId: `sha256:${hashOf(me)}` })).toEqual(answered);
      expect(await overWebsocket(server, apollos(me))).toEqual(answered);
      expect(await overWebsocket(server, { query: '{ number }' })).toMatchObject(
        coded('DOCUMENT_NOT_PERSISTED'),
      );
    }));
});

test('beside persisted documents any other is run', () =>
  withDocuments(beside(), async (server) => {
    expect(await post(server, { query: '{ me me }' })).toEqual(answered);
  }));

describe('where only persisted documents are run', () => {
  test('another is refused, and one of them sent whole is not', () =>
    withDocuments(only(), async (server) => {
      expect(await post(server, { query: '{ me me }' })).toMatchObject(
        coded('DOCUMENT_NOT_PERSISTED'),
      );
      expect(await get(server, { query: '{ me me }' })).toMatchObject(
        coded('DOCUMENT_NOT_PERSISTED'),
      );
      expect(await post(server, { query: me })).toEqual(answered);
    }));

  test('a client cannot register one', () =>
    withDocuments(only(), async (server) => {
      const query = '{ me me }';
      for (const asked of [apollos(query), { query, ...apollos(query) }, apollos(query)]) {
        const { errors } = await post(server, asked);
        expect(errors?.[0]?.extensions.code).toMatch(/PERSISTED_QUERY_NOT_FOUND|NOT_PERSISTED/);
      }
    }));

  test('a name of every object’s is no id', () =>
    withDocuments(only(), async (server) => {
      for (const documentId of ['__proto__', 'constructor', 'toString', '']) {
        expect((await post(server, { documentId })).errors).toHaveLength(1);
      }
    }));

  test('a stranger does not learn which there are', () =>
    withDocuments(only(), async (server) => {
      for (const documentId of ['choose', 'none']) {
        const response = await fetch(server.url, {
          ...{ method: 'POST', headers: { 'content-type': 'application/json' } },
          body: JSON.stringify({ documentId }),
        });
        expect(response.status).toBe(401);
      }
    }));
});

describe('documents come from', () => {
  const write = (name: string, text: string) => {
    const path = join(place.folder, name);
    writeFileSync(path, text);
    return { CADRE_LEDGER_PERSISTED_DOCUMENTS: path };
  };
  const starting = (environment: Readonly<Record<string, string>>) =>
    withDocuments(environment, async () => undefined);

  test('a folder, by the names of its files', async () => {
    const folder = join(place.folder, 'documents');
    mkdirSync(folder);
    writeFileSync(join(folder, 'who-am-i.graphql'), me);
    writeFileSync(join(folder, 'read-me.txt'), 'no document');
    await withDocuments({ CADRE_LEDGER_PERSISTED_DOCUMENTS: folder }, async (server) => {
      expect(await post(server, { documentId: 'who-am-i' })).toEqual(answered);
      expect(await post(server, apollos(me))).toEqual(answered);
    });
  });

  test('the manifest that Apollo’s tool writes', async () => {
    const operations = [{ id: hashOf(me), name: 'Me', type: 'query', body: me }];
    const made = { format: 'apollo-persisted-query-manifest', version: 1, operations };
    await withDocuments(write('apollo.json', JSON.stringify(made)), async (server) => {
      expect(await post(server, apollos(me))).toEqual(answered);
    });
  });

  test.each([
    ['that cannot be read', '{', /cannot be read/],
    ['that is no manifest', '[1]', /is no manifest/],
    ['without a document', '{}', /holds 0 documents/],
    ['with a wrong hash', JSON.stringify({ [`sha256:${'0'.repeat(64)}`]: me }), /another hash/],
    ['with a document that is none', '{"a":"{"}', /the document a cannot be run: Syntax Error/],
    ['with an unknown field', '{"a":"{ nothing }"}', /a cannot be run: Cannot query field/],
    ['past the limits', JSON.stringify({ a: `{ ${'me '.repeat(201)} }` }), /FIELDS_MAX/],
  ])('nowhere, and the server does not start, with a file %s', async (_, text, words) => {
    await expect(starting(write('wrong.json', text))).rejects.toThrow(words);
  });

  test('somewhere, where only they are run', async () => {
    await expect(starting({ CADRE_LEDGER_DOCUMENTS: 'persisted' })).rejects.toThrow(
      'CADRE_LEDGER_DOCUMENTS is persisted and nothing is',
    );
  });
});
