/** The figures of a running server in the text format of Prometheus, by prom-client. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Measurement } from '../application/observe.ts';
import type { FileMeasures } from '../stores/sqlite/file-measures.ts';

/** What is asked for when somebody looks. */
export type Gauges = {
  readonly lag: () => Promise<{ readonly events: number; readonly seconds: number }>;
  readonly file: () => FileMeasures;
  readonly sockets: () => { readonly open: number; readonly subscriptions: number };
};
export type Metrics = {
  readonly measure: (measurement: Measurement) => void;
  readonly contentType: string;
  readonly text: (gauges: Gauges) => Promise<string>;
};

const seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const groupSizes = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512];

export function metrics(): Metrics {
  const register = new Registry();
  collectDefaultMetrics({ register });
  const measured = measurements(register);
  const set = readings(register);
  return {
    measure: measured,
    contentType: register.contentType,
    text: async (gauges) => {
      await set(gauges);
      return register.metrics();
    },
  };
}

function measurements(register: Registry): Metrics['measure'] {
  const own = { registers: [register] };
  const named = (name: string, help: string) => ({ ...own, name: `cadre_ledger_${name}`, help });
  const commands = new Counter({
    ...named('commands_total', 'Commands by name and outcome'),
    labelNames: ['command', 'outcome'],
  });
  const commandSeconds = new Histogram({
    ...named('command_seconds', 'From a command’s arrival to its outcome'),
    buckets: seconds,
  });
  const appends = new Histogram({
    ...named('append_seconds', 'From an append’s arrival to its answer, by result'),
    ...{ buckets: seconds, labelNames: ['result'] },
  });
  const groupAppends = new Histogram({
    ...named('group_appends', 'Appends that shared a transaction and its fsync'),
    buckets: groupSizes,
  });
  const groupSeconds = new Histogram({
    ...named('group_seconds', 'A transaction, its fold and its fsync'),
    buckets: seconds,
  });
  const waiting = new Gauge(named('appends_waiting', 'Appends waiting or being written'));
  const operations = new Histogram({
    ...named('operation_seconds', 'GraphQL operations over HTTP by type'),
    ...{ buckets: seconds, labelNames: ['operation', 'failed'] },
  });
  return (it) => {
    switch (it.kind) {
      case 'command':
        commands.inc({ command: it.command, outcome: it.outcome });
        commandSeconds.observe(it.ms / 1000);
        return;
      case 'append':
        appends.observe({ result: it.result }, it.ms / 1000);
        return;
      case 'group':
        groupAppends.observe(it.appends);
        groupSeconds.observe(it.ms / 1000);
        return;
      case 'waiting':
        waiting.set(it.appends);
        return;
      case 'operation':
        operations.observe({ operation: it.operation, failed: String(it.failed) }, it.ms / 1000);
        return;
    }
  };
}

function readings(register: Registry): (gauges: Gauges) => Promise<void> {
  const gauge = (name: string, help: string, labelNames: readonly string[] = []) =>
    new Gauge({ name: `cadre_ledger_${name}`, help, labelNames, registers: [register] });
  const head = gauge('head', 'Last position of the journal');
  const lagEvents = gauge('lag_events', 'Events the rows are behind the journal');
  const lagSeconds = gauge('lag_seconds', 'Seconds the rows are behind the journal');
  const versions = gauge('row_versions', 'Versions of rows written', ['collection']);
  const folded = gauge('collection_position', 'Up to where rows are built', ['collection']);
  const bytes = gauge('file_bytes', 'Size of the database and of its log', ['file']);
  const sockets = gauge('sockets', 'Open WebSockets');
  const subscriptions = gauge('subscriptions', 'Operations running on WebSockets');
  return async (gauges) => {
    const lag = await gauges.lag();
    lagEvents.set(lag.events);
    lagSeconds.set(lag.seconds);
    const file = gauges.file();
    head.set(file.head);
    bytes.set({ file: 'database' }, file.databaseBytes);
    bytes.set({ file: 'log' }, file.logBytes);
    // A collection of an earlier release that is gone must not stay for ever.
    versions.reset();
    folded.reset();
    for (const { table, versions: written, position } of file.collections) {
      versions.set({ collection: table }, written);
      folded.set({ collection: table }, position);
    }
    const { open, subscriptions: running } = gauges.sockets();
    sockets.set(open);
    subscriptions.set(running);
  };
}
