/** Who applied for what, how far they came, and their one end state. */
import {
  grassrootsOrigins,
  RecruitmentApplicantStage,
  type RecruitmentEndState,
  type RecruitmentApplicantStage as Stage,
} from '../../events/code-tables.ts';
import { firstDay, type PartialDate } from '../../events/dates.ts';
import type { DataOf } from '../../events/define.ts';
import {
  RecruitmentApplicantConcluded,
  RecruitmentApplicantQualified,
  RecruitmentApplicantRegistered,
  RecruitmentChecked,
  RecruitmentPublicized,
  RecruitmentScored,
} from '../../events/recruitment.ts';
import {
  RecruitmentAppointmentVoided,
  RecruitmentStepVoided,
} from '../../events/recruitment-correction.ts';
import { collection, handle } from './projection.ts';

export type RecruitmentApplicantRow = {
  readonly county: string | null;
  readonly recruitmentId: string;
  readonly positionId: string;
  readonly cadreId: string;
  readonly recruitmentBasis: string;
  readonly origin: DataOf<typeof RecruitmentApplicantRegistered>['origin'];
  readonly stage: Stage;
  readonly registeredOn: PartialDate;
  readonly qualifiedOn: PartialDate | null;
  readonly qualificationId: string | null;
  readonly writtenScore: number | null;
  readonly interviewScore: number | null;
  /** The events that recorded results, in order. */
  readonly resultIds: readonly string[];
  readonly publicizedOn: PartialDate | null;
  readonly publicityId: string | null;
  readonly endState: RecruitmentEndState | null;
  readonly endedOn: PartialDate | null;
  readonly endId: string | null;
  /** The event that appointed, or signed the contract. */
  readonly appointmentId: string | null;
  readonly eventId: string;
  readonly document: string | null;
};
const applicant = handle<RecruitmentApplicantRow>();
export const recruitmentApplicantKey = (recruitmentId: string, cadreId: string) =>
  `${recruitmentId}.${cadreId}`;
const key = ({ data }: { data: { recruitmentId: string; cadreId: string } }) =>
  recruitmentApplicantKey(data.recruitmentId, data.cadreId);

export const recruitmentApplicants = collection<RecruitmentApplicantRow>({
  name: 'recruitmentApplicants',
  columns: {
    county: (row) => row.county,
    recruitmentId: (row) => row.recruitmentId,
    positionId: (row) => row.positionId,
    cadreId: (row) => row.cadreId,
    recruitmentBasis: (row) => row.recruitmentBasis,
    originType: (row) => row.origin?.unitType ?? null,
    originRole: (row) => row.origin?.role ?? null,
    grassroots: (row) => row.origin !== null && grassrootsOrigins.has(row.origin.unitType),
    stage: (row) => row.stage,
    endState: (row) => row.endState,
    registeredOn: (row) => firstDay(row.registeredOn),
    endedOn: (row) => firstDay(row.endedOn),
  },
  indexes: [
    ['recruitmentId', 'stage'],
    ['recruitmentId', 'endState'],
    ['positionId', 'stage'],
    ['cadreId', 'registeredOn'],
  ],
  on: [
    applicant.begins(RecruitmentApplicantRegistered, key, ({ id, data, meta }) => ({
      ...data,
      county: meta.county,
      stage: 'REGISTERED',
      registeredOn: meta.effectiveOn,
      qualifiedOn: null,
      qualificationId: null,
      writtenScore: null,
      interviewScore: null,
      resultIds: [],
      publicizedOn: null,
      publicityId: null,
      endState: null,
      endedOn: null,
      endId: null,
      appointmentId: null,
      eventId: id,
      document: meta.basis,
    })),
    applicant.continues(RecruitmentApplicantQualified, key, (state, { id, meta }) => ({
      ...reached(state, 'QUALIFIED'),
      qualifiedOn: meta.effectiveOn,
      qualificationId: id,
    })),
    applicant.continues(RecruitmentScored, key, (state, { id, data, personal }) => ({
      ...(data.passed ? reached(state, data.step) : state),
      [data.step === 'WRITTEN' ? 'writtenScore' : 'interviewScore']: personal?.score ?? null,
      resultIds: [...state.resultIds, id],
    })),
    applicant.continues(RecruitmentChecked, key, (state, { id, data }) => ({
      ...(data.passed ? reached(state, data.step) : state),
      resultIds: [...state.resultIds, id],
    })),
    applicant.continues(
      RecruitmentPublicized,
      ({ data }) => data.cadreIds.map((id) => recruitmentApplicantKey(data.recruitmentId, id)),
      (state, { id, meta }) => ({
        ...reached(state, 'PUBLICIZED'),
        publicizedOn: meta.effectiveOn,
        publicityId: id,
      }),
    ),
    applicant.continues(RecruitmentApplicantConcluded, key, (state, { id, data, meta }) => ({
      ...reached(state, 'ENDED'),
      endState: data.endState,
      endedOn: meta.effectiveOn,
      endId: id,
      appointmentId: data.appointmentId,
    })),
    applicant.voids(RecruitmentStepVoided, key, ({ data }) => data.eventId),
    applicant.voids(RecruitmentAppointmentVoided, key, ({ data }) => data.eventId),
  ],
});

const order = RecruitmentApplicantStage.options;
/** In which order physical examination and inspection come is a rule: between them the later counts. */
const eitherOrder: ReadonlySet<Stage> = new Set<Stage>(['PHYSICAL', 'INSPECTION']);

/** Dates known to the month only may fold out of turn; nobody falls back to an earlier stage. */
function reached(state: RecruitmentApplicantRow, stage: Stage): RecruitmentApplicantRow {
  const either = eitherOrder.has(state.stage) && eitherOrder.has(stage);
  return either || order.indexOf(stage) > order.indexOf(state.stage) ? { ...state, stage } : state;
}
