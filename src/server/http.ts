/**
 * The HTTP server: /graphql (requests, subscriptions, GraphiQL), /healthz and /readyz. What it
 * serves is handed to it; `close` drains it within the time the settings give.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { GraphQLError, type GraphQLSchema, type ValidationRule } from 'graphql';
import type { Lag } from '../application/rebuilds.ts';
import { type Admission, admission } from './admission.ts';
import type { Authenticated, Authenticator, RequestIdentity } from './authentication.ts';
import { graphiqlAsset, graphiqlPage, graphiqlPolicy } from './graphiql.ts';
import { graphqlOverHttp } from './graphql-over-http.ts';
import { graphqlOverWebsocket, type SocketCounts } from './graphql-over-websocket.ts';
import { answerGraphql } from './graphql-route.ts';
import type { Instruments } from './instruments.ts';
import { bodyTimeoutMs, letPassBytesMax, looksAtSlowHeaders } from './limits.ts';
import { listen } from './listen.ts';
import type { Logger } from './logging.ts';
import { mediaTypeFor, wantsPage } from './media-type.ts';
import { createServer } from './node-http.ts';
import {
  type OperationTime,
  operationTime,
  type Stopwatch,
  stopInTime,
  stopwatch,
} from './operation-time.ts';
import { connectionsMax } from './overload-limits.ts';
import { overloadedReply, overloadedStatus } from './overloaded.ts';
import { persistedDocuments } from './persisted-documents.ts';
import type { Explain } from './presented-errors.ts';
import { refusalLog } from './refusal-log.ts';
import { errorReply, jsonReply, notAllowed, RefusedRequest, type Reply, send } from './reply.ts';
import { type Asked, correlationIdOf, newRequest, type Request, traceparentOf } from './request.ts';
import type { Settings } from './settings.ts';

export type Readiness = {
  readonly ready: boolean;
  /** How far the rows are behind the journal. */
  readonly lag: Lag;
  /** What else the application has to say of its state. */
  readonly details?: Readonly<Record<string, unknown>>;
};
export type ServerParts = {
  readonly schema: GraphQLSchema;
  readonly authenticate: Authenticator;
  /** Makes the resolvers' context. `asked.tell` adds to the answer's extensions at any time. */
  readonly contextOf: (identity: RequestIdentity, asked: Asked) => Promise<object> | object;
  readonly ready: () => Promise<Readiness>;
  readonly settings: Settings;
  readonly logger: Logger;
  /** Serves GraphiQL also in production mode. */
  readonly demo: boolean;
  /** Closes what the resolvers use, once nothing runs any more. */
  readonly drain: () => Promise<void>;
  readonly explain?: Explain;
  readonly validationRules?: readonly ValidationRule[];
  readonly instruments: Instruments;
  /** Measures the time of operations; a test holds it still. */
  readonly watch?: Stopwatch;
};
export type GraphqlServer = {
  /** Resolves to the address served, once it accepts connections. */
  readonly listen: () => Promise<{ readonly url: string; readonly port: number }>;
  /** Stops accepting, finishes what runs, closes sockets (1001), then everything else. */
  readonly close: () => Promise<void>;
  readonly sockets: () => SocketCounts;
};

const graphqlPath = '/graphql';

export async function graphqlServer(parts: ServerParts): Promise<GraphqlServer> {
  const { schema, authenticate, settings, logger } = parts;
  const { explain = () => null, validationRules = [] } = parts;
  const contextOf = async ({ identity, notice }: Authenticated, request: Request) => {
    if (notice !== null) request.tell(notice);
    return parts.contextOf(identity, request);
  };
  stopInTime(schema);
  const newTime = () => operationTime(settings.operationTimeoutMs, parts.watch ?? stopwatch);
  const limits = { ...settings, open: parts.demo || settings.mode === 'development' };
  const documents = persistedDocuments(schema, limits);
  const graphql = await graphqlOverHttp({
    schema,
    explain,
    validationRules,
    limits,
    documents,
    logger,
    plugins: [parts.instruments.operations.plugin],
    contextFor: async (headers, request) => {
      try {
        return await contextOf(await authenticate(headers.authorization ?? null), request);
      } catch (error) {
        if (error instanceof GraphQLError) throw error;
        logger.error({ correlationId: request.correlationId, error }, 'no context');
        throw new GraphQLError('Internal error', { extensions: { code: 'INTERNAL' } });
      }
    },
  });
  const state = { draining: false };
  const refusals = refusalLog(logger);
  const { observer, operations } = parts.instruments;
  const admitted = admission(settings.operationsMax, () => {
    refusals.note();
    observer.measure({ kind: 'refused' });
  });
  const { fail: failed } = operations;
  const answer: Route = (incoming, url, request) =>
    answerGraphql({ graphql, admitted, settings, failed }, incoming, url, request);
  const routes = observedRoutes(routesOf(parts, answer, { state, admitted }), parts.instruments);
  const server = createServer({
    requestTimeout: bodyTimeoutMs,
    headersTimeout: settings.headersSeconds * 1_000,
    connectionsCheckingInterval: (settings.headersSeconds * 1_000) / looksAtSlowHeaders,
  });
  server.maxConnections = connectionsMax;
  server.on('connection', admitted.arrived);
  server.on('request', (incoming, response) => {
    respond(incoming, response, { routes, logger, state, time: newTime(), admitted });
  });
  const sockets = graphqlOverWebsocket({
    ...{ server, path: graphqlPath, schema, authenticate, contextOf, explain },
    ...{ validationRules, limits, documents, newTime },
    ...{ bodyBytesMax: settings.bodyBytesMax, stallSeconds: settings.stallSeconds },
    ...{ logger, admitted },
  });
  const close = async () => {
    state.draining = true;
    const stopped = new Promise<void>((resolve) => server.close(() => resolve()));
    const ended = Promise.all([sockets.close(), stopped]);
    server.closeIdleConnections();
    const inTime = await within(settings.drainSeconds * 1000, ended);
    if (!inTime) {
      logger.warn('requests were still running when the wait ended');
      sockets.terminate();
      server.closeAllConnections();
    }
    refusals.stop();
    await graphql.stop();
    await parts.drain();
  };
  let closing: Promise<void> | null = null;
  return {
    listen: () => listen(server, settings),
    close: () => {
      closing ??= close();
      return closing;
    },
    sockets: sockets.counts,
  };
}

type Route = (incoming: IncomingMessage, url: URL, request: Request) => Promise<Reply>;
type Routes = (pathname: string) => Route | null;

function routesOf(
  { settings, demo, ready, instruments }: ServerParts,
  answer: Route,
  { state, admitted }: { readonly state: { readonly draining: boolean }; admitted: Admission },
): Routes {
  const pages = demo || settings.mode === 'development';
  const byPath: Readonly<Record<string, Route>> = {
    [graphqlPath]: async (incoming, url, request) => {
      if (pages && incoming.method === 'GET' && wantsPage(incoming.headers.accept)) return page();
      const { correlationId } = request;
      if (admitted.refuses()) {
        return overloadedReply(correlationId, mediaTypeFor(incoming.headers.accept) ?? undefined);
      }
      const { operations, observer } = instruments;
      return operations.run(observer, correlationId, () => answer(incoming, url, request));
    },
    '/healthz': onlyGet(async () => jsonReply(200, { alive: true })),
    '/readyz': onlyGet(async () => {
      const readiness = await ready();
      const isReady = readiness.ready && !state.draining;
      return jsonReply(isReady ? 200 : 503, {
        ...{ ready: isReady, draining: state.draining, lag: readiness.lag },
        ...readiness.details,
      });
    }),
    ...(pages ? { '/': onlyGet(async () => redirect(graphqlPath)) } : {}),
  };
  return (pathname) =>
    (Object.hasOwn(byPath, pathname) ? byPath[pathname] : undefined) ??
    (pages && pathname.startsWith('/graphiql/') ? onlyGet(asset) : null);
}

/** A route within its span; nothing is told of an address that is none of ours. */
function observedRoutes(routes: Routes, { inRequest }: Instruments): Routes {
  return (path) => {
    const route = routes(path);
    if (route === null) return null;
    return (incoming, url, request) => {
      const { method = '' } = incoming;
      const { traceparent } = request;
      return inRequest({ method, path, traceparent }, () => route(incoming, url, request));
    };
  };
}

function respond(
  incoming: IncomingMessage,
  response: ServerResponse,
  given: {
    readonly routes: Routes;
    readonly logger: Logger;
    readonly state: { readonly draining: boolean };
    readonly time: OperationTime;
    readonly admitted: Admission;
  },
): void {
  const { routes, logger, state, time, admitted } = given;
  const startedAt = performance.now();
  const correlationId = correlationIdOf(incoming.headers['x-request-id']);
  const traceparent = traceparentOf(incoming.headers.traceparent);
  const request = newRequest({ correlationId, traceparent, time, pause: admitted.pause });
  const url = URL.parse(incoming.url ?? '/', 'http://server');
  const path = url?.pathname ?? '';
  const route = routes(path);
  response.on('close', () => {
    time.abandon();
    const ms = Math.round(performance.now() - startedAt);
    const { method } = incoming;
    // An address that is none of ours is a stranger's words, whatever they are.
    const asked = route === null ? null : path;
    // Refusals come in thousands; they are counted instead.
    const isWork = path === graphqlPath && response.statusCode !== overloadedStatus;
    const level = isWork ? 'info' : 'debug';
    logger[level](
      { correlationId, method, path: asked, status: response.statusCode, ms },
      'request',
    );
  });
  const reply = url && route ? route(incoming, url, request) : Promise.reject(notFound());
  reply
    .catch((error: unknown) => {
      if (!(error instanceof RefusedRequest))
        logger.error({ correlationId, error }, 'internal error');
      return errorReply(error, correlationId, mediaTypeFor(incoming.headers.accept) ?? undefined);
    })
    .then((answer) => {
      // A refusal closed over an unread body would be lost in a reset: what comes is let pass.
      const announced = Number(incoming.headers['content-length'] ?? Number.POSITIVE_INFINITY);
      const isLetPass = answer.status === overloadedStatus || announced <= letPassBytesMax;
      const last = state.draining || !(incoming.complete || isLetPass);
      send(response, answer, { correlationId, last });
    })
    .catch((error: unknown) => logger.error({ correlationId, error }, 'answer not sent'));
}

function page(): Reply {
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': graphiqlPolicy,
  };
  return { status: 200, headers, body: graphiqlPage };
}

async function asset(incoming: IncomingMessage, url: URL): Promise<Reply> {
  const found = await graphiqlAsset(url.pathname);
  if (found === null) throw notFound();
  const { type, gzipped, tag } = found;
  const headers = {
    'content-type': type,
    'content-encoding': 'gzip',
    'content-security-policy': graphiqlPolicy,
    'cache-control': 'no-cache',
    etag: tag,
  };
  if (incoming.headers['if-none-match'] === tag) return { status: 304, headers, body: '' };
  return { status: 200, headers, body: gzipped };
}

function redirect(location: string): Reply {
  return { status: 303, headers: { location }, body: '' };
}

function onlyGet(route: Route): Route {
  return async (incoming, url, request) => {
    if (incoming.method !== 'GET' && incoming.method !== 'HEAD') throw notAllowed('GET, HEAD');
    return route(incoming, url, request);
  };
}

function notFound(): RefusedRequest {
  return new RefusedRequest(404, 'NOT_FOUND', 'There is nothing here; GraphQL is at /graphql');
}

/** Whether it ended before the time was over. */
async function within(ms: number, ended: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, ms, false);
  });
  const inTime = await Promise.race([ended.then(() => true), late]);
  clearTimeout(timer);
  return inTime;
}
