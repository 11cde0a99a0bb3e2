/** Observations (经常性考察识别), and the commands about them. */
import { Ctx, Field, ID, Int, ObjectType } from 'type-graphql';
import type { PartialDate } from '../events/dates.ts';
import { ObservationArea } from '../events/observation.ts';
import type { EventId } from '../events/values.ts';
import { observationCommands } from '../src/domain/observation.ts';
import { type ObservationRow, observations } from '../src/read-models/observation.ts';
import { Organization, organizationNode } from './organization.ts';
import { Cadre, cadreNode } from './person.ts';
import { addCommand } from './toolkit/command.ts';
import type { Graph } from './toolkit/context.ts';
import { LedgerEvent, loadEvent } from './toolkit/event.ts';
import { listOf } from './toolkit/list.ts';
import { defineNode, RowNode } from './toolkit/node.ts';
import { DateScalar, PartialDateScalar } from './toolkit/scalars.ts';
import { codeEnum, enumOf } from './toolkit/types-of-zod.ts';

const stage = enumOf('ObservationStage', ['NOTED', 'VERIFIED', 'LINKED_TO_POOL']);

@ObjectType({ implements: RowNode, description: '考察识别 (somebody seen at work)' })
export class Observation extends RowNode {
  readonly cadreId: string;
  readonly organizationId: string;
  readonly verifiedById: string | null;
  readonly verificationEventId: EventId | null;
  readonly linkEventId: EventId | null;
  readonly membershipId: EventId | null;
  @Field(() => codeEnum(ObservationArea))
  readonly area: ObservationRow['area'];
  @Field(() => String, { description: 'The work or project, and the place.' })
  readonly where: string;
  @Field(() => String, { nullable: true, description: 'What they did; personal.' })
  readonly what: string | null;
  @Field(() => stage)
  readonly stage: ObservationRow['stage'];
  @Field(() => PartialDateScalar)
  readonly notedOn: PartialDate;
  @Field(() => PartialDateScalar, { nullable: true })
  readonly verifiedOn: PartialDate | null;
  @Field(() => PartialDateScalar, { nullable: true })
  readonly linkedOn: PartialDate | null;

  @Field(() => Cadre, { nullable: true })
  cadre(@Ctx() graph: Graph): Promise<Cadre | null> {
    return graph.load(cadreNode, this.cadreId, this.at);
  }
  @Field(() => Organization, { nullable: true, description: 'The organization that observed.' })
  organization(@Ctx() graph: Graph): Promise<Organization | null> {
    return graph.load(organizationNode, this.organizationId, this.at);
  }
  @Field(() => Organization, { nullable: true })
  verifiedBy(@Ctx() graph: Graph): Promise<Organization | null> {
    return graph.load(organizationNode, this.verifiedById, this.at);
  }
  @Field(() => LedgerEvent, { nullable: true })
  verification(@Ctx() graph: Graph): Promise<LedgerEvent | null> {
    return loadEvent(graph, this.verificationEventId);
  }
  @Field(() => LedgerEvent, { nullable: true })
  linkedBy(@Ctx() graph: Graph): Promise<LedgerEvent | null> {
    return loadEvent(graph, this.linkEventId);
  }
  @Field(() => LedgerEvent, { nullable: true, description: 'The entry into the pool it led to.' })
  membership(@Ctx() graph: Graph): Promise<LedgerEvent | null> {
    return loadEvent(graph, this.membershipId);
  }
}
const observationNode = defineNode('Observation', observations, () => Observation);

const list = listOf(observationNode, {
  description: '考察识别 (observations)',
  filters: {
    where: { text: true },
    cadre: { column: 'cadreId', type: () => ID, idOf: 'Cadre' },
    organization: { column: 'organizationId', type: () => ID, idOf: 'Organization' },
    area: { column: 'area', type: () => codeEnum(ObservationArea) },
    stage: { column: 'stage', type: () => stage },
    year: { column: 'year', type: () => Int },
    notedOn: { range: 'notedOn', type: () => DateScalar },
    verifiedOn: { range: 'verifiedOn', type: () => DateScalar },
    linkedOn: { range: 'linkedOn', type: () => DateScalar },
  },
  sorts: { NOTED_ON: 'notedOn', VERIFIED_ON: 'verifiedOn', LINKED_ON: 'linkedOn' },
  dimensions: { YEAR: 'year', AREA: 'area', STAGE: 'stage', ORGANIZATION: 'organizationId' },
});
list.query('observations');
list.attach(Cadre, 'observations', 'What they were seen to do.', ({ key }) => ({ cadreId: key }));

for (const command of observationCommands) {
  // An observation is named by the event that noted it.
  const idField = command.name === 'ObserveCadre' ? 'eventId' : 'observationId';
  addCommand(command, { field: 'observation', node: () => observationNode, idField });
}
