/** Events as they are recorded: a subscription that can be left and taken up again. */
import { Arg, Resolver, Root, Subscription } from 'type-graphql';
import type { Recorded } from '../events/define.ts';
import type { Application } from '../src/application/index.ts';
import type { Graph } from './toolkit/context.ts';
import { assertCount } from './toolkit/errors.ts';
import { countiesSeen, LedgerEvent } from './toolkit/event.ts';
import { filterValuesMax } from './toolkit/list.ts';
import { positionOf, toToken } from './toolkit/position-token.ts';

/** Events a subscription holds at once; a reader that stalls keeps them in memory. */
const pageEvents = 20;
const hintWaitMs = 1_000;

type Asked = { readonly since?: string | null; readonly types?: string[] | null };

@Resolver()
export class EventSubscriptionResolver {
  @Subscription(() => LedgerEvent, {
    description:
      'Events as they are recorded, from a token on; none is left out and none comes twice.',
    subscribe: ({ args, context }) => eventsSince(context as Graph, args as Asked),
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

/**
 * One code path for old and new: read a page; if there is none wait for a hint; read again. No
 * generator: `return` would wait there for the next event, and a subscriber that left would stay.
 */
function eventsSince(graph: Graph, { since, types }: Asked): AsyncIterableIterator<Recorded> {
  const { application } = graph;
  assertCount(types ?? [], filterValuesMax, ['types']);
  const only = { types: types ?? undefined, counties: countiesSeen(graph) };
  const hints = hintsOf(application);
  let position: number | null = null;
  let page: Recorded[] = [];
  let isOver = false;

  const reached = (at: number) => graph.reached(toToken(graph, at), at);

  async function start(): Promise<number> {
    const from =
      since == null ? await application.head() : await positionOf(graph, since, ['since']);
    reached(from);
    return from;
  }

  async function next(): Promise<IteratorResult<Recorded>> {
    position ??= await start();
    while (!isOver) {
      const event = page.shift();
      if (event !== undefined) {
        position = event.position;
        reached(position);
        return { done: false, value: event };
      }
      const hint = hints.next();
      // Who catches up lets everybody else have their turn, and hears that the client has gone.
      await graph.turn();
      if (isOver) break;
      const head = await application.head();
      page = [...(await application.events(position, pageEvents, only))];
      if (page.length > 0) continue;
      // Of what is not for this subscriber nothing is left to be read again.
      position = Math.max(position, head);
      reached(position);
      await hints.wait(hint);
    }
    return { done: true, value: undefined };
  }

  async function end(): Promise<IteratorResult<Recorded>> {
    isOver = true;
    page = [];
    hints.stop();
    return { done: true, value: undefined };
  }

  return {
    next: () =>
      next().catch(async (error: unknown) => {
        await end();
        throw error;
      }),
    return: end,
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

function hintsOf(application: Application) {
  let wake = () => {};
  const stop = application.onAppended(() => wake());
  return {
    /** Asked for before a read, so that what is recorded meanwhile is not missed. */
    next: () =>
      new Promise<void>((resolve) => {
        wake = resolve;
      }),
    /** Until a hint, or for a while: one may be lost. */
    async wait(hint: Promise<void>): Promise<void> {
      const { promise: quiet, resolve } = Promise.withResolvers<void>();
      const timer = setTimeout(resolve, hintWaitMs).unref();
      await Promise.race([hint, quiet]);
      clearTimeout(timer);
    },
    stop(): void {
      stop();
      wake();
    },
  };
}
