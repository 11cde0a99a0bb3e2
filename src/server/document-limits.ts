/**
 * Bounds of a document. Its size is judged before it is validated: some of graphql-js's rules
 * compare every field with every other. Its cost is judged before it runs.
 */
import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  NoSchemaIntrospectionCustomRule,
  type OperationDefinitionNode,
  type ValidationRule,
} from 'graphql';
import { costOf } from './document-cost.ts';
import { type DocumentSize, measured } from './document-measure.ts';
import type { Settings } from './settings.ts';

export type DocumentLimits = Pick<
  Settings,
  'tokensMax' | 'fieldsMax' | 'depthMax' | 'aliasesMax' | 'directivesMax' | 'costMax'
> & {
  /** The schema is told to whoever asks: in development, and in a demo. */
  readonly open: boolean;
};

const bounds = [
  ['fields', 'fieldsMax', 'CADRE_LEDGER_FIELDS_MAX'],
  ['depth', 'depthMax', 'CADRE_LEDGER_DEPTH_MAX'],
  ['aliases', 'aliasesMax', 'CADRE_LEDGER_ALIASES_MAX'],
  ['directives', 'directivesMax', 'CADRE_LEDGER_DIRECTIVES_MAX'],
] as const satisfies readonly (readonly [keyof DocumentSize, keyof DocumentLimits, string])[];

/** The rules beside those of the specification. */
export function documentRules(limits: DocumentLimits): readonly ValidationRule[] {
  return limits.open ? [] : [NoSchemaIntrospectionCustomRule];
}

/**
 * Every bound a document is past. A fragment counts where it is put in place, and also by itself:
 * one that no operation spreads is validated too.
 */
export function sizeFaults(
  document: DocumentNode,
  limits: DocumentLimits,
): readonly GraphQLError[] {
  // What asks for the schema, as GraphiQL does: `__schema`, `__type`, fragments on `__Type` …
  const isExempt = (name: string) => limits.open && /^__(?!typename$)/.test(name);
  const sizes = measured(document, isExempt);
  return bounds.flatMap(([what, limit, name]) => {
    const worst = sizes.toSorted((a, b) => b.size[what] - a.size[what])[0];
    if (worst === undefined || worst.size[what] <= limits[limit]) return [];
    const { node, size } = worst;
    const subject = node.kind === Kind.FRAGMENT_DEFINITION ? 'fragment' : 'operation';
    const sentence = `The ${subject} has ${size[what]} ${what === 'depth' ? 'levels' : what} with its fragments; the most is ${limits[limit]} (${name})`;
    const extensions = {
      ...{ code: 'GRAPHQL_VALIDATION_FAILED', http: { status: 400 } },
      ...{ limit: what, max: limits[limit] },
    };
    return [new GraphQLError(sentence, { nodes: node, extensions })];
  });
}

/** Throws when an operation asks for more than it may. */
export function refuseCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
  { costMax }: DocumentLimits,
): void {
  const cost = costOf(schema, document, operation, variables);
  if (cost <= costMax) return;
  const sentence = `The operation asks for up to ${cost} entities; the most is ${costMax} (CADRE_LEDGER_COST_MAX). Ask for smaller pages, or less below them`;
  const extensions = { code: 'TOO_COSTLY', cost, costMax, http: { status: 400 } };
  throw new GraphQLError(sentence, { extensions });
}

/** Without what graphql-js suggests of the schema, unless it is told to whoever asks. */
export function withoutSuggestions<E extends { readonly message: string }>(
  error: E,
  { open }: DocumentLimits,
): E {
  if (open) return error;
  return { ...error, message: error.message.replace(/\s*Did you mean [^?]*\?/g, '') };
}
