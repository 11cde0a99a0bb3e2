/** Reading a request's body: bounded, JSON in UTF-8, refused with a sentence. */
import type { IncomingMessage } from 'node:http';
import { RefusedRequest } from './reply.ts';

/**
 * Receives the body; the way to parse it, for when its turn comes. It gives undefined when the
 * content type is one a foreign page may send without asking: Apollo's CSRF prevention refuses
 * those.
 */
export async function jsonBody(
  request: IncomingMessage,
  bodyBytesMax: number,
): Promise<() => unknown> {
  const type = contentTypeOf(request);
  if (type.name === null || simpleTypes.includes(type.name)) return () => undefined;
  if (type.name !== 'application/json' || !['utf-8', 'utf8', null].includes(type.charset)) {
    const sentence = 'The content type must be application/json, in UTF-8';
    throw new RefusedRequest(415, 'UNSUPPORTED_MEDIA_TYPE', sentence);
  }
  if (request.headers['content-encoding'] !== undefined) {
    const sentence = 'The body must be sent without compression';
    throw new RefusedRequest(415, 'UNSUPPORTED_MEDIA_TYPE', sentence);
  }
  const bytes = await bytesOf(request, bodyBytesMax);
  return () => parsed(bytes);
}

const simpleTypes = ['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain'];

function contentTypeOf(request: IncomingMessage) {
  const [name = '', ...parameters] = (request.headers['content-type'] ?? '')
    .toLowerCase()
    .split(';')
    .map((part) => part.trim());
  const charset = parameters.find((parameter) => parameter.startsWith('charset='))?.slice(8);
  return { name: name || null, charset: charset?.replaceAll('"', '') ?? null };
}

async function bytesOf(request: IncomingMessage, bodyBytesMax: number): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > bodyBytesMax) throw tooLarge(bodyBytesMax);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > bodyBytesMax) throw tooLarge(bodyBytesMax);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function parsed(bytes: Buffer): unknown {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new RefusedRequest(400, 'BAD_REQUEST', 'The body is not valid UTF-8');
  }
  try {
    return JSON.parse(text);
  } catch {
    const sentence = 'The body is not valid JSON; send {"query": "…", "variables": {…}}';
    throw new RefusedRequest(400, 'BAD_REQUEST', sentence);
  }
}

function tooLarge(bodyBytesMax: number): RefusedRequest {
  const sentence = `The body is larger than ${bodyBytesMax} bytes (CADRE_LEDGER_BODY_BYTES_MAX)`;
  return new RefusedRequest(413, 'PAYLOAD_TOO_LARGE', sentence);
}
