/** 后备干部成长漏斗: how far those recommended in a reserve round came, and how long it took. */
import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import type { CivilDate, Instant } from '../events/dates.ts';
import { reserveFunnel } from '../src/application/reserve-funnel.ts';
import {
  type FunnelDimension,
  type FunnelMember,
  funnelDimensions,
  funnelGroups,
  funnelOf,
  funnelSteps,
} from '../src/read-models/reserve-funnel.ts';
import { ReserveRound, reserveRoundNode } from './reserve-round.ts';
import { addField, addRoot } from './toolkit/build.ts';
import { momentOf } from './toolkit/context.ts';
import { idOfType } from './toolkit/global-id.ts';
import { momentArguments } from './toolkit/list.ts';
import { waitFor } from './toolkit/position-token.ts';
import { enumOf } from './toolkit/types-of-zod.ts';

const funnelStep = enumOf('ReserveFunnelStep', funnelSteps);
const funnelDimension = enumOf('ReserveFunnelDimension', funnelDimensions);

@ObjectType({ description: 'How many reached a step, and how long it took them.' })
export class ReserveFunnelCount {
  @Field(() => funnelStep)
  readonly step: string;
  @Field(() => Int)
  readonly count: number;
  @Field(() => Float, {
    nullable: true,
    description: 'From the last step before that was reached; null: nobody reached it.',
  })
  readonly medianMonths: number | null;
  @Field(() => Float, { nullable: true })
  readonly medianMonthsFromRecommendation: number | null;
}

@ObjectType({ description: 'The funnel of those who share these values.' })
export class ReserveFunnelGroup {
  @Field(() => [String], { nullable: 'items' })
  readonly values: readonly (string | null)[];
  @Field(() => [ReserveFunnelCount])
  readonly steps: readonly ReserveFunnelCount[];
}

@ObjectType({ description: '后备干部成长漏斗 (recommended, admitted, trained, appointed)' })
export class ReserveFunnel {
  readonly members: readonly FunnelMember[];
  @Field(() => ReserveRound)
  readonly round: ReserveRound;
  @Field(() => [ReserveFunnelCount])
  readonly steps: readonly ReserveFunnelCount[];
}
addField(
  ReserveFunnel,
  'breakdown',
  {
    type: () => [ReserveFunnelGroup],
    description: 'The funnel of each group, the largest first.',
    args: { by: { type: () => [funnelDimension] } },
  },
  ({ members }, { by }) => funnelGroups(members, by as FunnelDimension[]),
);

addRoot(
  'query',
  'reserveFunnel',
  {
    type: () => ReserveFunnel,
    nullable: true,
    complexity: 50,
    description: 'Of everybody recommended in a round; null: there is no such round then.',
    args: { roundId: { type: () => ID }, ...momentArguments },
  },
  async (given, graph) => {
    const roundId = idOfType('ReserveRound', String(given.roundId), ['roundId']);
    await waitFor(graph, given.atLeast as string | null | undefined);
    const at = momentOf(graph, given.asOf as CivilDate, given.knownAt as Instant);
    const round = await graph.load(reserveRoundNode, roundId, at);
    if (round === null) return null;
    const members = await reserveFunnel(graph.application.rows, roundId, at);
    return Object.assign(new ReserveFunnel(), { members, round, steps: funnelOf(members) });
  },
);
