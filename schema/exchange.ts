/** Exchanges of cadres (干部交流), and the commands about them. */
import { Ctx, Field, ID, Int, ObjectType } from 'type-graphql';
import {
  ExchangeDirection,
  ExchangeKind,
  ExchangeReason,
  ExchangeSide,
  ExchangeStage,
  PostKind,
  PostLevel,
  UnitType,
} from '../events/code-tables.ts';
import type { PartialDate } from '../events/dates.ts';
import type { EventId } from '../events/values.ts';
import { exchangeCommands } from '../src/domain/exchange.ts';
import { type ExchangeRow, exchanges } from '../src/read-models/exchange.ts';
import { Organization, organizationNode } from './organization.ts';
import { Cadre, cadreNode } from './person.ts';
import { Post, postNode } from './post.ts';
import { addCommand } from './toolkit/command.ts';
import type { Graph } from './toolkit/context.ts';
import { LedgerEvent, loadEvent, loadEvents } from './toolkit/event.ts';
import { listOf } from './toolkit/list.ts';
import { defineNode, RowNode } from './toolkit/node.ts';
import { DateScalar, PartialDateScalar } from './toolkit/scalars.ts';
import { codeEnum } from './toolkit/types-of-zod.ts';

@ObjectType({ description: '单位意见 (what a unit says to an exchange)' })
export class ExchangeOpinion {
  readonly eventId: EventId;
  @Field(() => codeEnum(ExchangeSide))
  readonly side: string;
  @Field(() => Boolean)
  readonly agreed: boolean;
  @Field(() => PartialDateScalar)
  readonly on: PartialDate;
  @Field(() => LedgerEvent, { nullable: true })
  event(@Ctx() graph: Graph): Promise<LedgerEvent | null> {
    return loadEvent(graph, this.eventId);
  }
}

@ObjectType({ implements: RowNode, description: '干部交流 (an exchange between units)' })
export class Exchange extends RowNode {
  readonly cadreId: string;
  readonly fromOrganizationId: string;
  readonly toOrganizationId: string;
  readonly toPostId: string | null;
  readonly fromPostingId: EventId;
  readonly opinionFrom: ExchangeRow['opinionFrom'];
  readonly opinionTo: ExchangeRow['opinionTo'];
  readonly stepIds: readonly EventId[];
  readonly completionId: EventId | null;
  @Field(() => codeEnum(ExchangeKind))
  readonly kind: string;
  @Field(() => codeEnum(ExchangeReason))
  readonly reason: string;
  @Field(() => codeEnum(ExchangeDirection))
  readonly direction: ExchangeRow['direction'];
  @Field(() => codeEnum(ExchangeStage))
  readonly stage: ExchangeRow['stage'];
  @Field(() => codeEnum(UnitType))
  readonly fromType: ExchangeRow['fromType'];
  @Field(() => codeEnum(UnitType))
  readonly toType: ExchangeRow['toType'];
  @Field(() => codeEnum(PostKind))
  readonly postKindBefore: ExchangeRow['postKindBefore'];
  @Field(() => codeEnum(PostLevel), { description: 'The highest level held on the day.' })
  readonly levelBefore: ExchangeRow['levelBefore'];
  @Field(() => Boolean, { description: '中层及以下 (neither a leading post nor a level)' })
  readonly midLevelOrBelow: boolean;
  @Field(() => String, { nullable: true, description: 'Where there is no established post.' })
  readonly toTitle: string | null;
  @Field(() => PartialDateScalar)
  readonly proposedOn: PartialDate;
  @Field(() => PartialDateScalar, { nullable: true })
  readonly completedOn: PartialDate | null;
  @Field(() => Int, { description: 'The version of the rule set it goes by.' })
  readonly ruleSetVersion: number;

  @Field(() => Cadre, { nullable: true })
  cadre(@Ctx() graph: Graph): Promise<Cadre | null> {
    return graph.load(cadreNode, this.cadreId, this.at);
  }
  @Field(() => Organization, { nullable: true, description: 'The unit left.' })
  from(@Ctx() graph: Graph): Promise<Organization | null> {
    return graph.load(organizationNode, this.fromOrganizationId, this.at);
  }
  @Field(() => Organization, { nullable: true, description: 'The unit entered.' })
  to(@Ctx() graph: Graph): Promise<Organization | null> {
    return graph.load(organizationNode, this.toOrganizationId, this.at);
  }
  @Field(() => Post, { nullable: true, description: 'The post entered.' })
  toPost(@Ctx() graph: Graph): Promise<Post | null> {
    return graph.load(postNode, this.toPostId, this.at);
  }
  @Field(() => [ExchangeOpinion], { description: 'The latest of each unit that was heard.' })
  opinions(): ExchangeOpinion[] {
    const sides = [
      { side: 'FROM', opinion: this.opinionFrom },
      { side: 'TO', opinion: this.opinionTo },
    ];
    return sides.flatMap(({ side, opinion }) =>
      opinion === null ? [] : [Object.assign(new ExchangeOpinion(), opinion, { side })],
    );
  }
  @Field(() => LedgerEvent, { nullable: true, description: 'The start of the posting left.' })
  postingLeft(@Ctx() graph: Graph): Promise<LedgerEvent | null> {
    return loadEvent(graph, this.fromPostingId);
  }
  @Field(() => [LedgerEvent], { description: 'Every step after the proposal, in order.' })
  steps(@Ctx() graph: Graph): Promise<LedgerEvent[]> {
    return loadEvents(graph, this.stepIds);
  }
  @Field(() => LedgerEvent, { nullable: true })
  completedBy(@Ctx() graph: Graph): Promise<LedgerEvent | null> {
    return loadEvent(graph, this.completionId);
  }
}
export const exchangeNode = defineNode('Exchange', exchanges, () => Exchange);

const list = listOf(exchangeNode, {
  description: '干部交流 (exchanges)',
  filters: {
    kind: { column: 'kind', type: () => codeEnum(ExchangeKind) },
    reason: { column: 'reason', type: () => codeEnum(ExchangeReason) },
    direction: { column: 'direction', type: () => codeEnum(ExchangeDirection) },
    stage: { column: 'stage', type: () => codeEnum(ExchangeStage) },
    fromType: { column: 'fromType', type: () => codeEnum(UnitType) },
    toType: { column: 'toType', type: () => codeEnum(UnitType) },
    midLevelOrBelow: { flag: 'midLevelOrBelow' },
    levelBefore: { column: 'levelBefore', type: () => codeEnum(PostLevel) },
    postKindBefore: { column: 'postKindBefore', type: () => codeEnum(PostKind) },
    cadre: { column: 'cadreId', type: () => ID, idOf: 'Cadre' },
    from: { column: 'fromOrganizationId', type: () => ID, idOf: 'Organization' },
    to: { column: 'toOrganizationId', type: () => ID, idOf: 'Organization' },
    year: { column: 'year', type: () => Int },
    proposedOn: { range: 'proposedOn', type: () => DateScalar },
    completedOn: { range: 'completedOn', type: () => DateScalar },
  },
  sorts: { PROPOSED_ON: 'proposedOn', COMPLETED_ON: 'completedOn' },
  dimensions: {
    YEAR: 'year',
    STAGE: 'stage',
    DIRECTION: 'direction',
    KIND: 'kind',
    REASON: 'reason',
    ORIGIN: 'fromType',
    DESTINATION: 'toType',
    MID_LEVEL_OR_BELOW: 'midLevelOrBelow',
  },
});
list.query('exchanges');
list.attach(Cadre, 'exchanges', 'Exchanges of the cadre.', (cadre) => ({ cadreId: cadre.key }));
list.attach(Organization, 'exchangesOut', 'Exchanges out of it.', (organization) => ({
  fromOrganizationId: organization.key,
}));
list.attach(Organization, 'exchangesIn', 'Exchanges into it.', (organization) => ({
  toOrganizationId: organization.key,
}));

for (const command of exchangeCommands) {
  addCommand(command, { field: 'exchange', node: () => exchangeNode, idField: 'exchangeId' });
}
