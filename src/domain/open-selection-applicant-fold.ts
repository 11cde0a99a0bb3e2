/** How a campaign's stream becomes its applicants: what each fact does to whom it names. */
import type { PartialDate } from '../../events/dates.ts';
import type { Recorded } from '../../events/define.ts';
import { OpenSelectionDecided, OpenSelectionNoticePosted } from '../../events/open-selection.ts';
import {
  type ApplicationEnd,
  ApplicationScoreCorrected,
  ApplicationScored,
  ApplicationScreened,
  ApplicationScreeningCorrected,
  ApplicationSubmitted,
  ApplicationsShortlisted,
  ApplicationVoided,
  ApplicationWithdrawn,
  FinalistReserveAccepted,
  FinalistReserveDeclined,
  FinalistReserveOffered,
  InspectionObjectsNamed,
  OpenSelectionRankConferred,
  OpenSelectionWinnerAppointed,
  ProposalRevoked,
} from '../../events/open-selection-application.ts';
import { OpenSelectionWinVoided } from '../../events/open-selection-correction.ts';
import {
  ApplicantInspected,
  ApplicantInspectionCorrected,
} from '../../events/open-selection-inspection.ts';
import { OfferedItemWithdrawn } from '../../events/open-selection-item.ts';
import type { CadreId, EventId } from '../../events/values.ts';
import { step } from './chronology.ts';
import { fold, when } from './fold.ts';
import { type Applicant, type Applicants, wasInterviewed } from './open-selection-applicant.ts';

type Fact = { readonly id: EventId; readonly meta: { readonly effectiveOn: PartialDate } };

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
    win: null,
    winVoided: false,
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

const won = (
  applicants: Applicants,
  event: Fact & { readonly data: { readonly cadreId: CadreId } },
  appointmentId: EventId | null,
  end: ApplicationEnd,
) =>
  change(applicants, [event.data.cadreId], event, ({ latest }) => ({
    end,
    win: { eventId: event.id, appointmentId, after: latest },
    winVoided: false,
  }));

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
    (state, event) => {
      const { appointmentId, probationEndsOn } = event.data;
      const end = probationEndsOn === null ? 'APPOINTED' : 'APPOINTED_ON_PROBATION';
      return won(state, event, appointmentId, end);
    },
  ),
  when<Applicants, typeof OpenSelectionRankConferred>(OpenSelectionRankConferred, (state, event) =>
    won(state, event, null, 'RANK_CONFERRED'),
  ),
  when<Applicants, typeof OpenSelectionWinVoided>(OpenSelectionWinVoided, (state, { data }) =>
    change(state, [data.cadreId], null, ({ win, latest }) => ({
      end: null,
      latest: win?.after ?? latest,
      win: null,
      winVoided: true,
    })),
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
