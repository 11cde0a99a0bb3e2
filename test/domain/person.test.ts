import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { CadreId } from '../../events/values.ts';
import { CorrectPersonProfile, RegisterPerson } from '../../src/domain/person.ts';
import { hasSentence } from '../../src/domain/sentences/index.ts';
import { idOf, scenario } from '../scenario.ts';
import { givenCounty, givenPerson, identityNumberOf, profile } from './given-people.ts';

const number = identityNumberOf('1985-06-01');
const somebody = { ...profile, identityNumber: number, openingBalance: false };

function county() {
  const given = scenario();
  givenCounty(given);
  return given;
}

describe('registering a person', () => {
  test('claims the identity and registers the person in one decision', () => {
    const given = county();
    const [claimed, registered] = given.accepted(RegisterPerson, somebody, {
      effectiveOn: '2019-01-01',
    });
    expect(claimed?.type).toBe('IdentityClaimed');
    expect(registered).toMatchObject({
      type: 'PersonRegistered',
      personal: { name: '某甲', identityNumber: number },
      meta: { effectiveOn: '2019-01-01' },
    });
    expect(claimed?.data).toEqual({ cadreId: registered?.data.cadreId });
  });

  test('keeps the number out of the stream’s name and out of the data', () => {
    const events = county().accepted(RegisterPerson, somebody);
    for (const { stream, data } of events)
      expect(JSON.stringify({ stream, data })).not.toContain(number);
  });

  test('happens once per identity number; the refusal names the evidence, not the person', () => {
    const given = county();
    const [, registered] = given.accepted(RegisterPerson, somebody);
    const decision = given.decide(RegisterPerson, { ...somebody, name: '某丙' });
    expect(decision).toMatchObject({
      kind: 'refused',
      refusals: [{ code: 'IdentityTaken', evidence: [registered?.id], params: {} }],
    });
    expect(given.refused(RegisterPerson, somebody)).toEqual(['IdentityTaken']);
    expect(JSON.stringify(decision)).not.toContain('某');
  });

  test('needs a county that is open', () => {
    expect(scenario().refused(RegisterPerson, somebody)).toEqual(['CountyNotOpen']);
  });

  test('needs birth and gender to agree with the number, all obstacles named at once', () => {
    const wrong = { ...somebody, birth: '1985-07', gender: 'FEMALE' as const };
    expect(county().refused(RegisterPerson, wrong)).toEqual([
      'IdentityBirthDiffers',
      'IdentityGenderDiffers',
    ]);
    expect(county().refused(RegisterPerson, { ...somebody, birth: '1985-06-02' })).toEqual([
      'IdentityBirthDiffers',
    ]);
  });

  test('agrees with the number to whatever precision the birth is known', () => {
    for (const birth of ['1985', '1985-06', '1985-06-01']) {
      expect(county().refused(RegisterPerson, { ...somebody, birth })).toEqual([]);
    }
  });

  test('cannot bring dates that lie before the birth', () => {
    const early = ['DateBeforeBirth'];
    expect(county().refused(RegisterPerson, { ...somebody, workingSince: '1985-05' })).toEqual(
      early,
    );
    expect(county().refused(RegisterPerson, { ...somebody, joinedPartyOn: '1984' })).toEqual(early);
    expect(county().refused(RegisterPerson, somebody, { effectiveOn: '1980' })).toEqual(early);
    expect(county().refused(RegisterPerson, { ...somebody, workingSince: '1985' })).toEqual([]);
  });

  test('distinguishes any two numbers', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 999 }),
        fc.integer({ min: 0, max: 999 }),
        (one, other) => {
          const given = county();
          const person = (serial: number) => ({
            ...somebody,
            gender: serial % 2 === 1 ? ('MALE' as const) : ('FEMALE' as const),
            identityNumber: identityNumberOf('1985-06-01', serial),
          });
          given.accepted(RegisterPerson, person(one));
          const refused = given.refused(RegisterPerson, person(other));
          expect(refused).toEqual(one === other ? ['IdentityTaken'] : []);
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe('correcting a profile', () => {
  const was = { ...profile, birth: '1985-06-01' };

  test('replaces what stands and names the registration it corrects', () => {
    const given = county();
    const cadreId = givenPerson(given);
    const [corrected] = given.accepted(CorrectPersonProfile, {
      cadreId,
      was,
      is: { ...was, name: '某乙' },
    });
    expect(corrected).toMatchObject({
      type: 'PersonProfileCorrected',
      data: { cadreId, eventId: given.all()[1]?.id },
      personal: { was: { name: '某甲' }, is: { name: '某乙' } },
    });
  });

  test('asked twice does nothing', () => {
    const given = county();
    const cadreId = givenPerson(given);
    const correction = { cadreId, was, is: { ...was, name: '某乙' } };
    given.accepted(CorrectPersonProfile, correction);
    expect(given.accepted(CorrectPersonProfile, correction)).toEqual([]);
  });

  test('is refused when something else stands', () => {
    const given = county();
    const cadreId = givenPerson(given);
    given.accepted(CorrectPersonProfile, { cadreId, was, is: { ...was, name: '某乙' } });
    const stale = { cadreId, was, is: { ...was, name: '某丙' } };
    expect(given.refused(CorrectPersonProfile, stale)).toEqual(['ProfileDiffers']);
  });

  test('cannot contradict the identity number or the order of life', () => {
    const given = county();
    const cadreId = givenPerson(given);
    const is = { ...was, birth: '1986', gender: 'FEMALE' as const, workingSince: '1980' };
    expect(given.refused(CorrectPersonProfile, { cadreId, was, is })).toEqual([
      'DateBeforeBirth',
      'IdentityBirthDiffers',
      'IdentityGenderDiffers',
    ]);
  });

  test('needs a person of this county', () => {
    const unknown = { cadreId: idOf<CadreId>('nobody'), was, is: was };
    expect(county().refused(CorrectPersonProfile, unknown)).toEqual(['CadreUnknown']);
  });
});

test('every obstacle to registering has a sentence', () => {
  for (const code of [
    'CadreUnknown',
    'CountyNotOpen',
    'DateBeforeBirth',
    'IdentityBirthDiffers',
    'IdentityGenderDiffers',
    'IdentityTaken',
    'ProfileDiffers',
  ]) {
    expect([code, hasSentence(code)]).toEqual([code, true]);
  }
});
