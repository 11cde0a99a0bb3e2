/** Postings in villages (驻村帮扶), and the commands about them. */
import { Ctx, Field, ID, Int, ObjectType } from 'type-graphql';
import {
  AssessmentGrade,
  ReliefPostingKind,
  ReliefPostingRole,
  ReliefPostingStatus,
  ReliefReason,
  UnitType,
} from '../events/code-tables.ts';
import type { PartialDate } from '../events/dates.ts';
import type { EventId } from '../events/values.ts';
import { reliefPostingCommands } from '../src/domain/relief-posting.ts';
import { type ReliefPostingRow, reliefPostings } from '../src/read-models/relief-posting.ts';
import { Organization, organizationNode } from './organization.ts';
import { Cadre, cadreNode } from './person.ts';
import { addCommand } from './toolkit/command.ts';
import type { Graph } from './toolkit/context.ts';
import { LedgerEvent, loadEvent } from './toolkit/event.ts';
import { listOf } from './toolkit/list.ts';
import { defineNode, RowNode } from './toolkit/node.ts';
import { DateScalar, PartialDateScalar } from './toolkit/scalars.ts';
import { codeEnum } from './toolkit/types-of-zod.ts';

@ObjectType({
  implements: RowNode,
  description: '驻村帮扶 (a cadre stationed in a village; the personnel relation stays at home)',
})
export class ReliefPosting extends RowNode {
  readonly cadreId: string;
  readonly organizationId: string;
  readonly homeOrganizationId: string;
  readonly evaluationId: EventId | null;
  readonly endId: EventId | null;
  @Field(() => codeEnum(ReliefPostingKind))
  readonly kind: ReliefPostingRow['kind'];
  @Field(() => codeEnum(ReliefPostingRole))
  readonly role: ReliefPostingRow['role'];
  @Field(() => codeEnum(ReliefPostingStatus))
  readonly status: ReliefPostingRow['status'];
  @Field(() => codeEnum(UnitType), { description: 'Of the unit that keeps the cadre.' })
  readonly homeType: ReliefPostingRow['homeType'];
  @Field(() => PartialDateScalar)
  readonly startedOn: PartialDate;
  @Field(() => PartialDateScalar, { nullable: true })
  readonly evaluatedOn: PartialDate | null;
  @Field(() => codeEnum(AssessmentGrade), { nullable: true })
  readonly grade: string | null;
  @Field(() => PartialDateScalar, { nullable: true })
  readonly completedOn: PartialDate | null;
  @Field(() => PartialDateScalar, { nullable: true })
  readonly recalledOn: PartialDate | null;
  @Field(() => codeEnum(ReliefReason), { nullable: true })
  readonly recalledFor: string | null;
  @Field(() => Int, { nullable: true, description: 'Whole months; null while it lasts.' })
  readonly months: number | null;
  @Field(() => Int, { description: 'The version of the rule set it goes by.' })
  readonly ruleSetVersion: number;

  @Field(() => Cadre, { nullable: true })
  cadre(@Ctx() graph: Graph): Promise<Cadre | null> {
    return graph.load(cadreNode, this.cadreId, this.at);
  }
  @Field(() => Organization, { nullable: true, description: 'The village.' })
  organization(@Ctx() graph: Graph): Promise<Organization | null> {
    return graph.load(organizationNode, this.organizationId, this.at);
  }
  @Field(() => Organization, { nullable: true, description: 'The unit that keeps the cadre.' })
  home(@Ctx() graph: Graph): Promise<Organization | null> {
    return graph.load(organizationNode, this.homeOrganizationId, this.at);
  }
  @Field(() => LedgerEvent, { nullable: true })
  evaluatedBy(@Ctx() graph: Graph): Promise<LedgerEvent | null> {
    return loadEvent(graph, this.evaluationId);
  }
  @Field(() => LedgerEvent, { nullable: true, description: 'The completion or recall.' })
  endedBy(@Ctx() graph: Graph): Promise<LedgerEvent | null> {
    return loadEvent(graph, this.endId);
  }
}
export const reliefPostingNode = defineNode('ReliefPosting', reliefPostings, () => ReliefPosting);

const list = listOf(reliefPostingNode, {
  description: '驻村帮扶 (postings in villages)',
  filters: {
    kind: { column: 'kind', type: () => codeEnum(ReliefPostingKind) },
    role: { column: 'role', type: () => codeEnum(ReliefPostingRole) },
    status: { column: 'status', type: () => codeEnum(ReliefPostingStatus) },
    homeType: { column: 'homeType', type: () => codeEnum(UnitType) },
    cadre: { column: 'cadreId', type: () => ID, idOf: 'Cadre' },
    organization: { column: 'organizationId', type: () => ID, idOf: 'Organization' },
    home: { column: 'homeOrganizationId', type: () => ID, idOf: 'Organization' },
    year: { column: 'year', type: () => Int },
    startedOn: { range: 'startedOn', type: () => DateScalar },
    completedOn: { range: 'completedOn', type: () => DateScalar },
  },
  sorts: { STARTED_ON: 'startedOn', COMPLETED_ON: 'completedOn' },
  dimensions: {
    YEAR: 'year',
    KIND: 'kind',
    ROLE: 'role',
    STATUS: 'status',
    HOME_TYPE: 'homeType',
    HOME: 'homeOrganizationId',
    VILLAGE: 'organizationId',
  },
});
list.query('reliefPostings');
list.attach(Cadre, 'reliefPostings', 'In villages, now or once.', (cadre) => ({
  cadreId: cadre.key,
}));
list.attach(Organization, 'reliefPostings', 'Cadres stationed in the village.', (village) => ({
  organizationId: village.key,
}));

for (const command of reliefPostingCommands) {
  const idField = command.name === 'AssignReliefPosting' ? 'eventId' : 'reliefPostingId';
  addCommand(command, { field: 'reliefPosting', node: () => reliefPostingNode, idField });
}
