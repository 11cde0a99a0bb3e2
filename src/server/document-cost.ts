/**
 * What an operation may cost before it runs: the entities it asks for at most. A field counts by
 * its declared `complexity`, an entity for one; below a list everything counts `first` times, or,
 * of a list without it, as often as lists like it are long. What a connection says of the whole
 * list (its total, how to go on) is answered once, however many are asked for.
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

/** What is answered once, and what of a connection's page is answered for each of its `first`. */
type Cost = { readonly once: number; readonly each: number };

const nothing: Cost = { once: 0, each: 0 };

export function costOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  given: Variables,
): number {
  const variables = { ...defaultsOf(operation), ...given };
  const fragments = fragmentsOf(document);
  const known = new Map<string, Cost>();
  const named = (name: string) => schema.getType(name);

  function ofSet(set: SelectionSetNode | undefined, type: unknown): Cost {
    const costs = (set?.selections ?? []).map((one) => ofSelection(one, type));
    return costs.reduce(
      (sum, { once, each }) => ({
        once: Math.min(most, sum.once + once),
        each: Math.min(most, sum.each + each),
      }),
      nothing,
    );
  }

  function ofSelection(selection: SelectionNode, type: unknown): Cost {
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

  function ofFragment(name: string): Cost {
    const before = known.get(name);
    if (before !== undefined) return before;
    known.set(name, nothing);
    const fragment = fragments.get(name);
    const condition = fragment?.typeCondition.name.value;
    const cost = ofSet(fragment?.selectionSet, condition === undefined ? null : named(condition));
    known.set(name, cost);
    return cost;
  }

  function ofField(node: FieldNode, type: unknown): Cost {
    const field = fieldOf(type, node.name.value);
    if (field === undefined) return nothing;
    const below = getNamedType(field.type);
    const declared = field.extensions.complexity;
    const own = typeof declared === 'number' ? declared : isCompositeType(below) ? 1 : 0;
    const { once, each } = ofSet(node.selectionSet, below);
    if (isPage(field, type)) return { once: 0, each: Math.min(most, own + once) };
    const times = timesOf(node, field, type, variables);
    const all = isConnection(below) ? once + times * each : times * once;
    return { once: Math.min(most, own + all), each: 0 };
  }

  const root = schema.getRootType(operation.operation);
  return ofSet(operation.selectionSet, root).once;
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
  return isList && !isConnection(parent) ? listLength : 1;
}

function isConnection(type: unknown): boolean {
  return isObjectType(type) && type.name.endsWith('Connection');
}

/** The two fields that bring the entities of a connection; `first` says how many. */
function isPage({ name }: GraphQLField<unknown, unknown>, parent: unknown): boolean {
  return isConnection(parent) && (name === 'edges' || name === 'nodes');
}

function asked(value: ValueNode, variables: Variables): number {
  const given = value.kind === Kind.VARIABLE ? variables[value.name.value] : null;
  const count = value.kind === Kind.INT ? Number(value.value) : Number(given);
  return Number.isFinite(count) ? Math.max(1, count) : 1;
}
