/** A member of the reserve pool since July 2022, by the round of that year. */
import type { EventId } from '../../events/values.ts';
import { AdmitReserveMember } from '../../src/domain/reserve-pool.ts';
import { roundAt } from './given-reserve-round.ts';

export const poolDay = { effectiveOn: '2022-07-01' };
export const admission = {
  entryChannel: 'PUBLIC_RECOMMENDATION' as const,
  maturity: 'NEAR_TERM' as const,
  target: 'DEPUTY' as const,
  track: 'AGRI_RURAL' as const,
};

export function inPool() {
  const round = roundAt('closed');
  const { cadreId, roundId } = round;
  const input = { ...admission, cadreId, roundId };
  const [admitted] = round.given.accepted(AdmitReserveMember, input, poolDay);
  return { ...round, membershipId: admitted?.id as EventId };
}
