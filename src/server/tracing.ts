/**
 * Traces by OpenTelemetry, sent over OTLP/HTTP. This file is imported only when an endpoint is set,
 * so that without one neither the libraries nor their hooks are loaded. Spans carry names of the
 * program's own and no words of an error: those may repeat what somebody sent.
 */
import {
  context,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import type { GraphQLFieldResolver, GraphQLSchema } from 'graphql';
import type { Observer } from '../application/observe.ts';
import type { Instruments } from './instruments.ts';

export type Tracing = Pick<Instruments, 'inRequest'> & {
  readonly span: Observer['span'];
  /** A span for each field of the roots, which is a use case; never for those below them. */
  readonly traceRoots: (schema: GraphQLSchema) => void;
  /** Sends what is still here. */
  readonly close: () => Promise<void>;
};

/** How long a collector may take; the end of the server waits no longer for it. */
const exportMsMax = 5_000;

export function tracing(url: string): Tracing {
  const processor = new BatchSpanProcessor({
    exporter: new OTLPTraceExporter({ url, timeoutMillis: exportMsMax }),
  });
  const resource = resourceFromAttributes({ 'service.name': 'cadre-ledger' });
  const provider = new TracerProvider({ resource, spanProcessors: [processor] });
  const tracer = provider.getTracer('cadre-ledger');
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());

  const span: Observer['span'] = (name, facts, act) =>
    tracer.startActiveSpan(name, { attributes: facts }, (one) => ended(one, act));

  return {
    span,
    inRequest: ({ method, path, traceparent }, act) => {
      const attributes = { 'http.request.method': method, 'url.path': path };
      const options = { kind: SpanKind.SERVER, attributes };
      return tracer.startActiveSpan(`${method} ${path}`, options, parentOf(traceparent), (one) =>
        ended(one, act),
      );
    },
    traceRoots: (schema) => traceRoots(schema, span),
    close: async () => {
      await provider.shutdown();
      context.disable();
    },
  };
}

async function ended<T>(span: Span, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    span.setStatus({ code: SpanStatusCode.ERROR });
    span.setAttribute('error.type', error instanceof Error ? error.name : typeof error);
    throw error;
  } finally {
    span.end();
  }
}

/** https://www.w3.org/TR/trace-context/#traceparent-header; its shape was checked on arrival. */
function parentOf(traceparent: string | null) {
  const [, traceId, spanId, flags] = traceparent?.split('-') ?? [];
  if (traceId === undefined || spanId === undefined || flags === undefined) return ROOT_CONTEXT;
  const traceFlags = Number.parseInt(flags, 16);
  return trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId, traceFlags, isRemote: true });
}

function traceRoots(schema: GraphQLSchema, span: Observer['span']): void {
  for (const type of [schema.getQueryType(), schema.getMutationType()]) {
    for (const field of Object.values(type?.getFields() ?? {})) {
      const resolve = field.resolve;
      if (resolve === undefined) continue;
      const traced: GraphQLFieldResolver<unknown, unknown> = (...given) =>
        span(`${type?.name}.${field.name}`, {}, async () => resolve(...given));
      field.resolve = traced;
    }
  }
}
