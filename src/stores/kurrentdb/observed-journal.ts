/** A journal elsewhere, measured: its appends, what is taken in of it, when it was last heard of. */
import { type Instant, instant } from '../../../events/dates.ts';
import type { Observer } from '../../application/observe.ts';
import type { Replica } from '../replica.ts';
import { type EventLog, type LogRecord, NotStored, type Surroundings } from './event-log.ts';

type Parts = {
  readonly log: EventLog;
  readonly replica: Replica;
  readonly surroundings: Surroundings;
};
type Heard = { readonly head: number; readonly heardAt: Instant | null };

export function observedJournal(
  { log, replica, surroundings }: Parts,
  { measure }: Pick<Observer, 'measure'>,
): Pick<Parts, 'log' | 'replica'> & { readonly heard: () => Heard } {
  let last: Heard = { head: 0, heardAt: null };

  function hear(head: number): void {
    last = { head: Math.max(last.head, head), heardAt: instant(surroundings.now()) };
  }
  const hearPage = (page: readonly LogRecord[]) => hear(page.at(-1)?.event.position ?? 0);

  async function append(after: number, records: readonly LogRecord[]) {
    const startedAt = performance.now();
    let outcome: 'recorded' | 'lostRace' | 'refused' | 'unknown' = 'unknown';
    try {
      const answer = await log.append(after, records);
      outcome = answer === 'appended' ? 'recorded' : 'lostRace';
      hear(answer === 'appended' ? after + records.length : 0);
      return answer;
    } catch (error) {
      if (error instanceof NotStored) outcome = 'refused';
      throw error;
    } finally {
      measure({ kind: 'journalAppend', outcome, ms: performance.now() - startedAt });
    }
  }

  return {
    heard: () => ({ ...last, head: Math.max(last.head, replica.last().head) }),
    log: {
      append,
      async head() {
        const head = await log.head();
        hear(head);
        return head;
      },
      async read(after, limit) {
        const page = await log.read(after, limit);
        hearPage(page);
        return page;
      },
      async *readOn(after) {
        for await (const page of log.readOn(after)) {
          hearPage(page);
          yield page;
        }
      },
      follow: (after, reader, signal) =>
        log.follow(
          after,
          {
            records: (page) => {
              hearPage(page);
              reader.records(page);
            },
            ...{ position: reader.position, passed: reader.passed },
            live: () => {
              hear(0);
              reader.live();
            },
          },
          signal,
        ),
      close: () => log.close(),
    },
    replica: {
      ...replica,
      include(events) {
        replica.include(events);
        if (events.length > 0) measure({ kind: 'taken', events: events.length });
      },
    },
  };
}
