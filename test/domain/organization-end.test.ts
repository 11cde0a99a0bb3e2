import { describe, expect, test } from '@jest/globals';
import type { OrganizationId } from '../../events/values.ts';
import { RenameOrganization } from '../../src/domain/organization.ts';
import { AbolishOrganization, MergeOrganizations } from '../../src/domain/organization-end.ts';
import { VoidOrganizationEnd } from '../../src/domain/organization-end-correction.ts';
import { SetQuota } from '../../src/domain/organization-quota.ts';
import { AbolishPost } from '../../src/domain/post.ts';
import { EndPosting } from '../../src/domain/posting.ts';
import { hasSentence } from '../../src/domain/sentences/index.ts';
import { organization, post } from '../../src/domain/structure.ts';
import type { scenario } from '../scenario.ts';
import { stateOf as stateAt } from './given-people.ts';
import { holderOf, nowhere, openCounty, postOf, unitUnder } from './given-structure.ts';

const in2022 = { effectiveOn: '2022-01-01' };
const stateOf = (given: ReturnType<typeof scenario>, id: OrganizationId) =>
  stateAt(given, organization(id));

/** Two bureaus; the first has a held post, a vacant one and an office below it. */
function bureaus() {
  const { given, rootId } = openCounty();
  const oneId = unitUnder(given, rootId, 'B1');
  const otherId = unitUnder(given, rootId, 'B2');
  const officeId = unitUnder(given, oneId, 'B1-1');
  const heldId = postOf(given, oneId, 'P1');
  const vacantId = postOf(given, oneId, 'P2');
  const holder = holderOf(given, heldId, '某甲');
  return { given, rootId, oneId, otherId, officeId, heldId, vacantId, holder };
}

describe('merging an organization into another', () => {
  test('moves its posts with their holders and seats, and what stands below it', () => {
    const { given, rootId, oneId, otherId, officeId, heldId, vacantId, holder } = bureaus();
    const events = given.accepted(
      MergeOrganizations,
      { organizationId: oneId, intoId: otherId },
      in2022,
    );
    const types = events.map(({ type }) => type);
    expect(types.filter((type) => type === 'PostTransferred')).toHaveLength(2);
    expect(types[0]).toBe('OrganizationMerged');
    expect(types.some((type) => /Posting|Appointment|Intake|PostFilled/.test(type))).toBe(false);
    const one = stateOf(given, oneId);
    const other = stateOf(given, otherId);
    expect(one.ended).toMatchObject({ on: '2022-01-01', intoId: otherId });
    expect(one.taken).toEqual([]);
    expect(other.taken).toMatchObject([{ postId: heldId, cadreId: holder.cadreId }]);
    expect(other.posts.map(({ value }) => value)).toEqual([
      { id: heldId, joined: true },
      { id: vacantId, joined: true },
    ]);
    expect(stateOf(given, officeId).parentId).toBe(otherId);
    expect(stateOf(given, rootId).subordinates.at(-1)?.value).toEqual({ id: oneId, joined: false });
  });

  test('asked twice changes nothing; asked for another date it is refused', () => {
    const { given, oneId, otherId } = bureaus();
    const input = { organizationId: oneId, intoId: otherId };
    given.accepted(MergeOrganizations, input, in2022);
    expect(given.accepted(MergeOrganizations, input, in2022)).toEqual([]);
    expect(given.refused(MergeOrganizations, input, { effectiveOn: '2023-01-01' })).toEqual([
      'OrganizationEnded',
    ]);
  });

  test('over the quota of the other is allowed and said', () => {
    const { given, oneId, otherId } = bureaus();
    given.accepted(SetQuota, { organizationId: otherId, principals: 1, deputies: 0 });
    const input = { organizationId: oneId, intoId: otherId };
    expect(given.decide(MergeOrganizations, input)).toMatchObject({
      advisories: [{ code: 'QuotaBelowTaken', params: { deputies: 0, deputiesTaken: 1 } }],
    });
  });

  test('the county is not merged, nothing into itself or what stands below it or was never there', () => {
    const { given, rootId, oneId, officeId, otherId } = bureaus();
    const merge = (organizationId: OrganizationId, intoId: OrganizationId) =>
      given.refused(MergeOrganizations, { organizationId, intoId });
    expect(merge(rootId, oneId)).toEqual(['CountyIsRoot', 'OrganizationWouldContainItself']);
    expect(merge(oneId, oneId)).toEqual(['OrganizationWouldContainItself']);
    expect(merge(oneId, officeId)).toEqual(['OrganizationWouldContainItself']);
    expect(merge(oneId, nowhere)).toEqual(['TargetUnknown']);
    given.accepted(AbolishOrganization, { organizationId: otherId }, in2022);
    expect(merge(oneId, otherId)).toEqual(['TargetEnded']);
  });

  test('a seat taken after a back-entered merger is taken in the other from its own day', () => {
    const { given, oneId, otherId, vacantId } = bureaus();
    holderOf(given, vacantId, '某乙', '2023-05-01');
    const input = { organizationId: oneId, intoId: otherId };
    const events = given.accepted(MergeOrganizations, input, in2022);
    const taken = events.filter(
      ({ type, data }) => type === 'QuotaTaken' && data.postId === vacantId,
    );
    expect(taken.map(({ meta }) => meta.effectiveOn)).toEqual(['2023-05-01']);
  });

  test('later facts of the organization stand against an earlier end', () => {
    const { given, oneId, otherId } = bureaus();
    const renamed = { organizationId: oneId, name: '新局' };
    given.accepted(RenameOrganization, renamed, { effectiveOn: '2023-01-01' });
    const input = { organizationId: oneId, intoId: otherId };
    expect(given.refused(MergeOrganizations, input, in2022)).toEqual(['LaterFactsStand']);
    expect(hasSentence('LaterFactsStand')).toBe(true);
  });

  test('more members than one decision can move are moved before', () => {
    const { given, rootId } = openCounty();
    const oneId = unitUnder(given, rootId, 'B1');
    const otherId = unitUnder(given, rootId, 'B2');
    for (let index = 0; index < 121; index += 1) postOf(given, oneId, `P${index}`);
    const input = { organizationId: oneId, intoId: otherId };
    expect(given.refused(MergeOrganizations, input)).toEqual(['MembersTooMany']);
    expect(hasSentence('MembersTooMany')).toBe(true);
  });
});

describe('abolishing an organization', () => {
  test('leaves nobody and nothing behind', () => {
    const { given, oneId, holder } = bureaus();
    const decision = given.decide(AbolishOrganization, { organizationId: oneId });
    expect(decision).toMatchObject({
      kind: 'refused',
      refusals: [
        {
          code: 'OrganizationHasMembers',
          params: { holders: 1, subordinates: 1 },
          evidence: [holder.postingId],
        },
      ],
    });
    expect(hasSentence('OrganizationHasMembers')).toBe(true);
  });

  test('transfers the posts named with their holders; vacant ones end with it', () => {
    const { given, oneId, otherId, officeId, heldId, vacantId } = bureaus();
    given.accepted(AbolishOrganization, { organizationId: officeId }, in2022);
    const input = { organizationId: oneId, transfers: [{ postId: heldId, toId: otherId }] };
    const events = given.accepted(AbolishOrganization, input, in2022);
    expect(events[0]?.type).toBe('OrganizationAbolished');
    expect(events.filter(({ type }) => type === 'PostAbolished').map(({ data }) => data)).toEqual([
      { postId: vacantId },
    ]);
    const { stream, fold } = post(heldId);
    const held = (given.streams.get(stream) ?? []).reduce(fold.evolve, fold.initial);
    expect(held.organizationId).toBe(otherId);
    expect(stateOf(given, otherId).taken).toHaveLength(1);
    expect(given.accepted(AbolishOrganization, input, in2022)).toEqual([]);
  });

  test('posts go neither to itself nor to where they are not from', () => {
    const { given, rootId, oneId, otherId, officeId, heldId } = bureaus();
    given.accepted(AbolishOrganization, { organizationId: officeId }, in2022);
    const abolish = (organizationId: OrganizationId, toId: OrganizationId, times = 1) =>
      given.refused(AbolishOrganization, {
        organizationId,
        transfers: Array.from({ length: times }, () => ({ postId: heldId, toId })),
      });
    expect(abolish(oneId, oneId)).toEqual(['TransferToItself']);
    expect(abolish(otherId, rootId)).toEqual(['PostInAnotherOrganization']);
    expect(abolish(oneId, rootId, 2)).toEqual(['PostInAnotherOrganization']);
    expect(abolish(oneId, nowhere)).toEqual(['TargetUnknown']);
    expect(abolish(rootId, otherId)).toEqual(['CountyIsRoot']);
    expect(hasSentence('TransferToItself')).toBe(true);
  });

  test('an end entered for a day on which a post was still held is refused', () => {
    const { given, rootId } = openCounty();
    const organizationId = unitUnder(given, rootId, 'B1');
    const postId = postOf(given, organizationId, 'P1');
    const { cadreId, postingId } = holderOf(given, postId, '某甲');
    const end = { cadreId, postingId, reason: 'WORK_NEED' as const };
    given.accepted(EndPosting, end, { effectiveOn: '2022-06-01' });
    const abolish = (effectiveOn: string) =>
      given.refused(AbolishOrganization, { organizationId }, { effectiveOn });
    expect(abolish('2022-01-01')).toEqual(['OrganizationHasMembers']);
    expect(abolish('2022-06')).toEqual([]);
    expect(given.refused(AbolishPost, { postId }, in2022)).toEqual(['PostHeld']);
  });
});

describe('an end recorded in error', () => {
  const inError = { ...in2022, reason: '合并登记有误' };

  test('is voided: the organization goes on under its superior, asked twice once', () => {
    const { given, rootId, oneId, otherId, heldId, vacantId, officeId } = bureaus();
    const [merged] = given.accepted(
      MergeOrganizations,
      { organizationId: oneId, intoId: otherId },
      in2022,
    );
    const input = { organizationId: oneId };
    expect(given.decide(VoidOrganizationEnd, input, inError)).toMatchObject({
      advisories: [{ code: 'MembersNotMovedBack', params: { posts: 2, subordinates: 1 } }],
    });
    const events = given.accepted(VoidOrganizationEnd, input, inError);
    expect(events.map(({ type }) => type)).toEqual([
      'OrganizationEndVoided',
      'OrganizationMembershipVoided',
    ]);
    expect(events[0]?.data).toEqual({ organizationId: oneId, eventId: merged?.id });
    expect(stateOf(given, oneId).ended).toBeNull();
    const { subordinates } = stateOf(given, rootId);
    expect(
      subordinates.filter(({ value }) => value.id === oneId).map(({ value }) => value),
    ).toEqual([{ id: oneId, joined: true }]);
    expect(given.accepted(VoidOrganizationEnd, input, inError)).toEqual([]);
    for (const postId of [heldId, vacantId])
      expect(stateAt(given, post(postId)).organizationId).toBe(otherId);
    expect(stateOf(given, officeId).parentId).toBe(otherId);
    given.accepted(RenameOrganization, { organizationId: oneId, name: '新名' }, in2022);
  });

  test('says which vacant posts stay abolished', () => {
    const { given, otherId } = bureaus();
    postOf(given, otherId, 'P9');
    given.accepted(AbolishOrganization, { organizationId: otherId }, in2022);
    const input = { organizationId: otherId };
    expect(given.decide(VoidOrganizationEnd, input, inError)).toMatchObject({
      advisories: [{ code: 'PostsStayAbolished', params: { posts: 1 } }],
    });
  });

  test('can be recorded again for its right day, and voided again', () => {
    const { given, otherId } = bureaus();
    const input = { organizationId: otherId };
    given.accepted(AbolishOrganization, input, in2022);
    given.accepted(VoidOrganizationEnd, input, inError);
    given.accepted(AbolishOrganization, input, { effectiveOn: '2023-01-01' });
    expect(stateOf(given, otherId).ended?.on).toBe('2023-01-01');
    expect(given.accepted(VoidOrganizationEnd, input, inError)).not.toEqual([]);
    expect(stateOf(given, otherId).ended).toBeNull();
  });

  test('is voided for a reason, where there is one, and under a superior that stands', () => {
    const { given, oneId, otherId, officeId, heldId } = bureaus();
    const void_ = (organizationId: OrganizationId, record = inError) =>
      given.refused(VoidOrganizationEnd, { organizationId }, record);
    expect(void_(nowhere)).toEqual(['OrganizationUnknown']);
    expect(void_(oneId)).toEqual(['OrganizationNotEnded']);
    given.accepted(
      AbolishOrganization,
      { organizationId: officeId },
      { effectiveOn: '2021-06-01' },
    );
    const transfers = [{ postId: heldId, toId: otherId }];
    given.accepted(AbolishOrganization, { organizationId: oneId, transfers }, in2022);
    const reasonless = given.refused(
      VoidOrganizationEnd,
      { organizationId: officeId },
      { ...in2022, reason: null },
    );
    expect(reasonless).toEqual(['ParentEnded', 'ReasonNeeded']);
    given.accepted(VoidOrganizationEnd, { organizationId: oneId }, inError);
    expect(void_(officeId)).toEqual([]);
  });
});
