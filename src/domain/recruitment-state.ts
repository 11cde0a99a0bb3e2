/** A recruitment as deciders read it: the plan, its positions, and how far each applicant came. */
import type { RecruitmentEndState, RecruitmentStep } from '../../events/code-tables.ts';
import type { DataOf, Finding } from '../../events/define.ts';
import {
  RecruitmentAnnounced,
  RecruitmentApplicantConcluded,
  RecruitmentApplicantQualified,
  RecruitmentApplicantRegistered,
  RecruitmentChecked,
  RecruitmentConcluded,
  RecruitmentPlanned,
  RecruitmentPositionCorrected,
  RecruitmentPositionPlanned,
  RecruitmentPublicized,
  RecruitmentScored,
} from '../../events/recruitment.ts';
import {
  RecruitmentAppointmentVoided,
  RecruitmentConclusionVoided,
  RecruitmentCourseStepVoided,
  RecruitmentDateCorrected,
  RecruitmentStepVoided,
} from '../../events/recruitment-correction.ts';
import type {
  CadreId,
  CountyCode,
  EventId,
  RecruitmentId,
  RecruitmentPositionId,
} from '../../events/values.ts';
import { type Step, step } from './chronology.ts';
import { type Context, citing, finding, obstacles } from './command.ts';
import { fold, type StreamRef, when } from './fold.ts';
import { type Rules, textsOf } from './rules/rule-set.ts';

export type Position = DataOf<typeof RecruitmentPositionPlanned> & { readonly eventId: EventId };
export type Result = Step & { readonly passed: boolean; readonly score: number | null };
export type Applicant = {
  readonly cadreId: CadreId;
  readonly positionId: RecruitmentPositionId;
  readonly basis: DataOf<typeof RecruitmentApplicantRegistered>['recruitmentBasis'];
  readonly registered: Step;
  readonly qualified: (Step & { readonly liftedVillage: boolean }) | null;
  readonly results: Readonly<Partial<Record<RecruitmentStep, Result>>>;
  readonly publicized: Step | null;
  readonly end:
    | (Step & {
        readonly endState: RecruitmentEndState;
        readonly appointmentId: EventId | null;
        readonly document: string | null;
      })
    | null;
  /** Recorded as appointed in error, and not appointed since. */
  readonly appointmentVoided: boolean;
};
export type RecruitmentState = {
  readonly planned:
    | (Step & DataOf<typeof RecruitmentPlanned> & { readonly county: CountyCode | null })
    | null;
  readonly positions: ReadonlyMap<RecruitmentPositionId, Position>;
  readonly announced: Step | null;
  readonly applicants: ReadonlyMap<CadreId, Applicant>;
  readonly concluded: Step | null;
  /** Recorded as concluded in error, and not concluded since. */
  readonly conclusionVoided: boolean;
  /** Steps, of applicants or of the course, recorded in error and taken back. */
  readonly voided: readonly EventId[];
};
const nothing: RecruitmentState = {
  planned: null,
  positions: new Map(),
  announced: null,
  applicants: new Map(),
  concluded: null,
  conclusionVoided: false,
  voided: [],
};
const change = (
  state: RecruitmentState,
  ids: readonly CadreId[],
  changed: (applicant: Applicant) => Applicant,
): RecruitmentState => {
  const applicants = new Map(state.applicants);
  for (const id of ids) {
    const applicant = applicants.get(id);
    if (applicant !== undefined) applicants.set(id, changed(applicant));
  }
  return { ...state, applicants };
};

const recruitmentFold = fold<RecruitmentState>('recruitment', nothing, [
  when(RecruitmentPlanned, (state, event) => ({
    ...state,
    planned: { ...event.data, ...step(event), county: event.meta.county },
  })),
  when(RecruitmentPositionPlanned, (state, { id, data }) => ({
    ...state,
    positions: new Map(state.positions).set(data.positionId, { ...data, eventId: id }),
  })),
  when(RecruitmentPositionCorrected, (state, { data }) => {
    const position = state.positions.get(data.positionId);
    if (position === undefined) return state;
    const corrected = { ...position, terms: data.is };
    return { ...state, positions: new Map(state.positions).set(data.positionId, corrected) };
  }),
  when(RecruitmentAnnounced, (state, event) => ({ ...state, announced: step(event) })),
  when(RecruitmentApplicantRegistered, (state, event) => ({
    ...state,
    applicants: new Map(state.applicants).set(event.data.cadreId, {
      cadreId: event.data.cadreId,
      positionId: event.data.positionId,
      basis: event.data.recruitmentBasis,
      registered: step(event),
      qualified: null,
      results: {},
      publicized: null,
      end: null,
      appointmentVoided: false,
    }),
  })),
  when(RecruitmentApplicantQualified, (state, event) =>
    change(state, [event.data.cadreId], (applicant) => ({
      ...applicant,
      qualified: { ...step(event), liftedVillage: event.data.liftedVillage },
    })),
  ),
  when(RecruitmentScored, (state, event) => {
    const score = event.personal?.score ?? null;
    return recorded(state, event.data, { ...step(event), passed: event.data.passed, score });
  }),
  when(RecruitmentChecked, (state, event) =>
    recorded(state, event.data, { ...step(event), passed: event.data.passed, score: null }),
  ),
  when(RecruitmentPublicized, (state, event) =>
    change(state, event.data.cadreIds, (applicant) => ({ ...applicant, publicized: step(event) })),
  ),
  when(RecruitmentApplicantConcluded, (state, event) =>
    change(state, [event.data.cadreId], (applicant) => ({
      ...applicant,
      end: {
        ...step(event),
        endState: event.data.endState,
        appointmentId: event.data.appointmentId,
        document: event.meta.basis,
      },
      appointmentVoided: false,
    })),
  ),
  when(RecruitmentAppointmentVoided, (state, { data }) =>
    change(state, [data.cadreId], (applicant) => ({
      ...applicant,
      end: null,
      appointmentVoided: true,
    })),
  ),
  when(RecruitmentStepVoided, (state, { data: { cadreId, eventId } }) => {
    const applicants = new Map(state.applicants);
    const applicant = applicants.get(cadreId);
    if (applicant?.registered.eventId === eventId) applicants.delete(cadreId);
    else if (applicant !== undefined) applicants.set(cadreId, without(applicant, eventId));
    return { ...state, applicants, voided: [...state.voided, eventId] };
  }),
  when(RecruitmentConcluded, (state, event) => ({
    ...state,
    concluded: step(event),
    conclusionVoided: false,
  })),
  when(RecruitmentConclusionVoided, (state) => ({
    ...state,
    concluded: null,
    conclusionVoided: true,
  })),
  when(RecruitmentDateCorrected, (state, { data: { eventId, is } }) => {
    const moved = <S extends Step>(one: S | null) =>
      one?.eventId === eventId ? { ...one, on: is } : one;
    const { planned, announced, concluded } = state;
    return {
      ...state,
      planned: moved(planned),
      announced: moved(announced),
      concluded: moved(concluded),
    };
  }),
  when(RecruitmentCourseStepVoided, (state, { data: { eventId } }) => {
    const stays = <S extends { readonly eventId: EventId }>(one: S | null) =>
      one?.eventId === eventId ? null : one;
    const positions = [...state.positions].filter(([, one]) => one.eventId !== eventId);
    return {
      ...state,
      planned: stays(state.planned),
      positions: new Map(positions),
      announced: stays(state.announced),
      voided: [...state.voided, eventId],
    };
  }),
]);

/** The applicant as if the step had not been recorded. */
function without(applicant: Applicant, gone: EventId): Applicant {
  const stays = <S extends Step>(one: S | null) => (one?.eventId === gone ? null : one);
  const results = Object.entries(applicant.results).filter(([, one]) => one.eventId !== gone);
  return {
    ...applicant,
    qualified: stays(applicant.qualified),
    results: Object.fromEntries(results),
    publicized: stays(applicant.publicized),
    end: stays(applicant.end),
  };
}

function recorded(
  state: RecruitmentState,
  of: { readonly cadreId: CadreId; readonly step: RecruitmentStep },
  result: Result,
): RecruitmentState {
  return change(state, [of.cadreId], (applicant) => ({
    ...applicant,
    results: { ...applicant.results, [of.step]: result },
  }));
}
export const recruitmentStream = (id: RecruitmentId) => `recruitment-${id}`;
export const recruitment = (id: RecruitmentId): StreamRef<RecruitmentState> => ({
  stream: recruitmentStream(id),
  fold: recruitmentFold,
});

/** Why nothing can be done in a recruitment: there is none in this county, or it is over. */
export function running({ planned, concluded }: RecruitmentState, context: Context): Finding[] {
  return obstacles(
    [planned?.county !== context.county, () => finding('RecruitmentUnknown')],
    [
      concluded !== null,
      () => finding('RecruitmentConcludedBefore', { on: concluded?.on ?? '' }, citing(concluded)),
    ],
  );
}

/** Whether a position leads into the civil service, or to a contract with an institution. */
export const isByContract = ({ staffing }: Pick<Position, 'staffing'>) =>
  staffing === 'INSTITUTION';

/** Which steps a position has, in order. */
export function stepsOf(position: Position, rules: Rules): readonly string[] {
  return textsOf(rules, isByContract(position) ? 'P5.STEPS' : 'P4.STEPS', 'steps');
}

/** The step an applicant stands before; null when all are passed. */
export function nextStep(applicant: Applicant, steps: readonly string[]): string | null {
  return steps.find((one) => applicant.results[one as RecruitmentStep] === undefined) ?? null;
}

/** The latest step an applicant has behind them. */
export function latestStep(applicant: Applicant): Step {
  const { publicized, results, qualified, registered } = applicant;
  return publicized ?? Object.values(results).at(-1) ?? qualified ?? registered;
}

/** Applicants of a position who are to be recruited, or were. */
export function chosenFor(state: RecruitmentState, positionId: RecruitmentPositionId): number {
  return [...state.applicants.values()].filter(
    ({ positionId: of, publicized, end }) =>
      of === positionId && publicized !== null && (end === null || end.endState === 'APPOINTED'),
  ).length;
}
