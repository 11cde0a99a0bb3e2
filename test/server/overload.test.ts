import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { GraphQLError } from 'graphql';
import { WebSocket } from 'ws';
import { Overloaded } from '../../src/application/limits.ts';
import { admission } from '../../src/server/admission.ts';
import { explain } from '../../src/server/errors.ts';
import { turnMs } from '../../src/server/overload-limits.ts';
import { ask, type Serving, serving } from './serving.ts';

const operationsMax = 4;
const open: Serving[] = [];
async function limited(environment: Readonly<Record<string, string>> = {}): Promise<Serving> {
  const server = await serving({
    demo: true,
    environment: { CADRE_LEDGER_OPERATIONS_MAX: String(operationsMax), ...environment },
  });
  open.push(server);
  return server;
}
afterEach(async () => {
  for (const server of open.splice(0)) await server.end();
});

const refusal = {
  status: 503,
  errors: [{ extensions: { code: 'OVERLOADED', correlationId: expect.any(String) } }],
};

/** Waits, by asking, until so many operations run: none more is let in. */
async function untilFull(server: Serving): Promise<void> {
  for (;;) if ((await ask(server, '{ me }')).status === 503) return;
}

describe('a server that is asked for more than it may do at once', () => {
  test('does as much as it may and refuses the rest, each with when to come again', async () => {
    const server = await limited();
    const asked = Array.from({ length: 100 }, () => ask(server, '{ slow }'));
    await untilFull(server);
    server.release();
    const answers = await Promise.all(asked);
    const [done, refused] = [200, 503].map((status) =>
      answers.filter((answer) => answer.status === status),
    );
    expect(done).toHaveLength(operationsMax);
    expect(done?.map(({ data }) => data)).toEqual(Array(operationsMax).fill({ slow: 'at last' }));
    expect(refused).toHaveLength(100 - operationsMax);
    for (const answer of refused ?? []) {
      expect(answer).toMatchObject(refusal);
      expect(answer.headers.get('retry-after')).toBe('1');
    }
    expect((await ask(server, '{ me }')).status).toBe(200);
  });

  test('refuses before it reads a body, and keeps answering for its health', async () => {
    const server = await limited();
    const asked = Array.from({ length: operationsMax }, () => ask(server, '{ slow }'));
    await untilFull(server);
    const { port } = new URL(server.url);
    const socket = connect(Number(port), '127.0.0.1');
    socket.write(
      'POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 900000\r\n\r\n{',
    );
    const [head] = await once(socket, 'data');
    expect(String(head)).toMatch(/^HTTP\/1.1 503 [\s\S]*retry-after: 1/i);
    socket.destroy();
    for (const path of ['/healthz', '/readyz']) {
      expect((await fetch(new URL(path, server.url))).status).toBe(200);
    }
    server.release();
    expect((await Promise.all(asked)).map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  });

  test('refuses before it looks at who asks, in what form, and for what', async () => {
    const server = await limited();
    const asked = Array.from({ length: operationsMax }, () => ask(server, '{ slow }'));
    await untilFull(server);
    const oddities: RequestInit[] = [
      { body: '{ this is no JSON' },
      { body: new Uint8Array([0xff, 0xfe]) },
      { body: '{ slow }', headers: { 'content-type': 'application/graphql' } },
      { body: '{}', headers: { accept: 'text/csv' } },
      { body: '{}', headers: { authorization: 'Bearer no.token.of.ours' } },
      { body: JSON.stringify({ query: 'no document at all' }) },
    ];
    const statuses = async () => {
      const answers = oddities.map(async ({ body, headers }) => {
        const json = { 'content-type': 'application/json' };
        const given = { method: 'POST', body, headers: { ...json, ...headers } };
        return (await fetch(server.url, given)).status;
      });
      return Promise.all(answers);
    };
    expect(await statuses()).toEqual(oddities.map(() => 503));
    server.release();
    await Promise.all(asked);
    // Each is refused for what is wrong with it once there is room to look at it.
    expect(await statuses()).toEqual([400, 400, 415, 406, 401, 200]);
  });

  test('a body that comes slowly holds no place of an operation', async () => {
    const server = await limited();
    const { port } = new URL(server.url);
    const slow = Array.from({ length: 3 * operationsMax }, () => {
      const socket = connect(Number(port), '127.0.0.1');
      socket.write(
        'POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 900\r\n\r\n{',
      );
      return socket;
    });
    await Promise.all(slow.map((socket) => once(socket, 'connect')));
    expect(await ask(server, '{ me }')).toMatchObject({ status: 200 });
    for (const socket of slow) socket.destroy();
  });

  test('refuses an operation on a WebSocket before it looks at its document', async () => {
    const server = await limited();
    const asked = Array.from({ length: operationsMax }, () => ask(server, '{ slow }'));
    await untilFull(server);
    const { socket, next } = await connected(server);
    socket.send('{"id":"1","type":"subscribe","payload":{"query":"{ me }"}}');
    const refused = [{ extensions: { code: 'OVERLOADED', retryAfterSeconds: 1 } }];
    expect(await next()).toMatchObject({ type: 'error', payload: refused });
    socket.send('{"id":"2","type":"subscribe","payload":{"query":"not even a document"}}');
    expect(await next()).toMatchObject({ type: 'error', payload: refused });
    socket.terminate();
    server.release();
    await Promise.all(asked);
  });

  test('tells its log how many it refused, and no line for each', async () => {
    const server = await limited({ CADRE_LEDGER_SLOW_MS: '0' });
    const asked = Array.from({ length: 50 }, () => ask(server, '{ slow }'));
    await untilFull(server);
    server.release();
    await Promise.all(asked);
    open.splice(0);
    await server.end();
    const lines = server.logged().trim().split('\n');
    const warned = lines.filter((line) => line.includes('"level":"warn"'));
    expect(warned).toHaveLength(1);
    expect(Number(/"refused":(\d+)/.exec(warned[0] ?? '')?.[1])).toBeGreaterThanOrEqual(46);
    const told = lines.filter((line) => line.includes('"level":"info"'));
    expect(told.filter((line) => line.includes('"status":503'))).toEqual([]);
  });
});

describe('operations let in', () => {
  test('start in the order in which they came, and each answers what it gives', async () => {
    const started: number[] = [];
    const { operate } = admission(1_000);
    const all = Array.from({ length: 300 }, (_, number) =>
      operate(async () => {
        started.push(number);
        return number;
      }),
    );
    const numbers = Array.from({ length: 300 }, (_, number) => number);
    expect(await Promise.all(all)).toEqual(numbers);
    expect(started).toEqual(numbers);
  });

  test('give their place back also when they fail', async () => {
    const { operate, receive, refuses } = admission(1);
    const failing = async () => {
      throw new Error('no');
    };
    for (let turn = 0; turn < 3; turn += 1) {
      await expect(receive(failing)).rejects.toThrow('no');
      await expect(operate(failing)).rejects.toThrow('no');
    }
    const running = operate(async () => 'done');
    expect([operate(async () => 'more'), refuses()]).toEqual([null, true]);
    expect(await running).toBe('done');
  });

  test('leave the loop free for what arrives between them', async () => {
    const { operate } = admission(1_000);
    let arrived = 0;
    const arriving = setInterval(() => {
      arrived += 1;
    }, 1);
    const busy = () => {
      const until = process.cpuUsage().user + 3_000;
      while (process.cpuUsage().user < until);
    };
    await Promise.all(Array.from({ length: 60 }, () => operate(async () => busy())));
    clearInterval(arriving);
    // 180 ms of work at once would have let nothing in.
    expect(arrived).toBeGreaterThan(3);
  });

  test('go on in another turn when theirs was long, before any that has not begun', async () => {
    const { operate, pause } = admission(1_000);
    const order: string[] = [];
    const long = operate(async () => {
      setTimeout(() => order.push('arrival'), 0);
      for (let part = 1; part <= 3; part += 1) {
        const from = performance.now();
        while (performance.now() - from < 2 * turnMs);
        order.push(`part ${part}`);
        for (let rest = pause(); rest !== null; rest = pause()) await rest;
      }
    });
    const others = Array.from({ length: 70 }, () => operate(async () => void order.push('other')));
    await Promise.all([long, ...others]);
    const between = order.slice(order.indexOf('part 1'), order.indexOf('part 3') + 1);
    expect(between.filter((one) => one !== 'other')).toEqual([
      ...['part 1', 'arrival', 'part 2', 'part 3'],
    ]);
    expect(between.slice(-2)).toEqual(['part 2', 'part 3']);
    expect(order.slice(order.indexOf('part 3')).length).toBeGreaterThan(50);
  });

  test('are not held up while their turn is short', async () => {
    const { operate, pause } = admission(1_000);
    const asked = operate(async () => pause());
    expect(await asked).toBeNull();
  });
});

test('a full queue of the ledger is an answer too', () => {
  const error = explain(new Overloaded('too many appends wait for the disk'));
  expect(error).toBeInstanceOf(GraphQLError);
  expect(error?.extensions).toEqual({ code: 'OVERLOADED', retryAfterSeconds: 1 });
  expect(error?.message).toMatch(/appends wait.*Nothing was done/);
});

test('over HTTP it has the status and the header of one', async () => {
  const server = await limited();
  const answer = await ask(server, '{ full }');
  expect(answer).toMatchObject({ ...refusal, data: { full: null } });
  expect(answer.headers.get('retry-after')).toBe('1');
  expect(await ask(server, '{ me full }')).toMatchObject({ status: 200, data: { full: null } });
});

describe('a subscriber that does not read', () => {
  test('is told where to go on, and cut; reading again it finds everything before that', async () => {
    const server = await limited({ CADRE_LEDGER_STALL_SECONDS: '1' });
    const { socket, next } = await connected(server);
    socket.send('{"id":"1","type":"subscribe","payload":{"query":"subscription { flood }"}}');
    const first = await next();
    expect(first).toMatchObject({ type: 'next', payload: { data: {} } });
    socket.pause();
    await server.cut();
    const closed = once(socket, 'close');
    socket.resume();
    let [sent, told] = [1, await next()];
    for (; told.type === 'next'; told = await next()) sent += 1;
    expect(told).toMatchObject({
      id: '1',
      type: 'error',
      payload: [{ extensions: { code: 'RESUME_REQUIRED', since: `token ${sent}` } }],
    });
    const [code, reason] = await closed;
    expect([code, String(reason)]).toEqual([4290, 'RESUME_REQUIRED']);
  }, 30_000);

  test('one that reads is left alone', async () => {
    const server = await limited({ CADRE_LEDGER_STALL_SECONDS: '1' });
    const { socket, next } = await connected(server);
    socket.send('{"id":"1","type":"subscribe","payload":{"query":"subscription { flood }"}}');
    const until = Date.now() + 2_500;
    while (Date.now() < until) expect((await next()).type).toBe('next');
    expect(socket.readyState).toBe(WebSocket.OPEN);
    socket.terminate();
  }, 30_000);
});

type Message = { readonly type: string; readonly [field: string]: unknown };

/** A WebSocket that has been let in, and its messages one by one. */
async function connected(server: Serving) {
  const socket = new WebSocket(server.url.replace('http', 'ws'), 'graphql-transport-ws');
  const [messages, waiting] = [[] as Message[], [] as ((message: Message) => void)[]];
  socket.on('message', (data) => {
    const message = JSON.parse(String(data)) as Message;
    const take = waiting.shift();
    if (take) take(message);
    else messages.push(message);
  });
  const next = async (): Promise<Message> =>
    messages.shift() ?? new Promise((resolve) => waiting.push(resolve));
  await once(socket, 'open');
  socket.send('{"type":"connection_init"}');
  expect(await next()).toMatchObject({ type: 'connection_ack' });
  return { socket, next };
}
