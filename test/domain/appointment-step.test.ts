import { expect, test } from '@jest/globals';
import type { CadreId, EventId } from '../../events/values.ts';
import { DecideAppointment, RevokeAppointment } from '../../src/domain/appointment.ts';
import { appointments } from '../../src/domain/appointment-state.ts';
import { VoidAppointmentStep } from '../../src/domain/appointment-step.ts';
import { VoidPosting } from '../../src/domain/posting-correction.ts';
import { hasSentence } from '../../src/domain/sentences/index.ts';
import { appointmentDecisions } from '../../src/read-models/appointment.ts';
import { rowsOf } from '../read-models/rows-of.ts';
import { idOf } from '../scenario.ts';
import { appointed, secretary } from './given-appointments.ts';
import { stateOf } from './given-people.ts';

const on = (effectiveOn: string) => ({ effectiveOn });

/** A decision of 2023-09-25 on a village secretary, revoked on 2023-10-08. */
function revoked() {
  const { given, cadreId, postId } = secretary();
  const decision = { cadreId, postId, channel: 'REGULAR' as const, caseId: null };
  const decide = (day: string) =>
    given.accepted(DecideAppointment, { ...decision, noticeStartsOn: null }, on(day))[0]
      ?.id as EventId;
  const decisionId = decide('2023-09-25');
  const [revocation] = given.accepted(RevokeAppointment, { cadreId, decisionId }, on('2023-10-08'));
  const undo = { cadreId, decisionId, eventId: revocation?.id as EventId };
  const row = () => rowsOf(appointmentDecisions, given.all()).get(decisionId);
  return { given, cadreId, decisionId, decide, undo, row };
}

test('a revocation recorded in error is taken back, and then the decision', () => {
  const { given, cadreId, decisionId, undo, row } = revoked();
  const unmake = { ...undo, eventId: decisionId };
  expect(given.refused(VoidAppointmentStep, unmake)).toEqual(['AppointmentStepNotLatest']);
  expect(given.refused(VoidAppointmentStep, undo, { reason: null })).toEqual(['ReasonNeeded']);
  given.accepted(VoidAppointmentStep, undo);
  expect(given.accepted(VoidAppointmentStep, undo)).toEqual([]);
  expect(row()).toMatchObject({ status: 'DECIDED', revokedOn: null, revokedEventId: null });
  given.accepted(VoidAppointmentStep, unmake);
  expect(given.accepted(VoidAppointmentStep, unmake)).toEqual([]);
  expect(row()).toBeUndefined();
  expect(stateOf(given, appointments(cadreId)).decisions).toEqual([]);
});

test('a revocation stays once the post was decided on anew', () => {
  const { given, undo, decide } = revoked();
  const pending = decide('2023-11-01');
  expect(given.decide(VoidAppointmentStep, undo)).toMatchObject({
    refusals: [{ code: 'DecisionPending', evidence: [pending] }],
  });
});

test('a decision in effect is taken back after the posting that came of it', () => {
  const { given, cadreId, decisionId, postingId } = appointed();
  const unmake = { cadreId, decisionId, eventId: decisionId };
  expect(given.refused(VoidAppointmentStep, unmake)).toEqual([
    'AppointmentStepNotLatest',
    'DecisionInEffect',
  ]);
  given.accepted(VoidPosting, { cadreId, postingId });
  expect(given.accepted(VoidAppointmentStep, unmake)).toHaveLength(1);
});

test('only a decision that is there, of a cadre of the county', () => {
  const { given, undo } = revoked();
  const none = { ...undo, decisionId: idOf<EventId>('none') };
  expect(given.refused(VoidAppointmentStep, none)).toEqual(['DecisionUnknown']);
  const nobody = { ...undo, cadreId: idOf<CadreId>('nobody') };
  expect(given.refused(VoidAppointmentStep, nobody)).toEqual(['CadreUnknown']);
  expect(hasSentence('AppointmentStepNotLatest')).toBe(true);
});
