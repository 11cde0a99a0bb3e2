import { describe, expect, test } from '@jest/globals';
import type { CadreId, EventId } from '../../events/values.ts';
import {
  AppointCadre,
  DecideAppointment,
  RevokeAppointment,
} from '../../src/domain/appointment.ts';
import { appointments } from '../../src/domain/appointment-state.ts';
import { EndPosting } from '../../src/domain/posting.ts';
import { hasSentence } from '../../src/domain/sentences/index.ts';
import { idOf } from '../scenario.ts';
import { document, secretary } from './given-appointments.ts';
import { givenPerson, givenPost, stateOf } from './given-people.ts';

describe('a decision with a public notice', () => {
  function decided(noticeStartsOn: string | null = '2023-09-26') {
    const setting = secretary();
    const { given, cadreId, postId } = setting;
    const decision = { cadreId, postId, channel: 'REGULAR' as const, caseId: null, noticeStartsOn };
    const [event] = given.accepted(DecideAppointment, decision, { effectiveOn: '2023-09-25' });
    const appointment = {
      ...setting.appointment,
      channel: 'REGULAR' as const,
      decisionId: event?.id as EventId,
      decidedOn: '2023-09-25',
      documentIssuedOn: '2023-10-09',
      tenureFrom: '2023-09',
    };
    return { ...setting, decision, appointment, decisionId: event?.id as EventId };
  }

  test('is recorded on its day and changes nothing yet', () => {
    const { given, cadreId } = decided();
    const types = given.all().map(({ type }) => type);
    expect(types.filter((type) => type === 'PostFilled')).toEqual([]);
    expect(stateOf(given, appointments(cadreId)).decisions).toMatchObject([
      { decidedOn: '2023-09-25', noticeStartsOn: '2023-09-26', settled: null },
    ]);
  });

  test('asked twice does nothing; another decision for the same post is refused', () => {
    const { given, decision } = decided();
    const on = { effectiveOn: '2023-09-25' };
    expect(given.accepted(DecideAppointment, decision, on)).toEqual([]);
    expect(given.refused(DecideAppointment, decision)).toContain('DecisionPending');
  });

  test('needs a full day, and a notice that does not begin before it', () => {
    const { given, decision } = decided();
    expect(given.refused(DecideAppointment, decision, { effectiveOn: '2023-09' })).toEqual([
      'DayNeeded',
    ]);
    const other = { ...decision, noticeStartsOn: '2023-10-07' };
    expect(given.refused(DecideAppointment, other, { effectiveOn: '2023-10-08' })).toContain(
      'NoticeBeforeDecision',
    );
  });

  test('lets the document follow only after five working days', () => {
    const { given, appointment, decisionId } = decided();
    const onLastDay = { ...appointment, documentIssuedOn: '2023-10-08' };
    expect(given.decide(AppointCadre, onLastDay, document)).toMatchObject({
      refusals: [
        {
          code: 'NoticeStillRunning',
          params: { endsOn: '2023-10-08' },
          rule: 'APPOINT.NOTICE',
          evidence: [decisionId],
        },
      ],
    });
    expect(given.refused(AppointCadre, appointment, document)).toEqual([]);
  });

  test('without a document yet the notice must have ended by today', () => {
    const given = decided('2024-06-25');
    const order = { ...given.appointment, documentIssuedOn: null };
    expect(given.given.refused(AppointCadre, order, document)).toEqual(['NoticeStillRunning']);
  });

  test('takes effect once', () => {
    const { given, cadreId, appointment, decisionId } = decided();
    const [appointed] = given.accepted(AppointCadre, appointment, document);
    expect(stateOf(given, appointments(cadreId)).decisions).toMatchObject([
      { eventId: decisionId, settled: { eventId: appointed?.id, revoked: false } },
    ]);
    expect(given.accepted(AppointCadre, appointment, document)).toEqual([]);
    expect(given.refused(RevokeAppointment, { cadreId, decisionId })).toEqual(['DecisionInEffect']);
  });

  test('cannot be passed over, and must be met in post, channel, case and day', () => {
    const { given, unitId, appointment } = decided();
    const unnamed = { ...appointment, decisionId: null };
    expect(given.refused(AppointCadre, unnamed, document)).toEqual(['DecisionNotNamed']);
    const elsewhere = givenPost(given, unitId, '武装部长', { underQuota: false });
    for (const change of [
      { postId: elsewhere },
      { channel: 'OPEN_SELECTION' as const },
      { decidedOn: '2023-09-26' },
    ]) {
      const order = { ...appointment, ...change };
      expect(given.refused(AppointCadre, order, document)).toEqual(['DecisionDiffers']);
    }
    const unknown = { ...appointment, decisionId: idOf<EventId>('none') };
    expect(given.refused(AppointCadre, unknown, document)).toEqual(['DecisionUnknown']);
  });

  test('may be made while somebody else still holds the post', () => {
    const { given, cadreId, postId, appointment } = secretary();
    const other = givenPerson(given, '某乙', '1980-01-02');
    const first = { ...appointment, cadreId: other };
    const [, started] = given.accepted(AppointCadre, first, document);
    const decision = { cadreId, postId, channel: 'REGULAR' as const, caseId: null };
    const on = { effectiveOn: '2023-09-25' };
    expect(
      given.decide(DecideAppointment, { ...decision, noticeStartsOn: null }, on),
    ).toMatchObject({
      kind: 'accepted',
      advisories: [
        { code: 'PostOccupied' },
        { code: 'QuotaExceeded', evidence: [expect.any(String), expect.any(String)] },
      ],
    });
    const removal = { cadreId: other, postingId: started?.id as EventId };
    given.accepted(EndPosting, { ...removal, reason: 'AGE_LIMIT' }, { effectiveOn: '2023-10' });
    const [event] = given.accepted(DecideAppointment, { ...decision, noticeStartsOn: null }, on);
    const order = {
      ...appointment,
      channel: 'REGULAR' as const,
      decisionId: event?.id as EventId,
      decidedOn: '2023-09-25',
      documentIssuedOn: null,
      tenureFrom: '2023-10',
    };
    expect(given.refused(AppointCadre, order, document)).toEqual([]);
  });

  test('is revoked once, not before it was made, and cannot take effect then', () => {
    const { given, cadreId, appointment, decisionId } = decided();
    const revocation = { cadreId, decisionId };
    expect(given.refused(RevokeAppointment, revocation, { effectiveOn: '2023-09-24' })).toEqual([
      'StepBeforeEarlierStep',
    ]);
    given.accepted(RevokeAppointment, revocation, { effectiveOn: '2023-10-08' });
    expect(given.accepted(RevokeAppointment, revocation)).toEqual([]);
    expect(given.refused(AppointCadre, appointment, document)).toEqual(['DecisionRevoked']);
  });

  test('can be revoked only where it stands', () => {
    const { given, cadreId, decisionId } = decided();
    const unknown = { cadreId, decisionId: idOf<EventId>('none') };
    expect(given.refused(RevokeAppointment, unknown)).toEqual(['DecisionUnknown']);
    const nobody = { cadreId: idOf<CadreId>('nobody'), decisionId };
    expect(given.refused(RevokeAppointment, nobody)).toEqual(['CadreUnknown']);
  });
});

test('every obstacle to appointing has a sentence', () => {
  for (const code of [
    'DateAhead',
    'DayNeeded',
    'DecisionDiffers',
    'DecisionInEffect',
    'DecisionNotNamed',
    'DecisionPending',
    'DecisionRevoked',
    'DecisionUnknown',
    'DocumentBeforeDecision',
    'DocumentNeeded',
    'ElectedByVillagers',
    'FiveKindsElsewhere',
    'NoticeBeforeDecision',
    'NoticeStillRunning',
    'RuleUndecided',
    'StepBeforeEarlierStep',
    'TenureBeforeDecision',
    'TransferInNotOpenToUnit',
  ]) {
    expect([code, hasSentence(code)]).toEqual([code, true]);
  }
});
