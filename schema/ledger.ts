/** The ledger itself: entities by id, the event log, what became of a command, events as they come. */
import {
  Arg,
  Ctx,
  Field,
  Float,
  ID,
  Int,
  ObjectType,
  Query,
  Resolver,
  Root,
  Subscription,
} from 'type-graphql';
import type { CivilDate, Instant } from '../events/dates.ts';
import type { Recorded } from '../events/define.ts';
import { eventCodec } from '../events/index.ts';
import { CommandId, type CountyCode } from '../events/values.ts';
import { pageEventsMax } from '../src/application/limits.ts';
import type { EventsOnly } from '../src/application/ports.ts';
import { CommandRecord } from './toolkit/command.ts';
import { countyOf, type Graph, momentOf } from './toolkit/context.ts';
import { assertCount, badUserInput } from './toolkit/errors.ts';
import { LedgerEvent } from './toolkit/event.ts';
import { fromGlobalId } from './toolkit/global-id.ts';
import { countyCodeOf, filterValuesMax, pageFirstMax } from './toolkit/list.ts';
import { nodeDefinitions, RowNode } from './toolkit/node.ts';
import { PageInfo } from './toolkit/page.ts';
import { positionOf, toToken, waitFor } from './toolkit/position-token.ts';
import { DateScalar, DateTimeScalar } from './toolkit/scalars.ts';

/** Events a subscription holds at once; a reader that stalls keeps them in memory. */
const subscriptionPageEvents = 20;
/** Pages a filtered log goes through before it answers with what it found so far. */
const logPagesMax = 50;

@ObjectType()
export class LedgerEventEdge {
  @Field(() => LedgerEvent)
  readonly node: LedgerEvent;
  @Field(() => String)
  readonly cursor: string;
}

@ObjectType({
  description:
    'A page of the event log, in the order of recording. It is the journal itself and of any length: for counts ask the lists.',
})
export class LedgerEventConnection {
  @Field(() => [LedgerEventEdge])
  readonly edges: readonly LedgerEventEdge[];
  @Field(() => [LedgerEvent])
  readonly nodes: readonly LedgerEvent[];
  @Field(() => PageInfo)
  readonly pageInfo: PageInfo;
}

@ObjectType({ description: 'The ledger this server keeps.' })
export class LedgerState {
  @Field(() => ID)
  readonly id: string;
  @Field(() => Float, { description: 'The position of the last event.' })
  readonly head: number;
  @Field(() => String, { description: 'For `atLeast` and `since`.' })
  readonly token: string;
  @Field(() => [String], { description: 'The counties you may see, six digits each.' })
  readonly counties: readonly string[];
  @Field(() => DateScalar, { description: 'Today in Asia/Shanghai: what `asOf` is by default.' })
  readonly today: string;
}

@Resolver()
export class LedgerResolver {
  @Query(() => LedgerState)
  async ledger(@Ctx() graph: Graph): Promise<LedgerState> {
    const head = await graph.application.head();
    return {
      id: graph.application.ledgerId,
      head,
      token: toToken(graph, head),
      counties: graph.counties ?? (await graph.application.counties()),
      today: graph.application.today(),
    };
  }

  @Query(() => RowNode, { nullable: true, description: 'Any entity by its id.' })
  async node(
    @Arg('id', () => ID) id: string,
    @Arg('asOf', () => DateScalar, { nullable: true }) asOf: CivilDate | null,
    @Arg('knownAt', () => DateTimeScalar, { nullable: true }) knownAt: Instant | null,
    @Arg('atLeast', () => String, { nullable: true }) atLeast: string | null,
    @Ctx() graph: Graph,
  ): Promise<RowNode | null> {
    const found = fromGlobalId(id);
    const definition = found === null ? undefined : nodeDefinitions.get(found.type);
    if (found === null || definition === undefined) {
      throw badUserInput('is no id this server gave out', ['id']);
    }
    await waitFor(graph, atLeast);
    return graph.load(definition, found.id, momentOf(graph, asOf, knownAt));
  }

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
    const page = await logPage(graph, {
      first,
      after: cursorPosition(after),
      stream: stream ?? null,
      only: {
        types: types ?? undefined,
        counties: code === null ? countiesSeen(graph) : [code],
      },
      wanted,
    });
    const edges = page.events.map((event) => ({
      node: new LedgerEvent(event),
      cursor: String(stream == null ? event.position : event.revision),
    }));
    return {
      edges,
      nodes: edges.map(({ node }) => node),
      pageInfo: {
        hasNextPage: page.hasMore,
        endCursor: page.end === null ? null : String(page.end),
      },
    };
  }

  @Query(() => CommandRecord, {
    description: 'Whether a command took effect; the answer to a lost answer.',
  })
  async commandOutcome(
    @Arg('commandId', () => ID) commandId: string,
    @Ctx() graph: Graph,
  ): Promise<CommandRecord> {
    const parsed = CommandId.safeParse(commandId);
    if (!parsed.success) throw badUserInput('is no UUID (lower case, with hyphens)', ['commandId']);
    const found = await graph.application.recorded(parsed.data);
    const events = found?.events.filter((event) => maySee(graph, event)) ?? [];
    return {
      commandId: parsed.data,
      recorded: events.length > 0,
      events: events.map((event) => new LedgerEvent(event)),
      token: found === null ? null : toToken(graph, found.position),
    };
  }

  @Subscription(() => LedgerEvent, {
    description:
      'Events as they are recorded, from a token on; none is left out and none comes twice.',
    subscribe: ({ args, context }) =>
      eventsSince(context as Graph, args as { since?: string | null; types?: string[] | null }),
  })
  events(
    @Root() event: Recorded,
    @Arg('since', () => String, { nullable: true, description: 'A token; by default the head.' })
    _since: string | null,
    @Arg('types', () => [String], { nullable: true }) _types: string[] | null,
  ): LedgerEvent {
    return new LedgerEvent(event);
  }
}

/** The counties whose events one may see, and the ledger's own; undefined: all of them. */
function countiesSeen({ counties }: Graph): readonly (string | null)[] | undefined {
  return counties === null ? undefined : [null, ...counties];
}

function maySee(graph: Graph, event: Recorded): boolean {
  const county = event.meta.county as CountyCode | null;
  return county === null || graph.counties === null || graph.counties.includes(county);
}

function cursorPosition(after: string | null | undefined): number | null {
  if (after === null || after === undefined) return null;
  if (!/^\d{1,15}$/.test(after)) throw badUserInput('is no cursor of this log', ['after']);
  return Number(after);
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

/** One code path for old and new: read a page; if there is none wait for a hint; read again. */
async function* eventsSince(
  graph: Graph,
  { since, types }: { since?: string | null; types?: string[] | null },
): AsyncGenerator<Recorded> {
  const { application } = graph;
  assertCount(types ?? [], filterValuesMax, ['types']);
  let position =
    since === null || since === undefined
      ? await application.head()
      : await positionOf(graph, since, ['since']);
  graph.reached(toToken(graph, position));
  const only = { types: types ?? undefined, counties: countiesSeen(graph) };
  let wake = () => {};
  const stop = application.onAppended(() => wake());
  try {
    for (;;) {
      const hint = new Promise<void>((resolve) => {
        wake = resolve;
      });
      // Who catches up lets everybody else have their turn, and hears that the client has gone.
      await graph.turn();
      const page = await application.events(position, subscriptionPageEvents, only);
      for (const event of page) {
        position = event.position;
        graph.reached(toToken(graph, position));
        yield event;
      }
      // A hint may be lost: look again after a while without one.
      if (page.length === 0) await Promise.race([hint, quietly(hintWaitMs)]);
    }
  } finally {
    stop();
  }
}
const hintWaitMs = 1_000;

function quietly(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds).unref());
}
