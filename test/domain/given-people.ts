/** People, units and posts as tests of people take them for granted. */
import { CountyOpened } from '../../events/county.ts';
import { OrganizationOpened, QuotaSet } from '../../events/organization.ts';
import { PersonRegistered } from '../../events/person.ts';
import { type PostAttributes, PostEstablished } from '../../events/post.ts';
import {
  type CadreId,
  checkCharacter,
  type IdentityNumber,
  type OrganizationId,
  type PostId,
} from '../../events/values.ts';
import type { StreamRef } from '../../src/domain/fold.ts';
import { cadreStream } from '../../src/domain/people.ts';
import { countyStream, organizationStream, postStream } from '../../src/domain/structure.ts';
import { idOf, type scenario, testCounty } from '../scenario.ts';

type Scenario = ReturnType<typeof scenario>;
const longAgo = { effectiveOn: '2000-01-01' };

/** An identity number of the area that does not exist; an odd serial is a man's. */
export function identityNumberOf(birth: string, serial = 1): IdentityNumber {
  const digits = `419999${birth.replaceAll('-', '')}${String(serial).padStart(3, '0')}`;
  return `${digits}${checkCharacter(digits)}` as IdentityNumber;
}

export const profile = {
  name: '某甲',
  gender: 'MALE' as const,
  birth: '1985-06',
  ethnicity: '01',
  nativePlace: null,
  politicalStatus: '01',
  joinedPartyOn: '2007-07',
  workingSince: '2005-08',
  health: null,
};

export function givenCounty(given: Scenario): void {
  given.given(
    countyStream(testCounty),
    CountyOpened,
    { county: testCounty, name: '虚构县', rootOrganizationId: idOf('root') },
    longAgo,
  );
}

export function givenPerson(
  given: Scenario,
  name = '某甲',
  birth = '1985-06-01',
  { workingSince } = profile,
): CadreId {
  const cadreId = idOf<CadreId>(name);
  given.given(
    cadreStream(cadreId),
    PersonRegistered,
    { cadreId, openingBalance: false },
    {
      ...longAgo,
      personal: { ...profile, birth, name, workingSince, identityNumber: identityNumberOf(birth) },
    },
  );
  return cadreId;
}

type UnitType = 'TOWNSHIP' | 'VILLAGE' | 'COUNTY_ORGAN' | 'PRIVATE_ENTERPRISE' | 'INSTITUTION';

export function givenUnit(
  given: Scenario,
  name: string,
  unitType: UnitType,
  countsAs: UnitType = unitType,
): OrganizationId {
  const organizationId = idOf<OrganizationId>(name);
  given.given(
    organizationStream(organizationId),
    OrganizationOpened,
    {
      organizationId,
      code: 'U1',
      name,
      unitType,
      parentId: null,
      countsAs,
      aboveDesignatedSize: false,
      openingBalance: true,
    },
    longAgo,
  );
  return organizationId;
}

export function givenQuota(
  given: Scenario,
  organizationId: OrganizationId,
  principals: number,
  deputies: number,
): void {
  const data = { organizationId, principals, deputies };
  given.given(organizationStream(organizationId), QuotaSet, data, longAgo);
}

/** A deputy's post in a township's team, but for what is said otherwise. */
export function givenPost(
  given: Scenario,
  organizationId: OrganizationId,
  name: string,
  attributes: Partial<PostAttributes> = {},
): PostId {
  const postId = idOf<PostId>(`${organizationId}/${name}`);
  given.given(
    postStream(postId),
    PostEstablished,
    {
      postId,
      organizationId,
      code: 'P1',
      attributes: {
        name,
        kind: 'LEADING_POST',
        level: 'TOWNSHIP_DEPUTY',
        managementLevel: 'COUNTY',
        mode: 'APPOINTED',
        principal: false,
        teamMember: true,
        keyPost: false,
        departmentHead: false,
        underQuota: true,
        seats: 1,
        ...attributes,
      },
      openingBalance: true,
    },
    longAgo,
  );
  return postId;
}

/** A stream's state as a decider would read it now. */
export function stateOf<S>(given: Scenario, { stream, fold }: StreamRef<S>): S {
  return (given.streams.get(stream) ?? []).reduce(fold.evolve, fold.initial);
}
