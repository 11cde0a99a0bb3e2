/**
 * GraphQL over WebSocket (the graphql-transport-ws protocol) on the server's own port and path. The
 * token comes in the payload of connection_init, as `authorization`; the connection ends when the
 * token does. Errors are presented as over HTTP.
 */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import {
  type ExecutionArgs,
  type ExecutionResult,
  execute,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  getOperationAST,
  type ValidationRule,
} from 'graphql';
import type { Context, SubscribePayload } from 'graphql-ws';
import { type Extra, useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import type { Admission } from './admission.ts';
import type { Authenticated, Authenticator } from './authentication.ts';
import { type DocumentLimits, withoutSuggestions } from './document-limits.ts';
import { asGraphqlError, logMasked } from './graphql-over-http.ts';
import {
  connectionInitTimeoutMs,
  socketsMax,
  subscriptionsPerSocketMax,
  timerMsMax,
} from './limits.ts';
import type { Logger } from './logging.ts';
import { type OperationTime, timeKey } from './operation-time.ts';
import {
  farewellMs,
  retryAfterSeconds,
  socketPingMs,
  subscriptionsMax,
} from './overload-limits.ts';
import { overloadedError } from './overloaded.ts';
import type { PersistedDocuments } from './persisted-documents.ts';
import { type Explain, presentError, withCorrelation } from './presented-errors.ts';
import { newRequest, type Request, traceparentOf } from './request.ts';
import { slowReaders } from './slow-readers.ts';
import { executionOf } from './websocket-operation.ts';

type Connection = Extra & {
  authenticated?: Authenticated;
  ending?: NodeJS.Timeout;
  /** The operations under way, by the id the client gave them. */
  requests?: Map<string, Request>;
} & Record<PropertyKey, unknown>;
type Connected = Context<Record<string, unknown>, Connection>;

export type SocketCounts = {
  readonly open: number;
  /** Operations under way on them. */
  readonly subscriptions: number;
  /** How far each subscription to events has come. */
  readonly positions: readonly number[];
};

export function graphqlOverWebsocket(given: {
  readonly server: Server;
  readonly path: string;
  readonly schema: GraphQLSchema;
  readonly authenticate: Authenticator;
  readonly contextOf: (authenticated: Authenticated, request: Request) => Promise<object>;
  readonly explain: Explain;
  readonly validationRules: readonly ValidationRule[];
  readonly limits: DocumentLimits;
  readonly documents: PersistedDocuments;
  readonly newTime: () => OperationTime;
  readonly bodyBytesMax: number;
  readonly logger: Logger;
  readonly admitted: Admission;
  readonly stallSeconds: number;
}): {
  close: () => Promise<void>;
  terminate: () => void;
  counts: () => SocketCounts;
} {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: given.bodyBytesMax });
  const accept = upgrade(sockets, given.path);
  given.server.on('upgrade', accept);
  /** The operations under way, by the payload graphql-ws hands to every hook. */
  const requests = new WeakMap<SubscribePayload, Request>();
  const connected = new Set<Connected>();
  const readers = slowReaders(given.stallSeconds * 1_000);

  const shown = (
    error: GraphQLError,
    payload: SubscribePayload,
    { extra }: Connected,
  ): GraphQLFormattedError => {
    const correlationId = requests.get(payload)?.correlationId ?? randomUUID();
    // That a client has gone while it was written to is no error of ours.
    const isThere = extra.socket.readyState === extra.socket.OPEN;
    if (isThere) logMasked(error, given.explain, given.logger, correlationId);
    const { shown: said } = presentError(error, given.explain);
    return withCorrelation(withoutSuggestions(said, given.limits), correlationId);
  };
  const disposable = useServer<Record<string, unknown>, Connection>(
    {
      connectionInitWaitTimeout: connectionInitTimeoutMs,
      onConnect: async (context) => {
        const isLetIn = await connect(context, given.authenticate);
        if (isLetIn) {
          connected.add(context);
          readers.watch(context.extra.socket, () => {
            given.logger.warn({ seconds: given.stallSeconds }, 'a WebSocket was not read');
            cutOff(context);
          });
        }
        return isLetIn;
      },
      onClose: (context) => {
        connected.delete(context);
        clearTimeout(context.extra.ending);
      },
      execute: (args) => inTime(args, given.admitted),
      onSubscribe: async (context, id, payload) => {
        const { authenticated, request: opened } = context.extra;
        const request = newRequest({
          correlationId: randomUUID(),
          traceparent: traceparentOf(opened.headers.traceparent),
          time: given.newTime(),
          turn: given.admitted.turn,
          pause: given.admitted.pause,
        });
        requests.set(payload, request);
        try {
          if (given.admitted.refuses()) throw overloadedError();
          refusePastBounds(context, connected);
          if (authenticated === undefined) throw new Error('subscribed before connected');
          const execution = await executionOf(payload, request, given, () =>
            given.contextOf(authenticated, request),
          );
          context.extra.requests ??= new Map();
          context.extra.requests.set(id, request);
          return execution;
        } catch (error) {
          return [asGraphqlError(error)];
        }
      },
      onComplete: ({ extra }, id) => {
        extra.requests?.get(id)?.time.abandon();
        extra.requests?.delete(id);
      },
      onError: (context, _, payload, errors) =>
        errors.map((error) => shown(error, payload, context)),
      onNext: (context, _, payload, __, result) => {
        const { errors, ...rest } = result as ExecutionResult;
        requests.get(payload)?.sent();
        const told = requests.get(payload)?.told() ?? null;
        return {
          ...rest,
          ...(errors ? { errors: errors.map((error) => shown(error, payload, context)) } : {}),
          ...(told ? { extensions: { ...rest.extensions, ...told } } : {}),
        };
      },
      isProd: true,
    },
    sockets,
    socketPingMs,
  );
  sockets.on('connection', (socket) => {
    // graphql-ws would write to stderr past the log, and hear the first error only.
    socket.removeAllListeners('error');
    socket.on('error', (error) => given.logger.debug({ error }, 'a WebSocket broke off'));
  });
  return {
    close: async () => {
      readers.stop();
      given.server.off('upgrade', accept);
      await disposable.dispose();
    },
    counts: () => ({
      open: sockets.clients.size,
      subscriptions: [...connected].reduce(
        (sum, { subscriptions }) => sum + Object.keys(subscriptions).length,
        0,
      ),
      positions: [...connected]
        .flatMap(({ extra }) => [...(extra.requests?.values() ?? [])])
        .flatMap((request) => request.position() ?? []),
    }),
    terminate: () => {
      for (const socket of sockets.clients) socket.terminate();
    },
  };
}

function upgrade(sockets: WebSocketServer, path: string) {
  return (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const refuse = (status: string) => {
      socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
    };
    socket.on('error', () => socket.destroy());
    // What is no address would throw, and nothing above catches it.
    if (URL.parse(request.url ?? '/', 'http://server')?.pathname !== path) {
      return refuse('404 Not Found');
    }
    if (sockets.clients.size >= socketsMax)
      return refuse(`503 Service Unavailable\r\nRetry-After: ${retryAfterSeconds}`);
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      sockets.emit('connection', webSocket, request);
    });
  };
}

/** Refuses with 4401 and the sentence; browsers show the code and reason of a close. */
async function connect(context: Connected, authenticate: Authenticator): Promise<boolean> {
  const { extra } = context;
  try {
    const authorization = authorizationIn(context.connectionParams);
    if (authorization === null) refuseForeignPage(extra.request);
    extra.authenticated = await authenticate(authorization);
  } catch (error) {
    const { message } = presentError(asGraphqlError(error), () => null).shown;
    extra.socket.close(4401, message.slice(0, 120));
    return false;
  }
  const { expiresAt } = extra.authenticated;
  if (expiresAt !== null) {
    const leftMs = expiresAt * 1000 - Date.now();
    const end = () => extra.socket.close(4401, 'The token has expired');
    extra.ending = setTimeout(end, Math.min(Math.max(leftMs, 0), timerMsMax)).unref();
  }
  return true;
}

function authorizationIn(payload: Readonly<Record<string, unknown>> | undefined): string | null {
  const value = payload?.authorization ?? payload?.Authorization;
  return typeof value === 'string' ? value : null;
}

/** A page of another site may open a socket to us; without a token it must not act in our name. */
function refuseForeignPage({ headers }: IncomingMessage): void {
  if (headers.origin === undefined || URL.parse(headers.origin)?.host === headers.host) return;
  throw new GraphQLError('Pages of another origin need a token', {
    extensions: { code: 'UNAUTHENTICATED' },
  });
}

function refusePastBounds(context: Connected, connected: ReadonlySet<Connected>): void {
  const countOf = ({ subscriptions }: Connected) => Object.keys(subscriptions).length;
  if (countOf(context) > subscriptionsPerSocketMax) {
    const most = `At most ${subscriptionsPerSocketMax} operations run on one connection`;
    throw new GraphQLError(most, { extensions: { code: 'TOO_MANY_OPERATIONS' } });
  }
  const all = [...connected].reduce((sum, one) => sum + countOf(one), 0);
  if (all > subscriptionsMax) throw overloadedError('too many subscriptions are open');
}

/** Runs a query or a command in its turn and its time, as a request over HTTP is. */
async function inTime(args: ExecutionArgs, admitted: Admission): Promise<ExecutionResult> {
  // executionOf put it there.
  const { [timeKey]: time } = args.contextValue as { readonly [timeKey]: OperationTime };
  const isQuery = getOperationAST(args.document, args.operationName)?.operation === 'query';
  const ended = admitted.operate(async () => {
    time.start();
    const result = await execute(args);
    const stopped = isQuery ? time.reason() : null;
    return stopped === null ? result : late(stopped);
  });
  if (ended === null) return { errors: [overloadedError()] };
  return time.first(ended, late);
}

const late = (reason: GraphQLError): ExecutionResult => ({ data: null, errors: [reason] });

/**
 * Tells a reader that stalled where each of its subscriptions goes on, and closes. What waits
 * before is still sent, in order, for as long as a farewell may take.
 */
function cutOff({ extra, subscriptions }: Connected): void {
  const { socket, requests = new Map<string, Request>() } = extra;
  for (const [id, { correlationId, resumesSince }] of requests) {
    const message = 'Events were not read in time; subscribe again since the token given here';
    const extensions = { code: resumeRequired, since: resumesSince(), correlationId };
    socket.send(JSON.stringify({ id, type: 'error', payload: [{ message, extensions }] }));
    // To a socket that closes graphql-ws «sends» without waiting: it would read on to the head.
    const events = subscriptions[id];
    delete subscriptions[id];
    if (events && 'return' in events) void events.return(undefined);
  }
  socket.close(cutCode, resumeRequired);
  setTimeout(() => socket.terminate(), farewellMs).unref();
}
const resumeRequired = 'RESUME_REQUIRED';
/** Of the codes 4000 to 4999 that are an application's own; 4400 to 4500 are graphql-ws's. */
const cutCode = 4290;
