/** People as deciders read them: who is registered, what they hold and held, where they came from. */
import {
  type GrassrootsRole,
  grassrootsOrigins,
  type ManagementLevel,
  type PostingKind,
  type PostKind,
  type PostLevel,
  type ReliefReason,
  type StaffingKind,
  type UnitType,
} from '../../events/code-tables.ts';
import {
  addMonths,
  type CivilDate,
  clampToStart,
  endOfTime,
  firstDay,
  type PartialDate,
} from '../../events/dates.ts';
import { IdentityReleased } from '../../events/identity-correction.ts';
import { IdentityClaimed } from '../../events/person.ts';
import {
  GrassrootsIntakeCompleted,
  type Origin,
  PostingCorrected,
  PostingDocumentCorrected,
  PostingEnded,
  PostingStarted,
  PostingVoided,
} from '../../events/posting.ts';
import type {
  CadreId,
  DocumentNumber,
  EventId,
  OrganizationId,
  PostId,
} from '../../events/values.ts';
import { fold, type StreamRef, when } from './fold.ts';
import { type Entry, type PersonState, personFold } from './person-state.ts';

export const cadreStream = (id: CadreId) => `cadre-${id}`;

/** Whom an identity number belongs to; the stream's name is a keyed digest, never the number. */
export const identity = (digest: string): StreamRef<CadreId | null> => ({
  stream: `identity-${digest}`,
  fold: identityFold,
});
const identityFold = fold<CadreId | null>('identity', null, [
  when(IdentityClaimed, (_state, { data }) => data.cadreId),
  when<CadreId | null, typeof IdentityReleased>(IdentityReleased, () => null),
]);

export const person = (id: CadreId): StreamRef<PersonState> => ({
  stream: cadreStream(id),
  fold: personFold,
});

/** Whether a sanction still had effect on a day. */
export function sanctionInForce(state: PersonState, on: CivilDate): Entry | null {
  return (
    state.sanctions.find(
      (sanction) =>
        firstDay(sanction.on) <= on && on < firstDay(sanction.expiredOn ?? sanction.effectEndsOn),
    ) ?? null
  );
}

export type Posting = {
  readonly id: EventId;
  readonly organizationId: OrganizationId;
  readonly unitType: UnitType;
  readonly postId: PostId | null;
  readonly title: string;
  readonly postKind: PostKind;
  readonly level: PostLevel;
  readonly managementLevel: ManagementLevel;
  readonly kind: PostingKind;
  readonly staffing: StaffingKind;
  readonly role: GrassrootsRole | null;
  readonly grassroots: boolean;
  readonly frontLine: boolean;
  readonly basedOn: EventId | null;
  readonly openingBalance: boolean;
  readonly from: PartialDate;
  readonly document: DocumentNumber | null;
  readonly end: {
    readonly on: PartialDate;
    readonly document: DocumentNumber | null;
    readonly eventId: EventId;
    readonly reason: ReliefReason;
  } | null;
};
export type Intake = {
  readonly eventId: EventId;
  readonly on: PartialDate;
  readonly origin: Origin;
  readonly postingId: EventId;
};
export type PostingsState = {
  readonly postings: readonly Posting[];
  readonly intakes: readonly Intake[];
  /** Starts and ends of postings that were recorded in error and taken back. */
  readonly voided: readonly EventId[];
};
const noPostings: PostingsState = { postings: [], intakes: [], voided: [] };
const changePosting = (
  state: PostingsState,
  id: EventId,
  change: (posting: Posting) => Posting,
): PostingsState => ({
  ...state,
  postings: state.postings.map((posting) => (posting.id === id ? change(posting) : posting)),
});
const postingsFold = fold<PostingsState>('postings', noPostings, [
  when(PostingStarted, (state, { id, data, meta }) => ({
    ...state,
    postings: [
      ...state.postings,
      { ...data, id, from: meta.effectiveOn, document: meta.basis, end: null },
    ],
  })),
  when(PostingEnded, (state, { id, data, meta }) =>
    changePosting(state, data.postingId, (posting) => ({
      ...posting,
      end: { on: meta.effectiveOn, document: meta.basis, eventId: id, reason: data.reason },
    })),
  ),
  when(PostingCorrected, (state, { data }) =>
    data.eventId === data.postingId
      ? {
          ...changePosting(state, data.postingId, (posting) => ({
            ...posting,
            from: data.is.on,
            title: data.is.title ?? posting.title,
            role: data.is.role,
          })),
          intakes: state.intakes.map((intake) =>
            intake.eventId === data.intakeId ? { ...intake, on: data.is.on } : intake,
          ),
        }
      : changePosting(state, data.postingId, (posting) => ({
          ...posting,
          end: posting.end && { ...posting.end, on: data.is.on },
        })),
  ),
  when(PostingDocumentCorrected, (state, { data: { postingId, eventId, is } }) =>
    changePosting(state, postingId, (posting) =>
      eventId === postingId
        ? { ...posting, document: is }
        : { ...posting, end: posting.end && { ...posting.end, document: is } },
    ),
  ),
  when(PostingVoided, (state, { data }) => {
    const voided = [...state.voided, data.eventId];
    if (data.eventId !== data.postingId) {
      const open = (posting: Posting): Posting => ({ ...posting, end: null });
      return { ...changePosting(state, data.postingId, open), voided };
    }
    return {
      postings: state.postings.filter((posting) => posting.id !== data.postingId),
      intakes: state.intakes.filter((intake) => intake.eventId !== data.intakeId),
      voided,
    };
  }),
  when(GrassrootsIntakeCompleted, (state, { id, data, meta }) => ({
    ...state,
    intakes: [
      ...state.intakes,
      { eventId: id, on: meta.effectiveOn, origin: data.origin, postingId: data.postingId },
    ],
  })),
]);
export const postings = (id: CadreId): StreamRef<PostingsState> => ({
  stream: cadreStream(id),
  fold: postingsFold,
});

/** [start, end) of a posting in days; an open one ends with time. */
export function spanOf(posting: Pick<Posting, 'from' | 'end'>): { from: CivilDate; to: CivilDate } {
  return {
    from: firstDay(posting.from),
    to: posting.end === null ? endOfTime : clampToStart(posting.from, posting.end.on),
  };
}

/** The postings held on a day. */
export function postingsOn(state: PostingsState, on: CivilDate): readonly Posting[] {
  return state.postings.filter((posting) => {
    const { from, to } = spanOf(posting);
    return from <= on && on < to;
  });
}

/** The main posting on a day; there is at most one. */
export function mainPostingOn(state: PostingsState, on: CivilDate): Posting | null {
  return postingsOn(state, on).find(({ kind }) => kind === 'MAIN') ?? null;
}

const grounding: ReadonlySet<PostingKind> = new Set(['MAIN', 'CONCURRENT', 'IN_CHARGE', 'ACTING']);

/**
 * Where somebody comes from on a day: the grassroots unit they serve in; else the unit their
 * latest intake brought them from; else the unit of their main posting. Secondments and loans do
 * not count.
 */
export function originOn(state: PostingsState, on: CivilDate): Origin | null {
  const present = postingsOn(state, on).filter(({ kind }) => grounding.has(kind));
  const atGrassroots = present.find(({ unitType }) => grassrootsOrigins.has(unitType));
  if (atGrassroots) return toOrigin(atGrassroots);
  const intake = state.intakes
    .filter((one) => firstDay(one.on) <= on)
    .reduce<Intake | null>(
      (latest, one) => (latest && firstDay(one.on) < firstDay(latest.on) ? latest : one),
      null,
    );
  if (intake) return intake.origin;
  const main = present.find(({ kind }) => kind === 'MAIN');
  return main ? toOrigin(main) : null;
}

/** Whether somebody serves at the grassroots on a day, and not only once did. */
export function servesAtGrassroots(state: PostingsState, on: CivilDate): boolean {
  return postingsOn(state, on).some(
    ({ kind, unitType }) => grounding.has(kind) && grassrootsOrigins.has(unitType),
  );
}

/** Months in one role without a break up to a day, spans merged; whole months (domain.md §2.3). */
export function monthsInRole(
  state: PostingsState,
  roles: readonly GrassrootsRole[],
  on: CivilDate,
): number {
  const spans = state.postings
    .filter(({ role }) => role !== null && roles.includes(role))
    .map(spanOf)
    .filter(({ from }) => from <= on)
    .sort((a, b) => (a.from < b.from ? 1 : -1));
  let start: CivilDate = on;
  for (const span of spans) if (span.to >= start && span.from < start) start = span.from;
  let months = 0;
  while (months < 720 && addMonths(start, months + 1) <= on) months += 1;
  return months;
}

const toOrigin = (posting: Posting): Origin => ({
  organizationId: posting.organizationId,
  unitType: posting.unitType,
  role: posting.role,
});
