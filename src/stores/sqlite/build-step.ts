/**
 * One bounded step of the work on generations that are to serve: making tables, folding a page,
 * taking over, removing. Each is a transaction of its own over what can be built again, and the
 * file tells where to go on: a process may end between or within any two.
 */
import { ProjectionFailed } from '../../application/limits.ts';
import type { Folding } from '../../application/ports.ts';
import { shapeFor } from '../bounds.ts';
import { createTables } from './collections.ts';
import type { Fold, RowCache } from './fold-events.ts';
import type { Generation, Generations } from './generations.ts';
import type { Journal } from './journal.ts';
import { removeSome } from './remove-tables.ts';
import { rowCache } from './row-cache.ts';
import type { Statements } from './statements.ts';
import { isBusy, isStorageFailure, type Transaction } from './transaction.ts';

/** A step's length, by which the events of the next page are chosen. */
const stepMs = 8;
const pageEventsMin = 16;
const pageEventsMax = 1_000;
/** Events passed over in one step when few are of the types that are folded. */
const windowEvents = 10_000;

export type BuildParts = {
  readonly transaction: Transaction;
  readonly statement: Statements;
  readonly journal: Journal;
  readonly folding: Folding;
  readonly fold: Fold;
  readonly generations: Generations;
  /** A generation that is given up, and why. */
  readonly onStopped: (generation: Generation, why: string) => void;
  /** Nothing can be written: every generation is left where it stands. */
  readonly onDiskFailed: (error: unknown) => void;
};
type IsMeant = (generation: Generation) => boolean;

/** Gives a step: `isMeant` tells which generations to work on; false when there is nothing to do. */
export function buildStep(parts: BuildParts): (isMeant: IsMeant) => boolean {
  const { transaction, generations } = parts;
  const cache = rowCache();
  let pageEvents = pageEventsMin;
  transaction.onRollback(() => {
    cache.clear();
    generations.load();
  });

  function foldPage(targets: readonly Generation[], upTo: number): void {
    const startedAt = performance.now();
    transaction.rebuildable(() => foldWindow(parts, cache, targets, upTo, pageEvents));
    const factor = stepMs / Math.max(1, performance.now() - startedAt);
    const next = Math.round(pageEvents * Math.min(2, Math.max(0.5, factor)));
    pageEvents = Math.min(pageEventsMax, Math.max(pageEventsMin, next));
  }

  /** What throws stops the tables it concerns alone: told by name, or found by folding each. */
  function tryPage(targets: readonly Generation[], upTo: number): void {
    try {
      foldPage(targets, upTo);
    } catch (error) {
      if (isStorageFailure(error)) throw error;
      if (error instanceof ProjectionFailed) {
        giveUp(
          parts,
          targets.filter(({ table }) => table === error.table),
          error,
        );
      } else if (targets.length > 1) {
        for (const one of generations.all()) {
          if (targets.some(({ name }) => name === one.name)) tryPage([one], upTo);
        }
      } else giveUp(parts, targets, error);
    }
  }

  function act(meant: readonly Generation[]): boolean {
    const asked = meant.find(({ state }) => state === 'asked');
    if (asked !== undefined) {
      transaction.rebuildable(() => begin(parts, asked));
      return true;
    }
    const building = meant.filter(({ state }) => state === 'building');
    const lowest = Math.min(...building.map(({ position }) => position));
    const targets = building.filter(({ position }) => position === lowest);
    if (targets.length > 0) {
      const others = building.filter(({ position }) => position > lowest);
      tryPage(targets, Math.min(...others.map(({ position }) => position)));
      return true;
    }
    const leaving = meant.find(({ state }) => state === 'leaving');
    if (leaving === undefined) return false;
    transaction.rebuildable(() => removeSome(parts.statement, generations, leaving));
    return true;
  }

  return (isMeant) => {
    try {
      return act(generations.all().filter(isMeant));
    } catch (error) {
      if (!isStorageFailure(error)) throw error;
      if (!isBusy(error)) parts.onDiskFailed(error);
      return true;
    } finally {
      if (!generations.all().some(({ state }) => state === 'building')) cache.clear();
    }
  };
}

function begin({ statement, folding, generations }: BuildParts, asked: Generation): void {
  createTables(statement, shapeFor(folding, asked.table), asked.name);
  generations.move(asked, 'building');
}

/** Folds the next events of the targets' types, at most `limit`; at the head, they take over. */
function foldWindow(
  { journal, folding, fold, generations }: BuildParts,
  cache: RowCache,
  targets: readonly Generation[],
  upTo: number,
  limit: number,
): void {
  const from = targets[0]?.position ?? 0;
  const { head } = journal.last();
  const end = Math.min(head, upTo, from + windowEvents);
  const tables = new Set(targets.map(({ table }) => table));
  const types = folding.collections
    .filter(({ table }) => tables.has(table))
    .flatMap((shape) => shape.types);
  const events = journal.readWindow(from, end, limit, { types });
  const last = events.length < limit ? end : (events.at(-1)?.position ?? end);
  const strict = new Set([...tables].filter((table) => generations.answering(table) !== undefined));
  const names = new Map(targets.map(({ table, name }) => [table, name]));
  fold.into(names, events, { tables, strict }, cache);
  generations.reach(tables, last);
  if (last < head) return;
  for (const one of targets) {
    const before = generations.of(one.table).find(({ state }) => state === 'serving');
    if (before !== undefined) generations.move(before, 'leaving');
    generations.follow(one, head);
  }
}

/** What serves goes on serving; where nothing does, the generation is kept for another attempt. */
function giveUp(parts: BuildParts, failed: readonly Generation[], error: unknown): void {
  const { generations, transaction } = parts;
  transaction.rebuildable(() => {
    for (const one of failed) {
      if (generations.answering(one.table) !== undefined) generations.move(one, 'leaving');
    }
  });
  // The codec's errors and ProjectionFailed name types and positions, never a value.
  const why = error instanceof Error ? error.message : String(error);
  for (const one of failed) parts.onStopped(one, why);
}
