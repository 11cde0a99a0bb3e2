/** Applications (报名) in open selections, and the finalists among them. */
import { Ctx, Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { GrassrootsRole, UnitType } from '../events/code-tables.ts';
import type { CivilDate, PartialDate } from '../events/dates.ts';
import {
  ApplicationEnd,
  ApplicationStage,
  FinalistReserve,
} from '../events/open-selection-application.ts';
import { OfferedItemKind } from '../events/open-selection-item.ts';
import type { Origin as OriginValue } from '../events/posting.ts';
import type { EventId } from '../events/values.ts';
import { openSelectionApplications } from '../src/read-models/open-selection-application.ts';
import type { OpenSelectionApplicationRow } from '../src/read-models/open-selection-application-row.ts';
import { Appointment, appointmentNode } from './appointment.ts';
import { OpenSelection, openSelectionNode } from './open-selection.ts';
import { OfferedItem, offeredItemNode } from './open-selection-item.ts';
import { Origin } from './origin.ts';
import { Cadre, cadreNode } from './person.ts';
import type { Graph } from './toolkit/context.ts';
import { LedgerEvent, loadEvent } from './toolkit/event.ts';
import { listOf } from './toolkit/list.ts';
import { defineNode, RowNode } from './toolkit/node.ts';
import { DateScalar, PartialDateScalar } from './toolkit/scalars.ts';
import { codeEnum } from './toolkit/types-of-zod.ts';

@ObjectType({ description: '成绩 (a score of 100; personal)' })
export class ExamScore {
  readonly eventId: EventId;
  @Field(() => Float, { nullable: true, description: 'null: absent, or erased.' })
  readonly score: number | null;
  @Field(() => Boolean)
  readonly absent: boolean;
  @Field(() => LedgerEvent, { nullable: true })
  event(@Ctx() graph: Graph): Promise<LedgerEvent | null> {
    return loadEvent(graph, this.eventId);
  }
}

@ObjectType({ implements: RowNode, description: '报名 (somebody’s application in a campaign)' })
export class OpenSelectionApplication extends RowNode {
  readonly openSelectionId: string;
  readonly itemId: string;
  readonly cadreId: string;
  readonly written: OpenSelectionApplicationRow['written'];
  readonly interview: OpenSelectionApplicationRow['interview'];
  readonly endEventId: EventId | null;
  readonly screeningEventId: EventId | null;
  readonly decisionEventId: EventId | null;
  readonly reserveEventId: EventId | null;
  readonly appointmentId: EventId | null;
  @Field(() => Int)
  readonly year: number;
  @Field(() => codeEnum(OfferedItemKind))
  readonly itemKind: OfferedItemKind;
  @Field(() => Origin, { nullable: true, description: 'Where they served when they applied.' })
  readonly origin: OriginValue | null;
  @Field(() => PartialDateScalar)
  readonly registeredOn: PartialDate;
  @Field(() => codeEnum(ApplicationStage), { description: 'How far they came.' })
  readonly stage: ApplicationStage;
  @Field(() => codeEnum(ApplicationEnd), { nullable: true, description: 'null: it goes on.' })
  readonly endState: ApplicationEnd | null;
  @Field(() => PartialDateScalar, { nullable: true })
  readonly endedOn: PartialDate | null;
  @Field(() => String, { nullable: true, description: 'Why, as last said; personal.' })
  readonly grounds: string | null;
  @Field(() => Int, {
    nullable: true,
    description: 'By written score; equal scores share a place.',
  })
  readonly writtenRank: number | null;
  @Field(() => Int, { nullable: true, description: 'By weighted total.' })
  readonly totalRank: number | null;
  @Field(() => Boolean, { nullable: true })
  readonly inspectedFit: boolean | null;
  @Field(() => DateScalar, { nullable: true })
  readonly probationEndsOn: CivilDate | null;
  @Field(() => codeEnum(FinalistReserve), { description: 'Of a finalist who was not selected.' })
  readonly reserve: FinalistReserve;

  @Field(() => OpenSelection, { nullable: true })
  openSelection(@Ctx() graph: Graph): Promise<OpenSelection | null> {
    return graph.load(openSelectionNode, this.openSelectionId, this.at);
  }
  @Field(() => OfferedItem, { nullable: true })
  item(@Ctx() graph: Graph): Promise<OfferedItem | null> {
    return graph.load(offeredItemNode, this.itemId, this.at);
  }
  @Field(() => Cadre, { nullable: true })
  cadre(@Ctx() graph: Graph): Promise<Cadre | null> {
    return graph.load(cadreNode, this.cadreId, this.at);
  }
  @Field(() => ExamScore, { nullable: true })
  writtenExam(): ExamScore | null {
    return this.written && Object.assign(new ExamScore(), this.written);
  }
  @Field(() => ExamScore, { nullable: true })
  interviewExam(): ExamScore | null {
    return this.interview && Object.assign(new ExamScore(), this.interview);
  }
  @Field(() => Appointment, { nullable: true, description: 'What the winner of a post was given.' })
  appointment(@Ctx() graph: Graph): Promise<Appointment | null> {
    return graph.load(appointmentNode, this.appointmentId, this.at);
  }
  @Field(() => LedgerEvent, { nullable: true })
  screenedBy(@Ctx() graph: Graph): Promise<LedgerEvent | null> {
    return loadEvent(graph, this.screeningEventId);
  }
  @Field(() => LedgerEvent, { nullable: true, description: 'The decision that proposed them.' })
  proposedBy(@Ctx() graph: Graph): Promise<LedgerEvent | null> {
    return loadEvent(graph, this.decisionEventId);
  }
  @Field(() => LedgerEvent, { nullable: true })
  endedBy(@Ctx() graph: Graph): Promise<LedgerEvent | null> {
    return loadEvent(graph, this.endEventId);
  }
  @Field(() => LedgerEvent, { nullable: true, description: 'The last word about the pool.' })
  reserveBy(@Ctx() graph: Graph): Promise<LedgerEvent | null> {
    return loadEvent(graph, this.reserveEventId);
  }
}
const applicationNode = defineNode(
  'OpenSelectionApplication',
  openSelectionApplications,
  () => OpenSelectionApplication,
);

const list = listOf(applicationNode, {
  description: '公开选拔报名 (applications in open selections)',
  filters: {
    openSelection: { column: 'openSelectionId', type: () => ID, idOf: 'OpenSelection' },
    item: { column: 'itemId', type: () => ID, idOf: 'OfferedItem' },
    cadre: { column: 'cadreId', type: () => ID, idOf: 'Cadre' },
    year: { column: 'year', type: () => Int },
    itemKind: { column: 'itemKind', type: () => codeEnum(OfferedItemKind) },
    stage: { column: 'stage', type: () => codeEnum(ApplicationStage) },
    endState: { column: 'endState', type: () => codeEnum(ApplicationEnd) },
    originType: { column: 'originType', type: () => codeEnum(UnitType) },
    originRole: { column: 'originRole', type: () => codeEnum(GrassrootsRole) },
    origin: { column: 'originOrganizationId', type: () => ID, idOf: 'Organization' },
    reserve: { column: 'reserve', type: () => codeEnum(FinalistReserve) },
    interviewed: { flag: 'interviewed' },
    won: { flag: 'won' },
    registeredOn: { range: 'registeredOn', type: () => DateScalar },
    endedOn: { range: 'endedOn', type: () => DateScalar },
  },
  sorts: {
    REGISTERED_ON: 'registeredOn',
    ENDED_ON: 'endedOn',
    WRITTEN_RANK: 'writtenRank',
    TOTAL_RANK: 'totalRank',
  },
  dimensions: {
    YEAR: 'year',
    ITEM: 'itemId',
    ITEM_KIND: 'itemKind',
    STAGE: 'stage',
    END_STATE: 'endState',
    ORIGIN: 'originType',
    ORIGIN_ROLE: 'originRole',
    RESERVE: 'reserve',
    INTERVIEWED: 'interviewed',
    WON: 'won',
  },
});
list.query('openSelectionApplications');
list.attach(OpenSelection, 'applications', 'Everybody who applied.', ({ key }) => ({
  openSelectionId: key,
}));
list.attach(OfferedItem, 'applications', 'Everybody who applied for it.', ({ key }) => ({
  itemId: key,
}));
list.attach(Cadre, 'openSelectionApplications', 'In open selections.', ({ key }) => ({
  cadreId: key,
}));
