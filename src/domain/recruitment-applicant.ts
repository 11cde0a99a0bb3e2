/** 报名与资格审查: who applies, who qualifies, who does not, who withdraws. */
import { z } from 'zod';
import { RecruitmentBasis } from '../../events/code-tables.ts';
import { firstDay } from '../../events/dates.ts';
import type { Finding } from '../../events/define.ts';
import {
  RecruitmentApplicantConcluded,
  RecruitmentApplicantQualified,
  RecruitmentApplicantRegistered,
} from '../../events/recruitment.ts';
import { CadreId, RecruitmentId, RecruitmentPositionId } from '../../events/values.ts';
import { inOrder } from './chronology.ts';
import { accept, citing, defineCommand, finding, obstacles, read, refuse } from './command.ts';
import { originOn, person, postings } from './people.ts';
import { hasLeft } from './placement-rules.ts';
import { eligibility } from './recruitment-eligibility.ts';
import {
  type Applicant,
  latestStep,
  recruitment,
  recruitmentStream,
  running,
} from './recruitment-state.ts';
import { judge } from './rules/judge.ts';
import { ruleSet, rulesAt } from './rules/rule-set.ts';

/** 报名: for one position of a recruitment. */
export const RegisterRecruitmentApplicant = defineCommand({
  name: 'RegisterRecruitmentApplicant',
  label: { zh: '登记报名', en: 'Register an applicant' },
  input: z.strictObject({
    recruitmentId: RecruitmentId,
    positionId: RecruitmentPositionId,
    cadreId: CadreId,
    recruitmentBasis: RecruitmentBasis,
  }),
  decide: function* ({ recruitmentId, positionId, cadreId, recruitmentBasis }, context) {
    const state = yield* read(recruitment(recruitmentId));
    const who = yield* read(person(cadreId));
    const held = yield* read(postings(cadreId));
    const before = state.applicants.get(cadreId);
    if (before?.positionId === positionId && before.basis === recruitmentBasis) return accept();
    const position = state.positions.get(positionId);
    const bases = position?.terms.bases ?? [];
    const refusals = [
      ...running(state, context),
      ...obstacles(
        [who.registered?.county !== context.county, () => finding('CadreUnknown')],
        hasLeft(held, firstDay(context.effectiveOn)),
        [position === undefined, () => finding('RecruitmentPositionUnknown')],
        [state.announced === null, () => finding('RecruitmentNotAnnounced')],
        inOrder(context.effectiveOn, state.announced),
        [
          before !== undefined,
          () => finding('ApplicantRegisteredBefore', {}, citing(before?.registered)),
        ],
        [
          bases.length > 0
            ? !bases.includes(recruitmentBasis)
            : recruitmentBasis !== 'NONE' && position !== undefined,
          () => finding('BasisNotAccepted', { basis: recruitmentBasis }),
        ],
      ),
    ];
    if (refusals.length > 0) return refuse(refusals);
    return accept([
      context.event(recruitmentStream(recruitmentId), RecruitmentApplicantRegistered, {
        recruitmentId,
        positionId,
        cadreId,
        recruitmentBasis,
        origin: originOn(held, firstDay(context.effectiveOn)),
      }),
    ]);
  },
});

/** 资格审查通过: the rules advise, and stop what they forbid; what is unknown is said. */
export const QualifyRecruitmentApplicant = defineCommand({
  name: 'QualifyRecruitmentApplicant',
  label: { zh: '资格审查通过', en: 'Qualify an applicant' },
  input: z.strictObject({
    recruitmentId: RecruitmentId,
    cadreId: CadreId,
    /** 脱贫村: the higher age limit applies. */
    liftedVillage: z.boolean(),
  }),
  decide: function* ({ recruitmentId, cadreId, liftedVillage }, context) {
    const state = yield* read(recruitment(recruitmentId));
    const applicant = state.applicants.get(cadreId);
    if (applicant?.qualified?.liftedVillage === liftedVillage) return accept();
    const position = applicant && state.positions.get(applicant.positionId);
    const refusals = [
      ...running(state, context),
      ...waiting(applicant),
      ...obstacles(inOrder(context.effectiveOn, applicant?.registered)),
    ];
    if (applicant === undefined || position === undefined || state.planned === null) {
      return refuse(refusals);
    }
    const rules = rulesAt(yield* read(ruleSet(context.county)), state.planned.ruleSetVersion);
    const judged = judge(rules, yield* eligibility(applicant, position, liftedVillage, rules));
    refusals.push(...judged.refusals);
    if (refusals.length > 0) return refuse(refusals);
    return accept(
      [
        context.event(recruitmentStream(recruitmentId), RecruitmentApplicantQualified, {
          recruitmentId,
          positionId: applicant.positionId,
          cadreId,
          liftedVillage,
        }),
      ],
      judged.advisories,
    );
  },
});

/** 资格审查未通过 */
export const RejectRecruitmentApplicant = conclude({
  name: 'RejectRecruitmentApplicant',
  label: { zh: '资格审查未通过', en: 'Reject an applicant' },
  endState: 'FAILED_QUALIFICATION',
  obstaclesOf: waiting,
});

/** 本人放弃: at any time before the appointment. */
export const WithdrawRecruitmentApplicant = conclude({
  name: 'WithdrawRecruitmentApplicant',
  label: { zh: '放弃报考', en: 'Withdraw an applicant' },
  endState: 'WITHDREW',
  obstaclesOf: present,
});

function conclude(way: {
  name: string;
  label: { zh: string; en: string };
  endState: 'FAILED_QUALIFICATION' | 'WITHDREW';
  obstaclesOf: (applicant: Applicant | undefined) => Finding[];
}) {
  return defineCommand({
    name: way.name,
    label: way.label,
    input: z.strictObject({ recruitmentId: RecruitmentId, cadreId: CadreId }),
    decide: function* ({ recruitmentId, cadreId }, context) {
      const state = yield* read(recruitment(recruitmentId));
      const applicant = state.applicants.get(cadreId);
      if (applicant?.end?.endState === way.endState) return accept();
      const refusals = [
        ...running(state, context),
        ...way.obstaclesOf(applicant),
        ...obstacles(inOrder(context.effectiveOn, applicant && latestStep(applicant))),
      ];
      if (refusals.length > 0 || applicant === undefined) return refuse(refusals);
      return accept([
        context.event(recruitmentStream(recruitmentId), RecruitmentApplicantConcluded, {
          recruitmentId,
          positionId: applicant.positionId,
          cadreId,
          endState: way.endState,
          appointmentId: null,
        }),
      ]);
    },
  });
}

/** The applicant is there and has not come to an end state. */
export function present(applicant: Applicant | undefined): Finding[] {
  return obstacles(
    [applicant === undefined, () => finding('ApplicantUnknown')],
    [
      applicant !== undefined && applicant.end !== null,
      () =>
        finding(
          'ApplicantEnded',
          { endState: applicant?.end?.endState ?? '' },
          citing(applicant?.end),
        ),
    ],
  );
}

/** … and waits for the qualification review. */
function waiting(applicant: Applicant | undefined): Finding[] {
  return [
    ...present(applicant),
    ...obstacles([
      applicant !== undefined && applicant.qualified !== null,
      () =>
        finding(
          'ApplicantQualifiedBefore',
          { on: applicant?.qualified?.on ?? '' },
          citing(applicant?.qualified),
        ),
    ]),
  ];
}
