/** Who somebody at the grassroots is to be: a village's secretary or director, a manager, a worker. */
import type { County, Unit } from './county.ts';
import type { Newcomer } from './people.ts';
import { random } from './random.ts';

type Born = readonly [number, number];
type Role = { readonly unit: Unit; readonly role: string; readonly title: string };
export type Places = ReturnType<typeof places>;

/** Hands out each role in a village or community once; firms and institutions take any number. */
export function places(seed: string, county: County) {
  const chance = random(`${seed}/places-of-people`);
  const inVillages = once(chance.shuffled(county.villages.flatMap(villageRoles)));
  const inCommunities = once(chance.shuffled(county.communities.flatMap(communityRoles)));
  const since = () => `${chance.int(2012, 2015)}-${chance.pick(['03', '07', '11', '12'])}`;
  const large = county.enterprises.filter(({ aboveDesignatedSize }) => aboveDesignatedSize);
  const unpaid = { staffing: 'NONE', education: false } as const;
  const manager = (type: string): Newcomer => ({
    unit: chance.pick(large.filter((unit) => unit.type === type)),
    title: chance.pick(['副经理', '副总经理', '副厂长']),
    role: 'ENTERPRISE_DEPUTY_MANAGER_UP',
    staffing: 'OTHER',
    since: since(),
    born: [1976, 1987],
  });
  return {
    village: (born: Born): Newcomer => ({ ...unpaid, ...inVillages(), since: since(), born }),
    /** Elected in the winter of 2020 and 2021, when their villages are first heard of. */
    newlyElected: (): Newcomer => {
      const elected = { since: chance.pick(['2020-12', '2021-01']), born: [1978, 1992] as const };
      return { ...unpaid, ...inVillages(), ...elected, openingBalance: false };
    },
    community: (): Newcomer => ({
      ...unpaid,
      ...inCommunities(),
      since: since(),
      born: [1978, 1989],
    }),
    staff: (born: Born, among = county.institutions): Newcomer => ({
      unit: chance.pick(among),
      title: chance.pick(['职员', '专业技术人员', '办公室主任', '科长']),
      role: 'INSTITUTION_STAFF',
      staffing: 'INSTITUTION',
      since: since(),
      born,
    }),
    worker: (): Newcomer => ({
      unit: chance.pick(county.enterprises),
      title: chance.pick(['班组长', '车间工人', '技术员']),
      role: 'OTHER',
      staffing: 'OTHER',
      since: since(),
      born: [1983, 1992],
    }),
    stateManager: () => manager('STATE_ENTERPRISE'),
    privateManager: () => manager('PRIVATE_ENTERPRISE'),
  };
}

const villageRoles = (unit: Unit): Role[] => [
  { unit, role: 'VILLAGE_SECRETARY', title: '村党支部书记' },
  { unit, role: 'VILLAGE_DIRECTOR', title: '村委会主任' },
];
const communityRoles = (unit: Unit): Role[] => [
  { unit, role: 'COMMUNITY_SECRETARY', title: '社区党支部书记' },
  { unit, role: 'COMMUNITY_DIRECTOR', title: '社区居委会主任' },
];

function once(roles: Role[]): () => Role {
  return () => {
    const role = roles.pop();
    if (role === undefined) throw new Error('more people than villages and communities have roles');
    return role;
  };
}
