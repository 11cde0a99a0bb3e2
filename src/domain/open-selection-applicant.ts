/** Applicants of a campaign as deciders read them: how far each came, and the one end of each. */
import type { PartialDate } from '../../events/dates.ts';
import type { Recorded } from '../../events/define.ts';
import { OpenSelectionDecided, OpenSelectionNoticePosted } from '../../events/open-selection.ts';
import {
  type ApplicationEnd,
  ApplicationScoreCorrected,
  ApplicationScored,
  ApplicationScreened,
  ApplicationScreeningCorrected,
  type ApplicationStage,
  ApplicationSubmitted,
  ApplicationsShortlisted,
  ApplicationVoided,
  ApplicationWithdrawn,
  type FinalistReserve,
  FinalistReserveAccepted,
  FinalistReserveDeclined,
  FinalistReserveOffered,
  InspectionObjectsNamed,
  OpenSelectionRankConferred,
  OpenSelectionWinnerAppointed,
  ProposalRevoked,
} from '../../events/open-selection-application.ts';
import {
  ApplicantInspected,
  ApplicantInspectionCorrected,
} from '../../events/open-selection-inspection.ts';
import { OfferedItemWithdrawn } from '../../events/open-selection-item.ts';
import type { CadreId, EventId, OfferedItemId, PostId } from '../../events/values.ts';
import { type Step, step } from './chronology.ts';
import { fold, when } from './fold.ts';

/** A score; null with absence, or when the person's values were erased. */
export type Scored = Step & { readonly absent: boolean; readonly score: number | null };
export type Applicant = {
  readonly cadreId: CadreId;
  readonly itemId: OfferedItemId;
  readonly submitted: Step;
  /** The latest step of this application. */
  readonly latest: Step;
  readonly stage: ApplicationStage;
  readonly end: ApplicationEnd | null;
  readonly screening: (Step & { readonly qualified: boolean }) | null;
  readonly written: Scored | null;
  readonly interview: Scored | null;
  readonly inspection: (Step & { readonly fit: boolean; readonly teamSize: number }) | null;
  readonly proposal: {
    readonly postId: PostId | null;
    readonly decisionId: EventId | null;
  } | null;
  readonly reserve: FinalistReserve;
};
export type Applicants = ReadonlyMap<CadreId, Applicant>;
type Fact = { readonly id: EventId; readonly meta: { readonly effectiveOn: PartialDate } };

/** Whoever was interviewed is a finalist. */
export function wasInterviewed({ interview }: Applicant): boolean {
  return interview !== null && !interview.absent;
}

const wins: ReadonlySet<ApplicationEnd> = new Set<ApplicationEnd>([
  'APPOINTED',
  'APPOINTED_ON_PROBATION',
  'RANK_CONFERRED',
]);
export const hasWon = ({ end }: Applicant) => end !== null && wins.has(end);

/** A finalist who was not appointed and about whom the pool has not been decided. */
export function awaitsReserve(applicant: Applicant): boolean {
  return (
    applicant.end !== null &&
    !hasWon(applicant) &&
    wasInterviewed(applicant) &&
    (applicant.reserve === 'NONE' || applicant.reserve === 'OFFERED')
  );
}

function change(
  applicants: Applicants,
  cadreIds: readonly CadreId[],
  event: Fact | null,
  to: (applicant: Applicant) => Partial<Applicant>,
): Applicants {
  const changed = new Map(applicants);
  for (const cadreId of cadreIds) {
    const applicant = applicants.get(cadreId);
    if (applicant === undefined) continue;
    const latest = event === null ? applicant.latest : step(event);
    changed.set(cadreId, { ...applicant, latest, ...to(applicant) });
  }
  return changed;
}

const submit = (applicants: Applicants, event: Recorded<typeof ApplicationSubmitted>): Applicants =>
  new Map(applicants).set(event.data.cadreId, {
    cadreId: event.data.cadreId,
    itemId: event.data.itemId,
    submitted: step(event),
    latest: step(event),
    stage: 'REGISTERED',
    end: null,
    screening: null,
    written: null,
    interview: null,
    inspection: null,
    proposal: null,
    reserve: 'NONE',
  });

const score = (applicants: Applicants, event: Recorded<typeof ApplicationScored>) => {
  const { cadreId, exam, absent } = event.data;
  const scored = { ...step(event), absent, score: event.personal?.score ?? null };
  return change(applicants, [cadreId], event, ({ stage }) =>
    exam === 'WRITTEN'
      ? { written: scored, stage: absent ? stage : 'WRITTEN_SCORED' }
      : { interview: scored, stage: absent ? stage : 'INTERVIEWED' },
  );
};

const correctScore = (
  applicants: Applicants,
  { data, personal }: Recorded<typeof ApplicationScoreCorrected>,
) =>
  change(applicants, [data.cadreId], null, (applicant) => {
    const [field, missed, taken] =
      data.exam === 'WRITTEN'
        ? (['written', 'QUALIFIED', 'WRITTEN_SCORED'] as const)
        : (['interview', 'SHORTLISTED', 'INTERVIEWED'] as const);
    const before = applicant[field];
    return before === null
      ? {}
      : {
          [field]: { ...before, absent: data.absent, score: personal?.is ?? null },
          stage: data.absent ? missed : taken,
        };
  });

const rankings = [
  when<Applicants, typeof ApplicationsShortlisted>(ApplicationsShortlisted, (state, event) =>
    event.data.placings.reduce(
      (applicants, { cadreId, chosen }) =>
        change(applicants, [cadreId], event, () =>
          chosen ? { stage: 'SHORTLISTED' } : { end: 'ELIMINATED' },
        ),
      state,
    ),
  ),
  when<Applicants, typeof InspectionObjectsNamed>(InspectionObjectsNamed, (state, event) =>
    event.data.placings.reduce(
      (applicants, { cadreId, chosen }) =>
        change(applicants, [cadreId], event, (applicant) => {
          if (chosen) return { stage: 'INSPECTION_OBJECT' };
          return { end: wasInterviewed(applicant) ? 'FINALIST_NOT_SELECTED' : 'ELIMINATED' };
        }),
      state,
    ),
  ),
];

const ends = [
  when<Applicants, typeof ApplicationWithdrawn>(ApplicationWithdrawn, (state, event) =>
    change(state, [event.data.cadreId], event, () => ({ end: 'WITHDRAWN' })),
  ),
  when<Applicants, typeof OfferedItemWithdrawn>(OfferedItemWithdrawn, (state, event) =>
    change(state, event.data.applicantIds, event, () => ({ end: 'ITEM_WITHDRAWN' })),
  ),
  when<Applicants, typeof ProposalRevoked>(ProposalRevoked, (state, event) =>
    change(state, [event.data.cadreId], event, () => ({ end: 'FINALIST_NOT_SELECTED' })),
  ),
  when<Applicants, typeof OpenSelectionWinnerAppointed>(
    OpenSelectionWinnerAppointed,
    (state, event) =>
      change(state, [event.data.cadreId], event, () => ({
        end: event.data.probationEndsOn === null ? 'APPOINTED' : 'APPOINTED_ON_PROBATION',
      })),
  ),
  when<Applicants, typeof OpenSelectionRankConferred>(OpenSelectionRankConferred, (state, event) =>
    change(state, [event.data.cadreId], event, () => ({ end: 'RANK_CONFERRED' })),
  ),
];

const reserve = [
  when<Applicants, typeof FinalistReserveOffered>(FinalistReserveOffered, (state, event) =>
    change(state, [event.data.cadreId], event, () => ({ reserve: 'OFFERED' })),
  ),
  when<Applicants, typeof FinalistReserveAccepted>(FinalistReserveAccepted, (state, event) =>
    change(state, [event.data.cadreId], event, () => ({ reserve: 'ADMITTED' })),
  ),
  when<Applicants, typeof FinalistReserveDeclined>(FinalistReserveDeclined, (state, event) =>
    change(state, [event.data.cadreId], event, () => ({
      reserve: event.data.by === 'FINALIST' ? 'DECLINED' : 'REFUSED',
    })),
  ),
];

export const applicantsFold = fold<Applicants>('openSelectionApplicants', new Map(), [
  when(ApplicationSubmitted, submit),
  when(ApplicationVoided, (state, { data }) => {
    const applicants = new Map(state);
    applicants.delete(data.cadreId);
    return applicants;
  }),
  when(ApplicationScreened, (state, event) =>
    change(state, [event.data.cadreId], event, () => ({
      screening: { ...step(event), qualified: event.data.qualified },
      ...(event.data.qualified ? { stage: 'QUALIFIED' } : { end: 'DISQUALIFIED' }),
    })),
  ),
  when(ApplicationScreeningCorrected, (state, { data }) =>
    change(state, [data.cadreId], null, ({ screening, end }) => ({
      screening: screening && { ...screening, qualified: data.is },
      stage: data.is ? 'QUALIFIED' : 'REGISTERED',
      end: end !== null && end !== 'DISQUALIFIED' ? end : data.is ? null : 'DISQUALIFIED',
    })),
  ),
  when(ApplicationScored, score),
  when(ApplicationScoreCorrected, correctScore),
  when(ApplicantInspected, (state, event) =>
    change(state, [event.data.cadreId], event, () => ({
      inspection: { ...step(event), fit: event.data.fit, teamSize: event.data.teamSize },
    })),
  ),
  when(ApplicantInspectionCorrected, (state, { data }) =>
    change(state, [data.cadreId], null, ({ inspection }) => ({
      inspection: inspection && { ...inspection, ...data.is },
    })),
  ),
  when(OpenSelectionDecided, (state, event) =>
    change(
      event.data.proposals.reduce(
        (applicants, proposal) =>
          change(applicants, [proposal.cadreId], event, () => ({ stage: 'PROPOSED', proposal })),
        state,
      ),
      event.data.notSelectedIds,
      event,
      () => ({ end: 'FINALIST_NOT_SELECTED' }),
    ),
  ),
  when(OpenSelectionNoticePosted, (state, event) =>
    change(state, event.data.proposedIds, event, () => ({ stage: 'NOTICED' })),
  ),
  ...rankings,
  ...ends,
  ...reserve,
]);
