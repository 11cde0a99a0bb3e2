import { describe, expect, test } from '@jest/globals';
import { QuotaReleased, QuotaTaken } from '../../events/organization.ts';
import { PostTransferred } from '../../events/post.ts';
import type { CadreId, PostId } from '../../events/values.ts';
import { AppointCadre, DecideAppointment } from '../../src/domain/appointment.ts';
import { EndPosting, RecordPosting } from '../../src/domain/posting.ts';
import { organization, organizationStream, post, postStream } from '../../src/domain/structure.ts';
import { idOf } from '../scenario.ts';
import { document, secretary, township } from './given-appointments.ts';
import { givenPost, givenUnit, stateOf } from './given-people.ts';

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
