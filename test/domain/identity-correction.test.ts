import { describe, expect, test } from '@jest/globals';
import type { CadreId } from '../../events/values.ts';
import { CorrectIdentityNumber, VoidRegistration } from '../../src/domain/identity-correction.ts';
import { RegisterPerson } from '../../src/domain/person.ts';
import { RecordEducation, VoidRegisterEntry } from '../../src/domain/register.ts';
import { cadres } from '../../src/read-models/person.ts';
import { rowsOf } from '../read-models/rows-of.ts';
import { idOf, scenario } from '../scenario.ts';
import { givenCounty, identityNumberOf, profile } from './given-people.ts';

const was = identityNumberOf('1985-06-01', 1);
const is = identityNumberOf('1985-06-01', 3);

function registered() {
  const given = scenario();
  givenCounty(given);
  const register = (identityNumber: string) =>
    given.accepted(RegisterPerson, { ...profile, identityNumber, openingBalance: false });
  const [, event] = register(was);
  const cadreId = event?.data.cadreId as CadreId;
  const row = () => rowsOf(cadres, given.all()).get(cadreId);
  return { given, register, cadreId, row };
}
const education = { level: 'UNDERGRADUATE' as const, fullTime: true, degree: null, school: null };

describe('a registration made in error', () => {
  test('is taken back, and the number can be claimed again', () => {
    const { given, register, cadreId, row } = registered();
    const events = given.accepted(VoidRegistration, { cadreId });
    expect(events.map(({ type }) => type)).toEqual(['IdentityReleased', 'RegistrationVoided']);
    expect(row()).toBeUndefined();
    expect(given.accepted(VoidRegistration, { cadreId })).toEqual([]);
    expect(register(was)).toHaveLength(2);
    expect(given.refused(RecordEducation, { cadreId, ...education })).toEqual(['CadreUnknown']);
  });

  test('stays while anything else of the person stands', () => {
    const { given, cadreId } = registered();
    const [entry] = given.accepted(RecordEducation, { cadreId, ...education });
    expect(given.decide(VoidRegistration, { cadreId })).toMatchObject({
      refusals: [{ code: 'PersonHasFacts', params: { count: 1 }, evidence: [entry?.id] }],
    });
    given.accepted(VoidRegisterEntry, { cadreId, eventId: entry?.id ?? '' });
    expect(given.accepted(VoidRegistration, { cadreId })).toHaveLength(2);
  });

  test('needs a reason, and somebody of this county', () => {
    const { given, cadreId } = registered();
    expect(given.refused(VoidRegistration, { cadreId }, { reason: null })).toEqual([
      'ReasonNeeded',
    ]);
    expect(given.refused(VoidRegistration, { cadreId: idOf('nobody') })).toEqual(['CadreUnknown']);
  });
});

describe('a wrong identity number', () => {
  test('is corrected: the former is free, the right one taken, the row shows it', () => {
    const { given, register, cadreId, row } = registered();
    const events = given.accepted(CorrectIdentityNumber, { cadreId, was, is });
    expect(events.map(({ type }) => type)).toEqual([
      'IdentityReleased',
      'IdentityClaimed',
      'IdentityNumberCorrected',
    ]);
    expect(JSON.stringify(events.map(({ stream, data }) => [stream, data]))).not.toContain(is);
    expect(row()?.maskedIdentityNumber).toBe(`419999********${is.slice(-4)}`);
    expect(given.accepted(CorrectIdentityNumber, { cadreId, was, is })).toEqual([]);
    expect(register(was)).toHaveLength(2);
    const third = { ...profile, identityNumber: is, openingBalance: false };
    expect(given.refused(RegisterPerson, third)).toEqual(['IdentityTaken']);
  });

  test('must be the one that stands; the right one nobody’s, of the same birth and gender', () => {
    const { given, register, cadreId } = registered();
    const woman = identityNumberOf('1985-06-01', 2);
    expect(given.refused(CorrectIdentityNumber, { cadreId, was: is, is: woman })).toEqual([
      'IdentityGenderDiffers',
      'IdentityNumberStandsOtherwise',
    ]);
    register(is);
    expect(given.refused(CorrectIdentityNumber, { cadreId, was, is })).toEqual(['IdentityTaken']);
  });
});
