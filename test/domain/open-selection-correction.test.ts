import { describe, expect, test } from '@jest/globals';
import type { CadreId, EventId } from '../../events/values.ts';
import { AppointCadre } from '../../src/domain/appointment.ts';
import {
  VoidOpenSelectionConclusion,
  VoidOpenSelectionWin,
} from '../../src/domain/open-selection-correction.ts';
import { RevokeProposal } from '../../src/domain/open-selection-decision.ts';
import { DeclineFinalistReserve } from '../../src/domain/open-selection-finalists.ts';
import { WithdrawApplication } from '../../src/domain/open-selection-registration.ts';
import {
  AppointOpenSelectionWinner,
  ConcludeOpenSelection,
  ConferOpenSelectionRank,
} from '../../src/domain/open-selection-results.ts';
import { openSelection } from '../../src/domain/open-selection-state.ts';
import { VoidPosting, VoidPostingEnd } from '../../src/domain/posting-correction.ts';
import { campaignConcluded, winnerAppointed } from './given-corrections.ts';
import { campaignAt, givenSelectionCounty, on, refused } from './given-open-selection.ts';
import { stateOf } from './given-people.ts';
import { advisoryCodes } from './given-postings.ts';

const because = { reason: '误录' };

describe('a winner appointed in error', () => {
  test('is taken back after the posting that came of it, and only with a reason', () => {
    const { county, given, posting, winner, appointedId } = winnerAppointed();
    expect(refused(county, VoidOpenSelectionWin, winner, { reason: null })).toEqual([
      'AppointmentPostingStands',
      'ReasonNeeded',
    ]);
    expect(given.decide(VoidOpenSelectionWin, winner, because)).toMatchObject({
      refusals: [{ code: 'AppointmentPostingStands', evidence: [posting.postingId] }],
    });
    given.accepted(VoidPosting, posting, because);
    const [voided, ...others] = given.accepted(VoidOpenSelectionWin, winner, because);
    expect(voided).toMatchObject({
      type: 'OpenSelectionWinVoided',
      data: { ...winner, eventId: appointedId },
    });
    expect(others).toEqual([]);
    expect(given.accepted(VoidOpenSelectionWin, winner, because)).toEqual([]);
  });

  test('stands on public notice again, and may be appointed earlier than before', () => {
    const late = winnerAppointed({ on: '2022-10-20' });
    const { county, given, posting, left, winner, order, openSelectionId, a } = late;
    given.accepted(VoidPosting, posting, because);
    given.accepted(VoidPostingEnd, left, because);
    const right = { ...order, documentIssuedOn: '2022-09-02' };
    const record = { ...on('2022-09-02'), basis: '虚干〔2022〕9号' };
    expect(refused(county, AppointOpenSelectionWinner, right, record)).toContain(
      'ApplicationsEnded',
    );
    given.accepted(VoidOpenSelectionWin, winner, because);
    const applicant = () => stateOf(given, openSelection(openSelectionId)).applicants.get(a);
    expect(applicant()).toMatchObject({ stage: 'NOTICED', end: null, win: null });
    const again = given.accepted(AppointOpenSelectionWinner, right, record);
    expect(again.at(-1)?.type).toBe('OpenSelectionWinnerAppointed');
    expect(applicant()).toMatchObject({ end: 'APPOINTED_ON_PROBATION', winVoided: false });
    expect(refused(county, VoidOpenSelectionWin, winner, because)).toEqual([
      'AppointmentPostingStands',
    ]);
  });

  test('may be dropped instead, or withdraw; the decision is revoked with it', () => {
    const { given, posting, winner } = winnerAppointed();
    given.accepted(VoidPosting, posting, because);
    given.accepted(VoidOpenSelectionWin, winner, because);
    const dropped = { ...winner, grounds: '复核不符合条件' };
    const ways = [
      given.decide(RevokeProposal, dropped),
      given.decide(WithdrawApplication, dropped),
    ];
    for (const way of ways) {
      expect(way).toMatchObject({
        events: [{}, { definition: { type: 'AppointmentRevoked' } }],
      });
    }
  });

  test('whose appointment was recorded anew by itself is won by that one', () => {
    const { given, posting, winner, order, a, county } = winnerAppointed();
    given.accepted(VoidPosting, posting, because);
    const [decided] = given.all().filter(({ type }) => type === 'AppointmentDecided');
    const record = { ...on('2022-08-30'), basis: '虚干〔2022〕9号' };
    const appointment = {
      cadreId: a,
      postId: county.postId,
      kind: 'MAIN' as const,
      staffing: 'ADMIN' as const,
      channel: 'OPEN_SELECTION' as const,
      lawfulRoute: 'ORDINARY' as const,
      caseId: null,
      decisionId: decided?.id as EventId,
      decidedOn: '2022-08-22',
      documentIssuedOn: '2022-08-30',
      tenureFrom: null,
    };
    const [anew] = given.accepted(AppointCadre, appointment, record);
    given.accepted(VoidOpenSelectionWin, winner, because);
    const events = given.accepted(AppointOpenSelectionWinner, order, record);
    expect(events).toMatchObject([
      { type: 'OpenSelectionWinnerAppointed', data: { appointmentId: anew?.id } },
    ]);
  });

  test('must have been appointed, or given the rank', () => {
    const county = givenSelectionCounty();
    const { openSelectionId } = campaignAt(county, 'PUBLIC_NOTICE');
    const codes = (cadreId: CadreId) =>
      refused(county, VoidOpenSelectionWin, { openSelectionId, cadreId }, because);
    const [a, b] = county.people as [CadreId, CadreId];
    expect([codes(a), codes(b)]).toEqual([['ApplicantHasNotWon'], ['ApplicantHasNotWon']]);
    expect(codes(county.unit as never)).toEqual(['ApplicationUnknown']);
  });

  test('of a rank is taken back with no posting to void', () => {
    const county = givenSelectionCounty();
    const rank = { kind: 'RANK' as const, postId: null, organizationId: county.unit };
    const { openSelectionId } = campaignAt(county, 'PUBLIC_NOTICE', rank);
    const winner = { openSelectionId, cadreId: county.people[0] as CadreId };
    county.given.accepted(ConferOpenSelectionRank, winner, on('2022-08-30'));
    expect(county.given.accepted(VoidOpenSelectionWin, winner, because)).toHaveLength(1);
    const again = county.given.accepted(ConferOpenSelectionRank, winner, on('2022-08-31'));
    expect(again.map(({ type }) => type)).toEqual(['OpenSelectionRankConferred']);
  });

  test('is named to whoever voids the posting', () => {
    const { given, posting, appointmentId } = winnerAppointed();
    const decision = given.decide(VoidPosting, posting);
    expect(advisoryCodes(decision)).toContain('ProcedureStaysCompleted');
    expect(decision).toMatchObject({
      advisories: expect.arrayContaining([expect.objectContaining({ evidence: [appointmentId] })]),
    });
  });
});

describe('a campaign concluded', () => {
  test('keeps its winner until the conclusion is taken back', () => {
    const { county, given, posting, winner, endId } = campaignConcluded();
    expect(refused(county, VoidOpenSelectionWin, winner, because)).toEqual([
      'AppointmentPostingStands',
      'OpenSelectionConclusionStands',
    ]);
    given.accepted(VoidPosting, posting, because);
    expect(given.decide(VoidOpenSelectionWin, winner, because)).toMatchObject({
      refusals: [{ code: 'OpenSelectionConclusionStands', evidence: [endId] }],
    });
  });

  test('in error goes on: the items are open again, and it is concluded anew', () => {
    const { county, given, campaign, posting, winner, ...ids } = campaignConcluded();
    expect(refused(county, VoidOpenSelectionConclusion, campaign, { reason: null })).toEqual([
      'ReasonNeeded',
    ]);
    const voided = given.accepted(VoidOpenSelectionConclusion, campaign, because);
    expect(voided.map(({ type, data }) => [type, data.eventId])).toEqual([
      ['OfferedItemConclusionVoided', ids.itemEndId],
      ['OpenSelectionConclusionVoided', ids.endId],
    ]);
    expect(given.accepted(VoidOpenSelectionConclusion, campaign, because)).toEqual([]);
    const state = stateOf(given, openSelection(ids.openSelectionId));
    expect(state.phase).toBe('PUBLIC_NOTICE');
    expect(state.items.get(ids.itemId)?.concluded).toBeNull();
    given.accepted(VoidPosting, posting, because);
    given.accepted(VoidOpenSelectionWin, winner, because);
    expect(refused(county, ConcludeOpenSelection, campaign, on('2022-09-05'))).toEqual([
      'ApplicantsWithoutEnd',
    ]);
    given.accepted(RevokeProposal, { ...winner, grounds: '复核不符合条件' }, on('2022-09-05'));
    const no = { ...winner, by: 'ORG_DEPT' as const, grounds: '复核不符合条件' };
    given.accepted(DeclineFinalistReserve, no, on('2022-09-05'));
    const again = given.accepted(ConcludeOpenSelection, campaign, on('2022-09-06'));
    expect(again[0]?.data).toMatchObject({ outcome: 'UNFILLED', filledCount: 0 });
    expect(given.accepted(VoidOpenSelectionConclusion, campaign, because)).toHaveLength(2);
  });

  test('is voided only when it was', () => {
    const { county, openSelectionId } = winnerAppointed();
    const codes = refused(county, VoidOpenSelectionConclusion, { openSelectionId }, because);
    expect(codes).toEqual(['OpenSelectionInOtherPhase']);
  });
});
