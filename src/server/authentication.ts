/**
 * Who asks: a signed token (JWT, RFC 7519) with fixed issuer, audience and algorithms, or, in a
 * demo alone, nobody, who then acts as the demo officer and is told so in every answer.
 */
import { readFileSync } from 'node:fs';
import { GraphQLError } from 'graphql';
import {
  createLocalJWKSet,
  createRemoteJWKSet,
  errors,
  type JWTPayload,
  type JWTVerifyGetKey,
  jwtVerify,
} from 'jose';
import { z } from 'zod';
import { CadreId, CountyCode } from '../../events/values.ts';
import { CannotStart } from './cannot-start.ts';
import { developmentAlgorithm, developmentKey } from './development-key.ts';
import type { AnswerExtensions } from './request.ts';
import type { Settings } from './settings.ts';

export type RequestIdentity = {
  readonly subject: string;
  readonly name?: string;
  readonly roles: readonly string[];
  /** null: every county. */
  readonly counties: readonly CountyCode[] | null;
  readonly cadreId: CadreId | null;
};
export type Authenticated = {
  readonly identity: RequestIdentity;
  /** Seconds since 1970; null: does not end. */
  readonly expiresAt: number | null;
  /** What every answer has to say of it; null: nothing. */
  readonly notice: AnswerExtensions | null;
};
/** Takes the Authorization header; throws a GraphQLError when the token is missing or refused. */
export type Authenticator = (authorization: string | null) => Promise<Authenticated>;

const publicAlgorithms = ['EdDSA', 'ES256', 'RS256'];
const clockToleranceSeconds = 5;

const demoOfficer: RequestIdentity = {
  subject: 'demo-officer',
  name: '演示经办人',
  roles: ['ORG_OFFICER'],
  counties: null,
  cadreId: null,
};
const demoNotice = {
  demo: {
    actingAs: demoOfficer.subject,
    zh: '演示模式:未提供令牌,以演示经办人身份操作;数据均为虚构。',
    en: 'Demo: no token was sent, so this acted as the demo officer; all data are fictional.',
  },
};

/** Throws CannotStart when the keys cannot be read. */
export function authenticator(settings: Settings, { demo }: { demo: boolean }): Authenticator {
  const verify = verifier(settings);
  return async (authorization) => {
    if (authorization === null || authorization.trim() === '') {
      if (demo) return { identity: demoOfficer, expiresAt: null, notice: demoNotice };
      throw unauthenticated('A token is needed: send «Authorization: Bearer <token>»');
    }
    const token = /^Bearer ([\w.~+/-]+=*)$/i.exec(authorization.trim())?.[1];
    if (token === undefined) {
      throw unauthenticated('The Authorization header must read «Bearer <token>»');
    }
    const payload = await verify(token);
    return { identity: identityOf(payload), expiresAt: payload.exp ?? null, notice: null };
  };
}

function verifier(settings: Settings): (token: string) => Promise<JWTPayload> {
  const options = {
    issuer: settings.jwtIssuer,
    audience: settings.jwtAudience,
    requiredClaims: ['sub', 'exp'],
    clockTolerance: clockToleranceSeconds,
  };
  if (settings.jwks !== null) {
    const keys = publicKeys(settings.jwks);
    const checks = { ...options, algorithms: publicAlgorithms };
    return (token) => jwtVerify(token, keys, checks).then(({ payload }) => payload, refuse);
  }
  const key = developmentKey(settings.dataFolder);
  const checks = { ...options, algorithms: [developmentAlgorithm] };
  return (token) => jwtVerify(token, key, checks).then(({ payload }) => payload, refuse);
}

function publicKeys(place: string): JWTVerifyGetKey {
  if (/^https?:\/\//.test(place)) return createRemoteJWKSet(new URL(place));
  try {
    return createLocalJWKSet(JSON.parse(readFileSync(place, 'utf8')));
  } catch (error) {
    throw new CannotStart(
      `CADRE_LEDGER_JWKS names ${place}, which is no readable key set (JWKS).`,
      {
        cause: error,
      },
    );
  }
}

/** The sentence for what jose found; it never repeats the token. */
function refuse(error: unknown): never {
  if (error instanceof errors.JWTExpired) throw unauthenticated('The token has expired');
  if (error instanceof errors.JWTClaimValidationFailed) {
    throw unauthenticated(claimSentences[error.claim] ?? `The token's «${error.claim}» is wrong`);
  }
  if (error instanceof errors.JOSEAlgNotAllowed) {
    throw unauthenticated('The token is signed with an algorithm that is not accepted here');
  }
  if (error instanceof errors.JWKSNoMatchingKey) {
    throw unauthenticated('The token is signed with a key that is not known here');
  }
  if (error instanceof errors.JWSSignatureVerificationFailed) {
    throw unauthenticated('The signature of the token is wrong');
  }
  if (error instanceof errors.JWSInvalid || error instanceof errors.JWTInvalid) {
    throw unauthenticated('The token is no JWT');
  }
  if (error instanceof errors.JOSENotSupported) {
    throw unauthenticated('The token asks for what is not supported here');
  }
  throw new GraphQLError('Tokens cannot be checked now: their keys are out of reach; try again', {
    extensions: { code: 'KEYS_UNAVAILABLE', http: { status: 503 } },
  });
}

const claimSentences: Readonly<Record<string, string>> = {
  iss: 'The token comes from another issuer',
  aud: 'The token is made for another audience',
  nbf: 'The token is not valid yet',
  sub: 'The token names nobody («sub» is missing)',
  exp: 'The token has no end («exp» is missing)',
};

const subjectCharactersMax = 200;
const listMax = 500;
const Claims = z.object({
  sub: z.string().min(1).max(subjectCharactersMax),
  name: z.string().max(subjectCharactersMax).optional(),
  roles: z.array(z.string().max(60)).max(listMax).default([]),
  counties: z.array(CountyCode).max(listMax).nullable().default(null),
  cadreId: CadreId.nullable().default(null),
});

function identityOf(payload: JWTPayload): RequestIdentity {
  const claims = Claims.safeParse(payload);
  if (!claims.success) {
    const claim = claims.error.issues[0]?.path[0];
    throw unauthenticated(`The token's «${String(claim)}» has not the shape it must have`);
  }
  const { sub: subject, name, ...rest } = claims.data;
  return { subject, ...(name === undefined ? {} : { name }), ...rest };
}

function unauthenticated(sentence: string): GraphQLError {
  const http = { status: 401, headers: new Map([['www-authenticate', 'Bearer']]) };
  return new GraphQLError(sentence, { extensions: { code: 'UNAUTHENTICATED', http } });
}
