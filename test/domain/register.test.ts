import { describe, expect, test } from '@jest/globals';
import type { CadreId, EventId } from '../../events/values.ts';
import { person, sanctionInForce } from '../../src/domain/people.ts';
import {
  ExpireSanction,
  GrantHonour,
  GrantReward,
  ImposeSanction,
  RecordAssessment,
  RecordEducation,
  RecordFamilyMember,
  VoidRegisterEntry,
} from '../../src/domain/register.ts';
import { hasSentence } from '../../src/domain/sentences/index.ts';
import { idOf, scenario } from '../scenario.ts';
import { givenPerson } from './given-people.ts';

function register() {
  const given = scenario();
  return { given, cadreId: givenPerson(given) };
}
const nobody = idOf<CadreId>('nobody');
const education = { fullTime: true, level: 'UNDERGRADUATE' as const, degree: null, school: null };
const honour = { honour: 'GOOD_SECRETARY' as const, title: '惠民好书记', grantedBy: '虚构县委' };
const warning = { effectEndsOn: '2023-09', kind: '警告', detail: null };

describe('entries of the register', () => {
  test('an education is recorded on the day it was completed', () => {
    const { given, cadreId } = register();
    const [event] = given.accepted(
      RecordEducation,
      { cadreId, ...education },
      { effectiveOn: '2007-07' },
    );
    expect(event).toMatchObject({
      type: 'EducationRecorded',
      data: { cadreId, fullTime: true },
      personal: { level: 'UNDERGRADUATE' },
      meta: { effectiveOn: '2007-07' },
    });
  });

  test('the same entry asked twice does nothing; on another day it is another entry', () => {
    const { given, cadreId } = register();
    const on = { effectiveOn: '2022-07-01' };
    given.accepted(GrantHonour, { cadreId, ...honour }, on);
    expect(given.accepted(GrantHonour, { cadreId, ...honour }, on)).toEqual([]);
    const later = given.accepted(
      GrantHonour,
      { cadreId, ...honour },
      { effectiveOn: '2023-07-01' },
    );
    expect(later).toHaveLength(1);
  });

  test('a reward keeps its title apart from the data', () => {
    const { given, cadreId } = register();
    const [event] = given.accepted(GrantReward, { cadreId, title: '嘉奖', grantedBy: '虚构县委' });
    expect(event).toMatchObject({ data: { cadreId }, personal: { title: '嘉奖' } });
  });

  test('belong to people of this county, and not to a time before they were born', () => {
    const { given, cadreId } = register();
    const before = { effectiveOn: '1980' };
    expect(given.refused(GrantHonour, { cadreId: nobody, ...honour })).toEqual(['CadreUnknown']);
    expect(given.refused(RecordEducation, { cadreId, ...education }, before)).toEqual([
      'DateBeforeBirth',
    ]);
  });
});

describe('assessments', () => {
  test('there is one a year', () => {
    const { given, cadreId } = register();
    const [first] = given.accepted(RecordAssessment, { cadreId, year: 2023, grade: 'COMPETENT' });
    const other = { cadreId, year: 2023, grade: 'EXCELLENT' as const };
    expect(given.decide(RecordAssessment, other)).toMatchObject({
      refusals: [{ code: 'AssessmentStands', evidence: [first?.id] }],
    });
    expect(given.refused(RecordAssessment, { ...other, year: 2022 })).toEqual([]);
  });

  test('the same grade asked twice does nothing, whatever the day', () => {
    const { given, cadreId } = register();
    const input = { cadreId, year: 2022, grade: 'COMPETENT' as const };
    given.accepted(RecordAssessment, input, { effectiveOn: '2023-01-20' });
    expect(given.accepted(RecordAssessment, input)).toEqual([]);
  });

  test('a year that has not begun cannot be assessed', () => {
    const { given, cadreId } = register();
    const ahead = { cadreId, year: 2025, grade: 'EXCELLENT' as const };
    expect(given.refused(RecordAssessment, ahead)).toEqual(['AssessmentYearAhead']);
  });

  test('another grade can be recorded once the first was voided', () => {
    const { given, cadreId } = register();
    const [first] = given.accepted(RecordAssessment, { cadreId, year: 2023, grade: 'COMPETENT' });
    given.accepted(VoidRegisterEntry, { cadreId, eventId: first?.id as EventId });
    const other = { cadreId, year: 2023, grade: 'EXCELLENT' as const };
    expect(given.accepted(RecordAssessment, other)).toHaveLength(1);
  });
});

describe('sanctions', () => {
  function sanctioned() {
    const { given, cadreId } = register();
    const [imposed] = given.accepted(
      ImposeSanction,
      { cadreId, ...warning },
      { effectiveOn: '2023-03-10' },
    );
    const inForceOn = (on: string) => {
      const { stream, fold } = person(cadreId);
      const state = (given.streams.get(stream) ?? []).reduce(fold.evolve, fold.initial);
      return sanctionInForce(state, on as never) !== null;
    };
    return { given, cadreId, sanctionId: imposed?.id as EventId, inForceOn };
  }

  test('stand until their effect ends', () => {
    const { inForceOn } = sanctioned();
    expect(['2023-03-09', '2023-03-10', '2023-08-31', '2023-09-01'].map(inForceOn)).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  test('cannot end before they begin', () => {
    const { given, cadreId } = register();
    const wrong = { cadreId, ...warning, effectEndsOn: '2022' };
    expect(given.refused(ImposeSanction, wrong)).toEqual(['EndBeforeStart']);
  });

  test('expire on the day recorded; asked twice nothing, on another day refused', () => {
    const { given, cadreId, sanctionId, inForceOn } = sanctioned();
    const on = { effectiveOn: '2023-06-01' };
    given.accepted(ExpireSanction, { cadreId, sanctionId }, on);
    expect(inForceOn('2023-07-01')).toBe(false);
    expect(given.accepted(ExpireSanction, { cadreId, sanctionId }, on)).toEqual([]);
    expect(given.refused(ExpireSanction, { cadreId, sanctionId })).toEqual([
      'SanctionExpiredBefore',
    ]);
  });

  test('stand again when their expiry is voided', () => {
    const { given, cadreId, sanctionId, inForceOn } = sanctioned();
    const on = { effectiveOn: '2023-06-01' };
    const [expired] = given.accepted(ExpireSanction, { cadreId, sanctionId }, on);
    given.accepted(VoidRegisterEntry, { cadreId, eventId: expired?.id as EventId });
    expect(inForceOn('2023-07-01')).toBe(true);
  });

  test('only a sanction can expire, and not before it was imposed', () => {
    const { given, cadreId, sanctionId } = sanctioned();
    const early = { effectiveOn: '2023-02' };
    expect(given.refused(ExpireSanction, { cadreId, sanctionId }, early)).toEqual([
      'EndBeforeStart',
    ]);
    const unknown = { cadreId, sanctionId: idOf<EventId>('none') };
    expect(given.refused(ExpireSanction, unknown)).toEqual(['EntryUnknown']);
  });
});

describe('family members', () => {
  const wife = { relation: '13', name: '某乙', birthMonth: '1986-01', unitAndPost: null };

  test('may be people of this county, linked by their id', () => {
    const { given, cadreId } = register();
    const relativeCadreId = givenPerson(given, '某乙', '1986-01-02');
    const [event] = given.accepted(RecordFamilyMember, { cadreId, relativeCadreId, ...wife });
    expect(event).toMatchObject({ data: { cadreId, relativeCadreId }, personal: wife });
    expect(given.accepted(RecordFamilyMember, { cadreId, relativeCadreId, ...wife })).toEqual([]);
  });

  test('are not oneself, and not people the county does not know', () => {
    const { given, cadreId } = register();
    const oneself = { cadreId, relativeCadreId: cadreId, ...wife };
    const unknown = { cadreId, relativeCadreId: nobody, ...wife };
    expect(given.refused(RecordFamilyMember, oneself)).toEqual(['RelativeIsOneself']);
    expect(given.refused(RecordFamilyMember, unknown)).toEqual(['RelativeUnknown']);
  });
});

describe('voiding an entry', () => {
  test('takes it out of the register; asked twice does nothing', () => {
    const { given, cadreId } = register();
    const [granted] = given.accepted(GrantHonour, { cadreId, ...honour });
    const entry = { cadreId, eventId: granted?.id as EventId };
    const [voided] = given.accepted(VoidRegisterEntry, entry);
    expect(voided?.data).toEqual({
      ...entry,
      entryType: 'PoliticalHonourGranted',
      sanctionId: null,
    });
    expect(given.accepted(VoidRegisterEntry, entry)).toEqual([]);
  });

  test('needs an entry of that person', () => {
    const { given, cadreId } = register();
    const eventId = idOf<EventId>('none');
    expect(given.refused(VoidRegisterEntry, { cadreId, eventId })).toEqual(['EntryUnknown']);
    expect(given.refused(VoidRegisterEntry, { cadreId: nobody, eventId })).toEqual([
      'CadreUnknown',
    ]);
  });
});

test('every obstacle in the register has a sentence', () => {
  for (const code of [
    'AssessmentStands',
    'AssessmentYearAhead',
    'EntryUnknown',
    'RelativeIsOneself',
    'RelativeUnknown',
    'SanctionExpiredBefore',
  ]) {
    expect([code, hasSentence(code)]).toEqual([code, true]);
  }
});
