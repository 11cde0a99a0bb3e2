/** A server whose rows are not all built: what it answers meanwhile, and what it can be asked. */
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { CodeTaken } from '../../events/code-reservation.ts';
import { StorageFull, StoreUnavailable } from '../../src/application/limits.ts';
import type { NewStoredEvent } from '../../src/application/ports.ts';
import { init } from '../../src/cli/init.ts';
import { counties, countyModel } from '../../src/read-models/county.ts';
import { tableOf } from '../../src/read-models/projection.ts';
import { askServer, openControl, Unacceptable } from '../../src/server/control.ts';
import { addressOf } from '../../src/server/control-place.ts';
import { notBegun } from '../../src/server/control-routes.ts';
import { developmentToken } from '../../src/server/development-key.ts';
import { openLog } from '../../src/server/logging.ts';
import { type Running, serve } from '../../src/server/main.ts';
import { readSettings } from '../../src/server/settings.ts';
import { sqliteLedger } from '../../src/stores/sqlite/sqlite-ledger.ts';
import { event, stillClock } from '../stores/samples.ts';
import { ask } from './serving.ts';

const countyTable = tableOf(countyModel, counties);

const logger = openLog('silent', { write: () => {} });
const newFolder = () => mkdtempSync(join(tmpdir(), 'cadre-ledger-'));
const unreadable = 'PersonRegistered';

/** More events than are folded before a server starts, the last of a kind no release could read. */
/** Of a type the program knows, and no read model cares for. */
const unread = CodeTaken.type;

async function appendUnfolded(folder: string): Promise<void> {
  const none = { collections: [], keysOf: () => [], foldPage: () => [] };
  const ledger = sqliteLedger({ folder, folding: none, clock: stillClock() });
  const put = (n: number, one: NewStoredEvent) =>
    ledger.append([{ stream: `a-${n}`, expected: 'none', events: [one] }], []);
  await Promise.all(
    Array.from({ length: 5_100 }, (_, n) => put(n, { ...event(n + 1), type: unread })),
  );
  await put(9_000, { ...event(9_000), type: unreadable });
  await ledger.close();
}

describe('a server that builds rows of which some cannot be built', () => {
  const folder = newFolder();
  const environment = { CADRE_LEDGER_DATA: folder, PORT: '0' };
  const { settings } = readSettings(environment);
  let running: Running;
  let authorization = '';
  beforeAll(async () => {
    const county = { county: '419998', name: '虚怀县' };
    await init.run(county, { environment, print: () => {} });
    await appendUnfolded(folder);
    running = await serve({ settings, logger });
    const who = { subject: 'officer', name: null, roles: ['ORG_OFFICER'], counties: null };
    authorization = `Bearer ${await developmentToken(settings, { ...who, cadreId: null, days: 1 })}`;
    const isBuilding = async () => {
      const response = await fetch(`${running.url}/readyz`);
      const { rebuilds } = z
        .object({ rebuilds: z.array(z.unknown()) })
        .parse(await response.json());
      return rebuilds.length > 0 && JSON.stringify(rebuilds).includes('"stopped":null');
    };
    while (await isBuilding()) await new Promise((resolve) => setTimeout(resolve, 20));
  }, 60_000);
  afterAll(async () => {
    await running.close();
    rmSync(folder, { recursive: true });
  });
  const asked = (query: string) => ask({ url: `${running.url}/graphql` }, query, { authorization });

  test('tells who asks for them what is the matter, and how far it is', async () => {
    const { errors } = await asked('{ cadres(first: 1) { nodes { name } } }');
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'MODEL_REBUILDING' });
    expect(errors?.[0]?.message).toMatch(/^These rows are being built: \d+ of 51\d\d events/);
  });
  test('serves the other rows, and records commands', async () => {
    const { data, errors } = await asked(
      'mutation { openCounty(input: { name: "又一虚构县" }, record: { county: "419997" }) { ... on OpenCountyRecorded { county { name } } } }',
    );
    expect([data, errors]).toEqual([{ openCounty: { county: { name: '又一虚构县' } } }, undefined]);
  });
  test('is not ready, and says by how much it is behind and why', async () => {
    const response = await fetch(`${running.url}/readyz`);
    expect(response.status).toBe(503);
    const body = await response.json();
    expect(body).toMatchObject({ ready: false, rebuilds: expect.any(Array) });
    const { lag, rebuilds } = z
      .object({ lag: z.object({ events: z.number() }), rebuilds: z.array(z.looseObject({})) })
      .parse(body);
    expect(lag.events).toBeGreaterThan(0);
    expect(rebuilds[0]).toMatchObject({
      served: false,
      stopped: expect.stringMatching(
        /PersonRegistered version 1 at position 51\d\d does not parse/,
      ),
    });
  });
  test('tells the command line its state, over a socket of the owner alone', async () => {
    const status = await askServer(folder, ['GET', '/status'], z.looseObject({}));
    expect(status).toMatchObject({ pid: process.pid, rebuilds: expect.any(Array) });
    expect(statSync(join(folder, 'control.sock')).mode & 0o777).toBe(0o600);
  });
  test('refuses a rebuild of a model that is not there, with the names of those that are', async () => {
    const asking = askServer(folder, ['POST', '/rebuild'], z.unknown(), { models: ['cadres'] });
    await expect(asking).rejects.toThrow(/no read model cadres; there are appointment, county/);
  });
  test('rebuilds what it is asked to', async () => {
    const body = { models: ['county'] };
    expect(await askServer(folder, ['POST', '/rebuild'], z.unknown(), body)).toEqual({
      tables: [countyTable],
    });
  });
});

describe('the control socket', () => {
  const routes = { 'GET /status': async () => ({ well: true }) };
  const well = z.object({ well: z.boolean() });

  test('of a folder without a server answers nobody', async () => {
    const folder = newFolder();
    expect(await askServer(folder, ['GET', '/status'], well)).toBeNull();
    expect(await askServer(join(folder, 'none'), ['GET', '/status'], well)).toBeNull();
    rmSync(folder, { recursive: true });
  });
  test('left by a killed server is replaced, and removed in the end', async () => {
    const folder = newFolder();
    writeFileSync(join(folder, 'control.sock'), '');
    expect(await askServer(folder, ['GET', '/status'], well)).toBeNull();
    const control = await openControl(folder, routes, logger);
    expect(await askServer(folder, ['GET', '/status'], well)).toEqual({ well: true });
    await control.close();
    expect(addressOf(folder)).toBeNull();
    rmSync(folder, { recursive: true });
  });
  test('of a folder whose path is too long is elsewhere, and a file says where', async () => {
    const top = newFolder();
    const folder = join(top, 'long-name-of-a-folder-'.repeat(8));
    mkdirSync(folder);
    const control = await openControl(folder, routes, logger);
    const path = addressOf(folder) ?? '';
    expect(path.startsWith(folder)).toBe(false);
    expect(Buffer.byteLength(path)).toBeLessThan(104);
    expect(await askServer(folder, ['GET', '/status'], well)).toEqual({ well: true });
    await control.close();
    expect(addressOf(folder)).toBeNull();
    rmSync(top, { recursive: true });
  });
  test('answers with the status and the sentence of a disk that is full, or has failed', async () => {
    const folder = newFolder();
    const failing = (error: Error) => async () => {
      throw notBegun(error);
    };
    const control = await openControl(
      folder,
      {
        'POST /full': failing(new StorageFull()),
        'POST /failed': failing(new StoreUnavailable('the disk failed', false)),
      },
      logger,
    );
    const asked = (path: string) => askServer(folder, ['POST', path], well).catch((error) => error);
    const full = { status: 507, message: expect.stringMatching(/^The disk is full.*ask again\.$/) };
    expect(await asked('/full')).toMatchObject(full);
    const failed = { status: 503, message: expect.stringMatching(/serves on.*the disk failed\.$/) };
    expect(await asked('/failed')).toMatchObject(failed);
    await control.close();
    rmSync(folder, { recursive: true });
  });
  test('answers what it does not know, and what is no JSON, with a sentence', async () => {
    const folder = newFolder();
    const echo = { ...routes, 'POST /echo': async () => ({ well: true }) };
    const control = await openControl(folder, echo, logger);
    await expect(askServer(folder, ['POST', '/none'], well)).rejects.toThrow(Unacceptable);
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(addressOf(folder) ?? '');
      let text = '';
      socket.on('data', (part) => {
        text += part;
      });
      socket.on('close', () => resolve(text));
      socket.write('POST /echo HTTP/1.1\r\nhost: x\r\ncontent-length: 4\r\n\r\n{no}');
    });
    expect(answer).toMatch(/^HTTP\/1.1 400/);
    expect(answer).toContain('The request is not JSON.');
    await control.close();
    rmSync(folder, { recursive: true });
  });
});
