/** Values for input, by the name of their field first, then by their type. */
import {
  type GraphQLInputType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';
import type { Random } from '../../src/demo/random.ts';

/** Values to make input of: ids that exist, and texts. */
export type Words = { readonly ids: readonly string[]; readonly texts: readonly string[] };

const nothing = '01234567-89ab-7cde-8f01-23456789abcd';
/** Whose id a field holds, where its name does not say so. */
const typesOfIds: Readonly<Record<string, string>> = {
  ...{ round: 'ReserveRound', item: 'OfferedItem', decision: 'AppointmentDecision' },
  ...{
    position: 'RecruitmentPosition',
    recommendation: 'ReserveRecommendation',
    to: 'Organization',
  },
  ...{ parent: 'Organization', unit: 'Organization', into: 'Organization', toPost: 'Post' },
  ...{
    toOrganization: 'Organization',
    fromOrganization: 'Organization',
    gate: 'OpenSelectionGate',
  },
  ...{ nomination: 'ReserveNomination', membership: 'ReserveMembership' },
};
const people = /^(cadres?|person|verifiedBy|relativeCadre|nominators?|approved)$/;

const byName: Readonly<Record<string, readonly unknown[]>> = {
  county: ['419999'],
  atLeast: [null],
  after: [null],
  stream: [null],
  commandId: [null],
  since: [null],
  types: ['PersonRegistered', 'CountyOpened'],
  codes: ['SELECTED_FROM_GRASSROOTS'],
  ethnicity: ['01', '02'],
  politicalStatus: ['01', '13'],
  basis: ['虚组〔2024〕1号', null],
  document: ['虚组〔2024〕1号'],
  effectiveOn: [null, '2024-06-30'],
  year: [2023, 2024],
};

export function madeUp(
  name: string,
  type: GraphQLInputType,
  random: Random,
  words: Words,
  level = 0,
): unknown {
  const plain = isNonNullType(type) ? type.ofType : type;
  if (isListType(plain)) {
    return Array.from({ length: random.int(1, 2) }, () =>
      madeUp(name, plain.ofType as GraphQLInputType, random, words, level),
    );
  }
  const known = byName[name];
  if (known !== undefined) return random.pick(known);
  if (isEnumType(plain)) return random.pick(plain.getValues()).name;
  if (isInputObjectType(plain)) {
    const fields = Object.values(plain.getFields()).filter(
      (field) => isNonNullType(field.type) || (level < 3 && random.chance(40)),
    );
    return Object.fromEntries(
      fields.map((one) => [one.name, madeUp(one.name, one.type, random, words, level + 1)]),
    );
  }
  return ofScalar(getNamedType(plain).name, name, random, words);
}

function ofScalar(type: string, name: string, random: Random, words: Words): unknown {
  switch (type) {
    case 'Int':
      return random.int(1, 40);
    case 'Float':
      return random.int(0, 100) / 4;
    case 'Boolean':
      return random.chance(50);
    case 'ID':
      return idFor(name.replace(/Ids?$/, ''), random, words);
    case 'Date':
      return random.pick(['2024-06-30', '2019-01-01', '2023-12-31']);
    case 'PartialDate':
      return random.pick(['2019', '2020-03', '2024-06-30']);
    case 'DateTime':
      return '2024-01-31T00:00:00Z';
    default:
      return random.pick(words.texts);
  }
}

function idFor(name: string, random: Random, { ids }: Words): string {
  if (people.test(name) || name === 'id') return random.pick(ids);
  const type = typesOfIds[name] ?? `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  return Buffer.from(`${type}:${nothing}`).toString('base64url');
}
