import { describe, expect, test } from '@jest/globals';
import { readSettings } from '../../src/server/settings.ts';

const key = 'ab'.repeat(32);
const files = (path: string) => {
  if (path === '/run/secrets/key') return `${key}\n`;
  throw new Error('no such file');
};
const wrong = (environment: Record<string, string>) => {
  try {
    readSettings(environment, files);
  } catch (error) {
    return (error as Error).message.split('\n');
  }
  return [];
};

describe('settings', () => {
  test('nothing set: the defaults', () => {
    expect(readSettings({}).settings).toEqual({
      dataFolder: './data',
      bind: '127.0.0.1',
      port: 4000,
      key: null,
      eventStore: 'sqlite',
      stream: 'cadre-ledger',
      jwtIssuer: 'cadre-ledger',
      jwtAudience: 'cadre-ledger',
      jwks: null,
      metrics: null,
      metricsToken: null,
      slowMs: 500,
      tracesEndpoint: null,
      otlpEndpoint: null,
      logLevel: 'info',
      mode: 'production',
      ...{ tokensMax: 1_000, fieldsMax: 200, depthMax: 12 },
      ...{ aliasesMax: 30, directivesMax: 8, costMax: 1_000 },
      ...{ bodyBytesMax: 1_048_576, headersSeconds: 10, operationTimeoutMs: 10_000 },
      ...{ persistedDocuments: null, documents: 'any' },
      operationsMax: 256,
      stallSeconds: 10,
      drainSeconds: 20,
    });
  });

  test('PORT is read too, after CADRE_LEDGER_PORT', () => {
    expect(readSettings({ PORT: '81' }).settings.port).toBe(81);
    expect(readSettings({ PORT: '81', CADRE_LEDGER_PORT: '82' }).settings.port).toBe(82);
  });

  test('what Kubernetes writes for a service of our name is no port', () => {
    const environment = {
      CADRE_LEDGER_PORT: 'tcp://10.0.0.1:80',
      CADRE_LEDGER_SERVICE_HOST: '10.0.0.1',
      CADRE_LEDGER_PORT_80_TCP: 'tcp://10.0.0.1:80',
    };
    expect(readSettings(environment)).toMatchObject({ settings: { port: 4000 }, unknown: [] });
  });

  test('a secret may stand in a file, and is never shown', () => {
    const { settings, shown } = readSettings({ CADRE_LEDGER_KEY_FILE: '/run/secrets/key' }, files);
    expect(settings.key).toBe(key);
    expect(shown.find(({ name }) => name === 'CADRE_LEDGER_KEY')).toMatchObject({
      value: '********',
      source: 'file',
      meaning: { zh: expect.any(String), en: expect.any(String) },
    });
    expect(JSON.stringify(readSettings({ CADRE_LEDGER_KEY: key }).shown)).not.toContain(key);
  });

  test('all that is wrong is told at once, a sentence each', () => {
    const environment = {
      CADRE_LEDGER_PORT: '70000',
      CADRE_LEDGER_EVENT_STORE: 'kurrentdb',
      CADRE_LEDGER_LOG_LEVEL: 'loud',
      CADRE_LEDGER_KEY: 'short',
    };
    expect(wrong(environment)).toEqual([
      'CADRE_LEDGER_PORT must be a whole number from 0 to 65535; it is «70000».',
      'CADRE_LEDGER_KEY must be 64 hexadecimal characters (32 bytes).',
      'CADRE_LEDGER_EVENT_STORE must be sqlite or a connection string, kurrentdb://[user:password@]host:port[,host:port]?tls=true.',
      'CADRE_LEDGER_LOG_LEVEL must be fatal, error, warn, info, debug, trace or silent; it is «loud».',
    ]);
  });

  test('a secret set twice, or in a file that cannot be read, is told', () => {
    const both = { CADRE_LEDGER_KEY: key, CADRE_LEDGER_KEY_FILE: '/run/secrets/key' };
    expect(wrong(both)).toEqual([
      'CADRE_LEDGER_KEY and CADRE_LEDGER_KEY_FILE are both set; keep one of them.',
    ]);
    expect(wrong({ CADRE_LEDGER_KEY_FILE: '/nowhere' })).toEqual([
      'CADRE_LEDGER_KEY_FILE names a file that cannot be read: /nowhere.',
    ]);
    const secret = 'kurrentdb://officer:s3cret@one:2113';
    expect(wrong({ CADRE_LEDGER_EVENT_STORE_FILE: secret })).toEqual([
      'CADRE_LEDGER_EVENT_STORE_FILE names a file that cannot be read.',
    ]);
  });

  test('a key set needs its issuer and audience, and a safe address', () => {
    expect(wrong({ CADRE_LEDGER_JWKS: 'keys.json' })[0]).toContain('CADRE_LEDGER_JWT_AUDIENCE');
    const named = { CADRE_LEDGER_JWT_ISSUER: 'i', CADRE_LEDGER_JWT_AUDIENCE: 'a' };
    expect(wrong({ ...named, CADRE_LEDGER_JWKS: 'http://keys.example' })[0]).toContain('https');
    expect(wrong({ ...named, CADRE_LEDGER_JWKS: 'https://keys.example/jwks' })).toEqual([]);
  });

  test('a misspelt name is found', () => {
    expect(readSettings({ CADRE_LEDGER_JWSK: 'x' }).unknown).toEqual(['CADRE_LEDGER_JWSK']);
  });
});
