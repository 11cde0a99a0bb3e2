/** States of streams, folded as far as the tables have their events; kept in memory, newest used last. */
import type { Codec } from '../../events/codec.ts';
import type { StreamRef } from '../domain/fold.ts';
import { pageEventsMax } from './limits.ts';
import type { Expected, LedgerTables } from './ports.ts';

const statesKeptMax = 20_000;
/** A stream longer than this is a defect of the model: it could not be decided over. */
const streamEventsMax = 100_000;

type Kept = { readonly revision: number; readonly state: unknown };
export type Loaded = { readonly state: unknown; readonly expected: Expected };

/** Loads the state of a stream by folding what came since it was last folded. */
export function states(tables: LedgerTables, codec: Codec) {
  const kept = new Map<string, Kept>();

  async function load({ stream, fold }: StreamRef<unknown>): Promise<Loaded> {
    const name = `${fold.name} ${stream}`;
    let { revision, state } = kept.get(name) ?? { revision: -1, state: fold.initial };
    for (;;) {
      const page = await tables.readStream(stream, revision, pageEventsMax);
      for (const event of page) state = fold.evolve(state, codec.decode(event));
      revision = page.at(-1)?.revision ?? revision;
      if (page.length < pageEventsMax) break;
      if (revision > streamEventsMax) throw new Error(`stream ${stream} is longer than any may be`);
    }
    kept.delete(name);
    kept.set(name, { revision, state });
    if (kept.size > statesKeptMax) kept.delete(kept.keys().next().value ?? name);
    return { state, expected: revision === -1 ? 'none' : revision };
  }
  return { load };
}
