/** Open selections: campaigns and the gates they passed. */
import { type CivilDate, firstDay, type PartialDate } from '../../events/dates.ts';
import type { Recorded } from '../../events/define.ts';
import {
  type GateForm,
  OpenSelectionAnnounced,
  OpenSelectionConcluded,
  OpenSelectionDecided,
  OpenSelectionDrafted,
  OpenSelectionGateCorrected,
  OpenSelectionGateRecorded,
  OpenSelectionInspectionBegun,
  OpenSelectionInterviewBegun,
  OpenSelectionNoticePosted,
  OpenSelectionPhase,
  OpenSelectionRegistrationClosed,
  OpenSelectionSuperiorApproved,
  OpenSelectionWrittenExamBegun,
  type SelectionGate,
} from '../../events/open-selection.ts';
import {
  OpenSelectionConclusionVoided,
  OpenSelectionGateVoided,
  OpenSelectionStepCorrected,
  OpenSelectionStepVoided,
} from '../../events/open-selection-correction.ts';
import { openSelectionApplications } from './open-selection-application.ts';
import { offeredItems } from './open-selection-item.ts';
import { correctedStep } from './open-selection-step.ts';
import { collection, handle, readModel } from './projection.ts';

export type OpenSelectionRow = {
  readonly county: string | null;
  readonly openSelectionId: string;
  readonly year: number;
  readonly title: string;
  readonly phase: OpenSelectionPhase;
  readonly relaxesQualifications: boolean;
  readonly approvedBy: string | null;
  readonly announcedOn: PartialDate | null;
  readonly registrationUntil: string | null;
  readonly decidedOn: PartialDate | null;
  readonly decision: {
    readonly expected: number;
    readonly present: number;
    readonly votesFor: number;
  } | null;
  readonly noticeStartsOn: CivilDate | null;
  readonly noticeEndsOn: CivilDate | null;
  readonly concludedOn: PartialDate | null;
  readonly ruleSetVersion: number;
  readonly eventId: string;
  readonly document: string | null;
  /** The event that brought each later phase about, and its document. */
  readonly steps: readonly {
    readonly phase: OpenSelectionPhase;
    readonly on: PartialDate;
    readonly eventId: string;
    readonly document: string | null;
  }[];
};
const campaign = handle<OpenSelectionRow>();
const campaignKey = (event: { data: { openSelectionId: string } }) => event.data.openSelectionId;
const phases = OpenSelectionPhase.options;

/** The row in a phase; a step dated before another never sets it back. */
function entered(
  row: OpenSelectionRow,
  phase: OpenSelectionPhase,
  { id, meta }: Pick<Recorded, 'id' | 'meta'>,
): OpenSelectionRow {
  const step = { phase, on: meta.effectiveOn, eventId: id, document: meta.basis };
  const isFurther = phases.indexOf(phase) > phases.indexOf(row.phase);
  return { ...row, phase: isFurther ? phase : row.phase, steps: [...row.steps, step] };
}

export const openSelections = collection<OpenSelectionRow>({
  name: 'openSelections',
  columns: {
    county: (row) => row.county,
    openSelectionId: (row) => row.openSelectionId,
    year: (row) => row.year,
    phase: (row) => row.phase,
    relaxesQualifications: (row) => row.relaxesQualifications,
    announcedOn: (row) => firstDay(row.announcedOn),
    decidedOn: (row) => firstDay(row.decidedOn),
    noticeEndsOn: (row) => firstDay(row.noticeEndsOn),
    concludedOn: (row) => firstDay(row.concludedOn),
  },
  indexes: [['county', 'year']],
  text: (row) => row.title,
  on: [
    campaign.begins(OpenSelectionDrafted, campaignKey, ({ id, data, meta }) => ({
      ...data,
      county: meta.county,
      phase: 'DRAFT',
      approvedBy: null,
      announcedOn: null,
      registrationUntil: null,
      decidedOn: null,
      decision: null,
      noticeStartsOn: null,
      noticeEndsOn: null,
      concludedOn: null,
      eventId: id,
      document: meta.basis,
      steps: [],
    })),
    campaign.continues(OpenSelectionSuperiorApproved, campaignKey, (row, event) => ({
      ...entered(row, 'SUPERIOR_APPROVED', event),
      approvedBy: event.data.approvedBy,
    })),
    campaign.continues(OpenSelectionAnnounced, campaignKey, (row, event) => ({
      ...entered(row, 'ANNOUNCED', event),
      announcedOn: event.meta.effectiveOn,
      registrationUntil: event.data.registrationUntil,
    })),
    campaign.continues(OpenSelectionRegistrationClosed, campaignKey, (row, event) =>
      entered(row, 'REGISTRATION_CLOSED', event),
    ),
    campaign.continues(OpenSelectionWrittenExamBegun, campaignKey, (row, event) =>
      entered(row, 'WRITTEN_EXAM', event),
    ),
    campaign.continues(OpenSelectionInterviewBegun, campaignKey, (row, event) =>
      entered(row, 'INTERVIEW', event),
    ),
    campaign.continues(OpenSelectionInspectionBegun, campaignKey, (row, event) =>
      entered(row, 'INSPECTION', event),
    ),
    campaign.continues(OpenSelectionDecided, campaignKey, (row, event) => {
      const { expected, present, votesFor } = event.data;
      return {
        ...entered(row, 'DECISION', event),
        decidedOn: event.meta.effectiveOn,
        decision: { expected, present, votesFor },
      };
    }),
    campaign.continues(OpenSelectionNoticePosted, campaignKey, (row, event) => ({
      ...entered(row, 'PUBLIC_NOTICE', event),
      noticeStartsOn: event.data.startsOn,
      noticeEndsOn: event.data.endsOn,
    })),
    campaign.continues(OpenSelectionConcluded, campaignKey, (row, event) => ({
      ...entered(row, 'CONCLUDED', event),
      concludedOn: event.meta.effectiveOn,
    })),
    campaign.voids(OpenSelectionConclusionVoided, campaignKey, ({ data }) => data.eventId),
    campaign.amends(
      OpenSelectionStepCorrected,
      campaignKey,
      ({ data }) => data.eventId,
      correctedStep,
    ),
    campaign.voids(OpenSelectionStepVoided, campaignKey, ({ data }) => data.eventId),
  ],
});

export type OpenSelectionGateRow = {
  readonly county: string | null;
  readonly openSelectionId: string;
  readonly gate: SelectionGate;
  readonly heldOn: PartialDate;
  readonly form: GateForm;
  readonly expected: number;
  readonly present: number;
  readonly votesFor: number;
  readonly votesAgainst: number;
  readonly abstaining: number;
  readonly other: number;
  readonly passed: boolean;
  readonly eventId: string;
  readonly document: string | null;
};
const gate = handle<OpenSelectionGateRow>();

export const openSelectionGates = collection<OpenSelectionGateRow>({
  name: 'openSelectionGates',
  columns: {
    county: (row) => row.county,
    openSelectionId: (row) => row.openSelectionId,
    gate: (row) => row.gate,
    heldOn: (row) => firstDay(row.heldOn),
    form: (row) => row.form,
    passed: (row) => row.passed,
  },
  indexes: [['openSelectionId', 'heldOn']],
  on: [
    gate.begins(
      OpenSelectionGateRecorded,
      (event) => event.id,
      ({ id, data, meta }) => ({
        ...data,
        county: meta.county,
        heldOn: meta.effectiveOn,
        eventId: id,
        document: meta.basis,
      }),
    ),
    gate.amends(
      OpenSelectionGateCorrected,
      ({ data }) => data.eventId,
      ({ data }) => data.eventId,
      (fact, { data }) => ({ ...fact, data: { ...fact.data, ...data.is } }),
    ),
    gate.voids(
      OpenSelectionGateVoided,
      ({ data }) => data.eventId,
      ({ data }) => data.eventId,
    ),
  ],
});

export const openSelectionModel = readModel('openSelections', 3, [
  openSelections,
  offeredItems,
  openSelectionGates,
  openSelectionApplications,
]);
