/** Valid operations made from the schema: any field of its roots, with values of its types. */
import {
  type GraphQLField,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isEnumType,
  isInterfaceType,
  isLeafType,
  isListType,
  isObjectType,
  isRequiredArgument,
  isUnionType,
} from 'graphql';
import type { Random } from '../../src/demo/random.ts';
import { madeUp, type Words } from './made-up.ts';

export type Operation = { query: string; variables: Record<string, unknown> };
const levelsMax = 4;
const fieldsMax = 5;

export function operations(schema: GraphQLSchema, words: Words) {
  const roots = [schema.getQueryType(), schema.getMutationType()].flatMap((type) =>
    Object.values(type?.getFields() ?? {}).map((field) => ({
      field,
      kind: type === schema.getQueryType() ? 'query' : 'mutation',
    })),
  );

  /** The field of the roots with this number; numbers go round. */
  return (number: number, random: Random): Operation => {
    const root = roots[number % roots.length];
    if (root === undefined) throw new Error('the schema has no roots');
    const variables: Record<string, unknown> = {};
    const declared: string[] = [];
    const given = root.field.args
      .filter((argument) => isRequiredArgument(argument) || random.chance(50))
      .map(({ name, type }) => {
        declared.push(`$${name}: ${type}`);
        variables[name] = name === 'first' ? random.int(1, 3) : madeUp(name, type, random, words);
        return `${name}: $${name}`;
      });
    const head = declared.length === 0 ? '' : `(${declared.join(', ')})`;
    const args = given.length === 0 ? '' : `(${given.join(', ')})`;
    const below = selection(root.field.type, random, 1);
    return { query: `${root.kind} Q${head} { ${root.field.name}${args} ${below} }`, variables };
  };
}

function selection(type: GraphQLOutputType, random: Random, level: number): string {
  const named = getNamedType(type);
  if (isLeafType(named)) return '';
  if (isUnionType(named)) {
    const members = named
      .getTypes()
      .map((one) => `... on ${one.name} ${selection(one, random, level)}`);
    return `{ __typename ${members.join(' ')} }`;
  }
  if (!isObjectType(named) && !isInterfaceType(named)) return '';
  const fields = Object.values(named.getFields());
  const isDeep = level >= levelsMax;
  const possible = fields.filter((field) => !isDeep || isLeafType(getNamedType(field.type)));
  const chosen = random.shuffled(possible).slice(0, fieldsMax);
  const parts = chosen.map(
    (field) => `${field.name}${fieldArguments(field)} ${selection(field.type, random, level + 1)}`,
  );
  return `{ __typename ${parts.join(' ')} }`;
}

/** Written out: names of variables would meet. */
function fieldArguments({ args }: GraphQLField<unknown, unknown>): string {
  const required = args.filter(isRequiredArgument).map(({ name, type }) => {
    const named = getNamedType(type);
    const value = isEnumType(named) ? named.getValues()[0]?.name : '1';
    return `${name}: ${isListType(getNullableType(type)) ? `[${value}]` : value}`;
  });
  return required.length === 0 ? '' : `(${required.join(', ')})`;
}
