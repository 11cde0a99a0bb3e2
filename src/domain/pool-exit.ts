/** 撤销出库: back in the pool, because the exit was recorded in error or its appointment never was. */
import { z } from 'zod';
import { firstDay } from '../../events/dates.ts';
import type { Finding } from '../../events/define.ts';
import { ReserveMemberExitVoided } from '../../events/reserve-pool.ts';
import { CadreId, EventId } from '../../events/values.ts';
import {
  accept,
  type Context,
  citing,
  defineCorrection,
  finding,
  type NewEvent,
  obstacles,
  type Reading,
  read,
  refuse,
} from './command.ts';
import { cadreStream, person } from './people.ts';
import { type Membership, type PoolState, reservePool } from './reserve-pool-state.ts';

/** Takes an exit back for whatever reason it was recorded; the membership goes on. */
export const VoidReserveExit = defineCorrection({
  name: 'VoidReserveExit',
  label: { zh: '撤销后备干部出库记录', en: 'void the exit of a reserve member' },
  input: z.strictObject({
    cadreId: CadreId,
    membershipId: EventId.meta({ globalId: 'ReserveMembership' }),
  }),
  decide: function* ({ cadreId, membershipId }, context) {
    const who = yield* read(person(cadreId));
    const pool = yield* read(reservePool(cadreId));
    if (who.registered?.county !== context.county) return refuse([finding('CadreUnknown')]);
    const membership = pool.memberships.find(({ id }) => id === membershipId);
    if (membership === undefined) return refuse([finding('NotInReservePool')]);
    if (membership.exitVoided) return accept();
    const { exited } = membership;
    const refusals = [
      ...obstacles([exited === null, () => finding('ReserveMemberNotExited')]),
      ...enteredAgain(pool, membership),
    ];
    if (refusals.length > 0 || exited === null) return refuse(refusals);
    return accept([exitVoided(cadreId, membership, exited.eventId, context)]);
  },
});

/** What becomes of the exit by an appointment that is taken back with the posting resting on it. */
export function* exitTakenBack(
  cadreId: CadreId,
  restedOn: readonly (EventId | null)[],
  context: Context,
): Reading<{ readonly events: readonly NewEvent[]; readonly advisories: readonly Finding[] }> {
  const pool = yield* read(reservePool(cadreId));
  const left = pool.memberships.find(
    ({ exited }) => exited?.appointmentId != null && restedOn.includes(exited.appointmentId),
  );
  if (!left?.exited) return { events: [], advisories: [] };
  const { eventId } = left.exited;
  return enteredAgain(pool, left).length > 0
    ? { events: [], advisories: [finding('ReserveExitStays', {}, { evidence: [eventId] })] }
    : { events: [exitVoided(cadreId, left, eventId, context)], advisories: [] };
}

/** That a later membership stands, so that this one cannot go on. */
function enteredAgain(pool: PoolState, { id, from }: Membership): Finding[] {
  const later = pool.memberships.find(
    (one) => one.id !== id && firstDay(one.from) >= firstDay(from),
  );
  return obstacles([
    later !== undefined,
    () => finding('ReserveMemberAlready', { from: later?.from ?? '' }, citing(later)),
  ]);
}

function exitVoided(
  cadreId: CadreId,
  { id }: Membership,
  eventId: EventId,
  context: Context,
): NewEvent {
  const data = { cadreId, membershipId: id, eventId };
  return context.event(cadreStream(cadreId), ReserveMemberExitVoided, data);
}
