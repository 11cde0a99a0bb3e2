import { describe, expect, test } from '@jest/globals';
import type { OrganizationId, PostId } from '../../events/values.ts';
import { AbolishOrganization } from '../../src/domain/organization-end.ts';
import { SetQuota } from '../../src/domain/organization-quota.ts';
import { AbolishPost, EstablishPost, RedefinePost, TransferPost } from '../../src/domain/post.ts';
import { EndPosting } from '../../src/domain/posting.ts';
import { hasSentence } from '../../src/domain/sentences/index.ts';
import { organization, post } from '../../src/domain/structure.ts';
import { idOf, type scenario } from '../scenario.ts';
import { deputy, holderOf, nowhere, openCounty, postOf, unitUnder } from './given-structure.ts';

type Scenario = ReturnType<typeof scenario>;
const in2022 = { effectiveOn: '2022-01-01' };
const noPost = idOf<PostId>('no post');
const unitOf = (given: Scenario, id: OrganizationId) => {
  const { stream, fold } = organization(id);
  return (given.streams.get(stream) ?? []).reduce(fold.evolve, fold.initial);
};
const seatOf = (given: Scenario, id: PostId) => {
  const { stream, fold } = post(id);
  return (given.streams.get(stream) ?? []).reduce(fold.evolve, fold.initial);
};

function bureau() {
  const { given, rootId } = openCounty();
  return { given, rootId, organizationId: unitUnder(given, rootId, 'B1') };
}

describe('establishing a post', () => {
  test('takes its code, establishes it and makes it known to its organization', () => {
    const { given, organizationId } = bureau();
    const input = { organizationId, code: 'P1', attributes: deputy };
    const events = given.accepted(EstablishPost, input, in2022);
    expect(events.map(({ type }) => type)).toEqual(['CodeTaken', 'PostEstablished', 'PostAdded']);
    expect(events[1]?.data).toMatchObject({ ...input, openingBalance: false });
    expect(given.accepted(EstablishPost, input, in2022)).toEqual([]);
  });

  test('names every obstacle at once', () => {
    const { given, organizationId } = bureau();
    postOf(given, organizationId, 'P1');
    const attributes = { ...deputy, kind: 'MID_LEVEL' as const };
    const input = { organizationId: nowhere, code: 'P1', attributes };
    const codes = given.refused(EstablishPost, input);
    expect(codes).toEqual(['OrganizationUnknown', 'PostCodeTaken', 'QuotaOnlyForLeadingPosts']);
    expect(codes.every(hasSentence)).toBe(true);
    const early = { organizationId, code: 'P2', attributes: deputy };
    expect(given.refused(EstablishPost, early, { effectiveOn: '2018' })).toEqual([
      'OrganizationNotYetOpen',
    ]);
  });

  test('codes of posts and of organizations do not meet', () => {
    const { given, organizationId } = bureau();
    const input = { organizationId, code: 'B1', attributes: deputy };
    expect(given.refused(EstablishPost, input)).toEqual([]);
  });
});

describe('redefining a post', () => {
  test('the same again changes nothing; an earlier definition does not displace the present', () => {
    const { given, organizationId } = bureau();
    const postId = postOf(given, organizationId, 'P1');
    const redefine = (name: string, effectiveOn: string) =>
      given.accepted(RedefinePost, { postId, attributes: { ...deputy, name } }, { effectiveOn });
    expect(redefine('常务副局长', '2022-01-01')).toHaveLength(1);
    expect(redefine('副局长(分管)', '2020-01-01')).toHaveLength(1);
    expect(redefine('常务副局长', '2023-01-01')).toEqual([]);
    expect(seatOf(given, postId).attributes?.name).toBe('常务副局长');
  });

  test('moves the seats of those who hold it, and says when the quota is exceeded', () => {
    const { given, organizationId } = bureau();
    const postId = postOf(given, organizationId, 'P1');
    const { cadreId, postingId } = holderOf(given, postId, '某甲');
    given.accepted(SetQuota, { organizationId, principals: 0, deputies: 1 });
    const attributes = { ...deputy, principal: true, level: 'TOWNSHIP_PRINCIPAL' as const };
    const decision = given.decide(RedefinePost, { postId, attributes }, in2022);
    expect(decision).toMatchObject({
      kind: 'accepted',
      advisories: [
        { code: 'QuotaBelowTaken', params: { principals: 0, principalsTaken: 1 } },
        { code: 'HoldersKeepTheirLevel', evidence: [postingId] },
      ],
    });
    given.accepted(RedefinePost, { postId, attributes }, in2022);
    expect(unitOf(given, organizationId).taken).toMatchObject([{ cadreId, principal: true }]);
    const outside = { ...attributes, underQuota: false };
    given.accepted(RedefinePost, { postId, attributes: outside }, { effectiveOn: '2023-01-01' });
    expect(unitOf(given, organizationId).taken).toEqual([]);
    expect(['HoldersKeepTheirLevel', 'SeatsBelowHolders'].every(hasSentence)).toBe(true);
  });

  test('it cannot seat fewer than hold it, nor be redefined before it was or when it is unknown', () => {
    const { given, organizationId } = bureau();
    const postId = postOf(given, organizationId, 'P1', { seats: 2 });
    holderOf(given, postId, '某甲');
    holderOf(given, postId, '某乙');
    const redefine = (id: PostId, effectiveOn: string) =>
      given.refused(RedefinePost, { postId: id, attributes: deputy }, { effectiveOn });
    expect(redefine(postId, '2022-01-01')).toEqual(['SeatsBelowHolders']);
    expect(redefine(noPost, '2022-01-01')).toEqual(['PostUnknown']);
    expect(redefine(postId, '2018')).toEqual(['PostNotYetThere', 'SeatsBelowHolders']);
    expect(hasSentence('PostNotYetThere')).toBe(true);
  });
});

describe('transferring a post', () => {
  test('its holder stays in it and the seat goes along; nobody is selected', () => {
    const { given, rootId, organizationId } = bureau();
    const toId = unitUnder(given, rootId, 'B2');
    const postId = postOf(given, organizationId, 'P1');
    const { cadreId } = holderOf(given, postId, '某甲');
    given.accepted(SetQuota, { organizationId: toId, principals: 1, deputies: 0 });
    const decision = given.decide(TransferPost, { postId, toId }, in2022);
    expect(decision).toMatchObject({ advisories: [{ code: 'QuotaBelowTaken' }] });
    const events = given.accepted(TransferPost, { postId, toId }, in2022);
    expect(events.map(({ type }) => type)).toEqual([
      'PostTransferred',
      'PostRemoved',
      'PostAdded',
      'QuotaReleased',
      'QuotaTaken',
    ]);
    expect(unitOf(given, toId).taken).toMatchObject([{ postId, cadreId, on: '2022-01-01' }]);
    expect(unitOf(given, organizationId).taken).toEqual([]);
    expect(given.accepted(TransferPost, { postId, toId }, in2022)).toEqual([]);
  });

  test('a back-entered transfer holds until the next and leaves the seats where they are', () => {
    const { given, rootId, organizationId } = bureau();
    const [firstId, lastId] = [unitUnder(given, rootId, 'B2'), unitUnder(given, rootId, 'B3')];
    const postId = postOf(given, organizationId, 'P1');
    holderOf(given, postId, '某甲');
    given.accepted(TransferPost, { postId, toId: lastId }, in2022);
    const events = given.accepted(TransferPost, { postId, toId: firstId }, { effectiveOn: '2020' });
    expect(events.map(({ type, meta }) => [type, meta.effectiveOn])).toEqual([
      ['PostTransferred', '2020'],
      ['PostRemoved', '2020'],
      ['PostAdded', '2020'],
      ['PostRemoved', '2022-01-01'],
    ]);
    expect(seatOf(given, postId).organizationId).toBe(lastId);
    expect(unitOf(given, lastId).taken).toHaveLength(1);
  });

  test('is refused for posts and targets that are not there', () => {
    const { given, rootId, organizationId } = bureau();
    const postId = postOf(given, organizationId, 'P1');
    const codes = given.refused(TransferPost, { postId: noPost, toId: nowhere });
    expect(codes).toEqual(['PostUnknown', 'TargetUnknown']);
    const endedId = unitUnder(given, rootId, 'B2');
    given.accepted(AbolishOrganization, { organizationId: endedId }, in2022);
    expect(given.refused(TransferPost, { postId, toId: endedId }, in2022)).toEqual(['TargetEnded']);
    expect([...codes, 'TargetEnded', 'TargetNotYetOpen'].every(hasSentence)).toBe(true);
  });
});

describe('abolishing a post', () => {
  test('is refused while somebody holds it, from that day or later', () => {
    const { given, organizationId } = bureau();
    const postId = postOf(given, organizationId, 'P1');
    const { cadreId, postingId } = holderOf(given, postId, '某甲', '2021-01-01');
    expect(given.decide(AbolishPost, { postId })).toMatchObject({
      refusals: [{ code: 'PostHeld', params: { holders: 1 }, evidence: [postingId] }],
    });
    expect(given.refused(AbolishPost, { postId }, { effectiveOn: '2020-01-01' })).toEqual([
      'PostHeld',
    ]);
    given.accepted(EndPosting, { cadreId, postingId, reason: 'WORK_NEED' }, in2022);
    expect(given.refused(AbolishPost, { postId }, in2022)).toEqual([]);
    expect(hasSentence('PostHeld')).toBe(true);
  });

  test('ends the post and its organization no longer has it; asked twice changes nothing', () => {
    const { given, organizationId } = bureau();
    const postId = postOf(given, organizationId, 'P1');
    const events = given.accepted(AbolishPost, { postId }, in2022);
    expect(events.map(({ type }) => type)).toEqual(['PostAbolished', 'PostRemoved']);
    expect(given.accepted(AbolishPost, { postId }, in2022)).toEqual([]);
    expect(given.refused(AbolishPost, { postId })).toEqual(['PostAbolished']);
    expect(given.refused(RedefinePost, { postId, attributes: deputy })).toEqual(['PostAbolished']);
    expect(given.refused(AbolishOrganization, { organizationId })).toEqual([]);
  });

  test('is refused before a later transfer or redefinition, and when it is unknown', () => {
    const { given, organizationId } = bureau();
    const postId = postOf(given, organizationId, 'P1');
    given.accepted(RedefinePost, { postId, attributes: { ...deputy, name: '新名' } }, in2022);
    expect(given.refused(AbolishPost, { postId }, { effectiveOn: '2021' })).toEqual([
      'LaterFactsStand',
    ]);
    expect(given.refused(AbolishPost, { postId: noPost })).toEqual(['PostUnknown']);
  });
});
