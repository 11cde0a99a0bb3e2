/** A round of 2022 with one candidate, a village secretary, brought to any step by its commands. */
import { RuleSetIssued } from '../../events/rule-set.ts';
import type { CadreId, EventId, OrganizationId, ReserveRoundId } from '../../events/values.ts';
import { AnnounceReserveRound, OpenReserveRound } from '../../src/domain/reserve-round.ts';
import {
  NominateReserveCandidate,
  QualifyReserveCandidate,
} from '../../src/domain/reserve-round-candidate.ts';
import {
  CloseReserveRound,
  DeliberateReserveRound,
  PublicizeReserveRound,
} from '../../src/domain/reserve-round-conclusion.ts';
import { InspectReserveCandidate } from '../../src/domain/reserve-round-inspection.ts';
import { HoldReserveRecommendation } from '../../src/domain/reserve-round-meeting.ts';
import { RecommendReserveCandidates } from '../../src/domain/reserve-round-recommendation.ts';
import { shippedRules } from '../../src/domain/rules/defaults/index.ts';
import { ruleSetStream } from '../../src/domain/rules/rule-set.ts';
import { type scenario, testCounty } from '../scenario.ts';
import { givenPerson } from './given-people.ts';
import { givenPosting } from './given-postings.ts';
import { openCounty, unitUnder } from './given-structure.ts';

type Scenario = ReturnType<typeof scenario>;
export const title = '2022年县管后备干部公开推荐';
export const steps = [
  'opened',
  'announced',
  'nominated',
  'qualified',
  'held',
  'recommended',
  'inspected',
  'deliberated',
  'publicized',
  'closed',
] as const;
export type Step = (typeof steps)[number];
/** When each step is taken. The notice of five working days from 2022-05-30 ends on 2022-06-06. */
export const days: Readonly<Record<Step, string>> = {
  opened: '2022-03-01',
  announced: '2022-03-05',
  nominated: '2022-03-10',
  qualified: '2022-03-20',
  held: '2022-04-08',
  recommended: '2022-04-15',
  inspected: '2022-05-10',
  deliberated: '2022-05-25',
  publicized: '2022-05-30',
  closed: '2022-06-07',
};
export const on = (step: Step) => ({ effectiveOn: days[step] });

/** Somebody who leads a village since 2018. */
export function villageSecretary(given: Scenario, name: string, organizationId: OrganizationId) {
  const cadreId = givenPerson(given, name);
  givenPosting(
    given,
    { cadreId, organizationId, unitType: 'VILLAGE' },
    { title: '村党支部书记', role: 'VILLAGE_SECRETARY', postKind: 'VILLAGE_POST', from: '2018-01' },
  );
  return cadreId;
}

/** Votes on a candidate, out of 60 present. */
export const votesOn = (cadreId: CadreId, rank = 1) => ({
  cadreId,
  votesFor: 50,
  votesAgainst: 4,
  abstaining: 3,
  other: 2,
  rank,
});

export type Round = ReturnType<typeof countyWithRound>;

/** A county, a village with its secretary, and a round brought to a step. */
export function roundAt(last: Step): Round {
  const county = countyWithRound();
  takeSteps(county, 'opened', last);
  return county;
}

function countyWithRound() {
  const { given, rootId } = openCounty();
  const villageId = unitUnder(given, rootId, 'V1', 'VILLAGE');
  const townshipId = unitUnder(given, rootId, 'T1', 'TOWNSHIP');
  const cadreId = villageSecretary(given, '某甲', villageId);
  const opened = given.accepted(OpenReserveRound, { year: 2022, title }, on('opened'));
  const roundId = opened[0]?.data.roundId as ReserveRoundId;
  return { given, rootId, villageId, townshipId, cadreId, roundId };
}

/** Takes the steps after one, up to another. */
export function takeSteps(round: Round, after: Step, last: Step): void {
  const { given, cadreId, roundId, townshipId } = round;
  const candidate = { roundId, cadreId };
  const take: Readonly<Record<Step, () => unknown>> = {
    opened: () => {},
    announced: () =>
      given.accepted(
        AnnounceReserveRound,
        { roundId, nominationsUntil: '2022-03-31' },
        on('announced'),
      ),
    nominated: () =>
      given.accepted(
        NominateReserveCandidate,
        { ...candidate, form: 'UNIT', nominatorUnitId: townshipId },
        on('nominated'),
      ),
    qualified: () => given.accepted(QualifyReserveCandidate, candidate, on('qualified')),
    held: () => given.accepted(HoldReserveRecommendation, meeting(round), on('held')),
    recommended: () =>
      given.accepted(
        RecommendReserveCandidates,
        { roundId, cadreIds: [cadreId] },
        on('recommended'),
      ),
    inspected: () =>
      given.accepted(
        InspectReserveCandidate,
        { ...candidate, fit: true, teamSize: 2 },
        on('inspected'),
      ),
    deliberated: () => given.accepted(DeliberateReserveRound, decision(round), on('deliberated')),
    publicized: () => given.accepted(PublicizeReserveRound, { roundId }, on('publicized')),
    closed: () => given.accepted(CloseReserveRound, { roundId }, on('closed')),
  };
  const wanted = steps.slice(steps.indexOf(after) + 1, steps.indexOf(last) + 1);
  for (const step of wanted) take[step]();
}

/** One more candidate, put forward and screened in on the days of the first, or later. */
export function qualify(
  { given, roundId, villageId, townshipId }: Round,
  name: string,
  screenedOn = days.qualified,
): CadreId {
  const cadreId = villageSecretary(given, name, villageId);
  const candidate = { roundId, cadreId };
  given.accepted(
    NominateReserveCandidate,
    { ...candidate, form: 'UNIT', nominatorUnitId: townshipId },
    on('nominated'),
  );
  given.accepted(QualifyReserveCandidate, candidate, { effectiveOn: screenedOn });
  return cadreId;
}

/** The last recorded event of a type. */
export function lastOf({ given }: Round, type: string): EventId {
  const event = given.all().findLast((one) => one.type === type);
  if (event === undefined) throw new Error(`no ${type} was recorded`);
  return event.id;
}

export const meeting = ({ roundId, townshipId, cadreId }: Round) => ({
  roundId,
  form: 'MEETING' as const,
  unitId: townshipId,
  expected: 72,
  present: 60,
  tallies: [votesOn(cadreId)],
});
export const decision = ({ roundId, cadreId }: Round) => ({
  roundId,
  expected: 11,
  present: 9,
  votesFor: 8,
  approvedIds: [cadreId],
});

/** Issues a rule set in which these parameters are other ones. */
export function issueRules(
  given: Scenario,
  changed: Readonly<Record<string, Readonly<Record<string, number | string[]>>>>,
  effectiveOn: string,
): void {
  const rules = shippedRules.map((rule) => ({ ...rule, params: changed[rule.id] ?? rule.params }));
  const data = { county: testCounty, version: 2, rules };
  given.given(ruleSetStream(testCounty), RuleSetIssued, data, { effectiveOn });
}
