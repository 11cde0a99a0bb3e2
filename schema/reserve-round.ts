/** Reserve rounds: their candidates, who recommended whom, and the commands of a round. */
import { Ctx, Field, Int, ObjectType } from 'type-graphql';
import { GrassrootsRole, RecommendationForm, UnitType } from '../events/code-tables.ts';
import type { CivilDate, PartialDate } from '../events/dates.ts';
import type { Origin as OriginValue } from '../events/posting.ts';
import { ReserveCandidateStage, ReserveRoundStage } from '../events/reserve-round.ts';
import type { EventId } from '../events/values.ts';
import { reserveRoundCommands } from '../src/domain/reserve-round-conclusion.ts';
import {
  type ReserveCandidateRow,
  reserveCandidates,
  reserveRounds,
} from '../src/read-models/reserve-round.ts';
import {
  type ReserveRecommendationRow,
  reserveNominations,
  reserveRecommendations,
} from '../src/read-models/reserve-round-recommendation.ts';
import { Organization, organizationNode } from './organization.ts';
import { Origin } from './origin.ts';
import { Cadre, cadreNode } from './person.ts';
import { addCommand } from './toolkit/command.ts';
import type { Graph } from './toolkit/context.ts';
import { LedgerEvent, loadEvent, loadEvents } from './toolkit/event.ts';
import { listOf } from './toolkit/list.ts';
import { defineNode, RowNode } from './toolkit/node.ts';
import { DateScalar, PartialDateScalar } from './toolkit/scalars.ts';
import { codeEnum } from './toolkit/types-of-zod.ts';

@ObjectType({ implements: RowNode, description: '后备干部公开推荐轮次 (a reserve round)' })
export class ReserveRound extends RowNode {
  @Field(() => Int)
  readonly year: number;
  @Field(() => String)
  readonly title: string;
  @Field(() => codeEnum(ReserveRoundStage), { description: 'How far it has come.' })
  readonly stage: ReserveRoundStage;
  @Field(() => PartialDateScalar)
  readonly openedOn: PartialDate;
  @Field(() => PartialDateScalar, { nullable: true })
  readonly announcedOn: PartialDate | null;
  @Field(() => DateScalar, { nullable: true })
  readonly nominationsUntil: CivilDate | null;
  @Field(() => DateScalar, { nullable: true, description: 'The last day of the public notice.' })
  readonly noticeEndsOn: CivilDate | null;
  @Field(() => PartialDateScalar, { nullable: true })
  readonly closedOn: PartialDate | null;
  @Field(() => Int, { description: 'The version of the rule set it goes by.' })
  readonly ruleSetVersion: number;
}
export const reserveRoundNode = defineNode('ReserveRound', reserveRounds, () => ReserveRound);

@ObjectType({ implements: RowNode, description: '提名 (who put whom forward)' })
export class ReserveNomination extends RowNode {
  readonly cadreId: string;
  readonly nominatorUnitId: string | null;
  readonly nominatorIds: readonly string[];
  @Field(() => codeEnum(RecommendationForm))
  readonly form: string;
  @Field(() => PartialDateScalar)
  readonly on: PartialDate;

  @Field(() => Cadre, { nullable: true, description: 'Who was put forward.' })
  cadre(@Ctx() graph: Graph): Promise<Cadre | null> {
    return graph.load(cadreNode, this.cadreId, this.at);
  }
  @Field(() => Organization, { nullable: true, description: 'The unit that put them forward.' })
  unit(@Ctx() graph: Graph): Promise<Organization | null> {
    return graph.load(organizationNode, this.nominatorUnitId, this.at);
  }
  @Field(() => [Cadre], { description: 'The persons who put them forward.' })
  async nominators(@Ctx() graph: Graph): Promise<Cadre[]> {
    const found = await Promise.all(
      this.nominatorIds.map((id) => graph.load(cadreNode, id, this.at)),
    );
    return found.filter((cadre) => cadre !== null);
  }
}
const reserveNominationNode = defineNode(
  'ReserveNomination',
  reserveNominations,
  () => ReserveNomination,
);

@ObjectType({ implements: RowNode, description: '民主推荐 (a meeting or talks, with the votes)' })
export class ReserveRecommendation extends RowNode {
  readonly unitId: string;
  readonly tallies: ReserveRecommendationRow['tallies'];
  @Field(() => codeEnum(RecommendationForm))
  readonly form: string;
  @Field(() => PartialDateScalar)
  readonly on: PartialDate;
  @Field(() => Int)
  readonly expected: number;
  @Field(() => Int)
  readonly present: number;

  @Field(() => Organization, { nullable: true })
  unit(@Ctx() graph: Graph): Promise<Organization | null> {
    return graph.load(organizationNode, this.unitId, this.at);
  }
  @Field(() => [ReserveTally], { description: 'By rank.' })
  votes(): ReserveTally[] {
    return [...this.tallies]
      .sort((a, b) => a.rank - b.rank)
      .map((tally) => Object.assign(new ReserveTally(), tally, { at: this.at }));
  }
}
const reserveRecommendationNode = defineNode(
  'ReserveRecommendation',
  reserveRecommendations,
  () => ReserveRecommendation,
);

@ObjectType({ description: '得票 (the votes on one candidate)' })
export class ReserveTally {
  readonly cadreId: string;
  readonly at: RowNode['at'];
  @Field(() => Int)
  readonly votesFor: number;
  @Field(() => Int)
  readonly votesAgainst: number;
  @Field(() => Int)
  readonly abstaining: number;
  @Field(() => Int)
  readonly other: number;
  @Field(() => Int)
  readonly rank: number;
  @Field(() => Cadre, { nullable: true })
  cadre(@Ctx() graph: Graph): Promise<Cadre | null> {
    return graph.load(cadreNode, this.cadreId, this.at);
  }
}

@ObjectType({ implements: RowNode, description: '后备人选 (a candidate of a round)' })
export class ReserveCandidate extends RowNode {
  readonly roundId: string;
  readonly cadreId: string;
  readonly nominationIds: readonly EventId[];
  readonly screenedEventId: EventId | null;
  readonly recommendedEventId: EventId | null;
  readonly recommendationIds: readonly EventId[];
  readonly inspectionEventId: EventId | null;
  @Field(() => codeEnum(ReserveCandidateStage), { description: 'How far they came.' })
  readonly stage: ReserveCandidateStage;
  @Field(() => Origin, { nullable: true, description: 'Where they served when put forward.' })
  readonly origin: OriginValue | null;
  @Field(() => PartialDateScalar)
  readonly nominatedOn: PartialDate;
  @Field(() => String, { nullable: true, description: 'Why they were rejected at screening.' })
  readonly rejectedFor: ReserveCandidateRow['rejectedFor'];
  @Field(() => PartialDateScalar, { nullable: true })
  readonly recommendedOn: PartialDate | null;
  @Field(() => Boolean, { nullable: true })
  readonly inspectedFit: boolean | null;
  @Field(() => Int, { nullable: true, description: 'How many inspected them.' })
  readonly teamSize: number | null;

  @Field(() => ReserveRound, { nullable: true })
  round(@Ctx() graph: Graph): Promise<ReserveRound | null> {
    return graph.load(reserveRoundNode, this.roundId, this.at);
  }
  @Field(() => Cadre, { nullable: true })
  cadre(@Ctx() graph: Graph): Promise<Cadre | null> {
    return graph.load(cadreNode, this.cadreId, this.at);
  }
  @Field(() => [LedgerEvent], { description: 'The nominations, in the order of their dates.' })
  nominatedBy(@Ctx() graph: Graph): Promise<LedgerEvent[]> {
    return loadEvents(graph, this.nominationIds);
  }
  @Field(() => LedgerEvent, { nullable: true })
  screenedBy(@Ctx() graph: Graph): Promise<LedgerEvent | null> {
    return loadEvent(graph, this.screenedEventId);
  }
  @Field(() => LedgerEvent, { nullable: true, description: 'The event that recommended them.' })
  recommendedBy(@Ctx() graph: Graph): Promise<LedgerEvent | null> {
    return loadEvent(graph, this.recommendedEventId);
  }
  @Field(() => [LedgerEvent], {
    description: 'The meetings and talks it rests on, as recorded; without those taken back since.',
  })
  async recommendations(@Ctx() graph: Graph): Promise<LedgerEvent[]> {
    const ids = this.recommendationIds;
    const held = await Promise.all(
      ids.map((id) => graph.load(reserveRecommendationNode, id, this.at)),
    );
    const votedOn = ids.filter((_, index) =>
      held[index]?.tallies.some(({ cadreId }) => cadreId === this.cadreId),
    );
    return loadEvents(graph, votedOn);
  }
  @Field(() => LedgerEvent, { nullable: true })
  inspectedBy(@Ctx() graph: Graph): Promise<LedgerEvent | null> {
    return loadEvent(graph, this.inspectionEventId);
  }
}
export const reserveCandidateNode = defineNode(
  'ReserveCandidate',
  reserveCandidates,
  () => ReserveCandidate,
);

const rounds = listOf(reserveRoundNode, {
  description: '后备干部公开推荐轮次 (reserve rounds)',
  filters: {
    year: { column: 'year', type: () => Int },
    stage: { column: 'stage', type: () => codeEnum(ReserveRoundStage) },
  },
  sorts: { YEAR: 'year', OPENED_ON: 'openedOn' },
  dimensions: { YEAR: 'year', STAGE: 'stage' },
});
rounds.query('reserveRounds');

const candidates = listOf(reserveCandidateNode, {
  description: '后备人选 (candidates of reserve rounds)',
  filters: {
    stage: { column: 'stage', type: () => codeEnum(ReserveCandidateStage) },
    originType: { column: 'originType', type: () => codeEnum(UnitType) },
    originRole: { column: 'originRole', type: () => codeEnum(GrassrootsRole) },
    recommended: { flag: 'recommended' },
    grassroots: { flag: 'grassroots' },
    recommendedOn: { range: 'recommendedOn', type: () => DateScalar },
  },
  sorts: { NOMINATED_ON: 'nominatedOn', RECOMMENDED_ON: 'recommendedOn', STAGE: 'stage' },
  dimensions: {
    STAGE: 'stage',
    ORIGIN: 'originType',
    ROLE: 'originRole',
    GRASSROOTS: 'grassroots',
    RECOMMENDED: 'recommended',
  },
});
candidates.query('reserveCandidates');
candidates.attach(ReserveRound, 'candidates', 'Everybody put forward in the round.', (round) => ({
  roundId: round.key,
}));

const nominations = listOf(reserveNominationNode, {
  description: '提名 (nominations)',
  filters: { form: { column: 'form', type: () => codeEnum(RecommendationForm) } },
  sorts: { ON: 'on' },
  dimensions: { FORM: 'form', UNIT: 'nominatorUnitId' },
});
nominations.attach(ReserveCandidate, 'nominations', 'Who put them forward.', (candidate) => ({
  roundId: candidate.roundId,
  cadreId: candidate.cadreId,
}));

const recommendations = listOf(reserveRecommendationNode, {
  description: '民主推荐 (recommendations held)',
  filters: { form: { column: 'form', type: () => codeEnum(RecommendationForm) } },
  sorts: { ON: 'on' },
  dimensions: { FORM: 'form', UNIT: 'unitId' },
});
recommendations.attach(ReserveRound, 'recommendations', 'Meetings and talks held.', (round) => ({
  roundId: round.key,
}));

for (const command of reserveRoundCommands) {
  addCommand(command, { field: 'reserveRound', node: () => reserveRoundNode, idField: 'roundId' });
}
