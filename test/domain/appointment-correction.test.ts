import { describe, expect, test } from '@jest/globals';
import type { z } from 'zod';
import type { EventId } from '../../events/values.ts';
import {
  CorrectAppointment,
  CorrectPostingDocument,
} from '../../src/domain/appointment-correction.ts';
import { appointments } from '../../src/domain/appointment-state.ts';
import { VoidPosting } from '../../src/domain/posting-correction.ts';
import {
  appointmentDecisions,
  appointments as appointmentRows,
  intakes,
} from '../../src/read-models/appointment.ts';
import { postHoldings } from '../../src/read-models/post.ts';
import { postings } from '../../src/read-models/posting.ts';
import { rowsOf } from '../read-models/rows-of.ts';
import { idOf } from '../scenario.ts';
import { appointed, document } from './given-appointments.ts';
import { stateOf } from './given-people.ts';

type Facts = z.input<typeof CorrectAppointment.input>['was'];
const was: Facts = {
  channel: 'REGULAR',
  lawfulRoute: 'ORDINARY',
  decidedOn: '2021-05-10',
  documentIssuedOn: null,
};

describe('correcting an appointment', () => {
  const correcting = (changed: Partial<Facts>) => {
    const setting = appointed();
    const { cadreId, appointmentId } = setting;
    return { ...setting, order: { cadreId, appointmentId, was, is: { ...was, ...changed } } };
  };

  test('reaches the decision and the intake that say the same', () => {
    const is = { channel: 'OTHER_ORGANIZATIONAL' as const, decidedOn: '2021-05-08' };
    const { given, order, decisionId, intakeId, cadreId, appointmentId } = correcting(is);
    expect(given.accepted(CorrectAppointment, order)).toMatchObject([
      { type: 'AppointmentCorrected', data: { decisionId, intakeId, was, is } },
    ]);
    const { appointments: known, decisions } = stateOf(given, appointments(cadreId));
    expect(known).toMatchObject([is]);
    expect(decisions).toMatchObject([is]);
    const events = given.all();
    expect(rowsOf(appointmentRows, events).get(appointmentId)).toMatchObject(is);
    expect(rowsOf(appointmentDecisions, events).get(decisionId)).toMatchObject(is);
    expect(rowsOf(intakes, events).get(intakeId)).toMatchObject({ channel: is.channel });
    expect(rowsOf(appointmentDecisions, events, '2021-05-08').has(decisionId)).toBe(true);
  });

  test('asked twice does nothing; from something else that stands it is refused', () => {
    const { given, order } = correcting({ documentIssuedOn: '2021-05-20' });
    given.accepted(CorrectAppointment, order);
    expect(given.accepted(CorrectAppointment, order)).toEqual([]);
    const stale = { ...order, is: { ...was, documentIssuedOn: '2021-05-21' } };
    expect(given.refused(CorrectAppointment, stale)).toEqual(['AppointmentDiffers']);
  });

  test('is judged as an appointment decided so', () => {
    const { given, order } = correcting({});
    const corrected = (is: object) =>
      given.refused(CorrectAppointment, { ...order, is: { ...was, ...is } });
    expect(corrected({ decidedOn: '2021-06-01' })).toEqual(['TenureBeforeDecision']);
    expect(corrected({ documentIssuedOn: '2021-05-01' })).toEqual(['DocumentBeforeDecision']);
    expect(corrected({ documentIssuedOn: '2099-05-01' })).toEqual(['DateAhead']);
    expect(corrected({ channel: 'OPEN_SELECTION' })).toEqual(['ChannelOfProcedure']);
    expect(corrected({ lawfulRoute: 'TRANSFER_IN' })).toEqual(['TransferInNotOpenToUnit']);
    expect(corrected({ decidedOn: '2021-06-01', lawfulRoute: 'ELECTION' })).toEqual([]);
  });

  test('needs a reason, an appointment that stands, and a person of the county', () => {
    const { given, order, cadreId, postingId } = correcting({ documentIssuedOn: '2021-05-20' });
    expect(given.refused(CorrectAppointment, order, { reason: null })).toEqual(['ReasonNeeded']);
    const nobody = { ...order, cadreId: idOf<typeof cadreId>('nobody') };
    expect(given.refused(CorrectAppointment, nobody)).toEqual(['CadreUnknown']);
    given.accepted(VoidPosting, { cadreId, postingId });
    expect(given.refused(CorrectAppointment, order)).toEqual(['AppointmentUnknown']);
  });
});

describe('correcting the document of a posting', () => {
  const right = '虚干〔2021〕6号';

  test('reaches everything recorded with its start', () => {
    const { given, cadreId, postingId, appointmentId, intakeId } = appointed();
    const order = { cadreId, postingId, eventId: postingId, was: document.basis, is: right };
    given.accepted(CorrectPostingDocument, order);
    expect(given.accepted(CorrectPostingDocument, order)).toEqual([]);
    const events = given.all();
    const documents = [
      rowsOf(postings, events).get(postingId),
      rowsOf(postHoldings, events).get(postingId),
      rowsOf(appointmentRows, events).get(appointmentId),
      rowsOf(intakes, events).get(intakeId),
    ];
    expect(documents.map((row) => row?.document)).toEqual([right, right, right, right]);
  });

  test('of an end reaches the end alone', () => {
    const { given, cadreId, villagePostingId, villageEndId } = appointed();
    const order = { cadreId, postingId: villagePostingId, eventId: villageEndId };
    given.accepted(CorrectPostingDocument, { ...order, was: document.basis, is: null });
    expect(rowsOf(postings, given.all()).get(villagePostingId)).toMatchObject({
      document: null,
      endDocument: null,
    });
  });

  test('does not leave a leading post without one', () => {
    const { given, cadreId, postingId } = appointed();
    const order = { cadreId, postingId, eventId: postingId, was: document.basis, is: null };
    expect(given.refused(CorrectPostingDocument, order)).toEqual(['DocumentNeeded']);
  });

  test('is refused from something else that stands, and of an event that is not the posting’s', () => {
    const { given, cadreId, postingId, villageEndId } = appointed();
    const order = { cadreId, postingId, eventId: postingId, was: null, is: right };
    expect(given.refused(CorrectPostingDocument, order)).toEqual(['PostingDiffers']);
    const other = { ...order, was: document.basis, eventId: villageEndId as EventId };
    expect(given.refused(CorrectPostingDocument, other)).toEqual(['PostingUnknown']);
  });
});
