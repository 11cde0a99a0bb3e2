import { describe, expect, test } from '@jest/globals';
import type { CadreId, EventId } from '../../events/values.ts';
import { AppointCadre, DecideAppointment } from '../../src/domain/appointment.ts';
import { appointments } from '../../src/domain/appointment-state.ts';
import { originOn, postings } from '../../src/domain/people.ts';
import { EndPosting, RecordPosting } from '../../src/domain/posting.ts';
import {
  CorrectPosting,
  VoidPosting,
  VoidPostingEnd,
} from '../../src/domain/posting-correction.ts';
import { hasSentence } from '../../src/domain/sentences/index.ts';
import { organization, post } from '../../src/domain/structure.ts';
import { idOf, scenario } from '../scenario.ts';
import { givenPerson, givenPost, givenQuota, givenUnit, stateOf } from './given-people.ts';

const document = { basis: '虚干〔2021〕5号' };
const idOfType = (events: readonly { id: EventId; type: string }[], type: string) =>
  events.find((event) => event.type === type)?.id as EventId;

/** A village secretary since 2017, appointed a township's deputy head in 2021 by a decision. */
function appointed() {
  const given = scenario();
  const cadreId = givenPerson(given);
  const unitId = givenUnit(given, '虚构乡', 'TOWNSHIP');
  const villageId = givenUnit(given, '虚构村', 'VILLAGE');
  givenQuota(given, unitId, 1, 1);
  const postId = givenPost(given, unitId, '副乡长');
  const secretary = {
    cadreId,
    postId: null,
    organizationId: villageId,
    title: '村党支部书记',
    kind: 'MAIN' as const,
    staffing: 'NONE' as const,
    role: 'VILLAGE_SECRETARY' as const,
    until: null,
    openingBalance: false,
  };
  const [first] = given.accepted(RecordPosting, secretary, { effectiveOn: '2017-01' });
  const decision = { cadreId, postId, channel: 'REGULAR' as const, caseId: null };
  const [decided] = given.accepted(
    DecideAppointment,
    { ...decision, noticeStartsOn: null },
    { effectiveOn: '2021-05-10' },
  );
  const appointment = {
    cadreId,
    postId,
    kind: 'MAIN' as const,
    staffing: 'ADMIN' as const,
    channel: 'REGULAR' as const,
    lawfulRoute: 'ORDINARY' as const,
    caseId: null,
    decisionId: decided?.id as EventId,
    decidedOn: '2021-05-10',
    documentIssuedOn: null,
    tenureFrom: '2021-05',
  };
  const events = given.accepted(AppointCadre, appointment, document);
  return {
    given,
    cadreId,
    unitId,
    villageId,
    postId,
    secretary,
    decision,
    appointment,
    villagePostingId: first?.id as EventId,
    villageEndId: idOfType(events, 'PostingEnded'),
    postingId: idOfType(events, 'PostingStarted'),
    appointmentId: idOfType(events, 'AppointmentTookEffect'),
    intakeId: idOfType(events, 'GrassrootsIntakeCompleted'),
    decisionId: decided?.id as EventId,
    taken: () => stateOf(given, organization(unitId)).taken,
    holdings: () => stateOf(given, post(postId)).holdings,
    posting: (id: EventId) =>
      stateOf(given, postings(cadreId)).postings.find((one) => one.id === id),
  };
}
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
    ]);
    expect(holdings()).toMatchObject([{ from: '2021-06', to: null }]);
    expect(stateOf(given, appointments(cadreId)).appointments).toMatchObject([
      { tenureFrom: '2021-06' },
    ]);
    expect(stateOf(given, postings(cadreId)).intakes).toMatchObject([{ on: '2021-06' }]);
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

describe('voiding a posting', () => {
  test('takes back appointment and intake; post and quota follow; the decision is open again', () => {
    const { given, cadreId, postingId, ...was } = appointed();
    const events = given.accepted(VoidPosting, { cadreId, postingId });
    expect(events.map(({ type }) => type)).toEqual([
      'PostingVoided',
      'PostVacated',
      'QuotaReleased',
    ]);
    expect(events[0]?.data).toMatchObject({
      postingId,
      eventId: postingId,
      appointmentId: was.appointmentId,
      intakeId: was.intakeId,
      decisionId: was.decisionId,
      hireId: null,
    });
    expect(was.taken()).toEqual([]);
    expect(was.holdings()).toMatchObject([{ from: '2021-05', to: '2021-05' }]);
    const state = stateOf(given, appointments(cadreId));
    expect(state.appointments).toEqual([]);
    expect(state.decisions).toMatchObject([{ settled: null }]);
    expect(stateOf(given, postings(cadreId)).intakes).toEqual([]);
  });

  test('says which posting stays ended by it', () => {
    const { given, cadreId, postingId, villageEndId } = appointed();
    expect(given.decide(VoidPosting, { cadreId, postingId })).toMatchObject({
      advisories: [{ code: 'EarlierPostingStaysEnded', evidence: [villageEndId] }],
    });
  });

  test('asked twice does nothing', () => {
    const { given, cadreId, postingId } = appointed();
    given.accepted(VoidPosting, { cadreId, postingId });
    expect(given.accepted(VoidPosting, { cadreId, postingId })).toEqual([]);
  });

  test('leaves the seat free for the whole time', () => {
    const { given, cadreId, postingId, appointment } = appointed();
    given.accepted(VoidPosting, { cadreId, postingId });
    const other = givenPerson(given, '某乙', '1980-01-02');
    const order = {
      ...appointment,
      cadreId: other,
      decisionId: null,
      decidedOn: '2021-03-01',
      tenureFrom: '2021-03',
    };
    expect(given.refused(AppointCadre, order, document)).toEqual([]);
  });

  test('that had ended does not give back a quota taken again since', () => {
    const { given, cadreId, postingId, decision, appointment, taken } = appointed();
    const removal = { cadreId, postingId, reason: 'TERM_ENDED' as const };
    given.accepted(EndPosting, removal, { effectiveOn: '2022-01' });
    expect(taken()).toHaveLength(0);
    const again = {
      ...appointment,
      decisionId: null,
      decidedOn: '2023-01-10',
      tenureFrom: '2023-01',
    };
    expect(decision.postId).toBe(again.postId);
    given.accepted(AppointCadre, again, document);
    given.accepted(VoidPosting, { cadreId, postingId });
    expect(taken()).toHaveLength(1);
  });

  test('needs a posting of the person', () => {
    const { given, cadreId, postingId } = appointed();
    const nobody = idOf<CadreId>('nobody');
    expect(given.refused(VoidPosting, { cadreId: nobody, postingId })).toEqual(['CadreUnknown']);
    const none = idOf<EventId>('none');
    expect(given.refused(VoidPosting, { cadreId, postingId: none })).toEqual(['PostingUnknown']);
  });
});

describe('voiding the end of a posting', () => {
  test('lets it go on, and takes seat and quota again', () => {
    const { given, cadreId, postingId, posting, taken, holdings } = appointed();
    const removal = { cadreId, postingId, reason: 'UNFIT' as const };
    given.accepted(EndPosting, removal, { effectiveOn: '2022-01' });
    const events = given.accepted(VoidPostingEnd, { cadreId, postingId });
    expect(events.map(({ type }) => type)).toEqual([
      'PostingVoided',
      'PostHoldingCorrected',
      'QuotaTaken',
    ]);
    expect(posting(postingId)?.end).toBeNull();
    expect(holdings()).toMatchObject([{ from: '2021-05', to: null }]);
    expect(taken()).toHaveLength(1);
  });

  test('does nothing to a posting that is open', () => {
    const { given, cadreId, postingId } = appointed();
    expect(given.accepted(VoidPostingEnd, { cadreId, postingId })).toEqual([]);
  });

  test('is refused while a later main posting stands, and works once that is voided', () => {
    const { given, cadreId, postingId, villagePostingId, posting } = appointed();
    const village = { cadreId, postingId: villagePostingId };
    expect(given.refused(VoidPostingEnd, village)).toEqual(['MainPostingOverlaps']);
    given.accepted(VoidPosting, { cadreId, postingId });
    given.accepted(VoidPostingEnd, village);
    expect(posting(villagePostingId)?.end).toBeNull();
  });

  test('is refused when the seat and the quota went to somebody else', () => {
    const { given, cadreId, postingId, appointment } = appointed();
    const removal = { cadreId, postingId, reason: 'UNFIT' as const };
    given.accepted(EndPosting, removal, { effectiveOn: '2022-01' });
    const other = givenPerson(given, '某乙', '1980-01-02');
    const order = { ...appointment, cadreId: other, decisionId: null, tenureFrom: '2022-02' };
    given.accepted(AppointCadre, { ...order, decidedOn: '2022-02-01' }, document);
    expect(given.refused(VoidPostingEnd, { cadreId, postingId })).toEqual([
      'PostOccupied',
      'QuotaExceeded',
    ]);
  });

  test('needs a posting of the person', () => {
    const { given, cadreId } = appointed();
    const postingId = idOf<EventId>('none');
    expect(given.refused(VoidPostingEnd, { cadreId, postingId })).toEqual(['PostingUnknown']);
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
