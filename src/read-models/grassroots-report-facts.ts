/**
 * The rows the figures of the report rest on, and the bounded, indexed queries that get them. The
 * county and the moment are added by whoever asks; what is counted is decided in
 * grassroots-report-figures.ts.
 */
import { type AppointmentRow, appointments, type IntakeRow, intakes } from './appointment.ts';
import { type ExchangeRow, exchanges } from './exchange.ts';
import { type OfferedItemRow, offeredItems } from './open-selection-item.ts';
import { type PostRow, posts } from './post.ts';
import { type PostingRow, postings } from './posting.ts';
import type { Collection } from './projection.ts';
import {
  type RecruitmentHireRow,
  type RecruitmentPositionRow,
  recruitmentHires,
  recruitmentPositions,
} from './recruitment.ts';
import { type ReliefPostingRow, reliefPostings } from './relief-posting.ts';
import { type ReserveMembershipRow, reserveMemberships } from './reserve-pool.ts';
import {
  type ReserveCandidateRow,
  type ReserveRoundRow,
  reserveCandidates,
  reserveRounds,
} from './reserve-round.ts';
import type { State } from './row.ts';

type Value = string | number | null;
type Condition = Value | { readonly in: readonly Value[] } | { readonly not: Value };
/** Rows of one collection, narrowed by declared columns. */
export type FactQuery<S extends State = State> = {
  readonly collection: Collection<S>;
  readonly where: Readonly<Record<string, Condition>>;
};
const query = <S extends State>(
  collection: Collection<S>,
  where: FactQuery['where'] = {},
): FactQuery<S> => ({ collection, where });

/** One query a collection; they need nothing of each other. */
export const factQueries = {
  intakes: query<IntakeRow>(intakes),
  appointments: query<AppointmentRow>(appointments),
  hires: query<RecruitmentHireRow>(recruitmentHires),
  positions: query<RecruitmentPositionRow>(recruitmentPositions, {
    kind: 'INSTITUTION',
    announcedOn: { not: null },
  }),
  reliefPostings: query<ReliefPostingRow>(reliefPostings, {
    status: 'COMPLETED',
    kind: 'POVERTY_RELIEF',
  }),
  exchanges: query<ExchangeRow>(exchanges, { stage: 'COMPLETED' }),
  offeredItems: query<OfferedItemRow>(offeredItems, { announced: 1 }),
  rounds: query<ReserveRoundRow>(reserveRounds),
  candidates: query<ReserveCandidateRow>(reserveCandidates, { recommended: 1, grassroots: 1 }),
  finalists: query<ReserveMembershipRow>(reserveMemberships, {
    entryChannel: 'INTERVIEW_FINALIST',
  }),
  keyPosts: query<PostRow>(posts, { keyPost: 1, ended: 0 }),
  departmentHeadPosts: query<PostRow>(posts, { departmentHead: 1, ended: 0 }),
};

/** Who holds the posts on the day. */
export const holdersOf = (postIds: readonly string[]): FactQuery<PostingRow> =>
  query(postings, { postId: { in: postIds }, ended: 0, kind: { in: ['MAIN', 'CONCURRENT'] } });

/** All front-line postings of some people. */
export const frontLineOf = (cadreIds: readonly string[]): FactQuery<PostingRow> =>
  query(postings, { cadreId: { in: cadreIds }, frontLine: 1 });

type RowsOf<Q> = Q extends FactQuery<infer S> ? readonly S[] : never;
export type ReportFacts = {
  readonly [name in keyof typeof factQueries]: RowsOf<(typeof factQueries)[name]>;
} & {
  readonly holders: readonly PostingRow[];
  readonly frontLine: readonly PostingRow[];
};
