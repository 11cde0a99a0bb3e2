/** 后备人选: who is put forward by whom, and screening. */
import { z } from 'zod';
import { codeTables, RecommendationForm } from '../../events/code-tables.ts';
import { firstDay } from '../../events/dates.ts';
import type { Finding } from '../../events/define.ts';
import {
  ReserveCandidateNominated,
  ReserveCandidateQualified,
  ReserveCandidateRejected,
} from '../../events/reserve-round.ts';
import { CadreId, OrganizationId, Remark } from '../../events/values.ts';
import { inOrder } from './chronology.ts';
import {
  accept,
  type Context,
  citing,
  finding,
  obstacles,
  read,
  readEach,
  refuse,
} from './command.ts';
import { originOn, person, postings, sanctionInForce } from './people.ts';
import { hasLeft } from './placement-rules.ts';
import { reserveEligibility } from './reserve-eligibility.ts';
import { type Candidate, type Nomination, originOf } from './reserve-round-candidate-state.ts';
import { roundStep } from './reserve-round-command.ts';
import { article } from './rules/sources.ts';
import { organization } from './structure.ts';

/** Puts somebody forward: by a unit, by oneself, jointly, at a meeting or in talks. */
export const NominateReserveCandidate = roundStep({
  name: 'NominateReserveCandidate',
  label: { zh: '提名后备人选', en: 'nominate a reserve candidate' },
  input: {
    cadreId: CadreId,
    form: RecommendationForm,
    nominatorUnitId: OrganizationId.nullable(),
    nominatorIds: z.array(CadreId).max(50).default([]),
  },
  decide: function* (round, asked, context) {
    const input = byThemselves(asked);
    const who = yield* read(person(input.cadreId));
    const held = yield* read(postings(input.cadreId));
    const unit =
      input.nominatorUnitId === null ? null : yield* read(organization(input.nominatorUnitId));
    const nominators = yield* readEach(input.nominatorIds.map(person));
    const candidate = round.candidates.get(input.cadreId);
    if (candidate?.nominations.some(({ value }) => isSame(value, input))) return accept();
    const on = firstDay(context.effectiveOn);
    const until = round.announced?.nominationsUntil ?? null;
    const refusals = obstacles(
      [round.announced === null, () => finding('ReserveRoundNotAnnounced')],
      inOrder(context.effectiveOn, round.announced),
      [
        until !== null && on > until,
        () => finding('NominationsOver', { until: until ?? '' }, citing(round.announced)),
      ],
      [who.registered?.county !== context.county, () => finding('CadreUnknown')],
      hasLeft(held, on),
      [
        unit !== null && unit.opened?.county !== context.county,
        () => finding('OrganizationUnknown'),
      ],
      [
        nominators.some(({ registered }) => registered?.county !== context.county),
        () => finding('NominatorUnknown'),
      ],
      [!hasNominators(input), () => finding('NominatorsDoNotFitForm', formLabels(input.form))],
      [
        new Set(input.nominatorIds).size < input.nominatorIds.length,
        () => finding('NominatorNamedTwice'),
      ],
    );
    if (refusals.length > 0) return refuse(refusals);
    const data = { ...input, origin: originOn(held, on) };
    return accept([context.event(round.stream, ReserveCandidateNominated, data)]);
  },
});

/** Screens a candidate in; the rule set pinned by the round says who is eligible. */
export const QualifyReserveCandidate = roundStep({
  name: 'QualifyReserveCandidate',
  label: { zh: '后备人选资格审查通过', en: 'qualify a reserve candidate' },
  input: { cadreId: CadreId },
  decide: function* (round, { roundId, cadreId }, context) {
    const who = yield* read(person(cadreId));
    const candidate = round.candidates.get(cadreId);
    if (candidate === undefined) return refuse([finding('CandidateNotNominated')]);
    const { screened } = candidate;
    if (screened?.kind === 'qualified' && screened.on === context.effectiveOn) return accept();
    const origin = originOf(candidate);
    const unit = origin === null ? null : yield* read(organization(origin.organizationId));
    const sanction = sanctionInForce(who, firstDay(context.effectiveOn));
    const refusals = [
      ...screeningObstacles(candidate, context),
      ...reserveEligibility(round.rules, origin, unit),
      ...obstacles([sanction !== null, () => finding('SanctionInForce', {}, citing(sanction))]),
    ];
    if (refusals.length > 0) return refuse(refusals);
    const data = { roundId, cadreId, eligibleAs: origin?.role ?? null };
    return accept(
      [context.event(round.stream, ReserveCandidateQualified, data)],
      obstacles([
        origin?.unitType === 'PRIVATE_ENTERPRISE',
        () => finding('PrivateFirmRouteLimited', {}, { basis: article('CSL', 70) }),
      ]),
    );
  },
});

export const RejectReserveCandidate = roundStep({
  name: 'RejectReserveCandidate',
  label: { zh: '后备人选资格审查不通过', en: 'reject a reserve candidate' },
  input: { cadreId: CadreId, grounds: Remark },
  decide: (round, { roundId, cadreId, grounds }, context) => {
    const candidate = round.candidates.get(cadreId);
    if (candidate === undefined) return refuse([finding('CandidateNotNominated')]);
    const { screened } = candidate;
    const isSameResult = screened?.kind === 'rejected' && screened.grounds === grounds;
    if (isSameResult && screened.on === context.effectiveOn) return accept();
    const refusals = screeningObstacles(candidate, context);
    if (refusals.length > 0) return refuse(refusals);
    const data = { roundId, cadreId, grounds };
    return accept([context.event(round.stream, ReserveCandidateRejected, data)]);
  },
});

/** That somebody was screened otherwise, or would be before anybody put them forward. */
function screeningObstacles(candidate: Candidate, { effectiveOn }: Context): Finding[] {
  const { nominations, screened } = candidate;
  return obstacles(
    [screened !== null, () => finding('CandidateScreenedOtherwise', {}, citing(screened))],
    inOrder(effectiveOn, nominations[0]),
  );
}

type NominationInput = {
  readonly form: string;
  readonly nominatorUnitId: OrganizationId | null;
  readonly nominatorIds: readonly CadreId[];
  readonly cadreId: CadreId;
};
function isSame(one: Nomination, input: NominationInput): boolean {
  const ids = (list: readonly string[]) => [...list].sort().join();
  return (
    one.form === input.form &&
    one.unitId === input.nominatorUnitId &&
    ids(one.nominatorIds) === ids(input.nominatorIds)
  );
}

/** Whoever puts themselves forward need not be named twice. */
function byThemselves<I extends NominationInput>(input: I): I {
  const isSelf = input.form === 'SELF' && input.nominatorIds.length === 0;
  return isSelf ? { ...input, nominatorIds: [input.cadreId] } : input;
}

function formLabels(form: string) {
  const label = codeTables.get('RecommendationForm')?.labels[form];
  return { formZh: label?.zh ?? form, formEn: label?.en ?? form };
}

/** Without a unit somebody themselves alone, or several jointly; every other way is a unit's. */
function hasNominators({ form, nominatorUnitId, nominatorIds, cadreId }: NominationInput): boolean {
  if (form !== 'SELF' && form !== 'JOINT') return nominatorUnitId !== null;
  if (nominatorUnitId !== null) return false;
  if (form === 'JOINT') return new Set(nominatorIds).size >= 2;
  return nominatorIds.length === 1 && nominatorIds[0] === cadreId;
}
