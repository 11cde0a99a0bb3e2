/** 入围未任用人选: each finalist not appointed is entered in the pool or has a recorded no. */
import { ReserveMaturity, ReserveTarget, ReserveTrack } from '../../events/code-tables.ts';
import type { OpenSelectionPhase } from '../../events/open-selection.ts';
import {
  FinalistReserveAccepted,
  FinalistReserveDeclined,
  FinalistReserveOffered,
  ReserveDecliner,
} from '../../events/open-selection-application.ts';
import { CadreId, Remark } from '../../events/values.ts';
import { accept, type Context, refuse } from './command.ts';
import { type Applicant, hasWon, wasInterviewed } from './open-selection-applicant.ts';
import { about, afterAll, applicantObstacles, campaignCommand } from './open-selection-campaign.ts';
import { enterPool } from './pool-entry.ts';

const phases: readonly OpenSelectionPhase[] = [
  'INTERVIEW',
  'INSPECTION',
  'DECISION',
  'PUBLIC_NOTICE',
];

/** Asks a finalist whether to enter the pool. */
export const OfferFinalistReserve = campaignCommand({
  name: 'OfferFinalistReserve',
  label: { zh: '征求入库意见', en: 'offer the reserve pool to a finalist' },
  phases,
  input: { cadreId: CadreId },
  decide: (campaign, input, context) => {
    const applicant = campaign.applicants.get(input.cadreId);
    if (applicant?.reserve === 'OFFERED') return accept();
    const refusals = finalistObstacles(applicant, context);
    if (refusals.length > 0) return refuse(refusals);
    return accept([context.event(campaign.stream, FinalistReserveOffered, input)]);
  },
});

/** Enters a finalist in the pool: the fact on the campaign and the membership in one act. */
export const AdmitFinalistToReserve = campaignCommand({
  name: 'AdmitFinalistToReserve',
  label: { zh: '入围人选入库', en: 'admit a finalist to the reserve pool' },
  phases,
  input: {
    cadreId: CadreId,
    maturity: ReserveMaturity,
    target: ReserveTarget,
    track: ReserveTrack,
  },
  decide: function* (campaign, { openSelectionId, cadreId, ...as }, context) {
    const applicant = campaign.applicants.get(cadreId);
    if (applicant?.reserve === 'ADMITTED') return accept();
    const entry = yield* enterPool(
      { cadreId, entryChannel: 'INTERVIEW_FINALIST', sourceId: openSelectionId, as },
      context,
    );
    const refusals = [...finalistObstacles(applicant, context), ...entry.refusals];
    const { membershipId } = entry;
    if (refusals.length > 0 || membershipId === null) return refuse(refusals);
    const data = { openSelectionId, cadreId, membershipId };
    return accept(
      [context.event(campaign.stream, FinalistReserveAccepted, data), ...entry.events],
      entry.advisories,
    );
  },
});

/** Records that a finalist does not enter the pool, and who decided so. */
export const DeclineFinalistReserve = campaignCommand({
  name: 'DeclineFinalistReserve',
  label: { zh: '登记入围人选不入库', en: 'record that a finalist does not enter the reserve pool' },
  phases,
  input: { cadreId: CadreId, by: ReserveDecliner, grounds: Remark },
  decide: (campaign, { grounds, ...input }, context) => {
    const applicant = campaign.applicants.get(input.cadreId);
    if (applicant?.reserve === (input.by === 'FINALIST' ? 'DECLINED' : 'REFUSED')) return accept();
    const refusals = finalistObstacles(applicant, context);
    if (refusals.length > 0) return refuse(refusals);
    const personal = { grounds };
    return accept([context.event(campaign.stream, FinalistReserveDeclined, input, { personal })]);
  },
});

/** That somebody is no finalist, may still be appointed or was, or has had an answer. */
function finalistObstacles(applicant: Applicant | undefined, context: Context) {
  if (applicant === undefined) return applicantObstacles(applicant, context);
  const isFinalist = wasInterviewed(applicant) && applicant.end !== null && !hasWon(applicant);
  const isAnswered = applicant.reserve !== 'NONE' && applicant.reserve !== 'OFFERED';
  return [
    ...about('NoFinalistToReserve', isFinalist ? [] : [applicant]),
    ...about('ReserveAnswered', isAnswered ? [applicant] : []),
    ...afterAll([applicant], context),
  ];
}
