import { describe, expect, test } from '@jest/globals';
import type { OpenSelectionPhase } from '../../events/open-selection.ts';
import { SanctionImposed } from '../../events/register.ts';
import { RuleSetIssued } from '../../events/rule-set.ts';
import type { CadreId, EventId } from '../../events/values.ts';
import { appointments } from '../../src/domain/appointment-state.ts';
import { RecordOpenSelectionApproval } from '../../src/domain/open-selection-draft.ts';
import { openSelection } from '../../src/domain/open-selection-state.ts';
import { CorrectOpenSelectionStep } from '../../src/domain/open-selection-step.ts';
import { cadreStream } from '../../src/domain/people.ts';
import { shippedRules } from '../../src/domain/rules/defaults/index.ts';
import { ruleSetStream } from '../../src/domain/rules/rule-set.ts';
import {
  appointmentDecisions,
  appointments as appointmentRows,
} from '../../src/read-models/appointment.ts';
import { openSelections } from '../../src/read-models/open-selection.ts';
import { openSelectionApplications } from '../../src/read-models/open-selection-application.ts';
import { offeredItems } from '../../src/read-models/open-selection-item.ts';
import { rowsOf } from '../read-models/rows-of.ts';
import { testCounty } from '../scenario.ts';
import { campaignConcluded, winnerAppointed } from './given-corrections.ts';
import {
  campaignAt,
  drafted,
  givenSelectionCounty,
  on,
  refused,
  type SelectionCounty,
} from './given-open-selection.ts';
import { stateOf } from './given-people.ts';
import { advisoryCodes } from './given-postings.ts';

type Ids = ReturnType<typeof campaignAt>;

/** Corrects steps of a campaign, each named by its phase. */
function correcting(county: SelectionCounty, { openSelectionId, itemId }: Ids) {
  const { given } = county;
  const state = () => stateOf(given, openSelection(openSelectionId));
  const input = (phase: OpenSelectionPhase, day: string, until: string | null = null) => ({
    openSelectionId,
    eventId: state().steps[phase]?.eventId as EventId,
    on: day,
    until,
  });
  return {
    given,
    state,
    input,
    correct: (...step: Parameters<typeof input>) =>
      given.accepted(CorrectOpenSelectionStep, input(...step)),
    codes: (...step: Parameters<typeof input>) =>
      refused(county, CorrectOpenSelectionStep, input(...step)),
    campaign: () => rowsOf(openSelections, given.all()).get(openSelectionId),
    item: () => rowsOf(offeredItems, given.all()).get(itemId),
    application: (cadreId: CadreId | undefined) =>
      rowsOf(openSelectionApplications, given.all()).get(`${openSelectionId}.${cadreId}`),
  };
}

const at = (phase: OpenSelectionPhase) => {
  const county = givenSelectionCounty();
  return correcting(county, campaignAt(county, phase));
};

test('each step can be moved within its neighbours, and only for a reason', () => {
  const { given, input, correct, campaign } = at('PUBLIC_NOTICE');
  const days: readonly (readonly [OpenSelectionPhase, string])[] = [
    ['DRAFT', '2022-07-02'],
    ['REGISTRATION_CLOSED', '2022-07-16'],
    ['WRITTEN_EXAM', '2022-07-24'],
    ['INTERVIEW', '2022-07-31'],
    ['INSPECTION', '2022-08-04'],
    ['DECISION', '2022-08-21'],
  ];
  for (const [phase, day] of days) {
    expect(given.refused(CorrectOpenSelectionStep, input(phase, day), { reason: null })).toEqual([
      'ReasonNeeded',
    ]);
    correct(phase, day);
    expect(correct(phase, day)).toEqual([]);
  }
  expect(campaign()).toMatchObject({ phase: 'PUBLIC_NOTICE', decidedOn: '2022-08-21' });
  const steps = campaign()?.steps.map(({ phase, on: day }) => [phase, day]);
  expect(steps).toEqual(expect.arrayContaining(days.slice(1).map((day) => [...day])));
});

test('a step cannot pass another, nor what was recorded before or after it', () => {
  const { codes, given, input, state } = at('PUBLIC_NOTICE');
  expect(codes('WRITTEN_EXAM', '2022-07-17')).toEqual(['StepOutOfOrder']);
  expect(codes('WRITTEN_EXAM', '2022-07-25')).toEqual(['StepOutOfOrder']);
  expect(codes('INSPECTION', '2022-08-02')).toEqual(['StepOutOfOrder']);
  expect(codes('INSPECTION', '2022-08-11')).toEqual(['StepOutOfOrder']);
  expect(codes('DECISION', '2022-08-14')).toEqual(['StepOutOfOrder']);
  expect(codes('DECISION', '2022-08')).toEqual(['DayNeeded']);
  expect(codes('PUBLIC_NOTICE', '2024-07-01')).toEqual(['DateAhead']);
  const gates = state().gates.map(({ eventId }) => eventId);
  expect(given.decide(CorrectOpenSelectionStep, input('DECISION', '2022-08-10'))).toMatchObject({
    refusals: [{ code: 'StepOutOfOrder', evidence: expect.arrayContaining(gates.slice(1)) }],
  });
  expect(codes('DRAFT', '2022-07-01', '2022-07-03')).toEqual(['StepHasNoEnd']);
});

test('a fact that is no step, or of another campaign, is not known', () => {
  const { codes, given, input, state } = at('WRITTEN_EXAM');
  const [applicant] = state().applicants.values();
  const other = { ...input('DRAFT', '2022-07-02'), eventId: applicant?.submitted.eventId };
  expect(given.refused(CorrectOpenSelectionStep, other as never)).toEqual(['CorrectedFactUnknown']);
  const none = { ...other, openSelectionId: applicant?.cadreId, eventId: applicant?.cadreId };
  expect(given.refused(CorrectOpenSelectionStep, none as never)).toEqual(['OpenSelectionUnknown']);
  expect(codes('WRITTEN_EXAM', '2022-07-23')).toEqual([]);
});

describe('the announcement', () => {
  test('moves with the items, and registration ran until another day', () => {
    const { correct, codes, campaign, item, state } = at('WRITTEN_EXAM');
    expect(codes('ANNOUNCED', '2022-07-04', '2022-07-09')).toEqual(['AppliedLater']);
    expect(codes('ANNOUNCED', '2022-07-04', '2022-07-16')).toEqual(['RegistrationStillRunning']);
    expect(codes('ANNOUNCED', '2022-07-11')).toEqual(['StepOutOfOrder']);
    expect(codes('ANNOUNCED', '2022-07-05', '2022-07-03')).toEqual([
      'AppliedLater',
      'RegistrationEndsBeforeAnnouncement',
    ]);
    correct('ANNOUNCED', '2022-07-04', '2022-07-14');
    expect(state()).toMatchObject({ registrationUntil: '2022-07-14' });
    expect(campaign()).toMatchObject({
      announcedOn: '2022-07-04',
      registrationUntil: '2022-07-14',
    });
    expect(item()?.announcedOn).toBe('2022-07-04');
    correct('ANNOUNCED', '2022-07-03');
    expect(campaign()).toMatchObject({
      announcedOn: '2022-07-03',
      registrationUntil: '2022-07-14',
    });
    expect(codes('REGISTRATION_CLOSED', '2022-07-13')).toEqual(['RegistrationStillRunning']);
  });

  test('follows the superior’s approval, which may be moved too', () => {
    const county = givenSelectionCounty();
    const ids = drafted(county);
    const approval = { openSelectionId: ids.openSelectionId, approvedBy: '虚构市委组织部' };
    const record = { ...on('2022-07-03'), basis: '虚组〔2022〕1号' };
    county.given.accepted(RecordOpenSelectionApproval, approval, record);
    const { correct, codes, campaign } = correcting(county, ids);
    expect(codes('SUPERIOR_APPROVED', '2022-07-01')).toEqual(['StepOutOfOrder']);
    correct('SUPERIOR_APPROVED', '2022-07-04');
    expect(campaign()?.steps).toMatchObject([{ on: '2022-07-04', document: '虚组〔2022〕1号' }]);
  });
});

describe('the decision', () => {
  test('moves what was decided of each person with it', () => {
    const { correct, codes, given, state, application } = at('DECISION');
    const [a, , , d] = [...state().applicants.keys()] as CadreId[];
    const decided = () => stateOf(given, appointments(a as CadreId)).decisions;
    const moved = correct('DECISION', '2022-08-20');
    expect(moved.map(({ type }) => type)).toEqual([
      'OpenSelectionStepCorrected',
      'AppointmentDecisionCorrected',
    ]);
    expect(decided()).toMatchObject([{ decidedOn: '2022-08-20' }]);
    const rows = [...rowsOf(appointmentDecisions, given.all(), '2022-08-20').values()];
    expect(rows).toMatchObject([{ decidedOn: '2022-08-20', status: 'DECIDED' }]);
    const [, b] = [...state().applicants.keys()];
    expect(application(b)).toMatchObject({ endedOn: '2022-08-20' });
    expect(application(d)).not.toMatchObject({ endedOn: '2022-08-20' });
    given.given(
      cadreStream(a as CadreId),
      SanctionImposed,
      { cadreId: a as CadreId, effectEndsOn: '2022-08-19' },
      { ...on('2022-08-01'), personal: { kind: '警告', detail: null } as never },
    );
    expect(codes('DECISION', '2022-08-18')).toEqual(['SanctionInForce']);
  });

  test('moves the appointment that took effect, judged as that is', () => {
    const { county, given, openSelectionId, itemId, a } = winnerAppointed();
    const { correct, codes } = correcting(county, { openSelectionId, itemId });
    expect(codes('DECISION', '2022-08-24')).toEqual(['StepOutOfOrder']);
    expect(correct('DECISION', '2022-08-19').map(({ type }) => type)).toEqual([
      'OpenSelectionStepCorrected',
      'AppointmentCorrected',
    ]);
    const state = stateOf(given, appointments(a));
    expect(state.decisions).toMatchObject([{ decidedOn: '2022-08-19' }]);
    expect([...rowsOf(appointmentRows, given.all()).values()]).toMatchObject([
      { decidedOn: '2022-08-19', tenureFrom: '2022-08-30' },
    ]);
  });
});

describe('the notice', () => {
  test('ends as the rule counts it from the other day, or later', () => {
    const { correct, codes, campaign, state } = at('PUBLIC_NOTICE');
    correct('PUBLIC_NOTICE', '2022-08-24');
    expect(campaign()).toMatchObject({ noticeStartsOn: '2022-08-24', noticeEndsOn: '2022-08-30' });
    expect(codes('PUBLIC_NOTICE', '2022-08-24', '2022-08-29')).toEqual(['NoticeTooShort']);
    correct('PUBLIC_NOTICE', '2022-08-24', '2022-09-02');
    expect(state().noticeEndsOn).toBe('2022-09-02');
    expect(correct('PUBLIC_NOTICE', '2022-08-24')).toEqual([]);
    expect(codes('PUBLIC_NOTICE', '2022-08')).toContain('DayNeeded');
  });

  test('cannot have run while somebody was appointed', () => {
    const { county, openSelectionId, itemId } = winnerAppointed();
    const { codes, correct } = correcting(county, { openSelectionId, itemId });
    expect(codes('PUBLIC_NOTICE', '2022-08-24')).toEqual(['WonDuringNotice']);
    expect(codes('PUBLIC_NOTICE', '2022-08-23', '2022-08-30')).toEqual(['WonDuringNotice']);
    expect(correct('PUBLIC_NOTICE', '2022-08-22')).toHaveLength(1);
  });
});

test('the conclusion moves with the ends of the items, not before the last answer', () => {
  const { county, openSelectionId, itemId } = campaignConcluded();
  const { codes, correct, campaign, item } = correcting(county, { openSelectionId, itemId });
  expect(codes('CONCLUDED', '2022-08-31')).toEqual(['StepOutOfOrder']);
  expect(correct('CONCLUDED', '2022-09-02')).toHaveLength(2);
  expect(campaign()).toMatchObject({ concludedOn: '2022-09-02', phase: 'CONCLUDED' });
  expect(item()).toMatchObject({ status: 'FILLED', endedOn: '2022-09-02' });
});

test('a draft of another day keeps the rules it pinned, and that is said', () => {
  const county = givenSelectionCounty();
  const { given } = county;
  const rules = [...shippedRules];
  const issued = { county: testCounty, version: 2, rules };
  given.given(ruleSetStream(testCounty), RuleSetIssued, issued, on('2022-06-30'));
  const { input } = correcting(county, drafted(county));
  const advised = (day: string) =>
    advisoryCodes(given.decide(CorrectOpenSelectionStep, input('DRAFT', day)));
  expect(advised('2022-06-30')).toEqual([]);
  expect(advised('2022-06-29')).toEqual(['PinnedRulesStay']);
});
