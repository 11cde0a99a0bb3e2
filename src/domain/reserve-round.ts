/** 后备干部公开推荐: opening a round, who is put forward by whom, screening, and recommending. */
import { z } from 'zod';
import { RecommendationForm } from '../../events/code-tables.ts';
import { ReserveRoundSlotTaken } from '../../events/county.ts';
import { CivilDate, firstDay, yearOf } from '../../events/dates.ts';
import type { Finding } from '../../events/define.ts';
import {
  ReserveCandidateNominated,
  ReserveCandidateQualified,
  ReserveCandidateRecommended,
  ReserveCandidateRejected,
  ReserveRecommendationHeld,
  ReserveRecommendationVoided,
  ReserveRoundAnnounced,
  ReserveRoundOpened,
  Tally,
} from '../../events/reserve-round.ts';
import {
  CadreId,
  Count,
  type CountyCode,
  OrganizationId,
  Remark,
  ReserveRoundId,
  text,
} from '../../events/values.ts';
import {
  accept,
  type Context,
  defineCommand,
  finding,
  obstacles,
  read,
  readEach,
  refuse,
} from './command.ts';
import { originOn, person, postings, sanctionInForce } from './people.ts';
import { reserveEligibility } from './reserve-eligibility.ts';
import {
  type Candidate,
  type ReserveRoundState,
  reserveRound,
  reserveRoundStream,
} from './reserve-round-state.ts';
import { currentVersion, numberOf, ruleSet, rulesAt } from './rules/rule-set.ts';
import { county, countyStream, organization } from './structure.ts';

/** Opens a round; a county has at most one open. Pins the rule set in force. */
export const OpenReserveRound = defineCommand({
  name: 'OpenReserveRound',
  label: { zh: '设立后备干部推荐轮次', en: 'open a reserve round' },
  input: z.strictObject({ year: z.int().min(1990).max(2199), title: text(120) }),
  decide: function* (input, context) {
    const state = yield* read(county(context.county));
    const rules = yield* read(ruleSet(context.county));
    const last = state.roundYears.reduce((latest, year) => Math.max(latest, year), 0);
    const refusals = obstacles(
      [state.opened === null, () => finding('CountyNotOpen')],
      [
        state.openRound !== null,
        () => finding('ReserveRoundStillOpen', { year: state.openRound?.year ?? 0 }),
      ],
      [
        state.roundYears.includes(input.year),
        () => finding('ReserveRoundHeldInYear', { year: input.year }),
      ],
      [
        yearOf(context.effectiveOn) !== input.year,
        () => finding('ReserveRoundYearDiffers', { year: input.year, on: context.effectiveOn }),
      ],
    );
    if (refusals.length > 0) return refuse(refusals);
    const version = currentVersion(rules, context.effectiveOn);
    const intervalYears = numberOf(rulesAt(rules, version), 'P1.INTERVAL', 'years');
    const roundId = context.newId<ReserveRoundId>();
    return accept(
      [
        context.event(reserveRoundStream(roundId), ReserveRoundOpened, {
          roundId,
          ...input,
          ruleSetVersion: version,
        }),
        context.event(countyStream(context.county), ReserveRoundSlotTaken, {
          roundId,
          year: input.year,
        }),
      ],
      obstacles([
        last !== 0 && input.year - last !== intervalYears,
        () =>
          finding(
            'ReserveRoundOffInterval',
            { last, year: input.year, intervalYears },
            { rule: 'P1.INTERVAL' },
          ),
      ]),
    );
  },
});

export const AnnounceReserveRound = defineCommand({
  name: 'AnnounceReserveRound',
  label: { zh: '发布后备干部推荐公告', en: 'announce a reserve round' },
  input: z.strictObject({ roundId: ReserveRoundId, nominationsUntil: CivilDate }),
  decide: function* ({ roundId, nominationsUntil }, context) {
    const round = yield* read(reserveRound(roundId));
    if (round.nominationsUntil === nominationsUntil) return accept();
    const refusals = [
      ...standing(round, context),
      ...obstacles(
        [round.nominationsUntil !== null, () => finding('ReserveRoundAnnouncedAlready')],
        [
          nominationsUntil < firstDay(context.effectiveOn),
          () => finding('NominationsEndBeforeAnnouncement', { nominationsUntil }),
        ],
      ),
    ];
    if (refusals.length > 0) return refuse(refusals);
    return accept([
      context.event(reserveRoundStream(roundId), ReserveRoundAnnounced, {
        roundId,
        nominationsUntil,
      }),
    ]);
  },
});

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
    if (candidate?.nominations.some((one) => isSameNomination(one, input))) return accept();
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
        [!hasNominators(input), () => finding('NominatorsDoNotFitForm', { form: input.form })],
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
    if (candidate?.screened?.kind === 'qualified') return accept();
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
    if (candidate?.screened?.kind === 'rejected') return accept();
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

/** Records a meeting or talks with attendance and the votes for each candidate. */
export const HoldReserveRecommendation = defineCommand({
  name: 'HoldReserveRecommendation',
  label: { zh: '登记后备干部民主推荐', en: 'record a reserve recommendation' },
  input: z.strictObject({
    roundId: ReserveRoundId,
    form: RecommendationForm.extract(['MEETING', 'TALKS']).meta({ id: 'RecommendationHeldForm' }),
    unitId: OrganizationId,
    expected: Count,
    present: Count,
    tallies: z.array(Tally).min(1).max(300),
  }),
  decide: function* (input, context) {
    const round = yield* read(reserveRound(input.roundId));
    const unit = yield* read(organization(input.unitId));
    const rules = yield* read(ruleSet(context.county));
    const same = round.recommendations.find(
      (one) =>
        one.form === input.form && one.unitId === input.unitId && one.on === context.effectiveOn,
    );
    const refusals = [
      ...standing(round, context),
      ...obstacles(
        [unit.opened?.county !== context.county, () => finding('OrganizationUnknown')],
        [
          same !== undefined,
          () => finding('RecommendationHeldAlready', {}, { evidence: same ? [same.eventId] : [] }),
        ],
        [
          input.present > input.expected,
          () =>
            finding('MorePresentThanExpected', {
              present: input.present,
              expected: input.expected,
            }),
        ],
      ),
      ...tallyFindings(round, input.tallies, input.present),
    ];
    if (round.opened !== null) {
      const pinned = rulesAt(rules, round.opened.ruleSetVersion);
      const share = numberOf(pinned, 'P1.ATTENDANCE', 'share');
      if (input.present < Math.ceil(input.expected * share)) {
        refusals.push(
          finding(
            'AttendanceTooLow',
            { present: input.present, expected: input.expected },
            { rule: 'P1.ATTENDANCE' },
          ),
        );
      }
    }
    if (refusals.length > 0) return refuse(refusals);
    return accept([
      context.event(reserveRoundStream(input.roundId), ReserveRecommendationHeld, input),
    ]);
  },
});

/** Lists candidates as recommended; each must have been voted on in a recommendation held. */
export const RecommendReserveCandidates = defineCommand({
  name: 'RecommendReserveCandidates',
  label: { zh: '确定后备干部推荐人选', en: 'recommend reserve candidates' },
  input: z.strictObject({ roundId: ReserveRoundId, cadreIds: z.array(CadreId).min(1).max(200) }),
  decide: function* ({ roundId, cadreIds }, context) {
    const round = yield* read(reserveRound(roundId));
    const fresh = [...new Set(cadreIds)].filter(
      (cadreId) => round.candidates.get(cadreId)?.recommended == null,
    );
    const votedOn = (cadreId: CadreId) =>
      round.recommendations.filter((one) => one.cadreIds.includes(cadreId));
    const screened = fresh.filter(
      (cadreId) => round.candidates.get(cadreId)?.screened?.kind !== 'qualified',
    ).length;
    const unvoted = fresh.filter((cadreId) => votedOn(cadreId).length === 0).length;
    const refusals = [
      ...standing(round, context),
      ...obstacles(
        [screened > 0, () => finding('CandidatesNotQualified', { count: screened })],
        [unvoted > 0, () => finding('CandidatesNotVotedOn', { count: unvoted })],
      ),
    ];
    if (refusals.length > 0) return refuse(refusals);
    return accept(
      fresh.map((cadreId) =>
        context.event(reserveRoundStream(roundId), ReserveCandidateRecommended, {
          roundId,
          cadreId,
          origin: round.candidates.get(cadreId)?.origin ?? null,
          recommendationIds: votedOn(cadreId).map(({ eventId }) => eventId),
        }),
      ),
    );
  },
});

/** Takes back a recommendation recorded in error; the record of it stays. */
export const VoidReserveRecommendation = defineCommand({
  name: 'VoidReserveRecommendation',
  label: { zh: '撤销后备干部推荐人选', en: 'void a reserve recommendation' },
  input: z.strictObject({ roundId: ReserveRoundId, cadreId: CadreId }),
  decide: function* ({ roundId, cadreId }, context) {
    const round = yield* read(reserveRound(roundId));
    const recommended = round.candidates.get(cadreId)?.recommended;
    const refusals = obstacles(
      [round.opened?.county !== context.county, () => finding('ReserveRoundUnknown')],
      [recommended == null, () => finding('CandidateNotRecommended')],
      [context.reason === null, () => finding('ReasonNeeded')],
    );
    if (refusals.length > 0 || recommended == null) return refuse(refusals);
    return accept([
      context.event(reserveRoundStream(roundId), ReserveRecommendationVoided, {
        roundId,
        cadreId,
        eventId: recommended.eventId,
      }),
    ]);
  },
});

/** What forbids anything to happen in a round: unknown, over, or a date before it began. */
export function standing(round: ReserveRoundState, context: Context): Finding[] {
  return obstacles(
    [
      (round.opened?.county ?? null) !== (context.county as CountyCode | null),
      () => finding('ReserveRoundUnknown'),
    ],
    [round.cancelled || round.stage === 'CLOSED', () => finding('ReserveRoundOver')],
    [
      round.opened !== null && firstDay(context.effectiveOn) < firstDay(round.opened.on),
      () => finding('BeforeReserveRound', { opened: round.opened?.on ?? '' }),
    ],
  );
}

export function nominated(candidate: Candidate | undefined): Finding[] {
  return obstacles([candidate === undefined, () => finding('CandidateNotNominated')]);
}

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

/** A unit nominates as a unit, somebody themselves alone, several jointly. */
function hasNominators({ form, nominatorUnitId, nominatorIds, cadreId }: Nomination): boolean {
  if (form === 'SELF') return nominatorIds.length === 1 && nominatorIds[0] === cadreId;
  if (form === 'JOINT') return new Set(nominatorIds).size >= 2;
  return nominatorUnitId !== null;
}

function tallyFindings(
  round: ReserveRoundState,
  tallies: readonly Tally[],
  present: number,
): Finding[] {
  const ids = new Set(tallies.map(({ cadreId }) => cadreId));
  const over = tallies.filter(
    (one) => one.votesFor + one.votesAgainst + one.abstaining + one.other > present,
  ).length;
  const unknown = [...ids].filter(
    (cadreId) => round.candidates.get(cadreId)?.screened?.kind !== 'qualified',
  ).length;
  return obstacles(
    [ids.size !== tallies.length, () => finding('CandidateTalliedTwice')],
    [over > 0, () => finding('MoreVotesThanPresent', { count: over, present })],
    [unknown > 0, () => finding('CandidatesNotQualified', { count: unknown })],
  );
}
