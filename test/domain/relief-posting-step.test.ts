import { expect, test } from '@jest/globals';
import type { EventId } from '../../events/values.ts';
import { postings } from '../../src/domain/people.ts';
import { EndPosting } from '../../src/domain/posting.ts';
import { AssignReliefPosting } from '../../src/domain/relief-posting.ts';
import {
  VoidReliefPosting,
  VoidReliefPostingStep,
} from '../../src/domain/relief-posting-correction.ts';
import {
  CompleteReliefPosting,
  EvaluateReliefPosting,
  RecallReliefPosting,
} from '../../src/domain/relief-posting-end.ts';
import { reliefPostings as rows } from '../../src/read-models/relief-posting.ts';
import { rowsOf } from '../read-models/rows-of.ts';
import { idOf, scenario } from '../scenario.ts';
import { givenCounty, givenPerson, givenUnit, stateOf } from './given-people.ts';
import { advisoryCodes, givenPosting } from './given-postings.ts';

const on = (effectiveOn: string) => ({ effectiveOn });

/** Somebody stationed in a village since 2018-03-01 and evaluated on 2020-02-20. */
function evaluated() {
  const given = scenario();
  givenCounty(given);
  const cadreId = givenPerson(given);
  const home = givenUnit(given, '虚构局', 'COUNTY_ORGAN');
  const village = givenUnit(given, '虚构村', 'VILLAGE');
  givenPosting(given, { cadreId, organizationId: home, unitType: 'COUNTY_ORGAN' });
  const input = { cadreId, organizationId: village, role: 'FIRST_SECRETARY' as const };
  const [assigned] = given.accepted(AssignReliefPosting, input, on('2018-03-01'));
  const reliefPostingId = assigned?.id as EventId;
  const named = { cadreId, reliefPostingId };
  const grade = 'EXCELLENT' as const;
  const [event] = given.accepted(EvaluateReliefPosting, { ...named, grade }, on('2020-02-20'));
  const row = () => rowsOf(rows, given.all()).get(reliefPostingId);
  const secondment = () =>
    stateOf(given, postings(cadreId)).postings.find(({ basedOn }) => basedOn === reliefPostingId);
  return { given, named, evaluation: event?.id as EventId, row, secondment, input };
}

test('a completion recorded in error is taken back, and the secondment goes on', () => {
  const { given, named, row, secondment } = evaluated();
  const [completed] = given.accepted(CompleteReliefPosting, named, on('2020-03-01'));
  const step = { ...named, eventId: completed?.id as EventId };
  expect(advisoryCodes(given.decide(VoidReliefPostingStep, step))).toEqual([
    'ReliefPostingOpenAgain',
  ]);
  const events = given.accepted(VoidReliefPostingStep, step);
  expect(events.map(({ type }) => type)).toEqual(['PovertyReliefStepVoided', 'PostingVoided']);
  expect(given.accepted(VoidReliefPostingStep, step)).toEqual([]);
  expect(secondment()?.end).toBeNull();
  expect(row()).toMatchObject({ status: 'EVALUATED', completedOn: null, months: null });
  given.accepted(CompleteReliefPosting, named, on('2020-04-01'));
  expect(secondment()?.end).toMatchObject({ on: '2020-04-01', reason: 'TERM_ENDED' });
  expect(row()).toMatchObject({ status: 'COMPLETED', completedOn: '2020-04-01', months: 25 });
});

test('a recall goes before the evaluation, and then that is given anew', () => {
  const { given, named, evaluation, row, secondment } = evaluated();
  const recall = { ...named, reason: 'UNFIT' as const };
  const [recalled] = given.accepted(RecallReliefPosting, recall, on('2020-03-01'));
  const first = { ...named, eventId: evaluation };
  expect(given.refused(VoidReliefPostingStep, first)).toEqual(['ReliefStepNotLatest']);
  given.accepted(VoidReliefPostingStep, { ...named, eventId: recalled?.id as EventId });
  given.accepted(VoidReliefPostingStep, first);
  expect(secondment()?.end).toBeNull();
  expect(row()).toMatchObject({ status: 'IN_POST', grade: null, recalledOn: null });
  const grade = 'COMPETENT' as const;
  given.accepted(EvaluateReliefPosting, { ...named, grade }, on('2020-02-21'));
  expect(row()).toMatchObject({ status: 'EVALUATED', grade });
});

test('a secondment that had ended for another reason stays ended', () => {
  const { given, named, secondment } = evaluated();
  const postingId = secondment()?.id as EventId;
  const leaving = { cadreId: named.cadreId, postingId, reason: 'WORK_NEED' as const };
  given.accepted(EndPosting, leaving, on('2020-02-25'));
  const [completed] = given.accepted(CompleteReliefPosting, named, on('2020-03-01'));
  const step = { ...named, eventId: completed?.id as EventId };
  expect(given.accepted(VoidReliefPostingStep, step)).toHaveLength(1);
  expect(secondment()?.end).toMatchObject({ reason: 'WORK_NEED' });
});

test('an end is not taken back under a later posting, or when the person left for good', () => {
  const { given, named, input } = evaluated();
  const [completed] = given.accepted(CompleteReliefPosting, named, on('2020-03-01'));
  const step = { ...named, eventId: completed?.id as EventId };
  const [next] = given.accepted(AssignReliefPosting, input, on('2021-03-01'));
  expect(given.decide(VoidReliefPostingStep, step)).toMatchObject({
    refusals: [{ code: 'ReliefPostingStands', evidence: [next?.id] }],
  });
  const { cadreId } = named;
  given.accepted(VoidReliefPosting, { cadreId, reliefPostingId: next?.id as EventId });
  given.accepted(EndPosting, { cadreId, postingId: null, reason: 'RETIREMENT' }, on('2021-06-01'));
  expect(given.refused(VoidReliefPostingStep, step)).toEqual(['CadreHasLeft']);
  // What is left then is to record the whole anew, on the right days.
  given.accepted(VoidReliefPosting, named);
  expect(given.refused(AssignReliefPosting, input, on('2018-03-01'))).toEqual([]);
});

test('asked twice does nothing, also when the whole was voided since', () => {
  const { given, named, evaluation } = evaluated();
  const step = { ...named, eventId: evaluation };
  given.accepted(VoidReliefPostingStep, step);
  given.accepted(VoidReliefPosting, named);
  expect(given.accepted(VoidReliefPostingStep, step)).toEqual([]);
});

test('needs a reason, a posting of the county and a step of it', () => {
  const { given, named, evaluation } = evaluated();
  const step = { ...named, eventId: evaluation };
  expect(given.refused(VoidReliefPostingStep, step, { reason: null })).toEqual(['ReasonNeeded']);
  const none = idOf<EventId>('none');
  expect(given.refused(VoidReliefPostingStep, { ...step, eventId: none })).toEqual([
    'ReliefStepNotLatest',
  ]);
  expect(given.refused(VoidReliefPostingStep, { ...step, reliefPostingId: none })).toEqual([
    'ReliefPostingUnknown',
  ]);
});
