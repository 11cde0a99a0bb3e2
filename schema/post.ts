/** Posts: what they are, who holds them, whether they are vacant, and the commands about them. */
import DataLoader from 'dataloader';
import { Ctx, Field, ID, Int, ObjectType } from 'type-graphql';
import {
  AppointmentMode,
  ManagementLevel,
  PostingKind,
  PostKind,
  PostLevel,
  ReliefReason,
} from '../events/code-tables.ts';
import type { PartialDate } from '../events/dates.ts';
import type { EventId } from '../events/values.ts';
import type { Moment } from '../src/application/ports.ts';
import { postCommands } from '../src/domain/post.ts';
import { postCorrectionCommands } from '../src/domain/post-correction.ts';
import { type PostRow, postHoldings, posts } from '../src/read-models/post.ts';
import { Organization, organizationNode } from './organization.ts';
import { Cadre, cadreNode } from './person.ts';
import { addCommand } from './toolkit/command.ts';
import type { Graph } from './toolkit/context.ts';
import { LedgerEvent, loadEvent } from './toolkit/event.ts';
import { listOf } from './toolkit/list.ts';
import { defineNode, RowNode } from './toolkit/node.ts';
import { DateScalar, PartialDateScalar } from './toolkit/scalars.ts';
import { codeEnum } from './toolkit/types-of-zod.ts';

@ObjectType({ implements: RowNode, description: '职位 (a post)' })
export class Post extends RowNode {
  readonly organizationId: string;
  readonly definitionEventId: EventId;
  readonly placeEventId: EventId;
  readonly abolishedEventId: EventId | null;
  @Field(() => String)
  readonly name: string;
  @Field(() => String)
  readonly code: string;
  @Field(() => codeEnum(PostKind))
  readonly kind: PostRow['kind'];
  @Field(() => codeEnum(PostLevel))
  readonly level: PostRow['level'];
  @Field(() => codeEnum(ManagementLevel))
  readonly managementLevel: PostRow['managementLevel'];
  @Field(() => codeEnum(AppointmentMode))
  readonly mode: PostRow['mode'];
  @Field(() => Boolean, { description: '正职: counts against the quota of principals.' })
  readonly principal: boolean;
  @Field(() => Boolean, { description: '班子成员 (of the leading team)' })
  readonly teamMember: boolean;
  @Field(() => Boolean, { description: '重要领导岗位 (an important leading post)' })
  readonly keyPost: boolean;
  @Field(() => Boolean, { description: '部门一把手 (heads a department)' })
  readonly departmentHead: boolean;
  @Field(() => Boolean, { description: 'Counts against its organization’s quota.' })
  readonly underQuota: boolean;
  @Field(() => Int, { description: 'How many may hold it at once.' })
  readonly seats: number;
  @Field(() => Boolean, { description: 'Was there when the ledger began.' })
  readonly openingBalance: boolean;
  @Field(() => PartialDateScalar)
  readonly establishedOn: PartialDate;
  @Field(() => PartialDateScalar, { nullable: true })
  readonly abolishedOn: PartialDate | null;

  @Field(() => Organization, { nullable: true })
  organization(@Ctx() graph: Graph): Promise<Organization | null> {
    return graph.load(organizationNode, this.organizationId, this.at);
  }
  @Field(() => Int, { description: 'Seats nobody holds; 0 once the post is abolished.' })
  async vacantSeats(@Ctx() graph: Graph): Promise<number> {
    if (this.abolishedOn !== null) return 0;
    const held = await seatsHeld(graph, this.at).load(this.key);
    return Math.max(0, this.seats - held);
  }
  @Field(() => LedgerEvent, { nullable: true, description: 'The event that made it what it is.' })
  definedBy(@Ctx() graph: Graph): Promise<LedgerEvent | null> {
    return loadEvent(graph, this.definitionEventId);
  }
  @Field(() => LedgerEvent, { nullable: true, description: 'The event that put it where it is.' })
  placedBy(@Ctx() graph: Graph): Promise<LedgerEvent | null> {
    return loadEvent(graph, this.placeEventId);
  }
  @Field(() => LedgerEvent, { nullable: true, description: 'The event that abolished it.' })
  abolishedBy(@Ctx() graph: Graph): Promise<LedgerEvent | null> {
    return loadEvent(graph, this.abolishedEventId);
  }
}
export const postNode = defineNode('Post', posts, () => Post);

@ObjectType({ implements: RowNode, description: '任职 (who holds or held a post)' })
export class PostHolding extends RowNode {
  readonly postId: string;
  readonly cadreId: string;
  readonly endEventId: EventId | null;
  @Field(() => codeEnum(PostingKind))
  readonly kind: string;
  @Field(() => PartialDateScalar)
  readonly heldFrom: PartialDate;
  @Field(() => PartialDateScalar, { nullable: true })
  readonly heldUntil: PartialDate | null;
  @Field(() => codeEnum(ReliefReason), { nullable: true })
  readonly endReason: string | null;
  @Field(() => Boolean, { description: 'Held it when the ledger began.' })
  readonly openingBalance: boolean;

  @Field(() => Post, { nullable: true })
  post(@Ctx() graph: Graph): Promise<Post | null> {
    return graph.load(postNode, this.postId, this.at);
  }
  @Field(() => Cadre, { nullable: true })
  cadre(@Ctx() graph: Graph): Promise<Cadre | null> {
    return graph.load(cadreNode, this.cadreId, this.at);
  }
  @Field(() => LedgerEvent, { nullable: true, description: 'The event that ended it.' })
  endedBy(@Ctx() graph: Graph): Promise<LedgerEvent | null> {
    return loadEvent(graph, this.endEventId);
  }
}
const postHoldingNode = defineNode('PostHolding', postHoldings, () => PostHolding);

const list = listOf(postNode, {
  description: '职位 (posts)',
  filters: {
    name: { text: true },
    code: { column: 'code', type: () => String },
    organization: { column: 'organizationId', type: () => ID, idOf: 'Organization' },
    kind: { column: 'kind', type: () => codeEnum(PostKind) },
    level: { column: 'level', type: () => codeEnum(PostLevel) },
    managementLevel: { column: 'managementLevel', type: () => codeEnum(ManagementLevel) },
    mode: { column: 'mode', type: () => codeEnum(AppointmentMode) },
    principal: { flag: 'principal' },
    teamMember: { flag: 'teamMember' },
    keyPost: { flag: 'keyPost' },
    departmentHead: { flag: 'departmentHead' },
    underQuota: { flag: 'underQuota' },
    ended: { flag: 'ended' },
  },
  sorts: { CODE: 'code', LEVEL: 'level', ESTABLISHED_ON: 'establishedOn' },
  dimensions: {
    KIND: 'kind',
    LEVEL: 'level',
    MANAGEMENT_LEVEL: 'managementLevel',
    MODE: 'mode',
    ORGANIZATION: 'organizationId',
  },
});
list.query('posts');
list.attach(Organization, 'posts', 'Its posts.', (organization) => ({
  organizationId: organization.key,
}));

const holdings = listOf(postHoldingNode, {
  description: '任职 (holdings of posts)',
  filters: {
    kind: { column: 'kind', type: () => codeEnum(PostingKind) },
    ended: { flag: 'ended' },
    heldFrom: { range: 'heldFrom', type: () => DateScalar },
  },
  sorts: { HELD_FROM: 'heldFrom' },
  dimensions: { KIND: 'kind' },
});
holdings.attach(Post, 'holdings', 'Who holds it and who held it.', (post) => ({
  postId: post.key,
}));

for (const command of [...postCommands, ...postCorrectionCommands]) {
  addCommand(command, { field: 'post', node: () => postNode, idField: 'postId' });
}

const loaders = new WeakMap<Graph, Map<string, DataLoader<string, number>>>();

/** How many seats of each post are taken at a moment, for all posts of an answer in one query. */
function seatsHeld(graph: Graph, at: Moment): DataLoader<string, number> {
  const ofGraph = loaders.get(graph) ?? new Map<string, DataLoader<string, number>>();
  loaders.set(graph, ofGraph);
  const name = `${at.asOf} ${at.knownAt ?? ''}`;
  const known = ofGraph.get(name);
  if (known !== undefined) return known;
  const made = new DataLoader<string, number>(async (postIds) => {
    const where = { postId: { in: [...postIds] }, kind: { in: ['MAIN', 'CONCURRENT'] }, ended: 0 };
    const groups = await graph.application.rows.groups(postHoldings, { where, at }, ['postId']);
    const counts = new Map(groups.map(({ values, count }) => [values[0], count]));
    return postIds.map((id) => counts.get(id) ?? 0);
  });
  ofGraph.set(name, made);
  return made;
}
