import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { buildSchema, getIntrospectionQuery, parse, validate } from 'graphql';
import { firstQuery } from '../../src/server/graphiql.ts';
import { ask, serving } from './serving.ts';

const browser = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

test('GraphiQL is served by a development server, from its own origin alone', async () => {
  const server = await serving({ environment: { CADRE_LEDGER_MODE: 'development' } });
  const response = await fetch(server.url, { headers: browser });
  const page = await response.text();
  expect(response.headers.get('content-type')).toContain('text/html');
  expect(page).not.toMatch(/https?:|\/\//);
  const policy = response.headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toMatch(/https?:|\*/);
  expect(page).not.toMatch(/<script>|onload=/);

  const files = [...page.matchAll(/(?:src|href)="(\/graphiql\/[^"]+)"/g)].map(([, file]) => file);
  expect(files).toHaveLength(4);
  const workers = ['editorWorkerService', 'json', 'graphql'].map(
    (it) => `/graphiql/worker-${it}.js`,
  );
  for (const file of [...files, ...workers]) {
    const served = await fetch(new URL(file ?? '', server.url));
    expect([file, served.status, (await served.text()).length > 40]).toEqual([file, 200, true]);
  }
  const styles = await (await fetch(new URL('/graphiql/graphiql.css', server.url))).text();
  expect(styles).not.toMatch(/url\((?!['"]?(data:|#))|@import/);
  const home = await fetch(new URL('/', server.url), { redirect: 'manual' });
  expect(home.headers.get('location')).toBe('/graphql');
  await server.end();
});

test('GraphiQL is told the schema by the query it asks with', async () => {
  const server = await serving({ demo: true });
  const asked = getIntrospectionQuery({ inputValueDeprecation: true, oneOf: true });
  const { data, errors } = await ask(server, asked);
  expect(errors).toBeUndefined();
  expect(data).toMatchObject({ __schema: { queryType: { name: 'Query' } } });
  await server.end();
});

test('a file of GraphiQL is not sent again to who has it', async () => {
  const server = await serving({ demo: true });
  const url = new URL('/graphiql/graphiql.js', server.url);
  const first = await fetch(url);
  await first.arrayBuffer();
  const headers = { 'if-none-match': first.headers.get('etag') ?? '' };
  expect((await fetch(url, { headers })).status).toBe(304);
  await server.end();
});

test('a production server has no GraphiQL', async () => {
  const server = await serving();
  const response = await fetch(server.url, { headers: browser });
  expect(response.headers.get('content-type')).toContain('application/json');
  expect((await fetch(new URL('/graphiql/graphiql.js', server.url))).status).toBe(404);
  await server.end();
});

test('the query GraphiQL opens with is one the schema answers', () => {
  const schema = buildSchema(readFileSync('schema/schema.graphql', 'utf8'));
  expect(validate(schema, parse(firstQuery))).toEqual([]);
});
