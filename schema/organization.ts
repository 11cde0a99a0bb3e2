/** Organizations: the tree, quotas of leading posts and their use, and the commands about them. */
import { Ctx, Field, ID, Int, ObjectType } from 'type-graphql';
import { UnitType } from '../events/code-tables.ts';
import type { CivilDate, PartialDate } from '../events/dates.ts';
import type { EventId } from '../events/values.ts';
import { fiveStarRatingCommands } from '../src/domain/five-star-rating.ts';
import { organizationCommands } from '../src/domain/organization.ts';
import { organizationCorrectionCommands } from '../src/domain/organization-correction.ts';
import { organizationDateCommands } from '../src/domain/organization-date.ts';
import { organizationEndCommands } from '../src/domain/organization-end.ts';
import { organizationEndCorrectionCommands } from '../src/domain/organization-end-correction.ts';
import { organizationQuotaCommands } from '../src/domain/organization-quota.ts';
import { organizationTreeCommands } from '../src/domain/organization-tree.ts';
import {
  type OrganizationRow,
  organizations,
  quotaSeats,
  quotas,
} from '../src/read-models/organization.ts';
import { addCommand } from './toolkit/command.ts';
import type { Graph } from './toolkit/context.ts';
import { LedgerEvent, loadEvent } from './toolkit/event.ts';
import { listOf } from './toolkit/list.ts';
import { defineNode, RowNode } from './toolkit/node.ts';
import { PartialDateScalar } from './toolkit/scalars.ts';
import { codeEnum } from './toolkit/types-of-zod.ts';

@ObjectType({ description: '职数 (leading posts approved, and how many are taken)' })
export class Quota {
  @Field(() => Int)
  readonly principals: number;
  @Field(() => Int)
  readonly principalsTaken: number;
  @Field(() => Int)
  readonly deputies: number;
  @Field(() => Int)
  readonly deputiesTaken: number;
  @Field(() => Boolean, { description: 'More are taken than approved.' })
  readonly exceeded: boolean;
  @Field(() => PartialDateScalar)
  readonly setOn: PartialDate;
  @Field(() => String, { nullable: true, description: 'The number of the document that set it.' })
  readonly document: string | null;
}

@ObjectType({ implements: RowNode, description: '机构 (an organization)' })
export class Organization extends RowNode {
  readonly parentId: string | null;
  readonly mergedIntoId: string | null;
  readonly nameEventId: EventId;
  readonly endEventId: EventId | null;
  @Field(() => String)
  readonly name: string;
  @Field(() => String)
  readonly code: string;
  @Field(() => codeEnum(UnitType))
  readonly unitType: OrganizationRow['unitType'];
  @Field(() => codeEnum(UnitType), {
    description:
      'What it counts as when people come or go: a township’s own institution is the township.',
  })
  readonly countsAs: OrganizationRow['countsAs'];
  @Field(() => Boolean, { description: '规模以上, of enterprises.' })
  readonly aboveDesignatedSize: boolean;
  @Field(() => Boolean, { description: 'Was there when the ledger began.' })
  readonly openingBalance: boolean;
  @Field(() => PartialDateScalar)
  readonly openedOn: PartialDate;
  @Field(() => PartialDateScalar, { nullable: true })
  readonly endedOn: CivilDate | null;

  @Field(() => Organization, { nullable: true })
  parent(@Ctx() graph: Graph): Promise<Organization | null> {
    return graph.load(organizationNode, this.parentId, this.at);
  }
  @Field(() => Organization, { nullable: true, description: 'What it was merged into.' })
  mergedInto(@Ctx() graph: Graph): Promise<Organization | null> {
    return graph.load(organizationNode, this.mergedIntoId, this.at);
  }
  @Field(() => LedgerEvent, { nullable: true, description: 'The event that gave it its name.' })
  namedBy(@Ctx() graph: Graph): Promise<LedgerEvent | null> {
    return loadEvent(graph, this.nameEventId);
  }
  @Field(() => LedgerEvent, { nullable: true, description: 'The event that ended it.' })
  endedBy(@Ctx() graph: Graph): Promise<LedgerEvent | null> {
    return loadEvent(graph, this.endEventId);
  }
  @Field(() => Quota, { nullable: true, description: 'null: none was set.' })
  async quota(@Ctx() graph: Graph): Promise<Quota | null> {
    const { rows } = graph.application;
    const [set] = await rows.get(quotas, [this.key], this.at);
    if (set === null || set === undefined) return null;
    const taken = (principal: boolean) =>
      rows.count(quotaSeats, {
        where: { organizationId: this.key, principal: Number(principal) },
        at: this.at,
      });
    const [principalsTaken, deputiesTaken] = await Promise.all([taken(true), taken(false)]);
    const { principals, deputies } = set.state;
    return Object.assign(new Quota(), set.state, {
      principalsTaken,
      deputiesTaken,
      exceeded: principalsTaken > principals || deputiesTaken > deputies,
    });
  }
}
export const organizationNode = defineNode('Organization', organizations, () => Organization);

const list = listOf(organizationNode, {
  description: '机构 (organizations)',
  filters: {
    name: { text: true },
    code: { column: 'code', type: () => String },
    unitType: { column: 'unitType', type: () => codeEnum(UnitType) },
    parent: { column: 'parentId', type: () => ID, idOf: 'Organization' },
    aboveDesignatedSize: { flag: 'aboveDesignatedSize' },
    ended: { flag: 'ended' },
  },
  sorts: { CODE: 'code', OPENED_ON: 'openedOn' },
  dimensions: { TYPE: 'unitType', COUNTS_AS: 'countsAs', PARENT: 'parentId' },
});
list.query('organizations');
list.attach(Organization, 'children', 'The organizations directly under it.', (organization) => ({
  parentId: organization.key,
}));

const commands = [
  ...organizationCommands,
  ...organizationTreeCommands,
  ...organizationEndCommands,
  ...organizationEndCorrectionCommands,
  ...organizationCorrectionCommands,
  ...organizationDateCommands,
  ...organizationQuotaCommands,
  ...fiveStarRatingCommands,
];
for (const command of commands) {
  addCommand(command, {
    field: 'organization',
    node: () => organizationNode,
    idField: 'organizationId',
  });
}
