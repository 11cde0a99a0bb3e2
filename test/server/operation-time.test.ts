/** The time an operation may take, by a stopwatch that only the tests move. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { buildSchema, type ExecutionResult, execute, parse } from 'graphql';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { stoppable } from '../../src/application/stoppable.ts';
import { cadres } from '../../src/read-models/person.ts';
import { operationTime, stopInTime, timeKey } from '../../src/server/operation-time.ts';
import { ledgerUnderTest } from '../ledger-under-test.ts';
import { ask, type Serving, serving } from './serving.ts';
import { stopwatchSetByHand } from './set-by-hand.ts';

const limitMs = 10_000;
type Result = ExecutionResult & { readonly errors?: readonly { extensions: object }[] };

describe('an operation that waits', () => {
  const watch = stopwatchSetByHand();
  let server: Serving;
  beforeEach(async () => {
    server = await serving({ watch });
  });
  afterEach(() => server.end());

  /** Sends it, and lets the time pass once it runs. */
  const overHttp = async (query: string): Promise<Result> => {
    const answer = ask(server, query, { authorization: `Bearer ${await server.token()}` });
    return passed(answer) as Promise<Result>;
  };
  const overWebsocket = async (query: string): Promise<Result> => {
    const authorization = `Bearer ${await server.token()}`;
    const url = server.url.replace('http', 'ws');
    const client = createClient({
      ...{ url, webSocketImpl: WebSocket, connectionParams: { authorization } },
    });
    const { value } = await passed(client.iterate({ query }).next());
    await client.dispose();
    return value as Result;
  };
  async function passed<T>(answer: Promise<T>): Promise<T> {
    await new Promise<void>((resolve) => {
      const look = () => (server.waiting() > 0 ? resolve() : void setTimeout(look, 5));
      look();
    });
    watch.pass(limitMs);
    return answer;
  }

  test.each([
    ['HTTP', overHttp],
    ['WebSocket', overWebsocket],
  ] as const)('is answered over %s when its time is over: a query', async (_, send) => {
    const { data, errors } = await send('{ slow }');
    expect(data).toBeNull();
    expect(errors).toMatchObject([
      { message: /longer than 10000 ms/, extensions: { code: 'OPERATION_TIMEOUT', limitMs } },
    ]);
    expect(errors?.[0]?.extensions).toHaveProperty('correlationId');
  });

  test.each([
    ['HTTP', overHttp],
    ['WebSocket', overWebsocket],
  ] as const)('is never called failed over %s: a command that was begun', async (_, send) => {
    const { errors } = await send('mutation { recordSlowly }');
    expect(errors).toMatchObject([{ extensions: { code: 'OUTCOME_UNKNOWN' } }]);
  });
});

test('of an operation whose client has gone nothing more is begun', async () => {
  const server = await serving();
  const gone = new AbortController();
  const answer = fetch(server.url, {
    method: 'POST',
    signal: gone.signal,
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${await server.token()}`,
    },
    body: JSON.stringify({ query: 'mutation { a: recordSlowly b: recordSlowly }' }),
  });
  while (server.waiting() < 1) await new Promise((resolve) => setTimeout(resolve, 5));
  gone.abort();
  await expect(answer).rejects.toThrow('abort');
  // The request is logged when its connection is closed.
  while (!server.logged().includes('"request"')) await new Promise((r) => setTimeout(r, 5));
  server.release();
  await server.end();
  expect(server.waiting()).toBe(1);
});

describe('an operation that works', () => {
  const schema = buildSchema(`
    type Query { items: [Item!]! }
    type Item { value: Int load: Item }
    type Mutation { record(n: Int!): Item }
  `);
  stopInTime(schema);
  const watch = stopwatchSetByHand();
  const run = (source: string, rootValue: object, time = operationTime(limitMs, watch)) => {
    time.start();
    const contextValue = { [timeKey]: time };
    return execute({ ...{ schema, document: parse(source), rootValue, contextValue } });
  };

  test('does nothing more once its time is over', async () => {
    let loaded = 0;
    const load = () => {
      loaded += 1;
      if (loaded === 3) watch.pass(limitMs);
      return { value: loaded };
    };
    const items = Array.from({ length: 50 }, () => ({ load }));
    const time = operationTime(limitMs, watch);
    await run('{ items { load { value } } }', { items }, time);
    expect(loaded).toBe(3);
    expect(time.reason()?.extensions.code).toBe('OPERATION_TIMEOUT');
  });

  test('in time is not touched', async () => {
    const items = [{ load: () => ({ value: 1 }) }];
    const time = operationTime(limitMs, watch);
    const { data } = await run('{ items { load { value } } }', { items }, time);
    expect(JSON.stringify(data)).toBe('{"items":[{"load":{"value":1}}]}');
    expect(time.reason()).toBeNull();
  });

  test('begins no command when its time is over, and says that one may have taken effect', async () => {
    const recorded: number[] = [];
    const record = ({ n }: { n: number }) => {
      recorded.push(n);
      watch.pass(limitMs);
      return { value: n, load: () => ({ value: n }) };
    };
    const source =
      'mutation { a: record(n: 1) { value load { value } } b: record(n: 2) { value } }';
    const { data, errors } = await run(source, { record });
    expect(recorded).toEqual([1]);
    // What the first recorded is still told, in full.
    expect(JSON.stringify(data)).toBe('{"a":{"value":1,"load":{"value":1}},"b":null}');
    expect(errors).toMatchObject([{ path: ['b'], extensions: { code: 'OUTCOME_UNKNOWN' } }]);
  });
});

test('the application reads nothing more once it is to stop', async () => {
  const under = await ledgerUnderTest('sqlite');
  let left = 1;
  const application = stoppable(under.application(), () => {
    left -= 1;
    if (left < 0) throw new Error('over');
    return null;
  });
  const at = { asOf: application.today(), knownAt: null };
  const search = { where: {}, at };
  expect(await application.rows.count(cadres, search)).toBe(0);
  await expect(application.rows.all(cadres, search)).rejects.toThrow('over');
  await expect(application.events(0, 10)).rejects.toThrow('over');
  await expect(application.head()).rejects.toThrow('over');
  await under.close();
});

test('the application rests before a read for as long as it is told to', async () => {
  const under = await ledgerUnderTest('sqlite');
  const rests = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const told = [...rests.map(({ promise }) => promise), null];
  const application = stoppable(under.application(), () => told.shift() ?? null);
  let read: number | null = null;
  const asked = application.head().then((head) => {
    read = head;
  });
  for (const { resolve } of rests) {
    await new Promise((soon) => setImmediate(soon));
    expect(read).toBeNull();
    resolve();
  }
  await asked;
  expect(read).toBeGreaterThan(0);
  await under.close();
});
