/** 公开选拔环节更正: a step was taken on another day, or registration or the notice ran otherwise. */
import { CivilDate, firstDay, lastDay, PartialDate } from '../../events/dates.ts';
import type { Finding } from '../../events/define.ts';
import { OpenSelectionPhase } from '../../events/open-selection.ts';
import { OpenSelectionStepCorrected } from '../../events/open-selection-correction.ts';
import { EventId } from '../../events/values.ts';
import type { Step } from './chronology.ts';
import { accept, type Context, citing, finding, obstacles, refuse } from './command.ts';
import { type Campaign, campaignCorrection } from './open-selection-campaign.ts';
import { concerned, type Fact, isOfTheWorld } from './open-selection-facts.ts';
import { judgedOn } from './open-selection-step-rules.ts';

export const CorrectOpenSelectionStep = campaignCorrection({
  name: 'CorrectOpenSelectionStep',
  label: { zh: '更正公开选拔环节日期', en: 'correct the date of a step of an open selection' },
  phases: OpenSelectionPhase.options,
  input: {
    eventId: EventId.meta({
      description:
        'The draft, approval, announcement, end of registration, an exam, inspection, decision, notice or conclusion.',
    }),
    on: PartialDate,
    until: CivilDate.nullable().meta({
      description:
        'Of the announcement: until when registration ran (null: as recorded); of the notice: its last day (null: as the rule counts it); otherwise null.',
    }),
  },
  decide: function* (campaign, { openSelectionId, eventId, on, until }, context) {
    const phase = OpenSelectionPhase.options.find(
      (one) => campaign.steps[one]?.eventId === eventId,
    );
    const step = phase && campaign.steps[phase];
    if (phase === undefined || step === undefined) {
      return refuse([finding('CorrectedFactUnknown')]);
    }
    const was = { on: step.on, until: untilOf(campaign, phase) };
    const kept = until ?? (phase === 'ANNOUNCED' || on === was.on ? was.until : null);
    if (on === was.on && kept === was.until) return accept();
    const judged = yield* judgedOn(campaign, phase, { was, is: { on, until: kept } }, context);
    const refusals = [
      ...obstacles([until !== null && was.until === null, () => finding('StepHasNoEnd')]),
      ...dayObstacles(campaign, step, on, context),
      ...judged.refusals,
    ];
    if (refusals.length > 0) return refuse(refusals);
    return accept(
      [
        ...together(campaign, step).map((fact) =>
          context.event(campaign.stream, OpenSelectionStepCorrected, {
            ...{ openSelectionId, eventId: fact.id, ...concerned(fact) },
            ...{ was, is: { on, until: judged.until } },
          }),
        ),
        ...judged.events,
      ],
      judged.advisories,
    );
  },
});

function untilOf(campaign: Campaign, phase: OpenSelectionPhase): CivilDate | null {
  if (phase === 'ANNOUNCED') return campaign.registrationUntil;
  return phase === 'PUBLIC_NOTICE' ? campaign.noticeEndsOn : null;
}

/** The step and, with the conclusion, the ends of items that came with it. */
function together(campaign: Campaign, step: Step): readonly Fact[] {
  const own = campaign.facts.find(({ id }) => id === step.eventId);
  return campaign.facts.filter(
    (fact) => fact.meta.commandId === own?.meta.commandId && isOfTheWorld(fact),
  );
}

/** That the day lies ahead, or puts the step before what preceded it or after what followed. */
function dayObstacles(
  campaign: Campaign,
  step: Step,
  on: PartialDate,
  context: Context,
): Finding[] {
  const { today } = context;
  const own = new Set(together(campaign, step).map(({ id }) => id));
  const at = campaign.facts.findIndex(({ id }) => id === step.eventId);
  const wrongWith = (day: PartialDate) => (fact: Fact, index: number) =>
    isOfTheWorld(fact) &&
    !own.has(fact.id) &&
    (index < at
      ? lastDay(day) < firstDay(fact.meta.effectiveOn)
      : lastDay(fact.meta.effectiveOn) < firstDay(day));
  const before = new Set(campaign.facts.filter(wrongWith(step.on)));
  const wrong = campaign.facts.filter(wrongWith(on)).filter((fact) => !before.has(fact));
  return obstacles(
    [firstDay(on) > today && firstDay(step.on) <= today, () => finding('DateAhead', { today })],
    [
      wrong.length > 0,
      () => finding('StepOutOfOrder', { count: wrong.length, on }, citing(...wrong)),
    ],
  );
}
