/** Registering people: who they are, what they hold, and what they held before. */
import { addMonths, type CivilDate, yearOf } from '../../events/dates.ts';
import { checkCharacter } from '../../events/values.ts';
import { day } from './calendar.ts';
import type { Post, Unit } from './county.ts';
import { personNames } from './names.ts';
import { createdBy, type Desk, type Planner } from './plan.ts';
import { type Random, random } from './random.ts';

type Profile = ReturnType<typeof profileOf>;
export type Person = {
  readonly id: string;
  readonly birth: CivilDate;
  readonly profile: Profile;
  readonly unit: Unit;
  readonly post: Post | null;
  readonly role: string | null;
  readonly title: string;
  /** The event that started the posting they are registered with; empty when there is none. */
  readonly postingId: string;
};
export type Spell = {
  readonly unit: Unit;
  readonly title: string;
  readonly from: string;
  readonly until: string;
  readonly staffing?: string;
  readonly role?: string;
};
export type Newcomer = {
  readonly unit: Unit;
  readonly post?: Post;
  readonly title?: string;
  readonly role?: string | null;
  readonly staffing: 'ADMIN' | 'INSTITUTION' | 'NONE' | 'OTHER';
  /** null: holds nothing yet. */
  readonly since: string | null;
  /** Years of birth, both included. */
  readonly born: readonly [number, number];
  readonly gender?: 'MALE' | 'FEMALE';
  readonly history?: readonly Spell[];
  /** Entered with the opening balance; false: registered when first heard of. */
  readonly openingBalance?: boolean;
  readonly education?: boolean;
};
export type Registrar = (desk: Desk, newcomer: Newcomer, on?: string) => Person;

export const openingOn = '2019-01-01';
const womenPercent = 31;
const partyPercent = 86;

/** One registrar for the whole county: names and identity numbers are given once. */
export function registrar(planner: Planner): Registrar {
  const chance = random(`${planner.seed}/people`);
  const nameOf = personNames(chance);
  const numberOf = identityNumbers(planner.county.identityArea);
  let registered = 0;
  return (desk, newcomer, on = openingOn) => {
    registered += 1;
    const { openingBalance = true } = newcomer;
    const { shortName } = planner.county;
    const profile = profileOf(chance, nameOf, newcomer, shortName);
    const identityNumber = numberOf(profile.birth, profile.gender, registered);
    const opening = openingBalance ? { recordedOn: '2019-01-04', reason: '期初建账' } : {};
    const circumstances = { on, ...opening };
    const input = { identityNumber, ...profile, openingBalance };
    const command = desk.record('RegisterPerson', input, circumstances);
    const id = createdBy(command);
    for (const spell of newcomer.history ?? []) recordSpell(desk, id, spell, opening);
    const { since } = newcomer;
    const postingId =
      since === null ? '' : recordPosting(desk, id, { ...newcomer, since }, opening);
    if (newcomer.education === true) educate(desk, chance, id, profile.birth, opening);
    const { unit, post = null, role = null, title = '' } = newcomer;
    const { birth } = profile;
    return { id, birth, profile, unit, post, role, title: post?.title ?? title, postingId };
  };
}

function profileOf(
  chance: Random,
  nameOf: ReturnType<typeof personNames>,
  { born, unit, gender: givenGender }: Newcomer,
  shortName: string,
) {
  const drawn = chance.chance(womenPercent) ? ('FEMALE' as const) : ('MALE' as const);
  const gender = givenGender ?? drawn;
  const two = (value: number) => String(value).padStart(2, '0');
  const birth = day(
    `${chance.int(born[0], born[1])}-${two(chance.int(1, 12))}-${two(chance.int(1, 28))}`,
  );
  const inParty =
    unit.type === 'PRIVATE_ENTERPRISE' ? chance.chance(50) : chance.chance(partyPercent);
  const joinedOn = addMonths(birth, chance.int(20 * 12, 28 * 12)).slice(0, 7);
  return {
    name: nameOf(gender),
    gender,
    birth,
    ethnicity: chance.chance(98) ? '01' : '03',
    nativePlace: chance.chance(85) ? shortName : '外县(虚构)',
    politicalStatus: inParty ? '01' : '13',
    joinedPartyOn: inParty ? joinedOn : null,
    workingSince: addMonths(birth, chance.int(18 * 12 + 6, 23 * 12)).slice(0, 7),
    health: null,
  };
}

const numbersMax = 499;

/** Gives each number once: two born on one day may come to the same. */
function identityNumbers(area: string) {
  const given = new Set<string>();
  return (birth: CivilDate, gender: 'MALE' | 'FEMALE', number: number): string => {
    for (let next = number; next < number + numbersMax; next += 1) {
      const made = identityNumber(area, birth, gender, next);
      if (given.has(made)) continue;
      given.add(made);
      return made;
    }
    throw new Error(`no identity number is left for ${birth}`);
  };
}

/** A number of an area that does not exist, with birth, gender and check character as they must be. */
export function identityNumber(
  area: string,
  birth: CivilDate,
  gender: 'MALE' | 'FEMALE',
  number: number,
): string {
  const ordinal = (number % numbersMax) * 2 + (gender === 'MALE' ? 1 : 0);
  const digits = `${area}${birth.replaceAll('-', '')}${String(ordinal).padStart(3, '0')}`;
  return digits + checkCharacter(digits);
}

type Opening = { readonly recordedOn?: string; readonly reason?: string };

function recordSpell(desk: Desk, cadreId: string, spell: Spell, opening: Opening): void {
  const { unit, title, from, until, staffing = 'ADMIN', role = null } = spell;
  desk.record(
    'RecordPosting',
    {
      ...{ cadreId, postId: null, organizationId: unit.id, title, kind: 'MAIN', staffing, role },
      until: { on: until, reason: 'NEW_POST' },
      openingBalance: true,
    },
    { on: from, ...opening },
  );
}

function recordPosting(
  desk: Desk,
  cadreId: string,
  newcomer: Newcomer & { readonly since: string },
  opening: Opening,
): string {
  const {
    unit,
    post,
    title = null,
    role = null,
    staffing,
    since,
    openingBalance = true,
  } = newcomer;
  const posted = desk.record(
    'RecordPosting',
    {
      ...{ cadreId, kind: 'MAIN', staffing, role, until: null, openingBalance },
      postId: post?.id ?? null,
      organizationId: post === undefined ? unit.id : null,
      title: post === undefined ? title : null,
    },
    { on: since, ...opening },
  );
  return createdBy(posted);
}

const schools = ['虚构大学', '虚构师范学院', '虚构农业大学', '虚构财经学院', '虚构职业技术学院'];

function educate(
  desk: Desk,
  chance: Random,
  cadreId: string,
  birth: CivilDate,
  opening: Opening,
): void {
  const fullTime = chance.chance(60);
  const level = chance.pick([
    'UNDERGRADUATE',
    'UNDERGRADUATE',
    'UNDERGRADUATE',
    'JUNIOR_COLLEGE',
    'POSTGRADUATE',
  ]);
  const degree =
    { POSTGRADUATE: '硕士', UNDERGRADUATE: '学士', JUNIOR_COLLEGE: null }[level] ?? null;
  desk.record(
    'RecordEducation',
    { cadreId, fullTime, level, degree, school: chance.pick(schools) },
    { on: `${yearOf(birth) + (fullTime ? 23 : 28)}-07`, ...opening },
  );
}
