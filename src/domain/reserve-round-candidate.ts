/** 后备人选: who is put forward by whom, and screening. */
import { z } from 'zod';
import { codeTables, RecommendationForm } from '../../events/code-tables.ts';
import { firstDay } from '../../events/dates.ts';
import {
  ReserveCandidateNominated,
  ReserveCandidateQualified,
  ReserveCandidateRejected,
} from '../../events/reserve-round.ts';
import { CadreId, OrganizationId, Remark, ReserveRoundId } from '../../events/values.ts';
import { accept, defineCommand, finding, obstacles, read, readEach, refuse } from './command.ts';
import { originOn, person, postings, sanctionInForce } from './people.ts';
import { reserveEligibility } from './reserve-eligibility.ts';
import { isOurs, nominated, standing } from './reserve-round.ts';
import { type Candidate, reserveRound, reserveRoundStream } from './reserve-round-state.ts';
import { ruleSet, rulesAt } from './rules/rule-set.ts';
import { organization } from './structure.ts';

/** Puts somebody forward: by a unit, by oneself, jointly, at a meeting or in talks. */
export const NominateReserveCandidate = defineCommand({
  name: 'NominateReserveCandidate',
  label: { zh: '提名后备人选', en: 'nominate a reserve candidate' },
  input: z.strictObject({
    roundId: ReserveRoundId,
    cadreId: CadreId,
    form: RecommendationForm,
    nominatorUnitId: OrganizationId.nullable(),
    nominatorIds: z.array(CadreId).max(50).default([]),
  }),
  decide: function* (input, context) {
    const round = yield* read(reserveRound(input.roundId));
    const who = yield* read(person(input.cadreId));
    const held = yield* read(postings(input.cadreId));
    const unit =
      input.nominatorUnitId === null ? null : yield* read(organization(input.nominatorUnitId));
    const nominators = yield* readEach(input.nominatorIds.map(person));
    const candidate = round.candidates.get(input.cadreId);
    const ours = isOurs(round, context);
    if (ours && candidate?.nominations.some((one) => isSameNomination(one, input))) return accept();
    const on = firstDay(context.effectiveOn);
    const refusals = [
      ...standing(round, context),
      ...obstacles(
        [round.nominationsUntil === null, () => finding('ReserveRoundNotAnnounced')],
        [
          round.nominationsUntil !== null && on > round.nominationsUntil,
          () => finding('NominationsOver', { until: round.nominationsUntil ?? '' }),
        ],
        [who.registered?.county !== context.county, () => finding('CadreUnknown')],
        [
          unit !== null && unit.opened?.county !== context.county,
          () => finding('OrganizationUnknown'),
        ],
        [
          nominators.some(({ registered }) => registered?.county !== context.county),
          () => finding('NominatorUnknown'),
        ],
        [!hasNominators(input), () => finding('NominatorsDoNotFitForm', formLabels(input.form))],
      ),
    ];
    if (refusals.length > 0) return refuse(refusals);
    return accept([
      context.event(reserveRoundStream(input.roundId), ReserveCandidateNominated, {
        ...input,
        origin: originOn(held, on),
      }),
    ]);
  },
});

/** Screens a candidate in; the rule set pinned by the round says who is eligible. */
export const QualifyReserveCandidate = defineCommand({
  name: 'QualifyReserveCandidate',
  label: { zh: '后备人选资格审查通过', en: 'qualify a reserve candidate' },
  input: z.strictObject({ roundId: ReserveRoundId, cadreId: CadreId }),
  decide: function* ({ roundId, cadreId }, context) {
    const round = yield* read(reserveRound(roundId));
    const rules = yield* read(ruleSet(context.county));
    const who = yield* read(person(cadreId));
    const candidate = round.candidates.get(cadreId);
    if (isOurs(round, context) && candidate?.screened?.kind === 'qualified') return accept();
    const refusals = [...standing(round, context), ...nominated(candidate)];
    const origin = candidate?.origin ?? null;
    const unit = origin === null ? null : yield* read(organization(origin.organizationId));
    const sanction = sanctionInForce(who, firstDay(context.effectiveOn));
    if (candidate !== undefined && round.opened !== null) {
      const pinned = rulesAt(rules, round.opened.ruleSetVersion);
      refusals.push(...reserveEligibility(pinned, origin, unit));
    }
    refusals.push(
      ...obstacles(
        [
          candidate?.screened?.kind === 'rejected',
          () => finding('ReserveCandidateRejectedAlready'),
        ],
        [
          sanction !== null,
          () => finding('SanctionInForce', {}, { evidence: sanction ? [sanction.eventId] : [] }),
        ],
      ),
    );
    if (refusals.length > 0) return refuse(refusals);
    return accept(
      [
        context.event(reserveRoundStream(roundId), ReserveCandidateQualified, {
          roundId,
          cadreId,
          eligibleAs: origin?.role ?? null,
        }),
      ],
      obstacles([
        origin?.unitType === 'PRIVATE_ENTERPRISE',
        () => finding('PrivateFirmRouteLimited', {}, { basis: 'CSL/70' }),
      ]),
    );
  },
});

export const RejectReserveCandidate = defineCommand({
  name: 'RejectReserveCandidate',
  label: { zh: '后备人选资格审查不通过', en: 'reject a reserve candidate' },
  input: z.strictObject({ roundId: ReserveRoundId, cadreId: CadreId, grounds: Remark }),
  decide: function* ({ roundId, cadreId, grounds }, context) {
    const round = yield* read(reserveRound(roundId));
    const candidate = round.candidates.get(cadreId);
    if (isOurs(round, context) && candidate?.screened?.kind === 'rejected') return accept();
    const refusals = [
      ...standing(round, context),
      ...nominated(candidate),
      ...obstacles([
        candidate?.recommended != null,
        () => finding('ReserveCandidateRecommendedAlready'),
      ]),
    ];
    if (refusals.length > 0) return refuse(refusals);
    return accept([
      context.event(reserveRoundStream(roundId), ReserveCandidateRejected, {
        roundId,
        cadreId,
        grounds,
      }),
    ]);
  },
});

type Nomination = {
  readonly form: string;
  readonly nominatorUnitId: OrganizationId | null;
  readonly nominatorIds: readonly CadreId[];
  readonly cadreId: CadreId;
};
function isSameNomination(one: Candidate['nominations'][number], input: Nomination): boolean {
  const ids = (list: readonly string[]) => [...list].sort().join();
  return (
    one.form === input.form &&
    one.unitId === input.nominatorUnitId &&
    ids(one.nominatorIds) === ids(input.nominatorIds)
  );
}

function formLabels(form: string) {
  const label = codeTables.get('RecommendationForm')?.labels[form];
  return { formZh: label?.zh ?? form, formEn: label?.en ?? form };
}

/** A unit nominates as a unit, somebody themselves alone, several jointly. */
function hasNominators({ form, nominatorUnitId, nominatorIds, cadreId }: Nomination): boolean {
  if (form === 'SELF') return nominatorIds.length === 1 && nominatorIds[0] === cadreId;
  if (form === 'JOINT') return new Set(nominatorIds).size >= 2;
  return nominatorUnitId !== null;
}
