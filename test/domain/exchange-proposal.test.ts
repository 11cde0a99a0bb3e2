import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  type PostLevel,
  PostLevel as PostLevels,
  type UnitType,
  UnitType as UnitTypes,
} from '../../events/code-tables.ts';
import { PostFilled } from '../../events/post.ts';
import { CivilServantAppointed } from '../../events/posting.ts';
import type { CadreId } from '../../events/values.ts';
import { CompleteExchange, ProposeExchange } from '../../src/domain/exchange-proposal.ts';
import { directionOf } from '../../src/domain/exchange-state.ts';
import { cadreStream } from '../../src/domain/people.ts';
import { postStream } from '../../src/domain/structure.ts';
import { on, reported, township } from './given-exchanges.ts';
import { givenPerson, givenPost, givenUnit } from './given-people.ts';
import { advisoryCodes, givenPosting } from './given-postings.ts';

describe('proposing an exchange', () => {
  test('records what moves where, as it stands on the day', () => {
    const world = township();
    const { from, to, postId, posting } = world;
    const [event] = world.given.accepted(ProposeExchange, world.proposal, on('2021-03-01'));
    expect(event).toMatchObject({
      type: 'ExchangeProposed',
      data: {
        direction: 'UP',
        fromOrganizationId: from,
        fromType: 'TOWNSHIP',
        fromPostingId: posting.id,
        postKindBefore: 'MID_LEVEL',
        levelBefore: 'NONE',
        midLevelOrBelow: true,
        toOrganizationId: to,
        toType: 'COUNTY_ORGAN',
        toPostId: postId,
        ruleSetVersion: 0,
      },
      meta: { effectiveOn: '2021-03-01' },
    });
  });

  test('of a deputy head of a township is not at mid-level or below', () => {
    const world = township({ level: 'TOWNSHIP_DEPUTY', postKind: 'LEADING_POST' });
    const [event] = world.given.accepted(ProposeExchange, world.proposal);
    expect(event?.data).toMatchObject({ midLevelOrBelow: false, levelBefore: 'TOWNSHIP_DEPUTY' });
  });

  test('of somebody who has a level without a leading post is not at mid-level or below', () => {
    const world = township({ level: 'TOWNSHIP_DEPUTY', postKind: 'RANK' });
    const [event] = world.given.accepted(ProposeExchange, world.proposal);
    expect(event?.data).toMatchObject({ midLevelOrBelow: false });
  });

  test('of somebody with a leading post beside the main one is not at mid-level or below', () => {
    const world = township();
    givenPosting(
      world.given,
      { cadreId: world.cadreId, organizationId: world.from },
      { kind: 'CONCURRENT', level: 'TOWNSHIP_DEPUTY', postKind: 'LEADING_POST' },
    );
    const [event] = world.given.accepted(ProposeExchange, world.proposal);
    expect(event?.data).toMatchObject({ midLevelOrBelow: false, levelBefore: 'TOWNSHIP_DEPUTY' });
  });

  test('needs the person to serve in the unit left on that day', () => {
    const world = township();
    const other = givenUnit(world.given, '另一乡', 'TOWNSHIP');
    const elsewhere = { ...world.proposal, fromOrganizationId: other };
    expect(world.given.refused(ProposeExchange, elsewhere)).toEqual(['CadreDoesNotServeInUnit']);
    expect(world.given.refused(ProposeExchange, world.proposal, on('2014-01-01'))).toContain(
      'CadreDoesNotServeInUnit',
    );
  });

  test('for a post that is still held is advised against; completing it then is refused', () => {
    const world = township();
    const holder = givenPerson(world.given, '某丁', '1980-01-01');
    world.given.given(postStream(world.postId), PostFilled, {
      postId: world.postId,
      cadreId: holder,
      postingId: holder,
      kind: 'MAIN',
    });
    expect(advisoryCodes(world.given.decide(ProposeExchange, world.proposal))).toEqual([
      'PostOccupied',
    ]);
    const exchangeId = reported(world);
    expect(world.given.refused(CompleteExchange, { exchangeId }, on('2021-03-20'))).toEqual([
      'PostOccupied',
    ]);
  });

  test('names every obstacle at once', () => {
    const world = township();
    const elsewhere = givenUnit(world.given, '虚构村', 'VILLAGE');
    const wrong = {
      ...world.proposal,
      cadreId: 'a0000000-0000-7000-8000-000000000000' as CadreId,
      toOrganizationId: elsewhere,
    };
    expect(world.given.refused(ProposeExchange, wrong)).toEqual([
      'CadreDoesNotServeInUnit',
      'CadreUnknown',
      'PostInAnotherOrganization',
    ]);
  });

  test('needs a post or a title, and another unit', () => {
    const world = township();
    const wrong = { ...world.proposal, toPostId: null, toOrganizationId: world.from };
    expect(world.given.refused(ProposeExchange, wrong)).toEqual([
      'ExchangeWithinOneUnit',
      'PostOrTitleMissing',
    ]);
  });

  test('cannot raise the level: a promotion has a procedure of its own', () => {
    const world = township();
    const deputy = givenPost(world.given, world.to, '副局长', { underQuota: false });
    const input = { ...world.proposal, toPostId: deputy };
    const decision = world.given.decide(ProposeExchange, input);
    expect(decision).toMatchObject({
      kind: 'refused',
      refusals: [{ code: 'ExchangeRaisesLevel', rule: 'P7.LEVEL', evidence: [world.posting.id] }],
    });
  });

  test('by secondment may be to a higher post: the level stays', () => {
    const world = township();
    const deputy = givenPost(world.given, world.to, '副局长', { underQuota: false });
    const input = { ...world.proposal, kind: 'SECONDMENT' as const, toPostId: deputy };
    expect(world.given.refused(ProposeExchange, input)).toEqual([]);
  });

  test.each([
    ['VILLAGE', 'TRANSFER_IN', ['TransferInNotOpenToUnit']],
    ['PRIVATE_ENTERPRISE', 'TRANSFER_IN', ['TransferInNotOpenToUnit']],
    ['INSTITUTION', 'TRANSFER_IN', []],
    ['VILLAGE', 'TRANSFER', ['ExchangeNeedsStaffing']],
  ] as const)('from a %s by %s meets %j', (unitType, kind, codes) => {
    const world = township();
    const cadreId = givenPerson(world.given, '某乙', '1990-01-01');
    const organizationId = givenUnit(world.given, '来处', unitType);
    const staffing = unitType === 'INSTITUTION' ? 'INSTITUTION' : 'NONE';
    givenPosting(world.given, { cadreId, organizationId, unitType }, { staffing });
    const input = { ...world.proposal, cadreId, kind, fromOrganizationId: organizationId };
    expect(world.given.refused(ProposeExchange, input)).toEqual(codes);
  });

  test('during probation and the years of service is advised against, not refused', () => {
    const world = township();
    const { cadreId, given } = world;
    const hired = given.given(
      cadreStream(cadreId),
      CivilServantAppointed,
      {
        cadreId,
        recruitmentId: cadreId,
        positionId: cadreId,
        track: 'VILLAGE_CADRE',
        organizationId: world.from,
        unitType: 'TOWNSHIP',
        probationEndsOn: '2021-06-01',
        serviceEndsOn: '2025-06-01',
      },
      on('2020-06-01'),
    );
    const decision = given.decide(ProposeExchange, world.proposal, on('2021-03-01'));
    expect(decision).toMatchObject({
      kind: 'accepted',
      advisories: [
        { code: 'ExchangeDuringProbation', params: { until: '2021-06-01' }, evidence: [hired.id] },
        { code: 'TownshipServiceRuns', params: { until: '2025-06-01' }, evidence: [hired.id] },
      ],
    });
    expect(advisoryCodes(given.decide(ProposeExchange, world.proposal, on('2021-06-01')))).toEqual([
      'TownshipServiceRuns',
    ]);
  });

  test('after ten years in one post is said to be mandatory', () => {
    const world = township({ from: '2011-03' });
    const { given, proposal } = world;
    expect(advisoryCodes(given.decide(ProposeExchange, proposal, on('2021-02-28')))).toEqual([]);
    expect(advisoryCodes(given.decide(ProposeExchange, proposal, on('2021-03-01')))).toEqual([
      'ExchangeIsMandatory',
    ]);
  });
});

test('there and back are opposite directions', () => {
  const place = fc.record({
    unitType: fc.constantFrom<UnitType>(...UnitTypes.options),
    level: fc.constantFrom<PostLevel>(...PostLevels.options),
  });
  const opposite = { UP: 'DOWN', DOWN: 'UP', LATERAL: 'LATERAL' };
  fc.assert(
    fc.property(place, place, (from, to) => {
      expect(directionOf(to, from)).toBe(opposite[directionOf(from, to)]);
    }),
  );
});
