/** 民主推荐: meetings and talks with their votes, corrected and taken back until listings need them. */
import { RecommendationForm } from '../../events/code-tables.ts';
import { firstDay, type PartialDate } from '../../events/dates.ts';
import type { Finding } from '../../events/define.ts';
import {
  ReserveMeetingOrTalksCorrected,
  ReserveMeetingOrTalksVoided,
  ReserveRecommendationHeld,
  type Tally,
  Votes,
} from '../../events/reserve-round-meeting.ts';
import { type CadreId, EventId, OrganizationId } from '../../events/values.ts';
import { inOrder } from './chronology.ts';
import { accept, citing, finding, obstacles, read, refuse } from './command.ts';
import {
  afterAll,
  naming,
  type Round,
  roundCorrection,
  roundStep,
} from './reserve-round-command.ts';
import type { Recommendation } from './reserve-round-state.ts';
import { numberOf } from './rules/rule-set.ts';
import { organization } from './structure.ts';

/** Which meeting or talks. */
const named = { recommendationId: EventId.meta({ globalId: 'ReserveRecommendation' }) };

/** Records a meeting or talks with attendance and the votes for each candidate. */
export const HoldReserveRecommendation = roundStep({
  name: 'HoldReserveRecommendation',
  label: { zh: '登记后备干部民主推荐', en: 'record a reserve recommendation' },
  input: {
    form: RecommendationForm.extract(['MEETING', 'TALKS']).meta({ id: 'RecommendationHeldForm' }),
    unitId: OrganizationId,
    ...Votes.shape,
  },
  decide: function* (round, input, context) {
    const unit = yield* read(organization(input.unitId));
    const same = round.recommendations.find(
      (one) =>
        one.form === input.form && one.unitId === input.unitId && one.on === context.effectiveOn,
    );
    if (same !== undefined && isSame(same, input)) return accept();
    const refusals = [
      ...obstacles(
        [unit.opened?.county !== context.county, () => finding('OrganizationUnknown')],
        [same !== undefined, () => finding('RecommendationHeldAlready', {}, citing(same))],
      ),
      ...voteObstacles(round, input, context.effectiveOn),
    ];
    if (refusals.length > 0) return refuse(refusals);
    const held = context.event(round.stream, ReserveRecommendationHeld, input);
    return accept([held], rankAdvice(input));
  },
});

/** Corrects attendance and votes; whoever was listed on them stays voted on. */
export const CorrectReserveMeetingOrTalks = roundCorrection({
  name: 'CorrectReserveMeetingOrTalks',
  label: { zh: '更正后备干部民主推荐', en: 'correct a reserve meeting or talks' },
  input: { ...named, ...Votes.shape },
  decide: (round, { roundId, recommendationId, ...is }, context) => {
    const [held, others] = found(round, recommendationId);
    if (held === undefined) return refuse([finding('MeetingOrTalksUnknown')]);
    if (isSame(held, is)) return accept();
    const refusals = [
      ...voteObstacles(round, is, held.on),
      ...restingObstacles(round, [...others, { ...held, ...is }]),
    ];
    if (refusals.length > 0) return refuse(refusals);
    const { eventId, expected, present, tallies } = held;
    const data = { roundId, eventId, was: { expected, present, tallies }, is };
    const corrected = context.event(round.stream, ReserveMeetingOrTalksCorrected, data);
    return accept([corrected], rankAdvice(is));
  },
});

/** Takes back a meeting or talks that never were. */
export const VoidReserveMeetingOrTalks = roundCorrection({
  name: 'VoidReserveMeetingOrTalks',
  label: { zh: '撤销后备干部民主推荐', en: 'void a reserve meeting or talks' },
  input: named,
  decide: (round, { roundId, recommendationId }, context) => {
    if (round.voided.includes(recommendationId)) return accept();
    const [held, others] = found(round, recommendationId);
    if (held === undefined) return refuse([finding('MeetingOrTalksUnknown')]);
    const refusals = restingObstacles(round, others);
    if (refusals.length > 0) return refuse(refusals);
    const data = { roundId, eventId: held.eventId };
    return accept([context.event(round.stream, ReserveMeetingOrTalksVoided, data)]);
  },
});

type Held = readonly Recommendation[];

/** The meetings and talks in which somebody was voted on, in the order of their dates. */
export function votesOn(cadreId: CadreId, recommendations: Held): Held {
  return recommendations
    .filter(({ tallies }) => tallies.some((tally) => tally.cadreId === cadreId))
    .toSorted((a, b) => (firstDay(a.on) < firstDay(b.on) ? -1 : 1));
}

/** Those that were held by a date, as far as it is known. */
export function heldBy(on: PartialDate, recommendations: Held): Held {
  return recommendations.filter((held) => !inOrder(on, held)[0]);
}

/** The meeting or talks named, and the others. */
function found({ recommendations }: Round, id: EventId): [Recommendation | undefined, Held] {
  const held = recommendations.find(({ eventId }) => eventId === id);
  return [held, recommendations.filter((one) => one !== held)];
}

/** The sums, the attendance, and that the candidates had been screened in by then. */
function voteObstacles(round: Round, votes: Votes, on: PartialDate): Finding[] {
  const { expected, present, tallies } = votes;
  const share = numberOf(round.rules, 'P1.ATTENDANCE', 'share');
  const ids = new Set(tallies.map(({ cadreId }) => cadreId));
  const over = tallies.filter(
    (one) => one.votesFor + one.votesAgainst + one.abstaining + one.other > present,
  ).length;
  const screeningOf = (cadreId: CadreId) => round.candidates.get(cadreId)?.screened;
  const unqualified = [...ids].filter((cadreId) => screeningOf(cadreId)?.kind !== 'qualified');
  return [
    ...obstacles(
      [present > expected, () => finding('MorePresentThanExpected', { present, expected })],
      [ids.size !== tallies.length, () => finding('CandidateTalliedTwice')],
      [over > 0, () => finding('MoreVotesThanPresent', { count: over, present })],
      [
        unqualified.length > 0,
        () =>
          finding(
            'CandidatesNotQualified',
            { count: unqualified.length },
            naming(round, unqualified),
          ),
      ],
      [
        present < Math.ceil(expected * share),
        () => finding('AttendanceTooLow', { present, expected }, { rule: 'P1.ATTENDANCE' }),
      ],
    ),
    ...afterAll(on, [...ids].map(screeningOf)),
  ];
}

/** Advice: somebody is ranked before others who had more votes. */
function rankAdvice({ tallies }: Votes): Finding[] {
  const against = tallies.filter(({ rank, votesFor }) =>
    tallies.some((other) => other.rank > rank && other.votesFor > votesFor),
  ).length;
  return obstacles([against > 0, () => finding('RanksAgainstVotes', { count: against })]);
}

/** That with these meetings and talks alone somebody listed would not have been voted on by then. */
function restingObstacles({ approved, candidates }: Round, recommendations: Held): Finding[] {
  const unvoted = [...candidates].flatMap(([cadreId, { recommended }]) => {
    if (recommended === null) return [];
    const votes = heldBy(recommended.on, votesOn(cadreId, recommendations));
    return votes.length === 0 ? [recommended] : [];
  });
  return obstacles(
    [approved !== null, () => finding('VotesDeliberatedAlready', {}, citing(approved))],
    [
      unvoted.length > 0,
      () => finding('ListedByTheseVotes', { count: unvoted.length }, citing(...unvoted)),
    ],
  );
}

function isSame(before: Votes, { expected, present, tallies }: Votes): boolean {
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
