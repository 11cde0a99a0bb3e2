/** 招录计划: what is to be filled, with how many, on which terms; the plan pins its rules. */
import { z } from 'zod';
import {
  type RecruitmentKind as Kind,
  RecruitmentKind,
  RecruitmentTrack,
  StaffingKind,
} from '../../events/code-tables.ts';
import { firstDay, yearOf } from '../../events/dates.ts';
import type { Finding } from '../../events/define.ts';
import {
  PositionTerms,
  RecruitmentPlanned,
  RecruitmentPositionCorrected,
  RecruitmentPositionPlanned,
} from '../../events/recruitment.ts';
import {
  Code,
  Name,
  OrganizationId,
  RecruitmentId,
  RecruitmentPositionId,
} from '../../events/values.ts';
import {
  accept,
  type Context,
  citing,
  defineCommand,
  defineCorrection,
  finding,
  obstacles,
  read,
  readEach,
  refuse,
} from './command.ts';
import { holdingOn } from './dated.ts';
import { chosenFor, recruitment, recruitmentStream } from './recruitment-state.ts';
import { type Check, judge } from './rules/judge.ts';
import { currentVersion, type Rules, ruleSet, rulesAt, textsOf } from './rules/rule-set.ts';
import { type OrganizationState, organization } from './structure.ts';

const positionsMax = 100;
const PlannedPosition = z.strictObject({
  code: Code,
  organizationId: OrganizationId,
  track: RecruitmentTrack,
  staffing: StaffingKind,
  terms: PositionTerms,
});
type PlannedPosition = z.output<typeof PlannedPosition>;

/** 招录计划: pins the rule set in force. */
export const PlanRecruitment = defineCommand({
  name: 'PlanRecruitment',
  label: { zh: '制定招录计划', en: 'Plan a recruitment' },
  input: z.strictObject({
    kind: RecruitmentKind,
    title: Name,
    year: z.int().min(1950).max(2199),
    positions: z.array(PlannedPosition).min(1).max(positionsMax),
  }),
  decide: function* ({ kind, title, year, positions }, context) {
    const issued = yield* read(ruleSet(context.county));
    const ruleSetVersion = currentVersion(issued, context.effectiveOn);
    const units = yield* readEach(positions.map((one) => organization(one.organizationId)));
    const rules = rulesAt(issued, ruleSetVersion);
    const judged = judge(
      rules,
      positions.map((one, index) => townshipCheck(rules, kind, one, typeOn(units[index], context))),
    );
    const refusals = [
      ...planned(year, positions, units, context),
      ...positions.flatMap((one) => [...fitting(kind, one), ...coherent(one.terms, one.code)]),
      ...judged.refusals,
    ];
    if (refusals.length > 0) return refuse(refusals);
    const recruitmentId = context.newId<RecruitmentId>();
    const stream = recruitmentStream(recruitmentId);
    const plan = { recruitmentId, kind, year };
    return accept(
      [
        context.event(stream, RecruitmentPlanned, { ...plan, title, ruleSetVersion }),
        ...positions.map((position, index) =>
          context.event(stream, RecruitmentPositionPlanned, {
            ...plan,
            ...position,
            positionId: context.newId<RecruitmentPositionId>(),
            unitType: typeOn(units[index], context),
          }),
        ),
      ],
      judged.advisories,
    );
  },
});

/** 招录职位更正: what the plan says of a position was recorded in error. */
export const CorrectRecruitmentPosition = defineCorrection({
  name: 'CorrectRecruitmentPosition',
  label: { zh: '更正招录职位', en: 'Correct a recruitment position' },
  input: z.strictObject({
    recruitmentId: RecruitmentId,
    positionId: RecruitmentPositionId,
    terms: PositionTerms,
  }),
  decide: function* ({ recruitmentId, positionId, terms }, context) {
    const state = yield* read(recruitment(recruitmentId));
    const position = state.positions.get(positionId);
    if (position === undefined || state.planned?.county !== context.county) {
      return refuse([finding('RecruitmentPositionUnknown')]);
    }
    if (JSON.stringify(position.terms) === JSON.stringify(terms)) return accept();
    const refusals = [
      ...coherent(terms, position.code),
      ...obstacles([
        chosenFor(state, positionId) > terms.headcount,
        () => finding('HeadcountExceeded', { headcount: terms.headcount }),
      ]),
    ];
    if (refusals.length > 0) return refuse(refusals);
    return accept([
      context.event(recruitmentStream(recruitmentId), RecruitmentPositionCorrected, {
        recruitmentId,
        positionId,
        eventId: position.eventId,
        was: position.terms,
        is: terms,
      }),
    ]);
  },
});

/** What stands against a plan whatever its kind. */
export function planned(
  year: number,
  positions: readonly Pick<PlannedPosition, 'code'>[],
  units: readonly OrganizationState[],
  { county, effectiveOn }: Context,
): Finding[] {
  const on = firstDay(effectiveOn);
  return [
    ...obstacles(
      [
        year < yearOf(on) || year > yearOf(on) + 1,
        () => finding('RecruitmentYearOff', { year, on: effectiveOn }),
      ],
      [
        new Set(positions.map(({ code }) => code)).size < positions.length,
        () => finding('PositionCodeTwice'),
      ],
      [units.some(({ opened }) => opened?.county !== county), () => finding('OrganizationUnknown')],
    ),
    ...units.flatMap(({ ended }) =>
      obstacles([
        ended !== null && firstDay(ended.on) <= on,
        () => finding('OrganizationEnded', { on: ended?.on ?? '' }, citing(ended)),
      ]),
    ),
  ];
}

const staffingOf: Readonly<Record<Kind, readonly string[]>> = {
  CIVIL_SERVANT_EXAM: ['ADMIN', 'INSTITUTION_CS'],
  INSTITUTION: ['INSTITUTION'],
  EXPERIENCED: ['ADMIN', 'INSTITUTION_CS', 'INSTITUTION'],
};

/** Whether a position is one that this kind of recruitment fills. */
function fitting(kind: Kind, { staffing, track, code }: PlannedPosition): Finding[] {
  return obstacles(
    [!staffingOf[kind].includes(staffing), () => finding('PositionStaffingMisfits', { code })],
    [
      kind === 'EXPERIENCED' && track === 'VILLAGE_CADRE',
      () => finding('PositionTrackMisfits', { code }),
    ],
  );
}

function coherent(terms: PositionTerms, code: string): Finding[] {
  return obstacles([
    !terms.requiresGrassroots && terms.minGrassrootsYears > 0,
    () => finding('GrassrootsYearsWithoutRequirement', { code }),
  ]);
}

/** What a unit counts as on the day of the plan. */
export function typeOn(unit: OrganizationState | undefined, { effectiveOn }: Context) {
  const place = unit && holdingOn(unit.places, firstDay(effectiveOn));
  return place?.value.countsAs ?? unit?.countsAs ?? 'OTHER';
}

export function townshipCheck(
  rules: Rules,
  kind: Kind,
  { track, code }: Pick<PlannedPosition, 'track' | 'code'>,
  unitType: string,
): Check {
  const unitTypes = textsOf(rules, 'P4.TOWNSHIP', 'unitTypes');
  return {
    rule: 'P4.TOWNSHIP',
    broken:
      kind === 'CIVIL_SERVANT_EXAM' && track === 'VILLAGE_CADRE' && !unitTypes.includes(unitType),
    code: 'VillageCadrePositionElsewhere',
    params: { code },
  };
}
