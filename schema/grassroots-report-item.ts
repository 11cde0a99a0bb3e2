/** Items of figures: who or what is counted, and the event, decision and document it rests on. */
import { Ctx, Field, Int, ObjectType } from 'type-graphql';
import { LawfulRoute, PostLevel, SelectionChannel, UnitType } from '../events/code-tables.ts';
import type { EventId } from '../events/values.ts';
import type { Moment } from '../src/application/ports.ts';
import {
  breakdown,
  type FigureDimension,
  figureDimensions,
} from '../src/read-models/grassroots-report.ts';
import type { FigureItem as Item } from '../src/read-models/grassroots-report-item.ts';
import { OfferedItem, offeredItemNode } from './open-selection-item.ts';
import { Organization, organizationNode } from './organization.ts';
import { Cadre, cadreNode } from './person.ts';
import { Post, postNode } from './post.ts';
import { RecruitmentPosition, recruitmentPositionNode } from './recruitment.ts';
import { ReserveRound, reserveRoundNode } from './reserve-round.ts';
import { type Arguments, addField } from './toolkit/build.ts';
import type { Graph } from './toolkit/context.ts';
import { badUserInput } from './toolkit/errors.ts';
import { LedgerEvent, loadEvent } from './toolkit/event.ts';
import { pageFirstMax } from './toolkit/list.ts';
import { GroupCount, PageInfo } from './toolkit/page.ts';
import { DateScalar } from './toolkit/scalars.ts';
import { codeEnum, enumOf } from './toolkit/types-of-zod.ts';

@ObjectType({
  description: 'One person, offered item, position or round that a figure counts.',
})
export class FigureItem {
  readonly item: Item;
  readonly at: Moment;
  @Field(() => DateScalar, {
    description: 'When it happened; of holders, when they took the post.',
  })
  readonly on: string;
  @Field(() => Int)
  readonly year: number;
  @Field(() => Int, { description: 'What it adds: of offered items the posts, else 1.' })
  readonly weight: number;
  @Field(() => codeEnum(UnitType), { nullable: true, description: 'Where they came from.' })
  readonly origin: string | null;
  @Field(() => codeEnum(UnitType), { nullable: true, description: 'Where it led to.' })
  readonly destination: string | null;
  @Field(() => String, { nullable: true, description: 'What they were there.' })
  readonly role: string | null;
  @Field(() => codeEnum(SelectionChannel), { nullable: true })
  readonly channel: string | null;
  @Field(() => codeEnum(LawfulRoute), { nullable: true })
  readonly lawfulRoute: string | null;
  @Field(() => codeEnum(PostLevel), { nullable: true })
  readonly level: string | null;
  @Field(() => String, { nullable: true, description: 'Of offered items: a post or a rank.' })
  readonly itemKind: string | null;
  @Field(() => String, { nullable: true, description: 'Of items, rounds and memberships.' })
  readonly outcome: string | null;
  @Field(() => Int, { nullable: true, description: 'Of positions: the years asked for.' })
  readonly minGrassrootsYears: number | null;
  @Field(() => Boolean, {
    nullable: true,
    description: 'Of county-managed leaders: also among those selected to organs.',
  })
  readonly alsoSelected: boolean | null;

  constructor(item: Item, at: Moment) {
    Object.assign(this, item);
    this.item = item;
    this.at = at;
  }

  @Field(() => Cadre, { nullable: true })
  cadre(@Ctx() graph: Graph): Promise<Cadre | null> {
    return graph.load(cadreNode, this.item.cadreId, this.at);
  }
  @Field(() => Organization, { nullable: true, description: 'Where it led to, or whose it is.' })
  organization(@Ctx() graph: Graph): Promise<Organization | null> {
    return graph.load(organizationNode, this.item.organizationId, this.at);
  }
  @Field(() => Organization, { nullable: true, description: 'Where they came from.' })
  originOrganization(@Ctx() graph: Graph): Promise<Organization | null> {
    return graph.load(organizationNode, this.item.originId, this.at);
  }
  @Field(() => Post, { nullable: true })
  post(@Ctx() graph: Graph): Promise<Post | null> {
    return graph.load(postNode, this.item.postId, this.at);
  }
  @Field(() => ReserveRound, { nullable: true })
  round(@Ctx() graph: Graph): Promise<ReserveRound | null> {
    return graph.load(reserveRoundNode, this.item.roundId, this.at);
  }
  @Field(() => OfferedItem, { nullable: true })
  offeredItem(@Ctx() graph: Graph): Promise<OfferedItem | null> {
    return graph.load(offeredItemNode, this.item.offeredItemId, this.at);
  }
  @Field(() => RecruitmentPosition, { nullable: true })
  position(@Ctx() graph: Graph): Promise<RecruitmentPosition | null> {
    return graph.load(recruitmentPositionNode, this.item.positionId, this.at);
  }
  @Field(() => LedgerEvent, { nullable: true, description: 'The fact it rests on.' })
  event(@Ctx() graph: Graph): Promise<LedgerEvent | null> {
    return loadEvent(graph, this.item.eventId as EventId);
  }
  @Field(() => LedgerEvent, {
    nullable: true,
    description: 'The decision, assignment, proposal, announcement or meeting before it.',
  })
  decision(@Ctx() graph: Graph): Promise<LedgerEvent | null> {
    return loadEvent(graph, this.item.decisionId as EventId | null);
  }
  @Field(() => LedgerEvent, {
    nullable: true,
    description: 'Of holders of posts: the start of a front-line posting before the post.',
  })
  frontLine(@Ctx() graph: Graph): Promise<LedgerEvent | null> {
    return loadEvent(graph, this.item.frontLineId as EventId | null);
  }
  @Field(() => String, { nullable: true, description: 'The number of the document it rests on.' })
  async document(@Ctx() graph: Graph): Promise<string | null> {
    if (this.item.document !== null) return this.item.document;
    const event = await graph.event(this.item.eventId as EventId);
    return event?.meta.basis ?? null;
  }
}

@ObjectType()
export class FigureItemEdge {
  @Field(() => FigureItem)
  readonly node: FigureItem;
  @Field(() => String)
  readonly cursor: string;
}

@ObjectType({ description: 'A page of what a figure counts.' })
export class FigureItemConnection {
  readonly all: readonly Item[];
  @Field(() => [FigureItemEdge])
  readonly edges: readonly FigureItemEdge[];
  @Field(() => [FigureItem], { description: 'The nodes of the edges.' })
  readonly nodes: readonly FigureItem[];
  @Field(() => PageInfo)
  readonly pageInfo: PageInfo;
  @Field(() => Int, { description: 'How many there are on all pages.' })
  readonly totalCount: number;
}
const dimension = enumOf('FigureItemDimension', Object.keys(figureDimensions));
addField(
  FigureItemConnection,
  'breakdown',
  {
    type: () => [GroupCount],
    description: 'What all pages add up to by the values of dimensions, largest first.',
    args: { by: { type: () => [dimension] } },
  },
  ({ all }, { by }) => breakdown(all, by as FigureDimension[]),
);

export const itemArguments: Arguments = {
  first: { type: () => Int, description: `How many, 1 to ${pageFirstMax}.` },
  after: { type: () => String, nullable: true, description: 'The endCursor of the page before.' },
};

/** One page of a figure's items. */
export function itemPage(
  items: readonly Item[],
  at: Moment,
  given: Readonly<Record<string, unknown>>,
): FigureItemConnection {
  const first = given.first as number;
  if (first < 1 || first > pageFirstMax) {
    throw badUserInput(`must be 1 to ${pageFirstMax}`, ['first']);
  }
  const start = startOf(items, given.after as string | null | undefined);
  const edges = items
    .slice(start, start + first)
    .map((item) => ({ node: new FigureItem(item, at), cursor: cursorOf(item) }));
  return Object.assign(new FigureItemConnection(), {
    all: items,
    edges,
    nodes: edges.map(({ node }) => node),
    pageInfo: {
      hasNextPage: start + first < items.length,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    totalCount: items.length,
  });
}

function cursorOf({ on, key }: Item): string {
  return Buffer.from(`${on} ${key}`).toString('base64url');
}

/** Items stand in order of date and key, so that a page goes on where it ended, whatever came in between. */
function startOf(items: readonly Item[], after: string | null | undefined): number {
  if (after === null || after === undefined) return 0;
  const place = Buffer.from(after, 'base64url').toString('utf8');
  if (!/^\d{4}-\d{2}-\d{2} \S+$/.test(place))
    throw badUserInput('is no cursor of this list', ['after']);
  const next = items.findIndex(({ on, key }) => `${on} ${key}` > place);
  return next === -1 ? items.length : next;
}
