/** Repeats contestants in turn, so that a noisy minute of the machine strikes all of them alike. */
export type Sample = Readonly<Record<string, number>>;
export type Spread = { readonly median: number; readonly min: number; readonly max: number };
export type Contestant = { readonly name: string; readonly run: () => Promise<Sample> };
export type Row = {
  /** What is compared: rows of one group did the same work. */
  readonly group: string;
  readonly name: string;
  readonly values: Readonly<Record<string, Spread>>;
  /** To the row named: how many times its figure. */
  readonly ratio?: { readonly to: string; readonly value: number };
  readonly aim?: { readonly text: string; readonly met: boolean };
};
export type Absent = { readonly name: string; readonly why: string };
export type Report = {
  readonly rows: readonly Row[];
  readonly absent: readonly Absent[];
  /** How contestants differ, and what limits each row. */
  readonly notes: readonly string[];
};
export type Options = {
  /** Rounds that count; one more is run before them as warm-up. */
  readonly repeats: number;
  /** How long one contestant is under load in one round. */
  readonly loadMs: number;
  readonly events: number;
  readonly cadres: number;
  /** Ledger folders to ask, where a suite takes them. */
  readonly folders: readonly string[];
};

export async function interleaved(
  group: string,
  contestants: readonly Contestant[],
  repeats: number,
  warmUps = 1,
): Promise<readonly Row[]> {
  const samples = contestants.map((): Sample[] => []);
  for (let round = 1 - warmUps; round <= repeats; round += 1) {
    for (const [index, { name, run }] of contestants.entries()) {
      process.stderr.write(`${group} · ${name} · ${round < 1 ? 'warm-up' : `round ${round}`}\n`);
      const sample = await run();
      if (round > 0) samples[index]?.push(sample);
    }
  }
  return contestants.map(({ name }, index) => ({
    group,
    name,
    values: spreads(samples[index] ?? []),
  }));
}

/** `value` of each row as a multiple of the same value of the row named. */
export function against(rows: readonly Row[], to: string, value: string): readonly Row[] {
  return rows.map((row) => {
    const base = rows.find(({ group, name }) => group === row.group && name === to);
    const [own, other] = [row.values[value]?.median, base?.values[value]?.median];
    if (base === row || own === undefined || other === undefined) return row;
    return { ...row, ratio: { to, value: own / other } };
  });
}

/** States the aim of one row and whether the figure meets it. */
export function aimed(
  rows: readonly Row[],
  which: { readonly group: string; readonly name: string },
  text: string,
  isMet: (row: Row) => boolean,
): readonly Row[] {
  return rows.map((row) =>
    row.group === which.group && row.name === which.name
      ? { ...row, aim: { text, met: isMet(row) } }
      : row,
  );
}

/** Wall and CPU time of this process for `operations` done by `act`. */
export async function timed(operations: number, act: () => unknown): Promise<Sample> {
  const [cpu, started] = [process.cpuUsage(), performance.now()];
  await act();
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  return { 'per second': operations / seconds, 'CPU µs each': (user + system) / operations };
}

export function percentile(times: readonly number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

function spreads(samples: readonly Sample[]): Readonly<Record<string, Spread>> {
  const names = [...new Set(samples.flatMap((sample) => Object.keys(sample)))];
  return Object.fromEntries(
    names.map((name) => {
      const values = samples.flatMap((sample) => sample[name] ?? []);
      const [min, max] = [Math.min(...values), Math.max(...values)];
      return [name, { median: percentile(values, 0.5), min, max }];
    }),
  );
}
