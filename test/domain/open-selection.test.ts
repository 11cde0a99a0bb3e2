import { describe, expect, test } from '@jest/globals';
import { OrganizationAbolished } from '../../events/organization.ts';
import { PostAbolished } from '../../events/post.ts';
import { RuleSetIssued } from '../../events/rule-set.ts';
import type { OfferedItemId, OpenSelectionId } from '../../events/values.ts';
import { openSelectionCommands } from '../../src/domain/open-selection.ts';
import {
  AddOfferedItem,
  AnnounceOpenSelection,
  DraftOpenSelection,
  RecordOpenSelectionApproval,
  VoidOfferedItem,
} from '../../src/domain/open-selection-draft.ts';
import { shippedRules } from '../../src/domain/rules/defaults/index.ts';
import { ruleSetStream } from '../../src/domain/rules/rule-set.ts';
import { organizationStream, postStream } from '../../src/domain/structure.ts';
import { idOf, scenario, testCounty } from '../scenario.ts';
import {
  campaignAt,
  drafted,
  givenSelectionCounty,
  on,
  refused,
  type SelectionCounty,
} from './given-open-selection.ts';
import { givenPost } from './given-people.ts';
import { advisoryCodes } from './given-postings.ts';

const draft = { year: 2022, title: '2022年公开选拔', relaxesQualifications: false };
const announcement = { registrationUntil: '2022-07-15' };

/** A draft that offers nothing yet. */
function emptyDraft({ given }: SelectionCounty, relaxesQualifications = false): OpenSelectionId {
  const input = { ...draft, relaxesQualifications };
  const [event] = given.accepted(DraftOpenSelection, input, on('2022-07-01'));
  return event?.data.openSelectionId as OpenSelectionId;
}

describe('a draft', () => {
  test('pins the rule set in force on its day, not the latest', () => {
    const county = givenSelectionCounty();
    county.given.given(
      ruleSetStream(testCounty),
      RuleSetIssued,
      { county: testCounty, version: 2, rules: [...shippedRules] },
      on('2023-01-01'),
    );
    const [before] = county.given.accepted(DraftOpenSelection, draft, on('2022-07-01'));
    const [after] = county.given.accepted(DraftOpenSelection, draft, on('2023-07-01'));
    expect([before?.data.ruleSetVersion, after?.data.ruleSetVersion]).toEqual([1, 2]);
  });

  test('needs a county that was opened', () => {
    expect(scenario().refused(DraftOpenSelection, draft)).toEqual(['CountyNotOpen']);
  });
});

describe('an offered item', () => {
  test('takes the organization of its post', () => {
    const county = givenSelectionCounty();
    const { itemId } = drafted(county);
    const item = county.given.all().find(({ type }) => type === 'OfferedItemAdded');
    expect(item?.data).toMatchObject({ itemId, organizationId: county.unit, year: 2022 });
  });

  test('asked for twice is offered once', () => {
    const county = givenSelectionCounty();
    const { openSelectionId } = drafted(county);
    const item = { kind: 'LEADING_POST' as const, title: '副局长', postCount: 1 };
    const input = { openSelectionId, ...item, organizationId: null, postId: county.postId };
    expect(county.given.accepted(AddOfferedItem, input, on('2022-07-02'))).toEqual([]);
    const other = { ...input, title: '副局长(分管财务)' };
    const codes = refused(county, AddOfferedItem, other, on('2022-07-02'));
    expect(codes).toEqual(['PostOfferedAlready']);
  });

  test('must fit its post in kind, seats and organization', () => {
    const county = givenSelectionCounty();
    const openSelectionId = emptyDraft(county);
    const input = {
      openSelectionId,
      kind: 'RANK' as const,
      title: '二级调研员',
      organizationId: county.institution,
      postId: county.postId,
      postCount: 2,
    };
    expect(refused(county, AddOfferedItem, input, on('2022-07-02'))).toEqual([
      'MoreOfferedThanSeats',
      'OfferedAsOtherKind',
      'PostInAnotherOrganization',
    ]);
  });

  test('needs a post and an organization that exist on the day', () => {
    const county = givenSelectionCounty();
    const openSelectionId = emptyDraft(county);
    const item = { openSelectionId, kind: 'LEADING_POST' as const, title: '副局长', postCount: 1 };
    const nowhere = { ...item, organizationId: null, postId: idOf('no post') };
    expect(refused(county, AddOfferedItem, nowhere, on('2022-07-02'))).toEqual([
      'OrganizationUnknown',
      'PostUnknown',
    ]);
    const { given, unit, postId } = county;
    given.given(postStream(postId), PostAbolished, { postId }, on('2022-06-01'));
    const data = { organizationId: unit };
    given.given(organizationStream(unit), OrganizationAbolished, data, on('2022-06-01'));
    const gone = { ...item, organizationId: null, postId };
    expect(refused(county, AddOfferedItem, gone, on('2022-07-02'))).toEqual([
      'OrganizationEnded',
      'PostAbolished',
    ]);
  });

  test('is unusual as a principal post or as a rank, and only that', () => {
    const county = givenSelectionCounty();
    const openSelectionId = emptyDraft(county);
    const principal = givenPost(county.given, county.unit, '局长', { principal: true });
    const input = { openSelectionId, organizationId: county.unit, postCount: 1 };
    const leading = { ...input, kind: 'LEADING_POST' as const, title: '局长', postId: principal };
    const rank = { ...input, kind: 'RANK' as const, title: '二级调研员', postId: null };
    const advised = (item: typeof leading | typeof rank) =>
      advisoryCodes(county.given.decide(AddOfferedItem, item, on('2022-07-02')));
    expect(advised(leading)).toEqual(['PrincipalPostOffered']);
    expect(advised(rank)).toEqual(['RankOffered']);
    expect(advised({ ...leading, postId: county.postId })).toEqual([]);
  });

  test('entered in error is taken back while the campaign is a draft, and only then', () => {
    const county = givenSelectionCounty();
    const { openSelectionId, itemId } = drafted(county);
    const [voided] = county.given.accepted(VoidOfferedItem, { openSelectionId, itemId });
    expect(voided?.type).toBe('OfferedItemVoided');
    expect(county.given.accepted(VoidOfferedItem, { openSelectionId, itemId })).toEqual([]);
    const nothing = { openSelectionId, itemId: idOf<OfferedItemId>('no item') };
    expect(refused(county, VoidOfferedItem, nothing)).toEqual(['OfferedItemUnknown']);
    const other = givenSelectionCounty();
    const announced = campaignAt(other, 'ANNOUNCED');
    expect(refused(other, VoidOfferedItem, announced)).toEqual(['OpenSelectionInOtherPhase']);
  });
});

describe('the superior’s approval', () => {
  test('must stand before relaxed qualifications are announced', () => {
    const county = givenSelectionCounty();
    const openSelectionId = emptyDraft(county, true);
    const item = { kind: 'LEADING_POST' as const, title: '副局长', postCount: 1 };
    const offered = { openSelectionId, ...item, organizationId: null, postId: county.postId };
    county.given.accepted(AddOfferedItem, offered, on('2022-07-02'));
    const announce = { openSelectionId, ...announcement };
    const early = refused(county, AnnounceOpenSelection, announce, on('2022-07-05'));
    expect(early).toEqual(['SuperiorApprovalMissing']);
    const approval = { openSelectionId, approvedBy: '虚构市委组织部' };
    const record = { ...on('2022-07-03'), basis: '虚组批〔2022〕3号' };
    county.given.accepted(RecordOpenSelectionApproval, approval, record);
    expect(county.given.accepted(RecordOpenSelectionApproval, approval, record)).toEqual([]);
    const [announced] = county.given.accepted(AnnounceOpenSelection, announce, on('2022-07-05'));
    expect(announced?.type).toBe('OpenSelectionAnnounced');
  });

  test('has the number of its document', () => {
    const county = givenSelectionCounty();
    const openSelectionId = emptyDraft(county, true);
    const approval = { openSelectionId, approvedBy: '虚构市委组织部' };
    const codes = refused(county, RecordOpenSelectionApproval, approval, on('2022-07-03'));
    expect(codes).toEqual(['DocumentNumberMissing']);
  });

  test('fixes what is offered', () => {
    const county = givenSelectionCounty();
    const { openSelectionId, itemId } = drafted(county);
    const approval = { openSelectionId, approvedBy: '虚构市委组织部' };
    const record = { ...on('2022-07-03'), basis: '虚组批〔2022〕3号' };
    county.given.accepted(RecordOpenSelectionApproval, approval, record);
    const codes = refused(county, VoidOfferedItem, { openSelectionId, itemId });
    expect(codes).toEqual(['OpenSelectionInOtherPhase']);
  });
});

describe('the announcement', () => {
  test('offers all items of the draft', () => {
    const county = givenSelectionCounty();
    const { itemId } = campaignAt(county, 'ANNOUNCED');
    const announced = county.given.all().find(({ type }) => type === 'OpenSelectionAnnounced');
    expect(announced?.data).toMatchObject({ itemIds: [itemId], ...announcement });
  });

  test('offers something and leaves time to apply: both obstacles at once', () => {
    const county = givenSelectionCounty();
    const input = { openSelectionId: emptyDraft(county), registrationUntil: '2022-07-04' };
    expect(refused(county, AnnounceOpenSelection, input, on('2022-07-05'))).toEqual([
      'NothingOffered',
      'RegistrationEndsBeforeAnnouncement',
    ]);
  });

  test('made twice alike is made once, made otherwise is refused', () => {
    const county = givenSelectionCounty();
    const { openSelectionId } = campaignAt(county, 'ANNOUNCED');
    const input = { openSelectionId, ...announcement };
    expect(county.given.accepted(AnnounceOpenSelection, input, on('2022-07-05'))).toEqual([]);
    const other = { openSelectionId, registrationUntil: '2022-07-20' };
    const expected = ['OpenSelectionInOtherPhase', 'OpenSelectionStepTaken'];
    expect(refused(county, AnnounceOpenSelection, other, on('2022-07-05'))).toEqual(expected);
    expect(refused(county, AnnounceOpenSelection, input, on('2022-07-06'))).toEqual(expected);
  });

  test('does not lie before the draft', () => {
    const county = givenSelectionCounty();
    const { openSelectionId } = drafted(county);
    const input = { openSelectionId, ...announcement };
    const codes = refused(county, AnnounceOpenSelection, input, on('2022-06-30'));
    expect(codes).toEqual(['StepBeforeEarlierStep']);
  });
});

test('a campaign that is not there has no other obstacles', () => {
  const county = givenSelectionCounty();
  const input = { openSelectionId: idOf<OpenSelectionId>('none'), registrationUntil: '2000-01-01' };
  expect(refused(county, AnnounceOpenSelection, input)).toEqual(['OpenSelectionUnknown']);
});

test('the commands of the feature have different names', () => {
  const names = openSelectionCommands.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});
