/** What a figure counts: one person, offered item, position or round, and the facts it rests on. */
import { grassrootsOrigins, type UnitType } from '../../events/code-tables.ts';
import { firstDay, type PartialDate, wholeYear, yearOf } from '../../events/dates.ts';
import type { Origin } from '../../events/posting.ts';
import type { AppointmentRow, IntakeRow } from './appointment.ts';
import type { ExchangeRow } from './exchange.ts';
import type { OfferedItemRow } from './open-selection-item.ts';
import type { PostingRow } from './posting.ts';
import type { RecruitmentHireRow, RecruitmentPositionRow } from './recruitment.ts';
import type { ReliefPostingRow } from './relief-posting.ts';
import type { ReserveMembershipRow } from './reserve-pool.ts';
import type { ReserveCandidateRow, ReserveRoundRow } from './reserve-round.ts';

export type FigureItem = {
  /** Unique in its figure: the id of the person, offered item, position or round. */
  readonly key: string;
  readonly on: PartialDate;
  readonly year: number;
  /** What it adds to a figure of offered posts; 1 of everything else. */
  readonly weight: number;
  readonly cadreId: string | null;
  /** The unit it led to, or whose post it is. */
  readonly organizationId: string | null;
  readonly postId: string | null;
  readonly roundId: string | null;
  readonly offeredItemId: string | null;
  readonly positionId: string | null;
  readonly originId: string | null;
  readonly origin: UnitType | null;
  readonly role: string | null;
  readonly destination: UnitType | null;
  readonly channel: string | null;
  readonly lawfulRoute: string | null;
  readonly level: string | null;
  readonly itemKind: string | null;
  readonly outcome: string | null;
  readonly minGrassrootsYears: number | null;
  /** Of county-managed leaders: whether they are also among those selected to organs. */
  readonly alsoSelected: boolean | null;
  /** The fact it rests on; the decision before it; the front-line posting before a post. */
  readonly eventId: string;
  readonly decisionId: string | null;
  readonly frontLineId: string | null;
  /** null: the document of the event, if any. */
  readonly document: string | null;
};

function item(
  key: string,
  on: PartialDate,
  eventId: string,
  document: string | null,
  rest: Partial<FigureItem>,
): FigureItem {
  const day = firstDay(on);
  return { ...blank, key, on: day, year: yearOf(day), eventId, document, ...rest };
}
const blank = {
  weight: 1,
  cadreId: null,
  organizationId: null,
  postId: null,
  roundId: null,
  offeredItemId: null,
  positionId: null,
  originId: null,
  origin: null,
  role: null,
  destination: null,
  channel: null,
  lawfulRoute: null,
  level: null,
  itemKind: null,
  outcome: null,
  minGrassrootsYears: null,
  alsoSelected: null,
  decisionId: null,
  frontLineId: null,
};
const from = (origin: Origin | null) => ({
  origin: origin?.unitType ?? null,
  originId: origin?.organizationId ?? null,
  role: origin?.role ?? null,
});

export const ofIntake = (row: IntakeRow) =>
  item(row.cadreId, row.on, row.eventId, row.document, {
    ...from(row.origin),
    cadreId: row.cadreId,
    organizationId: row.destinationId,
    destination: row.destinationType,
    channel: row.channel,
  });

/** `before`: the intake through which somebody came who was no longer at the grassroots. */
export const ofAppointment = (row: AppointmentRow, before: IntakeRow | null = null) =>
  item(row.cadreId, row.tenureFrom, row.eventId, row.document, {
    ...from(isGrassroots(row.origin) ? row.origin : (before?.origin ?? row.origin)),
    cadreId: row.cadreId,
    organizationId: row.organizationId,
    postId: row.postId,
    destination: row.unitType,
    channel: row.channel,
    lawfulRoute: row.lawfulRoute,
    level: row.level,
    decisionId: row.decisionId,
  });

export function isGrassroots(origin: Origin | null): boolean {
  return origin !== null && grassrootsOrigins.has(origin.unitType);
}

/** `before`: the intake of the same hire, which knows where the person came from. */
export const ofHire = (row: RecruitmentHireRow, before: IntakeRow | null = null) =>
  item(row.cadreId, row.hiredOn, row.eventId, row.document, {
    ...from(before?.origin ?? null),
    cadreId: row.cadreId,
    organizationId: row.organizationId,
    positionId: row.positionId,
    destination: row.unitType as UnitType,
    channel: before?.channel ?? null,
  });

export const ofReliefPosting = (row: ReliefPostingRow) =>
  item(row.cadreId, row.completedOn ?? row.startedOn, row.endId ?? row.eventId, null, {
    cadreId: row.cadreId,
    organizationId: row.organizationId,
    originId: row.homeOrganizationId,
    origin: row.homeType,
    role: row.role,
    destination: row.unitType,
    decisionId: row.eventId,
  });

export const ofExchange = (row: ExchangeRow) =>
  item(
    row.cadreId,
    row.completedOn ?? row.proposedOn,
    row.completionId ?? row.eventId,
    row.document,
    {
      cadreId: row.cadreId,
      organizationId: row.toOrganizationId,
      postId: row.toPostId,
      originId: row.fromOrganizationId,
      origin: row.fromType,
      destination: row.toType,
      channel: 'EXCHANGE',
      level: row.levelBefore,
      decisionId: row.eventId,
    },
  );

export const ofCandidate = (row: ReserveCandidateRow) =>
  item(
    row.cadreId,
    row.recommendedOn ?? row.nominatedOn,
    row.recommendedEventId ?? row.eventId,
    null,
    {
      ...from(row.origin),
      cadreId: row.cadreId,
      organizationId: row.origin?.organizationId ?? null,
      roundId: row.roundId,
      channel: 'PUBLIC_RECOMMENDATION',
      decisionId: row.recommendationIds[0] ?? null,
    },
  );

export const ofMembership = (row: ReserveMembershipRow) =>
  item(row.cadreId, row.admittedOn, row.eventId, row.document, {
    ...from(row.origin),
    cadreId: row.cadreId,
    organizationId: row.origin?.organizationId ?? null,
    roundId: row.roundId,
    channel: 'OPEN_SELECTION',
    outcome: row.status,
  });

export const ofRound = (row: ReserveRoundRow) =>
  item(row.roundId, row.announcedOn ?? row.openedOn, row.eventId, row.document, {
    roundId: row.roundId,
    year: row.year,
    outcome: row.stage,
  });

export const ofOfferedItem = (row: OfferedItemRow) =>
  item(row.itemId, row.announcedOn ?? wholeYear(row.year), row.eventId, row.document, {
    year: row.year,
    offeredItemId: row.itemId,
    organizationId: row.organizationId,
    postId: row.postId,
    weight: row.postCount,
    itemKind: row.kind,
    outcome: row.status,
    decisionId: row.announcementId,
  });

export const ofPosition = (row: RecruitmentPositionRow) =>
  item(row.positionId, row.announcedOn ?? wholeYear(row.year), row.eventId, row.document, {
    year: row.year,
    positionId: row.positionId,
    organizationId: row.organizationId,
    destination: row.unitType as UnitType,
    minGrassrootsYears: row.minGrassrootsYears,
    decisionId: row.announcementId,
  });

/** `before`: a front-line posting that began before the post, if there is one. */
export const ofHolder = (row: PostingRow, before: PostingRow | null) =>
  item(row.cadreId, row.from, row.eventId, row.document, {
    ...(before === null
      ? {}
      : { origin: before.unitType, originId: before.organizationId, role: before.role }),
    cadreId: row.cadreId,
    organizationId: row.organizationId,
    postId: row.postId,
    destination: row.unitType,
    level: row.level,
    decisionId: row.basedOn,
    frontLineId: before?.eventId ?? null,
  });
