/** /metrics: where it is, who may read it, and what it says. */
import { once } from 'node:events';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { WebSocket } from 'ws';
import { instant } from '../../events/dates.ts';
import { counties, countyModel } from '../../src/read-models/county.ts';
import { tableOf } from '../../src/read-models/projection.ts';
import { type Gauges, metrics } from '../../src/server/metrics.ts';
import { readSettings } from '../../src/server/settings.ts';
import { observed, openCountyMutation } from './observed.ts';

const countyTable = tableOf(countyModel, counties);

// Each test starts a whole server, schema and all.
jest.setTimeout(60_000);

let end: (() => Promise<void>) | null = null;
afterEach(async () => {
  await end?.();
  end = null;
});
async function started(environment: Readonly<Record<string, string>>) {
  const server = await observed(environment);
  ({ end } = server);
  return server;
}
function valueIn(text: string, series: string): number | null {
  const line = text.split('\n').find((one) => one.startsWith(`${series} `));
  return line === undefined ? null : Number(line.slice(series.length + 1));
}
const here = { CADRE_LEDGER_METRICS: '127.0.0.1:0' };

test('the figures say what commands, appends, operations and files did', async () => {
  const { ask, metricsUrl } = await started(here);
  expect((await ask(openCountyMutation)).text).toContain('Recorded');
  await ask(openCountyMutation);
  await ask('query SecretName { nothing }');
  const text = await (await fetch(metricsUrl ?? '')).text();
  const value = (series: string) => valueIn(text, series);
  expect(value('cadre_ledger_commands_total{command="OpenCounty",outcome="recorded"}')).toBe(1);
  expect(value('cadre_ledger_commands_total{command="OpenCounty",outcome="unchanged"}')).toBe(1);
  expect(value('cadre_ledger_append_seconds_count{result="appended"}')).toBe(2);
  expect(value('cadre_ledger_group_appends_sum')).toBe(2);
  expect(value('cadre_ledger_appends_waiting')).toBe(0);
  const operations = 'cadre_ledger_operation_seconds_count';
  expect(value(`${operations}{operation="mutation",failed="false"}`)).toBe(2);
  expect(value(`${operations}{operation="none",failed="true"}`)).toBe(1);
  expect(value(`cadre_ledger_row_versions{collection="${countyTable}"}`)).toBe(1);
  expect(value('cadre_ledger_head')).toBeGreaterThan(1);
  expect(value(`cadre_ledger_collection_position{collection="${countyTable}"}`)).toBe(
    value('cadre_ledger_head'),
  );
  expect(value('cadre_ledger_lag_events')).toBe(0);
  expect(value('cadre_ledger_lag_seconds')).toBe(0);
  expect(value('cadre_ledger_file_bytes{file="database"}')).toBeGreaterThan(0);
  expect(value('cadre_ledger_file_bytes{file="log"}')).toBeGreaterThan(0);
  expect(value('cadre_ledger_sockets')).toBe(0);
  expect(value('cadre_ledger_subscriptions')).toBe(0);
  expect(value('process_resident_memory_bytes')).toBeGreaterThan(0);
  for (const word of ['SecretName', '王五', '测试县', 'officer-1'])
    expect(text).not.toContain(word);
});

test('operations that are refused are counted, and are none of those that ran', async () => {
  const { ask, metricsUrl } = await started({ ...here, CADRE_LEDGER_OPERATIONS_MAX: '1' });
  const answers = await Promise.all(Array.from({ length: 30 }, () => ask('{ ledger { id } }')));
  const of = (status: number) => answers.filter((answer) => answer.status === status).length;
  expect(of(503)).toBeGreaterThan(0);
  expect(of(200) + of(503)).toBe(30);
  const text = await (await fetch(metricsUrl ?? '')).text();
  expect(valueIn(text, 'cadre_ledger_operations_refused_total')).toBe(of(503));
  const ran = 'cadre_ledger_operation_seconds_count{operation="query",failed="false"}';
  expect(valueIn(text, ran)).toBe(of(200));
});

test('a subscriber is counted, and is not behind when it has read everything', async () => {
  const { ask, url, metricsUrl, token } = await started(here);
  await ask(openCountyMutation);
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  const next = async () => JSON.parse(String((await once(socket, 'message'))[0]));
  await once(socket, 'open');
  const payload = { authorization: `Bearer ${token}` };
  socket.send(JSON.stringify({ type: 'connection_init', payload }));
  expect(await next()).toMatchObject({ type: 'connection_ack' });
  const { ledger } = JSON.parse((await ask('{ ledger { id } }')).text).data;
  const since = Buffer.from(`${ledger.id}:1`).toString('base64url');
  const query = `subscription { events(since: "${since}", types: ["CountyOpened"]) { type } }`;
  socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query } }));
  expect(await next()).toMatchObject({ type: 'next' });
  // The county's other events are not for it: having read past them it is at the head.
  let text = '';
  do text = await (await fetch(metricsUrl ?? '')).text();
  while (valueIn(text, 'cadre_ledger_subscription_lag_events') !== 0);
  expect(valueIn(text, 'cadre_ledger_head')).toBeGreaterThan(2);
  expect(valueIn(text, 'cadre_ledger_subscribers')).toBe(1);
  socket.terminate();
});

test('the figures say how far the slowest subscriber is behind, and how long rebuilds take', async () => {
  const { text } = metrics();
  const rebuilt = { position: 3, head: 12, startedAt: instant(0), served: true };
  const gauges: Gauges = {
    file: () => ({ head: 12, databaseBytes: 1, logBytes: 1, collections: [] }),
    sockets: () => ({ open: 2, subscriptions: 4, positions: [12, 3, 9] }),
    standing: async () => ({
      lag: { events: 0, seconds: 0 },
      rebuilds: [
        { ...rebuilt, table: 'a', eventsPerSecond: 100, etaSeconds: 80, stopped: null },
        { ...rebuilt, table: 'b', eventsPerSecond: null, etaSeconds: null, stopped: 'it is full' },
      ],
    }),
  };
  const before = await text(gauges);
  const value = (series: string) => valueIn(before, `cadre_ledger_${series}`);
  expect([value('subscribers'), value('subscription_lag_events')]).toEqual([3, 9]);
  expect(value('rebuild_eta_seconds{collection="a"}')).toBe(80);
  expect(value('rebuild_eta_seconds{collection="b"}')).toBeNull();
  expect(value('rebuild_stopped{collection="a"}')).toBe(0);
  expect(value('rebuild_stopped{collection="b"}')).toBe(1);
  const none = { ...gauges, sockets: () => ({ open: 0, subscriptions: 0, positions: [] }) };
  const standing = async () => ({ lag: { events: 0, seconds: 0 }, rebuilds: [] });
  const after = await text({ ...none, standing });
  expect(valueIn(after, 'cadre_ledger_subscription_lag_events')).toBe(0);
  expect(after).not.toContain('collection="a"');
});

test('a journal elsewhere is told of where there is one, and nowhere else', async () => {
  const { measure, text } = metrics();
  const gauges: Gauges = {
    file: () => ({ head: 12, databaseBytes: 1, logBytes: 1, collections: [] }),
    sockets: () => ({ open: 0, subscriptions: 0, positions: [] }),
    standing: async () => ({ lag: { events: 0, seconds: 0 }, rebuilds: [] }),
  };
  const journal = 'cadre_ledger_journal';
  expect(await text({ ...gauges, journal: () => null })).not.toContain(`${journal}_followed`);
  measure({ kind: 'journalAppend', outcome: 'recorded', ms: 4 });
  measure({ kind: 'journalAppend', outcome: 'lostRace', ms: 4 });
  measure({ kind: 'journalAppend', outcome: 'unknown', ms: 4 });
  measure({ kind: 'taken', events: 7 });
  measure({ kind: 'taken', events: 5 });
  const heardAt = instant(Date.now() - 60_000);
  const state = {
    ...{ isLive: true, since: instant(0), cause: null, isOver: false, newerFrom: null },
    head: 15,
  };
  const told = await text({ ...gauges, journal: () => ({ ...state, heardAt }) });
  const value = (series: string) => valueIn(told, `${journal}_${series}`);
  expect(value('append_seconds_count{outcome="recorded"}')).toBe(1);
  expect(value('append_seconds_count{outcome="lostRace"}')).toBe(1);
  expect(value('append_seconds_count{outcome="unknown"}')).toBe(1);
  expect(value('events_taken_total')).toBe(12);
  expect([value('followed'), value('newer')]).toEqual([1, 0]);
  expect([value('head'), value('behind_events')]).toEqual([15, 3]);
  expect(value('heard_seconds')).toBeGreaterThanOrEqual(60);
  const newer = { ...state, isLive: false, newerFrom: 13, heardAt: null };
  const stopped = await text({ ...gauges, journal: () => newer });
  expect(valueIn(stopped, `${journal}_followed`)).toBe(0);
  expect(valueIn(stopped, `${journal}_newer`)).toBe(1);
});

describe('strangers', () => {
  test('find no figures on the port of the clients, nor anywhere unless they are asked for', async () => {
    const { url, metricsUrl } = await started({});
    expect(metricsUrl).toBeNull();
    expect((await fetch(`${url}/metrics`)).status).toBe(404);
  });
  test('are asked for the token where one is set', async () => {
    const token = 'a-token-of-our-own';
    const { metricsUrl } = await started({ ...here, CADRE_LEDGER_METRICS_TOKEN: token });
    const asked = (authorization: string) =>
      fetch(metricsUrl ?? '', { headers: { authorization } }).then(({ status }) => status);
    expect(await asked('Bearer another')).toBe(401);
    expect(await asked(`Bearer ${token}`)).toBe(200);
  });
  test('never get an address without one', () => {
    const read = (CADRE_LEDGER_METRICS: string, rest = {}) =>
      readSettings({ CADRE_LEDGER_METRICS, ...rest }).settings.metrics;
    expect(() => read('0.0.0.0:9464')).toThrow(/set CADRE_LEDGER_METRICS_TOKEN/);
    expect(() => read('9464')).toThrow(/must be off or address:port/);
    expect(() => read('127.0.0.1:99999')).toThrow(/up to 65535/);
    expect(read('0.0.0.0:9464', { CADRE_LEDGER_METRICS_TOKEN: 'x'.repeat(16) })).toEqual({
      ...{ address: '0.0.0.0', port: 9464 },
    });
    expect(read('[::1]:9464')).toEqual({ address: '::1', port: 9464 });
    expect(read('off')).toBeNull();
  });
});
