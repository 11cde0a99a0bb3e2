/** 名次: who comes next by score. Points are whole hundredths, so that ties are exact. */
import type { CadreId } from '../../events/values.ts';

/** `points` null: was absent, takes no place. */
export type Contender = { readonly cadreId: CadreId; readonly points: number | null };
export type Placing = {
  readonly cadreId: CadreId;
  readonly rank: number | null;
  readonly chosen: boolean;
};

/**
 * Places by points, the most first; equal points share a place. Whoever has fewer than `seats`
 * contenders before them is chosen, so a tie at the last place is chosen whole.
 */
export function placings(contenders: readonly Contender[], seats: number): Placing[] {
  const rankOf = (points: number) =>
    1 + contenders.filter((one) => one.points !== null && one.points > points).length;
  return contenders
    .map(({ cadreId, points }) => {
      const rank = points === null ? null : rankOf(points);
      return { cadreId, rank, chosen: rank !== null && rank <= seats };
    })
    .sort((a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity) || compare(a.cadreId, b.cadreId));
}

/** A score of at most two decimals as a whole number of hundredths. */
export function hundredths(score: number): number {
  return Math.round(score * 100);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
