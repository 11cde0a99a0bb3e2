/** The ledger itself: entities by id, and what became of a command. */
import { Arg, Ctx, Field, Float, ID, ObjectType, Query, Resolver } from 'type-graphql';
import type { CivilDate, Instant } from '../events/dates.ts';
import { CommandId } from '../events/values.ts';
import { CommandRecord } from './toolkit/command.ts';
import { type Graph, momentOf } from './toolkit/context.ts';
import { badUserInput } from './toolkit/errors.ts';
import { LedgerEvent, maySee } from './toolkit/event.ts';
import { fromGlobalId } from './toolkit/global-id.ts';
import { nodeDefinitions, RowNode } from './toolkit/node.ts';
import { toToken, waitFor } from './toolkit/position-token.ts';
import { DateScalar, DateTimeScalar } from './toolkit/scalars.ts';

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
}
