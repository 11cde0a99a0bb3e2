/**
 * Loads many counties, their histories interleaved by simulated time: day by day, and within a day
 * in rounds of one step a county. A round's steps touch no common record, so they are sent
 * together and share their commits; all of them are recorded at the moment of the round's latest.
 * The same counties give the same events at the same moments, also after an interruption.
 */
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { dayInShanghai } from '../../events/dates.ts';
import type { Application } from '../application/index.ts';
import { demoCountyAt } from './counties.ts';
import { demoPlan } from './demo-plan.ts';
import { type DemoClock, OtherLoad, type Progress, recordedSteps, replay } from './load.ts';
import { plannedSteps, type Round } from './planned-steps.ts';

/**
 * How much the heap may grow beyond what lives before garbage is collected, in percent; 0 leaves it
 * to V8, which lets a load of millions of short-lived objects take several times what it needs.
 */
const heapGrowth = (percent: number) => setFlagsFromString(`--heap-growing-percent=${percent}`);
const loadingPercent = 50;

/** Commands under way at once: enough for a group to share its commit. */
const inFlightMax = 64;

/**
 * Loads what is not loaded yet. Throws OtherLoad when the ledger holds days that come after steps
 * still to be loaded: then it was loaded with another number of counties. The clock is released in
 * any case.
 */
export async function loadCounties({
  application,
  clock,
  counties,
  folder,
  onProgress = () => undefined,
  stopAfter = Number.POSITIVE_INFINITY,
}: {
  readonly application: Application;
  readonly clock: DemoClock;
  readonly counties: number;
  /** Where planned steps may wait; the file is gone afterwards. */
  readonly folder: string;
  readonly onProgress?: (progress: Progress) => void;
  /** Steps after which to stop, for tests of an interruption. */
  readonly stopAfter?: number;
}): Promise<{ readonly loaded: number }> {
  const waiting = plannedSteps(join(folder, 'demo-plan.db'));
  heapGrowth(loadingPercent);
  try {
    let [all, done] = [0, 0];
    for (let county = 0; county < counties; county += 1) {
      const steps = demoPlan(demoCountyAt(county));
      const before = await recordedSteps(application, steps);
      waiting.add(county, steps, before);
      all += steps.length;
      done += before;
    }
    await refuseOtherLoad(application, waiting.firstDay());
    const before = done;
    for (const round of waiting.rounds(inFlightMax)) {
      if (done - before >= stopAfter) break;
      await loadRound(application, clock, round);
      done += round.length;
      onProgress({ done, all });
    }
    return { loaded: done - before };
  } finally {
    waiting.end();
    heapGrowth(0);
    clock.release();
  }
}

async function loadRound(application: Application, clock: DemoClock, round: Round): Promise<void> {
  const moments = round.map(({ step }) => step.at).toSorted();
  clock.set(moments.at(-1) ?? clock.now());
  await Promise.all(
    round.map(({ county, step, index }) => replay(application, county, step, index)),
  );
}

async function refuseOtherLoad(application: Application, firstDay: string | null): Promise<void> {
  const [last] = await application.events((await application.head()) - 1, 1);
  if (firstDay === null || last === undefined) return;
  const lastDay = dayInShanghai(last.meta.recordedAt);
  if (lastDay <= firstDay) return;
  throw new OtherLoad(
    `This ledger was loaded with another number of counties: it holds ${lastDay}, and steps of ` +
      `${firstDay} are missing. Name an empty folder (CADRE_LEDGER_DATA).`,
  );
}
