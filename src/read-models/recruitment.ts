/** Recruitments, their positions and applicants, and what became of those who were hired. */
import type { RecruitmentStage } from '../../events/code-tables.ts';
import { type CivilDate, firstDay, type PartialDate, yearOf } from '../../events/dates.ts';
import type { DataOf, Recorded } from '../../events/define.ts';
import {
  CivilServantAppointed,
  InstitutionContractSigned,
  PostingCorrected,
  PostingDocumentCorrected,
  PostingVoided,
} from '../../events/posting.ts';
import {
  RecruitmentAnnounced,
  RecruitmentApplicantConcluded,
  RecruitmentConcluded,
  RecruitmentPlanned,
  RecruitmentPositionCorrected,
  RecruitmentPositionPlanned,
  RecruitmentProbationFailed,
  RecruitmentProbationPassed,
} from '../../events/recruitment.ts';
import {
  RecruitmentAppointmentVoided,
  RecruitmentConclusionVoided,
  RecruitmentCourseStepVoided,
  RecruitmentDateCorrected,
  RecruitmentProbationVoided,
} from '../../events/recruitment-correction.ts';
import type { EventId } from '../../events/values.ts';
import { collection, handle, movedTo, readModel, withDocument } from './projection.ts';
import { recruitmentApplicants } from './recruitment-applicant.ts';

export type RecruitmentRow = {
  readonly county: string | null;
  readonly recruitmentId: string;
  readonly kind: DataOf<typeof RecruitmentPlanned>['kind'];
  readonly title: string;
  readonly year: number;
  readonly ruleSetVersion: number;
  readonly stage: RecruitmentStage;
  readonly plannedOn: PartialDate;
  readonly announcedOn: PartialDate | null;
  readonly announcementId: string | null;
  readonly concludedOn: PartialDate | null;
  readonly conclusionId: string | null;
  readonly eventId: string;
  readonly document: string | null;
};
const recruitment = handle<RecruitmentRow>();
const factId = (event: { data: { eventId: EventId } }) => event.data.eventId;
const recruitmentKey = (event: { data: { recruitmentId: string } }) => event.data.recruitmentId;

export const recruitments = collection<RecruitmentRow>({
  name: 'recruitments',
  columns: {
    county: (row) => row.county,
    kind: (row) => row.kind,
    year: (row) => row.year,
    stage: (row) => row.stage,
    plannedOn: (row) => firstDay(row.plannedOn),
    announcedOn: (row) => firstDay(row.announcedOn),
    concludedOn: (row) => firstDay(row.concludedOn),
  },
  indexes: [['county', 'kind', 'year']],
  on: [
    recruitment.begins(RecruitmentPlanned, recruitmentKey, ({ id, data, meta }) => ({
      ...data,
      county: meta.county,
      stage: 'PLANNED',
      plannedOn: meta.effectiveOn,
      announcedOn: null,
      announcementId: null,
      concludedOn: null,
      conclusionId: null,
      eventId: id,
      document: meta.basis,
    })),
    recruitment.continues(RecruitmentAnnounced, recruitmentKey, (state, { id, meta }) => ({
      ...state,
      stage: state.stage === 'CONCLUDED' ? 'CONCLUDED' : 'ANNOUNCED',
      announcedOn: meta.effectiveOn,
      announcementId: id,
    })),
    recruitment.continues(RecruitmentConcluded, recruitmentKey, (state, { id, meta }) => ({
      ...state,
      stage: 'CONCLUDED',
      concludedOn: meta.effectiveOn,
      conclusionId: id,
    })),
    recruitment.voids(RecruitmentConclusionVoided, recruitmentKey, factId),
    recruitment.amends(RecruitmentDateCorrected, recruitmentKey, factId, (fact, { data }) =>
      movedTo(fact, data.is),
    ),
    recruitment.voids(RecruitmentCourseStepVoided, recruitmentKey, factId),
  ],
});

type Planned = DataOf<typeof RecruitmentPositionPlanned>;
export type RecruitmentPositionRow = Omit<Planned, 'terms'> &
  Planned['terms'] & {
    readonly county: string | null;
    readonly announcedOn: PartialDate | null;
    readonly announcementId: string | null;
    /** How many were appointed to it. */
    readonly filled: number;
    readonly eventId: string;
    readonly document: string | null;
  };
const position = handle<RecruitmentPositionRow>();
const positionKeys = (event: { data: { positionIds: readonly string[] } }) =>
  event.data.positionIds;
const positionKey = (event: { data: { positionId: string } }) => event.data.positionId;

export const recruitmentPositions = collection<RecruitmentPositionRow>({
  name: 'recruitmentPositions',
  columns: {
    county: (row) => row.county,
    recruitmentId: (row) => row.recruitmentId,
    kind: (row) => row.kind,
    year: (row) => row.year,
    organizationId: (row) => row.organizationId,
    unitType: (row) => row.unitType,
    track: (row) => row.track,
    staffing: (row) => row.staffing,
    headcount: (row) => row.headcount,
    filled: (row) => row.filled,
    requiresGrassroots: (row) => row.requiresGrassroots,
    minGrassrootsYears: (row) => row.minGrassrootsYears,
    announcedOn: (row) => firstDay(row.announcedOn),
  },
  indexes: [
    ['county', 'kind', 'announcedOn'],
    ['recruitmentId', 'requiresGrassroots'],
    ['organizationId', 'year'],
  ],
  on: [
    position.begins(RecruitmentPositionPlanned, positionKey, ({ id, data, meta }) => {
      const { terms, ...rest } = data;
      return {
        ...rest,
        ...terms,
        county: meta.county,
        announcedOn: null,
        announcementId: null,
        filled: 0,
        eventId: id,
        document: meta.basis,
      };
    }),
    position.continues(
      RecruitmentAnnounced,
      ({ data }) => data.positionIds,
      (state, { id, meta }) => ({
        ...state,
        announcedOn: meta.effectiveOn,
        announcementId: id,
      }),
    ),
    position.continues(
      RecruitmentApplicantConcluded,
      ({ data }) => (data.endState === 'APPOINTED' ? data.positionId : null),
      (state) => ({ ...state, filled: state.filled + 1 }),
    ),
    position.voids(RecruitmentAppointmentVoided, positionKey, factId),
    position.amends(RecruitmentDateCorrected, positionKeys, factId, (fact, { data }) =>
      movedTo(fact, data.is),
    ),
    position.voids(RecruitmentCourseStepVoided, positionKeys, factId),
    position.amends(
      RecruitmentPositionCorrected,
      positionKey,
      ({ data }) => data.eventId,
      (fact, { data }) => ({ ...fact, data: { ...fact.data, terms: data.is } }) as Recorded,
    ),
  ],
});

export type RecruitmentHireRow = {
  readonly county: string | null;
  readonly cadreId: string;
  readonly hiredAs: 'CIVIL_SERVANT' | 'CONTRACT';
  readonly recruitmentId: string;
  readonly positionId: string;
  /** null of contracts: the track is the position's. */
  readonly track: string | null;
  readonly recruitmentBasis: string | null;
  readonly organizationId: string;
  readonly unitType: string;
  readonly hiredOn: PartialDate;
  readonly year: number;
  readonly contractEndsOn: CivilDate | null;
  readonly probationEndsOn: CivilDate | null;
  readonly serviceEndsOn: CivilDate | null;
  /** null where there is none. */
  readonly probation: 'RUNNING' | 'PASSED' | 'FAILED' | null;
  readonly probationEventId: string | null;
  readonly eventId: string;
  readonly document: string | null;
};
const hire = handle<RecruitmentHireRow>();
const ownKey = (event: { id: string }) => event.id;
const appointmentKey = (event: { data: { appointmentId: string } }) => event.data.appointmentId;
/** Asked only of events whose key is not null. */
const restingTarget = (event: { data: { hireId: EventId | null } }) => event.data.hireId as EventId;
const restingKey = (event: { data: { hireId: string | null } }) => event.data.hireId;

/** Keyed by the event that appointed, or signed the contract. */
export const recruitmentHires = collection<RecruitmentHireRow>({
  name: 'recruitmentHires',
  columns: {
    county: (row) => row.county,
    cadreId: (row) => row.cadreId,
    hiredAs: (row) => row.hiredAs,
    recruitmentId: (row) => row.recruitmentId,
    positionId: (row) => row.positionId,
    track: (row) => row.track,
    recruitmentBasis: (row) => row.recruitmentBasis,
    organizationId: (row) => row.organizationId,
    unitType: (row) => row.unitType,
    hiredOn: (row) => firstDay(row.hiredOn),
    year: (row) => row.year,
    probation: (row) => row.probation,
    probationEndsOn: (row) => firstDay(row.probationEndsOn),
    serviceEndsOn: (row) => firstDay(row.serviceEndsOn),
    contractEndsOn: (row) => firstDay(row.contractEndsOn),
  },
  indexes: [
    ['county', 'hiredAs', 'track', 'hiredOn'],
    ['recruitmentId', 'hiredOn'],
    ['cadreId', 'hiredOn'],
  ],
  on: [
    hire.begins(CivilServantAppointed, ownKey, (event) => ({
      ...hired(event),
      ...event.data,
      hiredAs: 'CIVIL_SERVANT',
      recruitmentBasis: null,
      contractEndsOn: null,
      probation: 'RUNNING',
    })),
    hire.begins(InstitutionContractSigned, ownKey, (event) => ({
      ...hired(event),
      ...event.data,
      hiredAs: 'CONTRACT',
      track: null,
      serviceEndsOn: null,
      probation: event.data.probationEndsOn === null ? null : 'RUNNING',
    })),
    hire.continues(RecruitmentProbationPassed, appointmentKey, (state, { id }) => ({
      ...state,
      probation: 'PASSED',
      probationEventId: id,
    })),
    hire.continues(RecruitmentProbationFailed, appointmentKey, (state, { id }) => ({
      ...state,
      probation: 'FAILED',
      probationEventId: id,
    })),
    hire.voids(RecruitmentProbationVoided, appointmentKey, factId),
    hire.amends(PostingCorrected, restingKey, restingTarget, (fact, { data }) =>
      movedTo(fact, data.is.on),
    ),
    hire.amends(PostingDocumentCorrected, restingKey, restingTarget, (fact, { data }) =>
      withDocument(fact, data.is),
    ),
    hire.voids(PostingVoided, restingKey, restingTarget),
  ],
});

function hired({ id, meta }: Pick<Recorded, 'id' | 'meta'>) {
  return {
    county: meta.county,
    hiredOn: meta.effectiveOn,
    year: yearOf(meta.effectiveOn),
    probationEventId: null,
    eventId: id,
    document: meta.basis,
  };
}

export const recruitmentModel = readModel('recruitment', 3, [
  recruitments,
  recruitmentPositions,
  recruitmentApplicants,
  recruitmentHires,
]);
