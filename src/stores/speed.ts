/** How fast positions rise, by the last seconds: types and rows differ along a journal. */
const windowMs = 15_000;
const samplesMax = 60;

export type Speed = ReturnType<typeof speed>;

export function speed(now: () => number = () => performance.now()) {
  let samples: readonly { readonly at: number; readonly position: number }[] = [];

  function note(position: number): void {
    const at = now();
    const [, second] = samples;
    const isTooNear =
      second !== undefined && at - (samples.at(-2)?.at ?? 0) < windowMs / samplesMax;
    // The last one moves along until it is far enough from the one before it.
    const kept = isTooNear ? samples.slice(0, -1) : samples;
    samples = [...kept.filter((one) => at - one.at <= windowMs), { at, position }];
  }

  /** null before there is anything to compare. */
  function perSecond(): number | null {
    const [first, last] = [samples[0], samples.at(-1)];
    if (first === undefined || last === undefined || last.position === first.position) return null;
    return (last.position - first.position) / Math.max(0.001, (last.at - first.at) / 1_000);
  }

  return { note, perSecond };
}
