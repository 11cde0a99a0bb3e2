import { describe, expect, test } from '@jest/globals';
import type { EventId } from '../../events/values.ts';
import { OpenOrganization, RenameOrganization } from '../../src/domain/organization.ts';
import { CorrectOrganization } from '../../src/domain/organization-correction.ts';
import { AbolishOrganization } from '../../src/domain/organization-end.ts';
import { SetQuota } from '../../src/domain/organization-quota.ts';
import { MoveOrganization } from '../../src/domain/organization-tree.ts';
import { hasSentence } from '../../src/domain/sentences/index.ts';
import { idOf } from '../scenario.ts';
import { holderOf, nowhere, openCounty, postOf, unitUnder } from './given-structure.ts';

const bureau = { code: 'B01', name: '虚构局', unitType: 'COUNTY_ORGAN' as const };
const in2020 = { effectiveOn: '2020-01-01' };

describe('opening an organization', () => {
  test('takes its code, opens it and makes it known to its superior', () => {
    const { given, rootId } = openCounty();
    const events = given.accepted(OpenOrganization, { ...bureau, parentId: rootId });
    expect(events.map(({ type }) => type)).toEqual([
      'CodeTaken',
      'OrganizationOpened',
      'SubordinateAdded',
    ]);
    expect(events[1]?.data).toMatchObject({ ...bureau, parentId: rootId, openingBalance: false });
    expect(events[2]?.data).toEqual({
      organizationId: rootId,
      subordinateId: events[1]?.data.organizationId,
    });
  });

  test('asked twice changes nothing; another organization cannot have the code', () => {
    const { given, rootId } = openCounty();
    const input = { ...bureau, parentId: rootId };
    given.accepted(OpenOrganization, input, in2020);
    expect(given.accepted(OpenOrganization, input, in2020)).toEqual([]);
    expect(given.refused(OpenOrganization, { ...input, name: '别的局' }, in2020)).toEqual([
      'OrganizationCodeTaken',
    ]);
  });

  test('names every obstacle at once', () => {
    const { given, rootId } = openCounty();
    given.accepted(OpenOrganization, { ...bureau, parentId: rootId });
    const input = { ...bureau, unitType: 'COUNTY' as const, aboveDesignatedSize: true };
    const codes = given.refused(OpenOrganization, { ...input, parentId: nowhere });
    expect(codes).toEqual([
      'CountyIsRoot',
      'OrganizationCodeTaken',
      'ParentUnknown',
      'SizeOnlyForEnterprises',
    ]);
    expect(codes.every(hasSentence)).toBe(true);
  });

  test('is back-entered under a superior that was there, and not before it was or after it ended', () => {
    const { given, rootId } = openCounty();
    const parentId = unitUnder(given, rootId, 'P1', 'TOWNSHIP', '2020-01-01');
    given.accepted(
      AbolishOrganization,
      { organizationId: parentId },
      { effectiveOn: '2022-01-01' },
    );
    const input = { ...bureau, parentId };
    const on = (effectiveOn: string) => given.refused(OpenOrganization, input, { effectiveOn });
    expect(on('2019-12-31')).toEqual(['ParentNotYetOpen']);
    expect(on('2022-01')).toEqual(['ParentEnded']);
    const decision = given.decide(OpenOrganization, input, { effectiveOn: '2021-05' });
    expect(decision).toMatchObject({
      kind: 'accepted',
      advisories: [{ code: 'OrganizationEndedSince', params: { on: '2022-01-01' } }],
    });
    expect(hasSentence('OrganizationEndedSince')).toBe(true);
  });

  test('a township’s own institution counts as the township, a village as a village', () => {
    const { given, rootId } = openCounty();
    const townshipId = unitUnder(given, rootId, 'T1', 'TOWNSHIP');
    const streetId = unitUnder(given, rootId, 'S1', 'SUBDISTRICT');
    const countsAs = (unitType: 'INSTITUTION' | 'VILLAGE', parentId: typeof rootId, code: string) =>
      given.accepted(OpenOrganization, { code, name: '单位', unitType, parentId })[1]?.data
        .countsAs;
    expect(countsAs('INSTITUTION', townshipId, 'I1')).toBe('TOWNSHIP');
    expect(countsAs('INSTITUTION', streetId, 'I2')).toBe('SUBDISTRICT');
    expect(countsAs('INSTITUTION', rootId, 'I3')).toBe('INSTITUTION');
    expect(countsAs('VILLAGE', townshipId, 'V1')).toBe('VILLAGE');
  });
});

describe('renaming an organization', () => {
  test('holds from its date; a back-entered earlier name does not displace the present one', () => {
    const { given, rootId } = openCounty();
    const organizationId = unitUnder(given, rootId, 'B01');
    const rename = (name: string, effectiveOn: string) =>
      given.accepted(RenameOrganization, { organizationId, name }, { effectiveOn });
    expect(rename('新局', '2022-01-01')).toHaveLength(1);
    expect(rename('旧局', '2020-01-01')).toHaveLength(1);
    expect(rename('新局', '2023-01-01')).toEqual([]);
    expect(rename('旧局', '2021-01-01')).toEqual([]);
  });

  test('is refused before it opened, after it ended, and when it is nobody’s', () => {
    const { given, rootId } = openCounty();
    const organizationId = unitUnder(given, rootId, 'B01');
    given.accepted(AbolishOrganization, { organizationId }, in2020);
    const rename = (effectiveOn: string, id = organizationId) =>
      given.refused(RenameOrganization, { organizationId: id, name: '新局' }, { effectiveOn });
    expect(rename('2018-12')).toEqual(['OrganizationNotYetOpen']);
    expect(rename('2020-01-01')).toEqual(['OrganizationEnded']);
    expect(rename('2019-06-01', nowhere)).toEqual(['OrganizationUnknown']);
  });
});

describe('correcting an organization', () => {
  function opened() {
    const { given, rootId } = openCounty();
    const organizationId = unitUnder(given, rootId, 'B01', 'TOWNSHIP', '2019-06-01');
    const stream = `organization-${organizationId}`;
    const eventId = given.streams.get(stream)?.[0]?.id as EventId;
    const was = {
      organizationId,
      eventId,
      on: '2019-06-01',
      code: 'B01',
      name: '机构B01',
      unitType: 'TOWNSHIP' as const,
      aboveDesignatedSize: false,
    };
    return { given, rootId, organizationId, was };
  }

  test('says what was and what is, and takes a corrected code', () => {
    const { given, was } = opened();
    const events = given.accepted(CorrectOrganization, { ...was, code: 'B02', on: '2019-05' });
    expect(events.map(({ type }) => type)).toEqual([
      'OrganizationCorrected',
      'CodeTaken',
      'OrganizationDateCorrected',
    ]);
    expect(events[0]?.data).toMatchObject({
      was: { code: 'B01', on: '2019-06-01', countsAs: 'TOWNSHIP' },
      is: { code: 'B02', on: '2019-05', countsAs: 'TOWNSHIP' },
    });
    expect(given.accepted(CorrectOrganization, { ...was, code: 'B02', on: '2019-05' })).toEqual([]);
  });

  test('of a township’s type reaches its institutions, which count as it', () => {
    const { given, organizationId, was } = opened();
    const institutionId = unitUnder(given, organizationId, 'I1', 'INSTITUTION', '2019-07-01');
    unitUnder(given, organizationId, 'V1', 'VILLAGE', '2019-07-01');
    const events = given.accepted(CorrectOrganization, { ...was, unitType: 'SUBDISTRICT' });
    expect(events.map(({ data }) => data)).toMatchObject([
      { organizationId, is: { countsAs: 'SUBDISTRICT' } },
      { organizationId: institutionId, is: { countsAs: 'SUBDISTRICT' } },
    ]);
    const moved = given.accepted(MoveOrganization, {
      organizationId: institutionId,
      parentId: organizationId,
    });
    expect(moved).toEqual([]);
  });

  test('of an institution’s type reaches its later places', () => {
    const { given, rootId, organizationId } = opened();
    const institutionId = unitUnder(given, rootId, 'I1', 'OTHER', '2019-07-01');
    const eventId = given.streams.get(`organization-${institutionId}`)?.[0]?.id as EventId;
    given.accepted(
      MoveOrganization,
      { organizationId: institutionId, parentId: organizationId },
      in2020,
    );
    const events = given.accepted(CorrectOrganization, {
      organizationId: institutionId,
      eventId,
      on: '2019-07-01',
      code: 'I1',
      name: '机构I1',
      unitType: 'INSTITUTION',
      aboveDesignatedSize: false,
    });
    expect(events.map(({ data }) => data)).toMatchObject([
      { is: { unitType: 'INSTITUTION', countsAs: 'INSTITUTION' } },
      { is: { unitType: 'INSTITUTION', countsAs: 'TOWNSHIP' } },
    ]);
  });

  test('of a renaming corrects name and date alone', () => {
    const { given, organizationId, was } = opened();
    const [renamed] = given.accepted(RenameOrganization, { organizationId, name: '误名' }, in2020);
    const input = { ...was, eventId: renamed?.id as EventId, on: '2020-02-01', name: '正名' };
    expect(given.accepted(CorrectOrganization, input)[0]?.data).toMatchObject({
      was: { name: '误名', on: '2020-01-01' },
      is: { name: '正名', on: '2020-02-01' },
    });
    expect(given.refused(CorrectOrganization, { ...input, name: '又名', code: 'B09' })).toEqual([
      'CorrectionBeyondFact',
    ]);
    expect(given.refused(CorrectOrganization, { ...input, on: '2019-01-01' })).toEqual([
      'OrganizationNotYetOpen',
    ]);
  });

  test('is refused for what it cannot be, all at once', () => {
    const { given, rootId, organizationId, was } = opened();
    unitUnder(given, rootId, 'B02');
    postOf(given, organizationId, 'P1', {}, '2019-08-01');
    const later = { ...was, on: '2019-09-01', code: 'B02', unitType: 'COUNTY' as const };
    const codes = given.refused(CorrectOrganization, { ...later, aboveDesignatedSize: true });
    expect(codes).toEqual([
      'CountyIsRoot',
      'EarlierFactsStand',
      'OrganizationCodeTaken',
      'SizeOnlyForEnterprises',
    ]);
    expect(given.refused(CorrectOrganization, { ...was, on: '2018-01-01' })).toEqual([
      'ParentNotYetOpen',
    ]);
    expect(given.refused(CorrectOrganization, { ...was, on: '2030-01-01' })).toEqual([
      'DateAhead',
      'EarlierFactsStand',
    ]);
    expect(given.refused(CorrectOrganization, { ...was, eventId: idOf('other') })).toEqual([
      'CorrectedFactUnknown',
    ]);
    expect(given.refused(CorrectOrganization, { ...was, organizationId: nowhere })).toEqual([
      'OrganizationUnknown',
    ]);
    expect([...codes, 'CorrectedFactUnknown', 'CorrectionBeyondFact'].every(hasSentence)).toBe(
      true,
    );
  });
});

describe('setting a quota', () => {
  test('below what is taken is allowed and said', () => {
    const { given, rootId } = openCounty();
    const organizationId = unitUnder(given, rootId, 'B01');
    holderOf(given, postOf(given, organizationId, 'P1'), '某甲');
    const quota = { organizationId, principals: 1, deputies: 0 };
    expect(given.decide(SetQuota, quota)).toMatchObject({
      kind: 'accepted',
      advisories: [{ code: 'QuotaBelowTaken', params: { deputies: 0, deputiesTaken: 1 } }],
    });
    expect(given.decide(SetQuota, { ...quota, deputies: 1 })).toMatchObject({ advisories: [] });
    expect(hasSentence('QuotaBelowTaken')).toBe(true);
  });

  test('asked twice changes nothing; a back-entered one does not displace the present one', () => {
    const { given, rootId } = openCounty();
    const organizationId = unitUnder(given, rootId, 'B01');
    const set = (deputies: number, effectiveOn: string) =>
      given.accepted(SetQuota, { organizationId, principals: 1, deputies }, { effectiveOn });
    expect(set(3, '2022-01-01')).toHaveLength(1);
    expect(set(2, '2020-01-01')).toHaveLength(1);
    expect(set(3, '2023-01-01')).toEqual([]);
    expect(set(2, '2021-01-01')).toEqual([]);
  });

  test('is refused for an organization that is not there', () => {
    const { given } = openCounty();
    const input = { organizationId: nowhere, principals: 1, deputies: 1 };
    expect(given.refused(SetQuota, input)).toEqual(['OrganizationUnknown']);
  });
});
