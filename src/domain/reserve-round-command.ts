/** What all commands on a round share: reading it, what forbids them, the order of its steps. */
import { z } from 'zod';
import { firstDay, type PartialDate } from '../../events/dates.ts';
import type { Finding } from '../../events/define.ts';
import { type CadreId, ReserveRoundId } from '../../events/values.ts';
import { inOrder, type Step } from './chronology.ts';
import {
  accept,
  type CommandDefinition,
  type Context,
  citing,
  type Decision,
  defineCommand,
  finding,
  obstacles,
  type Reading,
  read,
  refuse,
  unlessForbidden,
  withReason,
} from './command.ts';
import { type ReserveRoundState, reserveRound } from './reserve-round-state.ts';
import { pinnedRules, type Rules } from './rules/rule-set.ts';

/** A round that exists in this county, with the rules it pinned. */
export type Round = ReserveRoundState & {
  readonly stream: string;
  readonly opened: NonNullable<ReserveRoundState['opened']>;
  readonly rules: Rules;
};

type RoundInput<S extends z.ZodRawShape> = z.ZodObject<{ roundId: typeof ReserveRoundId } & S>;
type RoundDefinition<S extends z.ZodRawShape> = {
  readonly name: string;
  readonly label: { zh: string; en: string };
  readonly input: S;
  /** What is done already although nothing is left to read: a round whose opening was taken back. */
  readonly again?: (state: ReserveRoundState, input: z.output<RoundInput<S>>) => boolean;
  readonly decide: (
    round: Round,
    input: z.output<RoundInput<S>>,
    context: Context,
  ) => Decision | Reading<Decision>;
};

/** A step of a round that is not over, on a date that is not before the opening. */
export function roundStep<S extends z.ZodRawShape>(definition: RoundDefinition<S>) {
  return roundCommand(definition, ({ opened, ended }, { effectiveOn }) =>
    obstacles(
      [ended !== null, () => finding('ReserveRoundOver', {}, citing(ended))],
      inOrder(effectiveOn, opened),
    ),
  );
}

/** Puts right or takes back a fact of a round, for a reason; also when it is over: errors are found late. */
export function roundCorrection<S extends z.ZodRawShape>(definition: RoundDefinition<S>) {
  return withReason(roundCommand(definition, () => []));
}

/**
 * Refuses when this county has no such round, and adds to its refusals what `forbids` finds. Asked
 * for what is so already (accepted without events), it does nothing whatever that finds.
 */
function roundCommand<S extends z.ZodRawShape>(
  definition: RoundDefinition<S>,
  forbids: (round: Round, context: Context) => readonly Finding[],
): CommandDefinition<RoundInput<S>> {
  const { name, label, input: fields, decide, again } = definition;
  return defineCommand({
    name,
    label,
    input: z.strictObject({ roundId: ReserveRoundId, ...fields }),
    decide: function* (input, context) {
      // The shape above holds the id; the compiler cannot see into a shape that is a parameter.
      const { roundId } = input as { roundId: ReserveRoundId };
      const { stream, fold } = reserveRound(roundId);
      const state = yield* read({ stream, fold });
      if (again?.(state, input as never)) return accept();
      const { opened } = state;
      const rules = yield* pinnedRules(opened, context);
      if (opened === null || rules === null) return refuse([finding('ReserveRoundUnknown')]);
      const round = { ...state, opened, rules, stream };
      const made = decide(round, input as never, context);
      const decision = 'kind' in made ? made : yield* made;
      return unlessForbidden(forbids(round, context), decision);
    },
  });
}

/** That a date surely lies before the latest of the steps it follows. */
export function afterAll(on: PartialDate, steps: readonly (Step | null | undefined)[]): Finding[] {
  const latest = steps.reduce<Step | null>(
    (last, one) => (one && (last === null || firstDay(one.on) > firstDay(last.on)) ? one : last),
    null,
  );
  return obstacles(inOrder(on, latest));
}

/** Every step a round has taken since it was opened. */
export function stepsOf(round: Round): readonly (Step | null)[] {
  const { announced, recommendations, approved, publicNotice } = round;
  const ofCandidates = [...round.candidates.values()].flatMap(
    ({ nominations, screened, recommended, inspected }) => [
      ...nominations,
      screened,
      recommended,
      inspected,
    ],
  );
  return [announced, ...ofCandidates, ...recommendations, approved, publicNotice];
}

/** Candidates as evidence: each by the last fact of the round that is about them. */
export function naming({ candidates }: Round, cadreIds: readonly CadreId[]) {
  return citing(
    ...cadreIds.map((cadreId) => {
      const candidate = candidates.get(cadreId);
      const { inspected, recommended, screened } = candidate ?? {};
      return inspected ?? recommended ?? screened ?? candidate?.nominations.at(-1);
    }),
  );
}
