/** Offered items (选拔职位) of open selections, and the commands about campaigns and items. */
import { Ctx, Field, ID, Int, ObjectType } from 'type-graphql';
import type { PartialDate } from '../events/dates.ts';
import { OfferedItemKind, OfferedItemStatus } from '../events/open-selection-item.ts';
import type { EventId } from '../events/values.ts';
import { openSelectionCommands } from '../src/domain/open-selection.ts';
import { offeredItems } from '../src/read-models/open-selection-item.ts';
import { appointmentNode } from './appointment.ts';
import { OpenSelection, openSelectionNode } from './open-selection.ts';
import { Organization, organizationNode } from './organization.ts';
import { Post, postNode } from './post.ts';
import { addCommand } from './toolkit/command.ts';
import type { Graph } from './toolkit/context.ts';
import { LedgerEvent, loadEvent } from './toolkit/event.ts';
import { listOf } from './toolkit/list.ts';
import { defineNode, RowNode } from './toolkit/node.ts';
import { DateScalar, PartialDateScalar } from './toolkit/scalars.ts';
import { codeEnum } from './toolkit/types-of-zod.ts';

@ObjectType({ implements: RowNode, description: '选拔职位 (a leading post or a rank on offer)' })
export class OfferedItem extends RowNode {
  readonly openSelectionId: string;
  readonly organizationId: string;
  readonly postId: string | null;
  readonly announcementId: EventId | null;
  readonly endEventId: EventId | null;
  readonly waiverEventId: EventId | null;
  @Field(() => Int)
  readonly year: number;
  @Field(() => codeEnum(OfferedItemKind))
  readonly kind: OfferedItemKind;
  @Field(() => String)
  readonly title: string;
  @Field(() => Int)
  readonly postCount: number;
  @Field(() => PartialDateScalar, { nullable: true, description: 'null: still in a draft.' })
  readonly announcedOn: PartialDate | null;
  @Field(() => codeEnum(OfferedItemStatus))
  readonly status: OfferedItemStatus;
  @Field(() => PartialDateScalar, { nullable: true })
  readonly endedOn: PartialDate | null;
  @Field(() => Int, { nullable: true, description: 'How many were selected; null: not concluded.' })
  readonly filledCount: number | null;
  @Field(() => Boolean, { description: 'It went on with fewer applicants than the ratio asks.' })
  readonly waived: boolean;
  @Field(() => Int, { nullable: true, description: 'How many qualified when it was waived.' })
  readonly waivedQualified: number | null;
  @Field(() => String, { nullable: true, description: 'Why it was waived or withdrawn.' })
  readonly grounds: string | null;

  @Field(() => OpenSelection, { nullable: true })
  openSelection(@Ctx() graph: Graph): Promise<OpenSelection | null> {
    return graph.load(openSelectionNode, this.openSelectionId, this.at);
  }
  @Field(() => Organization, { nullable: true })
  organization(@Ctx() graph: Graph): Promise<Organization | null> {
    return graph.load(organizationNode, this.organizationId, this.at);
  }
  @Field(() => Post, {
    nullable: true,
    description: 'null: a rank, or several posts of one title.',
  })
  post(@Ctx() graph: Graph): Promise<Post | null> {
    return graph.load(postNode, this.postId, this.at);
  }
  @Field(() => LedgerEvent, { nullable: true })
  announcedBy(@Ctx() graph: Graph): Promise<LedgerEvent | null> {
    return loadEvent(graph, this.announcementId);
  }
  @Field(() => LedgerEvent, { nullable: true })
  endedBy(@Ctx() graph: Graph): Promise<LedgerEvent | null> {
    return loadEvent(graph, this.endEventId);
  }
  @Field(() => LedgerEvent, { nullable: true })
  waivedBy(@Ctx() graph: Graph): Promise<LedgerEvent | null> {
    return loadEvent(graph, this.waiverEventId);
  }
}
export const offeredItemNode = defineNode('OfferedItem', offeredItems, () => OfferedItem);

const items = listOf(offeredItemNode, {
  description: '选拔职位 (what open selections offer)',
  filters: {
    title: { text: true },
    openSelection: { column: 'openSelectionId', type: () => ID, idOf: 'OpenSelection' },
    year: { column: 'year', type: () => Int },
    kind: { column: 'kind', type: () => codeEnum(OfferedItemKind) },
    status: { column: 'status', type: () => codeEnum(OfferedItemStatus) },
    organization: { column: 'organizationId', type: () => ID, idOf: 'Organization' },
    post: { column: 'postId', type: () => ID, idOf: 'Post' },
    announced: { flag: 'announced' },
    announcedOn: { range: 'announcedOn', type: () => DateScalar },
    waived: { flag: 'waived' },
  },
  sorts: { YEAR: 'year', ANNOUNCED_ON: 'announcedOn', ENDED_ON: 'endedOn' },
  dimensions: {
    YEAR: 'year',
    KIND: 'kind',
    STATUS: 'status',
    ORGANIZATION: 'organizationId',
    WAIVED: 'waived',
  },
});
items.query('offeredItems');
items.attach(OpenSelection, 'items', 'What it offers.', ({ key }) => ({ openSelectionId: key }));
items.attach(Organization, 'offeredItems', 'Offered in it by open selection.', ({ key }) => ({
  organizationId: key,
}));

/** Commands that are about one item answer with it. */
const ofItem = new Set([
  'AddOfferedItem',
  'VoidOfferedItem',
  'VoidOfferedItemStep',
  'WaiveApplicantRatio',
  'WithdrawOfferedItem',
  'ShortlistApplications',
  'NameInspectionObjects',
]);
const subjectOf = (name: string) => {
  if (name === 'AppointOpenSelectionWinner') {
    return { field: 'appointment', node: () => appointmentNode, idField: 'appointmentId' };
  }
  return ofItem.has(name)
    ? { field: 'offeredItem', node: () => offeredItemNode, idField: 'itemId' }
    : { field: 'openSelection', node: () => openSelectionNode, idField: 'openSelectionId' };
};
for (const command of openSelectionCommands) addCommand(command, subjectOf(command.name));
