/** Of a thousand who want what only one can have, one gets it and everybody else hears why not. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { PostAttributes } from '../../events/post.ts';
import type { CadreId, OrganizationId, PostId } from '../../events/values.ts';
import type { Outcome } from '../../src/application/handle.ts';
import { OpenOrganization } from '../../src/domain/organization.ts';
import { SetQuota } from '../../src/domain/organization-quota.ts';
import { MoveOrganization } from '../../src/domain/organization-tree.ts';
import { RegisterPerson } from '../../src/domain/person.ts';
import { EstablishPost } from '../../src/domain/post.ts';
import { RecordPosting } from '../../src/domain/posting.ts';
import { OpenReserveRound } from '../../src/domain/reserve-round.ts';
import { organizations } from '../../src/read-models/organization.ts';
import { identityNumberOf, profile } from '../domain/given-people.ts';
import { deputy } from '../domain/given-structure.ts';
import {
  codesOf,
  type LedgerUnderTest,
  ledgerUnderTest,
  storeKinds,
} from '../ledger-under-test.ts';

const many = 1_000;
const each = <T>(count: number, make: (index: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => make(index)));

describe.each(storeKinds)(`of ${many} at once over %s`, (kind) => {
  let under: LedgerUnderTest;
  beforeEach(async () => {
    under = await ledgerUnderTest(kind);
  });
  afterEach(() => under.close());

  const openUnit = async (code: string, parentId: OrganizationId) => {
    const input = { code, name: `机构${code}`, unitType: 'COUNTY_ORGAN' as const, parentId };
    const events = await under.record(OpenOrganization, input, { effectiveOn: '2020-01-01' });
    return events[1]?.data.organizationId as OrganizationId;
  };
  const establish = async (organizationId: OrganizationId, attributes: Partial<PostAttributes>) => {
    const input = { organizationId, code: 'P1', attributes: { ...deputy, ...attributes } };
    const events = await under.record(EstablishPost, input, { effectiveOn: '2020-01-01' });
    return events[1]?.data.postId as PostId;
  };
  const register = (birth: string, serial: number, name = `某${serial}`) =>
    under.send(RegisterPerson, {
      ...profile,
      name,
      birth,
      gender: serial % 2 === 1 ? 'MALE' : 'FEMALE',
      identityNumber: identityNumberOf(birth, serial),
      openingBalance: true,
    });
  const people = async () => {
    const outcomes = await each(many, (index) =>
      register(index < 500 ? '1985-06-01' : '1985-06-02', index % 500),
    );
    return outcomes.map((one) =>
      one.kind === 'recorded' ? (one.events[0]?.data.cadreId as CadreId) : ('' as CadreId),
    );
  };
  const seat = (cadreId: CadreId, postId: PostId) =>
    under.send(RecordPosting, {
      cadreId,
      postId,
      organizationId: null,
      title: null,
      kind: 'MAIN',
      staffing: 'ADMIN',
      role: null,
      until: null,
      openingBalance: false,
    });

  test('one registers an identity number', async () => {
    const outcomes = await each(many, (index) => register('1985-06-01', 1, `某${index}`));
    expectOneWinner(outcomes, 'IdentityTaken');
  });

  test('one opens a reserve round', async () => {
    const outcomes = await each(many, (index) =>
      under.send(OpenReserveRound, { year: 2024, title: `第${index}次公开推荐` }),
    );
    expectOneWinner(outcomes, 'ReserveRoundStillOpen');
  });

  test('one opens an organization under a code', async () => {
    const outcomes = await each(many, (index) =>
      under.send(OpenOrganization, {
        code: 'A1',
        name: `机构${index}`,
        unitType: 'COUNTY_ORGAN',
        parentId: under.rootId,
      }),
    );
    expectOneWinner(outcomes, 'OrganizationCodeTaken');
  });

  test('one takes the only seat of a post', async () => {
    const postId = await establish(await openUnit('A1', under.rootId), { underQuota: false });
    const candidates = await people();
    expect(new Set(candidates).size).toBe(many);
    const outcomes = await each(many, (index) =>
      seat(candidates[index] ?? ('' as CadreId), postId),
    );
    expectOneWinner(outcomes, 'PostOccupied');
  });

  test('one takes the only place in a quota', async () => {
    const organizationId = await openUnit('A1', under.rootId);
    await under.record(SetQuota, { organizationId, principals: 0, deputies: 1 });
    const postId = await establish(organizationId, { seats: many });
    const candidates = await people();
    const outcomes = await each(many, (index) =>
      seat(candidates[index] ?? ('' as CadreId), postId),
    );
    expectOneWinner(outcomes, 'QuotaExceeded');
  });

  test('moves that would close a ring leave the organizations a tree', async () => {
    const ringLength = 20;
    const ids: OrganizationId[] = [];
    for (let index = 0; index < ringLength; index += 1) {
      // Each under a superior of its own: moves of different units share no stream they write.
      ids.push(await openUnit(`R${index}`, await openUnit(`S${index}`, under.rootId)));
    }
    const at = (index: number) => ids[index % ringLength] as OrganizationId;
    // Each wants to stand below its neighbour or the one after: all together would be rings.
    const outcomes = await each(many, (index) =>
      under.send(MoveOrganization, {
        organizationId: at(index),
        parentId: at(index + (index < many / 2 ? 1 : 2)),
      }),
    );
    const refused = outcomes.filter((one) => one.kind === 'refused');
    expect(refused.length).toBeGreaterThan(0);
    expect(new Set(refused.flatMap(codesOf))).toEqual(new Set(['OrganizationWouldContainItself']));
    expect(outcomes.some((one) => one.kind === 'recorded')).toBe(true);
    expect(outcomes.every((one) => one.kind !== 'conflict')).toBe(true);
    const moment = { asOf: under.application().today(), knownAt: null };
    const rows = await under.application().rows.all(organizations, { where: {}, at: moment });
    const parentOf = new Map(rows.map(({ state }) => [state.organizationId, state.parentId]));
    for (const id of ids) {
      // In a ring there is no end; a line of all of them below their last superior is a tree.
      expect(stepsToRoot(id, parentOf)).toBeLessThanOrEqual(parentOf.size);
    }
  });

  function expectOneWinner(outcomes: readonly Outcome[], code: string): void {
    expect(outcomes.filter((one) => one.kind === 'recorded')).toHaveLength(1);
    const refused = outcomes.filter((one) => one.kind === 'refused');
    expect(refused).toHaveLength(many - 1);
    expect(new Set(refused.map((one) => codesOf(one).join()))).toEqual(new Set([code]));
  }
});

/** Superiors up to the root; endless in a ring, so it stops past every length a tree could have. */
function stepsToRoot(start: string, parentOf: ReadonlyMap<string, string | null>): number {
  let at: string | null = start;
  let steps = 0;
  while (at !== null && steps <= parentOf.size) {
    at = parentOf.get(at) ?? null;
    steps += 1;
  }
  return steps;
}
