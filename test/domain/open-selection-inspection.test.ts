import { describe, expect, test } from '@jest/globals';
import type { CadreId } from '../../events/values.ts';
import { DecideOpenSelection } from '../../src/domain/open-selection-decision.ts';
import {
  CorrectApplicantInspection,
  RecordApplicantInspection,
} from '../../src/domain/open-selection-inspection.ts';
import { WithdrawApplication } from '../../src/domain/open-selection-registration.ts';
import { openSelection } from '../../src/domain/open-selection-state.ts';
import {
  campaignAt,
  givenSelectionCounty,
  inspect,
  on,
  passGates,
  refused,
  votes,
} from './given-open-selection.ts';
import { stateOf } from './given-people.ts';

/** A campaign at a phase, 甲 and 乙 its inspection objects; and the inspection of 甲 as input. */
function campaign(phase: 'INSPECTION' | 'DECISION' | 'PUBLIC_NOTICE') {
  const county = givenSelectionCounty();
  const { openSelectionId } = campaignAt(county, phase);
  const [a, b, c] = county.people as [CadreId, CadreId, CadreId];
  const input = { openSelectionId, cadreId: a, fit: true, teamSize: 2 };
  return { county, given: county.given, openSelectionId, input, a, b, c };
}
const because = (effectiveOn: string) => ({ ...on(effectiveOn), reason: '结论录入有误' });

describe('the inspection of an applicant', () => {
  test('is made once, of an object, by a team of two', () => {
    const { county, given, input, c } = campaign('INSPECTION');
    const record = (change: Partial<typeof input>) =>
      refused(county, RecordApplicantInspection, { ...input, ...change }, on('2022-08-15'));
    expect(record({ teamSize: 1 })).toEqual(['InspectionTeamTooSmall']);
    expect(record({ cadreId: c })).toEqual(['ApplicationsEnded']);
    given.accepted(RecordApplicantInspection, input, on('2022-08-15'));
    expect(given.accepted(RecordApplicantInspection, input, on('2022-08-15'))).toEqual([]);
    expect(record({ fit: false })).toEqual(['InspectedOtherwise']);
  });
});

describe('an inspection recorded in error', () => {
  test('is corrected, naming what it was and is; asked twice nothing more happens', () => {
    const { given, openSelectionId, input, a } = campaign('INSPECTION');
    const [inspected] = given.accepted(RecordApplicantInspection, input, on('2022-08-15'));
    const correct = (change: Partial<typeof input>) =>
      given.accepted(CorrectApplicantInspection, { ...input, ...change }, because('2022-08-18'));
    const [first] = correct({ fit: false });
    expect(first?.type).toBe('ApplicantInspectionCorrected');
    expect(first?.data).toEqual({
      openSelectionId,
      cadreId: a,
      eventId: inspected?.id,
      was: { fit: true, teamSize: 2 },
      is: { fit: false, teamSize: 2 },
    });
    expect(correct({ fit: false })).toEqual([]);
    const [second] = correct({ fit: false, teamSize: 3 });
    expect(second?.data).toMatchObject({
      eventId: inspected?.id,
      was: { fit: false, teamSize: 2 },
      is: { fit: false, teamSize: 3 },
    });
    const { applicants } = stateOf(given, openSelection(openSelectionId));
    expect(applicants.get(a)?.inspection).toMatchObject({
      eventId: inspected?.id,
      on: '2022-08-15',
      fit: false,
      teamSize: 3,
    });
  });

  test('is corrected for a reason and by a team of two, both said at once', () => {
    const { county, given, input } = campaign('INSPECTION');
    given.accepted(RecordApplicantInspection, input, on('2022-08-15'));
    const alone = { ...input, teamSize: 1 };
    expect(
      refused(county, CorrectApplicantInspection, alone, { ...on('2022-08-18'), reason: null }),
    ).toEqual(['InspectionTeamTooSmall', 'ReasonNeeded']);
    const unfit = { ...input, fit: false };
    const reasonless = refused(county, CorrectApplicantInspection, unfit, {
      ...on('2022-08-18'),
      reason: null,
    });
    expect(reasonless).toEqual(['ReasonNeeded']);
  });

  test('is not corrected where there is none', () => {
    const { county, input } = campaign('INSPECTION');
    const codes = refused(county, CorrectApplicantInspection, input, because('2022-08-18'));
    expect(codes).toEqual(['ApplicationNotInspected']);
  });

  test('lets the decision propose whom the correction finds fit, and nobody it does not', () => {
    const { county, given, openSelectionId, input, a } = campaign('INSPECTION');
    passGates(county, openSelectionId);
    inspect(county, openSelectionId);
    const proposals = [{ cadreId: a, postId: null }];
    const decision = { openSelectionId, proposals, ...votes };
    const decide = () => refused(county, DecideOpenSelection, decision, on('2022-08-22'));
    given.accepted(CorrectApplicantInspection, { ...input, fit: false }, because('2022-08-18'));
    expect(decide()).toEqual(['NotFoundFit']);
    given.accepted(CorrectApplicantInspection, input, because('2022-08-19'));
    expect(decide()).toEqual([]);
  });

  test('stands once the decision rests on it, for those proposed and those passed over', () => {
    for (const phase of ['DECISION', 'PUBLIC_NOTICE'] as const) {
      const { county, given, input, a, b } = campaign(phase);
      const decided = given.all().find(({ type }) => type === 'OpenSelectionDecided');
      for (const cadreId of [a, b]) {
        const late = { ...input, cadreId, fit: false };
        const codes = refused(county, CorrectApplicantInspection, late, because('2022-08-24'));
        expect(codes).toEqual(['InspectionAlreadyUsed']);
        const decision = given.decide(CorrectApplicantInspection, late, because('2022-08-24'));
        expect(decision).toMatchObject({ refusals: [{ evidence: [decided?.id] }] });
      }
    }
  });

  test('of somebody who withdrew before the decision is corrected after it too', () => {
    const { county, given, openSelectionId, input, a, b } = campaign('INSPECTION');
    passGates(county, openSelectionId);
    inspect(county, openSelectionId);
    const left = { openSelectionId, cadreId: b, grounds: null };
    given.accepted(WithdrawApplication, left, on('2022-08-18'));
    const decision = { openSelectionId, proposals: [{ cadreId: a, postId: null }], ...votes };
    given.accepted(DecideOpenSelection, decision, on('2022-08-22'));
    const unfit = { ...input, cadreId: b, fit: false };
    const events = given.accepted(CorrectApplicantInspection, unfit, because('2022-08-24'));
    expect(events.map(({ type }) => type)).toEqual(['ApplicantInspectionCorrected']);
    const end = stateOf(given, openSelection(openSelectionId)).applicants.get(b)?.end;
    expect(end).toBe('WITHDRAWN');
  });
});
