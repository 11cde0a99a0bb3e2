/** Scalars of the interface; each refuses what its value type refuses, with the same sentence. */
import { GraphQLScalarType, Kind } from 'graphql';
import type { z } from 'zod';
import { CivilDate, Instant, PartialDate } from '../../events/dates.ts';

function textScalar(name: string, description: string, schema: z.ZodType): GraphQLScalarType {
  const parse = (value: unknown) => {
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data;
    // A plain error: graphql adds where it stands.
    throw new Error(`It ${parsed.error.issues[0]?.message ?? 'is malformed'}.`);
  };
  return new GraphQLScalarType({
    name,
    description,
    serialize: (value) => value,
    parseValue: parse,
    parseLiteral: (node) => parse(node.kind === Kind.STRING ? node.value : undefined),
  });
}

export const DateScalar = textScalar('Date', 'A day in Asia/Shanghai, YYYY-MM-DD.', CivilDate);
export const PartialDateScalar = textScalar(
  'PartialDate',
  'A date with the precision it is known to: YYYY, YYYY-MM or YYYY-MM-DD. For filters and order it counts as its first day.',
  PartialDate,
);
export const DateTimeScalar = new GraphQLScalarType({
  name: 'DateTime',
  description: 'A moment in UTC, YYYY-MM-DDTHH:MM:SS.mmmZ; offsets and fewer digits are accepted.',
  serialize: (value) => value,
  parseValue: moment,
  parseLiteral: (node) => moment(node.kind === Kind.STRING ? node.value : undefined),
});
export const JsonScalar = new GraphQLScalarType({
  name: 'JSON',
  description: 'The data of an event, of the shape its type has in the catalogue.',
  serialize: (value) => value,
});

function moment(value: unknown) {
  const text = typeof value === 'string' ? value : '';
  const time = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(text) ? Date.parse(text) : Number.NaN;
  const parsed = Instant.safeParse(Number.isNaN(time) ? text : new Date(time).toISOString());
  if (parsed.success) return parsed.data;
  throw new Error(`It ${parsed.error.issues[0]?.message ?? 'is malformed'}.`);
}
