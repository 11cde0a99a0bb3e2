/** Writing answers: security headers on every one, errors in the shape of GraphQL's. */
import type { ServerResponse } from 'node:http';
import type { MediaType } from './media-type.ts';

const always: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'x-frame-options': 'DENY',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cache-control': 'no-store',
};

export type Reply = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
};

/** `last`: the connection ends with this answer. */
export function send(
  response: ServerResponse,
  { status, headers = {}, body }: Reply,
  { correlationId, last }: { correlationId: string; last: boolean },
): void {
  if (response.headersSent || response.destroyed) return;
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  response.writeHead(status, {
    ...always,
    'x-request-id': correlationId,
    ...headers,
    ...(status === 304 ? {} : { 'content-length': String(bytes.length) }),
    ...(last ? { connection: 'close' } : {}),
  });
  response.end(bytes);
}

export function jsonReply(status: number, value: unknown): Reply {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: `${JSON.stringify(value)}\n`,
  };
}

/** A request that is refused before GraphQL sees it. */
export class RefusedRequest extends Error {
  readonly status: number;
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;
  constructor(
    status: number,
    code: string,
    sentence: string,
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(sentence);
    this.name = 'RefusedRequest';
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

export function errorReply(
  error: unknown,
  correlationId: string,
  mediaType: MediaType = 'application/json',
): Reply {
  const refused = error instanceof RefusedRequest ? error : null;
  const extensions = { code: refused?.code ?? 'INTERNAL', correlationId };
  const errors = [{ message: refused?.message ?? 'Internal error', extensions }];
  const reply = jsonReply(refused?.status ?? 500, { errors });
  const contentType = `${mediaType}; charset=utf-8`;
  return { ...reply, headers: { ...refused?.headers, 'content-type': contentType } };
}

export function notAllowed(allow: string): RefusedRequest {
  return new RefusedRequest(405, 'METHOD_NOT_ALLOWED', `Use ${allow}`, { allow });
}
