/** 录用、签订聘用合同: what a publicized applicant becomes, once the publicity is over. */
import { z } from 'zod';
import type { SelectionChannel } from '../../events/code-tables.ts';
import {
  addDays,
  addMonths,
  CivilDate,
  firstDay,
  lastDay,
  monthsBetween,
} from '../../events/dates.ts';
import type { Finding } from '../../events/define.ts';
import { CivilServantAppointed, InstitutionContractSigned } from '../../events/posting.ts';
import { RecruitmentApplicantConcluded } from '../../events/recruitment.ts';
import { CadreId, type EventId, Name, PostId, RecruitmentId } from '../../events/values.ts';
import {
  accept,
  type Context,
  citing,
  defineCommand,
  finding,
  obstacles,
  type Reading,
  read,
  refuse,
} from './command.ts';
import { cadreStream, postings, postingsOn } from './people.ts';
import { type Ground, ground } from './placement.ts';
import { present } from './recruitment-applicant.ts';
import { basisCheck } from './recruitment-eligibility.ts';
import {
  type Applicant,
  isByContract,
  type Position,
  type RecruitmentState,
  recruitment,
  recruitmentStream,
  running,
} from './recruitment-state.ts';
import { basisOf, judge } from './rules/judge.ts';
import { numberOf, type Rules, ruleSet, rulesAt } from './rules/rule-set.ts';
import { workingDaysFrom } from './rules/working-days.ts';

const placed = {
  recruitmentId: RecruitmentId,
  cadreId: CadreId,
  /** A post, or a title where none is established. */
  postId: PostId.nullable(),
  title: Name.nullable(),
};
type Placed = z.output<z.ZodObject<typeof placed>>;

/** 录用公务员: on probation from this day. */
export const AppointCivilServant = defineCommand({
  name: 'AppointCivilServant',
  label: { zh: '录用公务员', en: 'Appoint a civil servant' },
  input: z.strictObject(placed),
  decide: function* (input, context) {
    const { recruitmentId, cadreId } = input;
    const hire = yield* hiring(input, context);
    if (hire.kind === 'done') return accept();
    if (hire.kind === 'impossible') return refuse(hire.refusals);
    const { base, position, rules } = hire;
    const refusals = [
      ...hire.refusals,
      ...obstacles([isByContract(position), () => finding('PositionIsByContract')]),
    ];
    if (refusals.length > 0) return refuse(refusals);
    const on = firstDay(context.effectiveOn);
    const mustServe =
      position.track === 'VILLAGE_CADRE' &&
      (base.unitType === 'TOWNSHIP' || base.unitType === 'SUBDISTRICT');
    const appointed = context.event(cadreStream(cadreId), CivilServantAppointed, {
      cadreId,
      recruitmentId,
      positionId: position.positionId,
      track: position.track,
      organizationId: base.organizationId,
      unitType: base.unitType,
      probationEndsOn: addMonths(on, numberOf(rules, 'P4.PROBATION', 'months')),
      serviceEndsOn: mustServe
        ? addMonths(on, numberOf(rules, 'P4.TOWNSHIP_SERVICE', 'months'))
        : null,
    });
    return accept(
      [
        appointed,
        ...base.events(appointed.id),
        concluded(hire.applicant, input, appointed.id, context),
      ],
      hire.advisories,
    );
  },
});

/** 签订聘用合同 */
export const SignInstitutionContract = defineCommand({
  name: 'SignInstitutionContract',
  label: { zh: '签订聘用合同', en: 'Sign an institution contract' },
  input: z.strictObject({ ...placed, contractEndsOn: CivilDate, firstJob: z.boolean() }),
  decide: function* ({ contractEndsOn, firstJob, ...input }, context) {
    const { recruitmentId, cadreId } = input;
    const hire = yield* hiring(input, context);
    if (hire.kind === 'done') return accept();
    if (hire.kind === 'impossible') return refuse(hire.refusals);
    const { applicant, base, position, rules } = hire;
    const on = firstDay(context.effectiveOn);
    const months = monthsBetween(on, contractEndsOn);
    const yearsMin = numberOf(rules, 'P5.CONTRACT', 'yearsMin');
    const judged = judge(rules, [
      {
        rule: 'P5.CONTRACT',
        broken: months < yearsMin * 12,
        code: 'ContractShort',
        params: { yearsMin },
      },
      yield* basisCheck(applicant, rules, on),
    ]);
    const refusals = [
      ...hire.refusals,
      ...obstacles(
        [!isByContract(position), () => finding('PositionIsInService')],
        [contractEndsOn <= on, () => finding('EndBeforeStart')],
      ),
      ...judged.refusals,
    ];
    if (refusals.length > 0) return refuse(refusals);
    const onProbation =
      firstJob && months >= numberOf(rules, 'P5.PROBATION', 'contractYearsMin') * 12;
    const signed = context.event(cadreStream(cadreId), InstitutionContractSigned, {
      cadreId,
      recruitmentId,
      positionId: position.positionId,
      organizationId: base.organizationId,
      unitType: base.unitType,
      recruitmentBasis: applicant.basis,
      contractEndsOn,
      probationEndsOn: onProbation
        ? addMonths(on, numberOf(rules, 'P5.PROBATION', 'months'))
        : null,
    });
    return accept(
      [signed, ...base.events(signed.id), concluded(applicant, input, signed.id, context)],
      [...hire.advisories, ...judged.advisories],
    );
  },
});

type Hiring =
  | { readonly kind: 'done' }
  | { readonly kind: 'impossible'; readonly refusals: Finding[] }
  | {
      readonly kind: 'possible';
      readonly refusals: Finding[];
      readonly advisories: Finding[];
      readonly applicant: Applicant;
      readonly position: Position;
      readonly base: Ground;
      readonly rules: Rules;
    };

const channelOf: Readonly<
  Record<NonNullable<RecruitmentState['planned']>['kind'], z.output<typeof SelectionChannel>>
> = {
  CIVIL_SERVANT_EXAM: 'CIVIL_SERVANT_EXAM',
  INSTITUTION: 'INSTITUTION_RECRUITMENT',
  EXPERIENCED: 'EXPERIENCED_RECRUITMENT',
};

/** Whether it stands as asked: on this day, by this document, in this post or with this title. */
function* isHiredSo(
  applicant: Applicant | undefined,
  { cadreId, postId, title }: Placed,
  { effectiveOn, basis }: Context,
): Reading<boolean> {
  const end = applicant?.end;
  if (end?.endState !== 'APPOINTED' || end.on !== effectiveOn || end.document !== basis)
    return false;
  const held = yield* read(postings(cadreId));
  const posting = held.postings.find(({ basedOn }) => basedOn === end.appointmentId);
  return (
    posting?.postId === postId && (postId !== null || title === null || posting.title === title)
  );
}

/** What both ways of hiring ask: publicity over, a place in the position's unit, nothing in the way. */
function* hiring(input: Placed, context: Context): Reading<Hiring> {
  const { recruitmentId, cadreId, postId, title } = input;
  const state = yield* read(recruitment(recruitmentId));
  const applicant = state.applicants.get(cadreId);
  if (yield* isHiredSo(applicant, input, context)) return { kind: 'done' };
  const refusals = [...running(state, context), ...present(applicant)];
  const position = applicant && state.positions.get(applicant.positionId);
  if (state.planned === null || applicant === undefined || position === undefined) {
    return { kind: 'impossible', refusals };
  }
  const rules = rulesAt(yield* read(ruleSet(context.county)), state.planned.ruleSetVersion);
  const base = yield* ground(
    {
      cadreId,
      postId,
      organizationId: position.organizationId,
      title,
      kind: 'MAIN',
      staffing: position.staffing,
      role: null,
      from: context.effectiveOn,
      until: null,
      openingBalance: false,
      channel: channelOf[state.planned.kind],
    },
    context,
  );
  const notice = publicity(applicant, position, rules, context);
  const judged = judge(rules, [
    {
      rule: 'P4.ENTRY_LEVEL',
      broken: base.held.postKind === 'LEADING_POST',
      code: 'RecruitedToLeadingPost',
    },
  ]);
  refusals.push(...base.refusals, ...notice.refusals, ...judged.refusals);
  refusals.push(...misplaced(input, base, position));
  const advisories = [...base.advisories, ...notice.advisories, ...judged.advisories];
  advisories.push(...(yield* besides(cadreId, context)));
  return { kind: 'possible', applicant, position, base, rules, refusals, advisories };
}

function misplaced({ postId, title }: Placed, base: Ground, position: Position): Finding[] {
  return obstacles(
    [
      postId !== null && base.organizationId !== position.organizationId,
      () => finding('PostInAnotherOrganization'),
    ],
    [postId === null && title === null, () => finding('PostOrTitleMissing')],
  );
}

/** What the person holds beside the main posting: it goes on, and the officer should know. */
function* besides(cadreId: CadreId, context: Context): Reading<Finding[]> {
  const on = firstDay(context.effectiveOn);
  const others = postingsOn(yield* read(postings(cadreId)), on).filter(
    ({ kind }) => kind !== 'MAIN',
  );
  return obstacles([
    others.length > 0,
    () => finding('OtherPostingsStand', {}, { evidence: others.map(({ id }) => id) }),
  ]);
}

/** Whether the applicant was publicized, and for long enough. */
function publicity(applicant: Applicant, position: Position, rules: Rules, context: Context) {
  const { publicized } = applicant;
  if (publicized === null) {
    return {
      refusals: [finding('ApplicantNotPublicized', {}, citing(applicant.registered))],
      advisories: [],
    };
  }
  const rule = isByContract(position) ? 'P5.PUBLICITY' : 'P4.PUBLICITY';
  const days = numberOf(rules, rule, 'workingDays');
  const notice = workingDaysFrom(firstDay(publicized.on), days);
  return {
    refusals: obstacles([
      lastDay(context.effectiveOn) <= notice.lastDay,
      () =>
        finding(
          'NoticeStillRunning',
          { endsOn: notice.lastDay, earliest: addDays(notice.lastDay, 1) },
          { rule, basis: basisOf(rules, rule), evidence: [publicized.eventId] },
        ),
    ]),
    advisories: notice.advisories,
  };
}

function concluded(
  { positionId }: Applicant,
  { recruitmentId, cadreId }: Placed,
  appointmentId: EventId,
  context: Context,
) {
  return context.event(recruitmentStream(recruitmentId), RecruitmentApplicantConcluded, {
    recruitmentId,
    positionId,
    cadreId,
    endState: 'APPOINTED',
    appointmentId,
  });
}
