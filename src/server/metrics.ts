/** The figures of a running server in the text format of Prometheus, by prom-client. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Measurement } from '../application/observe.ts';
import type { JournalState, Rebuild } from '../application/ports.ts';
import type { Lag } from '../application/rebuilds.ts';
import type { FileMeasures } from '../stores/sqlite/file-measures.ts';
import type { SocketCounts } from './graphql-over-websocket.ts';

/** What is asked for when somebody looks. */
export type Gauges = {
  readonly standing: () => Promise<{ readonly lag: Lag; readonly rebuilds: readonly Rebuild[] }>;
  /** Of a journal that is kept elsewhere; null on one machine. */
  readonly journal?: (() => JournalState | null) | undefined;
  readonly file: () => FileMeasures;
  readonly sockets: () => SocketCounts;
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
  const [set, setJournal] = [readings(register), journalReadings(register)];
  return {
    measure: measured,
    contentType: register.contentType,
    text: async (gauges) => {
      await set(gauges);
      setJournal(gauges);
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
  const refused = new Counter(named('operations_refused_total', 'Operations answered OVERLOADED'));
  const journalAppends = new Histogram({
    ...named('journal_append_seconds', 'Calls that append to the journal elsewhere, by outcome'),
    ...{ buckets: seconds, labelNames: ['outcome'] },
  });
  const taken = new Counter(
    named('journal_events_taken_total', 'Events of the journal elsewhere that the tables took in'),
  );
  return (it) => {
    switch (it.kind) {
      case 'refused':
        refused.inc();
        return;
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
      case 'journalAppend':
        journalAppends.observe({ outcome: it.outcome }, it.ms / 1000);
        return;
      case 'taken':
        taken.inc(it.events);
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
  const eta = gauge('rebuild_eta_seconds', 'Until rebuilt rows take over, at the pace so far', [
    'collection',
  ]);
  const stopped = gauge('rebuild_stopped', '1 where a rebuild does not go on', ['collection']);
  const bytes = gauge('file_bytes', 'Size of the database and of its log', ['file']);
  const sockets = gauge('sockets', 'Open WebSockets');
  const subscriptions = gauge('subscriptions', 'Operations running on WebSockets');
  const subscribers = gauge('subscribers', 'Subscriptions to events');
  const behind = gauge(
    'subscription_lag_events',
    'Positions the slowest subscription to events is behind the journal',
  );
  return async (gauges) => {
    const { lag, rebuilds } = await gauges.standing();
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
    // Nor one that has taken over.
    eta.reset();
    stopped.reset();
    for (const { table, etaSeconds, stopped: why } of rebuilds) {
      if (etaSeconds !== null) eta.set({ collection: table }, etaSeconds);
      stopped.set({ collection: table }, why === null ? 0 : 1);
    }
    const { open, subscriptions: running, positions } = gauges.sockets();
    sockets.set(open);
    subscriptions.set(running);
    subscribers.set(positions.length);
    behind.set(Math.max(0, file.head - Math.min(file.head, ...positions)));
  };
}

/** Only of a journal that is kept elsewhere: on one machine these series are not there. */
function journalReadings(register: Registry): (gauges: Gauges) => void {
  const figures = new Map<string, Gauge>();
  const set = (name: string, help: string, value: number) => {
    const gauge =
      figures.get(name) ??
      new Gauge({ name: `cadre_ledger_journal_${name}`, help, registers: [register] });
    figures.set(name, gauge);
    gauge.set(value);
  };
  return ({ journal = () => null, file }) => {
    const state = journal();
    if (state === null) return;
    const { isLive, head, heardAt, newerFrom } = state;
    set('followed', '1 while the journal elsewhere is followed', isLive ? 1 : 0);
    set('head', 'Its last position, as far as it was heard of', head);
    set(
      'behind_events',
      'Events of it the tables do not hold yet',
      Math.max(0, head - file().head),
    );
    set('newer', '1 where it holds events of a newer version of this program', newerFrom ? 1 : 0);
    if (heardAt === null) return;
    const seconds = (Date.now() - Date.parse(heardAt)) / 1_000;
    set('heard_seconds', 'Since it last answered or told of something', Math.max(0, seconds));
  };
}
