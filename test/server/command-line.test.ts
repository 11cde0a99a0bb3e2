import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { decodeJwt } from 'jose';
import type { Command } from '../../src/cli/command.ts';
import { config } from '../../src/cli/config.ts';
import { token } from '../../src/cli/token.ts';
import { authenticator } from '../../src/server/authentication.ts';
import { openLog } from '../../src/server/logging.ts';
import { serve } from '../../src/server/main.ts';
import { readSettings } from '../../src/server/settings.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cadre-ledger-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function printed(command: Command, options: object, environment = {}) {
  const lines: string[] = [];
  const all = { CADRE_LEDGER_DATA: folder, ...environment };
  await command.run({ ...options }, { environment: all, print: (line) => lines.push(line) });
  return lines;
}

test('config prints value, source and meaning in both languages, and masks secrets', async () => {
  const key = 'cd'.repeat(32);
  const text = (await printed(config, {}, { CADRE_LEDGER_KEY: key, PORT: '81' })).join('\n');
  expect(text).toContain('PORT=81  (environment)\n    Port to listen on');
  expect(text).toContain('CADRE_LEDGER_BIND=127.0.0.1  (default)');
  expect(text).toContain('监听地址');
  expect(text).toContain('CADRE_LEDGER_KEY=********  (environment)');
  expect(text).not.toContain(key);
});

test('token signs what a server with the same data folder accepts', async () => {
  const [jwt] = await printed(token, { role: ['ORG_OFFICER'], county: ['530199'], days: '2' });
  const { settings } = readSettings({ CADRE_LEDGER_DATA: folder });
  const { identity } = await authenticator(settings, { demo: false })(`Bearer ${jwt}`);
  expect(identity).toEqual({
    subject: 'developer',
    roles: ['ORG_OFFICER'],
    counties: ['530199'],
    cadreId: null,
  });
  const { exp = 0, iat = 0 } = decodeJwt(jwt ?? '');
  expect(exp - iat).toBe(2 * 86_400);
});

test('token refuses what it cannot sign with a sentence', async () => {
  const role = ['ORG_OFFICER'];
  await expect(printed(token, { role: ['officer'] })).rejects.toThrow('--role must be in capitals');
  await expect(printed(token, { role, days: '0' })).rejects.toThrow(
    '--days must be a whole number',
  );
  await expect(printed(token, { role, county: ['5'] })).rejects.toThrow(
    '--county is no county code',
  );
  const environment = {
    CADRE_LEDGER_JWKS: 'keys.json',
    CADRE_LEDGER_JWT_ISSUER: 'i',
    CADRE_LEDGER_JWT_AUDIENCE: 'a',
  };
  await expect(printed(token, { role }, environment)).rejects.toThrow('ask your issuer');
});

test('an application that was opened is closed when the server cannot start', async () => {
  const { settings } = readSettings({
    CADRE_LEDGER_DATA: folder,
    CADRE_LEDGER_BIND: '203.0.113.1',
  });
  let closed = false;
  const { buildSchema } = await import('graphql');
  const open = async () => ({
    schema: buildSchema('type Query { a: Int }'),
    contextOf: () => ({}),
    ready: async () => ({ ready: true, lag: { events: 0, seconds: 0 } }),
    standing: async () => ({ lag: { events: 0, seconds: 0 }, rebuilds: [] }),
    demo: false,
    close: async () => {
      closed = true;
    },
  });
  const logger = openLog('silent', { write: () => {} });
  await expect(serve({ settings, logger, open })).rejects.toThrow('set CADRE_LEDGER_BIND');
  expect(closed).toBe(true);
});
