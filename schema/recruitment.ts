/** Recruitments (招录), their positions, and the commands about them. */
import { Ctx, Field, ID, Int, ObjectType } from 'type-graphql';
import {
  RecruitmentBasis,
  RecruitmentKind,
  RecruitmentStage,
  RecruitmentTrack,
  StaffingKind,
  UnitType,
} from '../events/code-tables.ts';
import type { PartialDate } from '../events/dates.ts';
import type { EventId } from '../events/values.ts';
import { recruitmentCommands } from '../src/domain/recruitment.ts';
import {
  type RecruitmentPositionRow,
  type RecruitmentRow,
  recruitmentPositions,
  recruitments,
} from '../src/read-models/recruitment.ts';
import { Organization, organizationNode } from './organization.ts';
import { addCommand } from './toolkit/command.ts';
import type { Graph } from './toolkit/context.ts';
import { LedgerEvent, loadEvent } from './toolkit/event.ts';
import { listOf } from './toolkit/list.ts';
import { defineNode, RowNode } from './toolkit/node.ts';
import { DateScalar, PartialDateScalar } from './toolkit/scalars.ts';
import { codeEnum } from './toolkit/types-of-zod.ts';

@ObjectType({ implements: RowNode, description: '招录(招聘) (a recruitment)' })
export class Recruitment extends RowNode {
  readonly announcementId: EventId | null;
  readonly conclusionId: EventId | null;
  @Field(() => codeEnum(RecruitmentKind))
  readonly kind: RecruitmentRow['kind'];
  @Field(() => String)
  readonly title: string;
  @Field(() => Int)
  readonly year: number;
  @Field(() => codeEnum(RecruitmentStage))
  readonly stage: RecruitmentRow['stage'];
  @Field(() => PartialDateScalar)
  readonly plannedOn: PartialDate;
  @Field(() => PartialDateScalar, { nullable: true })
  readonly announcedOn: PartialDate | null;
  @Field(() => PartialDateScalar, { nullable: true })
  readonly concludedOn: PartialDate | null;
  @Field(() => Int, { description: 'The version of the rule set it goes by.' })
  readonly ruleSetVersion: number;

  @Field(() => LedgerEvent, { nullable: true })
  announcedBy(@Ctx() graph: Graph): Promise<LedgerEvent | null> {
    return loadEvent(graph, this.announcementId);
  }
  @Field(() => LedgerEvent, { nullable: true })
  concludedBy(@Ctx() graph: Graph): Promise<LedgerEvent | null> {
    return loadEvent(graph, this.conclusionId);
  }
}
export const recruitmentNode = defineNode('Recruitment', recruitments, () => Recruitment);

@ObjectType({ implements: RowNode, description: '招录职位 (a position of a recruitment)' })
export class RecruitmentPosition extends RowNode {
  readonly recruitmentId: string;
  readonly organizationId: string;
  readonly announcementId: EventId | null;
  @Field(() => String)
  readonly code: string;
  @Field(() => String)
  readonly title: string;
  @Field(() => codeEnum(RecruitmentKind))
  readonly kind: RecruitmentPositionRow['kind'];
  @Field(() => Int)
  readonly year: number;
  @Field(() => codeEnum(UnitType))
  readonly unitType: RecruitmentPositionRow['unitType'];
  @Field(() => codeEnum(RecruitmentTrack))
  readonly track: RecruitmentPositionRow['track'];
  @Field(() => codeEnum(StaffingKind))
  readonly staffing: RecruitmentPositionRow['staffing'];
  @Field(() => Int)
  readonly headcount: number;
  @Field(() => Int, { description: 'How many were appointed to it.' })
  readonly filled: number;
  @Field(() => Boolean, { description: '要求基层工作经历 (requires grassroots work)' })
  readonly requiresGrassroots: boolean;
  @Field(() => Int)
  readonly minGrassrootsYears: number;
  @Field(() => [codeEnum(RecruitmentBasis)], { description: 'Empty: anybody may apply.' })
  readonly bases: RecruitmentPositionRow['bases'];
  @Field(() => PartialDateScalar, { nullable: true })
  readonly announcedOn: PartialDate | null;

  @Field(() => Recruitment, { nullable: true })
  recruitment(@Ctx() graph: Graph): Promise<Recruitment | null> {
    return graph.load(recruitmentNode, this.recruitmentId, this.at);
  }
  @Field(() => Organization, { nullable: true })
  organization(@Ctx() graph: Graph): Promise<Organization | null> {
    return graph.load(organizationNode, this.organizationId, this.at);
  }
  @Field(() => LedgerEvent, { nullable: true })
  announcedBy(@Ctx() graph: Graph): Promise<LedgerEvent | null> {
    return loadEvent(graph, this.announcementId);
  }
}
export const recruitmentPositionNode = defineNode(
  'RecruitmentPosition',
  recruitmentPositions,
  () => RecruitmentPosition,
);

const list = listOf(recruitmentNode, {
  description: '招录(招聘) (recruitments)',
  filters: {
    kind: { column: 'kind', type: () => codeEnum(RecruitmentKind) },
    year: { column: 'year', type: () => Int },
    stage: { column: 'stage', type: () => codeEnum(RecruitmentStage) },
    announcedOn: { range: 'announcedOn', type: () => DateScalar },
  },
  sorts: { YEAR: 'year', PLANNED_ON: 'plannedOn', ANNOUNCED_ON: 'announcedOn' },
  dimensions: { YEAR: 'year', KIND: 'kind', STAGE: 'stage' },
});
list.query('recruitments');

const positions = listOf(recruitmentPositionNode, {
  description: '招录职位 (positions of recruitments)',
  filters: {
    kind: { column: 'kind', type: () => codeEnum(RecruitmentKind) },
    year: { column: 'year', type: () => Int },
    unitType: { column: 'unitType', type: () => codeEnum(UnitType) },
    track: { column: 'track', type: () => codeEnum(RecruitmentTrack) },
    staffing: { column: 'staffing', type: () => codeEnum(StaffingKind) },
    requiresGrassroots: { flag: 'requiresGrassroots' },
    minGrassrootsYears: { column: 'minGrassrootsYears', type: () => Int },
    recruitment: { column: 'recruitmentId', type: () => ID, idOf: 'Recruitment' },
    organization: { column: 'organizationId', type: () => ID, idOf: 'Organization' },
    announcedOn: { range: 'announcedOn', type: () => DateScalar },
  },
  sorts: { YEAR: 'year', ANNOUNCED_ON: 'announcedOn', HEADCOUNT: 'headcount' },
  dimensions: {
    YEAR: 'year',
    KIND: 'kind',
    TRACK: 'track',
    UNIT_TYPE: 'unitType',
    REQUIRES_GRASSROOTS: 'requiresGrassroots',
    MIN_GRASSROOTS_YEARS: 'minGrassrootsYears',
  },
});
positions.query('recruitmentPositions');
positions.attach(Recruitment, 'positions', 'What it fills.', (recruitment) => ({
  recruitmentId: recruitment.key,
}));
positions.attach(Organization, 'recruitmentPositions', 'Positions in it.', (organization) => ({
  organizationId: organization.key,
}));

/** Commands that hire, or judge a hire, answer with it (recruitment-applicant.ts). */
const hiring = new Set([
  'AppointCivilServant',
  'SignInstitutionContract',
  'ConfirmRecruitmentProbation',
  'CancelRecruitmentAppointment',
  'VoidRecruitmentProbation',
]);
export const hiringCommands = recruitmentCommands.filter(({ name }) => hiring.has(name));

for (const command of recruitmentCommands.filter(({ name }) => !hiring.has(name))) {
  addCommand(command, {
    field: 'recruitment',
    node: () => recruitmentNode,
    idField: 'recruitmentId',
  });
}
