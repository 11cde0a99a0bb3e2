/** 报名与资格审查: who applies for what, screening, and items that find too few applicants. */
import { z } from 'zod';
import { type CivilDate, firstDay, type PartialDate } from '../../events/dates.ts';
import { OpenSelectionRegistrationClosed } from '../../events/open-selection.ts';
import {
  ApplicationScreened,
  ApplicationScreeningCorrected,
  ApplicationSubmitted,
  ApplicationVoided,
  ApplicationWithdrawn,
} from '../../events/open-selection-application.ts';
import { OfferedItemRatioWaived, OfferedItemWithdrawn } from '../../events/open-selection-item.ts';
import { CadreId, OfferedItemId, Remark } from '../../events/values.ts';
import type { Step } from './chronology.ts';
import { accept, citing, finding, obstacles, read, refuse } from './command.ts';
import type { Applicant } from './open-selection-applicant.ts';
import {
  about,
  afterAll,
  applicantObstacles,
  campaignCommand,
  campaignCorrection,
  itemObstacles,
  listObstacles,
  liveApplicants,
  stepAgain,
} from './open-selection-campaign.ts';
import { qualifiedShortfall, sanctionJudgement } from './open-selection-eligibility.ts';
import { revokeDecision } from './open-selection-proposals.ts';
import { originOn, person, postings } from './people.ts';
import { hasLeft } from './placement-rules.ts';
import { judge } from './rules/judge.ts';

/** Applicants of one campaign; what one event can name bounds it. */
const applicantsMax = 2_000;
/** Applicants screened or scored in one command. */
export const listMax = 300;

/** Registers an applicant; the origin is what it is on the day of registration. */
export const SubmitApplication = campaignCommand({
  name: 'SubmitApplication',
  label: { zh: '公开选拔报名', en: 'submit an application in an open selection' },
  phases: ['ANNOUNCED'],
  input: { itemId: OfferedItemId, cadreId: CadreId },
  decide: function* (campaign, input, context) {
    const { itemId, cadreId } = input;
    const who = yield* read(person(cadreId));
    const held = yield* read(postings(cadreId));
    const before = campaign.applicants.get(cadreId);
    if (before?.itemId === itemId && before.end === null) return accept();
    const on = firstDay(context.effectiveOn);
    const kind = campaign.items.get(itemId)?.kind;
    const origin = originOn(held, on);
    const until = campaign.registrationUntil;
    const closed = judge(campaign.rules, [
      {
        rule: 'P2.PRIVATE_FIRMS',
        broken: kind === 'RANK' && origin?.unitType === 'PRIVATE_ENTERPRISE',
        code: 'RankClosedToPrivateFirms',
      },
    ]);
    const refusals = [
      ...itemObstacles(campaign, itemId),
      ...obstacles(
        [who.registered?.county !== context.county, () => finding('CadreUnknown')],
        hasLeft(held, on),
        [before !== undefined, () => finding('AppliedAlready', {}, citing(before?.submitted))],
        [
          until !== null && on > until,
          () =>
            finding('RegistrationIsOver', { until: until ?? '' }, citing(campaign.steps.ANNOUNCED)),
        ],
        [
          campaign.applicants.size >= applicantsMax,
          () => finding('TooManyApplicants', { applicantsMax }),
        ],
      ),
      ...closed.refusals,
    ];
    if (refusals.length > 0 || kind === undefined) return refuse(refusals);
    const data = { ...input, year: campaign.drafted.year, itemKind: kind, origin };
    return accept([context.event(campaign.stream, ApplicationSubmitted, data)], closed.advisories);
  },
});

/** Takes back an application entered in error, before the written exam. */
export const VoidApplication = campaignCorrection({
  name: 'VoidApplication',
  label: { zh: '撤销报名录入', en: 'void an application' },
  phases: ['ANNOUNCED', 'REGISTRATION_CLOSED'],
  input: { cadreId: CadreId },
  decide: (campaign, input, context) => {
    const applicant = campaign.applicants.get(input.cadreId);
    if (applicant === undefined && campaign.voided.includes(input.cadreId)) return accept();
    if (applicant === undefined) return refuse([finding('ApplicationUnknown', { count: 1 })]);
    const { eventId } = applicant.submitted;
    return accept([context.event(campaign.stream, ApplicationVoided, { ...input, eventId })]);
  },
});

const screening = { cadreId: CadreId, qualified: z.boolean(), grounds: Remark.nullable() };

/** Screens applicants against the conditions announced. */
export const ScreenApplications = campaignCommand({
  name: 'ScreenApplications',
  label: { zh: '报名资格审查', en: 'screen applications' },
  phases: ['ANNOUNCED', 'REGISTRATION_CLOSED'],
  input: { screenings: z.array(z.strictObject(screening)).min(1).max(listMax) },
  decide: function* (campaign, { openSelectionId, screenings }, context) {
    const qualified = screenings.filter((one) => one.qualified).map(({ cadreId }) => cadreId);
    const barred = yield* sanctionJudgement(campaign, qualified, context);
    const of = (cadreId: CadreId) => campaign.applicants.get(cadreId);
    const differs = screenings.flatMap((one) => {
      const applicant = of(one.cadreId);
      const before = applicant?.screening?.qualified;
      return applicant && before !== undefined && before !== one.qualified ? [applicant] : [];
    });
    const open = screenings.filter(({ cadreId }) => of(cadreId)?.screening == null);
    const applicants = open.flatMap(({ cadreId }) => of(cadreId) ?? []);
    const groundless = open.filter((one) => !one.qualified && one.grounds === null).length;
    const refusals = [
      ...listObstacles(
        campaign,
        screenings.map(({ cadreId }) => cadreId),
      ),
      ...about('ScreenedOtherwise', differs),
      ...about(
        'ApplicationsEnded',
        applicants.filter(({ end }) => end !== null),
      ),
      ...obstacles([groundless > 0, () => finding('GroundsMissing', { count: groundless })]),
      ...afterAll(applicants, context),
      ...(open.length > 0 ? barred.refusals : []),
    ];
    if (refusals.length > 0) return refuse(refusals);
    return accept(
      open.map(({ grounds, ...one }) =>
        context.event(
          campaign.stream,
          ApplicationScreened,
          { openSelectionId, ...one },
          { personal: { grounds } },
        ),
      ),
      open.length > 0 ? barred.advisories : [],
    );
  },
});

/** Corrects a screening, before the written exam. */
export const CorrectApplicationScreening = campaignCorrection({
  name: 'CorrectApplicationScreening',
  label: { zh: '更正资格审查结果', en: 'correct the screening of an application' },
  phases: ['ANNOUNCED', 'REGISTRATION_CLOSED'],
  input: screening,
  decide: function* (campaign, { openSelectionId, cadreId, qualified, grounds }, context) {
    const applicant = campaign.applicants.get(cadreId);
    const before = applicant?.screening;
    if (!applicant || !before) return refuse([finding('ApplicationNotScreened')]);
    if (before.qualified === qualified) return accept();
    const barred = yield* sanctionJudgement(campaign, qualified ? [cadreId] : [], context);
    const refusals = [
      ...itemObstacles(campaign, applicant.itemId),
      ...barred.refusals,
      ...obstacles([grounds === null, () => finding('GroundsMissing', { count: 1 })]),
    ];
    if (refusals.length > 0) return refuse(refusals);
    return accept([
      context.event(
        campaign.stream,
        ApplicationScreeningCorrected,
        { openSelectionId, cadreId, eventId: before.eventId, was: !qualified, is: qualified },
        { personal: { grounds } },
      ),
    ]);
  },
});

/** The applicant's own withdrawal, possible until the appointment; a decision on them is revoked. */
export const WithdrawApplication = campaignCommand({
  name: 'WithdrawApplication',
  label: { zh: '放弃公开选拔', en: 'withdraw an application' },
  phases: [
    'ANNOUNCED',
    'REGISTRATION_CLOSED',
    'WRITTEN_EXAM',
    'INTERVIEW',
    'INSPECTION',
    'DECISION',
    'PUBLIC_NOTICE',
  ],
  input: { cadreId: CadreId, grounds: Remark.nullable() },
  decide: function* (campaign, { grounds, ...input }, context) {
    const applicant = campaign.applicants.get(input.cadreId);
    if (applicant?.end === 'WITHDRAWN') return accept();
    const refusals = applicantObstacles(applicant, context);
    if (refusals.length > 0 || applicant === undefined) return refuse(refusals);
    const revoked = yield* revokeDecision(applicant, context);
    const personal = { grounds };
    const withdrawn = context.event(campaign.stream, ApplicationWithdrawn, input, { personal });
    return accept([withdrawn, ...revoked]);
  },
});

/** Closes registration; not before the day announced. */
export const CloseOpenSelectionRegistration = campaignCommand({
  name: 'CloseOpenSelectionRegistration',
  label: { zh: '报名截止', en: 'close the registration of an open selection' },
  phases: ['ANNOUNCED'],
  input: {},
  decide: (campaign, input, context) => {
    const again = stepAgain(campaign, 'REGISTRATION_CLOSED', context);
    if (again !== null) return again;
    const refusals = obstacles(
      stillRunning(campaign.registrationUntil, context.effectiveOn, campaign.steps.ANNOUNCED),
    );
    if (refusals.length > 0) return refuse(refusals);
    return accept([context.event(campaign.stream, OpenSelectionRegistrationClosed, input)]);
  },
});

/** That registration would be closed before the day announced. */
export function stillRunning(
  until: CivilDate | null,
  closedOn: PartialDate,
  announced: Step | undefined,
) {
  return [
    until !== null && firstDay(closedOn) < until,
    () => finding('RegistrationStillRunning', { until: until ?? '' }, citing(announced)),
  ] as const;
}

/** Lets an item go on although fewer qualified than the ratio asks. */
export const WaiveApplicantRatio = campaignCommand({
  name: 'WaiveApplicantRatio',
  label: { zh: '放宽报考比例', en: 'waive the applicant ratio of an item' },
  phases: ['REGISTRATION_CLOSED'],
  input: { itemId: OfferedItemId, grounds: Remark },
  decide: (campaign, input, context) => {
    const item = campaign.items.get(input.itemId);
    if (item?.waived) return accept();
    const shortfall = item ? qualifiedShortfall(campaign, item) : null;
    const refusals = [
      ...itemObstacles(campaign, input.itemId),
      ...about('ApplicationsUnscreened', unscreened(liveApplicants(campaign, input.itemId))),
      ...obstacles([
        item !== undefined && shortfall === null,
        () => finding('ApplicantsSuffice', {}, { rule: 'P2.APPLICANT_RATIO' }),
      ]),
    ];
    if (refusals.length > 0 || shortfall === null) return refuse(refusals);
    const { qualified } = shortfall;
    return accept([
      context.event(campaign.stream, OfferedItemRatioWaived, { ...input, qualified }),
    ]);
  },
});

/** Takes an item off the offer; its live applications end with it. */
export const WithdrawOfferedItem = campaignCommand({
  name: 'WithdrawOfferedItem',
  label: { zh: '取消选拔职位', en: 'withdraw an offered item' },
  phases: ['ANNOUNCED', 'REGISTRATION_CLOSED', 'WRITTEN_EXAM', 'INTERVIEW', 'INSPECTION'],
  input: { itemId: OfferedItemId, grounds: Remark },
  decide: (campaign, input, context) => {
    if (campaign.items.get(input.itemId)?.withdrawn) return accept();
    const applicants = liveApplicants(campaign, input.itemId);
    const refusals = [...itemObstacles(campaign, input.itemId), ...afterAll(applicants, context)];
    if (refusals.length > 0) return refuse(refusals);
    const applicantIds = applicants.map(({ cadreId }) => cadreId);
    return accept([
      context.event(campaign.stream, OfferedItemWithdrawn, { ...input, applicantIds }),
    ]);
  },
});

export function unscreened(applicants: readonly Applicant[]): readonly Applicant[] {
  return applicants.filter(({ screening: screened }) => screened === null);
}
