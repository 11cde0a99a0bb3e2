import { describe, expect, test } from '@jest/globals';
import type { CadreId, EventId } from '../../events/values.ts';
import { CorrectPersonProfile } from '../../src/domain/person.ts';
import { RecordEducation, VoidRegisterEntry } from '../../src/domain/register.ts';
import { cadres } from '../../src/read-models/person.ts';
import { givenPerson, profile } from '../domain/given-people.ts';
import { scenario } from '../scenario.ts';
import { columnsOf, rowsOf } from './rows-of.ts';

function registered() {
  const given = scenario();
  const cadreId = givenPerson(given);
  const row = (asOf?: string) => rowsOf(cadres, given.all(), asOf).get(cadreId);
  return { given, cadreId, row };
}
const education = (cadreId: CadreId, level: 'UNDERGRADUATE' | 'SECONDARY') => ({
  cadreId,
  level,
  fullTime: true,
  degree: null,
  school: null,
});

describe('a cadre’s row', () => {
  test('holds who they are, and no identity number in full', () => {
    const { row } = registered();
    expect(row()).toMatchObject({ name: '某甲', birth: '1985-06-01', openingBalance: false });
    expect(row()?.maskedIdentityNumber).toMatch(/^419999\*{8}[\dX]{4}$/);
    expect(columnsOf(cadres, row())).toMatchObject({ gender: 'MALE', birth: '1985-06-01' });
    expect(cadres.text?.(row() as never)).toBe('某甲');
  });

  test('begins when the person was registered, in the world', () => {
    const { row } = registered();
    expect(row('1999-12-31')).toBeUndefined();
    expect(row('2000-01-01')?.name).toBe('某甲');
  });

  test('begins when they began to work, however late they were registered', () => {
    const given = scenario();
    const working = givenPerson(given, '某甲', '1975-06-01', {
      ...profile,
      workingSince: '1998-07',
    });
    const later = givenPerson(given, '某乙', '1985-06-01');
    const days = ['1998-06-30', '1998-07-01', '2000-01-01'];
    const there = days.map((day) => [...rowsOf(cadres, given.all(), day).keys()]);
    expect(there).toEqual([[], [working], [working, later].sort()]);
  });

  test('is corrected from its beginning on', () => {
    const { given, cadreId, row } = registered();
    const was = { ...profile, birth: '1985-06-01' };
    given.accepted(CorrectPersonProfile, { cadreId, was, is: { ...was, name: '某乙' } });
    expect(row('2005-01-01')?.name).toBe('某乙');
    expect(row()?.maskedIdentityNumber).not.toBeNull();
  });

  test('shows the best education there was on the day', () => {
    const { given, cadreId, row } = registered();
    given.accepted(RecordEducation, education(cadreId, 'UNDERGRADUATE'), {
      effectiveOn: '2008-07',
    });
    given.accepted(RecordEducation, education(cadreId, 'SECONDARY'), { effectiveOn: '2003-07' });
    expect(row('2005-01-01')?.education).toBe('SECONDARY');
    expect(row()?.education).toBe('UNDERGRADUATE');
  });

  test('forgets an education that was voided', () => {
    const { given, cadreId, row } = registered();
    const [recorded] = given.accepted(RecordEducation, education(cadreId, 'SECONDARY'));
    given.accepted(VoidRegisterEntry, { cadreId, eventId: recorded?.id as EventId });
    expect(row()).toMatchObject({ education: null, educationEntries: [] });
  });

  test('of somebody erased has no personal value left', () => {
    const { given, cadreId } = registered();
    const erased = given.all().map((event) => ({ ...event, personal: null }));
    const row = rowsOf(cadres, erased).get(cadreId);
    expect(row).toMatchObject({ cadreId, name: null, birth: null, maskedIdentityNumber: null });
    expect(cadres.text?.(row as never)).toBe('');
    expect(columnsOf(cadres, row)).toMatchObject({ birth: null, name: null });
  });
});
