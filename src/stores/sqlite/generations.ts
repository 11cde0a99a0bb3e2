/**
 * Which tables hold a collection's rows. A generation is one set of them: `serving` answers reads
 * and takes part in every append; `asked` and `building` become the next one; `leaving` is what
 * they replaced, removed bit by bit. What is known here is what the file says; `load` reads it.
 */
import type { Instant } from '../../../events/dates.ts';
import type { CollectionShape, Folding } from '../../application/ports.ts';
import { generationName, shapeText } from './collections.ts';
import type { Statements } from './statements.ts';

type State = 'serving' | 'asked' | 'building' | 'leaving';
export type Generation = {
  readonly table: string;
  readonly number: number;
  /** What its tables' names begin with. */
  readonly name: string;
  readonly shape: string;
  readonly state: State;
  /** Its rows hold every event up to here; of what serves, only when it is loaded. */
  readonly position: number;
  readonly startedAt: Instant;
};
export type Generations = ReturnType<typeof generations>;

export function generations(statement: Statements, folding: Folding) {
  const standIns = new Map(
    folding.collections.map(({ table, standsInFor }) => [standsInFor, table] as const),
  );
  let known: readonly Generation[] = [];
  let serving: ReadonlyMap<string, string> = new Map();

  /** Casts: both were written by `add`; the table checks the state. */
  function load(): void {
    known = statement('SELECT * FROM collections ORDER BY name, generation')
      .all()
      .map((row) => ({
        table: String(row.name),
        number: Number(row.generation),
        name: generationName(String(row.name), Number(row.generation)),
        shape: String(row.shape),
        state: row.state as State,
        position: Number(row.position),
        startedAt: row.started_at as Instant,
      }));
    const inService = known.filter(({ state }) => state === 'serving');
    serving = new Map(inService.map(({ table, name }) => [table, name]));
  }

  function add(shape: CollectionShape, startedAt: Instant): void {
    const numbers = known.filter(({ table }) => table === shape.table).map((one) => one.number);
    statement(
      `INSERT INTO generations (name, generation, shape, state, position, started_at)
         VALUES (?, ?, ?, 'asked', 0, ?)`,
    ).run(shape.table, Math.max(-1, ...numbers) + 1, shapeText(shape), startedAt);
    load();
  }

  function move(one: Generation, state: State): void {
    statement(
      `UPDATE generations
         SET state = ?, position = coalesce(position, (SELECT position FROM followed))
         WHERE name = ? AND generation = ?`,
    ).run(state, one.table, one.number);
    load();
  }

  /** None moves with what is appended any more: each keeps where it is. */
  function settle(): void {
    statement(
      `UPDATE generations SET position = (SELECT position FROM followed)
         WHERE position IS NULL`,
    ).run();
  }

  /** It is at the head, serves, and moves with every append. */
  function follow({ table, number }: Generation, head: number): void {
    moveServing(statement, head);
    const sql = `UPDATE generations SET state = 'serving', position = NULL
      WHERE name = ? AND generation = ?`;
    statement(sql).run(table, number);
    load();
  }

  /** What is being built of these tables has reached a position; said often, so kept by hand. */
  function reach(tables: ReadonlySet<string>, position: number): void {
    const isMeant = ({ table, state }: Generation) => state === 'building' && tables.has(table);
    const sql = `UPDATE generations SET position = ?
      WHERE state = 'building' AND name IN (SELECT value FROM json_each(?))`;
    statement(sql).run(position, JSON.stringify([...tables]));
    known = known.map((one) => (isMeant(one) ? { ...one, position } : one));
  }

  function remove({ table, number }: Generation): void {
    statement('DELETE FROM generations WHERE name = ? AND generation = ?').run(table, number);
    load();
  }

  return {
    load,
    add,
    move,
    settle,
    follow,
    reach,
    remove,
    all: () => known,
    /** Names by table, of the generations that serve. */
    serving: () => serving,
    /** The name of what answers reads of a table: its own, or what stands in for it. */
    answering: (table: string) => serving.get(table) ?? serving.get(standIns.get(table) ?? ''),
    of: (table: string) => known.filter((one) => one.table === table),
  };
}

/**
 * Fits what the file has to the collections there are, inside a transaction: asks for what is
 * missing, of another shape or behind the journal, and lets go of what nothing needs.
 */
export function prepare(
  { load, add, move, settle, follow, of }: Generations,
  folding: Folding,
  head: number,
  now: Instant,
): void {
  load();
  settle();
  for (const shape of folding.collections) {
    const own = of(shape.table);
    const current = own.find((one) => isUpTo(one, shape, head));
    if (current !== undefined) follow(current, head);
    if (shape.standsInFor !== undefined) {
      for (const one of own) if (one !== current) move(one, 'leaving');
      continue;
    }
    const wanted = shapeText(shape);
    for (const one of own) if (one.shape !== wanted) move(one, 'leaving');
    const kept = own.filter((one) => one.shape === wanted && one.state !== 'leaving');
    if (kept.length === 0) add(shape, now);
    const late = kept.find(({ state, position }) => state === 'serving' && position < head);
    if (late === undefined) continue;
    const others = kept.filter((one) => one !== late);
    for (const one of others) move(one, 'leaving');
    move(late, 'building');
  }
}

function isUpTo(one: Generation, shape: CollectionShape, head: number): boolean {
  return one.state === 'serving' && one.position === head && one.shape === shapeText(shape);
}

/** The position is kept with the rows: what serves moves with every append. */
export function moveServing(statement: Statements, position: number): void {
  statement('UPDATE followed SET position = ?').run(position);
}

type Beyond = { readonly table: string; readonly position: number };

/** Tables that hold more than the journal: both are written together, so its end was lost. */
export function beyondJournal(statement: Statements, head: number): readonly Beyond[] {
  const sql = 'SELECT name, position FROM collections WHERE position > ? ORDER BY name';
  return statement(sql)
    .all(head)
    .map((row) => ({ table: String(row.name), position: Number(row.position) }));
}

type Serving = { readonly name: string; readonly position: number };

/** What answers reads of a table, as the file says; for those who only read it. */
export function answeringIn(
  statement: Statements,
  folding: Folding,
  table: string,
): Serving | null {
  const own = folding.collections.find((shape) => shape.table === table);
  const standIn = folding.collections.find(({ standsInFor }) => standsInFor === table);
  return servingOf(statement, own) ?? servingOf(statement, standIn);
}

function servingOf(statement: Statements, shape: CollectionShape | undefined): Serving | null {
  if (shape === undefined) return null;
  const found = statement(
    `SELECT generation, position FROM collections
       WHERE state = 'serving' AND name = ? AND shape = ?`,
  ).get(shape.table, shapeText(shape));
  if (found === undefined) return null;
  const name = generationName(shape.table, Number(found.generation));
  return { name, position: Number(found.position) };
}
