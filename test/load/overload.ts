/**
 * What a server does that is offered many times what it can serve: `npm run overload`. Starts the
 * built demo on this machine, measures how much it serves, offers a multiple of that for a while,
 * with subscribers that never read beside it, and prints what was served and refused, how soon, and
 * how much memory it took. Fails on an answer that is neither right nor a proper refusal, on
 * memory that grows, and on a run that refused nothing.
 */
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { WebSocket } from 'ws';
import { demoServer } from './demo-server.ts';
import { type Answer, client, quantile, type Request, type Sent } from './open-loop.ts';

const { values: options } = parseArgs({
  options: {
    seconds: { type: 'string', default: '20' },
    times: { type: 'string', default: '10' },
    subscribers: { type: 'string', default: '50' },
    /** A demo's folder that is there already; without it one is made, and removed. */
    data: { type: 'string' },
  },
});
const seconds = Number(options.seconds);
const times = Number(options.times);
const folder = options.data ?? mkdtempSync(join(tmpdir(), 'cadre-ledger-overload-'));
const growthMax = 1.25;

const queries = [
  '{ grassrootsReport(county: "419998", asOf: "2024-06-30") { figures { code value } } }',
  '{ cadres(county: "419998", first: 20) { nodes { name postings(first: 3) { nodes { title from } } } } }',
  '{ posts(county: "419998", first: 10, where: { departmentHead: true }) { nodes { name vacantSeats } } }',
];
let mutations = 0;
/** Three queries of the tour, and a command that is recorded. */
function next(): Request {
  const turn = Math.floor(Math.random() * (queries.length + 1));
  const query = queries[turn] ?? openOrganization();
  return { method: 'POST', path: '/graphql', body: JSON.stringify({ query }) };
}
const run = Date.now().toString(36).toUpperCase();
let rootId = '';
function openOrganization(): string {
  mutations += 1;
  const input = `{ code: "L${run}${mutations}", name: "虚构单位${mutations}", unitType: INSTITUTION, parentId: "${rootId}" }`;
  const record = '{ county: "419998", basis: "虚编〔2026〕1号" }';
  return `mutation { openOrganization(input: ${input}, record: ${record}) { __typename } }`;
}

const server = await demoServer(folder, { CADRE_LEDGER_STALL_SECONDS: '5' });
const { send, closedLoop, openLoop, close } = client(server.url);
const problems: string[] = [];
try {
  rootId = await rootOrganization();
  const alone = await closedLoop(16, 5, next);
  const served = alone.answers.filter(({ status }) => status === 200).length / 5;
  console.log(`machine: ${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.version}`);
  report('16 callers, each waiting', alone, 5);
  check(alone, 'while it could keep up');

  const subscribers = await silentSubscribers(Number(options.subscribers));
  const rss = sampled(server.process);
  const health = probed();
  const ownDelay = monitorEventLoopDelay({ resolution: 1 });
  ownDelay.enable();
  const crowd = await openLoop(served * times, seconds, next);
  ownDelay.disable();
  report(`${times} × that, not waiting`, crowd, seconds);
  const [own50, own99] = [50, 99].map((share) => (ownDelay.percentile(share) / 1e6).toFixed(1));
  console.log(`of that, this client’s own turns: p50 ${own50} ms, p99 ${own99} ms`);
  const probes = await health();
  console.log(
    `health  ${probes.length} answers, p99 ${quantile(probes, 0.99).toFixed(1)} ms · subscribers that do not read: ${subscribers.cut()} of ${options.subscribers} cut`,
  );
  check(crowd, 'under overload');
  checkMemory(rss());
  const refused = crowd.answers.filter(({ status }) => status === 503).length;
  if (refused === 0) problems.push('nothing was refused: the run shows nothing, offer more');
  subscribers.close();
} finally {
  close();
  await server.stop();
  if (options.data === undefined) rmSync(folder, { recursive: true });
}
for (const problem of problems) console.error(`✗ ${problem}`);
console.log(problems.length === 0 ? '✓ right answers, proper refusals, flat memory' : '');
process.exitCode = problems.length === 0 ? 0 : 1;

async function rootOrganization(): Promise<string> {
  const query =
    '{ organizations(county: "419998", first: 1, where: { unitType: [COUNTY] }) { nodes { id } } }';
  const { body } = await send({
    method: 'POST',
    path: '/graphql',
    body: JSON.stringify({ query }),
  });
  return JSON.parse(body).data.organizations.nodes[0].id;
}

function report(what: string, sent: Sent, over: number): void {
  const of = (status: number) => sent.answers.filter((answer) => answer.status === status);
  const line = (answers: readonly Answer[]) => {
    const ms = answers.map((answer) => answer.ms);
    const at = (share: number) => quantile(ms, share).toFixed(1);
    return ms.length === 0 ? '' : `p50 ${at(0.5)} ms, p99 ${at(0.99)} ms`;
  };
  const perSecond = (count: number) => `${Math.round(count / over)}/s`;
  console.log(`\n${what}: ${perSecond(sent.offered)} offered`);
  console.log(`served  ${perSecond(of(200).length)}  ${line(of(200))}`);
  console.log(`refused ${perSecond(of(503).length)}  ${line(of(503))}`);
  if (sent.unsent > 0) console.log(`unsent  ${perSecond(sent.unsent)}  (this client's bound)`);
}

function check({ answers, failed }: Sent, when: string): void {
  const wrong = answers.filter(({ status, retryAfter, body }) =>
    status === 200
      ? !body.startsWith('{"data":{') || body.includes('"errors"')
      : status !== 503 || retryAfter === null || !body.includes('"OVERLOADED"'),
  );
  if (wrong.length > 0) {
    const [{ status, body } = { status: 0, body: '' }] = wrong;
    problems.push(`${wrong.length} answers ${when} were wrong: ${status} ${body.slice(0, 200)}`);
  }
  if (failed > 0) problems.push(`${failed} requests ${when} had no answer`);
}

/** Resident megabytes of the process, twice a second. */
function sampled({ pid }: ChildProcess): () => readonly number[] {
  const samples: number[] = [];
  const timer = setInterval(() => {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    samples.push(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1_024);
  }, 500);
  return () => {
    clearInterval(timer);
    return samples;
  };
}

function checkMemory(samples: readonly number[]): void {
  const third = Math.floor(samples.length / 3);
  const [first, middle, last] = [0, 1, 2].map((part) =>
    Math.max(...samples.slice(part * third, (part + 1) * third)),
  ) as [number, number, number];
  const mb = [samples[0] ?? 0, first, middle, last].map((one) => one.toFixed(0));
  console.log(
    `memory  ${mb[0]} MB before, at most ${mb[1]}, ${mb[2]}, ${mb[3]} MB in the thirds of the run`,
  );
  if (last > middle * growthMax) problems.push('memory still grew in the last third of the run');
}

/** Asks for its health five times a second; the milliseconds of each answer. */
function probed(): () => Promise<readonly number[]> {
  const probes: Promise<number>[] = [];
  const timer = setInterval(() => {
    const probe = send({ method: 'GET', path: '/healthz' }).then(
      ({ status, ms }) => {
        if (status !== 200) problems.push(`/healthz answered ${status}`);
        return ms;
      },
      (error: Error) => {
        problems.push(`/healthz had no answer: ${error.message}`);
        return Number.NaN;
      },
    );
    probes.push(probe);
  }, 200);
  return () => {
    clearInterval(timer);
    return Promise.all(probes);
  };
}

/** They ask for every event there is, and read none. */
async function silentSubscribers(count: number) {
  const subscribe = 'subscription($since: String) { events(since: $since) { type token data } }';
  const query = '{ ledger { token } eventLog(first: 1) { nodes { token } } }';
  const { body } = await send({
    method: 'POST',
    path: '/graphql',
    body: JSON.stringify({ query }),
  });
  const since = JSON.parse(body).data.eventLog.nodes[0].token as string;
  let cut = 0;
  const sockets = Array.from({ length: count }, () => {
    const address = `${server.url.replace('http', 'ws')}/graphql`;
    const socket = new WebSocket(address, 'graphql-transport-ws');
    socket.on('error', () => undefined);
    socket.on('open', () => socket.send('{"type":"connection_init"}'));
    socket.once('message', () => {
      const payload = { query: subscribe, variables: { since } };
      socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload }), () => socket.pause());
    });
    socket.on('close', () => {
      cut += 1;
    });
    return socket;
  });
  return {
    cut: () => {
      // What the sockets were told they see only when they read again.
      for (const socket of sockets) if (socket.isPaused) socket.resume();
      return cut;
    },
    close: () => {
      for (const socket of sockets) socket.terminate();
    },
  };
}
