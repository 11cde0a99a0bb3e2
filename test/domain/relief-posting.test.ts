import { describe, expect, test } from '@jest/globals';
import type { CadreId, EventId } from '../../events/values.ts';
import { AssignReliefPosting, reliefPostingCommands } from '../../src/domain/relief-posting.ts';
import { VoidReliefPosting } from '../../src/domain/relief-posting-correction.ts';
import {
  CompleteReliefPosting,
  EvaluateReliefPosting,
  RecallReliefPosting,
} from '../../src/domain/relief-posting-end.ts';
import { hasSentence } from '../../src/domain/sentences/index.ts';
import { idOf, scenario } from '../scenario.ts';
import { givenCounty, givenPerson, givenUnit } from './given-people.ts';
import { advisoryCodes, givenPosting } from './given-postings.ts';

const on = (effectiveOn: string) => ({ effectiveOn });

/** Somebody who serves in a county organ, and a village to be stationed in. */
function county() {
  const given = scenario();
  givenCounty(given);
  const cadreId = givenPerson(given);
  const home = givenUnit(given, '虚构局', 'COUNTY_ORGAN');
  const village = givenUnit(given, '虚构村', 'VILLAGE');
  givenPosting(given, { cadreId, organizationId: home, unitType: 'COUNTY_ORGAN' });
  const input = { cadreId, organizationId: village, role: 'FIRST_SECRETARY' as const };
  return { given, cadreId, home, village, input };
}
type World = ReturnType<typeof county>;

function assigned(world: World, effectiveOn = '2018-03-01'): EventId {
  const [event] = world.given.accepted(AssignReliefPosting, world.input, { effectiveOn });
  return event?.id as EventId;
}
function evaluated(world: World, effectiveOn = '2018-03-01') {
  const named = { cadreId: world.cadreId, reliefPostingId: assigned(world, effectiveOn) };
  const evaluation = { ...named, grade: 'EXCELLENT' as const };
  world.given.accepted(EvaluateReliefPosting, evaluation, on('2020-02-20'));
  return named;
}

describe('assigning a relief posting', () => {
  test('stations the cadre by a secondment and keeps the main posting', () => {
    const world = county();
    const events = world.given.accepted(AssignReliefPosting, world.input, on('2018-03'));
    expect(events.map(({ type }) => type)).toEqual([
      'PovertyReliefPostingAssigned',
      'PostingStarted',
    ]);
    const [assignment, posting] = events;
    expect(assignment?.data).toMatchObject({
      kind: 'POVERTY_RELIEF',
      homeOrganizationId: world.home,
      homeType: 'COUNTY_ORGAN',
      unitType: 'VILLAGE',
    });
    expect(posting).toMatchObject({
      data: {
        kind: 'SECONDED',
        title: '第一书记',
        organizationId: world.village,
        frontLine: true,
        grassroots: true,
        basedOn: assignment?.id,
      },
      meta: { effectiveOn: '2018-03' },
    });
  });

  test.each([
    ['2021-02-28', 'POVERTY_RELIEF'],
    ['2021-03-01', 'RURAL_REVITALIZATION'],
  ])('on %s serves %s', (effectiveOn, kind) => {
    const world = county();
    const [event] = world.given.accepted(AssignReliefPosting, world.input, { effectiveOn });
    expect(event?.data).toMatchObject({ kind });
  });

  test('needs a village, a main posting elsewhere, and a person of the county', () => {
    const world = county();
    const { given, home, village, input } = world;
    expect(given.refused(AssignReliefPosting, { ...input, organizationId: home })).toEqual([
      'PersonnelRelationElsewhereNeeded',
      'ReliefPostingNotInVillage',
    ]);
    const villager = givenPerson(given, '某乙', '1980-01-01');
    givenPosting(given, { cadreId: villager, organizationId: village, unitType: 'VILLAGE' });
    expect(given.refused(AssignReliefPosting, { ...input, cadreId: villager })).toEqual([
      'PersonnelRelationElsewhereNeeded',
    ]);
    const nobody = idOf<CadreId>('nobody');
    expect(given.refused(AssignReliefPosting, { ...input, cadreId: nobody })).toEqual([
      'CadreUnknown',
      'PersonnelRelationElsewhereNeeded',
    ]);
  });

  test('does nothing when asked twice, and is refused beside another one', () => {
    const world = county();
    assigned(world);
    expect(world.given.accepted(AssignReliefPosting, world.input, on('2018-03-01'))).toEqual([]);
    expect(world.given.refused(AssignReliefPosting, world.input, on('2019-01-01'))).toEqual([
      'ReliefPostingStands',
    ]);
  });

  test('may be entered late, before one that stands, and must then end before it', () => {
    const world = county();
    assigned(world, '2020-05-01');
    const named = evaluated(world, '2018-03-01');
    expect(world.given.refused(CompleteReliefPosting, named, on('2020-06-01'))).toEqual([
      'ReliefPostingStands',
    ]);
    expect(world.given.refused(CompleteReliefPosting, named, on('2020-05-01'))).toEqual([]);
  });
});

describe('ending a relief posting', () => {
  test('completing it ends the secondment at the end of its term', () => {
    const world = county();
    const named = evaluated(world);
    const events = world.given.accepted(CompleteReliefPosting, named, on('2020-03-01'));
    expect(events).toMatchObject([
      { type: 'PovertyReliefPostingCompleted', data: named },
      { type: 'PostingEnded', data: { reason: 'TERM_ENDED' }, meta: { effectiveOn: '2020-03-01' } },
    ]);
    expect(world.given.accepted(CompleteReliefPosting, named, on('2020-03-01'))).toEqual([]);
    expect(world.given.refused(CompleteReliefPosting, named, on('2020-04-01'))).toEqual([
      'ReliefPostingEnded',
    ]);
  });

  test('needs an evaluation before completion, and cannot precede it', () => {
    const world = county();
    const named = { cadreId: world.cadreId, reliefPostingId: assigned(world) };
    expect(world.given.refused(CompleteReliefPosting, named, on('2020-03-01'))).toEqual([
      'ReliefPostingNotEvaluated',
    ]);
    expect(world.given.refused(CompleteReliefPosting, named, on('2018-01-01'))).toEqual([
      'ReliefPostingNotEvaluated',
      'StepBeforeEarlierStep',
    ]);
  });

  test('after less than the usual term is advised against', () => {
    const world = county();
    const complete = (effectiveOn: string) =>
      advisoryCodes(world.given.decide(CompleteReliefPosting, named, { effectiveOn }));
    const named = evaluated(world);
    expect(complete('2020-02-29')).toEqual(['ReliefTermShort']);
    expect(complete('2020-03-01')).toEqual([]);
  });

  test('recalling it ends the secondment for its reason, without an evaluation', () => {
    const world = county();
    const named = { cadreId: world.cadreId, reliefPostingId: assigned(world) };
    const recall = { ...named, reason: 'UNFIT' as const };
    const events = world.given.accepted(RecallReliefPosting, recall, on('2018-09-01'));
    expect(events).toMatchObject([
      { type: 'PovertyReliefPostingRecalled', data: recall },
      { type: 'PostingEnded', data: { reason: 'UNFIT' } },
    ]);
    expect(world.given.accepted(RecallReliefPosting, recall, on('2018-09-01'))).toEqual([]);
    const other = { ...recall, reason: 'WORK_NEED' as const };
    expect(world.given.refused(RecallReliefPosting, other, on('2018-09-01'))).toEqual([
      'ReliefPostingEnded',
    ]);
  });

  test('a second evaluation that differs is refused, the same one does nothing', () => {
    const world = county();
    const named = evaluated(world);
    const grade = 'COMPETENT' as const;
    expect(world.given.refused(EvaluateReliefPosting, { ...named, grade })).toEqual([
      'ReliefPostingEvaluatedAlready',
    ]);
    expect(world.given.accepted(EvaluateReliefPosting, { ...named, grade: 'EXCELLENT' })).toEqual(
      [],
    );
  });

  test('voiding it takes the secondment back too', () => {
    const world = county();
    const named = evaluated(world);
    const events = world.given.accepted(VoidReliefPosting, named);
    expect(events.map(({ type }) => type)).toEqual(['PovertyReliefPostingVoided', 'PostingVoided']);
    expect(world.given.accepted(VoidReliefPosting, named)).toEqual([]);
    expect(world.given.refused(CompleteReliefPosting, named)).toEqual(['ReliefPostingUnknown']);
    const anew = world.given.accepted(AssignReliefPosting, world.input, on('2018-03-01'));
    expect(anew).toHaveLength(2);
  });

  test('is refused for one that is not there', () => {
    const { given, cadreId } = county();
    const named = { cadreId, reliefPostingId: idOf<EventId>('none') };
    const recall = { ...named, reason: 'UNFIT' as const };
    const evaluation = { ...named, grade: 'COMPETENT' as const };
    expect(given.refused(CompleteReliefPosting, named)).toEqual(['ReliefPostingUnknown']);
    expect(given.refused(RecallReliefPosting, recall)).toEqual(['ReliefPostingUnknown']);
    expect(given.refused(EvaluateReliefPosting, evaluation)).toEqual(['ReliefPostingUnknown']);
    expect(given.refused(VoidReliefPosting, named)).toEqual(['ReliefPostingUnknown']);
  });
});

test('every finding has a sentence', () => {
  for (const code of [
    'ReliefPostingUnknown',
    'ReliefPostingStands',
    'ReliefPostingNotInVillage',
    'PersonnelRelationElsewhereNeeded',
    'ReliefPostingEvaluatedAlready',
    'ReliefPostingNotEvaluated',
    'ReliefPostingEnded',
    'ReliefTermShort',
    'ReliefStepNotLatest',
    'ReliefPostingOpenAgain',
    'StepBeforeEarlierStep',
  ]) {
    expect([code, hasSentence(code)]).toEqual([code, true]);
  }
  expect(reliefPostingCommands).toHaveLength(6);
});
