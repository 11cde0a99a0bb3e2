/** Replays the demo's plan into a ledger: through commands, at the moments of the plan. */
import type { Instant } from '../../events/dates.ts';
import { instant } from '../../events/dates.ts';
import type { Application } from '../application/index.ts';
import type { Clock } from '../application/ports.ts';
import { day, momentOn } from './calendar.ts';
import { type DemoCounty, demoCounty } from './counties.ts';
import { openingOn } from './people.ts';
import type { Step } from './plan.ts';

export type DemoClock = Clock & {
  readonly set: (at: Instant) => void;
  /** From now on, the time of the machine. */
  readonly release: () => void;
};

/** A clock that stands at the beginning of the demo's history until it is set or released. */
export function demoClock(): DemoClock {
  let at: Instant | null = momentOn(day(openingOn), 0);
  return {
    now: () => at ?? instant(Date.now()),
    set: (to) => {
      at = to;
    },
    release: () => {
      at = null;
    },
  };
}

/** The ledger was loaded with another number of counties, and is not complete. */
export class OtherLoad extends Error {}

export type Progress = { readonly done: number; readonly all: number };

/**
 * Loads what is not loaded yet; a plan that was loaded to its end is not touched. Throws, naming
 * the step, when a command is refused: then plan and rules do not fit each other. The clock is
 * released in any case.
 */
export async function loadDemo({
  application,
  clock,
  steps,
  onProgress = () => undefined,
  stopAfter = steps.length,
}: {
  readonly application: Application;
  readonly clock: DemoClock;
  readonly steps: readonly Step[];
  readonly onProgress?: (progress: Progress) => void;
  /** Steps after which to stop, for tests of an interruption. */
  readonly stopAfter?: number;
}): Promise<{ readonly loaded: number }> {
  try {
    const before = await recordedSteps(application, steps);
    if (before < steps.length && (await application.counties()).length > 1) {
      throw new OtherLoad(
        'The load of several counties was interrupted here: give the same --scale once more.',
      );
    }
    for (let index = before; index < Math.min(steps.length, stopAfter); index += 1) {
      const step = steps[index] as Step;
      clock.set(step.at);
      await replay(application, demoCounty, step, index);
      onProgress({ done: index + 1, all: steps.length });
    }
    return { loaded: Math.max(0, Math.min(steps.length, stopAfter) - before) };
  } finally {
    clock.release();
  }
}

/** How many steps are recorded. They are recorded in order, so halving finds the first that is not. */
export async function recordedSteps(
  application: Application,
  steps: readonly Step[],
): Promise<number> {
  const isRecorded = async (index: number) =>
    (await application.recorded((steps[index] as Step).record.commandId)) !== null;
  if (steps.length === 0 || (await isRecorded(steps.length - 1))) return steps.length;
  let [from, to] = [0, steps.length - 1];
  while (from < to) {
    const middle = Math.floor((from + to) / 2);
    if (await isRecorded(middle)) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** One step through the one way facts get into the ledger; throws, naming it, when it is refused. */
export async function replay(
  application: Application,
  { code: county }: DemoCounty,
  step: Step,
  index: number,
): Promise<void> {
  const { definition, input, actor, record } = step;
  const outcome = await application.handle({
    definition,
    input,
    actor,
    record: { ...record, dryRun: false },
    county,
    correlationId: record.commandId,
    traceparent: null,
  });
  if (outcome.kind === 'recorded') return;
  const why =
    outcome.kind === 'refused'
      ? outcome.refusals.map(({ code, params }) => `${code} ${JSON.stringify(params)}`).join(', ')
      : outcome.kind;
  throw new Error(
    `Step ${index + 1} of the demo${county === demoCounty.code ? '' : ` of ${county}`}, ${definition.name} of ${record.effectiveOn} (${step.at}), was not recorded: ${why}. ` +
      'If this folder was loaded by another release, name an empty one (CADRE_LEDGER_DATA).',
  );
}
