/** 招录进程更正: the days of plan, announcement and conclusion; a plan or announcement in error. */
import { z } from 'zod';
import { firstDay, lastDay, PartialDate } from '../../events/dates.ts';
import type { Finding } from '../../events/define.ts';
import {
  RecruitmentCourseStepVoided,
  RecruitmentDateCorrected,
} from '../../events/recruitment-correction.ts';
import { EventId, RecruitmentId } from '../../events/values.ts';
import { inOrder, type Step } from './chronology.ts';
import {
  accept,
  type Context,
  citing,
  defineCorrection,
  finding,
  obstacles,
  type Reading,
  read,
  readEach,
  refuse,
} from './command.ts';
import { planned, townshipCheck, typeOn } from './recruitment-plan.ts';
import { type RecruitmentState, recruitment, recruitmentStream } from './recruitment-state.ts';
import { type Judgement, judge } from './rules/judge.ts';
import { pinnedRules, pinnedStay } from './rules/rule-set.ts';
import { organization } from './structure.ts';

/** 更正招录日期: within what stands before and after; a plan is judged as on that day. */
export const CorrectRecruitmentDate = defineCorrection({
  name: 'CorrectRecruitmentDate',
  label: { zh: '更正招录日期', en: 'Correct the date of a recruitment’s step' },
  input: z.strictObject({
    recruitmentId: RecruitmentId,
    eventId: EventId.meta({ description: 'The plan, the announcement or the conclusion.' }),
    on: PartialDate,
  }),
  decide: function* ({ recruitmentId, eventId, on }, context) {
    const state = yield* read(recruitment(recruitmentId));
    const { planned: plan, announced, concluded } = state;
    if (plan?.county !== context.county) return refuse([finding('RecruitmentUnknown')]);
    const step = [plan, announced, concluded].find((one) => one?.eventId === eventId) ?? null;
    if (step === null) return refuse([finding('CorrectedFactUnknown')]);
    if (step.on === on) return accept();
    const judged =
      step === plan ? yield* plannedOn(state, plan, on, context) : { refusals: [], advisories: [] };
    const { today } = context;
    const refusals = [
      ...obstacles([
        firstDay(on) > today && firstDay(step.on) <= today,
        () => finding('DateAhead', { today }),
      ]),
      ...outOfOrder(state, step, on),
      ...judged.refusals,
    ];
    if (refusals.length > 0) return refuse(refusals);
    const was = step.on;
    return accept(
      factsOf(state, step).map((fact) =>
        context.event(recruitmentStream(recruitmentId), RecruitmentDateCorrected, {
          ...{ recruitmentId, ...fact, was, is: on },
        }),
      ),
      judged.advisories,
    );
  },
});

/** 撤销招录进程记录: the announcement while nobody applied, the plan while it is not announced. */
export const VoidRecruitmentCourseStep = defineCorrection({
  name: 'VoidRecruitmentCourseStep',
  label: { zh: '撤销招录计划或公告记录', en: 'Void the announcement or plan of a recruitment' },
  input: z.strictObject({
    recruitmentId: RecruitmentId,
    eventId: EventId.meta({ description: 'The latest: the announcement, or else the plan.' }),
  }),
  decide: function* ({ recruitmentId, eventId }, context) {
    const state = yield* read(recruitment(recruitmentId));
    if (state.voided.includes(eventId)) return accept();
    const { planned: plan, announced, concluded } = state;
    if (plan?.county !== context.county) return refuse([finding('RecruitmentUnknown')]);
    const latest = announced ?? plan;
    const applied = [...state.applicants.values()].map(({ registered }) => registered);
    const refusals = obstacles(
      [
        latest.eventId !== eventId,
        () => finding('RecruitmentCourseStepNotLatest', {}, citing(latest)),
      ],
      [
        applied.length > 0,
        () => finding('RecordedSince', { count: applied.length }, citing(...applied)),
      ],
      [
        concluded !== null,
        () =>
          finding('RecruitmentConclusionStands', { on: concluded?.on ?? '' }, citing(concluded)),
      ],
    );
    if (refusals.length > 0) return refuse(refusals);
    return accept(
      factsOf(state, latest).map((fact) =>
        context.event(recruitmentStream(recruitmentId), RecruitmentCourseStepVoided, {
          ...{ recruitmentId, ...fact },
        }),
      ),
    );
  },
});

export const recruitmentCourseCommands = [CorrectRecruitmentDate, VoidRecruitmentCourseStep];

/** The facts a step consists of, with the positions each is about: a plan plans each position. */
function factsOf({ planned: plan, announced, positions }: RecruitmentState, step: Step) {
  const positionIds = [...positions.keys()];
  const own = { eventId: step.eventId, positionIds: step === announced ? positionIds : [] };
  if (step !== plan) return [own];
  const each = [...positions.values()].map(({ eventId, positionId }) => ({
    eventId,
    positionIds: [positionId],
  }));
  return [own, ...each];
}

/** What surely lies on the wrong side of the day: the steps around, and the applicants. */
function outOfOrder(state: RecruitmentState, step: Step, on: PartialDate): Finding[] {
  const { planned: plan, announced, concluded, applicants } = state;
  const registered = [...applicants.values()].map((one) => one.registered);
  const ends = [...applicants.values()].flatMap(({ end }) => (end === null ? [] : [end]));
  const known = (steps: readonly (Step | null)[]) => steps.filter((one) => one !== null);
  const [before, after] =
    step === plan
      ? [[], known([announced, concluded])]
      : step === announced
        ? [known([plan]), [...registered, ...known([concluded])]]
        : [[...known([announced]), ...ends], []];
  const wrong = [
    ...before.filter((one) => inOrder(on, one)[0]),
    ...after.filter((one) => lastDay(one.on) < firstDay(on)),
  ];
  return obstacles([
    wrong.length > 0,
    () => finding('StepOutOfOrder', { count: wrong.length, on }, citing(...wrong)),
  ]);
}

/** The plan as if it had been made on the day: its year, its units and what they counted as. */
function* plannedOn(
  state: RecruitmentState,
  plan: NonNullable<RecruitmentState['planned']>,
  on: PartialDate,
  context: Context,
): Reading<Judgement> {
  const positions = [...state.positions.values()];
  const units = yield* readEach(positions.map((one) => organization(one.organizationId)));
  const rules = yield* pinnedRules(plan, context);
  const then = { ...context, effectiveOn: on };
  const types = positions.map((one, index) => ({ one, unitType: typeOn(units[index], then) }));
  const judged =
    rules === null
      ? { refusals: [], advisories: [] }
      : judge(
          rules,
          types.map(({ one, unitType }) => townshipCheck(rules, plan.kind, one, unitType)),
        );
  const others = types.filter(({ one, unitType }) => one.unitType !== unitType);
  return {
    refusals: [
      ...planned(plan.year, positions, units, then),
      ...others.map(({ one: { code, eventId } }) =>
        finding('PositionOfOtherUnitType', { code, on }, { evidence: [eventId] }),
      ),
      ...judged.refusals,
    ],
    advisories: [...judged.advisories, ...(yield* pinnedStay(plan, on, context))],
  };
}
