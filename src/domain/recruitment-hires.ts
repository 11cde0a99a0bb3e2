/** What recruitment made of somebody: probation and years of service that later moves must know. */
import type { CivilDate, PartialDate } from '../../events/dates.ts';
import {
  CivilServantAppointed,
  InstitutionContractSigned,
  PostingVoided,
} from '../../events/posting.ts';
import {
  RecruitmentProbationFailed,
  RecruitmentProbationPassed,
} from '../../events/recruitment.ts';
import { RecruitmentProbationVoided } from '../../events/recruitment-correction.ts';
import type { CadreId, EventId } from '../../events/values.ts';
import { fold, type StreamRef, when } from './fold.ts';
import { cadreStream } from './people.ts';

export type Hire = {
  /** The event that made a civil servant of somebody, or signed the contract. */
  readonly eventId: EventId;
  readonly recruitmentId: string;
  readonly on: PartialDate;
  readonly probationEndsOn: CivilDate | null;
  /** Until when the person must serve in the township. */
  readonly serviceEndsOn: CivilDate | null;
  readonly outcome: { readonly passed: boolean; readonly eventId: EventId } | null;
  /** Judged in error, and not judged since. */
  readonly outcomeVoided: boolean;
};

const judged = (state: readonly Hire[], id: EventId, outcome: Hire['outcome']) =>
  state.map((hire) =>
    hire.eventId === id ? { ...hire, outcome, outcomeVoided: outcome === null } : hire,
  );

const hiresFold = fold<readonly Hire[]>(
  'hires',
  [],
  [
    when(CivilServantAppointed, (state, { id, data, meta }) => [
      ...state,
      { ...data, eventId: id, on: meta.effectiveOn, outcome: null, outcomeVoided: false },
    ]),
    when(InstitutionContractSigned, (state, { id, data, meta }) => [
      ...state,
      {
        ...data,
        eventId: id,
        on: meta.effectiveOn,
        serviceEndsOn: null,
        outcome: null,
        outcomeVoided: false,
      },
    ]),
    when(RecruitmentProbationPassed, (state, { id, data }) =>
      judged(state, data.appointmentId, { passed: true, eventId: id }),
    ),
    when(RecruitmentProbationFailed, (state, { id, data }) =>
      judged(state, data.appointmentId, { passed: false, eventId: id }),
    ),
    when(RecruitmentProbationVoided, (state, { data }) => judged(state, data.appointmentId, null)),
    when(PostingVoided, (state, { data }) =>
      state.filter(({ eventId }) => eventId !== data.hireId),
    ),
  ],
);
export const hires = (id: CadreId): StreamRef<readonly Hire[]> => ({
  stream: cadreStream(id),
  fold: hiresFold,
});

/** A hire whose probation runs on a day, by its planned end; whoever failed is no recruit any more. */
export function onProbation(state: readonly Hire[], on: CivilDate): Hire | null {
  return (
    state.find(
      ({ on: from, probationEndsOn, outcome }) =>
        outcome === null && probationEndsOn !== null && from <= on && on < probationEndsOn,
    ) ?? null
  );
}

/** A hire that binds somebody to the township on a day. */
export function boundToTownship(state: readonly Hire[], on: CivilDate): Hire | null {
  return (
    state.find(
      ({ on: from, serviceEndsOn, outcome }) =>
        outcome?.passed !== false && serviceEndsOn !== null && from <= on && on < serviceEndsOn,
    ) ?? null
  );
}
