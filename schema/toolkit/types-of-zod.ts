/**
 * GraphQL inputs from the shapes that commands declare: a field is stated once, where its rule is.
 * Ids become global ids, code tables become enums, objects become input types of their own.
 */

import type { GraphQLScalarType } from 'graphql';
import { Field, Float, ID, InputType, Int, registerEnumType } from 'type-graphql';
import type { z } from 'zod';
import { codeTables } from '../../events/code-tables.ts';
import { badUserInputs, type PathPart } from './errors.ts';
import { idOfType } from './global-id.ts';
import { DateScalar, DateTimeScalar, PartialDateScalar } from './scalars.ts';

/** What type-graphql takes for a type: a class, a scalar, an enum's object. */
export type TypeValue = object;
type Meta = { id?: string; globalId?: string; scalar?: string; description?: string };
type Definition = {
  type: string;
  innerType?: z.ZodType;
  element?: z.ZodType;
  shape?: Record<string, z.ZodType>;
  entries?: Record<string, string>;
  format?: string;
};
const scalars: Record<string, GraphQLScalarType> = {
  Date: DateScalar,
  PartialDate: PartialDateScalar,
  DateTime: DateTimeScalar,
};
const enums = new Map<string, object>();
const inputs = new Map<z.ZodType, TypeValue>();

const definitionOf = (schema: z.ZodType) => (schema as unknown as { def: Definition }).def;
const metaOf = (schema: z.ZodType) => (schema.meta() ?? {}) as Meta;

/** An enum as type-graphql takes it; registered once under its name. */
export function enumOf(name: string, values: readonly string[]): object {
  const known = enums.get(name);
  if (known !== undefined) return known;
  const made = Object.fromEntries(values.map((value) => [value, value]));
  const labels = codeTables.get(name)?.labels ?? {};
  const valuesConfig = Object.fromEntries(
    values.map((value) => [
      value,
      labels[value] ? { description: `${labels[value].zh} (${labels[value].en})` } : {},
    ]),
  );
  registerEnumType(made, { name, valuesConfig });
  enums.set(name, made);
  return made;
}

// type-graphql wants enums registered before a schema is built, not while it is.
for (const { name, labels } of codeTables.values()) enumOf(name, Object.keys(labels));

/** The one code table with these values: a schema that was marked personal has lost its id. */
function codeTableOf(entries: Readonly<Record<string, string>>): string | undefined {
  const values = Object.keys(entries).join();
  const tables = [...codeTables.values()].filter(
    ({ labels }) => Object.keys(labels).join() === values,
  );
  return tables.length === 1 ? tables[0]?.name : undefined;
}

/** The enum of a code table, `codeEnum(UnitType)`. */
export function codeEnum(schema: z.ZodType): object {
  const { id = '' } = metaOf(schema);
  const known = enums.get(id);
  if (known === undefined) throw new Error(`${id} is no code table; make it by enumOf`);
  return known;
}

/** The input type of an object shape. */
export function inputOf(name: string, schema: z.ZodType): TypeValue {
  const known = inputs.get(schema);
  if (known !== undefined) return known;
  const made = { [name]: class {} }[name] as new () => object;
  InputType(name)(made);
  inputs.set(schema, made);
  for (const [field, fieldSchema] of Object.entries(definitionOf(schema).shape ?? {})) {
    const { inner, nullable } = unwrap(fieldSchema);
    const isList = definitionOf(inner).type === 'array';
    const element = isList ? (definitionOf(inner).element as z.ZodType) : inner;
    const type = typeOf(element, `${name.replace(/Input$/, '')}${capital(field)}`);
    Field(() => (isList ? [type] : type) as never, {
      nullable,
      description: metaOf(fieldSchema).description,
    })(made.prototype, field);
  }
  return made;
}

/** The GraphQL type of a value that is neither null nor a list. */
export function typeOf(schema: z.ZodType, name: string): TypeValue {
  const { inner } = unwrap(schema);
  const meta = metaOf(inner);
  const definition = definitionOf(inner);
  if (meta.globalId !== undefined) return ID;
  if (meta.scalar !== undefined) return scalars[meta.scalar] as GraphQLScalarType;
  switch (definition.type) {
    case 'enum':
      return enumOf(
        meta.id ?? codeTableOf(definition.entries ?? {}) ?? name,
        Object.keys(definition.entries ?? {}),
      );
    case 'object':
      return inputOf(`${name}Input`, inner);
    case 'boolean':
      return Boolean;
    case 'string':
      return definition.format === 'uuid' ? ID : String;
    case 'number':
      return definition.format === 'safeint' ? Int : Float;
    default:
      throw new Error(`the input ${name} is of a shape GraphQL has none for: ${definition.type}`);
  }
}

/**
 * Parses a GraphQL input by the shape it came from. Throws BAD_USER_INPUT with the paths of the
 * fields that are wrong, and what would be right; the values themselves are not repeated.
 */
export function parseInput<S extends z.ZodType>(
  schema: S,
  value: unknown,
  path: readonly PathPart[],
): z.output<S> {
  const parsed = schema.safeParse(plain(schema, value, path));
  if (parsed.success) return parsed.data;
  throw badUserInputs(
    parsed.error.issues.map((issue) => ({
      message: issue.message,
      path: [...path, ...(issue.path as PathPart[])],
    })),
  );
}

/** The value as zod takes it: ids of the type that belongs there, null where a field was left out. */
function plain(schema: z.ZodType, value: unknown, path: readonly PathPart[]): unknown {
  const { inner, nullable, absent } = unwrap(schema);
  if (value === undefined || value === null) {
    return nullable ? absent : value;
  }
  const { globalId } = metaOf(inner);
  const definition = definitionOf(inner);
  if (globalId !== undefined) return idOfType(globalId, String(value), path);
  if (definition.type === 'array' && Array.isArray(value)) {
    return value.map((one, index) => plain(definition.element as z.ZodType, one, [...path, index]));
  }
  if (definition.type === 'object') {
    const fields = value as Record<string, unknown>;
    return Object.fromEntries(
      Object.entries(definition.shape ?? {})
        .map(([field, of]) => [field, plain(of, fields[field], [...path, field])] as const)
        .filter(([, made]) => made !== undefined),
    );
  }
  return value;
}

function unwrap(schema: z.ZodType): { inner: z.ZodType; nullable: boolean; absent: unknown } {
  let inner = schema;
  let nullable = false;
  let absent: unknown = null;
  for (let depth = 0; depth < 8; depth += 1) {
    const { type, innerType } = definitionOf(inner);
    if (innerType === undefined) break;
    nullable = true;
    if (type === 'optional' || type === 'default' || type === 'prefault') absent = undefined;
    inner = innerType;
  }
  return { inner, nullable, absent };
}

function capital(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}
