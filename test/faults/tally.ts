/** What a part of the run checked and how often, what was wrong, and its closing table. */

export type Tally = ReturnType<typeof tally>;

/**
 * `needed`: what must have been checked at least once, or the part has shown nothing. `tell` is told
 * each fault at once; a control, whose faults are what it is to find, tells nobody.
 */
export function tally(
  part: string,
  needed: readonly string[],
  tell: (fault: string) => void = console.error,
) {
  const counts = new Map<string, number>();
  const faults: string[] = [];

  function isEmpty(what: string): boolean {
    return (counts.get(what) ?? 0) === 0;
  }

  return {
    part,
    count(what: string, times = 1): void {
      counts.set(what, (counts.get(what) ?? 0) + times);
    },
    /** Of several measurements, the greatest. */
    greatest(what: string, measured: number): void {
      counts.set(what, Math.max(counts.get(what) ?? 0, measured));
    },
    wrong(sentence: string): void {
      faults.push(sentence);
      tell(`✗ ${part}: ${sentence}`);
    },
    of: (what: string): number => counts.get(what) ?? 0,
    wrongs: (): number => faults.length,
    /** Everything that keeps the part from having passed. */
    faults: (): readonly string[] => [
      ...faults,
      ...needed.filter(isEmpty).map((what) => `nothing was checked: «${what}» is 0`),
    ],
    table(): string {
      const width = Math.max(...[...counts.keys()].map((what) => what.length));
      const lines = [...counts].map(
        ([what, count]) => `  ${what.padEnd(width)}  ${count.toLocaleString('en').padStart(9)}`,
      );
      return [`${part}`, ...lines].join('\n');
    },
  };
}
