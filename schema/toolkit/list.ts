/**
 * Lists: Relay connections over a collection with filters, sorts, a total and a breakdown. One
 * declaration makes the connection's types, a root query and fields of other entities.
 */
import { Field, InputType, Int } from 'type-graphql';
import type { CivilDate, Instant } from '../../events/dates.ts';
import type { Moment, Order, Scalar } from '../../src/application/ports.ts';
import { cursorOf } from '../../src/application/rows.ts';
import type { Collection } from '../../src/read-models/projection.ts';
import type { State } from '../../src/read-models/row.ts';
import { type Arguments, addField, addRoot } from './build.ts';
import { bothOf, type Where } from './conditions.ts';
import { connectionType } from './connection.ts';
import { countyOf, type Graph, momentOf } from './context.ts';
import { cursorFrom, encodeCursor } from './cursor.ts';
import { declareList } from './declared-lists.ts';
import { assertCount, badUserInput } from './errors.ts';
import { idOfType } from './global-id.ts';
import type { NodeDefinition, RowNode } from './node.ts';
import { type Dimensions, sortsMax } from './page.ts';
import { waitFor } from './position-token.ts';
import { DateScalar, DateTimeScalar } from './scalars.ts';
import { enumOf, type TypeValue } from './types-of-zod.ts';

export const pageFirstMax = 200;
/** Values of one filter, `where: { cadre: […] }`. */
export const filterValuesMax = 1_000;

/** A filter: by value(s) of a column, by a range of it (`From`, `Before`), or by text. */
export type Filter =
  | { readonly column: string; readonly type: () => TypeValue; readonly idOf?: string }
  | { readonly range: string; readonly type: () => TypeValue }
  | { readonly flag: string }
  | { readonly text: true };
export type ListOptions = {
  readonly description: string;
  readonly filters: Readonly<Record<string, Filter>>;
  /** Sort names by column; the first is the default. */
  readonly sorts: Readonly<Record<string, string>>;
  /** Dimensions of `breakdown` by column. */
  readonly dimensions?: Dimensions;
};

/** Declares a list of an entity; `query` makes it a root field, `attach` a field of another entity. */
export function listOf<S extends State, N extends RowNode>(
  node: NodeDefinition<N>,
  options: ListOptions,
) {
  const { type } = node;
  const collection = node.collection as unknown as Collection<S>;
  const declared = declareList(node, options);
  const filterType = filterInput(`${type}Filter`, options.filters);
  const sort = sortInput(type, options.sorts);
  const connection = connectionType(node, options.dimensions, (column) =>
    Object.values(options.filters).some((one) => 'flag' in one && one.flag === column),
  );
  const args: Arguments = {
    first: { type: () => Int, description: `How many, 1 to ${pageFirstMax}.` },
    after: { type: () => String, nullable: true, description: 'The endCursor of the page before.' },
    where: { type: () => filterType, nullable: true },
    orderBy: { type: () => [sort], nullable: true },
  };

  async function page(
    graph: Graph,
    given: Readonly<Record<string, unknown>>,
    base: Where,
    at: Moment,
  ) {
    const first = given.first as number;
    if (first < 1 || first > pageFirstMax) {
      throw badUserInput(`must be 1 to ${pageFirstMax}`, ['first']);
    }
    const { where, text } = conditions(options.filters, given.where as never);
    const order = orderOf(options.sorts, given.orderBy as never);
    const after = cursorFrom(given.after as string | null | undefined, collection.name, order);
    const search = { where: bothOf(where, base), text, at };
    const found = await graph.application.rows.find(collection, search, order, after, first);
    return Object.assign(new (connection as new () => object)(), {
      edges: found.rows.map((row) => ({
        node: node.wrap(row as never, at),
        cursor: encodeCursor(collection.name, order, cursorOf(collection, order, row)),
      })),
      hasNextPage: found.hasMore,
      count: () => graph.application.rows.count(collection, search),
      groups: (by: readonly string[]) => graph.application.rows.groups(collection, search, by),
    });
  }

  return {
    node,
    options,
    connection,
    page,
    /** Adds the root query `name`, over one county. */
    query(name: string): void {
      declared.query = name;
      addRoot(
        'query',
        name,
        {
          type: () => connection,
          description: options.description,
          args: { county: countyArgument, ...args, ...momentArguments },
        },
        async (given, graph) => {
          await waitFor(graph, given.atLeast as string | null | undefined);
          const county = await countyOf(graph, countyCodeOf(given.county));
          const at = momentOf(graph, given.asOf as CivilDate, given.knownAt as Instant);
          return page(graph, given, { county }, at);
        },
      );
    },
    /** Adds the list to another entity, narrowed to what belongs to it. */
    attach<P extends RowNode>(
      parent: new (...args: never[]) => P,
      name: string,
      description: string,
      base: (parent: P) => Where,
    ): void {
      declared.attached.push({ field: `${parent.name}.${name}`, base: base as never });
      addField(parent, name, { type: () => connection, description, args }, (owner, given, graph) =>
        page(graph, given, base(owner), owner.at),
      );
    },
  };
}

export const countyArgument = {
  type: () => String,
  nullable: true,
  description: 'Six digits or a County id; may be left out when there is one county.',
};
export const momentArguments: Arguments = {
  asOf: {
    type: () => DateScalar,
    nullable: true,
    description: 'As of this day; by default today.',
  },
  knownAt: {
    type: () => DateTimeScalar,
    nullable: true,
    description: 'By what was recorded up to this moment; by default everything.',
  },
  atLeast: {
    type: () => String,
    nullable: true,
    description: 'A position token: wait (a bounded time) until the rows hold its change.',
  },
};
export function countyCodeOf(value: unknown): string | null {
  return value === null || value === undefined
    ? null
    : idOfType('County', String(value), ['county']);
}

function filterInput(name: string, filters: ListOptions['filters']): TypeValue {
  const made = { [name]: class {} }[name] as new () => object;
  InputType(name)(made);
  const field = (key: string, type: () => unknown, description?: string) =>
    Field(type as never, { nullable: true, description })(made.prototype, key);
  for (const [key, filter] of Object.entries(filters)) {
    if ('text' in filter) field(key, () => String, 'Contains these characters side by side.');
    else if ('flag' in filter) field(key, () => Boolean);
    else if ('range' in filter) {
      field(`${key}From`, filter.type, 'At or after this.');
      field(`${key}Before`, filter.type, 'Before this.');
    } else field(key, () => [filter.type()], 'One of these.');
  }
  return made;
}

function conditions(
  filters: ListOptions['filters'],
  given: Readonly<Record<string, unknown>> | null | undefined,
): { where: Where; text: string | null } {
  const where: Where = {};
  let text: string | null = null;
  for (const [key, filter] of Object.entries(filters)) {
    const value = given?.[key] ?? null;
    if ('text' in filter) text = value === null ? null : searchText(String(value), key);
    else if ('range' in filter) {
      const [from, before] = [given?.[`${key}From`] ?? null, given?.[`${key}Before`] ?? null];
      if (from === null && before === null) continue;
      where[filter.range] = {
        ...(from === null ? {} : { from: from as Scalar }),
        ...(before === null ? {} : { before: before as Scalar }),
      };
    } else if (value === null) continue;
    else if ('flag' in filter) where[filter.flag] = Number(value);
    else {
      const idOf = filter.idOf;
      const values = value as Scalar[];
      assertCount(values, filterValuesMax, ['where', key]);
      where[filter.column] = {
        in:
          idOf === undefined
            ? values
            : values.map((id, index) => idOfType(idOf, String(id), ['where', key, index])),
      };
    }
  }
  return { where, text };
}

function searchText(value: string, key: string): string {
  const text = value.trim().normalize('NFC');
  if (text === '' || text.length > 40)
    throw badUserInput('must have 1 to 40 characters', ['where', key]);
  return text;
}

function sortInput(type: string, sorts: ListOptions['sorts']): TypeValue {
  const by = enumOf(`${type}SortKey`, Object.keys(sorts));
  const name = `${type}Sort`;
  const made = { [name]: class {} }[name] as new () => object;
  InputType(name)(made);
  Field(() => by)(made.prototype, 'by');
  Field(() => Boolean, { nullable: true, defaultValue: false })(made.prototype, 'descending');
  return made;
}

function orderOf(
  sorts: ListOptions['sorts'],
  given: readonly { by: string; descending?: boolean }[] | null | undefined,
): Order {
  const asked = given ?? [{ by: Object.keys(sorts)[0] ?? '' }];
  assertCount(asked, sortsMax, ['orderBy']);
  return asked.flatMap(({ by, descending = false }) => {
    const column = sorts[by];
    return column === undefined ? [] : [{ column, descending }];
  });
}
