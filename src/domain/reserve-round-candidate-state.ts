/** 后备人选 as deciders read them: how each was nominated, screened, listed and inspected. */
import type { Origin } from '../../events/posting.ts';
import {
  ReserveCandidateNominated,
  ReserveCandidateQualified,
  ReserveCandidateRecommended,
  ReserveCandidateRejected,
} from '../../events/reserve-round.ts';
import {
  ReserveNominationVoided,
  ReserveRecommendationVoided,
  ReserveScreeningVoided,
} from '../../events/reserve-round-correction.ts';
import {
  type Inspection,
  ReserveCandidateInspected,
  ReserveInspectionCorrected,
  ReserveInspectionVoided,
} from '../../events/reserve-round-inspection.ts';
import type { CadreId, OrganizationId } from '../../events/values.ts';
import { type Step, step } from './chronology.ts';
import { dated, type Timeline, withFact } from './dated.ts';
import { fold, when } from './fold.ts';

export type Nomination = {
  readonly form: string;
  readonly unitId: OrganizationId | null;
  readonly nominatorIds: readonly CadreId[];
  /** Where they came from on that day. */
  readonly origin: Origin | null;
};
export type Candidate = {
  /** In the order of their dates; the first put them forward. */
  readonly nominations: Timeline<Nomination>;
  readonly screened:
    | (Step & { readonly kind: 'qualified' })
    | (Step & { readonly kind: 'rejected'; readonly grounds: string })
    | null;
  /** Listed as recommended. */
  readonly recommended: Step | null;
  readonly inspected: (Step & Inspection) | null;
  /** What was taken back once; where it does not stand anew, taking it back again does nothing. */
  readonly voided: readonly ('screened' | 'recommended' | 'inspected')[];
};
export type Candidates = ReadonlyMap<CadreId, Candidate>;

/** Where a candidate comes from, as the latest nomination says. */
export const originOf = ({ nominations }: Candidate): Origin | null =>
  nominations.at(-1)?.value.origin ?? null;

const noCandidate: Candidate = {
  nominations: [],
  screened: null,
  recommended: null,
  inspected: null,
  voided: [],
};

function change(
  candidates: Candidates,
  cadreId: CadreId,
  to: (candidate: Candidate) => Partial<Candidate>,
): Candidates {
  const candidate = candidates.get(cadreId) ?? noCandidate;
  return new Map(candidates).set(cadreId, { ...candidate, ...to(candidate) });
}

/** A step of a candidate taken back. */
const takeBack = (candidates: Candidates, cadreId: CadreId, what: Candidate['voided'][number]) =>
  change(candidates, cadreId, ({ voided }) => ({ [what]: null, voided: [...voided, what] }));

const takings = [
  when<Candidates, typeof ReserveNominationVoided>(ReserveNominationVoided, (state, { data }) => {
    const voided = change(state, data.cadreId, ({ nominations }) => ({
      nominations: nominations.filter(({ eventId }) => eventId !== data.eventId),
    }));
    if (voided.get(data.cadreId)?.nominations.length !== 0) return voided;
    return new Map([...voided].filter(([cadreId]) => cadreId !== data.cadreId));
  }),
  when<Candidates, typeof ReserveScreeningVoided>(ReserveScreeningVoided, (state, { data }) =>
    takeBack(state, data.cadreId, 'screened'),
  ),
  when<Candidates, typeof ReserveRecommendationVoided>(
    ReserveRecommendationVoided,
    (state, { data }) => takeBack(state, data.cadreId, 'recommended'),
  ),
  when<Candidates, typeof ReserveInspectionVoided>(ReserveInspectionVoided, (state, { data }) =>
    takeBack(state, data.cadreId, 'inspected'),
  ),
];

export const candidatesFold = fold<Candidates>('reserveRoundCandidates', new Map(), [
  when(ReserveCandidateNominated, (state, event) => {
    const { cadreId, form, nominatorUnitId: unitId, nominatorIds, origin } = event.data;
    const nomination = dated(event, { form, unitId, nominatorIds, origin });
    return change(state, cadreId, ({ nominations }) => ({
      nominations: withFact(nominations, nomination),
    }));
  }),
  when(ReserveCandidateQualified, (state, event) =>
    change(state, event.data.cadreId, () => ({ screened: { ...step(event), kind: 'qualified' } })),
  ),
  when(ReserveCandidateRejected, (state, event) => {
    const { cadreId, grounds } = event.data;
    return change(state, cadreId, () => ({
      screened: { ...step(event), kind: 'rejected', grounds },
    }));
  }),
  when(ReserveCandidateRecommended, (state, event) =>
    change(state, event.data.cadreId, () => ({ recommended: step(event) })),
  ),
  when(ReserveCandidateInspected, (state, event) => {
    const { cadreId, fit, teamSize } = event.data;
    return change(state, cadreId, () => ({ inspected: { ...step(event), fit, teamSize } }));
  }),
  when(ReserveInspectionCorrected, (state, { data }) =>
    change(state, data.cadreId, ({ inspected }) => ({
      inspected: inspected && { ...inspected, ...data.is },
    })),
  ),
  ...takings,
]);
