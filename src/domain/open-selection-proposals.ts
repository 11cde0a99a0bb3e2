/** What a proposal for a leading post means on the person's own stream. */
import { AppointmentRevoked } from '../../events/appointment.ts';
import type { Finding } from '../../events/define.ts';
import type { CadreId, PostId } from '../../events/values.ts';
import { appointments } from './appointment-state.ts';
import {
  type Context,
  citing,
  finding,
  type NewEvent,
  obstacles,
  type Reading,
  read,
} from './command.ts';
import type { Applicant } from './open-selection-applicant.ts';
import type { OfferedItem } from './open-selection-item.ts';
import { cadreStream } from './people.ts';
import { ground, type Held } from './placement.ts';
import { post } from './structure.ts';

export type Proposed = {
  readonly applicant: Applicant;
  readonly item: OfferedItem;
  readonly postId: PostId | null;
};
type Place = { readonly cadreId: CadreId; readonly held: Held };

/** What may still change until the appointment: who holds the post now leaves. */
const settledLater: ReadonlySet<string> = new Set(['PostOccupied', 'QuotaExceeded']);

/** Judges where those proposed for leading posts would go. Ranks need no place. */
export function* proposalGround(
  proposed: readonly Proposed[],
  context: Context,
): Reading<{
  places: readonly Place[];
  refusals: readonly Finding[];
  advisories: readonly Finding[];
}> {
  const places: Place[] = [];
  const refusals: Finding[] = [];
  const advisories: Finding[] = [];
  for (const [index, { applicant, item, postId }] of proposed.entries()) {
    if (item.kind === 'RANK' || postId === null) continue;
    const { cadreId } = applicant;
    const seat = yield* read(post(postId));
    const { decisions } = yield* read(appointments(cadreId));
    const atPost = proposed.filter((one) => one.postId === postId).length;
    const isFirst = proposed.findIndex((one) => one.postId === postId) === index;
    const seats = seat.attributes?.seats ?? 1;
    const own = applicant.proposal?.decisionId;
    const pending = decisions.find(
      (one) => one.postId === postId && one.settled === null && one.eventId !== own,
    );
    const base = yield* ground(placementOf(cadreId, postId, context), context);
    refusals.push(
      ...base.refusals.filter(({ code }) => !settledLater.has(code)),
      ...obstacles(
        [
          seat.attributes !== null && seat.attributes.kind !== item.kind,
          () => finding('OfferedAsOtherKind', { kind: seat.attributes?.kind ?? '' }),
        ],
        [
          seat.established !== null && seat.organizationId !== item.organizationId,
          () => finding('PostInAnotherOrganization'),
        ],
        [
          isFirst && atPost > seats,
          () => finding('MoreProposedThanSeats', { proposed: atPost, seats }),
        ],
        [pending !== undefined, () => finding('DecisionPending', {}, citing(pending))],
      ),
    );
    advisories.push(...base.refusals.filter(({ code }) => settledLater.has(code)));
    places.push({ cadreId, held: base.held });
  }
  return { places, refusals, advisories };
}

/** The revocation of somebody's decided appointment, unless it is settled or there is none. */
export function* revokeDecision(applicant: Applicant, context: Context): Reading<NewEvent[]> {
  const { cadreId, proposal } = applicant;
  const decisionId = proposal?.decisionId ?? null;
  if (decisionId === null) return [];
  const { decisions } = yield* read(appointments(cadreId));
  const isPending = decisions.some((one) => one.eventId === decisionId && one.settled === null);
  return isPending
    ? [context.event(cadreStream(cadreId), AppointmentRevoked, { cadreId, decisionId })]
    : [];
}

function placementOf(cadreId: CadreId, postId: PostId, context: Context) {
  return {
    cadreId,
    postId,
    organizationId: null,
    title: null,
    kind: 'MAIN' as const,
    staffing: 'OTHER' as const,
    role: null,
    from: context.effectiveOn,
    until: null,
    openingBalance: false,
    channel: 'OPEN_SELECTION' as const,
  };
}
