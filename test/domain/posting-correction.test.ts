import { describe, expect, test } from '@jest/globals';
import type { CadreId, EventId } from '../../events/values.ts';
import { appointments } from '../../src/domain/appointment-state.ts';
import { originOn, postings } from '../../src/domain/people.ts';
import { RecordPosting } from '../../src/domain/posting.ts';
import { CorrectPosting } from '../../src/domain/posting-correction.ts';
import { hasSentence } from '../../src/domain/sentences/index.ts';
import { idOf } from '../scenario.ts';
import { appointed } from './given-appointments.ts';
import { givenPerson, stateOf } from './given-people.ts';

const was = { on: '2021-05', title: '副乡长', role: null };

describe('correcting a posting', () => {
  test('reaches the post, the appointment and the intake that rest on it', () => {
    const { given, cadreId, postingId, appointmentId, intakeId, holdings } = appointed();
    const is = { ...was, on: '2021-06' };
    const correction = { cadreId, postingId, eventId: postingId, was, is };
    const events = given.accepted(CorrectPosting, correction);
    expect(events).toMatchObject([
      { type: 'PostingCorrected', data: { was, is, appointmentId, intakeId, hireId: null } },
      {
        type: 'PostHoldingCorrected',
        data: { was: { from: '2021-05', to: null }, is: { from: '2021-06', to: null } },
      },
      { type: 'QuotaSeatCorrected', data: { was: '2021-05', is: '2021-06' } },
    ]);
    expect(holdings()).toMatchObject([{ from: '2021-06', to: null }]);
    expect(stateOf(given, appointments(cadreId)).appointments).toMatchObject([
      { tenureFrom: '2021-06' },
    ]);
    expect(stateOf(given, postings(cadreId)).intakes).toMatchObject([{ on: '2021-06' }]);
  });

  test('says that the posting left for it still ends on the former date', () => {
    const { given, cadreId, postingId, villageEndId } = appointed();
    const is = { ...was, on: '2021-06' };
    const correction = { cadreId, postingId, eventId: postingId, was, is };
    expect(given.decide(CorrectPosting, correction)).toMatchObject({
      advisories: [{ code: 'EarlierPostingEndsApart', evidence: [villageEndId] }],
    });
  });

  test('needs a reason', () => {
    const { given, cadreId, postingId } = appointed();
    const is = { ...was, on: '2021-06' };
    const correction = { cadreId, postingId, eventId: postingId, was, is };
    const because = { reason: null };
    expect(given.refused(CorrectPosting, correction, because)).toEqual(['ReasonNeeded']);
  });

  test('asked twice does nothing; from something else that stands it is refused', () => {
    const { given, cadreId, postingId } = appointed();
    const correction = {
      cadreId,
      postingId,
      eventId: postingId,
      was,
      is: { ...was, on: '2021-06' },
    };
    given.accepted(CorrectPosting, correction);
    expect(given.accepted(CorrectPosting, correction)).toEqual([]);
    const stale = { ...correction, is: { ...was, on: '2021-07' } };
    expect(given.refused(CorrectPosting, stale)).toEqual(['PostingDiffers']);
  });

  test('of title and role alone leaves the post’s dates alone', () => {
    const { given, cadreId, villagePostingId } = appointed();
    const secretary = { on: '2017-01', title: '村党支部书记', role: 'VILLAGE_SECRETARY' as const };
    const director = { on: '2017-01', title: '村委会主任', role: 'VILLAGE_DIRECTOR' as const };
    const events = given.accepted(CorrectPosting, {
      cadreId,
      postingId: villagePostingId,
      eventId: villagePostingId,
      was: secretary,
      is: director,
    });
    expect(events.map(({ type }) => type)).toEqual(['PostingCorrected']);
    expect(originOn(stateOf(given, postings(cadreId)), '2018-01-01' as never)?.role).toBe(
      'VILLAGE_DIRECTOR',
    );
  });

  test('of an end moves the end, with no title and role of its own', () => {
    const { given, cadreId, villagePostingId, villageEndId, posting } = appointed();
    const end = { on: '2021-05', title: null, role: null };
    const correction = { cadreId, postingId: villagePostingId, eventId: villageEndId, was: end };
    const titled = { ...correction, is: { ...end, on: '2021-03', title: '村党支部书记' } };
    expect(given.refused(CorrectPosting, titled)).toEqual(['PostingDiffers']);
    given.accepted(CorrectPosting, { ...correction, is: { ...end, on: '2021-03' } });
    expect(posting(villagePostingId)?.end?.on).toBe('2021-03');
  });

  test('makes no main postings overlap and nothing end before it begins', () => {
    const { given, cadreId, postingId, villagePostingId, villageEndId } = appointed();
    const early = { cadreId, postingId, eventId: postingId, was, is: { ...was, on: '2020-01' } };
    expect(given.refused(CorrectPosting, early)).toEqual([
      'MainPostingOverlaps',
      'TenureBeforeDecision',
    ]);
    const end = { on: '2021-05', title: null, role: null };
    const correction = { cadreId, postingId: villagePostingId, eventId: villageEndId, was: end };
    expect(given.refused(CorrectPosting, { ...correction, is: { ...end, on: '2016' } })).toEqual([
      'EndBeforeStart',
    ]);
    expect(given.refused(CorrectPosting, { ...correction, is: { ...end, on: '2022' } })).toEqual([
      'MainPostingOverlaps',
    ]);
  });

  test('cannot put two holders into one seat', () => {
    const { given, cadreId, postId, postingId } = appointed();
    const other = givenPerson(given, '某乙', '1980-01-02');
    const history = {
      cadreId: other,
      postId,
      organizationId: null,
      title: null,
      kind: 'MAIN' as const,
      staffing: 'ADMIN' as const,
      role: null,
      until: { on: '2021-05', reason: 'NEW_POST' as const },
      openingBalance: true,
    };
    const [started] = given.accepted(RecordPosting, history, { effectiveOn: '2018' });
    const end = stateOf(given, postings(other)).postings[0]?.end;
    const correction = {
      cadreId: other,
      postingId: started?.id as EventId,
      eventId: end?.eventId as EventId,
      was: { on: '2021-05', title: null, role: null },
      is: { on: '2021-09', title: null, role: null },
    };
    expect(given.decide(CorrectPosting, correction)).toMatchObject({
      refusals: [{ code: 'PostOccupied', evidence: [postingId] }],
    });
    expect(cadreId).not.toBe(other);
  });

  test('keeps to the calendar, to the organization’s life and to roles that fit', () => {
    const { given, cadreId, postingId } = appointed();
    const start = { cadreId, postingId, eventId: postingId, was };
    expect(given.refused(CorrectPosting, { ...start, is: { ...was, on: '2024-07' } })).toEqual([
      'DateAhead',
    ]);
    const village = { ...was, title: null, role: 'VILLAGE_SECRETARY' as const };
    expect(given.refused(CorrectPosting, { ...start, is: village })).toEqual([
      'PostOrTitleMissing',
      'RoleOutOfPlace',
    ]);
    expect(given.refused(CorrectPosting, { ...start, is: { ...was, on: '1999' } })).toContain(
      'OrganizationNotYetOpen',
    );
  });

  test('needs a posting of the person, and one of its two events', () => {
    const { given, cadreId, postingId, intakeId } = appointed();
    const correction = { cadreId, postingId, eventId: postingId, was, is: was };
    const nobody = { ...correction, cadreId: idOf<CadreId>('nobody') };
    expect(given.refused(CorrectPosting, nobody)).toEqual(['CadreUnknown']);
    for (const change of [{ postingId: intakeId }, { eventId: intakeId }]) {
      expect(given.refused(CorrectPosting, { ...correction, ...change })).toEqual([
        'PostingUnknown',
      ]);
    }
  });
});

test('every obstacle to correcting has a sentence', () => {
  for (const code of [
    'EarlierPostingStaysEnded',
    'PostingDiffers',
    'PostOrTitleMissing',
    'PostInAnotherOrganization',
  ]) {
    expect([code, hasSentence(code)]).toEqual([code, true]);
  }
});
