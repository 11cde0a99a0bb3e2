/**
 * Rebuilds as the port has them: asked for, told of, waited for, and reads that wait for what
 * nothing serves yet.
 */
import {
  ModelRebuilding,
  rebuildWaitMs,
  StorageFull,
  StoreUnavailable,
} from '../../application/limits.ts';
import type { Clock, CollectionShape, Rebuild, Rebuilding } from '../../application/ports.ts';
import { ownOf, shapeFor } from '../bounds.ts';
import { conditions } from '../conditions.ts';
import { type Speed, speed } from '../speed.ts';
import { type BuildParts, buildStep } from './build-step.ts';
import type { Checkpoints } from './checkpoints.ts';
import { type Generation, prepare } from './generations.ts';
import { pace } from './pace.ts';
import type { Served } from './row-reads.ts';
import { isBusy, isFull, isStorageFailure } from './transaction.ts';

/** A table so few events behind is brought up to the head before the ledger is handed over. */
const openEventsMax = 5_000;
/** How long steps stay uncommitted when nothing is appended. */
const settleMs = 1_000;
/** A rebuild that found the disk full looks again after so long. */
const roomAgainMs = 5_000;
/** Further behind than this, a rebuild writes enough to be worth a thread for its checkpoints. */
const manyEvents = 20_000;

type Parts = Omit<BuildParts, 'onStopped' | 'onDiskFailed'> & {
  readonly clock: Clock;
  readonly areAppendsWaiting: () => boolean;
  readonly checkpoints: Checkpoints;
};

export function rebuilds(parts: Parts) {
  const { transaction, journal, folding, generations, clock } = parts;
  /** By the generation's name: why it stopped, and how fast it goes. */
  const stopped = new Map<string, { readonly one: Generation; readonly why: string }>();
  const speeds = new Map<string, Speed>();
  /** Why nothing goes on, once the disk failed; asking again ends it, and time, where it is full. */
  let halted: string | null = null;
  let lookingForRoom: NodeJS.Timeout | undefined;
  const { until, look, close } = conditions();
  const step = buildStep({
    ...parts,
    onStopped: (one, why) => stopped.set(one.name, { one, why }),
    onDiskFailed: halt,
  });
  const isMeant = (one: Generation) =>
    halted === null && (!stopped.has(one.name) || one.state === 'leaving');
  const isUnserved = ({ table }: Generation) => !generations.serving().has(table);
  const isAnswered = (table: string) => generations.answering(table) !== undefined;
  let settledAt = performance.now();
  const paced = pace(work, parts.areAppendsWaiting);

  transaction.rebuildable(() => prepare(generations, folding, journal.last().head, clock.now()));
  const isNear = (one: Generation) =>
    one.state !== 'leaving' &&
    isUnserved(one) &&
    isMeant(one) &&
    journal.last().head - one.position <= openEventsMax;
  while (generations.all().some(isNear)) step(isNear);
  letGoFormer();
  transaction.settle();

  /** A step; between some of them, the time until the log is carried over. */
  function work(): boolean | Promise<void> {
    for (const one of generations.all()) {
      if (one.state !== 'building') continue;
      const own = speeds.get(one.name) ?? speed();
      speeds.set(one.name, own);
      own.note(one.position);
    }
    const worked = step(isMeant);
    if (!isAtWork()) letGoFormer();
    const isDue = performance.now() - settledAt >= settleMs;
    // Whoever waits for the end finds it in the file.
    if (isDue || !isAtWork()) settle();
    look();
    if (!isAtWork()) void parts.checkpoints.end();
    if (isDue && isLong()) return parts.checkpoints.carryOver();
    return worked || isAtWork();
  }

  function settle(): void {
    settledAt = performance.now();
    try {
      transaction.settle();
    } catch (error) {
      transaction.rollback();
      halt(error);
    }
  }

  function halt(error: unknown): void {
    const what = error instanceof Error ? error.message : String(error);
    halted = isFull(error)
      ? 'the disk is full; it goes on once there is room, or when it is asked for again'
      : `the disk failed (${what})`;
    if (!isFull(error)) return;
    clearTimeout(lookingForRoom);
    lookingForRoom = setTimeout(() => {
      halted = null;
      paced.wake();
    }, roomAgainMs).unref();
  }

  /** All of them are asked for in the file, or none. */
  function askFor(shapes: readonly CollectionShape[]): void {
    try {
      transaction.rebuildable(() => {
        for (const shape of shapes) {
          const own = generations.of(shape.table);
          const isUnderWay = own.some(({ state }) => state === 'asked' || state === 'building');
          if (!isUnderWay) generations.add(shape, clock.now());
        }
      });
      transaction.settle();
    } catch (error) {
      transaction.rollback();
      if (!isStorageFailure(error)) throw error;
      if (isBusy(error)) {
        throw new StoreUnavailable('another connection holds the ledger', false, { cause: error });
      }
      halt(error);
      if (isFull(error)) throw new StorageFull({ cause: error });
      throw new StoreUnavailable('the disk failed', false, { cause: error });
    }
  }

  function isLong(): boolean {
    const { head } = journal.last();
    return generations
      .all()
      .filter(({ state }) => state !== 'serving')
      .some((one) => one.state === 'leaving' || head - one.position > manyEvents);
  }

  /** Tables of earlier versions leave once every one of this version serves. */
  function letGoFormer(): void {
    const isMissing = ownOf(folding).some(({ table }) => !generations.serving().has(table));
    if (isMissing || halted !== null) return;
    const former = generations
      .all()
      .filter(({ table, state }) => state !== 'leaving' && folding.isFormer?.(table) === true);
    if (former.length === 0) return;
    transaction.rebuildable(() => {
      for (const one of former) generations.move(one, 'leaving');
    });
  }

  function isAtWork(): boolean {
    return generations.all().some((one) => one.state !== 'serving' && isMeant(one));
  }

  function told(one: Generation): Rebuild {
    const { head } = journal.last();
    const rate = speeds.get(one.name)?.perSecond() ?? null;
    const why = stopped.get(one.name)?.why ?? halted;
    return {
      ...{ table: one.table, position: one.position, head, startedAt: one.startedAt },
      eventsPerSecond: rate === null || why !== null ? null : Math.round(rate),
      etaSeconds: rate === null || why !== null ? null : Math.ceil((head - one.position) / rate),
      served: isAnswered(one.table),
      stopped: why,
    };
  }

  function list(): readonly Rebuild[] {
    const built = generations
      .all()
      .filter(({ state }) => state === 'asked' || state === 'building');
    const left = [...stopped.values()].map(({ one }) => one);
    const others = left.filter(({ name }) => built.every((one) => one.name !== name));
    return [...built, ...others].map(told);
  }

  const isStopped = (table: string) =>
    halted !== null || [...stopped.values()].some(({ one }) => one.table === table);

  const served: Served = async (table, read) => {
    const nameOf = () => generations.answering(table);
    const isDecided = () => isAnswered(table) || isStopped(table);
    if (nameOf() === undefined) await until(isDecided, rebuildWaitMs);
    const name = nameOf();
    if (name !== undefined) return read(name);
    const progress = list().find((one) => one.table === table);
    throw new ModelRebuilding(table, progress ?? { position: 0, head: journal.last().head });
  };

  const port: Rebuilding = {
    async rebuild(tables = ownOf(folding).map(({ table }) => table)) {
      const shapes = tables.map((table) => shapeFor(folding, table));
      halted = null;
      for (const [name, { one }] of stopped) if (tables.includes(one.table)) stopped.delete(name);
      askFor(shapes);
      paced.wake();
    },
    rebuilds: async () => list(),
    rebuilt: async () => {
      await until(() => !isAtWork());
    },
  };
  return {
    port,
    served,
    start: () => paced.wake(),
    close(): void {
      paced.close();
      clearTimeout(lookingForRoom);
      settle();
      close();
    },
  };
}
