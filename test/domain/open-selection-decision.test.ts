import { describe, expect, test } from '@jest/globals';
import { SanctionImposed } from '../../events/register.ts';
import type { CadreId, OpenSelectionId, PostId } from '../../events/values.ts';
import { appointments } from '../../src/domain/appointment-state.ts';
import {
  DecideOpenSelection,
  PostOpenSelectionNotice,
  RevokeProposal,
} from '../../src/domain/open-selection-decision.ts';
import { RecordApplicantInspection } from '../../src/domain/open-selection-inspection.ts';
import { WithdrawApplication } from '../../src/domain/open-selection-registration.ts';
import { openSelection } from '../../src/domain/open-selection-state.ts';
import { cadreStream } from '../../src/domain/people.ts';
import { idOf } from '../scenario.ts';
import {
  campaignAt,
  givenSelectionCounty,
  inspect,
  on,
  passGates,
  refused,
  type SelectionCounty,
  votes,
} from './given-open-selection.ts';
import { givenPost, givenUnit, stateOf } from './given-people.ts';
import { advisoryCodes } from './given-postings.ts';

/** A campaign under inspection: 甲 and 乙 are the objects. */
function inspecting(item: Parameters<typeof campaignAt>[2] = {}) {
  const county = givenSelectionCounty();
  const { openSelectionId } = campaignAt(county, 'INSPECTION', item);
  const [a, b, c] = county.people as [CadreId, CadreId, CadreId];
  return { county, given: county.given, openSelectionId, a, b, c };
}
const endOf = (county: SelectionCounty, id: OpenSelectionId, cadreId: CadreId) =>
  stateOf(county.given, openSelection(id)).applicants.get(cadreId)?.end;

describe('the decision', () => {
  test('needs the gates, the inspections, a quorum and a majority: all obstacles at once', () => {
    const { county, openSelectionId, a } = inspecting();
    const proposals = [{ cadreId: a, postId: null }];
    const input = { openSelectionId, proposals, expected: 11, present: 7, votesFor: 5 };
    expect(refused(county, DecideOpenSelection, input, on('2022-08'))).toEqual([
      'DayNeeded',
      'GatesNotPassed',
      'MajorityMissed',
      'NotYetInspected',
      'QuorumMissed',
    ]);
    const half = { ...input, expected: 12, present: 8, votesFor: 6 };
    const codes = refused(county, DecideOpenSelection, half, on('2022-08-22'));
    expect(codes).toEqual(['GatesNotPassed', 'MajorityMissed', 'NotYetInspected']);
    const over = { ...half, votesFor: 7 };
    const rest = refused(county, DecideOpenSelection, over, on('2022-08-22'));
    expect(rest).toEqual(['GatesNotPassed', 'NotYetInspected']);
  });

  test('proposes those found fit, as many as offered, and nobody else', () => {
    const { county, given, openSelectionId, a, b, c } = inspecting();
    passGates(county, openSelectionId);
    for (const [cadreId, fit] of [
      [a, true],
      [b, false],
    ] as const) {
      const inspected = { openSelectionId, cadreId, fit, teamSize: 2 };
      given.accepted(RecordApplicantInspection, inspected, on('2022-08-15'));
    }
    const decide = (...cadreIds: CadreId[]) => {
      const proposals = cadreIds.map((cadreId) => ({ cadreId, postId: null }));
      const input = { openSelectionId, proposals, ...votes };
      return refused(county, DecideOpenSelection, input, on('2022-08-22'));
    };
    expect(decide(a, b)).toEqual([
      'MoreProposedThanOffered',
      'MoreProposedThanSeats',
      'NotFoundFit',
    ]);
    expect(decide(c)).toEqual(['ApplicationsEnded']);
    expect(decide(idOf<CadreId>('nobody'))).toEqual(['ApplicationUnknown']);
    expect(decide(a, a)).toContain('ApplicantNamedTwice');
    expect(decide(a)).toEqual([]);
  });

  test('is recorded on the campaign and on the person’s own stream', () => {
    const county = givenSelectionCounty();
    const { openSelectionId, itemId } = campaignAt(county, 'DECISION');
    const [a, b] = county.people as [CadreId, CadreId];
    const decided = county.given.all().find(({ type }) => type === 'OpenSelectionDecided');
    const [decision] = stateOf(county.given, appointments(a)).decisions;
    expect(decision).toMatchObject({
      postId: county.postId,
      channel: 'OPEN_SELECTION',
      decidedOn: '2022-08-22',
      settled: null,
    });
    expect(decided?.data.proposals).toEqual([
      { cadreId: a, itemId, postId: county.postId, decisionId: decision?.eventId },
    ]);
    expect(decided?.data.notSelectedIds).toEqual([b]);
    expect(endOf(county, openSelectionId, b)).toBe('FINALIST_NOT_SELECTED');
    const proposals = [{ cadreId: a, postId: null }];
    const same = { openSelectionId, proposals, ...votes };
    expect(county.given.accepted(DecideOpenSelection, same, on('2022-08-22'))).toEqual([]);
    const none = { ...same, proposals: [] };
    expect(refused(county, DecideOpenSelection, none, on('2022-08-22'))).toEqual([
      'OpenSelectionInOtherPhase',
      'OpenSelectionStepTaken',
    ]);
  });

  test('passes over somebody whose sanction has effect', () => {
    const { county, given, openSelectionId, a } = inspecting();
    passGates(county, openSelectionId);
    inspect(county, openSelectionId);
    given.given(
      cadreStream(a),
      SanctionImposed,
      { cadreId: a, effectEndsOn: '2023-02' },
      { ...on('2022-08-20'), personal: { kind: '警告', detail: null } },
    );
    const input = { openSelectionId, proposals: [{ cadreId: a, postId: null }], ...votes };
    const codes = refused(county, DecideOpenSelection, input, on('2022-08-22'));
    expect(codes).toEqual(['SanctionInForce']);
  });

  test('names the post of each where the item names none, in the organization that offers', () => {
    const ratios = { 'P2.APPLICANT_RATIO': 2, 'P2.INSPECTION_RATIO': 2 };
    const world = givenSelectionCounty(['甲', '乙', '丙', '丁'], ratios);
    const item = { postId: null, organizationId: world.unit, postCount: 2, title: '副局长' };
    const { openSelectionId } = campaignAt(world, 'INSPECTION', item);
    passGates(world, openSelectionId);
    const people = [...world.people];
    for (const cadreId of people) {
      const input = { openSelectionId, cadreId, fit: true, teamSize: 2 };
      world.given.accepted(RecordApplicantInspection, input, on('2022-08-15'));
    }
    const [a, b] = people as [CadreId, CadreId];
    const second = givenPost(world.given, world.unit, '第二副局长', { underQuota: false });
    const elsewhere = givenPost(
      world.given,
      givenUnit(world.given, '虚构另一局', 'COUNTY_ORGAN'),
      '副局长',
    );
    const decide = (of: PostId | null, other: PostId | null) => {
      const proposals = [
        { cadreId: a, postId: of },
        { cadreId: b, postId: other },
      ];
      const input = { openSelectionId, proposals, ...votes };
      return refused(world, DecideOpenSelection, input, on('2022-08-22'));
    };
    expect(decide(world.postId, null)).toEqual(['PostNotNamed']);
    expect(decide(world.postId, elsewhere)).toEqual(['PostInAnotherOrganization']);
    expect(decide(second, second)).toContain('MoreProposedThanSeats');
    expect(decide(world.postId, second)).toEqual([]);
  });

  test('may propose nobody', () => {
    const { county, given, openSelectionId, a, b } = inspecting();
    passGates(county, openSelectionId);
    inspect(county, openSelectionId);
    const input = { openSelectionId, proposals: [], ...votes };
    given.accepted(DecideOpenSelection, input, on('2022-08-22'));
    expect([a, b].map((cadreId) => endOf(county, openSelectionId, cadreId))).toEqual([
      'FINALIST_NOT_SELECTED',
      'FINALIST_NOT_SELECTED',
    ]);
    const notice = { openSelectionId, endsOn: null };
    const codes = refused(county, PostOpenSelectionNotice, notice, on('2022-08-23'));
    expect(codes).toEqual(['NobodyProposed']);
  });
});

describe('the public notice', () => {
  test('runs five working days, holidays and moved weekends counted as published', () => {
    const county = givenSelectionCounty();
    const { openSelectionId } = campaignAt(county, 'DECISION');
    const input = { openSelectionId, endsOn: null };
    // 2022-09-29 and 30, then the National Day holiday to 10-07, then 10-08 and 09 worked, 10-10.
    const [notice] = county.given.accepted(PostOpenSelectionNotice, input, on('2022-09-29'));
    expect(notice?.data).toMatchObject({ startsOn: '2022-09-29', endsOn: '2022-10-10' });
    expect(county.given.accepted(PostOpenSelectionNotice, input, on('2022-09-29'))).toEqual([]);
  });

  test('may be longer, never shorter', () => {
    const county = givenSelectionCounty();
    const { openSelectionId } = campaignAt(county, 'DECISION');
    const until = (endsOn: string) => ({ openSelectionId, endsOn });
    const short = until('2022-08-26');
    const codes = refused(county, PostOpenSelectionNotice, short, on('2022-08-23'));
    expect(codes).toEqual(['NoticeTooShort']);
    const long = until('2022-09-02');
    const decision = county.given.decide(PostOpenSelectionNotice, long, on('2022-08-23'));
    expect(advisoryCodes(decision)).toEqual([]);
    const [notice] = county.given.accepted(PostOpenSelectionNotice, long, on('2022-08-23'));
    expect(notice?.data.endsOn).toBe('2022-09-02');
  });

  test('starts on a day, not in a month, and not before the decision', () => {
    const county = givenSelectionCounty();
    const { openSelectionId } = campaignAt(county, 'DECISION');
    const input = { openSelectionId, endsOn: null };
    expect(refused(county, PostOpenSelectionNotice, input, on('2022-09'))).toEqual(['DayNeeded']);
    const early = refused(county, PostOpenSelectionNotice, input, on('2022-08-21'));
    expect(early).toEqual(['StepBeforeEarlierStep']);
  });
});

describe('a proposal', () => {
  test('revoked after objections takes the decision on the person back', () => {
    const county = givenSelectionCounty();
    const { openSelectionId } = campaignAt(county, 'PUBLIC_NOTICE');
    const [a, b] = county.people as [CadreId, CadreId];
    const input = { openSelectionId, cadreId: a, grounds: '反映问题查实' };
    const events = county.given.accepted(RevokeProposal, input, on('2022-08-26'));
    expect(events.map(({ type }) => type)).toEqual(['ProposalRevoked', 'AppointmentRevoked']);
    expect(endOf(county, openSelectionId, a)).toBe('FINALIST_NOT_SELECTED');
    expect(county.given.accepted(RevokeProposal, input, on('2022-08-26'))).toEqual([]);
    const other = { ...input, cadreId: b };
    const codes = refused(county, RevokeProposal, other, on('2022-08-26'));
    expect(codes).toEqual(['ApplicationsEnded', 'NotProposed']);
  });

  test('of somebody who withdraws takes the decision back too', () => {
    const county = givenSelectionCounty();
    const { openSelectionId } = campaignAt(county, 'PUBLIC_NOTICE');
    const cadreId = county.people[0] as CadreId;
    const input = { openSelectionId, cadreId, grounds: '个人原因' };
    const events = county.given.accepted(WithdrawApplication, input, on('2022-08-26'));
    expect(events.map(({ type }) => type)).toEqual(['ApplicationWithdrawn', 'AppointmentRevoked']);
  });
});
