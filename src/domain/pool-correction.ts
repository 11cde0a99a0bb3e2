/** 撤销后备干部登记事项: training, rating, suspension or entry into the pool recorded in error. */
import { z } from 'zod';
import type { Finding } from '../../events/define.ts';
import { ReserveMemberFactVoided } from '../../events/reserve-pool.ts';
import { CadreId, EventId } from '../../events/values.ts';
import { accept, defineCorrection, finding, obstacles, read, refuse } from './command.ts';
import { cadreStream, person } from './people.ts';
import { type Membership, reservePool } from './reserve-pool-state.ts';

/** Of the entry only when nothing stands on it; an exit has a command of its own. */
export const VoidReserveFact = defineCorrection({
  name: 'VoidReserveFact',
  label: { zh: '撤销后备干部登记事项', en: 'Void a fact of a reserve membership' },
  input: z.strictObject({
    cadreId: CadreId,
    membershipId: EventId.meta({ globalId: 'ReserveMembership' }),
    eventId: EventId.meta({
      description:
        'What was recorded in error: a training, its end, a rating, a suspension, a reinstatement; or the entry.',
    }),
  }),
  decide: function* ({ cadreId, membershipId, eventId }, context) {
    const who = yield* read(person(cadreId));
    const pool = yield* read(reservePool(cadreId));
    if (who.registered?.county !== context.county) return refuse([finding('CadreUnknown')]);
    if (pool.voided.includes(eventId)) return accept();
    const membership = pool.memberships.find(({ id }) => id === membershipId);
    if (membership === undefined) return refuse([finding('NotInReservePool')]);
    const { exited, facts } = membership;
    const isFact = facts.some((fact) => fact.eventId === eventId) && exited?.eventId !== eventId;
    if (eventId !== membershipId && !isFact) return refuse([finding('ReserveFactUnknown')]);
    const resting = restingOn(membership, eventId);
    const refusals = obstacles([
      resting.length > 0,
      () => finding('ReserveFactsRest', {}, { evidence: resting }),
    ]);
    if (refusals.length > 0) return refuse(refusals);
    const data = { cadreId, membershipId, eventId };
    return accept(
      [context.event(cadreStream(cadreId), ReserveMemberFactVoided, data)],
      exitByRating(membership, eventId),
    );
  },
});

export const poolCorrectionCommands = [VoidReserveFact];

/** What was recorded on the ground of the fact. */
function restingOn({ id, facts, trainings }: Membership, eventId: EventId): EventId[] {
  if (eventId === id) return facts.map((fact) => fact.eventId);
  const completed = trainings.find((one) => one.eventId === eventId)?.completed;
  return completed ? [completed.eventId] : [];
}

/** Advice: an exit after poor ratings stays when a rating is taken back. */
function exitByRating({ exited, ratings }: Membership, eventId: EventId): Finding[] {
  const isRating = ratings.some((one) => one.eventId === eventId);
  return exited?.reason === 'ASSESSMENT_LOW' && isRating
    ? [finding('ExitByRatingStays', {}, { evidence: [exited.eventId] })]
    : [];
}
