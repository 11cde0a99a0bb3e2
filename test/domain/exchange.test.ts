import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { PostLevel, UnitType } from '../../events/code-tables.ts';
import { PostLevel as PostLevels, UnitType as UnitTypes } from '../../events/code-tables.ts';
import { PostFilled } from '../../events/post.ts';
import { CivilServantAppointed, PostingEnded } from '../../events/posting.ts';
import type { CadreId, ExchangeId, PostId } from '../../events/values.ts';
import {
  ApproveExchange,
  CancelExchange,
  ConsultExchangeUnit,
  exchangeCommands,
  NotifyExchange,
  ReportForDuty,
} from '../../src/domain/exchange.ts';
import { CompleteExchange, ProposeExchange } from '../../src/domain/exchange-proposal.ts';
import { directionOf } from '../../src/domain/exchange-state.ts';
import { cadreStream } from '../../src/domain/people.ts';
import { postStream } from '../../src/domain/structure.ts';
import { scenario } from '../scenario.ts';
import { givenCounty, givenPerson, givenPost, givenUnit } from './given-people.ts';
import { advisoryCodes, givenPosting } from './given-postings.ts';

const staff = { kind: 'STAFF', level: 'NONE', managementLevel: 'UNIT', underQuota: false } as const;

/** Somebody at mid-level in a township, and a post in a county organ to go to. */
function township(held: Parameters<typeof givenPosting>[2] = {}) {
  const given = scenario();
  givenCounty(given);
  const cadreId = givenPerson(given);
  const from = givenUnit(given, '虚构乡', 'TOWNSHIP');
  const to = givenUnit(given, '虚构局', 'COUNTY_ORGAN');
  const postId = givenPost(given, to, '科员', staff);
  const posting = givenPosting(given, { cadreId, organizationId: from }, held);
  const proposal = {
    cadreId,
    kind: 'TRANSFER' as const,
    reason: 'DEVELOPMENT' as const,
    fromOrganizationId: from,
    toOrganizationId: to,
    toPostId: postId as PostId | null,
    toTitle: null as string | null,
  };
  return { given, cadreId, from, to, postId, posting, proposal };
}
type World = ReturnType<typeof township>;

const on = (effectiveOn: string) => ({ effectiveOn });

function proposed(world: World, effectiveOn = '2021-03-01'): ExchangeId {
  const [event] = world.given.accepted(ProposeExchange, world.proposal, { effectiveOn });
  return event?.data.exchangeId as ExchangeId;
}
function consulted(world: World): ExchangeId {
  const exchangeId = proposed(world);
  for (const side of ['FROM', 'TO'] as const) {
    const input = { exchangeId, side, agreed: true };
    world.given.accepted(ConsultExchangeUnit, input, on('2021-03-05'));
  }
  return exchangeId;
}
function approved(world: World): ExchangeId {
  const exchangeId = consulted(world);
  world.given.accepted(ApproveExchange, { exchangeId }, on('2021-03-10'));
  return exchangeId;
}
function notified(world: World): ExchangeId {
  const exchangeId = approved(world);
  world.given.accepted(NotifyExchange, { exchangeId }, on('2021-03-12'));
  return exchangeId;
}
function reported(world: World): ExchangeId {
  const exchangeId = notified(world);
  world.given.accepted(ReportForDuty, { exchangeId }, on('2021-03-15'));
  return exchangeId;
}

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

describe('the steps of an exchange', () => {
  test('approval waits for both units', () => {
    const world = township();
    const exchangeId = proposed(world);
    expect(world.given.refused(ApproveExchange, { exchangeId })).toEqual([
      'ExchangeUnitNotConsulted',
      'ExchangeUnitNotConsulted',
    ]);
    world.given.accepted(ConsultExchangeUnit, { exchangeId, side: 'TO', agreed: true });
    expect(world.given.refused(ApproveExchange, { exchangeId })).toEqual([
      'ExchangeUnitNotConsulted',
    ]);
  });

  test('a unit that disagrees is named with the approval, and may change its mind before it', () => {
    const world = township();
    const exchangeId = consulted(world);
    const disagrees = { exchangeId, side: 'FROM' as const, agreed: false };
    const [opinion] = world.given.accepted(ConsultExchangeUnit, disagrees, on('2021-03-06'));
    expect(opinion?.data).toMatchObject({ organizationId: world.from, agreed: false });
    expect(advisoryCodes(world.given.decide(ApproveExchange, { exchangeId }))).toEqual([
      'ExchangeUnitDisagrees',
    ]);
    world.given.accepted(ApproveExchange, { exchangeId }, on('2021-03-10'));
    const late = { ...disagrees, agreed: true };
    expect(world.given.refused(ConsultExchangeUnit, late)).toEqual(['ExchangeApprovedAlready']);
  });

  test('come one after another', () => {
    const world = township();
    const exchangeId = proposed(world);
    expect(world.given.refused(NotifyExchange, { exchangeId })).toEqual(['ExchangeNotApproved']);
    expect(world.given.refused(ReportForDuty, { exchangeId })).toEqual(['ExchangeNotNotified']);
    expect(world.given.refused(CompleteExchange, { exchangeId })).toEqual(['CadreHasNotReported']);
  });

  test('cannot lie before the step they follow, as far as the dates are known', () => {
    const world = township();
    const exchangeId = consulted(world);
    const approve = (effectiveOn: string) =>
      world.given.refused(ApproveExchange, { exchangeId }, { effectiveOn });
    expect(approve('2021-03-04')).toEqual(['StepBeforeEarlierStep', 'StepBeforeEarlierStep']);
    expect(approve('2021-03')).toEqual([]);
    expect(approve('2021-02')).toEqual(['StepBeforeEarlierStep', 'StepBeforeEarlierStep']);
  });

  test('asked twice do nothing, asked for another day are refused', () => {
    const world = township();
    const exchangeId = reported(world);
    const { given } = world;
    const consult = { exchangeId, side: 'FROM' as const, agreed: true };
    expect(given.accepted(ConsultExchangeUnit, consult)).toEqual([]);
    expect(given.accepted(ApproveExchange, { exchangeId }, on('2021-03-10'))).toEqual([]);
    expect(given.accepted(NotifyExchange, { exchangeId }, on('2021-03-12'))).toEqual([]);
    expect(given.accepted(ReportForDuty, { exchangeId }, on('2021-03-15'))).toEqual([]);
    for (const command of [ApproveExchange, NotifyExchange, ReportForDuty]) {
      expect(given.refused(command, { exchangeId }, on('2021-04-01'))).toEqual([
        'ExchangeStepTaken',
      ]);
    }
  });

  test('are refused for an exchange that is not there', () => {
    const { given } = township();
    const exchangeId = 'a0000000-0000-7000-8000-000000000000' as ExchangeId;
    expect(given.refused(CancelExchange, { exchangeId })).toEqual(['ExchangeUnknown']);
    expect(given.refused(CompleteExchange, { exchangeId })).toContain('ExchangeUnknown');
    expect(given.refused(ConsultExchangeUnit, { exchangeId, side: 'TO', agreed: true })).toEqual([
      'ExchangeUnknown',
    ]);
  });
});

describe('completing an exchange', () => {
  test('places the cadre, ends the posting left and says what counted on the day', () => {
    const world = township();
    const exchangeId = reported(world);
    const events = world.given.accepted(CompleteExchange, { exchangeId }, on('2021-03-20'));
    expect(events.map(({ type }) => type)).toEqual([
      'ExchangeCompleted',
      'PostingEnded',
      'PostingStarted',
      'PostFilled',
    ]);
    const [completed, ended, started] = events;
    expect(completed?.data).toMatchObject({ direction: 'UP', midLevelOrBelow: true });
    expect(ended?.data).toMatchObject({ postingId: world.posting.id, reason: 'NEW_POST' });
    expect(started).toMatchObject({
      data: { kind: 'MAIN', basedOn: completed?.id, postId: world.postId, staffing: 'ADMIN' },
      meta: { effectiveOn: '2021-03-20' },
    });
    expect(world.given.accepted(CompleteExchange, { exchangeId }, on('2021-03-20'))).toEqual([]);
    expect(world.given.refused(CompleteExchange, { exchangeId }, on('2021-04-01'))).toEqual([
      'ExchangeStepTaken',
    ]);
  });

  test('leaves the main posting where it is when it is a secondment', () => {
    const world = township();
    world.proposal.kind = 'SECONDMENT' as never;
    const exchangeId = reported(world);
    const events = world.given.accepted(CompleteExchange, { exchangeId }, on('2021-03-20'));
    expect(events.map(({ type }) => type)).toEqual([
      'ExchangeCompleted',
      'PostingStarted',
      'PostFilled',
    ]);
    expect(events[1]?.data).toMatchObject({ kind: 'SECONDED' });
  });

  test('is refused when the cadre does not serve in the unit any more', () => {
    const world = township();
    const exchangeId = reported(world);
    const elsewhere = givenUnit(world.given, '另一乡', 'TOWNSHIP');
    world.given.given(
      cadreStream(world.cadreId),
      PostingEnded,
      { cadreId: world.cadreId, postingId: world.posting.id, reason: 'NEW_POST' },
      on('2021-03-16'),
    );
    givenPosting(
      world.given,
      { cadreId: world.cadreId, organizationId: elsewhere },
      { from: '2021-03-16' },
    );
    expect(world.given.refused(CompleteExchange, { exchangeId }, on('2021-03-20'))).toEqual([
      'CadreDoesNotServeInUnit',
    ]);
  });

  test('takes a title where no post is established', () => {
    const world = township();
    Object.assign(world.proposal, { toPostId: null, toTitle: '科员' });
    const exchangeId = reported(world);
    const events = world.given.accepted(CompleteExchange, { exchangeId }, on('2021-03-20'));
    expect(events.at(-1)?.data).toMatchObject({ title: '科员', organizationId: world.to });
  });
});

describe('cancelling an exchange', () => {
  test('is possible until it is notified', () => {
    const world = township();
    const exchangeId = approved(world);
    const [event] = world.given.accepted(CancelExchange, { exchangeId }, on('2021-03-11'));
    expect(event?.type).toBe('ExchangeCancelled');
    expect(world.given.accepted(CancelExchange, { exchangeId })).toEqual([]);
    expect(world.given.refused(NotifyExchange, { exchangeId })).toEqual([
      'ExchangeCancelledBefore',
    ]);
  });

  test('is not possible afterwards', () => {
    const world = township();
    const exchangeId = notified(world);
    expect(world.given.refused(CancelExchange, { exchangeId })).toEqual([
      'ExchangeNotifiedAlready',
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

test('every exchange command is listed once', () => {
  expect(exchangeCommands.map(({ name }) => name).sort()).toEqual([
    'ApproveExchange',
    'CancelExchange',
    'CompleteExchange',
    'ConsultExchangeUnit',
    'NotifyExchange',
    'ProposeExchange',
    'ReportForDuty',
  ]);
});
