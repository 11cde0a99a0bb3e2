/** What a resolver is handed: the application, who asks, and the loader every row goes through. */
import DataLoader from 'dataloader';
import { addDays, type CivilDate, endOfTime, type Instant } from '../../events/dates.ts';
import type { Actor, Recorded } from '../../events/define.ts';
import { CountyCode, type EventId } from '../../events/values.ts';
import type { Application } from '../../src/application/index.ts';
import type { Moment } from '../../src/application/ports.ts';
import type { Found } from '../../src/application/rows.ts';
import type { State } from '../../src/read-models/row.ts';
import { badUserInput, clientError } from './errors.ts';
import type { NodeDefinition, RowNode } from './node.ts';

export type Graph = {
  readonly application: Application;
  readonly actor: Actor;
  /** The counties one may see and act for; null: all. */
  readonly counties: readonly CountyCode[] | null;
  readonly correlationId: string;
  readonly traceparent: string | null;
  /** Adds to the answer's extensions. */
  readonly tell: (extensions: Readonly<Record<string, unknown>>) => void;
  /** Told by a subscription: what it hands on next completes everything up to this token. */
  readonly reached: (token: string, position: number) => void;
  /** Resolves when a subscription may read its next page: others have their turn between. */
  readonly turn: () => Promise<void>;
  /** One entity as it holds at a moment; null when there is none there, or none one may see. */
  load<N extends RowNode>(
    node: NodeDefinition<N>,
    key: string | null | undefined,
    at: Moment,
  ): Promise<N | null>;
  /** One recorded event; null when there is none, or none one may see. */
  event(id: EventId): Promise<Recorded | null>;
};

export function graphContext(given: Omit<Graph, 'load' | 'event'>): Graph {
  const loaders = new Map<string, DataLoader<string, Found<State> | null>>();
  const mayRead = (row: Found<State> | null) =>
    row !== null &&
    (given.counties === null || given.counties.includes(row.state.county as CountyCode));
  const events = new DataLoader<EventId, Recorded | null>(async (ids) => {
    const found = await given.application.eventsById(ids);
    const byId = new Map(found.map((event) => [event.id, event]));
    return ids.map((id) => byId.get(id) ?? null);
  });
  async function rowsOf(node: NodeDefinition, keys: readonly string[], at: Moment) {
    const { rows } = given.application;
    const found = await rows.get(node.collection, keys, at);
    const missing = node.isTimeless ? keys.filter((_, index) => found[index] === null) : [];
    if (missing.length === 0) return found;
    const asOf = addDays(endOfTime, -1);
    const ever = await rows.get(node.collection, missing, { ...at, asOf });
    const byKey = new Map(ever.map((row) => [row?.key, row]));
    return found.map((row, index) => row ?? byKey.get(keys[index]) ?? null);
  }
  return {
    ...given,
    async event(id) {
      const event = await events.load(id);
      const county = event?.meta.county ?? null;
      const isHidden = county !== null && given.counties?.includes(county) === false;
      return isHidden ? null : event;
    },
    async load(node, key, at) {
      if (key === null || key === undefined) return null;
      const name = `${node.type} ${at.asOf} ${at.knownAt ?? ''}`;
      const loader =
        loaders.get(name) ??
        new DataLoader<string, Found<State> | null>((keys) => rowsOf(node, keys, at));
      loaders.set(name, loader);
      const row = await loader.load(key);
      return row !== null && mayRead(row) ? node.wrap(row, at) : null;
    },
  };
}

/** The county a request is about: the one named, else the one there is. */
export async function countyOf(
  graph: Graph,
  named: string | null | undefined,
): Promise<CountyCode> {
  if (named !== null && named !== undefined) {
    // Cast: whatever is not one of the counties is refused.
    const county = named as CountyCode;
    const isKnown = graph.counties?.includes(county) ?? (await graph.application.isOpen(county));
    if (isKnown) return county;
    throw clientError(
      'COUNTY_UNKNOWN',
      'This ledger has no such county, or it is not yours to see.',
    );
  }
  const counties = graph.counties ?? (await graph.application.counties());
  const [only, ...others] = counties;
  if (only !== undefined && others.length === 0) return only;
  throw clientError(
    'COUNTY_NEEDED',
    only === undefined
      ? 'This ledger has no county yet; open one: npm run cli -- init --county <code> --name <name>.'
      : 'This ledger has several counties; say which by `county`.',
  );
}

/** The county a request is about to open: named, six digits, and the asker's to open. */
export async function countyToOpen(
  graph: Graph,
  named: string | null | undefined,
): Promise<CountyCode> {
  const code = CountyCode.safeParse(named);
  if (!code.success) throw badUserInput('must name the county to open, six digits', countyPath);
  if (graph.counties === null || graph.counties.includes(code.data)) return code.data;
  throw clientError('COUNTY_UNKNOWN', 'This county is not yours to open.');
}
const countyPath = ['record', 'county'];

/** The moment asked for: by default today, by all that is known now. */
export function momentOf(
  graph: Graph,
  asOf: CivilDate | null | undefined,
  knownAt: Instant | null | undefined,
): Moment {
  return { asOf: asOf ?? graph.application.today(), knownAt: knownAt ?? null };
}
