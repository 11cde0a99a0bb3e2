/** Postings: who holds what, from when to when, and on which decision; their commands. */
import { Ctx, Field, ID, ObjectType } from 'type-graphql';
import {
  GrassrootsRole,
  ManagementLevel,
  PostingKind,
  PostKind,
  PostLevel,
  ReliefReason,
  StaffingKind,
  UnitType,
} from '../events/code-tables.ts';
import type { PartialDate } from '../events/dates.ts';
import type { EventId } from '../events/values.ts';
import { postingCommands } from '../src/domain/posting.ts';
import { postingCorrectionCommands } from '../src/domain/posting-correction.ts';
import { type PostingRow, postings } from '../src/read-models/posting.ts';
import { Appointment, appointmentNode } from './appointment.ts';
import { Organization, organizationNode } from './organization.ts';
import { Cadre, cadreNode } from './person.ts';
import { Post, postNode } from './post.ts';
import { addCommand } from './toolkit/command.ts';
import type { Graph } from './toolkit/context.ts';
import { LedgerEvent, loadEvent } from './toolkit/event.ts';
import { listOf } from './toolkit/list.ts';
import { defineNode, RowNode } from './toolkit/node.ts';
import { DateScalar, PartialDateScalar } from './toolkit/scalars.ts';
import { codeEnum } from './toolkit/types-of-zod.ts';

@ObjectType({ implements: RowNode, description: '任职 (a posting, as it was when it was taken)' })
export class Posting extends RowNode {
  readonly cadreId: string;
  readonly organizationId: string;
  readonly postId: string | null;
  readonly basedOn: EventId | null;
  readonly endEventId: EventId | null;
  @Field(() => String)
  readonly title: string;
  @Field(() => codeEnum(PostingKind))
  readonly kind: PostingRow['kind'];
  @Field(() => codeEnum(StaffingKind))
  readonly staffing: PostingRow['staffing'];
  @Field(() => codeEnum(GrassrootsRole), { nullable: true })
  readonly role: PostingRow['role'];
  @Field(() => codeEnum(UnitType), { description: 'What the organization counted as.' })
  readonly unitType: PostingRow['unitType'];
  @Field(() => codeEnum(PostKind))
  readonly postKind: PostingRow['postKind'];
  @Field(() => codeEnum(PostLevel))
  readonly level: PostingRow['level'];
  @Field(() => codeEnum(ManagementLevel))
  readonly managementLevel: PostingRow['managementLevel'];
  @Field(() => Boolean, { description: '基层工作经历 (statutory grassroots work).' })
  readonly grassroots: boolean;
  @Field(() => Boolean, { description: '一线经历 (front-line work).' })
  readonly frontLine: boolean;
  @Field(() => Boolean, { description: 'Was there when the ledger began.' })
  readonly openingBalance: boolean;
  @Field(() => PartialDateScalar)
  readonly from: PartialDate;
  @Field(() => PartialDateScalar, { nullable: true, description: 'null: it goes on.' })
  readonly to: PartialDate | null;
  @Field(() => Boolean)
  readonly ended: boolean;
  @Field(() => codeEnum(ReliefReason), { nullable: true })
  readonly endReason: PostingRow['endReason'];
  @Field(() => String, { nullable: true, description: 'The number of the document that ended it.' })
  readonly endDocument: string | null;

  @Field(() => Cadre, { nullable: true })
  cadre(@Ctx() graph: Graph): Promise<Cadre | null> {
    return graph.load(cadreNode, this.cadreId, this.at);
  }
  @Field(() => Organization, { nullable: true })
  organization(@Ctx() graph: Graph): Promise<Organization | null> {
    return graph.load(organizationNode, this.organizationId, this.at);
  }
  @Field(() => Post, { nullable: true, description: 'null: a title without a post.' })
  post(@Ctx() graph: Graph): Promise<Post | null> {
    return graph.load(postNode, this.postId, this.at);
  }
  @Field(() => Appointment, { nullable: true, description: 'The appointment it rests on, if any.' })
  appointment(@Ctx() graph: Graph): Promise<Appointment | null> {
    return graph.load(appointmentNode, this.basedOn, this.at);
  }
  @Field(() => LedgerEvent, {
    nullable: true,
    description: 'The appointment, hire or exchange it rests on; null when it was recorded only.',
  })
  restsOn(@Ctx() graph: Graph): Promise<LedgerEvent | null> {
    return loadEvent(graph, this.basedOn);
  }
  @Field(() => LedgerEvent, { nullable: true, description: 'The event that ended it.' })
  endedBy(@Ctx() graph: Graph): Promise<LedgerEvent | null> {
    return loadEvent(graph, this.endEventId);
  }
}
export const postingNode = defineNode('Posting', postings, () => Posting);

const list = listOf(postingNode, {
  description: '任职 (postings, held and past)',
  filters: {
    title: { text: true },
    cadre: { column: 'cadreId', type: () => ID, idOf: 'Cadre' },
    organization: { column: 'organizationId', type: () => ID, idOf: 'Organization' },
    post: { column: 'postId', type: () => ID, idOf: 'Post' },
    unitType: { column: 'unitType', type: () => codeEnum(UnitType) },
    kind: { column: 'kind', type: () => codeEnum(PostingKind) },
    staffing: { column: 'staffing', type: () => codeEnum(StaffingKind) },
    postKind: { column: 'postKind', type: () => codeEnum(PostKind) },
    level: { column: 'level', type: () => codeEnum(PostLevel) },
    managementLevel: { column: 'managementLevel', type: () => codeEnum(ManagementLevel) },
    role: { column: 'role', type: () => codeEnum(GrassrootsRole) },
    endReason: { column: 'endReason', type: () => codeEnum(ReliefReason) },
    ended: { flag: 'ended' },
    grassroots: { flag: 'grassroots' },
    frontLine: { flag: 'frontLine' },
    openingBalance: { flag: 'openingBalance' },
    from: { range: 'from', type: () => DateScalar },
    to: { range: 'to', type: () => DateScalar },
  },
  sorts: { FROM: 'from', TO: 'to', LEVEL: 'level' },
  dimensions: {
    YEAR: 'year',
    UNIT_TYPE: 'unitType',
    KIND: 'kind',
    STAFFING: 'staffing',
    POST_KIND: 'postKind',
    LEVEL: 'level',
    ROLE: 'role',
    ENDED: 'ended',
    END_REASON: 'endReason',
  },
});
list.query('postings');
list.attach(
  Cadre,
  'postings',
  'Held and past; those held now: where: { ended: false }.',
  (cadre) => ({
    cadreId: cadre.key,
  }),
);
list.attach(Organization, 'postings', 'In this organization, held and past.', (organization) => ({
  organizationId: organization.key,
}));
list.attach(Post, 'postings', 'In this post, held and past.', (post) => ({ postId: post.key }));

for (const command of [...postingCommands, ...postingCorrectionCommands]) {
  addCommand(command, { field: 'cadre', node: () => cadreNode, idField: 'cadreId' });
}
