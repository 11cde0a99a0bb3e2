/** What all commands on a campaign share: reading it, judging the phase, naming items and people. */
import { z } from 'zod';
import { codeTables } from '../../events/code-tables.ts';
import { firstDay } from '../../events/dates.ts';
import type { Finding } from '../../events/define.ts';
import type { OpenSelectionPhase } from '../../events/open-selection.ts';
import { type OfferedItemId, OpenSelectionId } from '../../events/values.ts';
import { inOrder } from './chronology.ts';
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
import type { Applicant } from './open-selection-applicant.ts';
import type { OfferedItem } from './open-selection-item.ts';
import { type OpenSelectionState, openSelection } from './open-selection-state.ts';
import { pinnedRules, type Rules } from './rules/rule-set.ts';

/** A campaign that exists in this county, with the rules it pinned. */
export type Campaign = OpenSelectionState & {
  readonly stream: string;
  readonly drafted: NonNullable<OpenSelectionState['drafted']>;
  readonly rules: Rules;
};

type CampaignInput<S extends z.ZodRawShape> = z.ZodObject<
  { openSelectionId: typeof OpenSelectionId } & S
>;

/**
 * A command on a campaign. Refuses when there is none, and adds to its refusals that the campaign
 * is in none of the phases, or that the date lies before the phase began. Asked for what is done
 * already (accepted without events), it does nothing whatever the phase; nor what is `again`: a
 * draft taken back leaves nothing to read.
 */
export function campaignCommand<S extends z.ZodRawShape>(definition: {
  name: string;
  label: { zh: string; en: string };
  phases: readonly OpenSelectionPhase[];
  input: S;
  again?: (state: OpenSelectionState, input: z.output<CampaignInput<S>>) => boolean;
  decide: (
    campaign: Campaign,
    input: z.output<CampaignInput<S>>,
    context: Context,
  ) => Decision | Reading<Decision>;
}): CommandDefinition<CampaignInput<S>> {
  const { phases, decide, again, ...rest } = definition;
  return defineCommand({
    ...rest,
    input: z.strictObject({ openSelectionId: OpenSelectionId, ...definition.input }),
    decide: function* (input, context) {
      // The shape above holds the id; the compiler cannot see into a shape that is a parameter.
      const { openSelectionId } = input as { openSelectionId: OpenSelectionId };
      const ref = openSelection(openSelectionId);
      const state = yield* read(ref);
      if (again?.(state, input as never)) return accept();
      const { drafted } = state;
      const rules = yield* pinnedRules(drafted, context);
      if (drafted === null || rules === null) return refuse([finding('OpenSelectionUnknown')]);
      const campaign = { ...state, drafted, rules, stream: ref.stream };
      const made = decide(campaign, input as never, context);
      const decision = 'kind' in made ? made : yield* made;
      return unlessForbidden(outOfPhase(state, phases, context), decision);
    },
  });
}

/** Puts right or takes back a fact of a campaign, for a reason. */
export function campaignCorrection<S extends z.ZodRawShape>(
  definition: Parameters<typeof campaignCommand<S>>[0],
): CommandDefinition<CampaignInput<S>> {
  return withReason(campaignCommand(definition));
}

function outOfPhase(
  state: OpenSelectionState,
  phases: readonly OpenSelectionPhase[],
  context: Context,
): Finding[] {
  const { phase, steps } = state;
  const label = codeTables.get('OpenSelectionPhase')?.labels[phase];
  const evidence = steps[phase] ? [steps[phase].eventId] : [];
  return obstacles(
    [
      !phases.includes(phase),
      () =>
        finding(
          'OpenSelectionInOtherPhase',
          { phase, phaseZh: label?.zh ?? phase, phaseEn: label?.en ?? phase },
          { evidence },
        ),
    ],
    inOrder(context.effectiveOn, steps[phase]),
  );
}

/** Asked again for a step that was taken: nothing on the same date, an obstacle on another. */
export function stepAgain(
  campaign: Campaign,
  phase: OpenSelectionPhase,
  context: Context,
  isSame = true,
): Decision | null {
  const taken = campaign.steps[phase];
  if (taken === undefined) return null;
  if (isSame && taken.on === context.effectiveOn) return accept();
  return refuse([
    finding('OpenSelectionStepTaken', { on: taken.on }, { evidence: [taken.eventId] }),
  ]);
}

export function liveItems(campaign: Campaign): readonly OfferedItem[] {
  return [...campaign.items.values()].filter(({ withdrawn }) => withdrawn === null);
}

/** Applicants who have not come to an end; of one item, or of all. */
export function liveApplicants(campaign: Campaign, itemId?: OfferedItemId): readonly Applicant[] {
  return [...campaign.applicants.values()].filter(
    (applicant) => applicant.end === null && (itemId === undefined || applicant.itemId === itemId),
  );
}

/** That an item is not of this campaign, or no longer on offer. */
export function itemObstacles(campaign: Campaign, itemId: OfferedItemId): Finding[] {
  const item = campaign.items.get(itemId);
  return obstacles(
    [item === undefined, () => finding('OfferedItemUnknown')],
    [
      item?.withdrawn != null,
      () =>
        finding(
          'OfferedItemIsWithdrawn',
          { on: item?.withdrawn?.on ?? '' },
          citing(item?.withdrawn),
        ),
    ],
  );
}

/** That somebody has not applied in this campaign, or has come to an end in it. */
export function applicantObstacles(applicant: Applicant | undefined, context: Context): Finding[] {
  if (applicant === undefined) return [finding('ApplicationUnknown', { count: 1 })];
  return [
    ...about('ApplicationsEnded', applicant.end === null ? [] : [applicant]),
    ...afterAll([applicant], context),
  ];
}

/** That the date lies before the latest step of one of the applicants. */
export function afterAll(applicants: readonly Applicant[], context: Context): Finding[] {
  const latest = applicants
    .map((applicant) => applicant.latest)
    .reduce<Applicant['latest'] | null>(
      (last, one) => (last === null || firstDay(one.on) > firstDay(last.on) ? one : last),
      null,
    );
  return obstacles(inOrder(context.effectiveOn, latest));
}

/** One finding on several applicants, named by their latest facts; none when there are none. */
export function about(
  code: string,
  applicants: readonly Applicant[],
  params: Finding['params'] = {},
  rule?: string,
): Finding[] {
  if (applicants.length === 0) return [];
  const { evidence } = citing(...applicants.map(({ latest }) => latest));
  return [finding(code, { count: applicants.length, ...params }, { evidence, rule })];
}

/** That a list names somebody twice, or somebody who has not applied. */
export function listObstacles(campaign: Campaign, cadreIds: readonly Applicant['cadreId'][]) {
  const unknown = cadreIds.filter((cadreId) => !campaign.applicants.has(cadreId)).length;
  return obstacles(
    [new Set(cadreIds).size < cadreIds.length, () => finding('ApplicantNamedTwice')],
    [unknown > 0, () => finding('ApplicationUnknown', { count: unknown })],
  );
}
