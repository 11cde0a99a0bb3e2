/** The event log: every event in the order of recording, paged, counted and grouped. */
import { Arg, Ctx, Field, Int, ObjectType, Query, Resolver } from 'type-graphql';
import type { Recorded } from '../events/define.ts';
import { eventCodec } from '../events/index.ts';
import { pageEventsMax } from '../src/application/limits.ts';
import type { EventCount, EventsOnly } from '../src/application/ports.ts';
import { addField } from './toolkit/build.ts';
import { countyOf, type Graph } from './toolkit/context.ts';
import { assertCount, badUserInput } from './toolkit/errors.ts';
import { countiesSeen, LedgerEvent, maySee } from './toolkit/event.ts';
import { countyCodeOf, filterValuesMax, pageFirstMax } from './toolkit/list.ts';
import { breakdownType, GroupCount, PageInfo, sortsMax } from './toolkit/page.ts';

/** Pages a filtered log goes through before it answers with what it found so far. */
const logPagesMax = 50;

@ObjectType()
export class LedgerEventEdge {
  @Field(() => LedgerEvent)
  readonly node: LedgerEvent;
  @Field(() => String)
  readonly cursor: string;
}

@ObjectType({ description: 'A page of the event log, in the order of recording.' })
export class LedgerEventConnection {
  @Field(() => [LedgerEventEdge])
  readonly edges: readonly LedgerEventEdge[];
  @Field(() => [LedgerEvent])
  readonly nodes: readonly LedgerEvent[];
  @Field(() => PageInfo)
  readonly pageInfo: PageInfo;
  readonly counts: () => Promise<readonly EventCount[]>;
}
addField(
  LedgerEventConnection,
  'totalCount',
  {
    type: () => Int,
    description: 'How many there are on all pages; counted when asked for.',
    complexity: 5,
  },
  async (log) => sum(await log.counts()),
);
const dimensions = { TYPE: 'type', COUNTY: 'county' } as const;
const dimension = breakdownType('LedgerEvent', dimensions);
addField(
  LedgerEventConnection,
  'breakdown',
  {
    type: () => [GroupCount],
    description: 'Counts by the values of dimensions, largest first.',
    args: { by: { type: () => [dimension] } },
    complexity: 5,
  },
  async (log, { by }) => {
    assertCount(by as string[], sortsMax, ['by']);
    return grouped(await log.counts(), by as (keyof typeof dimensions)[]);
  },
);

@Resolver()
export class EventLogResolver {
  @Query(() => LedgerEventConnection, {
    description:
      'Every event in the order of recording; of one stream, of some types, of a county.',
  })
  async eventLog(
    @Arg('first', () => Int) first: number,
    @Arg('after', () => String, {
      nullable: true,
      description: 'The endCursor of the page before.',
    })
    after: string | null,
    @Arg('stream', () => String, { nullable: true }) stream: string | null,
    @Arg('types', () => [String], { nullable: true }) types: string[] | null,
    @Arg('county', () => String, { nullable: true }) county: string | null,
    @Ctx() graph: Graph,
  ): Promise<LedgerEventConnection> {
    if (first < 1 || first > pageFirstMax) {
      throw badUserInput(`must be 1 to ${pageFirstMax}`, ['first']);
    }
    assertCount(types ?? [], filterValuesMax, ['types']);
    const named = countyCodeOf(county);
    const code = named === null ? null : await countyOf(graph, named);
    const unknown = types?.findIndex((type) => eventCodec.definitionOf(type) === null) ?? -1;
    if (unknown >= 0) {
      const sentence = 'is no type of event; events/catalogue.json lists them';
      throw badUserInput(sentence, ['types', unknown]);
    }
    const wanted = (event: Recorded) =>
      maySee(graph, event) &&
      (code === null || event.meta.county === code) &&
      (types == null || types.includes(event.type));
    const only = {
      types: types ?? undefined,
      counties: code === null ? countiesSeen(graph) : [code],
    };
    const cursors = cursorsOf(stream);
    const page = await logPage(graph, {
      first,
      after: cursors.parse(after),
      stream: stream ?? null,
      only,
      wanted,
    });
    const edges = page.events.map((event) => ({
      node: new LedgerEvent(event),
      cursor: cursors.of(stream == null ? event.position : event.revision),
    }));
    return {
      counts: once(() => graph.application.countEvents({ stream: stream ?? null, ...only })),
      edges,
      nodes: edges.map(({ node }) => node),
      pageInfo: {
        hasNextPage: page.hasMore,
        endCursor: page.end === null ? null : cursors.of(page.end),
      },
    };
  }
}

/** A total and a breakdown of one page rest on the same count. */
function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let asked: Promise<T> | null = null;
  return () => {
    asked ??= ask();
    return asked;
  };
}

function sum(counts: readonly EventCount[]): number {
  return counts.reduce((all, { count }) => all + count, 0);
}

/** Counts by some dimensions, the largest first, then by value. */
function grouped(counts: readonly EventCount[], by: readonly (keyof typeof dimensions)[]) {
  const groups = new Map<string, GroupCount>();
  for (const one of counts) {
    const values = by.map((name) => one[dimensions[name]]);
    const key = JSON.stringify(values);
    groups.set(key, { values, count: (groups.get(key)?.count ?? 0) + one.count });
  }
  return [...groups]
    .sort(([a, one], [b, other]) => other.count - one.count || (a < b ? -1 : 1))
    .map(([, group]) => group);
}

/** Cursors of the log (by position) and of a stream (by revision): one is none of the other. */
function cursorsOf(stream: string | null | undefined) {
  const kind = stream == null ? 'p' : 'r';
  return {
    of: (place: number) => `${kind}${place}`,
    parse(after: string | null | undefined): number | null {
      if (after === null || after === undefined) return null;
      if (after[0] === kind && /^.-?\d{1,15}$/.test(after)) return Number(after.slice(1));
      const whose = stream == null ? 'the log' : 'a stream';
      throw badUserInput(`is no cursor of ${whose}; send the endCursor of its page`, ['after']);
    },
  };
}

type LogSearch = {
  readonly first: number;
  readonly after: number | null;
  readonly stream: string | null;
  readonly only: EventsOnly;
  readonly wanted: (event: Recorded) => boolean;
};
/** Reads on until the page is full, the log ends, or enough was gone through. */
async function logPage(graph: Graph, { first, after, stream, only, wanted }: LogSearch) {
  const events: Recorded[] = [];
  // A stream is paged by revision, the log by position; both cursors are whole numbers.
  const at = (event: Recorded) => (stream === null ? event.position : event.revision);
  let last = after ?? (stream === null ? 0 : -1);
  // One more than asked for tells whether there are more; of a stream some may not be wanted.
  const limit = stream === null ? first + 1 : pageEventsMax;
  for (let pages = 0; pages < logPagesMax; pages += 1) {
    const page =
      stream === null
        ? await graph.application.events(last, limit, only)
        : await graph.application.eventsOfStream(stream, last, limit);
    for (const event of page) {
      const isWanted = wanted(event);
      if (isWanted && events.length === first) return { events, hasMore: true, end: last };
      last = at(event);
      if (isWanted) events.push(event);
    }
    if (page.length < limit) return { events, hasMore: false, end: last };
  }
  return { events, hasMore: true, end: last };
}
