/**
 * What an operation may cost before it runs: the entities it asks for at most. A field counts by
 * its declared `complexity`, an entity for one; below a list everything counts `first` times, or,
 * of a list without it, as often as lists like it are long.
 */
import {
  type DocumentNode,
  type FieldNode,
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';
import { fragmentsOf } from './document-measure.ts';

type Variables = Readonly<Record<string, unknown>>;

const listLength = 10;
const most = 1_000_000_000;

export function costOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  given: Variables,
): number {
  const variables = { ...defaultsOf(operation), ...given };
  const fragments = fragmentsOf(document);
  const known = new Map<string, number>();
  const named = (name: string) => schema.getType(name);

  function ofSet(set: SelectionSetNode | undefined, type: unknown): number {
    const costs = (set?.selections ?? []).map((one) => ofSelection(one, type));
    return Math.min(
      most,
      costs.reduce((sum, cost) => sum + cost, 0),
    );
  }

  function ofSelection(selection: SelectionNode, type: unknown): number {
    switch (selection.kind) {
      case Kind.FIELD:
        return ofField(selection, type);
      case Kind.INLINE_FRAGMENT: {
        const condition = selection.typeCondition?.name.value;
        return ofSet(selection.selectionSet, condition === undefined ? type : named(condition));
      }
      case Kind.FRAGMENT_SPREAD:
        return ofFragment(selection.name.value);
    }
  }

  function ofFragment(name: string): number {
    const before = known.get(name);
    if (before !== undefined) return before;
    known.set(name, 0);
    const fragment = fragments.get(name);
    const condition = fragment?.typeCondition.name.value;
    const cost = ofSet(fragment?.selectionSet, condition === undefined ? null : named(condition));
    known.set(name, cost);
    return cost;
  }

  function ofField(node: FieldNode, type: unknown): number {
    const field = fieldOf(type, node.name.value);
    if (field === undefined) return 0;
    const below = getNamedType(field.type);
    const declared = field.extensions.complexity;
    const own = typeof declared === 'number' ? declared : isCompositeType(below) ? 1 : 0;
    const times = timesOf(node, field, type, variables);
    return Math.min(most, own + times * ofSet(node.selectionSet, below));
  }

  const root = schema.getRootType(operation.operation);
  return ofSet(operation.selectionSet, root);
}

/** What the document says of variables that are not sent. */
function defaultsOf({ variableDefinitions = [] }: OperationDefinitionNode): Variables {
  return Object.fromEntries(
    variableDefinitions.flatMap(({ variable, defaultValue }) =>
      defaultValue?.kind === Kind.INT ? [[variable.name.value, Number(defaultValue.value)]] : [],
    ),
  );
}

function fieldOf(type: unknown, name: string): GraphQLField<unknown, unknown> | undefined {
  return isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;
}

function timesOf(
  node: FieldNode,
  field: GraphQLField<unknown, unknown>,
  parent: unknown,
  variables: Variables,
): number {
  const first = node.arguments?.find(({ name }) => name.value === 'first');
  if (first !== undefined) return asked(first.value, variables);
  const isList = isListType(getNullableType(field.type));
  // The pages of a connection have been counted at the field that has `first`.
  const isPage = isObjectType(parent) && parent.name.endsWith('Connection');
  return isList && !isPage ? listLength : 1;
}

function asked(value: ValueNode, variables: Variables): number {
  const given = value.kind === Kind.VARIABLE ? variables[value.name.value] : null;
  const count = value.kind === Kind.INT ? Number(value.value) : Number(given);
  return Number.isFinite(count) ? Math.max(1, count) : 1;
}
