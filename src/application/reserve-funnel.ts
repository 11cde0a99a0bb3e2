/** The funnel of a reserve round: two indexed queries, joined in memory. */
import { type FunnelMember, funnelMembers } from '../read-models/reserve-funnel.ts';
import { reserveMemberships } from '../read-models/reserve-pool.ts';
import { reserveCandidates } from '../read-models/reserve-round.ts';
import type { Moment } from './ports.ts';
import type { Rows } from './rows.ts';

/** Everybody recommended in a round, and how far they came by a moment. */
export async function reserveFunnel(
  rows: Rows,
  roundId: string,
  at: Moment,
): Promise<readonly FunnelMember[]> {
  const [candidates, memberships] = await Promise.all([
    rows.all(reserveCandidates, { where: { roundId, recommended: 1 }, at }),
    rows.all(reserveMemberships, { where: { roundId }, at }),
  ]);
  return funnelMembers(
    candidates.map(({ state }) => state),
    memberships.map(({ state }) => state),
  );
}
