/** Applications: one row for each applicant of each campaign, from registration to the one end. */
import { firstDay } from '../../events/dates.ts';
import type { Recorded } from '../../events/define.ts';
import { OpenSelectionDecided, OpenSelectionNoticePosted } from '../../events/open-selection.ts';
import {
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
import {
  ApplicationStepVoided,
  OfferedItemStepVoided,
  OpenSelectionStepCorrected,
  OpenSelectionStepVoided,
  OpenSelectionWinVoided,
} from '../../events/open-selection-correction.ts';
import {
  ApplicantInspected,
  ApplicantInspectionCorrected,
} from '../../events/open-selection-inspection.ts';
import { OfferedItemWithdrawn } from '../../events/open-selection-item.ts';
import {
  ended,
  hasWon,
  type OpenSelectionApplicationRow,
  reached,
  registered,
  wasInterviewed,
} from './open-selection-application-row.ts';
import { correctedStep } from './open-selection-step.ts';
import { collection, handle } from './projection.ts';

type Row = OpenSelectionApplicationRow;
const application = handle<Row>();
const keyOf = (openSelectionId: string, cadreId: string) => `${openSelectionId}.${cadreId}`;
const key = ({ data }: { data: { openSelectionId: string; cadreId: string } }) =>
  keyOf(data.openSelectionId, data.cadreId);
const keys = (openSelectionId: string, cadreIds: readonly string[]) =>
  cadreIds.map((cadreId) => keyOf(openSelectionId, cadreId));
const concerned = ({ data }: { data: { openSelectionId: string; cadreIds: readonly string[] } }) =>
  keys(data.openSelectionId, data.cadreIds);
const placed = ({ data }: { data: Recorded<typeof ApplicationsShortlisted>['data'] }) =>
  keys(
    data.openSelectionId,
    data.placings.map(({ cadreId }) => cadreId),
  );

function scored(row: Row, event: Recorded<typeof ApplicationScored>): Row {
  const { exam, absent } = event.data;
  const result = { score: event.personal?.score ?? null, absent, eventId: event.id };
  if (exam === 'WRITTEN') {
    return { ...(absent ? row : reached(row, 'WRITTEN_SCORED')), written: result };
  }
  return { ...(absent ? row : reached(row, 'INTERVIEWED')), interview: result };
}

function shortlisted(row: Row, event: Recorded<typeof ApplicationsShortlisted>): Row {
  const placing = event.data.placings.find(({ cadreId }) => cadreId === row.cadreId);
  const next = placing?.chosen ? reached(row, 'SHORTLISTED') : ended(row, 'ELIMINATED', event);
  return { ...next, writtenRank: placing?.rank ?? null, shortlistEventId: event.id };
}

function named(row: Row, event: Recorded<typeof InspectionObjectsNamed>): Row {
  const placing = event.data.placings.find(({ cadreId }) => cadreId === row.cadreId);
  const end = wasInterviewed(row) ? 'FINALIST_NOT_SELECTED' : 'ELIMINATED';
  const next = placing?.chosen ? reached(row, 'INSPECTION_OBJECT') : ended(row, end, event);
  return { ...next, totalRank: placing?.rank ?? null, objectsEventId: event.id };
}

function decided(row: Row, event: Recorded<typeof OpenSelectionDecided>): Row {
  const proposal = event.data.proposals.find(({ cadreId }) => cadreId === row.cadreId);
  if (proposal === undefined) return ended(row, 'FINALIST_NOT_SELECTED', event);
  return {
    ...reached(row, 'PROPOSED'),
    proposedPostId: proposal.postId,
    decisionEventId: event.id,
  };
}

/** Facts as they should have been recorded; `Recorded` alone does not know their personal fields. */
const correctedScreening = (
  fact: Recorded,
  { data, personal }: Recorded<typeof ApplicationScreeningCorrected>,
): Recorded => ({
  ...fact,
  data: { ...fact.data, qualified: data.is },
  personal: personal as never,
});

const correctedScore = (
  fact: Recorded,
  { data, personal }: Recorded<typeof ApplicationScoreCorrected>,
): Recorded => ({
  ...fact,
  data: { ...fact.data, absent: data.absent },
  personal: { score: personal?.is ?? null } as never,
});

const correctedInspection = (
  fact: Recorded,
  { data }: Recorded<typeof ApplicantInspectionCorrected>,
): Recorded => ({ ...fact, data: { ...fact.data, ...data.is } });

const answers = [
  application.continues(FinalistReserveOffered, key, (row, { id }) => ({
    ...row,
    reserve: 'OFFERED',
    reserveEventId: id,
  })),
  application.continues(FinalistReserveAccepted, key, (row, { id, data }) => ({
    ...row,
    reserve: 'ADMITTED',
    reserveEventId: id,
    membershipId: data.membershipId,
  })),
  application.continues(FinalistReserveDeclined, key, (row, { id, data, personal }) => ({
    ...row,
    reserve: data.by === 'FINALIST' ? 'DECLINED' : 'REFUSED',
    reserveEventId: id,
    grounds: personal?.grounds ?? null,
  })),
];

const ends = [
  application.continues(ApplicationWithdrawn, key, (row, event) => ({
    ...ended(row, 'WITHDRAWN', event),
    grounds: event.personal?.grounds ?? null,
  })),
  application.continues(
    OfferedItemWithdrawn,
    ({ data }) => keys(data.openSelectionId, data.applicantIds),
    (row, event) => ended(row, 'ITEM_WITHDRAWN', event),
  ),
  application.continues(ProposalRevoked, key, (row, event) => ({
    ...ended(row, 'FINALIST_NOT_SELECTED', event),
    grounds: event.personal?.grounds ?? null,
  })),
  application.continues(OpenSelectionWinnerAppointed, key, (row, event) => {
    const { appointmentId, probationEndsOn } = event.data;
    const end = probationEndsOn === null ? 'APPOINTED' : 'APPOINTED_ON_PROBATION';
    return { ...ended(row, end, event), appointmentId, probationEndsOn };
  }),
  application.continues(OpenSelectionRankConferred, key, (row, event) =>
    ended(row, 'RANK_CONFERRED', event),
  ),
  application.voids(OpenSelectionWinVoided, key, ({ data }) => data.eventId),
];

const corrections = [
  application.voids(ApplicationStepVoided, key, ({ data }) => data.eventId),
  ...[OfferedItemStepVoided, OpenSelectionStepVoided].map((definition) =>
    application.voids(definition, concerned, ({ data }) => data.eventId),
  ),
  application.amends(
    OpenSelectionStepCorrected,
    concerned,
    ({ data }) => data.eventId,
    correctedStep,
  ),
];

export const openSelectionApplications = collection<Row>({
  name: 'applications',
  columns: {
    county: (row) => row.county,
    openSelectionId: (row) => row.openSelectionId,
    itemId: (row) => row.itemId,
    itemKind: (row) => row.itemKind,
    cadreId: (row) => row.cadreId,
    year: (row) => row.year,
    originType: (row) => row.origin?.unitType ?? null,
    originRole: (row) => row.origin?.role ?? null,
    originOrganizationId: (row) => row.origin?.organizationId ?? null,
    registeredOn: (row) => firstDay(row.registeredOn),
    stage: (row) => row.stage,
    endState: (row) => row.endState,
    endedOn: (row) => firstDay(row.endedOn),
    interviewed: wasInterviewed,
    won: hasWon,
    writtenRank: (row) => row.writtenRank,
    totalRank: (row) => row.totalRank,
    reserve: (row) => row.reserve,
    appointmentId: (row) => row.appointmentId,
    membershipId: (row) => row.membershipId,
  },
  indexes: [
    ['openSelectionId', 'itemId', 'endState'],
    ['itemId', 'registeredOn'],
    ['cadreId', 'registeredOn'],
    ['county', 'year', 'endState'],
  ],
  on: [
    application.begins(ApplicationSubmitted, key, registered),
    application.voids(ApplicationVoided, key, ({ data }) => data.eventId),
    application.continues(ApplicationScreened, key, (row, event) => ({
      ...(event.data.qualified ? reached(row, 'QUALIFIED') : ended(row, 'DISQUALIFIED', event)),
      screeningEventId: event.id,
      grounds: event.personal?.grounds ?? null,
    })),
    application.amends(
      ApplicationScreeningCorrected,
      key,
      ({ data }) => data.eventId,
      correctedScreening,
    ),
    application.continues(ApplicationScored, key, scored),
    application.amends(ApplicationScoreCorrected, key, ({ data }) => data.eventId, correctedScore),
    application.continues(ApplicationsShortlisted, placed, shortlisted),
    application.continues(InspectionObjectsNamed, placed, named),
    application.continues(ApplicantInspected, key, (row, { id, data }) => ({
      ...row,
      inspectedFit: data.fit,
      inspectionEventId: id,
    })),
    application.amends(
      ApplicantInspectionCorrected,
      key,
      ({ data }) => data.eventId,
      correctedInspection,
    ),
    application.continues(
      OpenSelectionDecided,
      ({ data }) => [
        ...keys(
          data.openSelectionId,
          data.proposals.map(({ cadreId }) => cadreId),
        ),
        ...keys(data.openSelectionId, data.notSelectedIds),
      ],
      decided,
    ),
    application.continues(
      OpenSelectionNoticePosted,
      ({ data }) => keys(data.openSelectionId, data.proposedIds),
      (row, { id }) => ({ ...reached(row, 'NOTICED'), noticeEventId: id }),
    ),
    ...ends,
    ...answers,
    ...corrections,
  ],
});
