import { describe, expect, test } from '@jest/globals';
import type { EventId } from '../../events/values.ts';
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
import {
  assessments,
  educations,
  familyMembers,
  honours,
  rewards,
  sanctions,
} from '../../src/read-models/register.ts';
import { givenPerson } from '../domain/given-people.ts';
import { scenario } from '../scenario.ts';
import { columnsOf, rowsOf } from './rows-of.ts';

function register() {
  const given = scenario();
  return { given, cadreId: givenPerson(given) };
}
const on = { effectiveOn: '2023-03', basis: '虚组〔2023〕1号' };

describe('entries of the register', () => {
  test('are one row each, with the document they rest on', () => {
    const { given, cadreId } = register();
    const honour = {
      honour: 'GOOD_SECRETARY' as const,
      title: '惠民好书记',
      grantedBy: '虚构县委',
    };
    const education = { level: 'POSTGRADUATE' as const, degree: null, school: null };
    const wife = { relation: '13', name: '某乙', birthMonth: null, unitAndPost: null };
    given.accepted(GrantHonour, { cadreId, ...honour }, on);
    given.accepted(RecordEducation, { cadreId, fullTime: false, ...education }, on);
    given.accepted(RecordAssessment, { cadreId, year: 2022, grade: 'EXCELLENT' }, on);
    given.accepted(GrantReward, { cadreId, title: '嘉奖', grantedBy: '虚构县委' }, on);
    given.accepted(RecordFamilyMember, { cadreId, relativeCadreId: null, ...wife }, on);
    const only = (collection: typeof honours) => [...rowsOf(collection, given.all()).values()];
    expect(only(honours)).toMatchObject([{ ...honour, cadreId, on: '2023-03' }]);
    expect(only(educations as never)).toMatchObject([{ ...education, fullTime: false }]);
    expect(only(assessments as never)).toMatchObject([{ year: 2022, grade: 'EXCELLENT' }]);
    expect(only(rewards as never)).toMatchObject([{ title: '嘉奖' }]);
    expect(only(familyMembers as never)).toMatchObject([wife]);
    const [granted] = only(honours);
    expect(columnsOf(honours, granted)).toMatchObject({ on: '2023-03-01', year: 2023 });
  });

  test('carry the year assessed, not the year of the entry', () => {
    const { given, cadreId } = register();
    given.accepted(RecordAssessment, { cadreId, year: 2022, grade: 'EXCELLENT' }, on);
    const [row] = rowsOf(assessments, given.all()).values();
    expect(columnsOf(assessments, row).year).toBe(2022);
  });

  test('made in error never were', () => {
    const { given, cadreId } = register();
    const [reward] = given.accepted(GrantReward, { cadreId, title: '嘉奖', grantedBy: '虚构县委' });
    given.accepted(VoidRegisterEntry, { cadreId, eventId: reward?.id as EventId });
    expect(rowsOf(rewards, given.all()).size).toBe(0);
  });

  test('of somebody erased keep no personal value', () => {
    const { given, cadreId } = register();
    given.accepted(RecordAssessment, { cadreId, year: 2022, grade: 'EXCELLENT' }, on);
    const erased = given.all().map((event) => ({ ...event, personal: null }));
    expect([...rowsOf(assessments, erased).values()]).toMatchObject([{ year: 2022, grade: null }]);
  });
});

describe('a sanction’s row', () => {
  function sanctioned() {
    const { given, cadreId } = register();
    const sanction = { cadreId, kind: '警告', detail: null, effectEndsOn: '2023-09' };
    const [imposed] = given.accepted(ImposeSanction, sanction, on);
    const sanctionId = imposed?.id as EventId;
    const [expired] = given.accepted(
      ExpireSanction,
      { cadreId, sanctionId },
      { effectiveOn: '2023-09-01' },
    );
    const row = (asOf?: string) => rowsOf(sanctions, given.all(), asOf).get(sanctionId);
    return { given, cadreId, sanctionId, expiryId: expired?.id as EventId, row };
  }

  test('expires on the day, not before', () => {
    const { row, expiryId } = sanctioned();
    expect(columnsOf(sanctions, row('2023-08-31'))).toMatchObject({ expired: false });
    expect(columnsOf(sanctions, row())).toMatchObject({ expired: true, expiredOn: '2023-09-01' });
    expect(row()?.expiryEventId).toBe(expiryId);
  });

  test('stands again when the expiry is voided, and is gone when it is itself', () => {
    const { given, cadreId, sanctionId, expiryId, row } = sanctioned();
    given.accepted(VoidRegisterEntry, { cadreId, eventId: expiryId });
    expect(row()?.expiredOn).toBeNull();
    given.accepted(VoidRegisterEntry, { cadreId, eventId: sanctionId });
    expect(row()).toBeUndefined();
  });
});
