/** What measures a server: figures, slow-operation log and traces, each as the settings ask. */
import { join } from 'node:path';
import type { GraphQLSchema } from 'graphql';
import { type Measurement, type Observer, unobserved } from '../application/observe.ts';
import { fileMeasures } from '../stores/sqlite/file-measures.ts';
import type { Logger } from './logging.ts';
import type { Gauges, Metrics } from './metrics.ts';
import { type MetricsEndpoint, metricsEndpoint } from './metrics-endpoint.ts';
import { type ObservedOperations, observedOperations } from './observed-operations.ts';
import type { Settings } from './settings.ts';
import { slowLog } from './slow-log.ts';

type RequestFacts = {
  readonly method: string;
  /** Of a route of ours, never what else a client asks for. */
  readonly path: string;
  readonly traceparent: string | null;
};
export type Instruments = {
  readonly observer: Observer;
  readonly operations: ObservedOperations;
  readonly inRequest: <T>(facts: RequestFacts, act: () => Promise<T>) => Promise<T>;
  readonly traceRoots: (schema: GraphQLSchema) => void;
  /** Serves the figures where the settings ask for it; null where they do not. */
  readonly serveMetrics: (gauges: Omit<Gauges, 'file'>) => Promise<MetricsEndpoint | null>;
  /** Sends the traces that are still here and closes what was opened. */
  readonly close: () => Promise<void>;
};
type Asked = Pick<
  Settings,
  'dataFolder' | 'metrics' | 'metricsToken' | 'slowMs' | 'tracesEndpoint' | 'otlpEndpoint'
>;

/** The libraries of figures and traces are loaded only when they are asked for. */
export async function instruments(settings: Asked, logger: Logger): Promise<Instruments> {
  const operations = observedOperations();
  const told = slowLog(logger, settings.slowMs);
  const figures = settings.metrics === null ? null : (await import('./metrics.ts')).metrics();
  const url = tracesUrl(settings);
  const traces = url === null ? null : (await import('./tracing.ts')).tracing(url);
  const measure = (measurement: Measurement) => {
    figures?.measure(measurement);
    if (measurement.kind === 'operation') told(measurement);
    // Within an operation its phases are told with it, on one line.
    if (measurement.kind === 'command' && !operations.took(measurement)) told(measurement);
  };
  const ends: (() => Promise<void> | void)[] = [];
  return {
    observer: { measure, span: traces?.span ?? unobserved.span },
    operations,
    inRequest: traces?.inRequest ?? ((_, act) => act()),
    traceRoots: traces?.traceRoots ?? (() => undefined),
    serveMetrics: async (gauges) => {
      if (figures === null) return null;
      const endpoint = await served(figures, settings, gauges, logger, ends);
      ends.push(endpoint.close);
      return endpoint;
    },
    close: async () => {
      for (const end of ends.reverse()) await end();
      // A collector that is away must not keep the server from ending in order.
      await traces?.close().catch(() => logger.warn('the last traces could not be sent'));
    },
  };
}

function served(
  figures: Metrics,
  { metrics, metricsToken, dataFolder }: Asked,
  gauges: Omit<Gauges, 'file'>,
  logger: Logger,
  ends: (() => Promise<void> | void)[],
): Promise<MetricsEndpoint> {
  if (metrics === null) throw new Error('figures are served where no place for them is set');
  let measures: ReturnType<typeof fileMeasures> | null = null;
  const file = () => {
    if (measures === null) {
      measures = fileMeasures(join(dataFolder, 'ledger.db'));
      ends.push(measures.close);
    }
    return measures.measures();
  };
  return metricsEndpoint({
    ...{ place: metrics, token: metricsToken, contentType: figures.contentType, logger },
    text: () => figures.text({ ...gauges, file }),
  });
}

/** As OpenTelemetry's exporters take them: the one is whole, the other is completed. */
function tracesUrl({ tracesEndpoint, otlpEndpoint }: Asked): string | null {
  if (tracesEndpoint !== null) return tracesEndpoint;
  return otlpEndpoint === null ? null : `${otlpEndpoint.replace(/\/+$/, '')}/v1/traces`;
}
