/** All lists as they were declared, for what is to be said of every one: each has its indexes. */
import type { Where } from './conditions.ts';
import type { ListOptions } from './list.ts';
import type { NodeDefinition, RowNode } from './node.ts';

type DeclaredList = {
  readonly node: NodeDefinition;
  readonly options: ListOptions;
  /** The root query; null when the list is reached from entities only. */
  query: string | null;
  /** Where it hangs on other entities, and what it is narrowed to there. */
  readonly attached: { readonly field: string; readonly base: (parent: RowNode) => Where }[];
};

const lists: DeclaredList[] = [];
export const declaredLists: readonly DeclaredList[] = lists;

export function declareList<N extends RowNode>(
  node: NodeDefinition<N>,
  options: ListOptions,
): DeclaredList {
  const declared = { node: node as unknown as NodeDefinition, options, query: null, attached: [] };
  lists.push(declared);
  return declared;
}
