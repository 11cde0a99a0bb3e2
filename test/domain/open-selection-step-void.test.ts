import { describe, expect, test } from '@jest/globals';
import type { CadreId, EventId } from '../../events/values.ts';
import { appointments } from '../../src/domain/appointment-state.ts';
import { VoidAppointmentStep } from '../../src/domain/appointment-step.ts';
import { VoidOpenSelectionConclusion } from '../../src/domain/open-selection-correction.ts';
import { DecideOpenSelection } from '../../src/domain/open-selection-decision.ts';
import { VoidOfferedItem } from '../../src/domain/open-selection-draft.ts';
import { RecordOpenSelectionGate } from '../../src/domain/open-selection-gates.ts';
import {
  VoidApplicationStep,
  VoidOfferedItemStep,
} from '../../src/domain/open-selection-record-void.ts';
import {
  ScreenApplications,
  SubmitApplication,
  VoidApplication,
} from '../../src/domain/open-selection-registration.ts';
import {
  VoidOpenSelectionGate,
  VoidOpenSelectionStep,
} from '../../src/domain/open-selection-step-void.ts';
import { hasSentence } from '../../src/domain/sentences/index.ts';
import { appointmentDecisions } from '../../src/read-models/appointment.ts';
import { openSelectionGates } from '../../src/read-models/open-selection.ts';
import { rowsOf } from '../read-models/rows-of.ts';
import { correctable as at, campaignConcluded } from './given-corrections.ts';
import { on, tally, votes } from './given-open-selection.ts';
import { stateOf } from './given-people.ts';

describe('the course of a campaign', () => {
  test('is walked back to nothing, step by step, with what stood on each', () => {
    const { given, step, state, ofCampaign, itemId, people, campaign, item, row } =
      at('PUBLIC_NOTICE');
    const [a, , , d] = people;
    const back = (eventId: EventId = step().eventId) =>
      given.accepted(VoidOpenSelectionStep, { ...ofCampaign, eventId });
    const backOf = (cadreId: CadreId, eventId: EventId | undefined) =>
      given.accepted(VoidApplicationStep, {
        ...ofCampaign,
        cadreId,
        eventId: eventId as EventId,
      });
    const backOfItem = (eventId: EventId | undefined) =>
      given.accepted(VoidOfferedItemStep, { ...ofCampaign, itemId, eventId: eventId as EventId });
    const known = (cadreId: CadreId) => state().applicants.get(cadreId);
    back();
    expect(campaign()).toMatchObject({ phase: 'DECISION', noticeStartsOn: null });
    expect(row(a)).toMatchObject({ stage: 'PROPOSED', noticeEventId: null });
    expect(back().map(({ type }) => type)).toEqual([
      'OpenSelectionStepVoided',
      'AppointmentStepVoided',
    ]);
    expect(campaign()).toMatchObject({ phase: 'INSPECTION', decidedOn: null, decision: null });
    expect(row(a)).toMatchObject({ stage: 'INSPECTION_OBJECT', proposedPostId: null });
    expect(stateOf(given, appointments(a)).decisions).toEqual([]);
    expect(rowsOf(appointmentDecisions, given.all()).size).toBe(0);
    expect(given.refused(VoidOpenSelectionStep, step())).toEqual(['RecordedSince']);
    for (const cadreId of people.slice(0, 2)) backOf(cadreId, known(cadreId)?.inspection?.eventId);
    for (const { eventId } of state().gates.toReversed()) {
      given.accepted(VoidOpenSelectionGate, { ...ofCampaign, gateId: eventId });
    }
    back();
    expect(row(d)).toMatchObject({ endState: 'FINALIST_NOT_SELECTED', stage: 'INTERVIEWED' });
    backOfItem(state().items.get(itemId)?.objectsNamed?.eventId);
    expect(row(d)).toMatchObject({ endState: null, totalRank: null });
    for (const cadreId of people) backOf(cadreId, known(cadreId)?.interview?.eventId);
    back();
    backOfItem(state().items.get(itemId)?.shortlisted?.eventId);
    for (const cadreId of people) backOf(cadreId, known(cadreId)?.written?.eventId);
    back();
    for (const cadreId of people) backOf(cadreId, known(cadreId)?.screening?.eventId);
    back();
    expect(campaign()?.phase).toBe('ANNOUNCED');
    expect(given.refused(VoidOpenSelectionStep, step())).toEqual(['RecordedSince']);
    for (const cadreId of people) given.accepted(VoidApplication, { ...ofCampaign, cadreId });
    back();
    expect(item()).toMatchObject({ announcedOn: null, announcementId: null });
    expect(campaign()).toMatchObject({ phase: 'DRAFT', announcedOn: null, steps: [] });
    given.accepted(VoidOfferedItem, { ...ofCampaign, itemId });
    const draft = step();
    back();
    expect(campaign()).toBeUndefined();
    expect(given.accepted(VoidOpenSelectionStep, draft)).toEqual([]);
  });

  test('goes back by the latest step alone, for a reason, and once', () => {
    const { given, step, state, ofCampaign } = at('WRITTEN_EXAM');
    const announced = { ...ofCampaign, eventId: state().steps.ANNOUNCED?.eventId as EventId };
    expect(given.refused(VoidOpenSelectionStep, announced)).toEqual(['OpenSelectionStepNotLatest']);
    expect(given.refused(VoidOpenSelectionStep, step(), { reason: null })).toEqual([
      'ReasonNeeded',
    ]);
    const exam = step();
    expect(given.accepted(VoidOpenSelectionStep, exam)).toHaveLength(1);
    expect(given.accepted(VoidOpenSelectionStep, exam)).toEqual([]);
  });

  test('does not rest on applications entered in error, nor on what was said of them', () => {
    const { given, step, ofCampaign, itemId, people, campaign } = at('ANNOUNCED');
    const [cadreId] = people;
    given.accepted(SubmitApplication, { ...ofCampaign, itemId, cadreId }, on('2022-07-10'));
    const screening = { cadreId, qualified: true, grounds: null };
    given.accepted(
      ScreenApplications,
      { ...ofCampaign, screenings: [screening] },
      on('2022-07-11'),
    );
    expect(given.refused(VoidOpenSelectionStep, step())).toEqual(['RecordedSince']);
    given.accepted(VoidApplication, { ...ofCampaign, cadreId });
    given.accepted(VoidOpenSelectionStep, step());
    expect(campaign()?.phase).toBe('DRAFT');
  });

  test('is concluded, or not, by a correction of its own', () => {
    const { given, campaign, endId } = campaignConcluded();
    const step = { ...campaign, eventId: endId };
    expect(given.refused(VoidOpenSelectionStep, step)).toContain('OpenSelectionInOtherPhase');
    given.accepted(VoidOpenSelectionConclusion, campaign);
    expect(given.accepted(VoidOpenSelectionStep, step)).toEqual([]);
  });

  test('decides again after a decision was taken back, for somebody else', () => {
    const { given, step, people, ofCampaign, row } = at('DECISION');
    given.accepted(VoidOpenSelectionStep, step());
    const proposals = [{ cadreId: people[1], postId: null }];
    given.accepted(DecideOpenSelection, { ...ofCampaign, proposals, ...votes }, on('2022-08-22'));
    expect(row(people[0])).toMatchObject({ endState: 'FINALIST_NOT_SELECTED' });
    expect(row(people[1])).toMatchObject({ stage: 'PROPOSED', endState: null });
  });
});

test('a gate held in error is held anew; one that a later gate rests on stays', () => {
  const { given, ofCampaign, state } = at('INSPECTION');
  const hold = (gate: 'WORKERS_AND_PEASANTS' | 'MASSES', day: string) =>
    given.accepted(RecordOpenSelectionGate, { ...ofCampaign, gate, ...tally }, on(day))[0]
      ?.id as EventId;
  const gateId = hold('WORKERS_AND_PEASANTS', '2022-08-06');
  const second = hold('MASSES', '2022-08-07');
  expect(given.refused(VoidOpenSelectionGate, { ...ofCampaign, gateId })).toEqual([
    'LaterGateHeld',
  ]);
  given.accepted(VoidOpenSelectionGate, { ...ofCampaign, gateId: second });
  expect(given.accepted(VoidOpenSelectionGate, { ...ofCampaign, gateId: second })).toEqual([]);
  expect([...rowsOf(openSelectionGates, given.all()).keys()]).toEqual([gateId]);
  expect(state().gates).toHaveLength(1);
  hold('MASSES', '2022-08-08');
  const unknown = { ...ofCampaign, gateId: state().drafted?.eventId as EventId };
  expect(given.refused(VoidOpenSelectionGate, unknown)).toEqual(['GateUnknown']);
});

test('a decision taken back on the person’s own record says so, and the campaign copes', () => {
  const { given, people, step, state } = at('DECISION');
  const cadreId = people[0];
  const decisionId = state().applicants.get(cadreId)?.proposal?.decisionId as EventId;
  const own = { cadreId, decisionId, eventId: decisionId };
  expect(given.decide(VoidAppointmentStep, own)).toMatchObject({
    advisories: [{ code: 'DecisionOfOpenSelection' }],
  });
  given.accepted(VoidAppointmentStep, own);
  expect(given.accepted(VoidAppointmentStep, own)).toEqual([]);
  expect(given.accepted(VoidOpenSelectionStep, step())).toHaveLength(1);
});

test('every finding has a sentence', () => {
  for (const code of [
    'OpenSelectionStepNotLatest',
    'RecordedSince',
    'ApplicationStepNotLatest',
    'ApplicationStepOfSeveral',
    'CampaignWentOn',
    'FinalistEntryStands',
    'OfferedItemStepNotLatest',
    'DecisionOfOpenSelection',
    'PinnedRulesStay',
  ]) {
    expect([code, hasSentence(code)]).toEqual([code, true]);
  }
});
