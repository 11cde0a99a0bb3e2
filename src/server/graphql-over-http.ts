/**
 * GraphQL over HTTP: one request through Apollo. What Apollo leaves to do for the specification
 * (https://graphql.github.io/graphql-over-http/draft/) is done here: 200 for a faulty document when
 * the client takes plain JSON, and GET without a content type from clients that are no browsers.
 */
import type { IncomingHttpHeaders } from 'node:http';
import { ApolloServer, type ApolloServerPlugin, HeaderMap } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { GraphQLError, type GraphQLSchema, type ValidationRule } from 'graphql';
import { documentInCall } from './document-in-call.ts';
import {
  type DocumentLimits,
  documentRules,
  refuseCost,
  withoutSuggestions,
} from './document-limits.ts';
import { documentSizes } from './document-sizes.ts';
import { type Logger, withoutValues } from './logging.ts';
import type { MediaType } from './media-type.ts';
import { timeKey } from './operation-time.ts';
import { isOverloaded, overloadedStatus, retryAfter } from './overloaded.ts';
import type { PersistedDocuments } from './persisted-documents.ts';
import { documentCodes, type Explain, presentError, withCorrelation } from './presented-errors.ts';
import type { Request } from './request.ts';

type Answer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};
export type GraphqlCall = {
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
  /** The part of the address from the question mark on, empty when there is none. */
  readonly search: string;
  /** The parsed body; undefined for GET. */
  readonly body: unknown;
  readonly mediaType: MediaType;
  readonly request: Request;
};
export type GraphqlOverHttp = {
  readonly answer: (call: GraphqlCall) => Promise<Answer>;
  readonly stop: () => Promise<void>;
};

/** Rides on the context object through Apollo, which copies its own enumerable properties. */
const inHand = Symbol('request');
type InHand = { readonly [inHand]: Hand };
type Hand = {
  readonly request: Request;
  /** Errors and extensions have been completed inside Apollo. */
  completed: boolean;
  documentFault: boolean;
  overloaded: boolean;
};

export async function graphqlOverHttp(given: {
  readonly schema: GraphQLSchema;
  /** Authenticates and makes the context; throws a GraphQLError to refuse. */
  readonly contextFor: (headers: IncomingHttpHeaders, request: Request) => Promise<object>;
  readonly explain: Explain;
  readonly validationRules: readonly ValidationRule[];
  readonly limits: DocumentLimits;
  readonly documents: PersistedDocuments;
  readonly logger: Logger;
  readonly plugins?: readonly ApolloServerPlugin[];
}): Promise<GraphqlOverHttp> {
  const apollo = new ApolloServer<InHand>({
    schema: given.schema,
    introspection: given.limits.open,
    nodeEnv: 'production',
    includeStacktraceInErrorResponses: false,
    allowBatchedHttpRequests: false,
    csrfPrevention: true,
    persistedQueries: false,
    stopOnTerminationSignals: false,
    maxRecursiveSelections: true,
    parseOptions: { maxTokens: given.limits.tokensMax },
    validationRules: [...documentRules(given.limits), ...given.validationRules],
    formatError: (_, error) =>
      withoutSuggestions(presentError(asGraphqlError(error), given.explain).shown, given.limits),
    logger: apolloLog(given.logger),
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      // Nothing of a ledger is sent to anybody, whatever APOLLO_KEY the machine's environment has.
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      completion(given.explain, given.logger),
      bounded(given.limits),
      ...(given.plugins ?? []),
    ],
  });
  await apollo.start();
  const sizes = documentSizes(given.limits);

  const answer = async (call: GraphqlCall): Promise<Answer> => {
    const hand: Hand = {
      request: call.request,
      ...{ completed: false, documentFault: false, overloaded: false },
    };
    const { document, search, body } = documentInCall(call, given.documents);
    const response = await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: { method: call.method, headers: headersFor(call), search, body },
      context: async () => {
        const context = await given.contextFor(call.headers, call.request);
        // Of a stranger's request the document is not looked at.
        const fault = document instanceof GraphQLError ? document : sizes.faultOf(document);
        if (fault !== null) {
          hand.documentFault = true;
          throw fault;
        }
        return { ...context, [inHand]: hand, [timeKey]: call.request.time };
      },
    });
    const text = response.body.kind === 'complete' ? response.body.string : await joined(response);
    const status = response.status ?? 200;
    const tolerant = call.mediaType === 'application/json' && hand.documentFault;
    const headers = Object.fromEntries(response.headers);
    return {
      status: hand.overloaded ? overloadedStatus : tolerant && status === 400 ? 200 : status,
      headers: hand.overloaded ? { ...headers, ...retryAfter } : headers,
      body: hand.completed ? text : completedText(text, call.request),
    };
  };
  return { answer, stop: () => apollo.stop() };
}

/** Refuses what would cost too much once the variables are known. */
function bounded(limits: DocumentLimits): ApolloServerPlugin<InHand> {
  return {
    requestDidStart: async () => ({
      didResolveOperation: async ({ schema, document, operation, request }) => {
        if (operation) refuseCost(schema, document, operation, request.variables ?? {}, limits);
      },
    }),
  };
}

/** Completes every answer that Apollo's pipeline makes, and logs what was masked. */
function completion(explain: Explain, logger: Logger): ApolloServerPlugin<InHand> {
  return {
    requestDidStart: async ({ contextValue }) => ({
      didResolveOperation: async ({ operation }) => {
        if (operation?.operation !== 'subscription') return;
        throw new GraphQLError('Subscriptions are served over WebSocket at this address', {
          extensions: { code: 'BAD_REQUEST', http: { status: 400 } },
        });
      },
      didEncounterErrors: async ({ errors }) => {
        const { correlationId } = contextValue[inHand].request;
        for (const error of errors) logMasked(error, explain, logger, correlationId);
      },
      willSendResponse: async ({ response, operation }) => {
        const hand = contextValue[inHand];
        if (response.body.kind !== 'single') return;
        const result = response.body.singleResult;
        // Of a query that was stopped half is no answer; a command's result stays what it is.
        const stopped = operation?.operation === 'query' ? hand.request.time.reason() : null;
        if (stopped !== null) {
          result.data = null;
          result.errors = [presentError(stopped, explain).shown];
        }
        hand.completed = true;
        hand.documentFault = result.errors?.every(isDocumentFault) ?? false;
        hand.overloaded = isOverloaded(result);
        if (result.errors) {
          const { correlationId } = hand.request;
          result.errors = result.errors.map((error) => withCorrelation(error, correlationId));
        }
        const told = hand.request.told();
        if (told !== null) result.extensions = { ...result.extensions, ...told };
      },
    }),
  };
}

export function logMasked(
  error: GraphQLError,
  explain: Explain,
  logger: Logger,
  correlationId: string,
): void {
  const { masked } = presentError(error, explain);
  if (masked === null) return;
  logger.error({ correlationId, error: masked, path: error.path?.join('.') }, 'internal error');
}

function isDocumentFault({ extensions }: { readonly extensions?: Record<string, unknown> }) {
  return documentCodes.includes(extensions?.code);
}

export function asGraphqlError(error: unknown): GraphQLError {
  if (error instanceof GraphQLError) return error;
  const originalError = error instanceof Error ? error : new Error(String(error));
  return new GraphQLError('Internal error', { originalError });
}

/** An answer made before the pipeline (CSRF, refused tokens) has its errors completed here. */
function completedText(text: string, request: Request): string {
  const body = JSON.parse(text) as { errors?: object[] };
  const errors = body.errors?.map((error) =>
    withCorrelation(error as never, request.correlationId),
  );
  const told = request.told();
  return JSON.stringify({ ...body, errors, ...(told ? { extensions: told } : {}) });
}

/**
 * Apollo's CSRF prevention lets a request through that a browser would not send across sites
 * without asking first. A GET of a client that is no browser, or of a page of ours, is one.
 */
function headersFor({ method, headers, mediaType }: GraphqlCall): HeaderMap {
  const map = new HeaderMap();
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) map.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  map.set('accept', mediaType);
  if (method !== 'GET' || isFromElsewhere(headers)) return map;
  map.delete('content-type');
  map.set('apollo-require-preflight', 'true');
  return map;
}

/** https://www.w3.org/TR/fetch-metadata/; where it is missing, whatever looks like a browser. */
function isFromElsewhere(headers: IncomingHttpHeaders): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
  const browser = headers['user-agent']?.startsWith('Mozilla/') ?? false;
  return browser || headers.origin !== undefined || headers.referer !== undefined;
}

/** Incremental delivery needs a client that accepts multipart, which is never passed on. */
async function joined(response: { readonly body: { readonly kind: string } }): Promise<never> {
  throw new Error(`Apollo answered a request for JSON with a ${response.body.kind} body`);
}

function apolloLog(logger: Logger) {
  const words = (message: unknown) => withoutValues(new Error(String(message))).message;
  return {
    debug: (message: unknown) => logger.debug({ apollo: words(message) }),
    info: (message: unknown) => logger.debug({ apollo: words(message) }),
    warn: (message: unknown) => logger.warn({ apollo: words(message) }),
    error: (message: unknown) => logger.error({ apollo: words(message) }),
  };
}
