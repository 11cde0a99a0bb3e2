import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { firstDay } from '../../events/dates.ts';
import type { OrganizationId } from '../../events/values.ts';
import { holdingOn, membersFrom } from '../../src/domain/dated.ts';
import { AbolishOrganization } from '../../src/domain/organization-end.ts';
import { MoveOrganization } from '../../src/domain/organization-tree.ts';
import { hasSentence } from '../../src/domain/sentences/index.ts';
import { organization } from '../../src/domain/structure.ts';
import type { scenario } from '../scenario.ts';
import { nowhere, openCounty, unitUnder } from './given-structure.ts';

const stateOf = (given: ReturnType<typeof scenario>, id: OrganizationId) => {
  const { stream, fold } = organization(id);
  return (given.streams.get(stream) ?? []).reduce(fold.evolve, fold.initial);
};

/** A chain: the root, a bureau, its office, the office's team. */
function chain() {
  const { given, rootId } = openCounty();
  const bureauId = unitUnder(given, rootId, 'B1');
  const officeId = unitUnder(given, bureauId, 'B2');
  const teamId = unitUnder(given, officeId, 'B3');
  const move = (organizationId: OrganizationId, parentId: OrganizationId, effectiveOn: string) =>
    given.refused(MoveOrganization, { organizationId, parentId }, { effectiveOn });
  return { given, rootId, bureauId, officeId, teamId, move };
}

describe('moving an organization', () => {
  test('tells the organization and both superiors', () => {
    const { given, rootId, officeId, bureauId } = chain();
    const events = given.accepted(MoveOrganization, { organizationId: officeId, parentId: rootId });
    expect(events.map(({ type, stream }) => [type, stream])).toEqual([
      ['OrganizationMoved', `organization-${officeId}`],
      ['SubordinateRemoved', `organization-${bureauId}`],
      ['SubordinateAdded', `organization-${rootId}`],
    ]);
  });

  test('to where it stands changes nothing', () => {
    const { given, officeId, bureauId } = chain();
    const input = { organizationId: officeId, parentId: bureauId };
    expect(given.accepted(MoveOrganization, input)).toEqual([]);
  });

  test('an institution counts as the township it comes under', () => {
    const { given, rootId } = chain();
    const townshipId = unitUnder(given, rootId, 'T1', 'TOWNSHIP');
    const institutionId = unitUnder(given, rootId, 'I1', 'INSTITUTION');
    const input = { organizationId: institutionId, parentId: townshipId };
    expect(given.accepted(MoveOrganization, input)[0]?.data.countsAs).toBe('TOWNSHIP');
  });

  test('an organization comes neither under itself nor under what stands below it', () => {
    const { bureauId, teamId, move } = chain();
    expect(move(bureauId, bureauId, '2020-01-01')).toEqual(['OrganizationWouldContainItself']);
    expect(move(bureauId, teamId, '2020-01-01')).toEqual(['OrganizationWouldContainItself']);
  });

  test('a back-entered move is refused when it would close a ring with a later one', () => {
    const { given, rootId, bureauId, officeId, move } = chain();
    const otherId = unitUnder(given, rootId, 'C1');
    // From 2022 the bureau stands under the other; from 2020 to then the other may not be below it
    // any longer than until 2022.
    const later = { organizationId: bureauId, parentId: otherId };
    given.accepted(MoveOrganization, later, { effectiveOn: '2022-01-01' });
    expect(move(otherId, officeId, '2020-01-01')).toEqual(['OrganizationWouldContainItself']);
    const away = { organizationId: officeId, parentId: rootId };
    given.accepted(MoveOrganization, away, { effectiveOn: '2021-01-01' });
    expect(move(otherId, officeId, '2021-06-01')).toEqual([]);
    expect(move(otherId, officeId, '2020-01-01')).toEqual([]);
  });

  test('a back-entered move holds until the next, and the new superior knows it', () => {
    const { given, rootId, officeId } = chain();
    const firstId = unitUnder(given, rootId, 'C1');
    const lastId = unitUnder(given, rootId, 'C2');
    const move = (parentId: OrganizationId, effectiveOn: string) =>
      given.accepted(MoveOrganization, { organizationId: officeId, parentId }, { effectiveOn });
    move(lastId, '2022-01-01');
    move(firstId, '2020-01-01');
    const on = (day: string) => firstDay(day as never);
    expect(membersFrom(stateOf(given, firstId).subordinates, on('2021-01-01'))).toEqual([officeId]);
    expect(membersFrom(stateOf(given, firstId).subordinates, on('2022-01-01'))).toEqual([]);
    expect(membersFrom(stateOf(given, lastId).subordinates, on('2022-01-01'))).toEqual([officeId]);
    expect(stateOf(given, officeId).parentId).toBe(lastId);
  });

  test('the county stays where it is; unknown and ended organizations do not move', () => {
    const { given, rootId, bureauId, teamId, move } = chain();
    expect(move(rootId, bureauId, '2020-01-01')).toEqual([
      'CountyIsRoot',
      'OrganizationWouldContainItself',
    ]);
    expect(move(nowhere, bureauId, '2020-01-01')).toContain('OrganizationUnknown');
    expect(move(teamId, nowhere, '2020-01-01')).toEqual(['ParentUnknown']);
    given.accepted(AbolishOrganization, { organizationId: teamId }, { effectiveOn: '2020-01-01' });
    expect(move(teamId, rootId, '2020-01-01')).toEqual(['OrganizationEnded']);
    expect(move(bureauId, teamId, '2019-06-01')).toEqual(['OrganizationWouldContainItself']);
    expect(hasSentence('OrganizationWouldContainItself')).toBe(true);
  });

  test('no tree is deeper than forty levels', () => {
    const { given, rootId } = openCounty();
    let deepest = rootId;
    for (let level = 0; level < 40; level += 1) deepest = unitUnder(given, deepest, `L${level}`);
    const otherId = unitUnder(given, rootId, 'X1');
    const input = { organizationId: otherId, parentId: deepest };
    expect(given.refused(MoveOrganization, input)).toEqual(['TreeTooDeep']);
    expect(hasSentence('TreeTooDeep')).toBe(true);
  });

  test('whatever moves are recorded, in whatever order of dates, no ring stands on any day', () => {
    const move = fc.record({
      child: fc.integer({ min: 0, max: 5 }),
      parent: fc.integer({ min: 0, max: 5 }),
      year: fc.integer({ min: 2019, max: 2024 }),
    });
    fc.assert(
      fc.property(fc.array(move, { maxLength: 25 }), (moves) => {
        const { given, rootId } = openCounty();
        const ids = [0, 1, 2, 3, 4, 5].map((index) => unitUnder(given, rootId, `R${index}`));
        for (const { child, parent, year } of moves) {
          const input = { organizationId: ids[child] ?? rootId, parentId: ids[parent] ?? rootId };
          const record = { effectiveOn: `${year}-03-01` };
          if (given.refused(MoveOrganization, input, record).length === 0) {
            given.accepted(MoveOrganization, input, record);
          }
        }
        for (let year = 2019; year <= 2025; year += 1) {
          for (const id of ids) expect(levelsAbove(given, id, `${year}-03-01`)).toBeLessThan(8);
        }
      }),
      { numRuns: 60 },
    );
  });
});

function levelsAbove(given: ReturnType<typeof scenario>, id: OrganizationId, day: string): number {
  let at: OrganizationId | null = id;
  let levels = 0;
  while (at !== null && levels < 8) {
    at = holdingOn(stateOf(given, at).places, day as never)?.value.parentId ?? null;
    levels += 1;
  }
  return levels;
}
