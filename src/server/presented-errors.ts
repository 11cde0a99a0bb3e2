/**
 * What a client learns of an error. What we said on purpose (a GraphQLError) reaches it with its
 * code; everything else is «Internal error», and its cause goes to the log alone.
 */
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { withoutInputValues } from './without-input-values.ts';

/** Makes an error of the application one that may be shown; null when it is none of its kind. */
export type Explain = (error: unknown) => GraphQLError | null;
export type Presented = {
  readonly shown: GraphQLFormattedError;
  /** What was masked, for the log; null when nothing was. */
  readonly masked: unknown;
};

/** Said by graphql-js and Apollo about the client's document and variables. */
export const documentCodes: readonly unknown[] = [
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'OPERATION_RESOLUTION_FAILURE',
];

export function presentError(error: GraphQLError, explain: Explain): Presented {
  const { locations, path } = error.toJSON();
  const place = { ...(locations ? { locations } : {}), ...(path ? { path } : {}) };
  const isTheirs = documentCodes.includes(error.extensions.code) || isOfVariable(error);
  const cause = isTheirs ? error : causeOf(error);
  const explained = cause instanceof GraphQLError ? cause : explain(cause);
  if (explained === null || isOurFault(error, explained)) {
    const extensions = { code: 'INTERNAL' };
    return { shown: { message: 'Internal error', ...place, extensions }, masked: cause };
  }
  const { http: _, stacktrace: __, ...said } = { ...error.extensions, ...explained.extensions };
  const extensions = { ...said, code: said.code ?? 'BAD_USER_INPUT' };
  const message = documentCodes.includes(extensions.code)
    ? withoutInputValues(explained.message)
    : explained.message;
  return { shown: { message, ...place, extensions }, masked: null };
}

export function withCorrelation(
  error: GraphQLFormattedError,
  correlationId: string,
): GraphQLFormattedError {
  return { ...error, extensions: { ...error.extensions, correlationId } };
}

/** graphql-js wraps what a resolver threw, sometimes more than once. */
function causeOf(error: GraphQLError): unknown {
  let cause: unknown = error;
  for (let depth = 0; depth < 8; depth += 1) {
    if (!(cause instanceof GraphQLError) || !cause.originalError) break;
    cause = cause.originalError;
  }
  return cause;
}

/**
 * A GraphQLError without a code that arose while a field was completed comes from graphql-js: our
 * value did not fit its type. One that points at an argument of the document is the client's.
 */
function isOurFault(error: GraphQLError, explained: GraphQLError): boolean {
  const coded = explained.extensions.code ?? null;
  const code = coded === 'INTERNAL_SERVER_ERROR' ? null : coded;
  return code === null && error.path !== undefined && !explained.nodes?.some(isInput);
}

/** A scalar that cannot read a variable throws whatever it likes; graphql-js points at the variable. */
function isOfVariable({ nodes, path }: GraphQLError): boolean {
  return path === undefined && nodes?.[0]?.kind === 'VariableDefinition';
}

function isInput(node: { readonly kind: string }): boolean {
  return node.kind !== 'Field';
}
