import { describe, expect, test } from '@jest/globals';
import type { Instant } from '../../events/dates.ts';
import type { Recorded } from '../../events/define.ts';
import type { EventId } from '../../events/values.ts';
import {
  AppointCadre,
  DecideAppointment,
  RevokeAppointment,
} from '../../src/domain/appointment.ts';
import { EndPosting, RecordPosting } from '../../src/domain/posting.ts';
import {
  CorrectPosting,
  VoidPosting,
  VoidPostingEnd,
} from '../../src/domain/posting-correction.ts';
import { appointmentDecisions, appointments, intakes } from '../../src/read-models/appointment.ts';
import { postings } from '../../src/read-models/posting.ts';
import { projector, readModel } from '../../src/read-models/projection.ts';
import { emptyRow } from '../../src/read-models/row.ts';
import { givenPerson, givenPost, givenUnit } from '../domain/given-people.ts';
import { scenario } from '../scenario.ts';
import { columnsOf, rowsOf } from './rows-of.ts';

const document = { basis: '虚干〔2021〕5号' };
const typed = (events: readonly Recorded[], type: string) =>
  events.find((event) => event.type === type)?.id as EventId;

/** A village secretary since 2017, decided on 2021-05-10, a township's deputy head since 2021-05. */
function appointed() {
  const given = scenario();
  const cadreId = givenPerson(given);
  const unitId = givenUnit(given, '虚构乡', 'TOWNSHIP');
  const villageId = givenUnit(given, '虚构村', 'VILLAGE');
  const postId = givenPost(given, unitId, '副乡长');
  const village = { cadreId, postId: null, organizationId: villageId, title: '村党支部书记' };
  const [first] = given.accepted(
    RecordPosting,
    {
      ...village,
      kind: 'MAIN',
      staffing: 'NONE',
      role: 'VILLAGE_SECRETARY',
      until: null,
      openingBalance: false,
    },
    { effectiveOn: '2017-01' },
  );
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
    documentIssuedOn: '2021-05-20',
    tenureFrom: '2021-05',
  };
  const events = given.accepted(AppointCadre, appointment, document);
  const ids = {
    villagePostingId: first?.id as EventId,
    postingId: typed(events, 'PostingStarted'),
    appointmentId: typed(events, 'AppointmentTookEffect'),
    intakeId: typed(events, 'GrassrootsIntakeCompleted'),
    decisionId: decided?.id as EventId,
  };
  return { given, cadreId, unitId, villageId, postId, decision, ...ids };
}
type Setting = ReturnType<typeof appointed>;
const correct = ({ given, cadreId, postingId }: Setting, on: string) =>
  given.accepted(CorrectPosting, {
    cadreId,
    postingId,
    eventId: postingId,
    was: { on: '2021-05', title: '副乡长', role: null },
    is: { on, title: '副乡长', role: null },
  });

describe('a posting’s row', () => {
  test('begins with the posting and goes on, ended, after it', () => {
    const { given, villagePostingId } = appointed();
    const row = (asOf?: string) => rowsOf(postings, given.all(), asOf).get(villagePostingId);
    expect(row('2016-12-31')).toBeUndefined();
    expect(row('2021-04-30')).toMatchObject({ ended: false, to: null, role: 'VILLAGE_SECRETARY' });
    expect(row()).toMatchObject({ ended: true, to: '2021-05', endReason: 'NEW_POST' });
    expect(columnsOf(postings, row())).toMatchObject({ from: '2017-01-01', to: '2021-05-01' });
  });

  test('links to the appointment it rests on', () => {
    const { given, postingId, appointmentId } = appointed();
    expect(rowsOf(postings, given.all()).get(postingId)).toMatchObject({
      basedOn: appointmentId,
      unitType: 'TOWNSHIP',
      document: '虚干〔2021〕5号',
    });
  });

  test('follows a correction of its start, its end and its words', () => {
    const setting = appointed();
    correct(setting, '2021-07');
    const { given, cadreId, postingId } = setting;
    const row = (asOf?: string) => rowsOf(postings, given.all(), asOf).get(postingId);
    expect(row('2021-06-30')).toBeUndefined();
    expect(row('2021-07-01')).toMatchObject({ from: '2021-07' });
    const removal = { cadreId, postingId, reason: 'UNFIT' as const };
    const [ended] = given.accepted(EndPosting, removal, { effectiveOn: '2022-01' });
    const end = { on: '2022-01', title: null, role: null };
    given.accepted(CorrectPosting, {
      cadreId,
      postingId,
      eventId: ended?.id as EventId,
      was: end,
      is: { ...end, on: '2022-03' },
    });
    expect(row('2022-02-28')?.ended).toBe(false);
    expect(row()).toMatchObject({ to: '2022-03', endEventId: ended?.id });
  });

  test('is gone when voided; the one it had ended goes on when that end is voided', () => {
    const { given, cadreId, postingId, villagePostingId } = appointed();
    given.accepted(VoidPosting, { cadreId, postingId });
    given.accepted(VoidPostingEnd, { cadreId, postingId: villagePostingId });
    const rows = rowsOf(postings, given.all());
    expect([...rows.keys()]).toEqual([villagePostingId]);
    expect(rows.get(villagePostingId)).toMatchObject({ ended: false, to: null });
  });
});

describe('an appointment’s row', () => {
  test('says whence, whither, by which way and on which document', () => {
    const { given, villageId, unitId, appointmentId, decisionId } = appointed();
    const row = rowsOf(appointments, given.all()).get(appointmentId);
    expect(columnsOf(appointments, row)).toMatchObject({
      channel: 'REGULAR',
      lawfulRoute: 'ORDINARY',
      originType: 'VILLAGE',
      originOrganizationId: villageId,
      originRole: 'VILLAGE_SECRETARY',
      fromGrassroots: true,
      organizationId: unitId,
      unitType: 'TOWNSHIP',
      kind: 'MAIN',
      teamMember: true,
      managementLevel: 'COUNTY',
      tenureFrom: '2021-05-01',
      decidedOn: '2021-05-10',
      year: 2021,
      decisionId,
      document: document.basis,
    });
  });

  test('moves with its posting, and so does the intake', () => {
    const setting = appointed();
    correct(setting, '2022-01');
    const events = setting.given.all();
    const row = rowsOf(appointments, events).get(setting.appointmentId);
    expect(columnsOf(appointments, row)).toMatchObject({ tenureFrom: '2022-01-01', year: 2022 });
    expect(rowsOf(appointments, events, '2021-12-31').size).toBe(0);
    const intake = rowsOf(intakes, events).get(setting.intakeId);
    expect(columnsOf(intakes, intake)).toMatchObject({ on: '2022-01-01', year: 2022 });
    expect(rowsOf(intakes, events, '2021-12-31').size).toBe(0);
  });

  test('is voided with its posting, and so is the intake', () => {
    const { given, cadreId, postingId } = appointed();
    given.accepted(VoidPosting, { cadreId, postingId });
    expect(rowsOf(appointments, given.all()).size).toBe(0);
    expect(rowsOf(intakes, given.all()).size).toBe(0);
  });

  test('was known until the day the error was found', () => {
    const { given, cadreId, postingId, appointmentId } = appointed();
    given.accepted(VoidPosting, { cadreId, postingId });
    const found = '2024-07-01T01:00:00.000Z' as Instant;
    const { keysOf, foldEvent } = projector(readModel('test', 1, [appointments as never]));
    const row = given
      .all()
      .map((event) =>
        event.type === 'PostingVoided'
          ? { ...event, meta: { ...event.meta, recordedAt: found } }
          : event,
      )
      .filter((event) => keysOf(event).some(({ key }) => key === appointmentId))
      .reduce((state, event) => foldEvent(event, 'test_v1_appointments', state), emptyRow);
    expect(row.versions).toMatchObject([{ from: '2021-05-01', recordedTo: found }]);
  });
});

describe('an intake’s row', () => {
  test('says from where to where, through which channel', () => {
    const { given, cadreId, unitId, villageId, intakeId, postingId } = appointed();
    const row = rowsOf(intakes, given.all()).get(intakeId);
    expect(columnsOf(intakes, row)).toMatchObject({
      cadreId,
      originType: 'VILLAGE',
      originOrganizationId: villageId,
      originRole: 'VILLAGE_SECRETARY',
      destinationType: 'TOWNSHIP',
      destinationId: unitId,
      channel: 'REGULAR',
      postingId,
      on: '2021-05-01',
      year: 2021,
    });
  });
});

describe('a decision’s row', () => {
  test('is decided, then in effect, and decided again when the appointment is taken back', () => {
    const { given, cadreId, decisionId, postingId, appointmentId } = appointed();
    const row = () => rowsOf(appointmentDecisions, given.all()).get(decisionId);
    expect(row()).toMatchObject({ status: 'IN_EFFECT', appointmentId, tookEffectOn: '2021-05' });
    given.accepted(VoidPosting, { cadreId, postingId });
    expect(row()).toMatchObject({ status: 'DECIDED', appointmentId: null, tookEffectOn: null });
  });

  test('takes effect when the posting does, as corrected', () => {
    const setting = appointed();
    correct(setting, '2021-09');
    const rows = rowsOf(appointmentDecisions, setting.given.all(), '2021-08-31');
    expect(rows.get(setting.decisionId)?.status).toBe('DECIDED');
  });

  test('is revoked from that day on', () => {
    const { given, cadreId, decisionId, postingId } = appointed();
    given.accepted(VoidPosting, { cadreId, postingId });
    const [revoked] = given.accepted(
      RevokeAppointment,
      { cadreId, decisionId },
      { effectiveOn: '2021-06-01' },
    );
    const row = (asOf?: string) => rowsOf(appointmentDecisions, given.all(), asOf).get(decisionId);
    expect(row('2021-05-31')?.status).toBe('DECIDED');
    expect(row()).toMatchObject({ status: 'REVOKED', revokedEventId: revoked?.id });
  });
});
