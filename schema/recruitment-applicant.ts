/** Who applied in a recruitment, and who was hired (录用、聘用); the commands that hire. */
import { Ctx, Field, Float, ID, Int, ObjectType } from 'type-graphql';
import {
  GrassrootsRole,
  RecruitmentApplicantStage,
  RecruitmentBasis,
  RecruitmentEndState,
  RecruitmentProbation,
  RecruitmentTrack,
  UnitType,
} from '../events/code-tables.ts';
import type { CivilDate, PartialDate } from '../events/dates.ts';
import type { Origin as OriginValue } from '../events/posting.ts';
import type { EventId } from '../events/values.ts';
import { type RecruitmentHireRow, recruitmentHires } from '../src/read-models/recruitment.ts';
import {
  type RecruitmentApplicantRow,
  recruitmentApplicants,
} from '../src/read-models/recruitment-applicant.ts';
import { Organization, organizationNode } from './organization.ts';
import { Origin } from './origin.ts';
import { Cadre, cadreNode } from './person.ts';
import {
  hiringCommands,
  Recruitment,
  RecruitmentPosition,
  recruitmentNode,
  recruitmentPositionNode,
} from './recruitment.ts';
import { addCommand } from './toolkit/command.ts';
import type { Graph } from './toolkit/context.ts';
import { LedgerEvent, loadEvent, loadEvents } from './toolkit/event.ts';
import { listOf } from './toolkit/list.ts';
import { defineNode, RowNode } from './toolkit/node.ts';
import { DateScalar, PartialDateScalar } from './toolkit/scalars.ts';
import { codeEnum, enumOf } from './toolkit/types-of-zod.ts';

const hiredAs = enumOf('RecruitmentHiredAs', ['CIVIL_SERVANT', 'CONTRACT']);

@ObjectType({ implements: RowNode, description: '录用、聘用 (a hire through a recruitment)' })
export class RecruitmentHire extends RowNode {
  readonly cadreId: string;
  readonly recruitmentId: string;
  readonly positionId: string;
  readonly organizationId: string;
  readonly probationEventId: EventId | null;
  @Field(() => hiredAs)
  readonly hiredAs: RecruitmentHireRow['hiredAs'];
  @Field(() => codeEnum(RecruitmentTrack), { nullable: true, description: 'null: by contract.' })
  readonly track: string | null;
  @Field(() => codeEnum(RecruitmentBasis), { nullable: true })
  readonly recruitmentBasis: string | null;
  @Field(() => codeEnum(UnitType))
  readonly unitType: string;
  @Field(() => PartialDateScalar)
  readonly hiredOn: PartialDate;
  @Field(() => DateScalar, { nullable: true })
  readonly contractEndsOn: CivilDate | null;
  @Field(() => codeEnum(RecruitmentProbation), { nullable: true, description: 'null: none.' })
  readonly probation: RecruitmentHireRow['probation'];
  @Field(() => DateScalar, { nullable: true })
  readonly probationEndsOn: CivilDate | null;
  @Field(() => DateScalar, {
    nullable: true,
    description: 'Must serve in the township until then.',
  })
  readonly serviceEndsOn: CivilDate | null;

  @Field(() => Cadre, { nullable: true })
  cadre(@Ctx() graph: Graph): Promise<Cadre | null> {
    return graph.load(cadreNode, this.cadreId, this.at);
  }
  @Field(() => Recruitment, { nullable: true })
  recruitment(@Ctx() graph: Graph): Promise<Recruitment | null> {
    return graph.load(recruitmentNode, this.recruitmentId, this.at);
  }
  @Field(() => RecruitmentPosition, { nullable: true })
  position(@Ctx() graph: Graph): Promise<RecruitmentPosition | null> {
    return graph.load(recruitmentPositionNode, this.positionId, this.at);
  }
  @Field(() => Organization, { nullable: true })
  organization(@Ctx() graph: Graph): Promise<Organization | null> {
    return graph.load(organizationNode, this.organizationId, this.at);
  }
  @Field(() => LedgerEvent, { nullable: true, description: 'How probation was judged.' })
  probationJudgedBy(@Ctx() graph: Graph): Promise<LedgerEvent | null> {
    return loadEvent(graph, this.probationEventId);
  }
}
export const recruitmentHireNode = defineNode(
  'RecruitmentHire',
  recruitmentHires,
  () => RecruitmentHire,
);

@ObjectType({ implements: RowNode, description: '报考人员 (an applicant in a recruitment)' })
export class RecruitmentApplicant extends RowNode {
  readonly recruitmentId: string;
  readonly positionId: string;
  readonly cadreId: string;
  readonly resultIds: readonly EventId[];
  readonly publicityId: EventId | null;
  readonly endId: EventId | null;
  readonly appointmentId: EventId | null;
  @Field(() => codeEnum(RecruitmentApplicantStage))
  readonly stage: RecruitmentApplicantRow['stage'];
  @Field(() => codeEnum(RecruitmentBasis))
  readonly recruitmentBasis: string;
  @Field(() => Origin, { nullable: true, description: 'Where they served when they applied.' })
  readonly origin: OriginValue | null;
  @Field(() => PartialDateScalar)
  readonly registeredOn: PartialDate;
  @Field(() => PartialDateScalar, { nullable: true })
  readonly qualifiedOn: PartialDate | null;
  @Field(() => Float, { nullable: true })
  readonly writtenScore: number | null;
  @Field(() => Float, { nullable: true })
  readonly interviewScore: number | null;
  @Field(() => PartialDateScalar, { nullable: true })
  readonly publicizedOn: PartialDate | null;
  @Field(() => codeEnum(RecruitmentEndState), { nullable: true })
  readonly endState: RecruitmentApplicantRow['endState'];
  @Field(() => PartialDateScalar, { nullable: true })
  readonly endedOn: PartialDate | null;

  @Field(() => Recruitment, { nullable: true })
  recruitment(@Ctx() graph: Graph): Promise<Recruitment | null> {
    return graph.load(recruitmentNode, this.recruitmentId, this.at);
  }
  @Field(() => RecruitmentPosition, { nullable: true })
  position(@Ctx() graph: Graph): Promise<RecruitmentPosition | null> {
    return graph.load(recruitmentPositionNode, this.positionId, this.at);
  }
  @Field(() => Cadre, { nullable: true })
  cadre(@Ctx() graph: Graph): Promise<Cadre | null> {
    return graph.load(cadreNode, this.cadreId, this.at);
  }
  @Field(() => RecruitmentHire, { nullable: true, description: 'What became of it.' })
  hire(@Ctx() graph: Graph): Promise<RecruitmentHire | null> {
    return graph.load(recruitmentHireNode, this.appointmentId, this.at);
  }
  @Field(() => [LedgerEvent], { description: 'Exams, physical examination, inspection; in order.' })
  results(@Ctx() graph: Graph): Promise<LedgerEvent[]> {
    return loadEvents(graph, this.resultIds);
  }
  @Field(() => LedgerEvent, { nullable: true })
  publicizedBy(@Ctx() graph: Graph): Promise<LedgerEvent | null> {
    return loadEvent(graph, this.publicityId);
  }
  @Field(() => LedgerEvent, { nullable: true })
  endedBy(@Ctx() graph: Graph): Promise<LedgerEvent | null> {
    return loadEvent(graph, this.endId);
  }
}
export const recruitmentApplicantNode = defineNode(
  'RecruitmentApplicant',
  recruitmentApplicants,
  () => RecruitmentApplicant,
);

const applicants = listOf(recruitmentApplicantNode, {
  description: '报考人员 (applicants in recruitments)',
  filters: {
    stage: { column: 'stage', type: () => codeEnum(RecruitmentApplicantStage) },
    endState: { column: 'endState', type: () => codeEnum(RecruitmentEndState) },
    recruitmentBasis: { column: 'recruitmentBasis', type: () => codeEnum(RecruitmentBasis) },
    originType: { column: 'originType', type: () => codeEnum(UnitType) },
    originRole: { column: 'originRole', type: () => codeEnum(GrassrootsRole) },
    grassroots: { flag: 'grassroots' },
    recruitment: { column: 'recruitmentId', type: () => ID, idOf: 'Recruitment' },
    position: { column: 'positionId', type: () => ID, idOf: 'RecruitmentPosition' },
    cadre: { column: 'cadreId', type: () => ID, idOf: 'Cadre' },
    registeredOn: { range: 'registeredOn', type: () => DateScalar },
  },
  sorts: { REGISTERED_ON: 'registeredOn', ENDED_ON: 'endedOn', STAGE: 'stage' },
  dimensions: {
    STAGE: 'stage',
    END_STATE: 'endState',
    BASIS: 'recruitmentBasis',
    ORIGIN: 'originType',
    ROLE: 'originRole',
    GRASSROOTS: 'grassroots',
  },
});
applicants.query('recruitmentApplicants');
applicants.attach(Recruitment, 'applicants', 'Everybody who applied.', (recruitment) => ({
  recruitmentId: recruitment.key,
}));
applicants.attach(RecruitmentPosition, 'applicants', 'Who applied for it.', (position) => ({
  positionId: position.key,
}));
applicants.attach(Cadre, 'recruitmentApplications', 'In recruitments.', (cadre) => ({
  cadreId: cadre.key,
}));

const hires = listOf(recruitmentHireNode, {
  description: '录用、聘用 (hires through recruitments)',
  filters: {
    hiredAs: { column: 'hiredAs', type: () => hiredAs },
    track: { column: 'track', type: () => codeEnum(RecruitmentTrack) },
    recruitmentBasis: { column: 'recruitmentBasis', type: () => codeEnum(RecruitmentBasis) },
    unitType: { column: 'unitType', type: () => codeEnum(UnitType) },
    probation: { column: 'probation', type: () => codeEnum(RecruitmentProbation) },
    recruitment: { column: 'recruitmentId', type: () => ID, idOf: 'Recruitment' },
    position: { column: 'positionId', type: () => ID, idOf: 'RecruitmentPosition' },
    organization: { column: 'organizationId', type: () => ID, idOf: 'Organization' },
    cadre: { column: 'cadreId', type: () => ID, idOf: 'Cadre' },
    year: { column: 'year', type: () => Int },
    hiredOn: { range: 'hiredOn', type: () => DateScalar },
    probationEndsOn: { range: 'probationEndsOn', type: () => DateScalar },
    serviceEndsOn: { range: 'serviceEndsOn', type: () => DateScalar },
    contractEndsOn: { range: 'contractEndsOn', type: () => DateScalar },
  },
  sorts: {
    HIRED_ON: 'hiredOn',
    PROBATION_ENDS_ON: 'probationEndsOn',
    SERVICE_ENDS_ON: 'serviceEndsOn',
    CONTRACT_ENDS_ON: 'contractEndsOn',
  },
  dimensions: {
    YEAR: 'year',
    HIRED_AS: 'hiredAs',
    TRACK: 'track',
    BASIS: 'recruitmentBasis',
    DESTINATION: 'unitType',
    PROBATION: 'probation',
  },
});
hires.query('recruitmentHires');
hires.attach(Recruitment, 'hires', 'Who was hired.', (recruitment) => ({
  recruitmentId: recruitment.key,
}));
hires.attach(Cadre, 'recruitmentHires', 'How the cadre was hired.', (cadre) => ({
  cadreId: cadre.key,
}));

for (const command of hiringCommands) {
  addCommand(command, {
    field: 'hire',
    node: () => recruitmentHireNode,
    idField: 'appointmentId',
  });
}
