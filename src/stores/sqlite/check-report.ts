/** What a check has to say: each finding with its place and what to do, each kind bounded. */

export type Found = {
  /** The promise that is broken; findings of one kind are told together. */
  readonly kind: string;
  /** Position, stream, table or key. */
  readonly where: string;
  readonly what: string;
  readonly advice: string;
};
export type Report = {
  readonly head: number;
  readonly found: readonly Found[];
  /** Findings beyond those that are listed, by kind. */
  readonly more: ReadonlyMap<string, number>;
  /** What could not be checked and is no fault. */
  readonly notes: readonly string[];
};

const listedMax = 10;

export type Findings = ReturnType<typeof findings>;

export function findings() {
  const found: Found[] = [];
  const counts = new Map<string, number>();
  const notes: string[] = [];
  return {
    add(one: Found): void {
      const count = (counts.get(one.kind) ?? 0) + 1;
      counts.set(one.kind, count);
      if (count <= listedMax) found.push(one);
    },
    note: (sentence: string) => notes.push(sentence),
    isClean: () => found.length === 0,
    report: (head: number): Report => {
      const beyond = [...counts].filter(([, count]) => count > listedMax);
      const more = new Map(beyond.map(([kind, count]) => [kind, count - listedMax]));
      return { head, found, more, notes };
    },
  };
}
