import { describe, expect, test } from '@jest/globals';
import type { CivilDate } from '../../events/dates.ts';
import type { EventId, PostId } from '../../events/values.ts';
import { membersFrom } from '../../src/domain/dated.ts';
import { AbolishOrganization, MergeOrganizations } from '../../src/domain/organization-end.ts';
import { VoidOrganizationEnd } from '../../src/domain/organization-end-correction.ts';
import { AbolishPost, EstablishPost, RedefinePost, TransferPost } from '../../src/domain/post.ts';
import {
  CorrectPost,
  CorrectPostDate,
  VoidPostAbolition,
} from '../../src/domain/post-correction.ts';
import { hasSentence } from '../../src/domain/sentences/index.ts';
import { organization, post } from '../../src/domain/structure.ts';
import { quotaSeats } from '../../src/read-models/organization.ts';
import { posts } from '../../src/read-models/post.ts';
import { rowsOf } from '../read-models/rows-of.ts';
import { idOf } from '../scenario.ts';
import { stateOf } from './given-people.ts';
import { deputy, holderOf, openCounty, postOf, unitUnder } from './given-structure.ts';

const on = (effectiveOn: string) => ({ effectiveOn });

/** A bureau opened on 2019-01-01 with a post set up as of 2020-01-01. */
function bureau() {
  const { given, rootId } = openCounty();
  const unitId = unitUnder(given, rootId, 'B1');
  const postId = postOf(given, unitId, 'P1', {}, '2020-01-01');
  const state = () => stateOf(given, post(postId));
  const eventId = state().established?.eventId as EventId;
  const input = { postId, eventId, on: '2020-01-01', code: 'P1', attributes: deputy };
  const row = (when?: string) => rowsOf(posts, given.all(), when).get(postId);
  const refused = (change: Partial<typeof input>) => {
    const codes = given.refused(CorrectPost, { ...input, ...change });
    for (const code of codes) expect([code, hasSentence(code)]).toEqual([code, true]);
    return codes;
  };
  return { given, rootId, unitId, postId, state, eventId, input, row, refused };
}

describe('a post set up wrongly', () => {
  test('has the day, code and attributes it is corrected to, in its organization too', () => {
    const { given, unitId, postId, state, input, row } = bureau();
    const is = { ...input, on: '2019-06', code: 'P2', attributes: { ...deputy, name: '副主任' } };
    given.accepted(CorrectPost, is);
    expect(given.accepted(CorrectPost, is)).toEqual([]);
    expect(state()).toMatchObject({ established: { on: '2019-06', code: 'P2' } });
    expect(state().attributes?.name).toBe('副主任');
    expect(stateOf(given, organization(unitId)).posts).toMatchObject([{ on: '2019-06' }]);
    expect(row('2019-06-01')).toMatchObject({
      code: 'P2',
      name: '副主任',
      establishedOn: '2019-06',
    });
    expect(row('2019-05-31')).toBeUndefined();
    holderOf(given, postId, '某甲', '2019-07-01');
    const again = { organizationId: unitId, code: 'P2', attributes: deputy };
    expect(given.refused(EstablishPost, again)).toEqual(['PostCodeTaken']);
  });

  test('is not before its organization, after what was done with it, or with a code of another', () => {
    const { given, unitId, postId, refused } = bureau();
    postOf(given, unitId, 'P2');
    holderOf(given, postId, '某甲', '2020-02-01');
    expect(refused({ on: '2018-12-31' })).toEqual(['OrganizationNotYetOpen']);
    expect(refused({ on: '2020-02-02' })).toEqual(['FactsBetween']);
    expect(refused({ on: '2024-07-01', code: 'P2' })).toEqual([
      'DateAhead',
      'FactsBetween',
      'PostCodeTaken',
    ]);
    expect(refused({ attributes: { ...deputy, kind: 'RANK' } })).toEqual([
      'QuotaOnlyForLeadingPosts',
    ]);
  });

  test('keeps the seats of those who hold it; the quota follows a redefinition', () => {
    const { given, postId, input, refused } = bureau();
    const two = { ...deputy, seats: 2 };
    given.accepted(CorrectPost, { ...input, attributes: two });
    holderOf(given, postId, '某甲', '2020-02-01');
    holderOf(given, postId, '某乙', '2020-03-01');
    expect(refused({ attributes: deputy })).toEqual(['SeatsBelowHolders']);
    expect(refused({ attributes: { ...two, principal: true } })).toEqual([
      'QuotaFollowsRedefinition',
    ]);
    expect(
      given.decide(CorrectPost, { ...input, attributes: { ...two, level: 'TOWNSHIP_PRINCIPAL' } }),
    ).toMatchObject({ kind: 'accepted', advisories: [{ code: 'HoldersKeepTheirLevel' }] });
  });

  test('a redefinition is corrected in its day and attributes; the seats it moved follow', () => {
    const { given, postId, state, input, refused, row } = bureau();
    holderOf(given, postId, '某甲', '2020-02-01');
    const principal = { ...deputy, principal: true };
    const [event] = given.accepted(
      RedefinePost,
      { postId, attributes: principal },
      on('2021-01-01'),
    );
    const eventId = event?.id as EventId;
    expect(refused({ eventId, attributes: principal, code: 'P9' })).toContain(
      'CodeOfEstablishment',
    );
    const is = { ...input, eventId, on: '2021-03-01', attributes: { ...principal, name: '局长' } };
    given.accepted(CorrectPost, is);
    expect(state().definitions.map((one) => one.on)).toEqual(['2020-01-01', '2021-03-01']);
    expect(row('2021-02-28')).toMatchObject({ principal: false, name: '副局长' });
    expect(row('2021-03-01')).toMatchObject({ principal: true, name: '局长' });
    const seat = (when: string) => [...rowsOf(quotaSeats, given.all(), when).values()][0];
    expect(seat('2021-02-28')).toMatchObject({ principal: false });
    expect(seat('2021-03-01')).toMatchObject({ principal: true, takenOn: '2021-03-01' });
  });
});

describe('a post transferred or abolished', () => {
  test('on another day than was recorded takes its holders’ seats along', () => {
    const { given, rootId, postId, row } = bureau();
    const otherId = unitUnder(given, rootId, 'B2');
    holderOf(given, postId, '某甲', '2020-02-01');
    const transfer = { postId, toId: otherId };
    const [moved] = given.accepted(TransferPost, transfer, on('2021-01-01'));
    const input = { postId, eventId: moved?.id as EventId, on: '2020-11-01' };
    given.accepted(CorrectPostDate, input);
    expect(given.accepted(CorrectPostDate, input)).toEqual([]);
    expect(row('2020-11-01')).toMatchObject({ organizationId: otherId });
    const seats = [...rowsOf(quotaSeats, given.all(), '2020-11-01').values()];
    expect(seats).toMatchObject([{ organizationId: otherId, takenOn: '2020-11-01' }]);
    const before = { ...input, on: '2020-01-15' };
    expect(given.refused(CorrectPostDate, before)).toEqual(['FactsBetween']);
  });

  test('in error is there again; on another day it ends then', () => {
    const { given, unitId, postId, state, row } = bureau();
    const [ended] = given.accepted(AbolishPost, { postId }, on('2021-01-01'));
    const input = { postId, eventId: ended?.id as EventId, on: '2021-02-01' };
    given.accepted(CorrectPostDate, input);
    expect(row('2021-01-31')?.abolishedOn).toBeNull();
    expect(row()).toMatchObject({ abolishedOn: '2021-02-01' });
    given.accepted(VoidPostAbolition, { postId });
    expect(given.accepted(VoidPostAbolition, { postId })).toEqual([]);
    expect(state().abolished).toBeNull();
    expect(row()).toMatchObject({ abolishedOn: null, abolishedEventId: null });
    expect(stateOf(given, organization(unitId)).posts.map(({ value }) => value)).toEqual([
      { id: postId, joined: true },
    ]);
    holderOf(given, postId, '某甲', '2021-03-01');
  });

  test('abolished anew before the day that was voided is gone, and its organization ends without it', () => {
    const { given, unitId, postId, row } = bureau();
    given.accepted(AbolishPost, { postId }, on('2022-01-01'));
    given.accepted(VoidPostAbolition, { postId });
    given.accepted(AbolishPost, { postId }, on('2021-01-01'));
    const { posts: members } = stateOf(given, organization(unitId));
    expect(membersFrom(members, '2021-01-02' as CivilDate)).toEqual([]);
    const events = given.accepted(
      AbolishOrganization,
      { organizationId: unitId },
      on('2023-01-01'),
    );
    expect(events.map(({ type }) => type)).toEqual(['OrganizationAbolished', 'SubordinateRemoved']);
    expect(row()?.abolishedOn).toBe('2021-01-01');
  });

  test('after a merger that was voided is dated alone: what moved with it stays', () => {
    const { given, rootId, unitId, postId } = bureau();
    const otherId = unitUnder(given, rootId, 'B2');
    const secondId = postOf(given, unitId, 'P2', {}, '2020-01-01');
    holderOf(given, secondId, '某乙', '2020-02-01');
    const merger = { organizationId: unitId, intoId: otherId };
    const merged = given.accepted(MergeOrganizations, merger, on('2022-01-01'));
    given.accepted(VoidOrganizationEnd, { organizationId: unitId });
    const moved = merged.find(
      ({ type, data }) => type === 'PostTransferred' && data.postId === postId,
    );
    given.accepted(CorrectPostDate, {
      postId,
      eventId: moved?.id as EventId,
      on: '2021-01-01',
    });
    const other = stateOf(given, organization(otherId));
    expect(other.posts.map(({ on: day, value }) => [day, value.id])).toEqual([
      ['2021-01-01', postId],
      ['2022-01-01', secondId],
    ]);
    expect(other.taken).toMatchObject([{ postId: secondId, on: '2022-01-01' }]);
  });

  test('is corrected where there is such a post and such a fact', () => {
    const { given, postId, eventId } = bureau();
    const none = idOf<PostId>('no post');
    expect(given.refused(VoidPostAbolition, { postId })).toEqual(['PostNotAbolished']);
    expect(given.refused(VoidPostAbolition, { postId: none })).toEqual(['PostUnknown']);
    const day = { eventId, on: '2020-02-01' };
    expect(given.refused(CorrectPostDate, { postId, ...day })).toEqual(['CorrectedFactUnknown']);
    expect(given.refused(CorrectPostDate, { postId: none, ...day })).toEqual(['PostUnknown']);
    const whole = { ...day, code: 'P1', attributes: deputy };
    expect(given.refused(CorrectPost, { postId: none, ...whole })).toEqual(['PostUnknown']);
    expect(given.refused(CorrectPost, { postId, ...whole, eventId: idOf('none') })).toEqual([
      'CorrectedFactUnknown',
    ]);
  });
});
