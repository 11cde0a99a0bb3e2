import { describe, expect, test } from '@jest/globals';
import { QuotaReleased, QuotaTaken } from '../../events/organization.ts';
import { PostTransferred } from '../../events/post.ts';
import type { CadreId, EventId, PostId } from '../../events/values.ts';
import {
  AppointCadre,
  DecideAppointment,
  RevokeAppointment,
} from '../../src/domain/appointment.ts';
import { appointments } from '../../src/domain/appointment-state.ts';
import { EndPosting, RecordPosting } from '../../src/domain/posting.ts';
import { hasSentence } from '../../src/domain/sentences/index.ts';
import { organization, organizationStream, post, postStream } from '../../src/domain/structure.ts';
import { idOf, scenario } from '../scenario.ts';
import { givenPerson, givenPost, givenQuota, givenUnit, stateOf } from './given-people.ts';

const document = { basis: '虚干〔2021〕5号' };

/** A township with one deputy's post under quota; a village whose secretary is the person. */
function township() {
  const given = scenario();
  const cadreId = givenPerson(given);
  const unitId = givenUnit(given, '虚构乡', 'TOWNSHIP');
  const villageId = givenUnit(given, '虚构村', 'VILLAGE');
  givenQuota(given, unitId, 1, 1);
  const postId = givenPost(given, unitId, '副乡长');
  const appointment = {
    cadreId,
    postId,
    kind: 'MAIN' as const,
    staffing: 'ADMIN' as const,
    channel: 'OTHER_ORGANIZATIONAL' as const,
    lawfulRoute: 'FIVE_KINDS' as const,
    caseId: null,
    decisionId: null as EventId | null,
    decidedOn: '2021-05-10',
    documentIssuedOn: '2021-05-20' as string | null,
    tenureFrom: '2021-05' as string | null,
  };
  const village = {
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
  return { given, cadreId, unitId, villageId, postId, appointment, village };
}

function secretary() {
  const setting = township();
  setting.given.accepted(RecordPosting, setting.village, { effectiveOn: '2017-01' });
  return setting;
}

describe('appointing', () => {
  test('moves person, post, quota and intake in one decision, all from the tenure’s start', () => {
    const { given, villageId, appointment } = secretary();
    const events = given.accepted(AppointCadre, appointment, document);
    expect(events.map(({ type }) => type)).toEqual([
      'AppointmentTookEffect',
      'PostingEnded',
      'PostingStarted',
      'PostFilled',
      'QuotaTaken',
      'GrassrootsIntakeCompleted',
    ]);
    expect(new Set(events.map(({ meta }) => meta.effectiveOn))).toEqual(new Set(['2021-05']));
    expect(events[0]?.data).toMatchObject({
      origin: { organizationId: villageId, unitType: 'VILLAGE', role: 'VILLAGE_SECRETARY' },
      unitType: 'TOWNSHIP',
      teamMember: true,
      kind: 'MAIN',
      decidedOn: '2021-05-10',
      tenureFrom: '2021-05',
    });
    expect(events[2]?.data).toMatchObject({ basedOn: events[0]?.id });
  });

  test('keeps the document’s number and its day apart from the tenure', () => {
    const { given, appointment } = secretary();
    const [appointed] = given.accepted(AppointCadre, appointment, document);
    expect(appointed?.data).toMatchObject({
      document: document.basis,
      documentIssuedOn: '2021-05-20',
    });
  });

  test('asked twice does nothing; asked differently is refused', () => {
    const { given, appointment } = secretary();
    given.accepted(AppointCadre, appointment, document);
    expect(given.accepted(AppointCadre, appointment, document)).toEqual([]);
    const other = { ...appointment, documentIssuedOn: '2021-05-21' };
    expect(given.refused(AppointCadre, other, document)).toEqual(['PostingStands']);
  });

  test('without a tenure of its own begins when the record takes effect, perhaps next month', () => {
    const { given, appointment } = secretary();
    const planned = {
      ...appointment,
      tenureFrom: null,
      decidedOn: '2024-06-20',
      documentIssuedOn: null,
    };
    const [appointed] = given.accepted(AppointCadre, planned, {
      ...document,
      effectiveOn: '2024-08-01',
    });
    expect(appointed?.meta.effectiveOn).toBe('2024-08-01');
    expect(AppointCadre.planned).toBe(true);
  });

  test('to a leading post needs a document; to a staff post it does not', () => {
    const { given, unitId, appointment } = secretary();
    expect(given.refused(AppointCadre, appointment)).toEqual(['DocumentNeeded']);
    const clerk = givenPost(given, unitId, '科员', {
      kind: 'STAFF',
      level: 'NONE',
      underQuota: false,
    });
    const staff = { ...appointment, postId: clerk, lawfulRoute: 'ORDINARY' as const };
    expect(given.refused(AppointCadre, staff)).toEqual([]);
  });

  test('an appointment on the month of its decision is not before it; a month earlier is', () => {
    const { given, appointment } = secretary();
    const early = { ...appointment, tenureFrom: '2021-04' };
    expect(given.refused(AppointCadre, early, document)).toEqual(['TenureBeforeDecision']);
    const elected = { ...early, lawfulRoute: 'ELECTION' as const };
    expect(given.refused(AppointCadre, elected, document)).toEqual([]);
    expect(given.refused(AppointCadre, appointment, document)).toEqual([]);
  });

  test('rests on dates that have come, the document not older than the decision', () => {
    const { given, appointment } = secretary();
    const ahead = { ...appointment, decidedOn: '2024-07-01', documentIssuedOn: '2024-06-30' };
    expect(given.refused(AppointCadre, { ...ahead, tenureFrom: '2024-07' }, document)).toEqual([
      'DateAhead',
      'DocumentBeforeDecision',
    ]);
  });

  test('names the obstacles of person, post and law together', () => {
    const { given, appointment } = township();
    const wrong = {
      ...appointment,
      cadreId: idOf<CadreId>('nobody'),
      postId: idOf<PostId>('nothing'),
      tenureFrom: '2021-04',
    };
    expect(given.refused(AppointCadre, wrong, document)).toEqual([
      'CadreUnknown',
      'FiveKindsElsewhere',
      'OrganizationUnknown',
      'PostUnknown',
      'TenureBeforeDecision',
    ]);
  });
});

describe('the lawful route', () => {
  test('nobody is transferred into the service from a village (CSL 70)', () => {
    const { given, appointment } = secretary();
    const transfer = { ...appointment, lawfulRoute: 'TRANSFER_IN' as const };
    expect(given.decide(AppointCadre, transfer, document)).toMatchObject({
      refusals: [{ code: 'TransferInNotOpenToUnit', rule: 'APPOINT.TRANSFER_IN' }],
    });
  });

  test('the channel counts as much as the route', () => {
    const { given, appointment } = secretary();
    const transfer = { ...appointment, channel: 'TRANSFER_IN' as const };
    expect(given.refused(AppointCadre, transfer, document)).toEqual(['TransferInNotOpenToUnit']);
  });

  test('a former village secretary on an institution’s staff may be transferred', () => {
    const { given, village, appointment } = township();
    const until = { on: '2019-01', reason: 'NEW_POST' as const };
    given.accepted(RecordPosting, { ...village, until }, { effectiveOn: '2015-01' });
    const institution = givenUnit(given, '虚构事业中心', 'INSTITUTION', 'TOWNSHIP');
    const staff = {
      ...village,
      organizationId: institution,
      title: '工作人员',
      staffing: 'INSTITUTION' as const,
      role: 'INSTITUTION_STAFF' as const,
    };
    given.accepted(RecordPosting, staff, { effectiveOn: '2019-01' });
    const transfer = { ...appointment, lawfulRoute: 'TRANSFER_IN' as const };
    expect(given.refused(AppointCadre, transfer, document)).toEqual([]);
  });

  test('of somebody whose work is unknown, transfer is left to people', () => {
    const { given, appointment } = township();
    const transfer = { ...appointment, lawfulRoute: 'TRANSFER_IN' as const };
    expect(given.decide(AppointCadre, transfer, document)).toMatchObject({
      kind: 'accepted',
      advisories: [{ code: 'RuleUndecided', rule: 'APPOINT.TRANSFER_IN' }],
    });
  });

  test('the five kinds of people enter township teams only', () => {
    const { given, unitId, appointment } = secretary();
    const organ = givenUnit(given, '虚构局', 'COUNTY_ORGAN');
    const posts = [
      givenPost(given, organ, '副局长'),
      givenPost(given, unitId, '站长', { teamMember: false, underQuota: false }),
    ];
    for (const postId of posts) {
      expect(given.refused(AppointCadre, { ...appointment, postId }, document)).toEqual([
        'FiveKindsElsewhere',
      ]);
    }
  });

  test('whom villagers elect nobody appoints or decides to appoint (VILL 11)', () => {
    const { given, villageId, cadreId, appointment } = secretary();
    const postId = givenPost(given, villageId, '村委会主任', {
      kind: 'VILLAGE_POST',
      mode: 'VILLAGE_ELECTION',
      underQuota: false,
    });
    const order = { ...appointment, postId, lawfulRoute: 'ELECTION' as const };
    expect(given.refused(AppointCadre, order, document)).toEqual(['ElectedByVillagers']);
    const decision = { cadreId, postId, channel: 'REGULAR' as const, caseId: null };
    expect(given.refused(DecideAppointment, { ...decision, noticeStartsOn: null })).toEqual([
      'ElectedByVillagers',
    ]);
  });
});

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
      advisories: [{ code: 'PostOccupied' }, { code: 'QuotaExceeded' }],
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

test('a post that moved with a reorganization gives its quota back where it counts now', () => {
  const { given, cadreId, unitId, postId, appointment } = secretary();
  given.accepted(AppointCadre, appointment, document);
  const toId = givenUnit(given, '虚构镇', 'TOWNSHIP');
  const seat = { postId, cadreId, principal: false };
  given.given(postStream(postId), PostTransferred, { postId, fromId: unitId, toId });
  given.given(organizationStream(unitId), QuotaReleased, { organizationId: unitId, ...seat });
  given.given(organizationStream(toId), QuotaTaken, {
    organizationId: toId,
    ...seat,
    openingBalance: false,
  });
  given.accepted(EndPosting, { cadreId, postingId: null, reason: 'RETIREMENT' });
  expect(stateOf(given, organization(toId)).taken).toEqual([]);
  expect(stateOf(given, post(postId)).holdings).toMatchObject([{ to: given.today }]);
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
