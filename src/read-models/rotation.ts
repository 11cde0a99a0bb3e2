/**
 * 上下轮岗: the cycle by which cadres are formed (domain.md P7), read from somebody's main postings:
 * up from the front line to a county organ, some years in a mid-level post there, sent down to a
 * township, and up again. Whoever goes down after that begins another cycle.
 */
import type { PostKind, UnitType } from '../../events/code-tables.ts';
import {
  type CivilDate,
  clampToStart,
  firstDay,
  monthsBetween,
  type PartialDate,
} from '../../events/dates.ts';
import type { PostingRow } from './posting.ts';

export const rotationStages = ['UP_1', 'MID_POST', 'DOWN', 'UP_2'] as const;
export type RotationStage = (typeof rotationStages)[number];
export type RotationStay = {
  readonly stage: RotationStage;
  readonly from: PartialDate;
  /** null while it goes on. */
  readonly to: PartialDate | null;
  /** Whole months up to the end, or to the day asked for. */
  readonly months: number;
  /** The postings it consists of, by the events that began them. */
  readonly postingIds: readonly string[];
};
export type RotationCycle = {
  readonly stays: readonly RotationStay[];
  /** Where the person stands in it; null when the cycle is over or was left. */
  readonly stage: RotationStage | null;
};
export type RotationPosting = Pick<
  PostingRow,
  'eventId' | 'kind' | 'unitType' | 'postKind' | 'frontLine' | 'from' | 'to'
>;

const countyTypes: ReadonlySet<UnitType> = new Set<UnitType>([
  'COUNTY',
  'COUNTY_ORGAN',
  'MASS_ORG',
]);
const townshipTypes: ReadonlySet<UnitType> = new Set<UnitType>(['TOWNSHIP', 'SUBDISTRICT']);
const midPostKinds: ReadonlySet<PostKind> = new Set<PostKind>(['MID_LEVEL', 'LEADING_POST']);

/** The cycles somebody has gone through by a day, in order; the last may be going on. */
export function rotationCycles(
  postings: readonly RotationPosting[],
  asOf: CivilDate,
): readonly RotationCycle[] {
  const mains = postings
    .filter(({ kind, from }) => kind === 'MAIN' && firstDay(from) <= asOf)
    .sort((a, b) => (firstDay(a.from) < firstDay(b.from) ? -1 : 1));
  const cycles: Stay[][] = [];
  let stage: RotationStage | null = null;
  let wasFrontLine = false;
  for (const posting of mains) {
    const next: RotationStage | null = nextStage(stage, posting, wasFrontLine);
    if (stage === null && next !== null) cycles.push([]);
    const cycle = cycles.at(-1) ?? [];
    if (next !== null) enter(cycle, next, posting);
    // Whoever comes up straight into a mid-level post has come up and is in it at once.
    const atOnce = next === 'UP_1' && midPostKinds.has(posting.postKind);
    if (atOnce) enter(cycle, 'MID_POST', posting);
    stage = atOnce ? 'MID_POST' : next;
    wasFrontLine = posting.frontLine;
  }
  return cycles.map((stays) => cycleOf(stays, asOf, stage !== null && stays === cycles.at(-1)));
}

type Stay = { readonly stage: RotationStage; readonly postings: RotationPosting[] };

function enter(cycle: Stay[], stage: RotationStage, posting: RotationPosting): void {
  const last = cycle.at(-1);
  if (last?.stage === stage) last.postings.push(posting);
  else cycle.push({ stage, postings: [posting] });
}

/** A stay lasts until the next one begins, the last until its last posting ends. */
function cycleOf(stays: readonly Stay[], asOf: CivilDate, isPresent: boolean): RotationCycle {
  const made = stays.map(({ stage, postings }, index): RotationStay => {
    const [first, last] = [postings[0], postings.at(-1)];
    if (first === undefined || last === undefined) throw new Error('a stay has no posting');
    const to = stays[index + 1]?.postings[0]?.from ?? endBy(last, asOf);
    return {
      stage,
      from: first.from,
      to,
      months: monthsBetween(first.from, to ?? asOf),
      postingIds: postings.map(({ eventId }) => eventId),
    };
  });
  const last = made.at(-1);
  return { stays: made, stage: isPresent && last?.to === null ? last.stage : null };
}

/** When a posting ended by a day; null while it goes on. */
function endBy({ from, to }: RotationPosting, asOf: CivilDate): PartialDate | null {
  return to === null || asOf < clampToStart(from, to) ? null : to;
}

/** The stage a main posting brings somebody to from the one before; null: outside any cycle. */
function nextStage(
  stage: RotationStage | null,
  { unitType, postKind }: RotationPosting,
  wasFrontLine: boolean,
): RotationStage | null {
  const inCounty = countyTypes.has(unitType);
  const inTownship = townshipTypes.has(unitType);
  switch (stage) {
    case null:
      return inCounty && wasFrontLine ? 'UP_1' : null;
    case 'UP_1':
      if (inTownship) return 'DOWN';
      if (!inCounty) return null;
      return midPostKinds.has(postKind) ? 'MID_POST' : 'UP_1';
    case 'MID_POST':
      return inTownship ? 'DOWN' : inCounty ? 'MID_POST' : null;
    case 'DOWN':
      return inCounty ? 'UP_2' : inTownship ? 'DOWN' : null;
    case 'UP_2':
      return inCounty ? 'UP_2' : null;
  }
}
