/** 民主推荐: meetings and talks with their votes, and whom they recommend. */
import { z } from 'zod';
import { RecommendationForm } from '../../events/code-tables.ts';
import type { Finding } from '../../events/define.ts';
import {
  ReserveCandidateRecommended,
  ReserveRecommendationHeld,
  ReserveRecommendationVoided,
  Tally,
} from '../../events/reserve-round.ts';
import { CadreId, Count, OrganizationId, ReserveRoundId } from '../../events/values.ts';
import { accept, defineCommand, finding, obstacles, read, refuse } from './command.ts';
import { isOurs, standing } from './reserve-round.ts';
import {
  type Recommendation,
  type ReserveRoundState,
  reserveRound,
  reserveRoundStream,
} from './reserve-round-state.ts';
import { numberOf, ruleSet, rulesAt } from './rules/rule-set.ts';
import { organization } from './structure.ts';

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
    if (isOurs(round, context) && same !== undefined && isSame(same, input)) return accept();
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
      round.recommendations.filter(({ tallies }) =>
        tallies.some((tally) => tally.cadreId === cadreId),
      );
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
    const candidate = round.candidates.get(cadreId);
    const recommended = candidate?.recommended;
    if (isOurs(round, context) && candidate?.recommendationVoided) return accept();
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

type Held = Omit<Recommendation, 'eventId' | 'on'>;
function isSame(before: Held, { expected, present, tallies }: Held): boolean {
  const text = (list: readonly Tally[]) =>
    list
      .map(({ cadreId, votesFor, votesAgainst, abstaining, other, rank }) =>
        [cadreId, votesFor, votesAgainst, abstaining, other, rank].join(),
      )
      .sort()
      .join(';');
  return (
    before.expected === expected &&
    before.present === present &&
    text(before.tallies) === text(tallies)
  );
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
