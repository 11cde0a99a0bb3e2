import { describe, expect, test } from '@jest/globals';
import type { EventId, OrganizationId } from '../../events/values.ts';
import { CorrectOrganization } from '../../src/domain/organization-correction.ts';
import { CorrectOrganizationDate } from '../../src/domain/organization-date.ts';
import { AbolishOrganization, MergeOrganizations } from '../../src/domain/organization-end.ts';
import { VoidOrganizationEnd } from '../../src/domain/organization-end-correction.ts';
import { SetQuota } from '../../src/domain/organization-quota.ts';
import { MoveOrganization } from '../../src/domain/organization-tree.ts';
import { CorrectPostDate } from '../../src/domain/post-correction.ts';
import { county, organization, post } from '../../src/domain/structure.ts';
import { counties } from '../../src/read-models/county.ts';
import { organizations, quotaSeats, quotas } from '../../src/read-models/organization.ts';
import { posts } from '../../src/read-models/post.ts';
import { rowsOf } from '../read-models/rows-of.ts';
import { testCounty } from '../scenario.ts';
import { stateOf } from './given-people.ts';
import { holderOf, nowhere, openCounty, postOf, unitUnder } from './given-structure.ts';

const on = (effectiveOn: string) => ({ effectiveOn });

/** Two bureaus, of which the first, with a held post and an office below it, ended on 2022-01-01. */
function merged(end: 'merged' | 'abolished' = 'merged') {
  const { given, rootId } = openCounty();
  const oneId = unitUnder(given, rootId, 'B1');
  const otherId = unitUnder(given, rootId, 'B2', 'COUNTY_ORGAN', '2021-06-01');
  const officeId = end === 'merged' ? unitUnder(given, oneId, 'B1-1') : null;
  const heldId = postOf(given, oneId, 'P1');
  const vacantId = postOf(given, oneId, 'P2');
  const { cadreId } = holderOf(given, heldId, '某甲');
  const input = { organizationId: oneId, transfers: [{ postId: heldId, toId: otherId }] };
  const events =
    end === 'merged'
      ? given.accepted(MergeOrganizations, { organizationId: oneId, intoId: otherId }, day)
      : given.accepted(AbolishOrganization, input, day);
  const eventId = events[0]?.id as EventId;
  return { given, rootId, oneId, otherId, officeId, heldId, vacantId, cadreId, eventId, events };
}
const day = on('2022-01-01');

describe('the end of an organization recorded under the wrong day', () => {
  test('moves with all that moved by it: posts, seats, subordinates, and the place in the tree', () => {
    const { given, rootId, oneId, otherId, officeId, heldId, cadreId, eventId, events } = merged();
    const input = { organizationId: oneId, eventId, on: '2022-03-01' };
    const corrected = given.accepted(CorrectOrganizationDate, input);
    expect(corrected).toHaveLength(events.length);
    expect(given.accepted(CorrectOrganizationDate, input)).toEqual([]);
    const one = stateOf(given, organization(oneId));
    const other = stateOf(given, organization(otherId));
    expect(one.ended).toMatchObject({ on: '2022-03-01', intoId: otherId });
    expect(one.released).toMatchObject([{ cadreId, release: { on: '2022-03-01' } }]);
    expect(other.taken).toMatchObject([{ cadreId, on: '2022-03-01' }]);
    expect(other.posts.map((one) => one.on)).toEqual(['2022-03-01', '2022-03-01']);
    expect(stateOf(given, post(heldId)).places.map((place) => place.on)).toEqual([
      '2019-01-01',
      '2022-03-01',
    ]);
    const root = stateOf(given, organization(rootId));
    expect(root.subordinates.filter(({ value }) => !value.joined)).toMatchObject([
      { on: '2022-03-01' },
    ]);
    const [before, after] = ['2022-02-28', '2022-03-01'];
    const rows = (when: string) => rowsOf(organizations, given.all(), when);
    expect(rows(before).get(oneId)?.endedOn).toBeNull();
    expect(rows(after).get(oneId)).toMatchObject({ endedOn: after, mergedIntoId: otherId });
    expect(rows(before).get(officeId ?? '')?.parentId).toBe(oneId);
    expect(rows(after).get(officeId ?? '')?.parentId).toBe(otherId);
    expect(rowsOf(posts, given.all(), before).get(heldId)?.organizationId).toBe(oneId);
    expect(rowsOf(posts, given.all(), after).get(heldId)?.organizationId).toBe(otherId);
    expect([...rowsOf(quotaSeats, given.all(), before).values()]).toMatchObject([
      { organizationId: oneId },
    ]);
    expect([...rowsOf(quotaSeats, given.all(), after).values()]).toMatchObject([
      { organizationId: otherId, takenOn: after },
    ]);
  });

  test('of an abolition moves what was transferred and what was abolished by it', () => {
    const { given, oneId, heldId, vacantId, eventId } = merged('abolished');
    given.accepted(CorrectOrganizationDate, { organizationId: oneId, eventId, on: '2021-11' });
    expect(stateOf(given, post(vacantId)).abolished).toMatchObject({ on: '2021-11' });
    expect(stateOf(given, post(heldId)).places.at(-1)).toMatchObject({ on: '2021-11' });
    expect(rowsOf(posts, given.all()).get(vacantId)).toMatchObject({ abolishedOn: '2021-11' });
  });

  test('is not before the target was opened, not ahead of today, not before what stands between', () => {
    const { given, oneId, eventId, otherId, heldId } = merged();
    const to = (day: string) =>
      given.refused(CorrectOrganizationDate, { organizationId: oneId, eventId, on: day });
    expect(to('2021-05-31')).toEqual(['TargetNotYetOpen']);
    expect(to('2024-07-01')).toEqual(['DateAhead']);
    const [transferred] = given.all().filter(({ type }) => type === 'PostTransferred');
    const alone = { postId: heldId, eventId: transferred?.id as EventId, on: '2022-02-01' };
    expect(given.refused(CorrectPostDate, alone)).toEqual(['PartOfAnEnd']);
    given.accepted(
      MoveOrganization,
      { organizationId: otherId, parentId: oneId },
      on('2021-12-01'),
    );
    expect(to('2021-11-01')).toEqual(['FactsBetween', 'OrganizationWouldContainItself']);
  });

  test('is refused while somebody came to one of its posts between the days, and says who', () => {
    const { given, oneId, eventId, vacantId } = merged();
    const { postingId } = holderOf(given, vacantId, '某乙', '2022-02-01');
    const input = { organizationId: oneId, eventId, on: '2022-03-01' };
    const decision = given.decide(CorrectOrganizationDate, input);
    expect(decision).toMatchObject({
      kind: 'refused',
      refusals: [{ code: 'FactsBetween', params: { was: '2022-01-01', is: '2022-03-01' } }],
    });
    expect(JSON.stringify(decision)).toContain(postingId);
    expect(given.refused(CorrectOrganizationDate, { ...input, on: '2022-01-20' })).toEqual([]);
  });
});

test('an organization that ended anew before the day that was voided is no member above any more', () => {
  const { given, rootId } = openCounty();
  const parentId = unitUnder(given, rootId, 'B1');
  const childId = unitUnder(given, parentId, 'B1-1');
  given.accepted(AbolishOrganization, { organizationId: childId }, on('2022-01-01'));
  given.accepted(VoidOrganizationEnd, { organizationId: childId });
  given.accepted(AbolishOrganization, { organizationId: childId }, on('2021-01-01'));
  expect(
    given.refused(AbolishOrganization, { organizationId: parentId }, on('2023-01-01')),
  ).toEqual([]);
});

describe('other changes of an organization', () => {
  test('a move and a quota hold from the day they should have been recorded for', () => {
    const { given, rootId } = openCounty();
    const oneId = unitUnder(given, rootId, 'B1');
    const otherId = unitUnder(given, rootId, 'B2', 'COUNTY_ORGAN', '2020-01-01');
    const move = { organizationId: oneId, parentId: otherId };
    const [moved] = given.accepted(MoveOrganization, move, on('2021-01-01'));
    const quota = { organizationId: oneId, principals: 1, deputies: 2 };
    const [set] = given.accepted(SetQuota, quota, on('2021-01-01'));
    const correct = (event: { id: EventId } | undefined, day: string) => ({
      organizationId: oneId,
      eventId: event?.id as EventId,
      on: day,
    });
    expect(given.refused(CorrectOrganizationDate, correct(moved, '2019-12-31'))).toEqual([
      'ParentNotYetOpen',
    ]);
    given.accepted(CorrectOrganizationDate, correct(moved, '2020-06-01'));
    given.accepted(CorrectOrganizationDate, correct(set, '2019-07'));
    const row = (when: string) => rowsOf(organizations, given.all(), when).get(oneId);
    expect(row('2020-05-31')?.parentId).toBe(rootId);
    expect(row('2020-06-01')?.parentId).toBe(otherId);
    expect(rowsOf(quotas, given.all(), '2019-06-30').size).toBe(0);
    expect(rowsOf(quotas, given.all(), '2019-07-01').get(oneId)).toMatchObject({ deputies: 2 });
    const other = stateOf(given, organization(otherId));
    expect(other.subordinates).toMatchObject([{ on: '2020-06-01', value: { joined: true } }]);
  });

  test('no ring is closed on any day by moving a move', () => {
    const { given, rootId } = openCounty();
    const oneId = unitUnder(given, rootId, 'B1');
    const otherId = unitUnder(given, oneId, 'B2');
    const up = { organizationId: otherId, parentId: rootId };
    given.accepted(MoveOrganization, up, on('2021-01-01'));
    const down = { organizationId: oneId, parentId: otherId };
    const [moved] = given.accepted(MoveOrganization, down, on('2021-02-01'));
    const input = { organizationId: oneId, eventId: moved?.id as EventId, on: '2020-06-01' };
    expect(given.refused(CorrectOrganizationDate, input)).toEqual([
      'OrganizationWouldContainItself',
    ]);
  });

  test('needs a change of an organization of the county, and a reason', () => {
    const { given, oneId, eventId } = merged();
    const input = { organizationId: oneId, eventId, on: '2022-03-01' };
    const none = { ...input, organizationId: nowhere };
    expect(given.refused(CorrectOrganizationDate, none)).toEqual(['OrganizationUnknown']);
    const opened = stateOf(given, organization(oneId)).opened?.eventId as EventId;
    expect(given.refused(CorrectOrganizationDate, { ...input, eventId: opened })).toEqual([
      'CorrectedFactUnknown',
    ]);
    expect(given.refused(CorrectOrganizationDate, input, { reason: null })).toEqual([
      'ReasonNeeded',
    ]);
  });
});

describe('the county', () => {
  test('is kept from the day, and bears the name, that its organization is corrected to', () => {
    const { given, rootId } = openCounty();
    unitUnder(given, rootId, 'B1');
    const { opened } = stateOf(given, organization(rootId));
    const input = {
      organizationId: rootId,
      eventId: opened?.eventId as EventId,
      on: '2014-01-01',
      code: testCounty as string,
      name: '正名县',
      unitType: 'COUNTY' as const,
      aboveDesignatedSize: false,
    };
    expect(given.refused(CorrectOrganization, { ...input, code: 'X1' })).toEqual([
      'CountyCodeStays',
    ]);
    expect(given.refused(CorrectOrganization, { ...input, on: '2019-02-01' })).toEqual([
      'EarlierFactsStand',
    ]);
    given.accepted(CorrectOrganization, input);
    expect(given.accepted(CorrectOrganization, input)).toEqual([]);
    expect(stateOf(given, county(testCounty)).opened).toMatchObject({ on: '2014-01-01' });
    expect(rowsOf(counties, given.all(), '2015-01-01').get(testCounty)).toMatchObject({
      name: '正名县',
      openedOn: '2014-01-01',
    });
    expect(unitUnder(given, rootId, 'B2', 'COUNTY_ORGAN', '2014-02-01')).toBeDefined();
  });

  test('knows an organization from the day its opening is corrected to', () => {
    const { given, rootId } = openCounty();
    const unitId: OrganizationId = unitUnder(given, rootId, 'B1', 'COUNTY_ORGAN', '2020-01-01');
    const { opened } = stateOf(given, organization(unitId));
    given.accepted(CorrectOrganization, {
      organizationId: unitId,
      eventId: opened?.eventId as EventId,
      on: '2019-06-01',
      code: 'B1',
      name: '机构B1',
      unitType: 'COUNTY_ORGAN',
      aboveDesignatedSize: false,
    });
    expect(stateOf(given, organization(rootId)).subordinates).toMatchObject([{ on: '2019-06-01' }]);
  });
});
