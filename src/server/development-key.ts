/**
 * The key that signs development tokens: made at first start in the data folder, readable by its
 * owner alone, and of no use once the public keys of an issuer are set.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SignJWT } from 'jose';
import { CannotStart } from './cannot-start.ts';
import type { Settings } from './settings.ts';

const fileName = 'development-token.key';
export const developmentAlgorithm = 'HS256';

/** Reads the key, or makes it; two processes that start together get the same one. */
export function developmentKey(dataFolder: string): Uint8Array {
  const path = join(dataFolder, fileName);
  const text = read(path) ?? make(dataFolder, path);
  if (!/^[0-9a-f]{64}$/.test(text)) {
    throw new CannotStart(
      `${path} is no key (64 hexadecimal characters); delete it for a new one.`,
    );
  }
  return Buffer.from(text, 'hex');
}

export type TokenClaims = {
  readonly subject: string;
  readonly name: string | null;
  readonly roles: readonly string[];
  /** null: every county. */
  readonly counties: readonly string[] | null;
  readonly cadreId: string | null;
  readonly days: number;
};

/** Signs a development token; refused once the keys of an issuer are set. */
export async function developmentToken(settings: Settings, claims: TokenClaims): Promise<string> {
  if (settings.jwks !== null) {
    throw new CannotStart(
      'CADRE_LEDGER_JWKS is set, so development tokens are not accepted; ask your issuer for one.',
    );
  }
  const { subject, days, ...rest } = claims;
  return new SignJWT(Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== null)))
    .setProtectedHeader({ alg: developmentAlgorithm, typ: 'JWT' })
    .setSubject(subject)
    .setIssuer(settings.jwtIssuer)
    .setAudience(settings.jwtAudience)
    .setIssuedAt()
    .setExpirationTime(`${days} days`)
    .sign(developmentKey(settings.dataFolder));
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new CannotStart(`${path} cannot be read; check who owns it.`, { cause: error });
  }
}

/** Written whole under another name first: a reader never sees half a key. */
function make(dataFolder: string, path: string): string {
  const draft = `${path}.${randomUUID()}`;
  try {
    mkdirSync(dataFolder, { recursive: true });
    writeFileSync(draft, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    throw new CannotStart(`The data folder ${dataFolder} cannot be written to.`, { cause: error });
  }
  try {
    linkSync(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  return readFileSync(path, 'utf8').trim();
}
