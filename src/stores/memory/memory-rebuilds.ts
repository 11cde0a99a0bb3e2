/** Rebuilds in memory: a slice at a time between other work, as the stores that keep something. */
import {
  type Clock,
  type Folding,
  type Rebuild,
  type Rebuilding,
  rowName,
  type StoredEvent,
} from '../../application/ports.ts';
import type { Row } from '../../read-models/row.ts';
import { ownOf, shapeFor } from '../bounds.ts';
import { conditions } from '../conditions.ts';
import { type Speed, speed } from '../speed.ts';

const sliceEventsMax = 200;

type Build = Pick<Rebuild, 'table' | 'startedAt'> & {
  readonly rows: Map<string, Row>;
  readonly speed: Speed;
  position: number;
  stopped: string | null;
};
type Parts = {
  readonly folding: Folding;
  readonly clock: Clock;
  readonly events: {
    readonly count: () => number;
    readonly slice: (after: number, limit: number) => readonly StoredEvent[];
  };
  readonly takeOver: (table: string, rows: Map<string, Row>) => void;
};

export function memoryRebuilds({ folding, clock, events, takeOver }: Parts) {
  const builds = new Map<string, Build>();
  const { until, look, close } = conditions();
  let isScheduled = false;
  let isClosed = false;
  const underWay = () => [...builds.values()].filter(({ stopped }) => stopped === null);

  function schedule(): void {
    if (isScheduled || isClosed || underWay().length === 0) return;
    isScheduled = true;
    setImmediate(() => {
      isScheduled = false;
      const [first] = underWay();
      if (first !== undefined) advance(first);
      look();
      schedule();
    });
  }

  function advance(build: Build): void {
    const only = { tables: new Set([build.table]), strict: new Set([build.table]) };
    const page = events.slice(build.position, sliceEventsMax);
    try {
      const before = new Map<string, Row>();
      for (const key of folding.keysOf(page, only)) {
        const row = build.rows.get(key.key);
        if (row !== undefined) before.set(rowName(key), row);
      }
      for (const { table, key, row } of folding.foldPage(page, before, only)) {
        if (table === build.table) build.rows.set(key, row);
      }
    } catch (error) {
      build.stopped = error instanceof Error ? error.message : String(error);
      build.rows.clear();
      return;
    }
    build.speed.note(build.position);
    build.position += page.length;
    build.speed.note(build.position);
    if (build.position < events.count()) return;
    builds.delete(build.table);
    takeOver(build.table, build.rows);
  }

  function told({ table, position, startedAt, speed: own, stopped }: Build): Rebuild {
    const head = events.count();
    const rate = stopped === null ? own.perSecond() : null;
    return {
      ...{ table, position, head, startedAt, stopped, served: true },
      eventsPerSecond: rate === null ? null : Math.round(rate),
      etaSeconds: rate === null ? null : Math.ceil((head - position) / rate),
    };
  }

  const port: Rebuilding = {
    async rebuild(tables = ownOf(folding).map(({ table }) => table)) {
      for (const { table } of tables.map((one) => shapeFor(folding, one))) {
        if (builds.get(table)?.stopped === null) continue;
        const startedAt = clock.now();
        const rows = new Map<string, Row>();
        builds.set(table, {
          ...{ table, startedAt, rows, speed: speed(), position: 0, stopped: null },
        });
      }
      schedule();
    },
    rebuilds: async () => [...builds.values()].map(told),
    rebuilt: async () => {
      await until(() => underWay().length === 0);
    },
  };
  return {
    port,
    close(): void {
      isClosed = true;
      close();
    },
  };
}
