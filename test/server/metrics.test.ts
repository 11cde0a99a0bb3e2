/** /metrics: where it is, who may read it, and what it says. */
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { readSettings } from '../../src/server/settings.ts';
import { observed, openCountyMutation } from './observed.ts';

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
const here = { CADRE_LEDGER_METRICS: '127.0.0.1:0' };

test('the figures say what commands, appends, operations and files did', async () => {
  const { ask, metricsUrl } = await started(here);
  expect((await ask(openCountyMutation)).text).toContain('Recorded');
  await ask(openCountyMutation);
  await ask('query SecretName { nothing }');
  const text = await (await fetch(metricsUrl ?? '')).text();
  const value = (series: string) => {
    const line = text.split('\n').find((one) => one.startsWith(`${series} `));
    return line === undefined ? null : Number(line.slice(series.length + 1));
  };
  expect(value('cadre_ledger_commands_total{command="OpenCounty",outcome="recorded"}')).toBe(1);
  expect(value('cadre_ledger_commands_total{command="OpenCounty",outcome="unchanged"}')).toBe(1);
  expect(value('cadre_ledger_append_seconds_count{result="appended"}')).toBe(2);
  expect(value('cadre_ledger_group_appends_sum')).toBe(2);
  expect(value('cadre_ledger_appends_waiting')).toBe(0);
  const operations = 'cadre_ledger_operation_seconds_count';
  expect(value(`${operations}{operation="mutation",failed="false"}`)).toBe(2);
  expect(value(`${operations}{operation="none",failed="true"}`)).toBe(1);
  expect(value('cadre_ledger_row_versions{collection="county_v2_counties"}')).toBe(1);
  expect(value('cadre_ledger_head')).toBeGreaterThan(1);
  expect(value('cadre_ledger_collection_position{collection="county_v2_counties"}')).toBe(
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
