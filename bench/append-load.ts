/** The load of appends: how it is put, with which events, what is counted. */
import type { NewStoredEvent } from '../src/application/ports.ts';
import type { Appender } from './append-contestants.ts';
import { cadreWrite, idOf } from './history.ts';
import { percentile, type Sample } from './measure.ts';

/** Callers that each append to a stream of their own, one event after the other, for a while. */
export async function appendLoad(
  appender: Appender,
  callers: number,
  loadMs: number,
  next: () => NewStoredEvent,
): Promise<Sample> {
  const begun = await appender.begin(callers);
  const times: number[] = [];
  const [cpu, started] = [process.cpuUsage(), performance.now()];
  const end = started + loadMs;
  const caller = async (number: number) => {
    for (let revision = 0; performance.now() < end; revision += 1) {
      const event = next();
      const asked = performance.now();
      await begun.append(number, revision, event);
      times.push(performance.now() - asked);
    }
  };
  await Promise.all(Array.from({ length: callers }, (_, number) => caller(number)));
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  return {
    'per second': times.length / seconds,
    'CPU µs each': (user + system) / times.length,
    'p50 ms': percentile(times, 0.5),
    'p99 ms': percentile(times, 0.99),
  };
}

/**
 * The same events in the same order for everybody, but each with ids never used before; processes
 * that append to one journal name themselves.
 */
export function eventsInTurn(by = 'append'): () => NewStoredEvent {
  const patterns = cadreWrite(1).events;
  let number = 0;
  return () => {
    number += 1;
    const pattern = patterns[number % patterns.length];
    if (pattern === undefined) throw new Error('a cadre has no events');
    const commandId = idOf(by, number) as NewStoredEvent['meta']['commandId'];
    const meta = { ...pattern.meta, commandId, correlationId: commandId, index: 0, count: 1 };
    return { ...pattern, id: idOf(`${by}ed`, number) as NewStoredEvent['id'], meta };
  };
}
