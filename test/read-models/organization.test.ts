import { describe, expect, test } from '@jest/globals';
import type { EventId } from '../../events/values.ts';
import { RenameOrganization } from '../../src/domain/organization.ts';
import { CorrectOrganization } from '../../src/domain/organization-correction.ts';
import { MergeOrganizations } from '../../src/domain/organization-end.ts';
import { VoidOrganizationEnd } from '../../src/domain/organization-end-correction.ts';
import { SetQuota } from '../../src/domain/organization-quota.ts';
import { MoveOrganization } from '../../src/domain/organization-tree.ts';
import {
  organizationModel,
  organizations,
  quotaSeats,
  quotas,
} from '../../src/read-models/organization.ts';
import { columnsOf } from '../../src/read-models/projection.ts';
import { holderOf, openCounty, postOf, unitUnder } from '../domain/given-structure.ts';
import { recordedLater, rowsOf } from '../rows.ts';
import { testCounty } from '../scenario.ts';

describe('organizations', () => {
  test('are what they were on the day asked for: name, superior, what they count as, end', () => {
    const { given, rootId } = openCounty();
    const townshipId = unitUnder(given, rootId, 'T1', 'TOWNSHIP');
    const otherId = unitUnder(given, rootId, 'T2', 'TOWNSHIP');
    const organizationId = unitUnder(given, rootId, 'I1', 'INSTITUTION', '2019-03-01');
    const on = (effectiveOn: string) => ({ effectiveOn });
    given.accepted(RenameOrganization, { organizationId, name: '新名' }, on('2021-01-01'));
    given.accepted(MoveOrganization, { organizationId, parentId: townshipId }, on('2020-01-01'));
    given.accepted(
      MergeOrganizations,
      { organizationId: townshipId, intoId: otherId },
      on('2022-01'),
    );
    const at = (asOf: string) =>
      rowsOf(organizationModel, organizations, given.all(), { asOf }).get(organizationId);
    expect(at('2019-02-28')).toBeUndefined();
    expect(at('2019-03-01')).toMatchObject({
      name: '机构I1',
      parentId: rootId,
      countsAs: 'INSTITUTION',
    });
    expect(at('2020-06-01')).toMatchObject({
      name: '机构I1',
      parentId: townshipId,
      countsAs: 'TOWNSHIP',
    });
    expect(at('2022-01-01')).toMatchObject({ name: '新名', parentId: otherId, endedOn: null });
    const merged = rowsOf(organizationModel, organizations, given.all()).get(townshipId);
    expect(merged).toMatchObject({ county: testCounty, endedOn: '2022-01', mergedIntoId: otherId });
    expect(columnsOf(organizations as never, merged as never)).toMatchObject({
      ended: 1,
      unitType: 'TOWNSHIP',
    });
  });

  test('are found by name', () => {
    const { given, rootId } = openCounty();
    const organizationId = unitUnder(given, rootId, 'B1');
    const row = rowsOf(organizationModel, organizations, given.all()).get(organizationId);
    expect(row && organizations.text?.(row)).toBe('机构B1');
  });

  test('a correction changes what is known since it was recorded, and only what it names', () => {
    const { given, rootId } = openCounty();
    const organizationId = unitUnder(given, rootId, 'E1', 'PRIVATE_ENTERPRISE');
    const rename = { organizationId, name: '新公司' };
    given.accepted(RenameOrganization, rename, { effectiveOn: '2021-01-01' });
    const eventId = given.streams.get(`organization-${organizationId}`)?.[0]?.id as EventId;
    const [corrected] = given.accepted(CorrectOrganization, {
      organizationId,
      eventId,
      on: '2019-01-01',
      code: 'E9',
      name: '原公司',
      unitType: 'STATE_ENTERPRISE',
      aboveDesignatedSize: true,
    });
    const events = recordedLater(given.all(), corrected, '2024-12-01');
    const at = (asOf: string, knownAt: string) =>
      rowsOf(organizationModel, organizations, events, { asOf, knownAt }).get(organizationId);
    expect(at('2020-01-01', '2024-11')).toMatchObject({ name: '机构E1', code: 'E1' });
    expect(at('2020-01-01', '2025')).toMatchObject({
      name: '原公司',
      code: 'E9',
      unitType: 'STATE_ENTERPRISE',
      countsAs: 'STATE_ENTERPRISE',
      aboveDesignatedSize: true,
    });
    expect(at('2022-01-01', '2025')).toMatchObject({
      name: '新公司',
      unitType: 'STATE_ENTERPRISE',
    });
  });

  test('an end recorded in error stands only as far as it was known', () => {
    const { given, rootId } = openCounty();
    const organizationId = unitUnder(given, rootId, 'B1');
    const intoId = unitUnder(given, rootId, 'B2');
    given.accepted(MergeOrganizations, { organizationId, intoId }, { effectiveOn: '2022-01-01' });
    const record = { effectiveOn: '2024-03-01', reason: '登记有误' };
    const [voided] = given.accepted(VoidOrganizationEnd, { organizationId }, record);
    const events = recordedLater(given.all(), voided, '2024-12-01');
    const at = (knownAt: string) =>
      rowsOf(organizationModel, organizations, events, { asOf: '2023-01-01', knownAt });
    expect(at('2024-11').get(organizationId)).toMatchObject({
      endedOn: '2022-01-01',
      mergedIntoId: intoId,
    });
    expect(at('2025').get(organizationId)).toMatchObject({ endedOn: null, mergedIntoId: null });
  });
});

describe('quotas and the seats taken', () => {
  test('the quota is the one in force on the day', () => {
    const { given, rootId } = openCounty();
    const organizationId = unitUnder(given, rootId, 'B1');
    const set = (deputies: number, effectiveOn: string) =>
      given.accepted(SetQuota, { organizationId, principals: 1, deputies }, { effectiveOn });
    set(3, '2022-01-01');
    set(2, '2020-01-01');
    const at = (asOf: string) =>
      rowsOf(organizationModel, quotas, given.all(), { asOf }).get(organizationId)?.deputies;
    expect([at('2019-12-31'), at('2021-01-01'), at('2022-01-01')]).toEqual([undefined, 2, 3]);
  });

  test('a seat is a row while it is taken, and moves with its post', () => {
    const { given, rootId } = openCounty();
    const organizationId = unitUnder(given, rootId, 'B1');
    const intoId = unitUnder(given, rootId, 'B2');
    const { cadreId } = holderOf(given, postOf(given, organizationId, 'P1'), '某甲', '2020-01-01');
    given.accepted(MergeOrganizations, { organizationId, intoId }, { effectiveOn: '2022-01-01' });
    const at = (asOf: string) =>
      [...rowsOf(organizationModel, quotaSeats, given.all(), { asOf }).values()].map(
        (seat) => [seat.organizationId, seat.cadreId, seat.takenOn] as string[],
      );
    expect(at('2019-12-31')).toEqual([]);
    expect(at('2021-12-31')).toEqual([[organizationId, cadreId, '2020-01-01']]);
    expect(at('2022-01-01')).toEqual([[intoId, cadreId, '2022-01-01']]);
  });
});
