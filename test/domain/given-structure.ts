/** A county with organizations and posts, built by its own commands. */
import type { UnitType } from '../../events/code-tables.ts';
import type { PostAttributes } from '../../events/post.ts';
import type { CadreId, EventId, OrganizationId, PostId } from '../../events/values.ts';
import { OpenCounty } from '../../src/domain/county.ts';
import { OpenOrganization } from '../../src/domain/organization.ts';
import { EstablishPost } from '../../src/domain/post.ts';
import { RecordPosting } from '../../src/domain/posting.ts';
import { idOf, scenario } from '../scenario.ts';
import { givenPerson } from './given-people.ts';

type Scenario = ReturnType<typeof scenario>;

/** A county opened on the first day of 2019, and its root. */
export function openCounty(): { given: Scenario; rootId: OrganizationId } {
  const given = scenario();
  const [opened] = given.accepted(OpenCounty, { name: '虚构县' }, { effectiveOn: '2019-01-01' });
  return { given, rootId: opened?.data.rootOrganizationId as OrganizationId };
}

export function unitUnder(
  given: Scenario,
  parentId: OrganizationId,
  code: string,
  unitType: UnitType = 'COUNTY_ORGAN',
  effectiveOn = '2019-01-01',
): OrganizationId {
  const input = { code, name: `机构${code}`, unitType, parentId };
  const events = given.accepted(OpenOrganization, input, { effectiveOn });
  return events[1]?.data.organizationId as OrganizationId;
}

export const deputy: PostAttributes = {
  name: '副局长',
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
};

export function postOf(
  given: Scenario,
  organizationId: OrganizationId,
  code: string,
  attributes: Partial<PostAttributes> = {},
  effectiveOn = '2019-01-01',
): PostId {
  const input = { organizationId, code, attributes: { ...deputy, ...attributes } };
  return given.accepted(EstablishPost, input, { effectiveOn })[1]?.data.postId as PostId;
}

/** Somebody in a post as old stock; returns who, and the posting. */
export function holderOf(
  given: Scenario,
  postId: PostId,
  name: string,
  effectiveOn = '2019-02-01',
): { cadreId: CadreId; postingId: EventId } {
  const cadreId = givenPerson(given, name);
  const input = { cadreId, postId, openingBalance: true };
  const events = given.accepted(RecordPosting, { ...recorded, ...input }, { effectiveOn });
  return { cadreId, postingId: events[0]?.id as EventId };
}
const recorded = {
  kind: 'MAIN' as const,
  staffing: 'ADMIN' as const,
  organizationId: null,
  title: null,
  role: null,
  until: null,
};

export const nowhere = idOf<OrganizationId>('nowhere');
