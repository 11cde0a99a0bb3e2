import { describe, expect, test } from '@jest/globals';
import {
  CorrectOpenSelectionGate,
  RecordOpenSelectionGate,
} from '../../src/domain/open-selection-gates.ts';
import { idOf } from '../scenario.ts';
import {
  campaignAt,
  gates,
  givenSelectionCounty,
  on,
  passGates,
  refused,
  tally,
} from './given-open-selection.ts';

const [first, second] = gates;

/** A campaign under inspection, no gate held. */
function inspecting() {
  const county = givenSelectionCounty();
  const { openSelectionId } = campaignAt(county, 'INSPECTION');
  return { county, given: county.given, openSelectionId };
}

describe('a gate', () => {
  test('comes after the one before it', () => {
    const { county, given, openSelectionId } = inspecting();
    const masses = { openSelectionId, gate: second, ...tally };
    const codes = refused(county, RecordOpenSelectionGate, masses, on('2022-08-10'));
    expect(codes).toEqual(['FormerGateNotPassed']);
    const workers = { ...masses, gate: first };
    given.accepted(RecordOpenSelectionGate, workers, on('2022-08-10'));
    const early = refused(county, RecordOpenSelectionGate, masses, on('2022-08-09'));
    expect(early).toEqual(['StepBeforeEarlierStep']);
    expect(given.accepted(RecordOpenSelectionGate, masses, on('2022-08-10'))).toHaveLength(1);
  });

  test('counts nobody twice and needs two thirds of those expected', () => {
    const { county, openSelectionId } = inspecting();
    const input = { openSelectionId, gate: first, ...tally };
    const codes = (change: Partial<typeof tally>) =>
      refused(county, RecordOpenSelectionGate, { ...input, ...change }, on('2022-08-10'));
    expect(codes({ votesFor: 41 })).toEqual(['VotesExceedPresent']);
    expect(codes({ present: 61 })).toEqual(['MorePresentThanExpected']);
    expect(codes({ expected: 75, present: 50 })).toEqual([]);
    expect(codes({ expected: 76, present: 50 })).toEqual(['AttendanceTooLow']);
  });

  test('not passed may be held again; passed it may not', () => {
    const { county, given, openSelectionId } = inspecting();
    const half = { ...tally, votesFor: 25, votesAgainst: 20 };
    const input = { openSelectionId, gate: first, ...half };
    const [failed] = given.accepted(RecordOpenSelectionGate, input, on('2022-08-10'));
    expect(failed?.data.passed).toBe(false);
    expect(given.accepted(RecordOpenSelectionGate, input, on('2022-08-10'))).toEqual([]);
    const again = { ...input, votesFor: 26, votesAgainst: 19 };
    const [passed] = given.accepted(RecordOpenSelectionGate, again, on('2022-08-12'));
    expect(passed?.data.passed).toBe(true);
    const third = { ...input, votesFor: 30, votesAgainst: 15 };
    const codes = refused(county, RecordOpenSelectionGate, third, on('2022-08-13'));
    expect(codes).toEqual(['GatePassedAlready']);
  });

  test('is corrected until the decision, but stays passed when later gates rest on it', () => {
    const { county, given, openSelectionId } = inspecting();
    passGates(county, openSelectionId);
    const [gate, , last] = given.all().filter(({ type }) => type === 'OpenSelectionGateRecorded');
    const input = { openSelectionId, ...tally, gateId: gate?.id ?? '' };
    expect(given.accepted(CorrectOpenSelectionGate, input, on('2022-08-13'))).toEqual([]);
    const lost = { ...input, votesFor: 20 };
    const codes = refused(county, CorrectOpenSelectionGate, lost, on('2022-08-13'));
    expect(codes).toEqual(['LaterGateHeld']);
    const fewer = { ...input, votesFor: 39 };
    const [corrected] = given.accepted(CorrectOpenSelectionGate, fewer, on('2022-08-13'));
    expect(corrected?.data).toMatchObject({
      eventId: gate?.id,
      was: { votesFor: 40, passed: true },
      is: { votesFor: 39, passed: true },
    });
    const ofLast = { ...lost, gateId: last?.id ?? '' };
    const [undone] = given.accepted(CorrectOpenSelectionGate, ofLast, on('2022-08-13'));
    expect(undone?.data.is).toMatchObject({ passed: false });
    const nothing = { ...input, gateId: idOf<string>('no gate') };
    const unknown = refused(county, CorrectOpenSelectionGate, nothing, on('2022-08-13'));
    expect(unknown).toEqual(['GateUnknown']);
  });

  test('is not recorded after the decision', () => {
    const county = givenSelectionCounty();
    const { openSelectionId } = campaignAt(county, 'DECISION');
    const input = { openSelectionId, gate: gates[2], ...tally, votesFor: 35 };
    const codes = refused(county, RecordOpenSelectionGate, input, on('2022-08-23'));
    expect(codes).toEqual(['GatePassedAlready', 'OpenSelectionInOtherPhase']);
  });
});
