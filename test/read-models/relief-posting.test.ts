import { describe, expect, test } from '@jest/globals';
import type { EventId } from '../../events/values.ts';
import { AssignReliefPosting } from '../../src/domain/relief-posting.ts';
import { VoidReliefPosting } from '../../src/domain/relief-posting-correction.ts';
import {
  CompleteReliefPosting,
  EvaluateReliefPosting,
  RecallReliefPosting,
} from '../../src/domain/relief-posting-end.ts';
import { projector, readModel } from '../../src/read-models/projection.ts';
import { reliefPostings } from '../../src/read-models/relief-posting.ts';
import { emptyRow } from '../../src/read-models/row.ts';
import { givenCounty, givenPerson, givenUnit } from '../domain/given-people.ts';
import { givenPosting } from '../domain/given-postings.ts';
import { scenario } from '../scenario.ts';
import { columnsOf, rowsOf } from './rows-of.ts';

const on = (effectiveOn: string) => ({ effectiveOn });

/** Stationed in a village from 2018-03-01, evaluated on 2020-02-20. */
function stationed() {
  const given = scenario();
  givenCounty(given);
  const cadreId = givenPerson(given);
  const home = givenUnit(given, '虚构局', 'COUNTY_ORGAN');
  const village = givenUnit(given, '虚构村', 'VILLAGE');
  givenPosting(given, { cadreId, organizationId: home, unitType: 'COUNTY_ORGAN' });
  const assignment = { cadreId, organizationId: village, role: 'TEAM_MEMBER' as const };
  const document = { effectiveOn: '2018-03-01', basis: '虚组〔2018〕3号' };
  const [assigned] = given.accepted(AssignReliefPosting, assignment, document);
  const named = { cadreId, reliefPostingId: assigned?.id as EventId };
  const evaluation = { ...named, grade: 'EXCELLENT' as const };
  given.accepted(EvaluateReliefPosting, evaluation, on('2020-02-20'));
  const row = (asOf?: string) =>
    rowsOf(reliefPostings, given.all(), asOf).get(named.reliefPostingId);
  return { given, cadreId, home, village, named, row };
}

describe('relief postings', () => {
  test('a completed one tells how long it lasted and how it was judged', () => {
    const { given, cadreId, home, village, named, row } = stationed();
    const [completed] = given.accepted(CompleteReliefPosting, named, on('2020-03-01'));
    expect(row()).toMatchObject({
      grade: 'EXCELLENT',
      months: 24,
      endId: completed?.id,
      eventId: named.reliefPostingId,
    });
    expect(columnsOf(reliefPostings, row())).toEqual({
      county: '419998',
      cadreId,
      kind: 'POVERTY_RELIEF',
      role: 'TEAM_MEMBER',
      status: 'COMPLETED',
      organizationId: village,
      homeOrganizationId: home,
      homeType: 'COUNTY_ORGAN',
      startedOn: '2018-03-01',
      completedOn: '2020-03-01',
      year: 2020,
    });
    expect(row('2020-02-29')).toMatchObject({ status: 'EVALUATED', completedOn: null, year: 2018 });
    expect(row('2020-02-19')?.status).toBe('IN_POST');
    expect(row('2018-02-28')).toBeUndefined();
  });

  test('an evaluation dated after the end leaves it ended', () => {
    const { given, named, row } = stationed();
    given.accepted(CompleteReliefPosting, named, on('2020-03'));
    expect(row()).toMatchObject({ status: 'COMPLETED', completedOn: '2020-03' });
  });

  test('a recalled one was not completed', () => {
    const { given, named, row } = stationed();
    given.accepted(RecallReliefPosting, { ...named, reason: 'UNFIT' }, on('2020-03-01'));
    expect(row()).toMatchObject({ status: 'RECALLED', recalledFor: 'UNFIT', completedOn: null });
  });

  test('a voided one never was, but was known before', () => {
    const { given, named, row } = stationed();
    given.accepted(VoidReliefPosting, named);
    expect(row()).toBeUndefined();
    const { keysOf, foldEvent } = projector(readModel('test', 1, [reliefPostings as never]));
    const mine = given.all().flatMap((event, index) => {
      const recordedAt = `2024-06-${10 + index}T08:00:00.000Z`;
      const fact = { ...event, meta: { ...event.meta, recordedAt } } as typeof event;
      return keysOf(fact).map(({ table }) => ({ fact, table }));
    });
    const folded = mine.reduce((state, { fact, table }) => foldEvent(fact, table, state), emptyRow);
    expect(folded.versions.length).toBeGreaterThan(0);
    expect(folded.versions.every(({ recordedTo }) => recordedTo !== null)).toBe(true);
  });
});
