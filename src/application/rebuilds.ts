/** Rebuilds by the names of read models, and how far what is served lies behind the journal. */
import { type ReadModel, tableOf } from '../read-models/projection.ts';
import type { Ledger, Rebuild } from './ports.ts';

/** Of what cannot be read yet; nought when everything is served. */
export type Lag = { readonly events: number; readonly seconds: number };

/** Thrown for a name that no read model has. */
export class NoSuchModel extends Error {
  constructor(name: string, known: readonly string[]) {
    super(`There is no read model ${name}; there are ${known.join(', ')}.`);
    this.name = 'NoSuchModel';
  }
}

export function modelRebuilds(ledger: Ledger, models: readonly ReadModel[]) {
  function tablesOf(name: string): readonly string[] {
    const model = models.find((one) => one.name === name);
    if (model === undefined) {
      throw new NoSuchModel(
        name,
        models.map((one) => one.name),
      );
    }
    return model.collections.map((one) => tableOf(model, one));
  }

  /** Begins rebuilds, by default of all read models; gives the tables. Throws NoSuchModel. */
  async function rebuild(names?: readonly string[]): Promise<readonly string[]> {
    const tables = (names ?? models.map((one) => one.name)).flatMap(tablesOf);
    await ledger.rebuild(tables);
    return tables;
  }

  async function lag(rebuilds: readonly Rebuild[]): Promise<Lag> {
    const unserved = rebuilds.filter(({ served }) => !served);
    if (unserved.length === 0) return { events: 0, seconds: 0 };
    const head = Math.max(...unserved.map((one) => one.head));
    const position = Math.min(...unserved.map((one) => one.position));
    const [reached] = await ledger.readAll(Math.max(0, position - 1), 1);
    const [last] = await ledger.readAll(Math.max(0, head - 1), 1);
    const ms = (event: typeof last) =>
      event === undefined ? 0 : Date.parse(event.meta.recordedAt);
    return { events: head - position, seconds: Math.ceil((ms(last) - ms(reached)) / 1_000) };
  }

  /** What is being rebuilt, and the lag that comes of it. */
  async function standing(): Promise<{ readonly lag: Lag; readonly rebuilds: readonly Rebuild[] }> {
    const rebuilds = await ledger.rebuilds();
    return { lag: await lag(rebuilds), rebuilds };
  }

  return { rebuild, rebuilds: () => ledger.rebuilds(), rebuilt: () => ledger.rebuilt(), standing };
}
