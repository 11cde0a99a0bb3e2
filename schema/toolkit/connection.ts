/** The types of a connection: edges, nodes, a total and a breakdown, of one page of a list. */
import { Field, Int, ObjectType } from 'type-graphql';
import type { Scalar } from '../../src/application/ports.ts';
import { addField } from './build.ts';
import { assertCount } from './errors.ts';
import type { NodeDefinition, RowNode } from './node.ts';
import { breakdownType, type Dimensions, GroupCount, PageInfo, sortsMax } from './page.ts';
import type { TypeValue } from './types-of-zod.ts';

/** `isFlag`: whether a column holds true or false. */
export function connectionType<N extends RowNode>(
  node: NodeDefinition<N>,
  dimensions: Dimensions | undefined,
  isFlag: (column: string | undefined) => boolean,
) {
  const { type } = node;
  const edge = { [`${type}Edge`]: class {} }[`${type}Edge`] as new () => object;
  ObjectType(`${type}Edge`)(edge);
  Field(() => node.objectType() as never)(edge.prototype, 'node');
  Field(() => String)(edge.prototype, 'cursor');
  const name = `${type}Connection`;
  const made = { [name]: class {} }[name] as new () => Page;
  ObjectType(name)(made);
  Field(() => [edge])(made.prototype, 'edges');
  addField(
    made,
    'nodes',
    { type: () => [node.objectType() as TypeValue], description: 'The nodes of the edges.' },
    (page) => page.edges.map((one) => one.node),
  );
  addField(made, 'pageInfo', { type: () => PageInfo, description: 'How to go on.' }, (page) => ({
    hasNextPage: page.hasNextPage,
    endCursor: page.edges.at(-1)?.cursor ?? null,
  }));
  addField(
    made,
    'totalCount',
    {
      type: () => Int,
      description: 'How many there are on all pages; counted when asked for.',
      complexity: 2,
    },
    (page) => page.count(),
  );
  if (dimensions !== undefined) {
    const dimension = breakdownType(type, dimensions);
    addField(
      made,
      'breakdown',
      {
        type: () => [GroupCount],
        description: 'Counts by the values of dimensions, largest first.',
        args: { by: { type: () => [dimension] } },
        complexity: 5,
      },
      async (page, { by }) => {
        assertCount(by as string[], sortsMax, ['by']);
        const columns = (by as string[]).map((dimension) => dimensions[dimension] ?? '');
        const groups = await page.groups(columns);
        return groups.map(({ values, count }) => ({
          values: values.map((value, index) => shown(value, isFlag(columns[index]))),
          count,
        }));
      },
    );
  }
  return made;
}
/** Flags are kept as 0 and 1. */
function shown(value: Scalar | null, isFlag: boolean): string | null {
  if (value === null) return null;
  return isFlag ? String(value === 1) : String(value);
}

type Page = {
  edges: readonly { node: unknown; cursor: string }[];
  hasNextPage: boolean;
  count: () => Promise<number>;
  groups: (
    by: readonly string[],
  ) => Promise<readonly { values: readonly (Scalar | null)[]; count: number }[]>;
};
