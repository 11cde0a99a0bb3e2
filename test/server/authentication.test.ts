import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { authenticator } from '../../src/server/authentication.ts';
import { developmentKey, developmentToken } from '../../src/server/development-key.ts';
import { readSettings } from '../../src/server/settings.ts';
import { ask, type Serving, serving } from './serving.ts';

const cadreId = '0190a5a0-0000-7000-8000-000000000001';

describe('with the development key', () => {
  let server: Serving;
  beforeAll(async () => {
    server = await serving();
  });
  afterAll(() => server.end());
  const refusal = async (token: string | null, scheme = 'Bearer ') => {
    const headers: Record<string, string> = token ? { authorization: scheme + token } : {};
    const { status, errors, data } = await ask(server, '{ me }', headers);
    expect([status, data, errors?.[0]?.extensions.code]).toEqual([
      401,
      undefined,
      'UNAUTHENTICATED',
    ]);
    expect(errors?.[0]?.extensions.correlationId).toMatch(/./);
    return errors?.[0]?.message;
  };
  const signed = (claims: object, alg = 'HS256', key?: Uint8Array) =>
    new SignJWT({ sub: 'x', iss: 'cadre-ledger', aud: 'cadre-ledger', exp: 9999999999, ...claims })
      .setProtectedHeader({ alg })
      .sign(key ?? developmentKey(server.settings.dataFolder));

  test('a good token acts as its subject', async () => {
    const authorization = `Bearer ${await server.token()}`;
    const { status, data, extensions } = await ask(server, '{ me }', { authorization });
    expect([status, data, extensions]).toEqual([200, { me: 'officer-1' }, undefined]);
  });

  test('no operation runs without a token, introspection neither', async () => {
    expect(await refusal(null)).toContain('A token is needed');
    const { status, data } = await ask(server, '{ __schema { types { name } } }');
    expect([status, data]).toEqual([401, undefined]);
    expect((await ask(server, '{ nothing }')).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });

  test('expired, not yet valid, endless, nameless, or for and from others: refused', async () => {
    expect(await refusal(await signed({ exp: 1 }))).toContain('expired');
    expect(await refusal(await signed({ nbf: 9999999998 }))).toContain('not valid yet');
    expect(await refusal(await signed({ exp: undefined }))).toContain('no end');
    expect(await refusal(await signed({ sub: undefined }))).toContain('names nobody');
    expect(await refusal(await signed({ aud: 'another' }))).toContain('audience');
    expect(await refusal(await signed({ iss: 'another' }))).toContain('issuer');
    expect(await refusal(await signed({ counties: ['x'] }))).toContain('«counties»');
  });

  test('another key, algorithm, scheme, or no JWT at all: refused', async () => {
    expect(await refusal(await signed({}, 'HS256', new Uint8Array(32)))).toContain('signature');
    const long = new Uint8Array(64);
    expect(await refusal(await signed({}, 'HS512', long))).toContain('algorithm');
    const none = `${btoa('{"alg":"none"}')}.${btoa('{"sub":"x"}')}.`.replaceAll('=', '');
    expect(await refusal(none)).toMatch(/algorithm|no JWT/);
    expect(await refusal('rubbish')).toContain('no JWT');
    expect(await refusal(await signed({}), 'Basic ')).toContain('Bearer');
  });

  test('the key is made once, for its owner alone', () => {
    const path = join(server.settings.dataFolder, 'development-token.key');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const before = readFileSync(path, 'utf8');
    developmentKey(server.settings.dataFolder);
    expect(readFileSync(path, 'utf8')).toBe(before);
  });

  test('claims become the identity', async () => {
    const authenticate = authenticator(server.settings, { demo: false });
    const claims = { name: '王某', counties: ['530199'], cadreId };
    const { identity, expiresAt } = await authenticate(`Bearer ${await server.token(claims)}`);
    expect(identity).toEqual({ subject: 'officer-1', roles: ['ORG_OFFICER'], ...claims });
    expect(expiresAt).toBeGreaterThan(Date.now() / 1000);
  });
});

describe('in a demo', () => {
  test('no token acts as the demo officer and every answer says so', async () => {
    const server = await serving({ demo: true });
    const { data, extensions } = await ask(server, '{ me }');
    expect(data).toEqual({ me: 'demo-officer' });
    expect(extensions?.demo).toMatchObject({
      actingAs: 'demo-officer',
      zh: expect.stringContaining('演示'),
      en: expect.stringContaining('demo officer'),
    });
    const fault = await ask(server, '{ nothing }');
    expect(fault.extensions?.demo).toBeDefined();
    await server.end();
  });

  test('a wrong token is refused, not taken for none', async () => {
    const server = await serving({ demo: true });
    expect((await ask(server, '{ me }', { authorization: 'Bearer x' })).status).toBe(401);
    await server.end();
  });
});

describe('with public keys', () => {
  let folder: string;
  let good: string;
  let withSecret: string;
  let jwks: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'cadre-ledger-'));
    const { publicKey, privateKey } = await generateKeyPair('EdDSA');
    jwks = JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: 'a', alg: 'EdDSA' }] });
    writeFileSync(join(folder, 'keys.json'), jwks);
    const jwt = () =>
      new SignJWT({ sub: 'x' }).setIssuer('i').setAudience('a').setExpirationTime('1 day');
    good = await jwt().setProtectedHeader({ alg: 'EdDSA', kid: 'a' }).sign(privateKey);
    const secret = developmentKey(folder);
    withSecret = await jwt().setProtectedHeader({ alg: 'HS256', kid: 'a' }).sign(secret);
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  const settingsWith = (place: string) =>
    readSettings({
      CADRE_LEDGER_DATA: folder,
      CADRE_LEDGER_JWKS: place,
      CADRE_LEDGER_JWT_ISSUER: 'i',
      CADRE_LEDGER_JWT_AUDIENCE: 'a',
    }).settings;

  test('a token of the issuer is accepted, a development token is not', async () => {
    const authenticate = authenticator(settingsWith(join(folder, 'keys.json')), { demo: false });
    expect((await authenticate(`Bearer ${good}`)).identity.subject).toBe('x');
    await expect(authenticate(`Bearer ${withSecret}`)).rejects.toThrow('algorithm');
  });

  test('development tokens are no longer signed', async () => {
    const claims = { subject: 's', name: null, roles: [], counties: null, cadreId: null, days: 1 };
    await expect(developmentToken(settingsWith('keys.json'), claims)).rejects.toThrow(
      'CADRE_LEDGER_JWKS is set',
    );
  });

  test('a file that is no key set keeps the server from starting', () => {
    expect(() => authenticator(settingsWith(join(folder, 'nowhere')), { demo: false })).toThrow(
      'CADRE_LEDGER_JWKS names',
    );
  });

  test('keys out of reach are told apart from a wrong token', async () => {
    const issuer = createServer((_, response) => response.end(jwks));
    await new Promise<void>((resolve) => issuer.listen(0, '127.0.0.1', resolve));
    const place = `http://127.0.0.1:${(issuer.address() as AddressInfo).port}/keys`;
    const reached = authenticator(settingsWith(place), { demo: false });
    expect((await reached(`Bearer ${good}`)).identity.subject).toBe('x');
    await new Promise((resolve) => {
      issuer.close(resolve);
      issuer.closeAllConnections();
    });
    const unreached = authenticator(settingsWith(place), { demo: false });
    await expect(unreached(`Bearer ${good}`)).rejects.toMatchObject({
      extensions: { code: 'KEYS_UNAVAILABLE' },
    });
  });
});
