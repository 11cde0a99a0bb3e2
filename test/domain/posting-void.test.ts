import { describe, expect, test } from '@jest/globals';
import type { CadreId, EventId } from '../../events/values.ts';
import { AppointCadre } from '../../src/domain/appointment.ts';
import { appointments } from '../../src/domain/appointment-state.ts';
import { postings } from '../../src/domain/people.ts';
import { EndPosting } from '../../src/domain/posting.ts';
import { VoidPosting, VoidPostingEnd } from '../../src/domain/posting-correction.ts';
import { idOf } from '../scenario.ts';
import { appointed, document } from './given-appointments.ts';
import { givenPerson, stateOf } from './given-people.ts';

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
