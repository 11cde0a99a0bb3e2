/** Appointments, the decisions before them, and intakes from the grassroots. */
import { Ctx, Field, ID, ObjectType } from 'type-graphql';
import {
  GrassrootsRole,
  LawfulRoute,
  ManagementLevel,
  PostingKind,
  PostKind,
  PostLevel,
  SelectionChannel,
  UnitType,
} from '../events/code-tables.ts';
import type { CivilDate, PartialDate } from '../events/dates.ts';
import type { Origin as OriginValue } from '../events/posting.ts';
import type { EventId } from '../events/values.ts';
import { appointmentCommands } from '../src/domain/appointment.ts';
import {
  type AppointmentDecisionRow,
  type AppointmentRow,
  appointmentDecisions,
  appointments,
  type IntakeRow,
  intakes,
} from '../src/read-models/appointment.ts';
import { Organization, organizationNode } from './organization.ts';
import { Origin } from './origin.ts';
import { Cadre, cadreNode } from './person.ts';
import { Post, postNode } from './post.ts';
import { addCommand } from './toolkit/command.ts';
import type { Graph } from './toolkit/context.ts';
import { LedgerEvent, loadEvent } from './toolkit/event.ts';
import { listOf } from './toolkit/list.ts';
import { defineNode, RowNode } from './toolkit/node.ts';
import { DateScalar, PartialDateScalar } from './toolkit/scalars.ts';
import { codeEnum, enumOf } from './toolkit/types-of-zod.ts';

const status = enumOf('AppointmentDecisionStatus', ['DECIDED', 'REVOKED', 'IN_EFFECT']);

/** What appointments and decisions say alike of the post, as it was then. */
@ObjectType()
abstract class OfPost extends RowNode {
  readonly cadreId: string;
  readonly organizationId: string;
  readonly postId: string | null;
  @Field(() => String)
  readonly title: string;
  @Field(() => codeEnum(UnitType))
  readonly unitType: AppointmentRow['unitType'];
  @Field(() => codeEnum(PostKind))
  readonly postKind: AppointmentRow['postKind'];
  @Field(() => codeEnum(PostLevel))
  readonly level: AppointmentRow['level'];
  @Field(() => codeEnum(ManagementLevel))
  readonly managementLevel: AppointmentRow['managementLevel'];
  @Field(() => codeEnum(SelectionChannel))
  readonly channel: AppointmentRow['channel'];
  @Field(() => ID, { nullable: true, description: 'The procedure it came of.' })
  readonly caseId: string | null;
  @Field(() => DateScalar)
  readonly decidedOn: CivilDate;

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
}

@ObjectType({ implements: RowNode, description: '任命决定 (a decision to appoint somebody)' })
export class AppointmentDecision extends OfPost {
  readonly revokedEventId: EventId | null;
  readonly appointmentId: EventId | null;
  @Field(() => status)
  readonly status: AppointmentDecisionRow['status'];
  @Field(() => DateScalar, { nullable: true, description: 'When the public notice began.' })
  readonly noticeStartsOn: CivilDate | null;
  @Field(() => PartialDateScalar, { nullable: true })
  readonly revokedOn: PartialDate | null;
  @Field(() => PartialDateScalar, { nullable: true })
  readonly tookEffectOn: PartialDate | null;

  @Field(() => LedgerEvent, { nullable: true, description: 'The event that revoked it.' })
  revokedBy(@Ctx() graph: Graph): Promise<LedgerEvent | null> {
    return loadEvent(graph, this.revokedEventId);
  }
  @Field(() => Appointment, { nullable: true, description: 'By which it took effect.' })
  appointment(@Ctx() graph: Graph): Promise<Appointment | null> {
    return graph.load(appointmentNode, this.appointmentId, this.at);
  }
}
const decisionNode = defineNode(
  'AppointmentDecision',
  appointmentDecisions,
  () => AppointmentDecision,
);

@ObjectType({ implements: RowNode, description: '任命 (an appointment in effect)' })
export class Appointment extends OfPost {
  readonly decisionId: EventId | null;
  @Field(() => codeEnum(PostingKind))
  readonly kind: AppointmentRow['kind'];
  @Field(() => Boolean, { description: '班子成员: the post was in the leading team.' })
  readonly teamMember: boolean;
  @Field(() => codeEnum(LawfulRoute))
  readonly lawfulRoute: AppointmentRow['lawfulRoute'];
  @Field(() => Origin, { nullable: true, description: 'Where they served when selected.' })
  readonly origin: OriginValue | null;
  @Field(() => DateScalar, { nullable: true })
  readonly documentIssuedOn: CivilDate | null;
  @Field(() => PartialDateScalar, { description: 'It may precede the document.' })
  readonly tenureFrom: PartialDate;

  @Field(() => AppointmentDecision, { nullable: true, description: 'Recorded before it, if any.' })
  decision(@Ctx() graph: Graph): Promise<AppointmentDecision | null> {
    return graph.load(decisionNode, this.decisionId, this.at);
  }
}
export const appointmentNode = defineNode('Appointment', appointments, () => Appointment);

@ObjectType({
  implements: RowNode,
  description: '从基层选拔到机关 (an intake from the grassroots to an organ or township)',
})
export class Intake extends RowNode {
  readonly cadreId: string;
  readonly destinationId: string;
  readonly postingId: EventId;
  @Field(() => Origin)
  readonly origin: OriginValue;
  @Field(() => codeEnum(UnitType))
  readonly destinationType: IntakeRow['destinationType'];
  @Field(() => codeEnum(SelectionChannel))
  readonly channel: IntakeRow['channel'];
  @Field(() => PartialDateScalar)
  readonly on: PartialDate;

  @Field(() => Cadre, { nullable: true })
  cadre(@Ctx() graph: Graph): Promise<Cadre | null> {
    return graph.load(cadreNode, this.cadreId, this.at);
  }
  @Field(() => Organization, { nullable: true })
  destination(@Ctx() graph: Graph): Promise<Organization | null> {
    return graph.load(organizationNode, this.destinationId, this.at);
  }
  @Field(() => LedgerEvent, { nullable: true, description: 'The posting it began with.' })
  postedBy(@Ctx() graph: Graph): Promise<LedgerEvent | null> {
    return loadEvent(graph, this.postingId);
  }
}
const intakeNode = defineNode('Intake', intakes, () => Intake);

const ofCadre = { column: 'cadreId', type: () => ID, idOf: 'Cadre' };
const ofPost = {
  cadre: ofCadre,
  organization: { column: 'organizationId', type: () => ID, idOf: 'Organization' },
  post: { column: 'postId', type: () => ID, idOf: 'Post' },
  unitType: { column: 'unitType', type: () => codeEnum(UnitType) },
  postKind: { column: 'postKind', type: () => codeEnum(PostKind) },
  level: { column: 'level', type: () => codeEnum(PostLevel) },
  managementLevel: { column: 'managementLevel', type: () => codeEnum(ManagementLevel) },
  channel: { column: 'channel', type: () => codeEnum(SelectionChannel) },
  decidedOn: { range: 'decidedOn', type: () => DateScalar },
};
const ofOrigin = {
  originType: { column: 'originType', type: () => codeEnum(UnitType) },
  originRole: { column: 'originRole', type: () => codeEnum(GrassrootsRole) },
  origin: { column: 'originOrganizationId', type: () => ID, idOf: 'Organization' },
  fromGrassroots: { flag: 'fromGrassroots' },
};
const dimensions = {
  YEAR: 'year',
  CHANNEL: 'channel',
  DESTINATION: 'unitType',
  POST_KIND: 'postKind',
  LEVEL: 'level',
  MANAGEMENT_LEVEL: 'managementLevel',
};

const appointmentList = listOf(appointmentNode, {
  description: '任命 (appointments in effect)',
  filters: {
    ...ofPost,
    ...ofOrigin,
    kind: { column: 'kind', type: () => codeEnum(PostingKind) },
    lawfulRoute: { column: 'lawfulRoute', type: () => codeEnum(LawfulRoute) },
    teamMember: { flag: 'teamMember' },
    tenureFrom: { range: 'tenureFrom', type: () => DateScalar },
  },
  sorts: { TENURE_FROM: 'tenureFrom', DECIDED_ON: 'decidedOn' },
  dimensions: {
    ...dimensions,
    ORIGIN: 'originType',
    ORIGIN_ROLE: 'originRole',
    LAWFUL_ROUTE: 'lawfulRoute',
    KIND: 'kind',
    TEAM_MEMBER: 'teamMember',
  },
});
appointmentList.query('appointments');
appointmentList.attach(Cadre, 'appointments', 'By which they took posts.', ({ key }) => ({
  cadreId: key,
}));

const decisionList = listOf(decisionNode, {
  description: '任命决定 (decisions to appoint, in effect or not)',
  filters: { ...ofPost, status: { column: 'status', type: () => status } },
  sorts: { DECIDED_ON: 'decidedOn' },
  dimensions: { ...dimensions, STATUS: 'status' },
});
decisionList.query('appointmentDecisions');
decisionList.attach(Cadre, 'appointmentDecisions', 'To appoint them.', ({ key }) => ({
  cadreId: key,
}));

const intakeList = listOf(intakeNode, {
  description: '从基层选拔到机关 (intakes from the grassroots)',
  filters: {
    cadre: ofCadre,
    ...ofOrigin,
    destination: { column: 'destinationId', type: () => ID, idOf: 'Organization' },
    destinationType: { column: 'destinationType', type: () => codeEnum(UnitType) },
    channel: { column: 'channel', type: () => codeEnum(SelectionChannel) },
    on: { range: 'on', type: () => DateScalar },
  },
  sorts: { ON: 'on' },
  dimensions: {
    YEAR: 'year',
    ORIGIN: 'originType',
    ORIGIN_ROLE: 'originRole',
    DESTINATION: 'destinationType',
    CHANNEL: 'channel',
  },
});
intakeList.query('intakes');
intakeList.attach(Cadre, 'intakes', 'From the grassroots.', ({ key }) => ({ cadreId: key }));

for (const command of appointmentCommands) {
  addCommand(command, { field: 'cadre', node: () => cadreNode, idField: 'cadreId' });
}
