/**
 * 后备干部成长漏斗: how far those recommended in a round came (admitted to the pool, trained,
 * appointed) and how long each step took. Pure, over the rows of one round.
 */
import { firstDay, monthsBetween, type PartialDate } from '../../events/dates.ts';
import type { ReserveMembershipRow } from './reserve-pool.ts';
import type { ReserveCandidateRow } from './reserve-round.ts';

export const funnelSteps = ['RECOMMENDED', 'ADMITTED', 'TRAINED', 'APPOINTED'] as const;
export type FunnelStep = (typeof funnelSteps)[number];
/** One recommended person, and the day each step was reached; null: not reached. */
export type FunnelMember = {
  readonly cadreId: string;
  readonly channel: string;
  readonly origin: string | null;
  readonly role: string | null;
  readonly reachedOn: Readonly<Record<FunnelStep, string | null>>;
};
export type FunnelStepCount = {
  readonly step: FunnelStep;
  readonly count: number;
  /** From the last step before that the person reached; null: nobody reached it. */
  readonly medianMonths: number | null;
  readonly medianMonthsFromRecommendation: number | null;
};
export type FunnelGroup = {
  readonly values: readonly (string | null)[];
  readonly steps: readonly FunnelStepCount[];
};
export const funnelDimensions = ['CHANNEL', 'ORIGIN', 'ROLE'] as const;
export type FunnelDimension = (typeof funnelDimensions)[number];
const dimensions: Readonly<Record<FunnelDimension, (member: FunnelMember) => string | null>> = {
  CHANNEL: ({ channel }) => channel,
  ORIGIN: ({ origin }) => origin,
  ROLE: ({ role }) => role,
};

/** Whoever was not admitted came by the round's own way. */
const ownChannel = 'PUBLIC_RECOMMENDATION';

/** Everybody recommended in the round, with the membership that came of it. */
export function funnelMembers(
  candidates: readonly ReserveCandidateRow[],
  memberships: readonly ReserveMembershipRow[],
): FunnelMember[] {
  const byCadre = new Map<string, ReserveMembershipRow>();
  for (const row of memberships) {
    const known = byCadre.get(row.cadreId);
    if (known === undefined || firstDay(row.admittedOn) < firstDay(known.admittedOn))
      byCadre.set(row.cadreId, row);
  }
  return candidates.map((candidate) => {
    const membership = byCadre.get(candidate.cadreId) ?? null;
    return {
      cadreId: candidate.cadreId,
      channel: membership?.entryChannel ?? ownChannel,
      origin: candidate.origin?.unitType ?? null,
      role: candidate.origin?.role ?? null,
      reachedOn: {
        RECOMMENDED: candidate.recommendedOn,
        ADMITTED: membership?.admittedOn ?? null,
        TRAINED: membership === null ? null : trainedOn(membership),
        APPOINTED: membership?.exitReason === 'APPOINTED' ? membership.exitedOn : null,
      },
    };
  });
}

/** The first training brought to its end. */
function trainedOn({ trainings }: ReserveMembershipRow): string | null {
  const days = trainings.flatMap(({ completedOn }) =>
    completedOn === null ? [] : [firstDay(completedOn as PartialDate)],
  );
  return days.sort()[0] ?? null;
}

export function funnelOf(members: readonly FunnelMember[]): FunnelStepCount[] {
  return funnelSteps.map((step, index) => {
    const reached = members.filter(({ reachedOn }) => reachedOn[step] !== null);
    const monthsFrom = (start: (member: FunnelMember) => string | null | undefined) =>
      median(
        reached.flatMap((member) => {
          const [from, to] = [start(member), member.reachedOn[step]];
          return from && to ? [monthsBetween(from as PartialDate, to as PartialDate)] : [];
        }),
      );
    const before = funnelSteps.slice(0, index).reverse();
    return {
      step,
      count: reached.length,
      medianMonths: monthsFrom(({ reachedOn }) =>
        before.map((one) => reachedOn[one]).find((on) => on !== null),
      ),
      medianMonthsFromRecommendation:
        index === 0 ? null : monthsFrom(({ reachedOn }) => reachedOn.RECOMMENDED),
    };
  });
}

/** The funnel of each group, the largest first. */
export function funnelGroups(
  members: readonly FunnelMember[],
  by: readonly FunnelDimension[],
): FunnelGroup[] {
  const groups = new Map<string, { values: (string | null)[]; members: FunnelMember[] }>();
  for (const member of members) {
    const values = by.map((dimension) => dimensions[dimension](member));
    const name = JSON.stringify(values);
    const group = groups.get(name) ?? { values, members: [] };
    group.members.push(member);
    groups.set(name, group);
  }
  return [...groups.entries()]
    .sort(([a, x], [b, y]) => y.members.length - x.members.length || (a < b ? -1 : 1))
    .map(([, group]) => ({ values: group.values, steps: funnelOf(group.members) }));
}

function median(numbers: readonly number[]): number | null {
  if (numbers.length === 0) return null;
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [upper = 0, lower = 0] = [sorted[middle], sorted[middle - 1]];
  return sorted.length % 2 === 1 ? upper : (lower + upper) / 2;
}
