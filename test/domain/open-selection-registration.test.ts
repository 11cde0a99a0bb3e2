import { describe, expect, test } from '@jest/globals';
import { PostingEnded } from '../../events/posting.ts';
import { SanctionImposed } from '../../events/register.ts';
import type { CadreId, OfferedItemId, OpenSelectionId } from '../../events/values.ts';
import { AddOfferedItem, AnnounceOpenSelection } from '../../src/domain/open-selection-draft.ts';
import { BeginWrittenExam } from '../../src/domain/open-selection-exams.ts';
import {
  CloseOpenSelectionRegistration,
  CorrectApplicationScreening,
  ScreenApplications,
  SubmitApplication,
  VoidApplication,
  WaiveApplicantRatio,
  WithdrawApplication,
  WithdrawOfferedItem,
} from '../../src/domain/open-selection-registration.ts';
import { openSelection } from '../../src/domain/open-selection-state.ts';
import { cadreStream } from '../../src/domain/people.ts';
import { idOf } from '../scenario.ts';
import {
  campaignAt,
  drafted,
  givenSelectionCounty,
  on,
  refused,
  type SelectionCounty,
  screenings,
} from './given-open-selection.ts';
import { givenPerson, givenUnit, stateOf } from './given-people.ts';
import { givenPosting } from './given-postings.ts';

/** An announced campaign with the post of the county and a rank, and 甲 who may apply. */
function announced() {
  const county = givenSelectionCounty();
  const { given, unit, people } = county;
  const { openSelectionId, itemId } = drafted(county);
  const rank = { kind: 'RANK' as const, title: '二级调研员', organizationId: unit };
  const offered = { openSelectionId, ...rank, postId: null, postCount: 1 };
  const [added] = given.accepted(AddOfferedItem, offered, on('2022-07-02'));
  const input = { openSelectionId, registrationUntil: '2022-07-15' };
  given.accepted(AnnounceOpenSelection, input, on('2022-07-05'));
  const cadreId = people[0] as CadreId;
  const rankId = added?.data.itemId as OfferedItemId;
  return { county, given, openSelectionId, itemId, rankId, cadreId };
}

const endOf = (county: SelectionCounty, id: OpenSelectionId, cadreId: CadreId | undefined) =>
  stateOf(county.given, openSelection(id)).applicants.get(cadreId as CadreId)?.end;

describe('an application', () => {
  test('keeps where the applicant came from on the day of registration, though entered later', () => {
    const { county, given, openSelectionId, itemId } = announced();
    const cadreId = givenPerson(given, '戊');
    const village = givenUnit(given, '虚构村', 'VILLAGE');
    const posting = givenPosting(
      given,
      { cadreId, organizationId: village, unitType: 'VILLAGE' },
      { role: 'VILLAGE_SECRETARY', postKind: 'VILLAGE_POST' },
    );
    const end = { cadreId, postingId: posting.id, reason: 'WORK_NEED' as const };
    given.given(cadreStream(cadreId), PostingEnded, end, on('2022-08-01'));
    const where = { cadreId, organizationId: county.unit, unitType: 'COUNTY_ORGAN' as const };
    givenPosting(given, where, { from: '2022-08-01' });
    const input = { openSelectionId, itemId, cadreId };
    const [submitted] = given.accepted(SubmitApplication, input, on('2022-07-10'));
    expect(submitted?.data).toMatchObject({
      origin: { organizationId: village, unitType: 'VILLAGE', role: 'VILLAGE_SECRETARY' },
      itemKind: 'LEADING_POST',
      year: 2022,
    });
  });

  test('submitted twice is one; for another item it is refused', () => {
    const { county, given, openSelectionId, itemId, rankId, cadreId } = announced();
    const input = { openSelectionId, itemId, cadreId };
    given.accepted(SubmitApplication, input, on('2022-07-10'));
    expect(given.accepted(SubmitApplication, input, on('2022-07-11'))).toEqual([]);
    const other = { ...input, itemId: rankId };
    expect(refused(county, SubmitApplication, other, on('2022-07-11'))).toEqual(['AppliedAlready']);
  });

  test('is made by a registered person for an item on offer before registration ends', () => {
    const { county, openSelectionId, itemId } = announced();
    const nobody = { openSelectionId, itemId: idOf<OfferedItemId>('no item') };
    const input = { ...nobody, cadreId: idOf<CadreId>('nobody') };
    expect(refused(county, SubmitApplication, input, on('2022-07-16'))).toEqual([
      'CadreUnknown',
      'OfferedItemUnknown',
      'RegistrationIsOver',
    ]);
    const early = { openSelectionId, itemId, cadreId: county.people[0] as CadreId };
    const codes = refused(county, SubmitApplication, early, on('2022-07-04'));
    expect(codes).toEqual(['StepBeforeEarlierStep']);
  });

  test('is closed to somebody who has retired', () => {
    const { county, given, openSelectionId, itemId, cadreId } = announced();
    const [posting] = given.all().filter(({ type }) => type === 'PostingStarted');
    const end = { cadreId, postingId: posting?.id ?? '', reason: 'RETIREMENT' as const };
    given.given(cadreStream(cadreId), PostingEnded, end, on('2022-01-01'));
    const input = { openSelectionId, itemId, cadreId };
    const codes = refused(county, SubmitApplication, input, on('2022-07-10'));
    expect(codes).toEqual(['CadreHasLeft']);
  });

  test('from a private firm is lawful for a leading post, not for a rank', () => {
    const { county, given, openSelectionId, itemId, rankId } = announced();
    const cadreId = givenPerson(given, '戊');
    const firm = givenUnit(given, '虚构公司', 'PRIVATE_ENTERPRISE');
    const where = { cadreId, organizationId: firm, unitType: 'PRIVATE_ENTERPRISE' as const };
    givenPosting(given, where, { role: 'ENTERPRISE_DEPUTY_MANAGER_UP' });
    const rank = { openSelectionId, itemId: rankId, cadreId };
    const codes = refused(county, SubmitApplication, rank, on('2022-07-10'));
    expect(codes).toEqual(['RankClosedToPrivateFirms']);
    const post = { openSelectionId, itemId, cadreId };
    expect(given.accepted(SubmitApplication, post, on('2022-07-10'))).toHaveLength(1);
  });

  test('entered in error is taken back, and the person may apply after all', () => {
    const { county, given, openSelectionId, itemId, rankId, cadreId } = announced();
    const input = { openSelectionId, itemId, cadreId };
    given.accepted(SubmitApplication, input, on('2022-07-10'));
    given.accepted(VoidApplication, { openSelectionId, cadreId }, on('2022-07-11'));
    expect(given.accepted(VoidApplication, { openSelectionId, cadreId })).toEqual([]);
    const other = { openSelectionId, cadreId: idOf<CadreId>('nobody') };
    expect(refused(county, VoidApplication, other)).toEqual(['ApplicationUnknown']);
    const after = { ...input, itemId: rankId };
    expect(given.accepted(SubmitApplication, after, on('2022-07-11'))).toHaveLength(1);
  });

  test('withdrawn has come to its end', () => {
    const { county, given, openSelectionId, itemId, cadreId } = announced();
    given.accepted(SubmitApplication, { openSelectionId, itemId, cadreId }, on('2022-07-10'));
    const input = { openSelectionId, cadreId, grounds: null };
    given.accepted(WithdrawApplication, input, on('2022-07-12'));
    expect(endOf(county, openSelectionId, cadreId)).toBe('WITHDRAWN');
    expect(given.accepted(WithdrawApplication, input, on('2022-07-12'))).toEqual([]);
    const screening = screenings(openSelectionId, [cadreId]);
    const codes = refused(county, ScreenApplications, screening, on('2022-07-13'));
    expect(codes).toEqual(['ApplicationsEnded']);
  });
});

describe('screening', () => {
  test('ends the application of whoever does not qualify', () => {
    const county = givenSelectionCounty();
    const { openSelectionId } = campaignAt(county, 'REGISTRATION_CLOSED');
    const [a, b] = county.people as [CadreId, CadreId];
    const input = {
      openSelectionId,
      screenings: [
        { cadreId: a, qualified: true, grounds: null },
        { cadreId: b, qualified: false, grounds: '任职年限不足' },
      ],
    };
    const events = county.given.accepted(ScreenApplications, input, on('2022-07-18'));
    expect(events.map(({ personal }) => personal)).toEqual([
      { grounds: null },
      { grounds: '任职年限不足' },
    ]);
    expect(endOf(county, openSelectionId, a)).toBeNull();
    expect(endOf(county, openSelectionId, b)).toBe('DISQUALIFIED');
    expect(county.given.accepted(ScreenApplications, input, on('2022-07-18'))).toEqual([]);
  });

  test('names applicants once, with grounds against them, and never changes its mind silently', () => {
    const county = givenSelectionCounty();
    const { openSelectionId } = campaignAt(county, 'REGISTRATION_CLOSED');
    const [a, b] = county.people as [CadreId, CadreId];
    county.given.accepted(ScreenApplications, screenings(openSelectionId, [a]), on('2022-07-18'));
    const nobody = idOf<CadreId>('nobody');
    const input = {
      openSelectionId,
      screenings: [
        { cadreId: a, qualified: false, grounds: '学历不符' },
        { cadreId: b, qualified: false, grounds: null },
        { cadreId: nobody, qualified: true, grounds: null },
        { cadreId: nobody, qualified: true, grounds: null },
      ],
    };
    expect(refused(county, ScreenApplications, input, on('2022-07-18'))).toEqual([
      'ApplicantNamedTwice',
      'ApplicationUnknown',
      'GroundsMissing',
      'ScreenedOtherwise',
    ]);
  });

  test('qualifies nobody whose sanction has effect on the day', () => {
    const county = givenSelectionCounty();
    const { openSelectionId } = campaignAt(county, 'REGISTRATION_CLOSED');
    const cadreId = county.people[0] as CadreId;
    const sanction = { cadreId, effectEndsOn: '2022-10' };
    const known = { ...on('2022-04'), personal: { kind: '警告', detail: null } };
    county.given.given(cadreStream(cadreId), SanctionImposed, sanction, known);
    const input = screenings(openSelectionId, county.people);
    const codes = refused(county, ScreenApplications, input, on('2022-07-18'));
    expect(codes).toEqual(['SanctionInForce']);
    const later = county.given.refused(ScreenApplications, input, on('2022-10-01'));
    expect(later).toEqual([]);
  });

  test('is corrected in both directions before the exam, while the item is on offer', () => {
    const county = givenSelectionCounty();
    const { openSelectionId, itemId } = campaignAt(county, 'REGISTRATION_CLOSED');
    const cadreId = county.people[0] as CadreId;
    const input = { openSelectionId, cadreId, qualified: false, grounds: '复核不符' };
    const unscreened = refused(county, CorrectApplicationScreening, input, on('2022-07-19'));
    expect(unscreened).toEqual(['ApplicationNotScreened']);
    const qualified = screenings(openSelectionId, [cadreId]);
    county.given.accepted(ScreenApplications, qualified, on('2022-07-18'));
    const groundless = { ...input, grounds: null };
    const codes = refused(county, CorrectApplicationScreening, groundless, on('2022-07-19'));
    expect(codes).toEqual(['GroundsMissing']);
    county.given.accepted(CorrectApplicationScreening, input, on('2022-07-19'));
    expect(endOf(county, openSelectionId, cadreId)).toBe('DISQUALIFIED');
    expect(county.given.accepted(CorrectApplicationScreening, input, on('2022-07-19'))).toEqual([]);
    const back = { ...input, qualified: true };
    county.given.accepted(CorrectApplicationScreening, back, on('2022-07-20'));
    expect(endOf(county, openSelectionId, cadreId)).toBeNull();
    const withdrawal = { openSelectionId, itemId, grounds: '机构调整' };
    county.given.accepted(WithdrawOfferedItem, withdrawal, on('2022-07-21'));
    const late = refused(county, CorrectApplicationScreening, input, on('2022-07-22'));
    expect(late).toEqual(['OfferedItemIsWithdrawn']);
  });
});

test('registration is not closed before the day announced', () => {
  const { county, given, openSelectionId } = announced();
  const input = { openSelectionId };
  expect(refused(county, CloseOpenSelectionRegistration, input, on('2022-07-14'))).toEqual([
    'RegistrationStillRunning',
  ]);
  const close = () => given.accepted(CloseOpenSelectionRegistration, input, on('2022-07-15'));
  expect([close().length, close().length]).toEqual([1, 0]);
});

describe('an item with too few applicants', () => {
  test('stops the written exam until it is waived or withdrawn', () => {
    const county = givenSelectionCounty(['甲', '乙']);
    const { openSelectionId, itemId } = campaignAt(county, 'REGISTRATION_CLOSED');
    const { given } = county;
    const begin = { openSelectionId };
    expect(refused(county, BeginWrittenExam, begin, on('2022-07-23'))).toEqual([
      'ApplicationsUnscreened',
      'TooFewApplicants',
    ]);
    const waiver = { openSelectionId, itemId, grounds: '专业性强' };
    const unscreened = refused(county, WaiveApplicantRatio, waiver, on('2022-07-20'));
    expect(unscreened).toEqual(['ApplicationsUnscreened']);
    const all = screenings(openSelectionId, county.people);
    given.accepted(ScreenApplications, all, on('2022-07-18'));
    const codes = refused(county, BeginWrittenExam, begin, on('2022-07-23'));
    expect(codes).toEqual(['TooFewApplicants']);
    const [waived] = given.accepted(WaiveApplicantRatio, waiver, on('2022-07-20'));
    expect(waived?.data.qualified).toBe(2);
    expect(given.accepted(WaiveApplicantRatio, waiver, on('2022-07-20'))).toEqual([]);
    expect(given.accepted(BeginWrittenExam, begin, on('2022-07-23'))).toHaveLength(1);
  });

  test('is not waived when enough qualified', () => {
    const county = givenSelectionCounty();
    const { openSelectionId, itemId } = campaignAt(county, 'REGISTRATION_CLOSED');
    const all = screenings(openSelectionId, county.people);
    county.given.accepted(ScreenApplications, all, on('2022-07-18'));
    const waiver = { openSelectionId, itemId, grounds: '专业性强' };
    const codes = refused(county, WaiveApplicantRatio, waiver, on('2022-07-20'));
    expect(codes).toEqual(['ApplicantsSuffice']);
  });

  test('withdrawn ends its live applications and no others', () => {
    const { county, given, openSelectionId, itemId, rankId } = announced();
    const [a, b, c] = county.people as [CadreId, CadreId, CadreId];
    const wishes = [itemId, itemId, rankId];
    for (const [index, wish] of wishes.entries()) {
      const input = { openSelectionId, itemId: wish, cadreId: county.people[index] as CadreId };
      given.accepted(SubmitApplication, input, on('2022-07-10'));
    }
    const left = { openSelectionId, cadreId: b, grounds: null };
    given.accepted(WithdrawApplication, left, on('2022-07-12'));
    const withdrawal = { openSelectionId, itemId, grounds: '报考人数不足' };
    const [withdrawn] = given.accepted(WithdrawOfferedItem, withdrawal, on('2022-07-14'));
    expect(withdrawn?.data.applicantIds).toEqual([a]);
    const ends = [a, b, c].map((cadreId) => endOf(county, openSelectionId, cadreId));
    expect(ends).toEqual(['ITEM_WITHDRAWN', 'WITHDRAWN', null]);
    expect(given.accepted(WithdrawOfferedItem, withdrawal, on('2022-07-14'))).toEqual([]);
    const late = { openSelectionId, itemId, cadreId: county.people[3] as CadreId };
    const codes = refused(county, SubmitApplication, late, on('2022-07-15'));
    expect(codes).toEqual(['OfferedItemIsWithdrawn']);
  });

  test('was withdrawn everywhere: there is no exam', () => {
    const county = givenSelectionCounty();
    const { openSelectionId, itemId } = campaignAt(county, 'REGISTRATION_CLOSED');
    const withdrawal = { openSelectionId, itemId, grounds: '机构调整' };
    county.given.accepted(WithdrawOfferedItem, withdrawal, on('2022-07-18'));
    const codes = refused(county, BeginWrittenExam, { openSelectionId }, on('2022-07-23'));
    expect(codes).toEqual(['NoItemLeft']);
  });
});
