/** What the posts of departments and townships are. */
import type { Organ } from './units.ts';

const attributes = {
  ...{
    kind: 'LEADING_POST',
    level: 'TOWNSHIP_DEPUTY',
    managementLevel: 'COUNTY',
    mode: 'APPOINTED',
  },
  ...{
    principal: false,
    teamMember: true,
    keyPost: false,
    departmentHead: false,
    underQuota: true,
  },
  seats: 1,
};
const principal = { level: 'TOWNSHIP_PRINCIPAL', principal: true };
const midLevel = {
  ...{ ...attributes, kind: 'MID_LEVEL', level: 'NONE', managementLevel: 'UNIT' },
  ...{ teamMember: false, underQuota: false, seats: 40 },
};

export function departmentPosts({ head, deputy, keyPost, cityManaged }: Organ) {
  const managed = cityManaged ? { managementLevel: 'CITY', level: 'COUNTY_DEPUTY' } : {};
  return {
    head: { ...attributes, ...principal, ...managed, name: head, keyPost, departmentHead: true },
    deputy: { ...attributes, name: deputy, seats: 5 },
    section: { ...midLevel, name: '股长' },
  };
}

/** Townships elect their teams; the organs of subdistricts are appointed. */
export function townshipPosts(mayor: string, isUrban: boolean) {
  const elected = { ...attributes, mode: isUrban ? 'APPOINTED' : 'CONGRESS_ELECTION' };
  const byParty = { ...attributes, mode: isUrban ? 'APPOINTED' : 'PARTY_ELECTION' };
  return {
    secretary: { ...byParty, ...principal, name: '党委书记' },
    mayor: { ...elected, ...principal, name: mayor },
    viceSecretary: { ...byParty, name: '党委副书记' },
    deputy: { ...elected, name: `副${mayor}`, seats: 5 },
    committee: { ...byParty, name: '党委委员', seats: 6 },
    station: { ...midLevel, name: '站所长' },
  };
}
