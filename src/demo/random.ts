/** Numbers that look random and are the same for the same seed, on every machine. */

export type Random = {
  /** A whole number from `min` to `max`, both included. */
  readonly int: (min: number, max: number) => number;
  readonly pick: <T>(list: readonly T[]) => T;
  /** True in `percent` of 100 cases. */
  readonly chance: (percent: number) => boolean;
  readonly shuffled: <T>(list: readonly T[]) => T[];
};

/** SplitMix32 (Steele, Lea, Flood 2014, in 32 bits), begun at a hash of the seed's words. */
export function random(seed: string): Random {
  let state = [...seed].reduce((hash, letter) => mix(hash ^ (letter.codePointAt(0) ?? 0)), 0x9e37);
  const next = () => {
    state = (state + 0x9e3779b9) | 0;
    return mix(state) / 2 ** 32;
  };
  const int = (min: number, max: number) => min + Math.floor(next() * (max - min + 1));
  const pick = <T>(list: readonly T[]): T => {
    if (list.length === 0) throw new Error('nothing to pick from');
    return list[int(0, list.length - 1)] as T;
  };
  const shuffled = <T>(list: readonly T[]): T[] => {
    const left = [...list];
    return list.map(() => left.splice(int(0, left.length - 1), 1)[0] as T);
  };
  return { int, pick, chance: (percent) => next() * 100 < percent, shuffled };
}

function mix(value: number): number {
  let hash = Math.imul(value ^ (value >>> 16), 0x21f0aaad);
  hash = Math.imul(hash ^ (hash >>> 15), 0x735a2d97);
  return (hash ^ (hash >>> 15)) >>> 0;
}
