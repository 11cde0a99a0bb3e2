/** One request for /graphql that was let in: received, run in its turn and in its time. */
import type { IncomingMessage } from 'node:http';
import type { GraphQLError } from 'graphql';
import type { Admission } from './admission.ts';
import type { GraphqlOverHttp } from './graphql-over-http.ts';
import { type MediaType, mediaTypeFor } from './media-type.ts';
import { overloadedReply } from './overloaded.ts';
import { presentError, withCorrelation } from './presented-errors.ts';
import { notAllowed, RefusedRequest, type Reply } from './reply.ts';
import type { Request } from './request.ts';
import { jsonBody } from './request-body.ts';
import type { Settings } from './settings.ts';

type Given = {
  readonly graphql: GraphqlOverHttp;
  readonly admitted: Admission;
  readonly settings: Settings;
  /** Tells whoever measures that the operation did not end well. */
  readonly failed: () => void;
};

export async function answerGraphql(
  { graphql, admitted, settings, failed }: Given,
  incoming: IncomingMessage,
  url: URL,
  request: Request,
): Promise<Reply> {
  const method = incoming.method ?? '';
  if (method !== 'GET' && method !== 'POST') throw notAllowed('GET, POST');
  const mediaType = mediaTypeFor(incoming.headers.accept);
  if (mediaType === null) {
    const sentence = 'Answers are application/graphql-response+json or application/json';
    throw new RefusedRequest(406, 'NOT_ACCEPTABLE', sentence);
  }
  const { headers } = incoming;
  const parsed = await admitted.receive(async () =>
    method === 'POST' ? await jsonBody(incoming, settings.bodyBytesMax) : () => undefined,
  );
  const { time } = request;
  // The place of an operation is held until it has ended, though its client was answered before.
  const answer = admitted.operate(async () => {
    time.start();
    const call = { method, headers, search: url.search, body: parsed(), mediaType, request };
    return graphql.answer(call);
  });
  if (answer === null) return overloadedReply(request.correlationId, mediaType);
  return time.first(answer, (reason) => {
    failed();
    return lateReply(reason, request, mediaType);
  });
}

/** The operation was begun, so that this is its result (GraphQL over HTTP, 6.4). */
function lateReply(reason: GraphQLError, request: Request, mediaType: MediaType): Reply {
  const { shown } = presentError(reason, () => null);
  const told = request.told();
  const body = {
    data: null,
    errors: [withCorrelation(shown, request.correlationId)],
    ...(told ? { extensions: told } : {}),
  };
  const headers = { 'content-type': `${mediaType}; charset=utf-8` };
  return { status: 200, headers, body: `${JSON.stringify(body)}\n` };
}
