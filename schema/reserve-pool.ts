/** The pool of reserve cadres: memberships with their training, ratings and exit. */
import { Ctx, Field, ID, Int, ObjectType } from 'type-graphql';
import {
  EntryChannel,
  ReserveExitReason,
  ReserveMaturity,
  ReserveRating,
  ReserveTarget,
  ReserveTrack,
  TrainingMode,
  UnitType,
} from '../events/code-tables.ts';
import type { PartialDate } from '../events/dates.ts';
import type { Origin as OriginValue } from '../events/posting.ts';
import type { EventId } from '../events/values.ts';
import { reservePoolCommands } from '../src/domain/reserve-pool.ts';
import {
  type RatingEntry,
  reserveMemberships,
  type TrainingEntry,
} from '../src/read-models/reserve-pool.ts';
import { Origin } from './origin.ts';
import { Cadre, cadreNode } from './person.ts';
import { ReserveRound, reserveRoundNode } from './reserve-round.ts';
import { addCommand } from './toolkit/command.ts';
import type { Graph } from './toolkit/context.ts';
import { LedgerEvent, loadEvent } from './toolkit/event.ts';
import { listOf } from './toolkit/list.ts';
import { defineNode, RowNode } from './toolkit/node.ts';
import { DateScalar, PartialDateScalar } from './toolkit/scalars.ts';
import { codeEnum, enumOf } from './toolkit/types-of-zod.ts';

const status = enumOf('ReserveMembershipStatus', ['IN_POOL', 'SUSPENDED', 'EXITED']);

@ObjectType({ description: '培养 (training of a reserve cadre)' })
export class ReserveTraining {
  readonly eventId: EventId;
  @Field(() => codeEnum(TrainingMode))
  readonly mode: string;
  @Field(() => PartialDateScalar)
  readonly assignedOn: string;
  @Field(() => DateScalar, { nullable: true })
  readonly plannedUntil: string | null;
  @Field(() => PartialDateScalar, { nullable: true })
  readonly completedOn: string | null;
  @Field(() => Int, { nullable: true })
  readonly hours: number | null;
  @Field(() => LedgerEvent, { nullable: true })
  event(@Ctx() graph: Graph): Promise<LedgerEvent | null> {
    return loadEvent(graph, this.eventId);
  }
}

@ObjectType({ description: '年度评定 (yearly rating of a reserve cadre)' })
export class ReserveYearRating {
  readonly eventId: EventId;
  @Field(() => Int)
  readonly year: number;
  @Field(() => codeEnum(ReserveRating), { nullable: true, description: 'null: erased.' })
  readonly rating: string | null;
  @Field(() => String, { nullable: true })
  readonly evidence: string | null;
  @Field(() => LedgerEvent, { nullable: true })
  event(@Ctx() graph: Graph): Promise<LedgerEvent | null> {
    return loadEvent(graph, this.eventId);
  }
}

@ObjectType({ implements: RowNode, description: '后备干部 (a membership of the reserve pool)' })
export class ReserveMembership extends RowNode {
  readonly cadreId: string;
  readonly roundId: string | null;
  readonly appointmentId: EventId | null;
  readonly exitEventId: EventId | null;
  readonly trainings: readonly TrainingEntry[];
  readonly ratings: readonly RatingEntry[];
  @Field(() => status)
  readonly status: string;
  @Field(() => codeEnum(EntryChannel))
  readonly entryChannel: string;
  @Field(() => codeEnum(ReserveMaturity))
  readonly maturity: string;
  @Field(() => codeEnum(ReserveTarget))
  readonly target: string;
  @Field(() => codeEnum(ReserveTrack))
  readonly track: string;
  @Field(() => Origin, { nullable: true, description: 'Where they served on entry.' })
  readonly origin: OriginValue | null;
  @Field(() => PartialDateScalar)
  readonly admittedOn: PartialDate;
  @Field(() => PartialDateScalar, { nullable: true })
  readonly exitedOn: PartialDate | null;
  @Field(() => codeEnum(ReserveExitReason), { nullable: true })
  readonly exitReason: string | null;
  @Field(() => ID, {
    nullable: true,
    description: 'The open selection or observation it rests on.',
  })
  readonly sourceId: string | null;

  @Field(() => Cadre, { nullable: true })
  cadre(@Ctx() graph: Graph): Promise<Cadre | null> {
    return graph.load(cadreNode, this.cadreId, this.at);
  }
  @Field(() => ReserveRound, { nullable: true, description: 'The round that recommended them.' })
  round(@Ctx() graph: Graph): Promise<ReserveRound | null> {
    return graph.load(reserveRoundNode, this.roundId, this.at);
  }
  @Field(() => [ReserveTraining], { description: 'In the order assigned.' })
  training(): ReserveTraining[] {
    return this.trainings.map((one) => Object.assign(new ReserveTraining(), one));
  }
  @Field(() => [ReserveYearRating], { description: 'In the order rated.' })
  rated(): ReserveYearRating[] {
    return this.ratings.map((one) => Object.assign(new ReserveYearRating(), one));
  }
  @Field(() => LedgerEvent, { nullable: true, description: 'The event that ended it.' })
  exitedBy(@Ctx() graph: Graph): Promise<LedgerEvent | null> {
    return loadEvent(graph, this.exitEventId);
  }
  @Field(() => LedgerEvent, { nullable: true, description: 'The appointment that ended it.' })
  appointedBy(@Ctx() graph: Graph): Promise<LedgerEvent | null> {
    return loadEvent(graph, this.appointmentId);
  }
}
export const reserveMembershipNode = defineNode(
  'ReserveMembership',
  reserveMemberships,
  () => ReserveMembership,
);

const memberships = listOf(reserveMembershipNode, {
  description: '后备干部库 (memberships of the reserve pool)',
  filters: {
    status: { column: 'status', type: () => status },
    entryChannel: { column: 'entryChannel', type: () => codeEnum(EntryChannel) },
    maturity: { column: 'maturity', type: () => codeEnum(ReserveMaturity) },
    target: { column: 'target', type: () => codeEnum(ReserveTarget) },
    track: { column: 'track', type: () => codeEnum(ReserveTrack) },
    originType: { column: 'originType', type: () => codeEnum(UnitType) },
    exitReason: { column: 'exitReason', type: () => codeEnum(ReserveExitReason) },
    round: { column: 'roundId', type: () => ID, idOf: 'ReserveRound' },
    cadre: { column: 'cadreId', type: () => ID, idOf: 'Cadre' },
    admittedOn: { range: 'admittedOn', type: () => DateScalar },
  },
  sorts: { ADMITTED_ON: 'admittedOn', EXITED_ON: 'exitedOn' },
  dimensions: {
    YEAR: 'year',
    STATUS: 'status',
    CHANNEL: 'entryChannel',
    ORIGIN: 'originType',
    TRACK: 'track',
    MATURITY: 'maturity',
    EXIT_REASON: 'exitReason',
  },
});
memberships.query('reserveMemberships');
memberships.attach(ReserveRound, 'members', 'Who entered the pool from the round.', (round) => ({
  roundId: round.key,
}));
memberships.attach(Cadre, 'reserveMemberships', 'In the reserve pool, now or once.', (cadre) => ({
  cadreId: cadre.key,
}));

for (const command of reservePoolCommands) {
  addCommand(command, { field: 'cadre', node: () => cadreNode, idField: 'cadreId' });
}
