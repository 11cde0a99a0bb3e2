/** 公开选拔 as deciders read it: where a campaign stands, its items, applicants and gates. */
import type { CivilDate } from '../../events/dates.ts';
import type { Recorded } from '../../events/define.ts';
import {
  type GateTally,
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
import { ApplicationVoided } from '../../events/open-selection-application.ts';
import { OpenSelectionConclusionVoided } from '../../events/open-selection-correction.ts';
import { OfferedItemVoided } from '../../events/open-selection-item.ts';
import type { CadreId, CountyCode, OfferedItemId, OpenSelectionId } from '../../events/values.ts';
import { type Step, step } from './chronology.ts';
import { type Fold, fold, type StreamRef, when } from './fold.ts';
import type { Applicants } from './open-selection-applicant.ts';
import { applicantsFold } from './open-selection-applicant-fold.ts';
import { type Facts, factsWith, noFacts, rewrites } from './open-selection-facts.ts';
import { type OfferedItems, offeredItemsFold } from './open-selection-item.ts';

export type Gate = Step & GateTally & { readonly gate: SelectionGate; readonly passed: boolean };
type Drafted = Step & {
  readonly county: CountyCode | null;
  readonly year: number;
  readonly relaxesQualifications: boolean;
  readonly ruleSetVersion: number;
};
type Course = {
  readonly drafted: Drafted | null;
  readonly phase: OpenSelectionPhase;
  /** The step that brought each phase about. */
  readonly steps: { readonly [phase in OpenSelectionPhase]?: Step };
  readonly registrationUntil: CivilDate | null;
  readonly gates: readonly Gate[];
  readonly noticeEndsOn: CivilDate | null;
  /** Recorded as concluded in error, and not concluded since. */
  readonly conclusionVoided: boolean;
  /** Items and applicants entered in error and taken back. */
  readonly voided: readonly (OfferedItemId | CadreId)[];
};
export type OpenSelectionState = Folded & Facts;

const noCourse: Course = {
  drafted: null,
  phase: 'DRAFT',
  steps: {},
  registrationUntil: null,
  gates: [],
  noticeEndsOn: null,
  conclusionVoided: false,
  voided: [],
};

/** The campaign brought into a phase by an event. */
function enter(
  state: Course,
  phase: OpenSelectionPhase,
  event: Parameters<typeof step>[0],
): Course {
  return { ...state, phase, steps: { ...state.steps, [phase]: step(event) } };
}

const courseFold = fold<Course>('openSelectionCourse', noCourse, [
  when(OpenSelectionDrafted, (state, event) => ({
    ...enter(state, 'DRAFT', event),
    drafted: { ...event.data, ...step(event), county: event.meta.county },
  })),
  when(OpenSelectionSuperiorApproved, (state, event) => enter(state, 'SUPERIOR_APPROVED', event)),
  when(OpenSelectionAnnounced, (state, event) => ({
    ...enter(state, 'ANNOUNCED', event),
    registrationUntil: event.data.registrationUntil,
  })),
  when(OpenSelectionRegistrationClosed, (state, event) =>
    enter(state, 'REGISTRATION_CLOSED', event),
  ),
  when(OpenSelectionWrittenExamBegun, (state, event) => enter(state, 'WRITTEN_EXAM', event)),
  when(OpenSelectionInterviewBegun, (state, event) => enter(state, 'INTERVIEW', event)),
  when(OpenSelectionInspectionBegun, (state, event) => enter(state, 'INSPECTION', event)),
  when(OpenSelectionGateRecorded, (state, event) => ({
    ...state,
    gates: [...state.gates, { ...event.data, ...step(event) }],
  })),
  when(OpenSelectionGateCorrected, (state, { data }) => ({
    ...state,
    gates: state.gates.map((gate) =>
      gate.eventId === data.eventId ? { ...gate, ...data.is } : gate,
    ),
  })),
  when(OpenSelectionDecided, (state, event) => enter(state, 'DECISION', event)),
  when(OpenSelectionNoticePosted, (state, event) => ({
    ...enter(state, 'PUBLIC_NOTICE', event),
    noticeEndsOn: event.data.endsOn,
  })),
  when(OpenSelectionConcluded, (state, event) => ({
    ...enter(state, 'CONCLUDED', event),
    conclusionVoided: false,
  })),
  when(OpenSelectionConclusionVoided, (state) => {
    const { CONCLUDED: _voided, ...steps } = state.steps;
    const phase = OpenSelectionPhase.options.findLast((one) => one in steps) ?? 'DRAFT';
    return { ...state, phase, steps, conclusionVoided: true };
  }),
  when(OfferedItemVoided, (state, { data }) => ({
    ...state,
    voided: [...state.voided, data.itemId],
  })),
  when(ApplicationVoided, (state, { data }) => ({
    ...state,
    voided: [...state.voided, data.cadreId],
  })),
]);

type Folded = Course & { readonly items: OfferedItems; readonly applicants: Applicants };
const nothingFolded: Folded = {
  ...noCourse,
  items: offeredItemsFold.initial,
  applicants: applicantsFold.initial,
};

/** The course, the items and the applicants, each folded by its own rules from the one stream. */
const evolve = ({ items, applicants, ...course }: Folded, event: Recorded): Folded => ({
  ...courseFold.evolve(course, event),
  items: offeredItemsFold.evolve(items, event),
  applicants: applicantsFold.evolve(applicants, event),
});

const openSelectionFold: Fold<OpenSelectionState> = {
  name: 'openSelection',
  initial: { ...nothingFolded, ...noFacts },
  evolve: ({ facts, takenBack, ...folded }, event) => {
    const standing = factsWith({ facts, takenBack }, event);
    // The folds read no more of an event than a fact keeps.
    const again = () => (standing.facts as readonly Recorded[]).reduce(evolve, nothingFolded);
    return { ...(rewrites(event) ? again() : evolve(folded, event)), ...standing };
  },
};
export const openSelectionStream = (id: OpenSelectionId) => `openSelection-${id}`;
export const openSelection = (id: OpenSelectionId): StreamRef<OpenSelectionState> => ({
  stream: openSelectionStream(id),
  fold: openSelectionFold,
});
