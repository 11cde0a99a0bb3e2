/** Logs what took long, with its phases: never a document, a variable, or a value of anybody's. */
import type { Measurement, Phases } from '../application/observe.ts';
import type { Logger } from './logging.ts';

type Timed = Extract<Measurement, { kind: 'operation' | 'command' }>;

/** `slowMs`: from how long on; 0 logs nothing. */
export function slowLog(logger: Logger, slowMs: number): (measurement: Timed) => void {
  return (measurement) => {
    if (slowMs === 0 || measurement.ms < slowMs) return;
    const { correlationId, ms, phases } = measurement;
    const what =
      measurement.kind === 'operation'
        ? { operation: measurement.operation }
        : { command: measurement.command };
    logger.warn({ correlationId, ...what, ms: Math.round(ms), phases: rounded(phases) }, 'slow');
  };
}

function rounded(phases: Phases): Phases {
  const entries = Object.entries(phases);
  return Object.fromEntries(entries.map(([phase, ms]) => [phase, Math.round(ms * 10) / 10]));
}
