/**
 * How large a document is once its fragments are put in place. Each fragment is measured once, so
 * that fragments which name each other cost no more than their text (CVE-2026-47707: limits that
 * count before expansion are no limits). Aliases of `__typename` count too: graphql-armor, which
 * would otherwise do, leaves them out.
 */
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

export type DocumentSize = {
  readonly fields: number;
  readonly depth: number;
  readonly aliases: number;
  readonly directives: number;
};
const nothing: DocumentSize = { fields: 0, depth: 0, aliases: 0, directives: 0 };

type Definition = OperationDefinitionNode | FragmentDefinitionNode;

/**
 * Every operation and fragment; `isExempt`: names of fields that count for nothing, with all below
 * them, and of types whose fragments do.
 */
export function measured(
  document: DocumentNode,
  isExempt: (name: string) => boolean,
): readonly { readonly node: Definition; readonly size: DocumentSize }[] {
  const fragments = fragmentsOf(document);
  const known = new Map<string, DocumentSize>();

  function ofSet(set: SelectionSetNode | undefined): DocumentSize {
    return (set?.selections ?? []).map(ofSelection).reduce(beside, nothing);
  }

  function ofSelection(selection: SelectionNode): DocumentSize {
    const directives = selection.directives?.length ?? 0;
    if (selection.kind === Kind.FIELD) {
      if (isExempt(selection.name.value)) return nothing;
      const below = ofSet(selection.selectionSet);
      return {
        fields: below.fields + 1,
        depth: below.depth + 1,
        aliases: below.aliases + (selection.alias === undefined ? 0 : 1),
        directives: below.directives + directives,
      };
    }
    const inner =
      selection.kind === Kind.INLINE_FRAGMENT
        ? ofSet(selection.selectionSet)
        : ofFragment(selection.name.value);
    return { ...inner, directives: inner.directives + directives };
  }

  function ofFragment(name: string): DocumentSize {
    const before = known.get(name);
    if (before !== undefined) return before;
    // A fragment that spreads itself is refused by another rule; here it ends.
    known.set(name, nothing);
    const fragment = fragments.get(name);
    const inner = ofSet(fragment?.selectionSet);
    const own = fragment?.directives?.length ?? 0;
    const size = { ...inner, directives: inner.directives + own };
    known.set(name, size);
    return size;
  }

  /** Of two fragments of one name, each by what it says itself. */
  function ofDefinition(node: Definition): DocumentSize {
    const isFragment = node.kind === Kind.FRAGMENT_DEFINITION;
    if (isFragment && isExempt(node.typeCondition.name.value)) return nothing;
    const size = ofSet(node.selectionSet);
    const variables = node.kind === Kind.OPERATION_DEFINITION ? node.variableDefinitions : [];
    const own = [node, ...(variables ?? [])].flatMap(({ directives = [] }) => directives).length;
    return { ...size, directives: size.directives + own };
  }

  return document.definitions.flatMap((node) =>
    node.kind === Kind.OPERATION_DEFINITION || node.kind === Kind.FRAGMENT_DEFINITION
      ? [{ node, size: ofDefinition(node) }]
      : [],
  );
}

export function fragmentsOf(document: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> {
  const found = document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION);
  return new Map((found as FragmentDefinitionNode[]).map((one) => [one.name.value, one]));
}

/** Bounded, so that sums of sums stay numbers. */
const most = 1_000_000_000;
function beside(one: DocumentSize, other: DocumentSize): DocumentSize {
  const sum = (a: number, b: number) => Math.min(most, a + b);
  return {
    fields: sum(one.fields, other.fields),
    depth: Math.max(one.depth, other.depth),
    aliases: sum(one.aliases, other.aliases),
    directives: sum(one.directives, other.directives),
  };
}
