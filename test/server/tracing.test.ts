/** Traces, as a collector of OpenTelemetry receives them. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { observed, openCountyMutation } from './observed.ts';

type Sent = {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
};
// Each test starts a whole server, schema and all.
jest.setTimeout(60_000);

let received: string[] = [];
let endpoint = '';
let ends: (() => Promise<unknown>)[] = [];

beforeEach(async () => {
  received = [];
  const collector = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    received.push(Buffer.concat(chunks).toString('utf8'));
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  });
  await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
  endpoint = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`;
  ends = [() => new Promise((resolve) => collector.close(resolve).closeAllConnections())];
});
afterEach(async () => {
  for (const end of ends.reverse()) await end();
});

const spans = (): Sent[] =>
  received.flatMap((text) =>
    JSON.parse(text).resourceSpans.flatMap((one: { scopeSpans: { spans: Sent[] }[] }) =>
      one.scopeSpans.flatMap((scope) => scope.spans),
    ),
  );
const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
const parent = '00f067aa0ba902b7';
const traceparent = `00-${traceId}-${parent}-01`;

test('a mutation is told from the client’s span to the append, and sent before the end', async () => {
  const server = await observed({ OTEL_EXPORTER_OTLP_ENDPOINT: endpoint });
  ends.push(server.end);
  expect((await server.ask(openCountyMutation, { traceparent })).text).toContain('Recorded');
  await server.close();
  const mine = spans().filter((span) => span.traceId === traceId);
  const named = (name: string) => {
    const [one, ...others] = mine.filter((span) => span.name === name);
    expect({ name, others }).toEqual({ name, others: [] });
    return one;
  };
  expect(mine.map(({ name }) => name).sort()).toEqual([
    'Mutation.openCounty',
    'POST /graphql',
    'append',
    'decide',
    'graphql',
  ]);
  expect(named('POST /graphql')?.parentSpanId).toBe(parent);
  expect(named('graphql')?.parentSpanId).toBe(named('POST /graphql')?.spanId);
  expect(named('Mutation.openCounty')?.parentSpanId).toBe(named('graphql')?.spanId);
  expect(named('decide')?.parentSpanId).toBe(named('Mutation.openCounty')?.spanId);
  expect(named('append')?.parentSpanId).toBe(named('Mutation.openCounty')?.spanId);
  const text = received.join('');
  for (const word of ['测试县', '王五', 'SecretName', 'officer-1'])
    expect(text).not.toContain(word);
});

test('without an endpoint nothing is sent', async () => {
  const server = await observed({});
  ends.push(server.end);
  await server.ask(openCountyMutation, { traceparent });
  await server.close();
  expect(received).toEqual([]);
});

test('a collector that is away keeps nothing from working or ending', async () => {
  const server = await observed({ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://127.0.0.1:9/v1' });
  ends.push(server.end);
  expect((await server.ask('{ __typename }')).status).toBe(200);
  await server.close();
});
