/** How long nothing was acknowledged, at most. */

export function pauses() {
  let last: number | null = null;
  let longest = 0;
  let longestSince = 0;

  return {
    acknowledged(): void {
      const now = performance.now();
      const pause = last === null ? 0 : now - last;
      longest = Math.max(longest, pause);
      longestSince = Math.max(longestSince, pause);
      last = now;
    },
    /** In whole milliseconds. */
    longest: (): number => Math.round(longest),
    /** The longest that ended since this was asked last. */
    sinceAsked(): number {
      const found = Math.round(longestSince);
      longestSince = 0;
      return found;
    },
  };
}
