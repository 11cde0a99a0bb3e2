/** Open selections (公开选拔): campaigns and the three gates they pass. */
import { Ctx, Field, ID, Int, ObjectType } from 'type-graphql';
import type { CivilDate, PartialDate } from '../events/dates.ts';
import { GateForm, OpenSelectionPhase, SelectionGate } from '../events/open-selection.ts';
import type { EventId } from '../events/values.ts';
import {
  type OpenSelectionGateRow,
  type OpenSelectionRow,
  openSelectionGates,
  openSelections,
} from '../src/read-models/open-selection.ts';
import type { Graph } from './toolkit/context.ts';
import { LedgerEvent, loadEvent } from './toolkit/event.ts';
import { listOf } from './toolkit/list.ts';
import { defineNode, RowNode } from './toolkit/node.ts';
import { DateScalar, PartialDateScalar } from './toolkit/scalars.ts';
import { codeEnum } from './toolkit/types-of-zod.ts';

@ObjectType({ description: '步骤 (a step of a campaign, and the fact it rests on)' })
export class OpenSelectionStep {
  readonly eventId: EventId;
  @Field(() => codeEnum(OpenSelectionPhase))
  readonly phase: OpenSelectionPhase;
  @Field(() => PartialDateScalar)
  readonly on: PartialDate;
  @Field(() => String, { nullable: true, description: 'The number of its document.' })
  readonly document: string | null;
  @Field(() => LedgerEvent, { nullable: true })
  event(@Ctx() graph: Graph): Promise<LedgerEvent | null> {
    return loadEvent(graph, this.eventId);
  }
}

@ObjectType({ description: '表决 (the vote of the committee)' })
export class OpenSelectionVote {
  @Field(() => Int)
  readonly expected: number;
  @Field(() => Int)
  readonly present: number;
  @Field(() => Int)
  readonly votesFor: number;
}

@ObjectType({ implements: RowNode, description: '公开选拔 (an open selection)' })
export class OpenSelection extends RowNode {
  readonly steps: OpenSelectionRow['steps'];
  @Field(() => Int)
  readonly year: number;
  @Field(() => String)
  readonly title: string;
  @Field(() => codeEnum(OpenSelectionPhase))
  readonly phase: OpenSelectionPhase;
  @Field(() => Boolean, { description: '放宽资格条件' })
  readonly relaxesQualifications: boolean;
  @Field(() => String, { nullable: true, description: 'The superior that approved it.' })
  readonly approvedBy: string | null;
  @Field(() => PartialDateScalar, { nullable: true })
  readonly announcedOn: PartialDate | null;
  @Field(() => DateScalar, { nullable: true })
  readonly registrationUntil: CivilDate | null;
  @Field(() => PartialDateScalar, { nullable: true })
  readonly decidedOn: PartialDate | null;
  @Field(() => OpenSelectionVote, { nullable: true })
  readonly decision: OpenSelectionRow['decision'];
  @Field(() => DateScalar, { nullable: true })
  readonly noticeStartsOn: CivilDate | null;
  @Field(() => DateScalar, { nullable: true, description: 'The last day of the public notice.' })
  readonly noticeEndsOn: CivilDate | null;
  @Field(() => PartialDateScalar, { nullable: true })
  readonly concludedOn: PartialDate | null;
  @Field(() => Int, { description: 'The version of the rule set it goes by.' })
  readonly ruleSetVersion: number;

  @Field(() => [OpenSelectionStep], { description: 'After the draft, each with its document.' })
  course(): OpenSelectionStep[] {
    return this.steps.map((step) => Object.assign(new OpenSelectionStep(), step));
  }
}
export const openSelectionNode = defineNode('OpenSelection', openSelections, () => OpenSelection);

@ObjectType({
  implements: RowNode,
  description: '关口 (one of the three gates, as it was held)',
})
export class OpenSelectionGate extends RowNode {
  readonly openSelectionId: string;
  @Field(() => codeEnum(SelectionGate))
  readonly gate: OpenSelectionGateRow['gate'];
  @Field(() => PartialDateScalar)
  readonly heldOn: PartialDate;
  @Field(() => codeEnum(GateForm))
  readonly form: OpenSelectionGateRow['form'];
  @Field(() => Int)
  readonly expected: number;
  @Field(() => Int)
  readonly present: number;
  @Field(() => Int)
  readonly votesFor: number;
  @Field(() => Int)
  readonly votesAgainst: number;
  @Field(() => Int)
  readonly abstaining: number;
  @Field(() => Int)
  readonly other: number;
  @Field(() => Boolean)
  readonly passed: boolean;

  @Field(() => OpenSelection, { nullable: true })
  openSelection(@Ctx() graph: Graph): Promise<OpenSelection | null> {
    return graph.load(openSelectionNode, this.openSelectionId, this.at);
  }
}
const gateNode = defineNode('OpenSelectionGate', openSelectionGates, () => OpenSelectionGate);

const campaigns = listOf(openSelectionNode, {
  description: '公开选拔 (open selections)',
  filters: {
    title: { text: true },
    year: { column: 'year', type: () => Int },
    phase: { column: 'phase', type: () => codeEnum(OpenSelectionPhase) },
    relaxesQualifications: { flag: 'relaxesQualifications' },
    announcedOn: { range: 'announcedOn', type: () => DateScalar },
    concludedOn: { range: 'concludedOn', type: () => DateScalar },
  },
  sorts: { YEAR: 'year', ANNOUNCED_ON: 'announcedOn', CONCLUDED_ON: 'concludedOn' },
  dimensions: { YEAR: 'year', PHASE: 'phase' },
});
campaigns.query('openSelections');

const gates = listOf(gateNode, {
  description: '三道关口 (gates held)',
  filters: {
    openSelection: { column: 'openSelectionId', type: () => ID, idOf: 'OpenSelection' },
    gate: { column: 'gate', type: () => codeEnum(SelectionGate) },
    form: { column: 'form', type: () => codeEnum(GateForm) },
    passed: { flag: 'passed' },
    heldOn: { range: 'heldOn', type: () => DateScalar },
  },
  sorts: { HELD_ON: 'heldOn' },
  dimensions: { GATE: 'gate', FORM: 'form', PASSED: 'passed' },
});
gates.query('openSelectionGates');
gates.attach(OpenSelection, 'gates', 'The gates as they were held.', ({ key }) => ({
  openSelectionId: key,
}));
